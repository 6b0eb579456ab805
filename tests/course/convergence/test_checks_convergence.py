"""The exercises of notebook 04: right answers pass, and each known mistake gets its own reply."""

import math

import pytest

import gdteach as gd
from gdteach.course.convergence.should_stop import _MISTAKES
from gdteach.course.convergence.stop_histories import HISTORIES, WORDS, Rule

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
