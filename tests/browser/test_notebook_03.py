"""The labs of the learning rate as they are played: by mouse, by keyboard, in both themes."""

import pytest
from playwright.sync_api import expect

from .accessibility import violations_in_each_theme
from .jupyterlab_page import MakeNotebook

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


def test_one_play_button_moves_three_balls(notebook: MakeNotebook) -> None:
    page = notebook(TRIPTYCH)
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
    assert "too large: it leaves" in figure.words()
    assert {"η = 0.23", "f = 191"} < set(figure.words())


def test_a_press_on_any_map_drops_all_three_balls(notebook: MakeNotebook) -> None:
    page = notebook(TRIPTYCH)
    page.figure().to_be_at(0, of=25)
    page.click("maps[2]", 3.0, -1.0)
    expect(page.box("start x")).not_to_have_value("-4")
    one_pixel = 10 / 200
    assert page.python("lab.start") == pytest.approx([3.0, -1.0], abs=one_pixel)
    starts = page.python("[run.start.tolist() for run in lab.trajectories]")
    assert starts == [page.python("lab.start")] * 3


def test_each_ball_has_its_own_slider_and_box(notebook: MakeNotebook) -> None:
    page = notebook(TRIPTYCH)
    figure = page.figure()
    figure.scrubber.press("End")
    figure.to_be_at(25, of=25)
    page.enter("η₃ =", "0.1")
    expect(figure.caption).to_contain_text("η₃ = 0.1:")
    assert figure.words().count("good: it arrives") == 2
    page.turn("ArrowRight", 5)
    expect(page.box("η₁ =")).not_to_have_value("0.01")
    first, *others = page.python("lab.learning_rates")
    assert first > 0.01
    assert others == [0.2, 0.1]


def test_the_regimes_are_found_by_hand(notebook: MakeNotebook) -> None:
    page = notebook(FACTOR)
    figure = page.figure()
    expect(page.labs).to_contain_text("✓ cross")
    for rate, name in (("0.2", "creep"), ("0.5", "one shot"), ("1", "bounce"), ("1.1", "blow up")):
        page.enter("η =", rate)
        expect(page.labs).to_contain_text(f"✓ {name}")
        expect(figure.caption).to_contain_text(f"{name}: ")
        assert any(words.endswith(f": {name}") for words in figure.words())
    expect(page.labs).not_to_contain_text("○")
    figure.play.click()
    figure.to_be_at(20, of=20)
    expect(figure.caption).to_contain_text("w₂₀ = −1.2·w₁₉")


def test_the_curvature_moves_the_marks_and_the_ball_is_dropped(notebook: MakeNotebook) -> None:
    page = notebook(FACTOR)
    expect(page.labs).to_contain_text("2/L = 1")
    page.enter("curvature L", "4")
    expect(page.labs).to_contain_text("2/L = 0.5")
    expect(page.figure().caption).to_contain_text("1 − 0.6·4 = −1.4")
    page.click("valley", -5.0, 60.0)
    expect(page.box("start w")).not_to_have_value("10")
    assert page.python("lab.start") == pytest.approx(-5, abs=24 / 190)


def test_playing_the_sweep_goes_through_the_learning_rates(notebook: MakeNotebook) -> None:
    page = notebook(SWEEP)
    figure = page.figure()
    expect(figure.caption).to_contain_text("373 steps until")
    end = page.python("lab.player.n_steps")
    figure.play.click()
    figure.to_be_at(end, of=end)
    expect(figure.caption).to_contain_text("never")
    last = page.python("float(lab.found.learning_rates[-1])")
    page.number_shown("show η =", last, within=1e-9)  # the play told Python, and Python the box
    page.enter("show η =", "0.58")
    expect(figure.caption).to_contain_text("1016 steps until")
    page.box("function").select_option(index=1)
    expect(figure.caption).to_contain_text("η = 0.04 ")
    expect(page.box("start x")).to_be_visible()
    figure.scrubber.press("ArrowRight")
    figure.to_be_at(1, of=page.python("lab.player.n_steps"))
    assert page.python("lab.learning_rate") == page.python("float(lab.found.learning_rates[1])")


def test_five_tries_by_keyboard_alone(notebook: MakeNotebook) -> None:
    page = notebook(TUNING)
    figure, keyboard = page.figure(), page.page.keyboard
    status = page.status
    expect(status).to_contain_text("you have 5 tries")
    box = page.box("your η =")
    box.focus()
    for count, rate in enumerate(("0.1", "1", "0.3", "0.6", "0.55"), start=1):
        expect(box).to_be_focused()
        keyboard.press("ControlOrMeta+a")
        keyboard.type(rate)
        expect(box).to_have_value(rate)
        keyboard.press("Tab")
        expect(page.button("Try it")).to_be_focused()
        assert page.python("lab.learning_rate") == float(rate)
        keyboard.press("Enter")
        expect(status).to_contain_text(f"Try {count} of 5: η = {rate} ")
        assert page.python("len(lab.tries)") == count
        keyboard.press("Shift+Tab")
    expect(status).to_contain_text("Your best:")
    figure.to_be_at(30, of=30)
    assert sorted(figure.words()) == sorted([*"12345", *"12345"])
    page.button("New hill").click()
    expect(status).to_contain_text("Hill 2")


def test_axe_finds_nothing(notebook: MakeNotebook) -> None:
    page = notebook(TRIPTYCH, FACTOR, SWEEP, TUNING.replace("\nlab", "\nlab.attempt(0.1)\nlab"))
    page.leaf_through()
    expect(page.labs).to_have_count(4)
    for place in range(4):
        page.figure(place).scrubber.press("ArrowRight")
    assert violations_in_each_theme(page, page.labs) == []
