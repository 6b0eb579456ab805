"""The labs of the variants as they are played: by mouse, by keyboard, in both themes."""

import pytest
from playwright.sync_api import expect

from .accessibility import violations_in_each_theme
from .jupyterlab_page import MakeNotebook

DATA = """birds = gd.penguins()
lengths, ravine = birds["flipper_length_mm"], gd.quadratic_bowl(100)
names = ("flipper length (standardised)", "body mass (kg)")
z, mass = (lengths - lengths.mean()) / lengths.std(), birds["body_mass_g"] / 1000
loss = gd.linear_regression(z, mass, convention="1/2m", names=names)"""
NOISE = "lab = gd.NoiseBallLab(loss, epochs=12)\nlab"
MOMENTUM = """lab = gd.MomentumLab(
    ravine, learning_rate=0.033, momentum=0.67, plain_rate="η/(1 − β)"
)
lab"""
TURN = "lab = gd.TurnTheValleyLab()\nlab"
ARRIVAL = "lab = gd.AfterTheArrivalLab(ravine)\nlab"
RACE = 'lab = gd.RaceLab("himmelblau", gd.quadratic_bowl(100, rotation=30), "rosenbrock")\nlab'

# From lab to the last step, and what is said there.
RUNS = {
    "noise": (NOISE, 3996, "Since epoch 1 the distance was 0.129 kg"),
    "momentum": (MOMENTUM, 100, "a millionth of the first distance after 84 steps"),
    "turn": (TURN, 9, "turned by 45°: gradient descent 412 steps, momentum 179, AdaGrad 586"),
    "arrival": (ARRIVAL, 10_000, "largest f since: 0.473"),
    "race": (RACE, 1000, "arrived: gradient descent (32), AdaGrad (40), Nesterov (55)"),
}


@pytest.mark.parametrize("name", RUNS)
def test_a_lab_plays_goes_back_and_obeys_the_keys(notebook: MakeNotebook, name: str) -> None:
    cell, last, said = RUNS[name]
    notebook(DATA, cell).figure().to_play_and_go_back(1, last, said)


def test_a_cloud_begins_where_the_map_is_pressed(notebook: MakeNotebook) -> None:
    page = notebook(DATA, NOISE)
    figure = page.figure()
    page.enter("batch", "8")
    figure.scrubber.press("End")
    expect(figure.caption).to_contain_text("504 steps): distance 0.049 kg; predicted 0.0436 kg")
    page.box("schedule").select_option("η/(1 + epochs)")
    expect(figure.caption).to_contain_text("distance 0.00188 kg; predicted for constant η")
    figure.scrubber.press("Home")
    page.click("map", 1.0, 4.4)
    expect(figure.caption).to_contain_text("w₀ = (1")
    assert page.python("lab.start") == pytest.approx([1.0, 4.4], abs=0.005)
    assert [float(page.box(f"start {name}").input_value()) for name in "ab"] == page.python(
        "lab.start"
    )


def test_a_press_on_the_map_of_pairs_sets_both(notebook: MakeNotebook) -> None:
    page = notebook(DATA, MOMENTUM)
    figure = page.figure()
    figure.scrubber.press("End")
    page.click("pairs", 0.02, 0.5)
    page.number_shown("β =", 0.5, within=0.005)
    page.number_shown("η =", 0.02, within=0.0003)
    star = page.python("lab.best")  # which a press nearby means exactly
    page.click("pairs", *star)
    expect(figure.caption).to_contain_text("after 93 steps")
    page.box("method").select_option("Nesterov")
    page.click("pairs", *page.python("lab.best"))
    expect(figure.caption).to_contain_text("w₁₀₀ = w₉₉ − 0.013289·(∇f(w₉₉) + β·v₁₀₀)")
    assert page.python("[lab.learning_rate, lab.momentum]") == pytest.approx(
        page.python("lab.best"), rel=1e-6
    )


def test_a_menu_chosen_while_a_press_is_under_way_is_not_lost(notebook: MakeNotebook) -> None:
    page = notebook(DATA, MOMENTUM)
    page.execute("""import threading
threads = set()
lab.observe(lambda _: threads.add(threading.get_ident()), ["momentum", "method"])""")
    page.figure().scrubber.press("End")
    for beta in (0.3, 0.4, 0.5):
        page.click("pairs", 0.02, beta)
    page.box("method").select_option("Nesterov")
    expect(page.figure().caption).to_contain_text("(∇f(w₉₉) + β·v₁₀₀)")
    # JupyterLab would have a second thread hear of the hands, and a lab is not made for two at once
    assert page.python("threads == {threading.main_thread().ident}")


def test_a_step_of_the_player_is_an_angle(notebook: MakeNotebook) -> None:
    page = notebook(TURN)
    figure = page.figure()
    page.enter("turned by (°)", "31")  # the nearest of those worked out
    figure.to_be_at(6, of=9)
    expect(figure.caption).to_contain_text("AdaGrad 482")
    assert "AdaGrad 482" in figure.words()
    expect(page.box("turned by (°)")).to_have_value("30")
    figure.scrub_to(9)
    expect(page.box("turned by (°)")).to_have_value("45")


def test_who_goes_on_after_the_arrival(notebook: MakeNotebook) -> None:
    page = notebook(DATA, ARRIVAL)
    figure = page.figure()
    figure.scrubber.press("End")
    page.box("method").select_option("RMSProp")
    expect(figure.caption).to_contain_text("f = 0.126 meter 2, wall 2")
    page.box("schedule").select_option("η/(1 + t/100)")
    expect(figure.caption).to_contain_text("largest f since: 0.54")
    page.enter("max steps", "100")
    figure.to_be_at(100, of=100)
    page.enter("η =", "-1")
    expect(page.node.get_by_role("alert")).to_contain_text(
        "η must be zero or positive, got -1.0. It stays 0.1."
    )


def test_one_learning_rate_for_all_is_pressed(notebook: MakeNotebook) -> None:
    page = notebook(RACE)
    figure = page.figure()
    figure.scrubber.press("End")
    expect(page.box("η =")).to_be_hidden()
    left, right, low, high = page.python("[*lab.sweep.get_xlim(), *lab.sweep.get_ylim()]")
    page.click("sweep", (left + right) / 2, (low + high) / 2)
    page.number_shown("η =", 10**-1.25, within=0.002)  # the middle of a log axis
    expect(page.box("η of each method")).to_have_value("one for all")
    page.box("η of each method").select_option("own best")
    page.box("function").select_option(index=1)
    expect(figure.caption).to_contain_text("arrived: Nesterov (144), momentum (182), Adam (184)")
    page.click("map", 0.0, 0.0)
    expect(figure.caption).to_contain_text("after 1000 gradient evaluations")


def test_axe_finds_nothing(notebook: MakeNotebook) -> None:
    page = notebook(DATA, NOISE, MOMENTUM, TURN, ARRIVAL, RACE)
    page.leaf_through()
    expect(page.labs).to_have_count(5)
    for place in range(5):
        page.figure(place).scrubber.press("ArrowRight")
    assert violations_in_each_theme(page, page.labs) == []
