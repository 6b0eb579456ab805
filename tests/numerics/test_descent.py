"""The loop: closed forms, golden runs, every stop reached, and the theorems as properties."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize

import gdteach as gd
from gdteach.numerics.descent import Stopping, descend, gradient_descent
from gdteach.numerics.method import GradientDescent
from gdteach.numerics.trajectory import Stop

SQUARE = gd.parabola(smoothness=2.0)  # w²

# --- closed forms ----------------------------------------------------------------------------


@given(st.floats(0.1, 10), st.floats(-3, 3), st.floats(-10, 10), st.floats(0.01, 1.99))
def test_parabola_multiplies_the_error_by_one_minus_eta_l(L, minimiser, error, eta_L):
    run = gradient_descent(gd.parabola(L, minimiser), minimiser + error, eta_L / L, max_steps=50)
    t = np.arange(run.n_steps + 1)
    expected = (run.start[0] - minimiser) * (1 - eta_L) ** t
    # 1e-12 of the largest number about: rounding is once per step, relative to w, not w − c.
    scale = max(1, abs(minimiser), abs(error))
    np.testing.assert_allclose(run.iterates[:, 0] - minimiser, expected, rtol=0, atol=1e-12 * scale)


@given(st.floats(1, 100), st.floats(-90, 90), st.floats(0.05, 1.95))
def test_bowl_multiplies_each_eigencomponent_by_its_own_factor(kappa, rotation, eta_L):
    bowl = gd.quadratic_bowl(kappa, rotation=rotation, minimiser=(1, -2))
    eta = eta_L / bowl.smoothness
    run = gradient_descent(bowl, [4, 3], eta, max_steps=40)
    angle = np.deg2rad(rotation)
    axes = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    components = (run.iterates - bowl.minimisers[0]) @ axes.T
    factors = 1 - eta * np.array([bowl.strong_convexity, bowl.smoothness])
    expected = components[0] * factors ** np.arange(41)[:, np.newaxis]
    np.testing.assert_allclose(components, expected, rtol=0, atol=1e-12)


@pytest.mark.parametrize(("eta", "end"), [(0.2, 0.060466176), (1.1, 61.91736422)])
def test_golden_runs(eta, end):
    run = gradient_descent(SQUARE, 10.0, eta, max_steps=10)
    assert run.n_steps == 10
    assert run.end[0] == pytest.approx(end, rel=1e-9)
    assert run.end[0] == pytest.approx(10 * (1 - 2 * eta) ** 10, rel=1e-13)


def test_the_record_obeys_the_update_it_claims():
    run = gradient_descent(gd.himmelblau(), [-1, 1], 0.01)
    w, gradients = run.iterates, run.gradients
    np.testing.assert_array_equal(w[1:], w[:-1] - 0.01 * gradients[:-1])
    np.testing.assert_array_equal(gradients, gd.himmelblau().gradient(w))
    np.testing.assert_allclose(run.values, gd.himmelblau()(w), rtol=1e-15)


# --- stopping --------------------------------------------------------------------------------


def test_without_tolerances_exactly_max_steps_are_taken():
    run = gradient_descent(SQUARE, 0.0, 0.1, max_steps=7)  # even where nothing moves
    assert (run.n_steps, run.stop) == (7, Stop.STEP_LIMIT)
    assert gradient_descent(SQUARE, 1.0, 0.1, max_steps=0).n_steps == 0


@pytest.mark.parametrize("tolerance", [10.0, 1.0, 1e-3, 1e-9])
def test_each_tolerance_stops_at_the_first_step_that_meets_it(tolerance):
    full = gradient_descent(gd.himmelblau(), [0, 0], 0.01, max_steps=400)
    slopes = np.hypot(*full.gradients.T)
    lengths = np.hypot(*np.diff(full.iterates, axis=0).T)
    changes = np.abs(np.diff(full.values))
    for option, quantity, stop in [
        ("gradient_tolerance", slopes, Stop.GRADIENT_SMALL),
        ("step_tolerance", np.append(np.inf, lengths), Stop.STEP_SMALL),
        ("value_tolerance", np.append(np.inf, changes), Stop.VALUE_CHANGE_SMALL),
    ]:
        run = gradient_descent(gd.himmelblau(), [0, 0], 0.01, max_steps=400, **{option: tolerance})
        assert run.stop is stop
        assert run.n_steps == np.flatnonzero(quantity <= tolerance)[0]
        np.testing.assert_array_equal(run.iterates, full.iterates[: run.n_steps + 1])


def test_the_gradient_is_tested_at_the_start_too_and_the_first_test_in_order_is_reported():
    run = gradient_descent(gd.himmelblau(), [3, 2], 0.01, gradient_tolerance=0.0)
    assert (run.n_steps, run.stop) == (0, Stop.GRADIENT_SMALL)
    tolerances = {"gradient_tolerance": 1.0, "step_tolerance": 1.0, "value_tolerance": 1.0}
    met_at_once = gradient_descent(SQUARE, 1.0, 0.25, max_steps=1, **tolerances)
    assert (met_at_once.n_steps, met_at_once.stop) == (1, Stop.GRADIENT_SMALL)
    tolerances["gradient_tolerance"] = 0.0
    assert gradient_descent(SQUARE, 1.0, 0.25, **tolerances).stop is Stop.STEP_SMALL
    tolerances["step_tolerance"] = None
    assert gradient_descent(SQUARE, 1.0, 0.25, **tolerances).stop is Stop.VALUE_CHANGE_SMALL


@pytest.mark.parametrize("start", [[0, 0], [-3, 3], [-4, -4], [4, -2]])
def test_it_ends_where_scipy_does(start):
    objective = gd.himmelblau()
    run = gradient_descent(objective, start, 0.005, max_steps=5000, gradient_tolerance=1e-9)
    found = optimize.minimize(objective, run.end, jac=objective.gradient, options={"gtol": 1e-10})
    assert run.stop is Stop.GRADIENT_SMALL
    np.testing.assert_allclose(run.end, found.x, atol=1e-9)
    assert np.abs(objective.minimisers - run.end).max(axis=1).min() < 1e-9


def test_each_side_of_the_barrier_rolls_into_its_own_well():
    objective = gd.double_well()
    for start, end in [(0.0754, objective.minimisers[0]), (0.0755, objective.local_minimisers[0])]:
        run = gradient_descent(objective, start, 0.1, max_steps=500, gradient_tolerance=1e-10)
        np.testing.assert_allclose(run.end, end, atol=1e-9)


# --- divergence ------------------------------------------------------------------------------


def test_divergence_is_an_outcome_and_its_step_is_told():
    run = gradient_descent(SQUARE, 10.0, 1.1, max_steps=10_000)
    assert run.stop is Stop.DIVERGED
    # |w_t| = 10·1.2^t; f = w² overflows when |w| passes √(1.8e308).
    largest = math.sqrt(np.finfo(float).max)
    step = math.ceil(math.log(largest / 10) / math.log(1.2))
    assert run.diverged_at == step == run.n_steps + 1
    assert f"; step {step}, from w = " in run.summary()
    for array in (run.iterates, run.values, run.gradients, run.gradient_norms):
        assert np.isfinite(array).all()
    # it beats the step limit, and not the other way round
    for max_steps, stop in ((step - 1, Stop.STEP_LIMIT), (step, Stop.DIVERGED)):
        assert gradient_descent(SQUARE, 10.0, 1.1, max_steps=max_steps).stop is stop
    # nor does a tolerance hide it, here from a step of 2e160
    assert gradient_descent(SQUARE, 1e150, 1e10, step_tolerance=1e300).stop is Stop.DIVERGED


@pytest.mark.parametrize("part", ["function", "gradient"])
@pytest.mark.parametrize("trouble", [np.nan, np.inf, OverflowError, ZeroDivisionError])
def test_any_part_that_leaves_the_numbers_ends_the_run(part, trouble):
    def spoilt(original):
        def function(w):
            if w[0] < 5:
                if isinstance(trouble, float):
                    return trouble * original(w)
                raise trouble
            return original(w)

        return function

    change = {part: spoilt(getattr(SQUARE, part))}
    run = gradient_descent(dataclasses.replace(SQUARE, **change), 10.0, 0.1)
    # 10 → 8 → 6.4 → 5.12 → 4.1: the fourth step is the one that leaves.
    assert (run.stop, run.diverged_at, run.n_steps) == (Stop.DIVERGED, 4, 3)


# --- what FACTS says -------------------------------------------------------------------------


def test_runs_that_fool_a_stopping_test():
    creeping = gradient_descent(SQUARE, 10, 1e-8, max_steps=1)
    assert abs(np.diff(creeping.values)[0]) == pytest.approx(4.0e-6, rel=1e-3)
    assert creeping.step_lengths[0] == pytest.approx(2e-7)
    assert creeping.gradient_norms[-1] == pytest.approx(20)
    bouncing = gradient_descent(SQUARE, 10, 1.0, max_steps=100)
    assert not np.diff(bouncing.values).any()
    assert set(bouncing.gradients[:, 0]) == {20.0, -20.0}
    flat = gradient_descent(gd.quartic(), 1.0, 0.1, max_steps=1000)
    assert flat.end[0] == pytest.approx(0.0352352, rel=1e-6)
    assert abs(np.diff(flat.values)[-1]) == pytest.approx(3e-9, rel=0.3)
    far = gradient_descent(gd.plateau(), 5.0, 0.1, gradient_tolerance=1e-9)
    assert (far.n_steps, far.stop) == (0, Stop.GRADIENT_SMALL)
    assert far.values[-1] == pytest.approx(1.0)


def test_a_saddle_is_left_after_152_steps_from_a_hair_beside_it():
    stays = gradient_descent(gd.saddle(), [1.0, 0.0], 0.1, max_steps=1000)
    assert not stays.iterates[:, 1].any()
    leaves = gradient_descent(gd.saddle(), [1.0, 1e-12], 0.1, max_steps=200)
    assert np.flatnonzero(np.abs(leaves.iterates[:, 1]) > 1)[0] == 152


# --- arguments -------------------------------------------------------------------------------


def test_the_start_is_copied_not_kept_and_may_be_a_bare_number():
    a, b = (gradient_descent(SQUARE, start, 0.1, max_steps=3) for start in (10, [10.0]))
    np.testing.assert_array_equal(a.iterates, b.iterates)
    start = np.array([1.0, 2.0])
    run = gradient_descent(gd.himmelblau(), start, 0.01, max_steps=3)
    np.testing.assert_array_equal(start, [1, 2])
    start[:] = 9
    np.testing.assert_array_equal(run.start, [1, 2])


def test_descend_is_the_same_run_as_the_front_door():
    stopping = Stopping(50, gradient_tolerance=1e-3)
    a = descend(gd.himmelblau(), [0, 0], GradientDescent(0.01), stopping)
    b = gradient_descent(gd.himmelblau(), [0, 0], 0.01, max_steps=50, gradient_tolerance=1e-3)
    np.testing.assert_array_equal(a.iterates, b.iterates)
    assert (a.method, a.stop, a.stopping) == (b.method, b.stop, b.stopping)
    assert descend(SQUARE, 1.0, GradientDescent(0.1)).n_steps == 100


def test_a_learning_rate_of_zero_is_for_labs():
    run = descend(SQUARE, 1.0, GradientDescent(0.0), Stopping(3))
    np.testing.assert_array_equal(run.iterates, np.ones((4, 1)))
