"""The record of a run and the sentences it tells."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gdteach.numerics.catalogue import (
    himmelblau,
    parabola,
    plateau,
    quadratic_bowl,
    quartic,
    rosenbrock,
)
from gdteach.numerics.descent import descend, gradient_descent
from gdteach.numerics.method import Method
from gdteach.numerics.own_function import as_objective
from gdteach.numerics.trajectory import Stop, Stopping, norms
from gdteach.numerics.wording import number

SQUARE = parabola(smoothness=2.0)  # w²


def test_derived_quantities_are_those_of_the_arrays():
    run = gradient_descent(himmelblau(), [0, 0], 0.01, max_steps=20)
    assert run.n_steps == 20
    assert (run.iterates.shape, run.values.shape, run.gradients.shape) == ((21, 2), (21,), (21, 2))
    np.testing.assert_array_equal(run.start, [0, 0])
    np.testing.assert_array_equal(run.end, run.iterates[20])
    np.testing.assert_allclose(run.gradient_norms, np.linalg.norm(run.gradients, axis=1))
    np.testing.assert_allclose(run.step_lengths, 0.01 * run.gradient_norms[:-1])
    assert run.diverged_at is None


def test_it_is_frozen_its_arrays_are_read_only_and_its_repr_is_short():
    run = gradient_descent(SQUARE, 1.0, 0.25, max_steps=1)
    assert repr(run) == "Trajectory(1 step, stopped: step limit)"
    for array in (run.iterates, run.values, run.gradients, run.start):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0
    with pytest.raises(dataclasses.FrozenInstanceError):
        run.stop = Stop.DIVERGED


def test_summary_of_each_stop():
    run = gradient_descent(SQUARE, 10, 0.2, max_steps=10)
    assert repr(run) == "Trajectory(10 steps, stopped: step limit)"
    assert run.summary() == (
        "Used up all 10 steps: at w = 0.0604662 the value is 0.00365616 and ‖∇f‖ is still 0.120932."
    )
    assert gradient_descent(SQUARE, 10, 0.2, gradient_tolerance=0.2).summary() == (
        "Stopped after 10 steps because the gradient is small, ‖∇f‖ = 0.121 ≤ 0.2: "
        "at w = 0.0604662 the value is 0.00365616."
    )
    assert gradient_descent(SQUARE, 10, 1e-8, step_tolerance=1e-6).summary() == (
        "Stopped after 1 step because the last step was short, 2×10⁻⁷ ≤ 1×10⁻⁶: "
        "at w = 10 the value is 100 and ‖∇f‖ is 20."
    )
    assert gradient_descent(SQUARE, 10, 1.0, value_tolerance=0.0).summary() == (
        "Stopped after 1 step because the value hardly changed, by 0 ≤ 0: "
        "at w = −10 the value is 100 and ‖∇f‖ is 20."
    )
    run = gradient_descent(himmelblau(), [3, 2], 0.01, max_steps=2)
    assert run.summary() == "Used up all 2 steps: at w = (3, 2) the value is 0 and ‖∇f‖ = 0."


def test_summary_of_a_divergence_gives_the_step_and_the_bound_where_there_is_one():
    text = gradient_descent(SQUARE, 10, 1.1, max_steps=10_000).summary()
    assert text == (
        "It climbed from step 0 on; step 1934, from w = −1.14117×10¹⁵⁴, led to where f or ∇f is "
        "infinite or undefined. Try a learning rate below 2/L = 1; this one was 1.1."
    )
    run = gradient_descent(rosenbrock(), [-1.2, 1], 0.03)
    bound = "Try a learning rate below 2/L = 0.0019968 (L at the minimiser); this one was 0.03."
    assert run.summary().endswith(bound)
    assert gradient_descent(quartic(), 3, 0.3).summary() == (
        "It climbed from step 0 on; step 5, from w = 4.68774×10⁴⁰, led to where f or ∇f is "
        "infinite or undefined. Try a third of the learning rate, 0.1, and a third again if need "
        "be."
    )


@pytest.mark.parametrize(
    ("objective", "start", "rate", "steps", "since"),
    [
        (SQUARE, 10, 1.1, 40, 0),
        (SQUARE, 10, 1.1, 1, 0),  # of one step no more can be said
        (SQUARE, 10, 1.0, 40, None),  # it bounces
        (SQUARE, 10, 0.9, 40, None),
        (SQUARE, 0, 0.9, 40, None),
        (quadratic_bowl(10), (-4, 1e-3), 0.22, 40, 17),  # the steep slope is small for a while
        (himmelblau(), (0, 0), 0.01, 400, None),  # arrived: what is left is rounding
        (rosenbrock(), (-1.2, 1), 0.003, 4, None),  # leaps up and down between its walls
    ],
)
def test_a_run_climbs_since_the_step_before_f_rose_to_the_end(objective, start, rate, steps, since):
    run = gradient_descent(objective, start, rate, max_steps=steps)
    assert run.climbs_since == since
    rose = np.diff(run.values) > 0
    if since is not None:
        assert rose[since:].all()
        assert not since or not rose[since - 1]
        climb = f"it climbs: f has risen at each step since step {since}, from "
        assert climb in run.summary()
        assert f" = {number(2 / objective.smoothness)}" in run.summary()
    else:
        assert "climb" not in run.summary()


def test_a_run_that_ends_higher_than_it_began_says_so():
    assert gradient_descent(rosenbrock(), [-1.2, 1], 0.003, max_steps=3).summary() == (
        "Used up all 3 steps, and ended higher than it began: f went from 24.2 to 118. "
        "Try a learning rate below 2/L = 0.0019968 (L at the minimiser); this one was 0.003."
    )


class Heavy(Method):
    """A ball that keeps a part of its last step."""

    name = "heavy"

    def start(self, w):
        return (np.zeros_like(w),)

    def update(self, w, gradient, state):
        step = 0.99 * state[0] - 0.001 * gradient
        return w + step, (step,)


def test_what_rolls_uphill_for_a_while_does_not_climb():
    run = descend(SQUARE, 10.0, Heavy(), Stopping(60))
    assert run.rising_since[-1] < 50
    assert run.climbs_since is None
    assert "climb" not in run.summary()


def test_summary_of_a_divergence_without_a_learning_rate():
    class Leap(Method):
        name = "leap"

        def update(self, w, gradient, state):
            return w * np.inf, state

    run = descend(SQUARE, 1.0, Leap())
    assert run.diverged_at == 1
    assert run.summary().endswith("Try shorter steps.")


def test_summary_shows_at_most_four_coordinates():
    bowl = quadratic_bowl(2)
    assert "w = (−4, 2)" in gradient_descent(bowl, bowl.start, 0.1, max_steps=0).summary()
    five = as_objective(lambda w: w.sum(), np.ones_like, dimension=5)
    assert "w = (0, 0, 0, 0, …)" in gradient_descent(five, np.zeros(5), 1, max_steps=0).summary()


vectors = arrays(np.float64, (3, 2), elements=st.floats(-1e3, 1e3, allow_subnormal=False))


@given(vectors, st.sampled_from([1.0, 1e-100, 1e200, 1e300]))
def test_norms_agree_with_hypot_at_every_size(v, scale):
    v = np.where(np.abs(v) < 1e-50, 0.0, v) * scale  # squares of smaller ones underflow, to 0
    expected = np.hypot(v[:, 0], v[:, 1])
    np.testing.assert_allclose(norms(v), expected, rtol=1e-14, atol=0)


def test_norms_of_one_component_and_of_the_infinite():
    np.testing.assert_array_equal(norms(np.array([[-1e-300], [2.0]])), [1e-300, 2.0])
    assert norms(np.array([np.inf, 1.0])) == np.inf
    assert np.isnan(norms(np.array([np.nan, 1.0])))


def test_default_stopping_is_a_hundred_steps():
    assert Stopping() == Stopping(100, None, None, None)
    assert gradient_descent(plateau(), 1.0, 0.1).n_steps == 100
