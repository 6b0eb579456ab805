"""The numbers that replies quote, and the mistakes whose numbers are worked out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdteach.course.algorithm import checks
from tests.exercise_programs import check_gradient_descent, descend


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
@given(st.integers(0, 4), st.floats(1e-6, 1e3), st.booleans())
def test_a_single_wrong_number_anywhere_never_passes(row, size, negative):
    def damaged(gradient, start, learning_rate, n_steps):
        path = np.array(descend(gradient, start, learning_rate, n_steps), dtype=float)
        path[row, -1] += -size if negative else size
        return path

    assert not check_gradient_descent(damaged)


@settings(max_examples=30)
@given(st.lists(st.floats(-1e-12, 1e-12), min_size=151, max_size=151))
def test_rounding_is_no_mistake(errors):
    def rounded(gradient, start, learning_rate, n_steps):
        path = np.array(descend(gradient, start, learning_rate, n_steps), dtype=float)
        return path + np.array(errors)[: n_steps + 1, None]

    assert check_gradient_descent(rounded)


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


def test_the_truth_is_gradient_descent_written_out_once_more():
    for exercise in checks.EXERCISES.values():
        for problem in exercise.problems:
            known = exercise.program.quantities(problem)
            by_hand = descend(
                known["gradient"], known["start"], problem["learning_rate"], problem["n_steps"]
            )
            np.testing.assert_allclose(exercise.program(problem), by_hand, rtol=1e-14)


@pytest.mark.parametrize(
    ("gradient", "objective", "points"),
    [
        (
            checks.one_dimension,
            lambda w: 0.5 * (w[0] - 1) ** 2 + np.log1p((w[0] - 1) ** 2),
            [[4.0], [-0.4]],
        ),
        (
            checks.two_dimensions,
            lambda w: (
                1.5 * w[0] ** 2
                + w[0] * w[1]
                + w[1] ** 2
                - w[0]
                + 3 * w[1]
                + sum(u**2 - np.log1p(u**2) for u in (w[0] - 2, w[1] + 1)) / 2
            ),
            [[2.0, -1.0], [0.3, 5.0]],
        ),
        (
            checks.two_houses,
            lambda w: ((w[0] + w[1] - 300) ** 2 + (2 * w[0] + w[1] - 500) ** 2) / 4,
            [[0.0, 0.0], [6.5, 4.0]],
        ),
        (
            checks.bent_bowl,
            lambda w: (
                0.5 * w[0] ** 2 + np.log1p(w[0] ** 2) + w[0] * w[1] + 1.5 * w[1] ** 2 + 4 * w[1]
            ),
            [[2.0, -1.0], [-0.7, 1.2]],
        ),
    ],
    ids=["one_dimension", "two_dimensions", "two_houses", "bent_bowl"],
)
def test_the_gradients_are_those_of_the_functions_they_name(gradient, objective, points):
    """Against central differences: the learner is told that these are slopes."""
    for w in np.array(points):
        step = 1e-5 * np.maximum(1.0, np.abs(w))
        differences = [(objective(w + h) - objective(w - h)) / (2 * h.sum()) for h in np.diag(step)]
        np.testing.assert_allclose(gradient(w), differences, rtol=1e-6, atol=1e-6)
