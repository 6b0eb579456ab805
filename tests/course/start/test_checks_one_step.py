"""One step as a function: right ones pass, each wrong one hears its own mistake."""

import numpy as np
import pytest

from gdteach.course.start.one_step import _MISTAKES, check_one_step

RIGHT = {
    "as the formula says": lambda w, slope, learning_rate: w - learning_rate * slope,
    "other names": lambda a, b, c: a + c * -b,
    "a list": lambda w, slope, rate: [p - rate * s for p, s in zip(w, slope, strict=True)],
    "a tuple": lambda w, slope, rate: (w[0] - rate * slope[0], w[1] - rate * slope[1]),
    "NumPy's words": lambda w, slope, rate: np.subtract(w, np.multiply(rate, slope)),
    "single precision": lambda w, slope, rate: (w - rate * slope).astype(np.float32),
}
WRONG = {
    "uphill": lambda w, slope, rate: w + rate * slope,
    "rate_forgotten": lambda w, slope, rate: w - slope,
    "rate_forgotten_uphill": lambda w, slope, rate: w + slope,
    "step_only": lambda w, slope, rate: -rate * slope,
    "product_only": lambda w, slope, rate: rate * slope,
    "rate_divides": lambda w, slope, rate: w - slope / rate,
    "stands_still": lambda w, slope, rate: w,
    "rate_ignored": lambda w, slope, rate: w - 0.1 * slope,
    "wrong_shape": lambda w, slope, rate: w[0] - rate * slope[0],
    "nothing_returned": lambda w, slope, rate: [].append(w - rate * slope),
    "unknown": lambda w, slope, rate: w - rate * slope**2,
    "wrong_signature": lambda w, slope: w - 0.1 * slope,
}


@pytest.mark.parametrize("program", RIGHT.values(), ids=RIGHT)
def test_a_right_step_passes(program):
    feedback = check_one_step(program)
    assert feedback.passed, feedback.message


@pytest.mark.parametrize(("slug", "program"), WRONG.items(), ids=WRONG)
def test_a_wrong_step_hears_its_own_mistake(slug, program):
    feedback = check_one_step(program)
    assert not feedback.passed
    assert feedback.mistake == slug
    assert "{" not in feedback.message
    assert feedback.message.endswith("?")


def test_every_known_mistake_has_been_made():
    assert {mistake.slug for mistake in _MISTAKES} <= set(WRONG)


def test_the_numbers_of_a_reply_can_be_followed_by_hand():
    message = check_one_step(WRONG["uphill"]).message
    # from (3, −1) with slope (4, 2) and η = 0.25
    assert "from (3, −1) you go to (4, −0.5), where (2, −1.5)" in message


def test_a_step_taken_in_place_moves_the_callers_place():
    def one_step(w, slope, learning_rate):
        w -= learning_rate * slope
        return w

    feedback = check_one_step(one_step)
    assert feedback.mistake == "w_changed"
    assert "it was (3, −1) and is (2, −1.5) now" in feedback.message


def test_as_it_stands_in_the_notebook_it_is_not_attempted():
    def one_step(w, slope, learning_rate):
        return ...

    for nothing in (one_step, ..., None):
        assert check_one_step(nothing).mistake == "not_attempted"


def test_an_error_in_the_learners_code_is_told_not_raised():
    def one_step(w, slope, learning_rate):
        return w - learning_rate * slop  # noqa: F821 - the mistake

    feedback = check_one_step(one_step)
    assert not feedback.passed
    assert "slop" in feedback.message


@pytest.mark.parametrize("bad", [3, "one_step", np.zeros(2)])
def test_what_is_no_function_is_a_type_error(bad):
    with pytest.raises(TypeError, match="f must be a function"):
        check_one_step(bad)
