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
