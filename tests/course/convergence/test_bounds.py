"""What theory promises is kept: on random quadratics, beyond them, and against closed forms."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gdteach as gd
from gdteach.course.convergence.bounds import curvatures
from gdteach.numerics.catalogue import get_objective
from gdteach.numerics.descent import descend
from gdteach.numerics.method import GradientDescent

ROUNDING = 1 + 1e-9  # of the bound; gaps of exact quadratics carry a few ulp a step
coordinates = st.floats(-10, 10).filter(lambda x: abs(x) > 1e-3)


def promises(objective, start, rate, steps=5):
    """Return the bounds of a run."""
    run = descend(objective, start, GradientDescent(rate), gd.Stopping(max_steps=steps))
    return gd.bounds(run, rate)


@st.composite
def quadratic_runs(draw, most=1.0):
    """Return a run on a random quadratic bowl, and its learning rate up to a share of 1/L."""
    bowl = gd.quadratic_bowl(
        condition_number=10 ** draw(st.floats(0, 4)),
        smoothness=10 ** draw(st.floats(-3, 3)),
        rotation=draw(st.floats(0, 180)),
        minimiser=(draw(coordinates), draw(coordinates)),
    )
    rate = draw(st.floats(0.01, most)) / bowl.smoothness
    start = (draw(coordinates), draw(coordinates))
    return gd.gradient_descent(bowl, start, rate, max_steps=80), rate


@given(quadratic_runs())
def test_the_convex_promise_is_kept_on_random_quadratics(made):
    run, rate = made
    away = np.sum((run.start - run.objective.minimisers[0]) ** 2)
    t = np.arange(1, 81)
    promised = gd.bounds(run, rate)
    np.testing.assert_allclose(promised.convex[1:], away / (2 * rate * t), rtol=1e-12)
    assert np.isinf(promised.convex[0]) or away == 0
    assert (promised.gaps[1:] <= promised.convex[1:] * ROUNDING + 1e-25).all()


@given(quadratic_runs(most=1.998))
def test_the_linear_promise_is_kept_on_random_quadratics(made):
    run, rate = made
    promised = gd.bounds(run, rate)
    # the promise is tight, so rounding of w shows near the minimiser: |w| is at most 10, a step
    # adds 2e-15 at most, 80 steps less than 1e-12; √gap is a distance times √(L/2)
    rounding = 1e-12 * np.sqrt(run.objective.smoothness)
    assert (np.sqrt(promised.gaps) <= np.sqrt(promised.linear) * ROUNDING + rounding).all()


@given(quadratic_runs())
def test_the_factor_is_the_slower_of_the_two(made):
    run, rate = made
    L, mu = run.objective.smoothness, run.objective.strong_convexity
    assert gd.bounds(run, rate).factor == max(abs(1 - rate * mu), abs(1 - rate * L))


def test_at_the_best_rate_it_is_nesterovs_theorem():
    bowl = gd.quadratic_bowl(condition_number=25)
    L, mu = bowl.smoothness, bowl.strong_convexity
    expected = L / 2 * ((L - mu) / (L + mu)) ** (2 * np.arange(41)) * 10
    found = promises(bowl, (3, -1), 2 / (L + mu), 40).linear
    np.testing.assert_allclose(found, expected, rtol=1e-10)


def test_the_linear_promise_is_tight():
    # started along the steepest direction, with η > 2/(L + μ), nothing is given away
    bowl = gd.quadratic_bowl(condition_number=4)
    promised = promises(bowl, (0, 2), 1.9 / bowl.smoothness, 30)
    np.testing.assert_allclose(promised.gaps, promised.linear, rtol=1e-9)


def promised_drops(run, rate):
    return rate * (1 - rate * run.objective.smoothness / 2) * run.gradient_norms[:-1] ** 2


@given(quadratic_runs(most=1.998))
def test_the_descent_lemma_on_random_quadratics(made):
    run, rate = made
    rounding = 1e-6 * promised_drops(run, rate) + 1e-12 * run.values[0]
    assert (-np.diff(run.values) >= promised_drops(run, rate) - rounding).all()


@settings(max_examples=50)
@given(st.floats(-4, 4).filter(lambda w: abs(w) > 1e-3), st.floats(0.05, 0.999))
def test_the_descent_lemma_needs_no_convexity(start, rate):  # 2/L is 1; said in notebook 05 too
    run = gd.gradient_descent(gd.plateau(), start, rate, max_steps=60)
    assert (-np.diff(run.values) >= promised_drops(run, rate) - 1e-14).all()


@settings(max_examples=50)
@given(st.floats(-4, 4), st.integers(1, 100))
def test_without_convexity_one_slope_is_small(start, steps):
    # FACTS: min over the first K of the squared slope is at most 2L(f₀ − f*)/K, at η = 1/L
    run = gd.gradient_descent(gd.plateau(), start, 0.5, max_steps=steps)
    slopes = run.gradient_norms[:steps] ** 2
    assert slopes.min() <= 2 * 2 * run.values[0] / steps * ROUNDING + 1e-300


@settings(max_examples=50)
@given(st.floats(0.05, 2), st.floats(0.01, 1.0))
def test_the_quartic_keeps_the_convex_promise_and_gets_no_other(start, share):
    promised = promises(gd.quartic(), start, share / (12 * start**2), 100)
    assert promised.linear is None
    assert (promised.gaps[1:] <= promised.convex[1:] * ROUNDING).all()


@settings(max_examples=50)
@given(st.floats(0.01, 0.99), st.floats(0.01, 1.0))
def test_inside_a_convex_stretch_the_plateau_has_both(share, part):
    # f″ changes its sign at 1/√2
    promised = promises(gd.plateau(), share / np.sqrt(2), part / 2, 100)
    assert (promised.gaps[1:] <= promised.convex[1:] * ROUNDING).all()
    assert (promised.gaps <= promised.linear * ROUNDING).all()


def test_curvatures_of_a_stretch():
    found = curvatures(gd.quartic(), np.array([0.5]))
    assert (found.largest, found.smallest) == (pytest.approx(3), None)  # f″ is 0 at its floor
    found = curvatures(gd.plateau(), np.array([-0.5]))
    assert found.largest == pytest.approx(2)
    assert found.smallest == pytest.approx((2 - 1) * np.exp(-0.25))


@pytest.mark.parametrize("name", ["rosenbrock", "himmelblau", "double_well"])
def test_no_theory_no_promise(name):
    objective = get_objective(name)
    promised = promises(objective, objective.start, 1e-4)
    assert promised.convex is promised.linear is promised.factor is None


def test_no_minimum_no_gap():
    assert promises(gd.saddle(), (1, 0.1), 0.1) is None


@pytest.mark.parametrize(
    ("rate", "convex", "linear"),
    [(1 / 9, True, True), (0.15, False, True), (0.23, False, False), (0, False, False)],
)
def test_a_promise_has_its_conditions(rate, convex, linear):
    promised = promises(gd.quadratic_bowl(condition_number=9), (-4, 2), rate)
    assert (promised.convex is not None, promised.linear is not None) == (convex, linear)
