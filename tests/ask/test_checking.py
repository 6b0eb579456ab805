"""`check`: which exercise is meant, and what it says when there is no such exercise."""

import pytest

import gdteach as gd
from gdteach.ask.checking import exercises

NAMES = {
    "start": "one_step",
    "gradient": "by_hand directional_derivative wrong_one",
    "algorithm": "gradient_descent two_parameters diagnosis",
    "learning_rate": "largest inferred",
    "convergence": "stopping_rule should_stop diagnosis",
    "minima": "five_starts restarts convex_or_not convex_sum",
}
IDS = [f"{topic}/{name}" for topic, names in NAMES.items() for name in names.split()]


def test_these_are_the_exercises():
    assert sorted(exercises()) == sorted(IDS)
    assert exercises() is exercises()
    with pytest.raises(TypeError):
        exercises()["a/b"] = exercises()["start/one_step"]


@pytest.mark.parametrize("exercise_id", IDS)
@pytest.mark.parametrize("nothing", [..., None])
def test_nothing_answered_is_not_attempted(exercise_id, nothing):
    feedback = gd.check(exercise_id, nothing)
    assert (feedback.passed, feedback.mistake) == (False, "not_attempted")
    assert feedback.label == "Not attempted yet"


@pytest.mark.parametrize(
    ("unknown", "nearest"),
    [
        ("minima/restart", "did you mean 'minima/restarts'"),
        ("one_step", "did you mean 'start/one_step'"),
        ("gradient_descent", "did you mean 'algorithm/gradient_descent'"),
        ("", "known: start/one_step, "),
    ],
)
def test_an_unknown_exercise_is_a_value_error_that_names_the_nearest(unknown, nearest):
    with pytest.raises(ValueError, match=f"exercise_id must be a known name.*; {nearest}"):
        gd.check(unknown, ...)


@pytest.mark.parametrize("bad", [None, 3, b"start/one_step", ["start/one_step"]])
def test_an_id_that_is_no_string_is_a_type_error(bad):
    with pytest.raises(TypeError, match=r"exercise_id must be a name .*start/one_step"):
        gd.check(bad, ...)
