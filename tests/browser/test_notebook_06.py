"""The labs of training as they are played: by mouse, by keyboard, in both themes."""

import pytest
from playwright.sync_api import expect

from .accessibility import violations_in_each_theme
from .jupyterlab_page import MakeNotebook

DATA = """import numpy as np
birds = gd.penguins()
standardised = lambda x: (x - x.mean(axis=0)) / x.std(axis=0)
lengths, mass = birds["flipper_length_mm"], birds["body_mass_g"] / 1000
bill = np.column_stack([birds["bill_length_mm"], birds["bill_depth_mm"]])

def two_species(first, second):
    either = np.isin(birds["species"], [first, second])
    return gd.logistic_regression(standardised(bill[either]), birds["species"][either])

net = gd.network(standardised(bill), birds["species"], hidden=8, seed=0)"""
FIT = """lab = gd.FitLab(*(
    gd.linear_regression(standardised(lengths), mass, convention=c) for c in ("1/m", "1/2m", "sum")
), learning_rate=0.1)
lab"""
UNITS = "lab = gd.UnitsLab()\nlab"
BOUNDARY = """lab = gd.BoundaryLab(
    two_species("Adelie", "Chinstrap"), two_species("Adelie", "Gentoo"), learning_rate=20
)
lab"""
BACKPROP = "lab = gd.BackpropLab(net)\nlab"
TRAINING = "lab = gd.TrainingLab(net, learning_rate=3)\nlab"
TWINS = "lab = gd.TwinsLab(gd.weight_decay(net, 0.01), first=1, second=4)\nlab"

# From lab to the step after the first, the last one, and what is said there.
RUNS = {
    "fit": (FIT, 1, 30, "line: y = 0.701·x + 4.2"),
    "units": (UNITS, 1, 5, "1 step until a millionth of the gap is left"),
    "boundary": (BOUNDARY, 1, 2000, "6 birds on the wrong side"),
    "backprop": (BACKPROP, 1, 14, "Now the step, all weights at once"),
    "training": (TRAINING, 1, 2000, "4 birds of 333 in the wrong class"),
    "twins": (TWINS, 1, 8, "8 of 8 units in place"),
}


@pytest.mark.parametrize("name", RUNS)
def test_a_lab_plays_goes_back_and_obeys_the_keys(notebook: MakeNotebook, name: str) -> None:
    cell, first, last, said = RUNS[name]
    notebook(DATA, cell).figure().to_play_and_go_back(first, last, said)


def test_three_conventions_at_one_rate(notebook: MakeNotebook) -> None:
    page = notebook(DATA, FIT)
    figure = page.figure()
    page.enter("η =", "1")
    figure.scrubber.press("End")
    expect(figure.caption).to_contain_text("f = 18.3")  # at an even step it is where it began
    figure.scrubber.press("ArrowLeft")
    expect(figure.caption).to_contain_text("line: y = 1.4·x + 8.41   f = 18.3")
    figure.scrubber.press("End")
    page.box("loss").select_option(index=1)
    page.enter("η =", "1")
    expect(figure.caption).to_contain_text("line: y = 0.702·x + 4.21")
    page.box("loss").select_option(index=2)
    page.enter("η =", "1")
    expect(figure.caption).to_contain_text("10")  # powers of ten
    assert abs(page.python("float(lab.trajectory.end[0])")) > 1e6


def test_the_units_obey_the_formula_and_the_number_of_steps(notebook: MakeNotebook) -> None:
    page = notebook(DATA, UNITS)
    figure = page.figure()
    expect(figure.caption).to_contain_text("38\u2009354\u2009618 steps")
    page.box("learning rate η =").select_option("1.9/L")
    expect(figure.caption).to_contain_text("20\u2009186\u2009640 steps")
    assert "8\u2009409\u2009969" in " ".join(figure.words())
    page.enter("line after so many steps", "10000")
    expect(figure.caption).to_contain_text("After 10000 steps")


def test_a_boundary_arrives_leaves_or_grows_surer(notebook: MakeNotebook) -> None:
    page = notebook(DATA, BOUNDARY)
    figure = page.figure()
    figure.scrubber.press("End")
    expect(figure.caption).to_contain_text("6 birds on the wrong side")
    page.enter("η =", "112")
    expect(figure.caption).to_contain_text("f = 0.0445")
    page.box("birds").select_option(index=1)
    page.enter("η =", "1")
    expect(figure.caption).to_contain_text("on the wrong side, ‖w‖ = 8.5")


def test_a_bug_is_found_by_the_check_of_its_part(notebook: MakeNotebook) -> None:
    page = notebook(DATA, BACKPROP)
    figure = page.figure()
    figure.scrubber.press("Home")
    page.box("bug").select_option("no factor 1 − a²")
    page.hear()
    assert page.python("[check < 1e-6 for check in lab.checks.values()]") == 2 * [False] + 2 * [
        True
    ]
    page.enter("bird", "332")
    expect(figure.caption).to_contain_text("It is of the class Chinstrap")
    for _ in range(4):
        figure.scrubber.press("ArrowRight")
    expect(figure.caption).to_contain_text("The loss is −log of what Chinstrap gets")
    numbers = [words for words in figure.words() if words and words[-1].isdigit()]
    assert len(numbers) == 2 + 8 + 3 + 1 + 4  # inputs, units, classes, the loss; and four bars


def test_other_starts_are_trained(notebook: MakeNotebook) -> None:
    page = notebook(DATA, TRAINING)
    figure = page.figure()
    figure.scrubber.press("End")
    expect(figure.caption).to_contain_text("4 birds of 333")
    page.execute('lab.weights = "all 0"')  # it has no control: a question asks what it does
    expect(figure.caption).to_contain_text("187 birds of 333")
    page.execute('lab.weights = "random"')
    page.enter("seed", "1")
    expect(figure.caption).to_contain_text("5 birds of 333")


def test_two_other_networks_are_matched(notebook: MakeNotebook) -> None:
    page = notebook(DATA, TWINS)
    figure = page.figure()
    figure.scrubber.press("End")
    page.enter("seed of the second", "2")
    expect(figure.caption).to_contain_text("distance 1.55")
    expect(figure.caption).to_contain_text("0.20128 and 0.20183")


def test_axe_finds_nothing(notebook: MakeNotebook) -> None:
    page = notebook(DATA, FIT, UNITS, BOUNDARY, BACKPROP, TRAINING, TWINS)
    page.leaf_through()
    expect(page.labs).to_have_count(6)
    for place in range(6):
        page.figure(place).scrubber.press("ArrowRight")
    assert violations_in_each_theme(page, page.labs) == []
