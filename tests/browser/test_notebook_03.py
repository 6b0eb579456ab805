"""The labs of the learning rate as they are played: by mouse, by keyboard, in both themes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from .accessibility import violations
from .jupyterlab_page import JupyterLabPage, NotebookPage

MakeNotebook = Callable[..., NotebookPage]
IMPORT = "import gdteach as gd\n"
TRIPTYCH = """lab = gd.TriptychLab(
    gd.quadratic_bowl(9), learning_rates=(0.01, 0.2, 0.23), start=(-4, 1.2)
)
lab.player.speed = 20
lab"""
FACTOR = "lab = gd.FactorLab(learning_rate=0.6)\nlab.player.speed = 20\nlab"
SWEEP = """lab = gd.SweepLab(gd.two_houses(), gd.quadratic_bowl(5), learning_rate=0.3)
lab.player.speed = 50
lab"""
TUNING = "lab = gd.TuningGame(seed=1)\nlab"


def pixel_of(page: NotebookPage, axes: int, x: float, y: float) -> tuple[float, float]:
    """Return where a place on flat, linear axes is, from Matplotlib's limits and position alone."""
    left, right, low, high, across, up, width, height = page.python(
        "(lambda a: [*a.get_xlim(), *a.get_ylim(), *a.get_position().bounds])"
        f"(lab.player.figure.axes[{axes}])"
    )
    box = page.figure().picture.bounding_box()
    return (
        box["x"] + (across + (x - left) / (right - left) * width) * box["width"],
        box["y"] + (1 - up - (y - low) / (high - low) * height) * box["height"],
    )


def words_in(page: NotebookPage) -> list[str]:
    return page.figure().node.locator("text.gdteach-label").all_text_contents()


def test_one_play_button_moves_three_balls(notebook: MakeNotebook) -> None:
    page = notebook(IMPORT + TRIPTYCH)
    figure = page.figure()
    figure.to_be_at(0, of=25)
    assert figure.play.count() == figure.scrubber.count() == 1
    balls = figure.node.locator("path.gdteach-marker")
    before = [ball.get_attribute("transform") for ball in balls.all()]
    figure.play.click()
    figure.to_be_at(25, of=25)
    after = [ball.get_attribute("transform") for ball in balls.all()]
    moved = [old != new for old, new in zip(before, after, strict=True)]
    assert moved == [False, True, True] * 3  # the start, the ball, its height
    expect(figure.caption).to_contain_text("η₃ = 0.23: f = 191")
    assert "too large: it leaves" in words_in(page)
    assert "η = 0.23\u2003f = 191" in words_in(page)


def test_a_press_on_any_map_drops_all_three_balls(notebook: MakeNotebook) -> None:
    page = notebook(IMPORT + TRIPTYCH)
    page.figure().to_be_at(0, of=25)
    page.page.mouse.click(*pixel_of(page, 2, 3.0, -1.0))
    expect(page.node.get_by_label("start x")).not_to_have_value("-4")
    one_pixel = 10 / 200
    assert page.python("lab.start") == pytest.approx([3.0, -1.0], abs=one_pixel)
    starts = page.python("[run.start.tolist() for run in lab.trajectories]")
    assert starts == [page.python("lab.start")] * 3


def test_each_ball_has_its_own_slider_and_box(notebook: MakeNotebook) -> None:
    page = notebook(IMPORT + TRIPTYCH)
    figure = page.figure()
    figure.scrubber.press("End")
    figure.to_be_at(25, of=25)
    box = page.node.get_by_label("η₃ =", exact=True)
    box.fill("0.1")
    box.press("Enter")
    expect(figure.caption).to_contain_text("η₃ = 0.1:")
    assert words_in(page)[4] == "good: it arrives"
    handle = page.node.locator(".noUi-handle").nth(0)
    handle.focus()
    for _ in range(5):
        handle.press("ArrowRight")
    expect(page.node.get_by_label("η₁ =", exact=True)).not_to_have_value("0.01")
    first, *others = page.python("lab.learning_rates")
    assert first > 0.01
    assert others == [0.2, 0.1]


def test_the_regimes_are_found_by_hand(notebook: MakeNotebook) -> None:
    page = notebook(IMPORT + FACTOR)
    figure = page.figure()
    lab = page.node.locator(".gdteach-lab")
    expect(lab).to_contain_text("✓ cross")
    box = page.node.get_by_label("η =", exact=True)
    for rate, name in (("0.2", "creep"), ("0.5", "one shot"), ("1", "bounce"), ("1.1", "blow up")):
        box.fill(rate)
        box.press("Enter")
        expect(lab).to_contain_text(f"✓ {name}")
        expect(figure.caption).to_contain_text(f"{name}: ")
        assert name in words_in(page)
    expect(lab).not_to_contain_text("○")
    figure.play.click()
    figure.to_be_at(20, of=20)
    expect(figure.caption).to_contain_text("w₂₀ = −1.2·w₁₉")


def test_the_curvature_moves_the_marks_and_the_ball_is_dropped(notebook: MakeNotebook) -> None:
    page = notebook(IMPORT + FACTOR)
    lab = page.node.locator(".gdteach-lab")
    expect(lab).to_contain_text("2/L = 1")
    curvature = page.node.get_by_label("curvature L")
    curvature.fill("4")
    curvature.press("Enter")
    expect(lab).to_contain_text("2/L = 0.5")
    expect(page.figure().caption).to_contain_text("1 − 0.6·4 = −1.4")
    page.page.mouse.click(*pixel_of(page, 0, -5.0, 60.0))
    expect(page.node.get_by_label("start w")).not_to_have_value("10")
    assert page.python("lab.start") == pytest.approx(-5, abs=24 / 190)


def test_playing_the_sweep_goes_through_the_learning_rates(notebook: MakeNotebook) -> None:
    page = notebook(IMPORT + SWEEP)
    figure = page.figure()
    expect(figure.caption).to_contain_text("373 steps until")
    end = page.python("lab.player.n_steps")
    figure.play.click()
    figure.to_be_at(end, of=end)
    expect(figure.caption).to_contain_text("never")
    box = page.node.get_by_label("show η =")
    page.page.wait_for_function(
        "box => Number(box.value) > 0.58", arg=box.element_handle()
    )  # the play told Python where it ended, and Python told the box
    box.fill("0.58")
    box.press("Enter")
    expect(figure.caption).to_contain_text("1016 steps until")
    page.node.get_by_label("function").select_option(index=1)
    expect(figure.caption).to_contain_text("η = 0.04 ")
    expect(page.node.get_by_label("start x")).to_be_visible()
    figure.scrubber.press("ArrowRight")
    figure.to_be_at(1, of=page.python("lab.player.n_steps"))
    assert page.python("lab.learning_rate") == page.python("float(lab.found.learning_rates[1])")


def test_five_tries_by_keyboard_alone(notebook: MakeNotebook) -> None:
    page = notebook(IMPORT + TUNING)
    figure, keyboard = page.figure(), page.page.keyboard
    status = page.node.locator(".gdteach-lab [role=status]")
    expect(status).to_contain_text("you have 5 tries")
    page.node.get_by_label("your η =").focus()
    for count, rate in enumerate(("0.1", "1", "0.3", "0.6", "0.55"), start=1):
        keyboard.press("ControlOrMeta+a")
        keyboard.type(rate)
        keyboard.press("Tab")
        expect(page.node.get_by_role("button", name="Try it")).to_be_focused()
        keyboard.press("Enter")
        expect(status).to_contain_text(f"Try {count} of 5: η = {rate} ")
        keyboard.press("Shift+Tab")
    expect(status).to_contain_text("Your best:")
    figure.to_be_at(30, of=30)
    assert sorted(words_in(page)) == sorted([*"12345", *"12345"])
    page.node.get_by_role("button", name="New hill").click()
    expect(status).to_contain_text("Hill 2")


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing(lab_page: JupyterLabPage, notebook: MakeNotebook, theme: str) -> None:
    lab_page.use_theme(theme)
    cells = [TRIPTYCH, FACTOR, SWEEP, TUNING.replace("\nlab", "\nlab.attempt(0.1)\nlab")]
    page = notebook(IMPORT, *cells)
    page.leaf_through()
    labs = page.node.locator(".gdteach-lab")
    expect(labs).to_have_count(4)
    for place in range(4):
        page.figure(place).scrubber.press("ArrowRight")
    assert violations(page.page, labs) == []
    lab_page.use_theme("JupyterLab Light")
