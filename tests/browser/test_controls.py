"""The lab's controls: the learning rate, its marks, and the start on the map."""

import pytest
from playwright.sync_api import Locator, expect

from .jupyterlab_page import MakeNotebook, NotebookPage

WIDTHS = (1280, 900)  # of the window, in pixels
PARABOLA = """
lab = gd.DescentLab(gd.parabola(smoothness=2.0), learning_rate=0.1, start=9, max_steps=20)
lab
"""
HIMMELBLAU = """
lab = gd.DescentLab("himmelblau", learning_rate=0.01, max_steps=30)
lab
"""


def middle(node: Locator) -> tuple[float, float]:
    node.scroll_into_view_if_needed()
    box = node.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def tick(page: NotebookPage, name: str) -> Locator:
    """The short line that stands over a mark's label."""
    return page.node.locator(f'.gdteach-tick[title="{name}"]')


def test_the_marks_stand_under_their_learning_rates(notebook: MakeNotebook) -> None:
    page = notebook("lab = gd.DescentLab(gd.quadratic_bowl(10.0))\nlab")
    L, mu = page.python("[lab.objective.smoothness, lab.objective.strong_convexity]")
    for width in WIDTHS:
        page.resize(width)
        for name, rate in {"1/L": 1 / L, "2/(L+μ)": 2 / (L + mu), "2/L": 2 / L}.items():
            page.execute(f"lab.learning_rate = {rate!r}")
            page.number_shown("η =", rate, within=1e-9)
            page.page.wait_for_function(
                """(nodes) => {
                  const [a, b] = nodes.map((node) => node.getBoundingClientRect());
                  return Math.abs((a.left + a.right) / 2 - (b.left + b.right) / 2) <= 3;
                }""",
                arg=[page.handle().element_handle(), tick(page, name).element_handle()],
            )


def test_dragging_the_learning_rate_redraws_the_run(notebook: MakeNotebook) -> None:
    page = notebook(PARABOLA)
    figure = page.figure()
    figure.scrubber.press("End")
    figure.to_be_at(20, of=20)
    before = figure.place()
    x, y = middle(page.handle())
    goal, _ = middle(tick(page, "1/L"))
    page.drag((x, y), (goal, y))
    expect(figure.marker).not_to_have_attribute("transform", before)
    page.number_shown("η =", 0.5, within=0.02)  # 3 pixels of the slider
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
    page.turn("ArrowRight", 10)
    expect(figure.marker).not_to_have_attribute("transform", before)
    expect(page.handle()).to_be_focused()
    expect(page.box("η =")).not_to_have_value("0.1")
    assert page.python("lab.learning_rate") > 0.1


def test_a_rate_set_from_a_cell_is_kept_whatever_the_slider_rounds(notebook: MakeNotebook) -> None:
    page = notebook("lab = gd.DescentLab(gd.quadratic_bowl(41.0), learning_rate=0.1)\nlab")
    rates = (30, 0.3, 0.0123, 4e-7, 2 / 41, 700, 0.3)
    for rate in rates:  # each once the page has answered to the one before, if it does
        page.execute(f"lab.learning_rate = {rate!r}")
        page.number_shown("η =", rate, within=1e-12)
        page.hear()
        assert page.python("lab.learning_rate") == rate
    page.execute(f"for rate in {rates!r}: lab.learning_rate = rate")  # answers would come late
    page.number_shown("η =", rates[-1], within=0)
    page.hear()
    assert page.python("lab.learning_rate") == rates[-1]
    for typed in ("5", "0.3"):
        page.enter("η =", typed)
        page.hear()
    assert page.python("lab.learning_rate") == 0.3


def test_a_number_is_typed_as_people_write_it_or_refused(notebook: MakeNotebook) -> None:
    page = notebook(HIMMELBLAU)
    for typed, rate in (("0,25", 0.25), ("1/3", 1 / 3)):
        page.enter("η =", typed)
        page.number_shown("η =", rate, within=1e-15)
        assert page.python("lab.learning_rate") == rate
    page.enter("start x", "2,5")
    expect(page.box("start x")).to_have_value("2.5")
    refusal = page.labs.get_by_role("alert")
    expect(refusal).to_have_count(0)
    for typed, words in (("1,000", "might be 1.000 or 1000"), ("0.1 m", "is not one number")):
        page.enter("η =", typed)
        expect(refusal).to_contain_text(words)
        expect(page.box("η =")).to_have_value(repr(1 / 3))
    page.box("start x").press("ArrowUp")
    expect(page.box("start x")).to_have_value("2.6")
    expect(refusal).to_have_count(0)
    assert page.python("[lab.learning_rate, lab.start[0]]") == [1 / 3, 2.6]


def test_a_click_on_the_map_drops_the_ball_there(notebook: MakeNotebook) -> None:
    page = notebook(HIMMELBLAU)
    figure = page.figure()
    figure.to_be_at(0, of=30)
    one_pixel = 12 / 150  # the domain is 12 wide, on at least 150 pixels
    for width, x, y in zip(WIDTHS, (-3.6, 1.2), (2.4, -2.4), strict=True):
        page.resize(width)
        page.click("map", x, y)
        page.number_shown("start x", x, within=one_pixel)
        start = page.python("lab.start")
        assert start == pytest.approx([x, y], abs=one_pixel)
        expect(page.box("start x")).to_have_value(f"{start[0]:g}")
        expect(page.box("start y")).to_have_value(f"{start[1]:g}")
        assert page.python("lab.trajectory.iterates[0].tolist()") == start
        figure.to_be_at(0, of=30)


def test_the_ball_can_be_dragged_and_nothing_is_left_behind(notebook: MakeNotebook) -> None:
    page = notebook(PARABOLA)
    figure = page.figure()
    figure.to_be_at(0, of=20)
    first, last = page.pixel_of("map", 9.5, 50), page.pixel_of("map", -6, 40)
    mouse = page.page.mouse
    mouse.move(*first)
    mouse.down()
    hand = figure.node.locator(".gdteach-hand")
    expect(hand).to_be_visible()
    mouse.move(*last, steps=12)
    mouse.up()
    expect(hand).to_be_hidden()
    page.number_shown("start w", -6, within=0.1)
    assert page.python("lab.start") == [pytest.approx(-6, abs=0.1)]
    moved = page.python("lab.start")
    mouse.move(*first)  # a pointer that is not pressed moves nothing
    assert page.python("lab.start") == moved


def test_a_typed_start_and_a_chosen_function_show_at_once(notebook: MakeNotebook) -> None:
    page = notebook(HIMMELBLAU.replace('"himmelblau"', '"quartic", "himmelblau"'))
    figure = page.figure()
    picture = figure.picture.locator("image").get_attribute("href")
    page.enter("start w", "0.5")
    expect(figure.caption).to_contain_text("w₀ = 0.5")
    page.box("function").select_option(index=1)
    expect(figure.picture.locator("image")).not_to_have_attribute("href", picture)
    expect(page.box("start y")).to_be_visible()
    assert page.python("lab.objective.name") == page.python("gd.himmelblau().name")
    figure.play.click()
    figure.to_be_at(40, of=40)  # the pace of its own that a function brings
