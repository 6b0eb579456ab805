"""The way every checker goes, shown on an exercise of another kind: the gradient of x²y."""

from dataclasses import dataclass

import numpy as np
import pytest

from gdteach.ask.examining import Exercise, examine
from gdteach.ask.mistakes import Attempt, Mistake, alike, first_departure, recognise
from gdteach.numerics.wording import printed


@dataclass(frozen=True)
class Place:
    x: float
    y: float

    def __str__(self):
        return f"w = {printed([self.x, self.y])}"


def truth(place):
    return np.array([2 * place.x * place.y, place.x**2])


SWAPPED = Mistake("swapped", "You swapped two numbers?", lambda place: truth(place)[::-1])


def name_the_mistake(attempts):
    from gdteach.ask.feedback import Feedback

    mistake = recognise([SWAPPED], attempts)
    return mistake and Feedback(False, mistake.message, mistake.slug)


EXERCISE = Exercise(
    parameters=("w",),
    problems=(Place(3.0, 0.5), Place(-1.0, 2.0)),
    arguments=lambda place: (np.array([place.x, place.y]),),
    truth=truth,
    success="Right in both places. And at the origin?",
    recognisers=(name_the_mistake,),
)


def test_a_right_answer_passes():
    feedback = examine(lambda w: [2 * w[0] * w[1], w[0] ** 2], EXERCISE)
    assert feedback
    assert feedback.message == EXERCISE.success


def test_a_known_mistake_is_named():
    assert examine(lambda w: (w[0] ** 2, 2 * w[0] * w[1]), EXERCISE).mistake == "swapped"


def test_an_unknown_mistake_gets_the_first_place_and_both_numbers():
    feedback = examine(lambda w: (2 * w[0] * w[1], 9.0), EXERCISE)
    assert feedback.mistake == "unknown"
    assert feedback.message.startswith("For w = (−1, 2) you get 9, and 1 is expected.")


def test_a_wrong_shape_is_told_with_both_shapes():
    feedback = examine(lambda w: w[0] ** 2, EXERCISE)
    assert feedback.mistake == "wrong_shape"
    assert "For w = (3, 0.5) you return numbers of shape (), and (2,) is asked" in feedback.message


def test_the_first_answer_is_asked_for_twice():
    answers = iter([np.zeros(2), np.ones(2)])
    assert examine(lambda w: next(answers), EXERCISE).mistake == "remembers"


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
    places = EXERCISE.problems
    swapped = [Attempt(p, (), truth(p)[::-1], truth(p)) for p in places]
    half = [swapped[0], Attempt(places[1], (), truth(places[1]), truth(places[1]))]
    assert recognise([SWAPPED], swapped) is SWAPPED
    assert recognise([SWAPPED], half) is None
    assert [attempt.right for attempt in half] == [False, True]
