"""The fog hike as it is played: by mouse with an unsteady hand, and by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from .accessibility import violations
from .jupyterlab_page import NotebookPage

MakeNotebook = Callable[..., NotebookPage]
HIKE = """
import gdteach as gd
lab = gd.FogHike(seed=2)
lab.player.speed = 20
lab
"""


def on_the_map(page: NotebookPage, x: float, y: float) -> tuple[float, float]:
    """Return the pixel of a place on the map, from Matplotlib's limits and position alone."""
    left, right, low, high, across, up, width, height = page.python(
        "(lambda a: [*a.get_xlim(), *a.get_ylim(), *a.get_position().bounds])"
        "(lab.player.figure.axes[0])"
    )
    box = page.figure().picture.bounding_box()
    return (
        box["x"] + (across + (x - left) / (right - left) * width) * box["width"],
        box["y"] + (1 - up - (y - low) / (high - low) * height) * box["height"],
    )


@pytest.fixture
def hike(notebook: MakeNotebook) -> NotebookPage:
    page = notebook(HIKE)
    page.figure().to_be_at(0, of=0)
    return page


def test_a_click_walks_once_even_if_the_hand_shakes(hike: NotebookPage) -> None:
    mouse, figure = hike.page.mouse, hike.figure()
    start = hike.python("lab.path[0].tolist()")
    x, y = on_the_map(hike, start[0] + 0.8, start[1] - 1.0)
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 40, y + 30, steps=6)
    mouse.up()
    figure.to_be_at(1, of=1)
    one_pixel = 10 / 200  # the map is 10 wide, on at least 200 pixels
    where = hike.python("lab.path[-1].tolist()")
    assert where == pytest.approx([start[0] + 0.8, start[1] - 1.0], abs=one_pixel)
    expect(figure.caption).to_contain_text("step 1 of 12")
    mouse.click(*on_the_map(hike, 4.9, 4.9))  # far beyond one stride
    figure.to_be_at(2, of=2)
    expect(figure.caption).to_contain_text("farther than one stride")
    assert hike.python("len(lab.path)") == 3


def test_a_hike_by_keyboard_alone(hike: NotebookPage) -> None:
    figure, keyboard = hike.figure(), hike.page.keyboard
    hike.node.get_by_label("direction °").focus()
    keyboard.press("ControlOrMeta+a")
    keyboard.type("300")
    keyboard.press("Tab")
    expect(hike.node.get_by_label("length", exact=True)).to_be_focused()
    keyboard.press("ArrowUp")
    keyboard.press("Tab")
    walk = hike.node.get_by_role("button", name="Walk", exact=True)
    expect(walk).to_be_focused()
    fog = figure.picture.locator("image").get_attribute("href")
    for step in range(1, 12):
        keyboard.press("Enter")
        figure.to_be_at(step, of=step)
    keyboard.press("Enter")
    figure.to_be_at(12, of=12)
    expect(figure.picture.locator("image")).not_to_have_attribute("href", fog)
    expect(figure.caption).to_contain_text("Of the possible drop of 61 m")
    expect(walk).to_be_disabled()
    assert hike.python("lab.path.shape") == [13, 2]
    for _ in range(3):  # the button is gone from the keyboard's way; what follows is not
        keyboard.press("Tab")
        if figure.play.evaluate("node => node === document.activeElement"):
            break
    expect(figure.play).to_be_focused()
    keyboard.press("Enter")
    figure.to_be_at(12, of=12)
    lifted = figure.picture.locator("image").get_attribute("href")
    hike.node.get_by_role("button", name="Start again").press("Enter")
    figure.to_be_at(0, of=0)
    expect(figure.picture.locator("image")).not_to_have_attribute("href", lifted)
    expect(walk).to_be_enabled()


def test_another_hill_and_the_fog_lifted_early(hike: NotebookPage) -> None:
    figure = hike.figure()
    before = figure.place()
    hike.node.get_by_role("button", name="Another hill").click()
    expect(hike.node.get_by_label("hill", exact=True)).to_have_value("3")
    expect(figure.caption).to_contain_text("start: height")
    expect(figure.markers.first).not_to_have_attribute("transform", before)
    lab = hike.node.locator(".gdteach-lab")
    assert violations(hike.page, lab) == []
    hike.node.get_by_role("button", name="Lift the fog").click()
    figure.to_be_at(12, of=12)
    assert violations(hike.page, lab) == []
    figure.scrub_to(4)
    expect(figure.caption).to_contain_text("w₄ = w₃ − 0.1·∇f(w₃)")
