"""The numbers that replies quote, and the mistakes whose numbers are worked out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdteach.course.algorithm.gradient_descent import check_gradient_descent
from tests.exercise_programs import descend


def test_the_reply_quotes_numbers_that_can_be_followed_by_hand():
    def in_turn(gradient, start, learning_rate, n_steps):
        w = start.astype(float)
        path = [w.copy()]
        for _ in range(n_steps):
            for i in range(w.size):
                w[i] -= learning_rate * gradient(w)[i]
            path.append(w.copy())
        return path

    # At (2, −1) the gradient is (4, 3); moved one after the other, the second slope is 2.4.
    said = check_gradient_descent(in_turn).message
    assert "(1.4, −1.36)" in said
    assert "(1.4, −1.45)" in said


def test_an_unknown_mistake_is_told_by_its_first_wrong_step_and_both_numbers():
    def late_drift(gradient, start, learning_rate, n_steps):
        path = np.array(descend(gradient, start, learning_rate, n_steps))
        path[3:] += 0.125
        return path

    w = 4.0
    for _ in range(3):
        u = w - 1
        before, w = w, w - 0.25 * (u + 2 * u / (1 + u * u))
    feedback = check_gradient_descent(late_drift)
    assert feedback.mistake == "unknown"
    assert f"departs at step 3: at {before:.6g} the slope is" in feedback.message
    assert f"leads to {w:.6g}, and you go to {w + 0.125:.6g}." in feedback.message


def test_two_numbers_that_differ_late_are_shown_with_enough_digits():
    def off_by_little(gradient, start, learning_rate, n_steps):
        path = np.array(descend(gradient, start, learning_rate, n_steps))
        path[1:] += 1e-7
        return path

    feedback = check_gradient_descent(off_by_little)
    assert feedback.mistake == "unknown"
    assert "3.1000001" in feedback.message


def thousandths(low, high, *, but_not=()):
    """Numbers that print exactly, so that what was worked out can be read in the reply."""
    return st.integers(low, high).filter(lambda k: k not in but_not).map(lambda k: k / 1000)


@settings(max_examples=30)
@given(thousandths(-4000, 4000, but_not=(-2000, -1000, -500, 0, 500, 1000, 2000)))
def test_any_constant_factor_is_worked_out(factor):
    def scaled(gradient, start, learning_rate, n_steps):
        return descend(gradient, start, factor * learning_rate, n_steps)

    feedback = check_gradient_descent(scaled)
    assert feedback.mistake == "step_scaled"
    assert f"is {factor:g} times".replace("-", "−") in feedback.message


@settings(max_examples=30)
@given(thousandths(1, 2000, but_not=(1000,)))
def test_a_learning_rate_written_into_the_code_is_worked_out(rate):
    def fixed(gradient, start, learning_rate, n_steps):
        return descend(gradient, start, rate, n_steps)

    feedback = check_gradient_descent(fixed)
    assert feedback.mistake == "rate_ignored"
    assert f"learning rate of {rate:g}," in feedback.message


@settings(max_examples=30)
@given(thousandths(10, 1100))
def test_any_momentum_is_recognised_and_worked_out(share):
    def heavy(gradient, start, learning_rate, n_steps):
        w, step = start, 0.0
        path = [w]
        for _ in range(n_steps):
            step = share * step - learning_rate * gradient(w)
            w = w + step
            path.append(w)
        return path

    feedback = check_gradient_descent(heavy)
    assert feedback.mistake == "momentum"
    assert f"carries {share:g} of the one before" in feedback.message


@settings(max_examples=30)
@given(st.integers(0, 4), st.floats(1e-6, 1e3), st.booleans())
def test_a_single_wrong_number_anywhere_never_passes(row, size, negative):
    def damaged(gradient, start, learning_rate, n_steps):
        path = np.array(descend(gradient, start, learning_rate, n_steps), dtype=float)
        path[row, -1] += -size if negative else size
        return path

    assert not check_gradient_descent(damaged)


@settings(max_examples=30)
@given(st.lists(st.floats(-1e-12, 1e-12), min_size=7, max_size=7))
def test_rounding_is_no_mistake(errors):
    def rounded(gradient, start, learning_rate, n_steps):
        path = np.array(descend(gradient, start, learning_rate, n_steps), dtype=float)
        return path + np.array(errors)[: n_steps + 1, None]

    assert check_gradient_descent(rounded)


def test_the_start_that_moved_is_told_before_and_after():
    def moves_it(gradient, start, learning_rate, n_steps):
        path = [start.copy()]
        for _ in range(n_steps):
            start -= learning_rate * gradient(start)
            path.append(start.copy())
        return path

    feedback = check_gradient_descent(moves_it)
    assert feedback.mistake == "start_mutated"
    assert "it was 4 and is 1.10855 now" in feedback.message


def test_the_gradient_takes_points_in_any_form_and_many_at_once():
    seen = []

    def curious(gradient, start, learning_rate, n_steps):
        listed = gradient(list(start))
        seen.append(np.allclose(listed, gradient(np.array([start, start]))[1]))
        return descend(gradient, start, learning_rate, n_steps)

    assert check_gradient_descent(curious)
    assert seen
    assert all(seen)


def test_a_gradient_asked_at_something_that_is_no_point_says_so_at_the_learners_line():
    def asks_at_all_iterates(gradient, start, learning_rate, n_steps):
        return gradient(np.zeros(3))

    feedback = check_gradient_descent(asks_at_all_iterates)
    assert feedback.mistake == "exception"
    assert "`return gradient(np.zeros(3))`" in feedback.message
    assert "gradient takes a point of shape (1,)" in feedback.message


@pytest.mark.parametrize(
    "value", [3, "gradient_descent", np.zeros((6, 1)), [1.0, 2.0], {"f": 1}, float("nan")]
)
def test_what_is_no_function_is_refused_by_name_and_with_a_remedy(value):
    with pytest.raises(TypeError, match=r"f must be a function, got .*without calling it"):
        check_gradient_descent(value)
