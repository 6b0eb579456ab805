"""The exercises of notebook 04: right answers pass, and each known mistake gets its own reply."""

import math

import numpy as np
import pytest

import gdteach as gd
from gdteach.course.convergence.run_diagnosis import _RUNS
from gdteach.course.convergence.should_stop import _MISTAKES
from gdteach.course.convergence.stop_histories import HISTORIES, WORDS, Rule
from gdteach.course.convergence.stopping_rule import _HINTS, _RIGHT, RULES

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
    assert near(letter) == ([] if _RIGHT[letter] == "none" else [_RIGHT[letter]])


def test_the_right_choices_pass():
    assert gd.check("convergence/stopping_rule", _RIGHT).passed


@pytest.mark.parametrize("letter", RUNS)
@pytest.mark.parametrize("name", RULES)
def test_every_wrong_choice_has_its_hint(letter, name):
    if name != _RIGHT[letter]:
        feedback = gd.check("convergence/stopping_rule", {letter: name})
        assert feedback.mistake == f"{letter}:{name}"
        assert _HINTS[f"{letter}:{name}"] in feedback.message


# Write the rule


def rule(values, slopes, tolerance, max_steps):
    if not (math.isfinite(values[-1]) and math.isfinite(slopes[-1])):
        return "diverged"
    if slopes[-1] <= tolerance * slopes[0]:
        return "converged"
    if len(values) > 1 and abs(values[-1] - values[-2]) <= tolerance * abs(values[-2]):
        return "stalled"
    return "limit" if len(values) - 1 >= max_steps else "go on"


def of(wrong):
    """Return the program that decides by a rule, from what a learner's function is given."""
    known = {(history.values, history.slopes): history for history in HISTORIES}

    def should_stop(values, slopes, tolerance, max_steps):
        for (v, s), history in known.items():
            if repr((v, s)) == repr((tuple(values), tuple(slopes))):
                return WORDS[int(wrong.simulate(history)[0])]
        raise AssertionError

    return should_stop


def test_the_right_rule_passes_and_agrees_with_the_table():
    assert gd.check("convergence/should_stop", rule).passed
    for history in HISTORIES:
        said = rule(history.values, history.slopes, 1e-3, 6)
        assert said == WORDS[int(Rule().says(history)[0])]


@pytest.mark.parametrize("wrong", _MISTAKES, ids=lambda wrong: wrong.slug)
def test_each_known_mistake_is_named(wrong):
    feedback = gd.check("convergence/should_stop", of(wrong))
    assert feedback.mistake == wrong.slug
    assert feedback.message == wrong.message


def test_no_two_mistakes_look_alike():
    answers = {tuple(float(w.simulate(h)[0]) for h in HISTORIES) for w in _MISTAKES}
    assert len(answers) == len(_MISTAKES)


def absolute_slope(values, slopes, tolerance, max_steps):
    said = rule(values, [1.0, *slopes[1:]] if len(slopes) > 1 else [1.0], tolerance, max_steps)
    alone = len(slopes) == 1 and slopes[0] <= tolerance
    return "converged" if alone else said


def nan_converges(values, slopes, tolerance, max_steps):
    if not slopes[-1] > tolerance * slopes[0]:
        return "converged"
    return rule(values, slopes, tolerance, max_steps) if math.isfinite(values[-1]) else "go on"


def no_limit(values, slopes, tolerance, max_steps):
    return rule(values, slopes, tolerance, 10**9)


def one_late(values, slopes, tolerance, max_steps):
    return rule(values, slopes, tolerance, max_steps + 1)


def slope_alone(values, slopes, tolerance, max_steps):
    return "converged" if slopes[-1] <= tolerance * slopes[0] else "go on"


def shouts(values, slopes, tolerance, max_steps):
    return rule(values, slopes, tolerance, max_steps).upper()


def forgets_the_rest(values, slopes, tolerance, max_steps):
    if slopes[-1] <= tolerance * slopes[0]:
        return "converged"


def answers_true(values, slopes, tolerance, max_steps):
    return slopes[-1] <= tolerance


@pytest.mark.parametrize(
    ("program", "slug"),
    [
        (absolute_slope, "absolute_slope"),
        (nan_converges, "nan_converged"),
        (no_limit, "limit_forgotten"),
        (one_late, "limit_one_late"),
        (slope_alone, "divergence_forgotten"),
        (answers_true, "not_a_word"),
        (shouts, ""),
        (forgets_the_rest, "nothing_returned"),
        (lambda values, slopes: "go on", "wrong_signature"),
        (..., "not_attempted"),
        (None, "not_attempted"),
    ],
)
def test_programs_as_learners_write_them(program, slug):
    assert gd.check("convergence/should_stop", program).mistake == slug


def test_what_is_no_function_is_an_error():
    with pytest.raises(TypeError, match="f must be"):
        gd.check("convergence/should_stop", "stop")


# Read four runs


def test_the_diagnoses_are_what_happens():
    runs = gd.mystery_runs()
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


def test_the_right_diagnoses_pass_and_wrong_ones_get_hints():
    right = {letter: run[0] for letter, run in _RUNS.items()}
    assert gd.check("convergence/diagnosis", right).passed
    for letter, name in right.items():
        for other in set(gd.OUTCOMES) - {name}:
            assert gd.check("convergence/diagnosis", {letter: other}).mistake == f"{letter}:{other}"
