"""Notebook 01's labs in a real JupyterLab: played, dragged, and used by keyboard alone."""

from playwright.sync_api import Locator, expect

from .figure_view import FigureView
from .jupyterlab_page import MakeNotebook

HILLS = """
import numpy as np
hills = gd.as_objective(
    lambda x, y: 3 * x * np.exp(-(x**2 + y**2) / 2),
    name="Hill and valley", domain=[(-3, 3), (-2, 2)], start=(0.5, 0.7),
)
"""
VALLEY = 'valley = gd.as_objective(lambda w: w**2, name="w²", domain=(-3, 3))\n'
ARROW = "lab = gd.ArrowTask(point=(4, 1))\nlab"


def layer(figure: FigureView, kind: str, number: int) -> Locator:
    return figure.node.locator(f".gdteach-layer.gdteach-{kind}").nth(number)


def test_the_secant_turns_into_the_tangent(notebook: MakeNotebook) -> None:
    page = notebook(HILLS + VALLEY + "lab = gd.TangentLab(valley, point=1)\nlab")
    figure = page.figure()
    expect(figure.caption).to_contain_text("slope 8 / 2 = 4")
    figure.play_to_the_end(39)
    expect(figure.caption).to_contain_text("The tangent at w = 1 has slope 2.")
    assert page.python("lab.h") == 0.002

    page.drag(page.pixel_of("graph", 1, 2), page.pixel_of("graph", -1.5, 4))
    expect(page.box("point w")).to_have_value("-1.5")
    expect(figure.caption).to_contain_text("The tangent at w = −1.5 has slope −3.")

    page.box("second point on both sides").press("Space")
    expect(figure.caption).to_contain_text("run 0.004")
    figure.scrubber.press("Home")
    expect(figure.caption).to_contain_text("slope −12 / 4 = −3")


def test_the_surface_is_turned_by_keyboard_and_its_point_dragged_on_the_map(
    notebook: MakeNotebook,
) -> None:
    page = notebook(HILLS + "lab = gd.SurfaceView(hills, show_gradient=True)\nlab")
    figure = page.figure()
    image = figure.picture.locator("image")
    before = image.get_attribute("href")
    page.node.get_by_role("slider").first.press("ArrowRight")
    expect(image).not_to_have_attribute("href", before)
    assert page.python("lab.azimuth") == -55

    on_surface = figure.markers.nth(1).get_attribute("transform")
    page.drag(page.pixel_of("map", 0.5, 0.7), page.pixel_of("map", -1, 1))
    expect(figure.caption).to_contain_text("(x, y) = (−1, 1)")
    expect(figure.markers.nth(1)).not_to_have_attribute("transform", on_surface)
    height = figure.caption.text_content().split("   ∇f")[0].split("height")[1]
    figure.play_to_the_end(48)
    expect(figure.caption).to_contain_text(f"height{height}")


def test_the_slices_are_walked_and_pressed(notebook: MakeNotebook) -> None:
    page = notebook(HILLS + "lab = gd.SliceLab(hills)\nlab")
    figure = page.figure()
    expect(figure.caption).to_contain_text("∂f/∂x is 1.55; along y the slope ∂f/∂y is −0.725")
    figure.scrubber.press("ArrowRight")
    expect(figure.caption).to_contain_text("Along x, with y held at 0.7")
    figure.play_to_the_end(48)
    expect(figure.caption).to_contain_text("At (0.5, 0.7)")
    page.click("profiles[0]", -1.5, 0)
    expect(page.box("point x")).to_have_value("-1.5")
    expect(page.box("point y")).to_have_value("0.7")


def test_the_compass_is_played_turned_and_compared(notebook: MakeNotebook) -> None:
    page = notebook(HILLS + "lab = gd.CompassLab(hills)\nlab")
    figure = page.figure()
    figure.play_to_the_end(72)
    box = page.box("u at (°)")
    expect(box).to_have_value("360")
    page.click("dial", 180, 0)
    figure.to_be_at(36, of=72)
    expect(box).to_have_value("180")
    page.enter("u at (°)", "90")
    figure.to_be_at(18, of=72)
    expect(figure.node.locator(".gdteach-curve")).to_have_count(0)
    page.box("compare with ‖∇f‖ cos θ").check()
    expect(figure.node.locator(".gdteach-curve")).to_have_count(1)
    expect(figure.caption).to_contain_text("2h = −0.725   ‖∇f‖ cos θ = 1.72·cos 115° = −0.725")


def test_an_arrow_is_drawn_by_mouse_judged_and_outlives_the_stretching(
    notebook: MakeNotebook,
) -> None:
    page = notebook(ARROW)
    figure = page.figure()
    show = page.button("Show −∇f")
    expect(show).to_be_disabled()
    page.drag(page.pixel_of("map", 4, 1), page.pixel_of("map", 0, 0))  # at the star
    expect(show).to_be_enabled()
    expect(figure.node.get_by_text("yours")).to_be_visible()
    show.click()
    expect(figure.caption).to_contain_text("your arrow is 54° off −∇f;   −∇f is 54° off the way")
    expect(figure.caption).to_contain_text("You aimed at the minimiser.")
    drawn = layer(figure, "arrow", 0).locator("path").first.get_attribute("d")
    figure.scrubber.press("Home")
    figure.to_be_at(0, of=20)
    expect(figure.caption).to_contain_text("κ = 1:   your arrow is 0° off −∇f;   −∇f is 0° off")
    figure.play_to_the_end(20)
    expect(figure.caption).to_contain_text("κ = 100:   your arrow is 74° off −∇f")
    assert layer(figure, "arrow", 0).locator("path").first.get_attribute("d") == drawn
    assert page.python("lab.condition_number") == 100
    page.button("Another place").click()
    expect(figure.caption).to_contain_text("Draw −∇f")
    expect(figure.node.get_by_text("yours")).to_have_count(0)


def test_an_arrow_is_drawn_by_keyboard_alone(notebook: MakeNotebook) -> None:
    page = notebook(ARROW)
    figure, press = page.figure(), page.page.keyboard.press
    page.enter("your arrow at (°)", "248")
    expect(page.button("Show −∇f")).to_be_enabled()
    press("Tab")
    expect(page.button("Show −∇f")).to_be_focused()
    press("Space")
    expect(figure.caption).to_contain_text("You drew −∇f.")
    slider = page.node.get_by_role("slider", name="stretch κ")
    slider.focus()
    press("Home")
    expect(figure.caption).to_contain_text("κ = 1: ")
    assert page.python("lab.condition_number") == 1
