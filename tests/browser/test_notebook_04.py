"""The labs of convergence as they are played: by mouse and by keyboard."""

import pytest
from playwright.sync_api import expect

from .accessibility import violations
from .jupyterlab_page import MakeNotebook

LIGHTS = """lab = gd.StopLightsLab(gd.parabola(2.0), "quadratic_bowl", learning_rate=0.1, start=10)
lab.player.speed = 50
lab"""
RATES = """lab = gd.RatesLab(gd.quadratic_bowl(9), "quartic", learning_rate=0.1)
lab.player.speed = 50
lab"""
TABLE = "table = gd.FoolingTable()\ntable"


def test_lamps_follow_the_run_and_the_tolerances(notebook: MakeNotebook) -> None:
    page = notebook(LIGHTS)
    figure = page.figure()
    figure.to_be_at(0, of=100)
    expect(figure.caption).to_contain_text("lamps on: none")
    figure.play.click()
    figure.to_be_at(100, of=100)
    expect(figure.caption).to_contain_text("lamps on: ‖∇f‖, ‖Δw‖, |Δf|, step limit")
    assert "stops at step 76" in figure.words()
    page.enter("‖∇f‖ ≤", "0.01")
    expect(page.figure().node.get_by_text("stops at step 35")).to_be_visible()
    assert page.python("lab.stops['gradient']") == 35
    page.enter("step limit", "200")
    expect(figure.caption).not_to_contain_text("step limit")


def test_the_tolerance_sliders_obey_the_keyboard(notebook: MakeNotebook) -> None:
    page = notebook(LIGHTS)
    page.figure().to_be_at(0, of=100)
    page.turn("ArrowRight", 5, handle=1)  # the first is the learning rate
    expect(page.box("‖∇f‖ ≤")).not_to_have_value("0.000001")
    assert page.python("lab.gradient_tolerance") > 1e-6


def test_the_promise_goes_where_its_condition_fails(notebook: MakeNotebook) -> None:
    page = notebook(RATES)
    figure = page.figure()
    figure.play.click()
    figure.to_be_at(60, of=60)
    assert "promise for a convex f" in figure.words()
    page.enter("η =", "0.15")
    expect(figure.node.get_by_text("promise for a convex f")).to_have_count(0)
    page.enter("η =", "0.3")
    expect(figure.caption).to_contain_text("η is too large for L = 9")
    page.box("log axis for the step, too").check()
    expect(figure.caption).to_contain_text("η is too large")
    assert page.python("lab.log_steps") is True


def test_the_table_waits_for_a_guess(notebook: MakeNotebook) -> None:
    page = notebook(TABLE)
    reveal = page.button("Reveal")
    expect(reveal).to_be_disabled()
    page.box("B: change").check()
    expect(reveal).to_be_enabled()
    reveal.press("Enter")
    expect(page.status).to_contain_text("6 of 18 right")
    assert page.python("table.score") == 6


@pytest.mark.parametrize("lab", [LIGHTS, RATES, TABLE], ids=["lights", "rates", "table"])
def test_nothing_for_axe_to_find(notebook: MakeNotebook, lab: str) -> None:
    page = notebook(lab)
    expect(page.labs).to_be_visible()
    assert violations(page.page, page.labs) == []
