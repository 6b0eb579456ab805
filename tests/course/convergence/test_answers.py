"""The exercises of notebook 04 that are answered with names: the runs do what the names say."""

import numpy as np
import pytest

import gdteach as gd
from gdteach.ask.checking import exercises

# Choose the test

FLOOR = gd.quadratic_bowl(condition_number=1000, smoothness=1000)
ABSOLUTE = gd.as_objective(
    abs, gradient=np.sign, dimension=1, domain=[[-2, 2]], minimisers=[[0.0]], start=[1.0]
)
RUNS = {
    "A": (FLOOR, (1, 1), 0.001),
    "B": (gd.parabola(2e-4), 5, 2000),
    "C": (gd.plateau(), 5, 0.1),
    "D": (ABSOLUTE, 1.02, 0.04),
    "E": (gd.parabola(2.0), 10, 1),
}


def near(letter):
    """Return the tests that end a run within 0.05 of its minimiser."""
    run = gd.gradient_descent(*RUNS[letter], max_steps=10_000)
    stops = gd.stop_steps(run, gd.Stopping(10_000, 1e-3, 1e-3, 1e-3))
    names = {"gradient": "slope", "step": "step", "value": "change"}
    return [
        name
        for test, name in names.items()
        if stops[test] is not None
        and np.linalg.norm(run.iterates[stops[test]] - run.objective.minimisers[0]) <= 0.05
    ]


@pytest.mark.parametrize("letter", RUNS)
def test_the_right_test_is_the_only_one_that_ends_the_run_near(letter):
    right = exercises()["convergence/stopping_rule"].items[letter].right
    assert near(letter) == ([] if right == "none" else [right])


# Read four runs


def test_the_diagnoses_are_what_happens():
    runs, answers = gd.mystery_runs(), exercises()["convergence/diagnosis"].items
    assert {letter: answers[letter].right for letter in runs} == {
        "A": "flat minimum", "B": "crawling", "C": "saddle", "D": "arrived",
    }  # fmt: skip
    bends = np.diff(np.log(runs["A"]["slope"]))
    assert (bends < 0).all()
    assert abs(bends[-1]) < abs(bends[0]) / 10  # slower and slower
    assert np.ptp(runs["B"]["slope"]) < 1e-3 * runs["B"]["slope"][0]
    assert (runs["B"]["step"] < 1e-5).all()
    lowest = int(np.argmin(runs["C"]["slope"]))
    assert 10 < lowest < 40
    assert runs["C"]["slope"][lowest] < 1e-3 < runs["C"]["slope"][lowest + 20]
    straight = np.diff(np.log(runs["D"]["slope"]))
    assert straight[5:] == pytest.approx(np.log(0.6), rel=1e-2)


def slope_bends(run):
    rates = np.diff(np.log(run["slope"]))
    return abs(rates[-1]) < abs(rates[0]) / 10


# What a hint asks whether the run has: the question, and how it is measured.
MARKS = {
    "Does this slope stay?": lambda run: np.ptp(np.log(run["slope"])) < 0.01,
    "which η is that?": lambda run: run["step"][0] / run["slope"][0] > 0.01,
    "Do these?": slope_bends,
    "Does this slope turn?": lambda run: (np.diff(run["slope"][5:]) > 0).any(),
    "Does it here?": lambda run: run["slope"][1] > run["slope"][0],
    "Are these straight?": lambda run: not slope_bends(run),
    "and they fall. Do these?": lambda run: run["slope"][-1] < run["slope"][0] / 2,
    "to the last. Do these?": lambda run: (np.diff(run["slope"]) < 0).all(),
    "ever rise?": lambda run: (np.diff(run["slope"]) <= 0).all(),  # it must not
}


def made(name):
    """Return what the tests read along a run that deserves the name."""
    w, rows = {"saddle": 1e-6, "flat minimum": 1.0}.get(name, 10.0), []
    slope, rate = {
        "arrived": (lambda w: w, 0.4),
        "crawling": (lambda w: w, 1e-7),
        "bouncing": (lambda w: w, 2.0),
        "flat minimum": (lambda w: 4 * w**3, 0.1),
        "saddle": (lambda w: w**3 - w, 0.3),
        "diverging": (lambda w: w, 2.1),
    }[name]
    for _ in range(60):
        rows.append((abs(slope(w)), abs(rate * slope(w))))
        w -= rate * slope(w)
    return dict(zip(("slope", "step"), np.array(rows).T, strict=True))


@pytest.mark.parametrize("letter", "ABCD")
def test_a_hint_asks_for_a_mark_that_the_named_run_shows_and_this_one_lacks(letter):
    for wrong in exercises()["convergence/diagnosis"].items[letter].wrong:
        found = [words for words in MARKS if wrong.reply.endswith(words)]
        mark = MARKS[max(found, key=len)]
        assert mark(made(wrong.mistake)), wrong
        assert not mark(gd.mystery_runs()[letter]), wrong
