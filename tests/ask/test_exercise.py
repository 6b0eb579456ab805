"""The way every check goes, shown on an exercise of another kind: the gradient of x²y."""

import numpy as np
import pytest

from gdteach.ask.comparing import alike, first_departure
from gdteach.ask.exercise import Exercise
from gdteach.ask.known import singles
from gdteach.ask.program import Program

EXERCISE = Exercise(
    parameters=("w",),
    program=Program(
        along_x=lambda w: 2 * w[0] * w[1],
        along_y=lambda w: w[0] ** 2,
        answer=lambda along_x, along_y: np.array([along_x, along_y]),
    ),
    problems=({"w": np.array([3.0, 0.5])}, {"w": np.array([-1.0, 2.0])}),
    asked="w = {w}",
    mistakes=singles({"swapped": [{"answer": "swapped"}], "doubled": [{"along_y": "doubled"}]}),
    words={"success": "Right in both places. And at the origin?", "swapped": "{yours} swapped?"},
)


def test_a_right_answer_passes():
    feedback = EXERCISE.reply(lambda w: [2 * w[0] * w[1], w[0] ** 2])
    assert feedback
    assert feedback.message == EXERCISE.words["success"]


def test_a_known_mistake_is_named():
    assert EXERCISE.reply(lambda w: (w[0] ** 2, 2 * w[0] * w[1])).mistake == "swapped"


def test_an_unknown_mistake_gets_the_first_place_and_both_numbers():
    feedback = EXERCISE.reply(lambda w: (w[0], 7.0))
    assert feedback.mistake == "unknown"
    assert feedback.message.startswith("For w = (3, 0.5) you get 7, and 9 is expected.")


def test_a_component_that_is_right_everywhere_is_told_from_the_other():
    feedback = EXERCISE.reply(lambda w: (2 * w[0] * w[1], 7.0))
    assert feedback.mistake == "one_part"
    assert feedback.message.startswith("The first component of what you return is right")


def test_what_is_right_for_some_problems_is_told_for_which():
    feedback = EXERCISE.reply(lambda w: (2 * w[0] * w[1], 9.0) if w[0] > 0 else w)
    assert feedback.mistake == "sometimes"
    assert "For w = (3, 0.5) your answer is right. For w = (−1, 2) you get" in feedback.message


def test_a_wrong_shape_is_told_with_both_shapes():
    feedback = EXERCISE.reply(lambda w: w[0] ** 2)
    assert feedback.mistake == "wrong_shape"
    assert "For w = (3, 0.5) you return numbers of shape (), and (2,) is asked" in feedback.message


def test_the_first_answer_is_asked_for_twice():
    answers = iter([np.zeros(2), np.ones(2)])
    assert EXERCISE.reply(lambda w: next(answers)).mistake == "remembers"


def test_alike_means_one_shape_and_equal_up_to_rounding():
    truth = np.array([1.0, 1e6])
    assert alike(np.array([1.0, 1e6 + 1e-4]), truth)
    assert not alike(np.array([1.0 + 1e-4, 1e6]), truth)  # a later large number excuses nothing
    assert not alike(np.array([[1.0, 1e6]]), truth)
    assert alike(truth.astype(np.float32) * np.float32(1 + 1e-6), truth)
    assert not alike(truth.astype(np.float32) * np.float32(1 + 1e-4), truth)


@pytest.mark.parametrize("wild", [np.nan, np.inf, -np.inf])
def test_numbers_that_left_the_line_agree_with_themselves_alone(wild):
    assert alike(np.array([1.0, wild]), np.array([1.0, wild]))
    assert first_departure(np.array([1.0, wild]), np.array([1.0, 2.0])) == 1
    assert first_departure(np.array([1.0, 2.0]), np.array([1.0, wild])) == 1
    assert not alike(np.array([wild, 1.0]), np.array([wild, 2.0]))


def test_a_mistake_must_explain_every_attempt():
    program, (one, other) = EXERCISE.program, EXERCISE.problems
    swapped = [EXERCISE.attempt(given, program(given)[::-1]) for given in (one, other)]
    half = [swapped[0], EXERCISE.attempt(other, program(other))]
    assert EXERCISE.known(swapped).slug == "swapped"
    assert EXERCISE.known(half) is None
    assert [attempt.right for attempt in half] == [False, True]
