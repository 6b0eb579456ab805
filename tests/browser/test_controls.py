"""The lab's controls: the learning rate, its marks, and the start on the map."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from .jupyterlab_page import NotebookPage

MakeNotebook = Callable[..., NotebookPage]
WIDTHS = (1280, 900)  # of the window, in pixels
PARABOLA = """
import gdteach as gd
lab = gd.DescentLab(gd.parabola(smoothness=2.0), learning_rate=0.1, start=9, max_steps=20)
lab
"""
HIMMELBLAU = """
import gdteach as gd
lab = gd.DescentLab("himmelblau", learning_rate=0.01, max_steps=30)
lab
"""


def middle(node: Locator) -> tuple[float, float]:
    box = node.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def handle(page: NotebookPage) -> Locator:
    return page.node.locator(".noUi-handle")


def tick(page: NotebookPage, name: str) -> Locator:
    """The short line that stands over a mark's label."""
    return page.node.locator(f'.gdteach-tick[title="{name}"]')


def number_shown(page: NotebookPage, label: str, value: float, within: float) -> None:
    """Wait until a number box shows about this number."""
    box = page.node.get_by_label(label, exact=True)
    page.page.wait_for_function(
        "([box, value, within]) => box.value !== '' && Math.abs(box.value - value) <= within",
        arg=[box.element_handle(), value, within],
    )


def test_the_marks_stand_under_their_learning_rates(notebook: MakeNotebook) -> None:
    page = notebook("import gdteach as gd\nlab = gd.DescentLab(gd.quadratic_bowl(10.0))\nlab")
    L, mu = page.python("[lab.objective.smoothness, lab.objective.strong_convexity]")
    for width in WIDTHS:
        page.resize(width)
        for name, rate in {"1/L": 1 / L, "2/(L+μ)": 2 / (L + mu), "2/L": 2 / L}.items():
            page.execute(f"lab.learning_rate = {rate!r}")
            number_shown(page, "η =", rate, within=1e-9)
            page.page.wait_for_function(
                """(nodes) => {
                  const [a, b] = nodes.map((node) => node.getBoundingClientRect());
                  return Math.abs((a.left + a.right) / 2 - (b.left + b.right) / 2) <= 3;
                }""",
                arg=[handle(page).element_handle(), tick(page, name).element_handle()],
            )


def test_dragging_the_learning_rate_redraws_the_run(notebook: MakeNotebook) -> None:
    page = notebook(PARABOLA)
    figure = page.figure()
    figure.scrubber.press("End")
    figure.to_be_at(20, of=20)
    before = figure.place()
    x, y = middle(handle(page))
    goal, _ = middle(tick(page, "1/L"))
    page.page.mouse.move(x, y)
    page.page.mouse.down()
    page.page.mouse.move(goal, y, steps=8)
    page.page.mouse.up()
    expect(figure.marker).not_to_have_attribute("transform", before)
    number_shown(page, "η =", 0.5, within=0.02)  # 3 pixels of the slider
    rate = page.python("lab.learning_rate")
    assert rate == pytest.approx(0.5, abs=0.02)
    assert page.python("lab.trajectory.method.learning_rate") == rate
    figure.to_be_at(page.python("lab.trajectory.n_steps"), of=page.python("lab.player.n_steps"))


def test_arrow_keys_turn_the_learning_rate(notebook: MakeNotebook) -> None:
    page = notebook(PARABOLA)
    figure = page.figure()
    figure.scrubber.press("End")
    figure.to_be_at(20, of=20)
    before = figure.place()
    handle(page).focus()
    for _ in range(10):
        handle(page).press("ArrowRight")
    expect(figure.marker).not_to_have_attribute("transform", before)
    expect(handle(page)).to_be_focused()
    box = page.node.get_by_label("η =", exact=True)
    expect(box).not_to_have_value("0.1")
    assert page.python("lab.learning_rate") > 0.1


def on_the_map(page: NotebookPage, across: float, up: float) -> tuple[list[float], list[float]]:
    """Return pixels and data coordinates of a place on the left axes, both by proportion.

    This uses Matplotlib's limits and position alone, nothing of the package's own projection.
    """
    left, right, low, high, x, y, width, height = page.python(
        "(lambda a: [*a.get_xlim(), *a.get_ylim(), *a.get_position().bounds])"
        "(lab.player.figure.axes[0])"
    )
    box = page.figure().picture.bounding_box()
    pixel = [
        box["x"] + (x + across * width) * box["width"],
        box["y"] + (1 - y - up * height) * box["height"],
    ]
    return pixel, [left + across * (right - left), low + up * (high - low)]


def test_a_click_on_the_map_drops_the_ball_there(notebook: MakeNotebook) -> None:
    page = notebook(HIMMELBLAU)
    figure = page.figure()
    figure.to_be_at(0, of=30)
    x_box, y_box = (page.node.get_by_label(f"start {name}") for name in "xy")
    one_pixel = 12 / 150  # the domain is 12 wide, on at least 150 pixels
    for width, across, up in zip(WIDTHS, (0.2, 0.6), (0.7, 0.3), strict=True):
        page.resize(width)
        pixel, (x, y) = on_the_map(page, across, up)
        page.page.mouse.click(*pixel)
        number_shown(page, "start x", x, within=one_pixel)
        start = page.python("lab.start")
        assert start == pytest.approx([x, y], abs=one_pixel)
        expect(x_box).to_have_value(f"{start[0]:g}")
        expect(y_box).to_have_value(f"{start[1]:g}")
        assert page.python("lab.trajectory.iterates[0].tolist()") == start
        figure.to_be_at(0, of=30)


def test_the_ball_can_be_dragged_and_nothing_is_left_behind(notebook: MakeNotebook) -> None:
    page = notebook(PARABOLA)
    figure = page.figure()
    figure.to_be_at(0, of=20)
    first, _ = on_the_map(page, 0.9, 0.5)
    last, (w, _) = on_the_map(page, 0.25, 0.4)
    mouse = page.page.mouse
    mouse.move(*first)
    mouse.down()
    hand = figure.node.locator(".gdteach-hand")
    expect(hand).to_be_visible()
    mouse.move(*last, steps=12)
    mouse.up()
    expect(hand).to_be_hidden()
    number_shown(page, "start w", w, within=0.1)
    assert page.python("lab.start") == [pytest.approx(w, abs=0.1)]
    moved = page.python("lab.start")
    mouse.move(*first)  # a pointer that is not pressed moves nothing
    assert page.python("lab.start") == moved


def test_a_typed_start_and_a_chosen_function_show_at_once(notebook: MakeNotebook) -> None:
    page = notebook(HIMMELBLAU.replace('"himmelblau"', '"quartic", "himmelblau"'))
    figure = page.figure()
    picture = figure.picture.locator("image").get_attribute("href")
    page.node.get_by_label("start w").fill("0.5")
    page.node.get_by_label("start w").press("Enter")
    expect(figure.caption).to_contain_text("w₀ = 0.5")
    page.node.get_by_label("function").select_option(index=1)
    expect(figure.picture.locator("image")).not_to_have_attribute("href", picture)
    expect(page.node.get_by_label("start y")).to_be_visible()
    assert page.python("lab.objective.name") == page.python("gd.himmelblau().name")
    figure.play.click()
    figure.to_be_at(30, of=30)
