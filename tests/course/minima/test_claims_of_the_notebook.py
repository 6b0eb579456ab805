"""The numbers that the prose of notebook 05 states and no cell prints, recomputed."""

import numpy as np
import pytest
from scipy.optimize import brentq, minimize

import gdteach as gd
from gdteach.course.minima.basins import CYCLE
from gdteach.course.minima.saddle import escape_times

WELL, HIMMELBLAU = gd.double_well(), gd.himmelblau()

# Two valleys


def test_where_the_valleys_and_the_hilltop_are():
    slope = WELL.gradient
    left, top, right = (brentq(slope, *box) for box in ((-2, -0.5), (0, 0.5), (0.5, 2)))
    assert (left, right) == pytest.approx((-1.04, 0.96), abs=0.005)
    assert top == pytest.approx(0.0754, abs=5e-5)
    assert WELL(left) < WELL(right)


def test_near_a_learning_rate_of_a_tenth_one_step_leaps_the_hilltop():
    ends = [gd.gradient_descent(WELL, start, 0.1, max_steps=500).end[0] for start in (1.5, 1.9)]
    assert ends == pytest.approx([0.96, -1.04], abs=0.005)
    assert 1.9 - 0.1 * WELL.gradient(1.9) < 0.0754
    assert gd.basin_map(WELL, 0.05).share(0) < gd.basin_map(WELL, 0.1).share(0)


def test_from_0_08_on_starts_at_the_ends_of_the_strip_change_colour():
    usual = gd.basin_map(WELL, 0.05, points=400).fates
    below, above, further = (
        gd.basin_map(WELL, eta, points=400).fates for eta in (0.079, 0.08, 0.09)
    )
    np.testing.assert_array_equal(below, usual)
    assert np.flatnonzero(above != usual).min() > 390
    assert (further[[0, -1]] != usual[[0, -1]]).all()


def test_at_a_quarter_the_deep_valley_gets_no_start():
    basins = gd.basin_map(WELL, 0.25, points=2000)
    assert basins.share(0) == 0
    assert basins.share(1) > 0.3
    curvatures = [WELL.hessian(floor)[..., 0, 0] for floor in basins.valleys.points]
    assert curvatures == pytest.approx([8.87, 7.06], abs=0.005)


# A map of all starts


def test_four_minimisers_all_at_height_zero():
    for guess in HIMMELBLAU.minimisers:
        found = minimize(HIMMELBLAU.function, guess + 0.1, jac=HIMMELBLAU.gradient, tol=1e-12)
        np.testing.assert_allclose(found.x, guess, atol=1e-6)
        assert found.fun == pytest.approx(0, abs=1e-10)


def test_a_quarter_each_with_a_small_learning_rate():
    basins = gd.basin_map(HIMMELBLAU, 0.001, points=121)
    assert [basins.share(number) for number in range(4)] == pytest.approx(4 * [0.25], abs=0.01)


def test_at_0_015_one_basin_is_gone_and_24_5_per_cent_cycle():
    basins = gd.basin_map(HIMMELBLAU, 0.015)
    assert basins.fates.size == 160_000
    assert basins.share(2) == 0
    np.testing.assert_allclose(basins.valleys.points[2], [-3.779310, -3.283186], atol=5e-7)
    assert f"{100 * basins.share(CYCLE):.1f}" == "24.5"


def test_0_015_is_a_hair_above_the_third_limit_alone():
    limits = [2 / np.linalg.eigvalsh(HIMMELBLAU.hessian(w))[-1] for w in HIMMELBLAU.minimisers]
    assert np.argmin(limits) == 2
    assert 0.99 * 0.015 < limits[2] < 0.015 < sorted(limits)[1]


def test_the_two_points_of_the_cycle():
    w = np.array([-3.88359, -3.21063])
    there = w - 0.015 * HIMMELBLAU.gradient(w)
    np.testing.assert_allclose(there, [-3.66322, -3.34763], atol=3e-5)
    np.testing.assert_allclose(there - 0.015 * HIMMELBLAU.gradient(there), w, atol=3e-5)


# Convexity


def test_the_tangent_test_on_convex_and_other_functions():
    rng = np.random.default_rng(0)
    for objective, convex in ((gd.quadratic_bowl(10), True), (gd.saddle(), False)):
        a, b = rng.normal(size=(2, 200, 2))
        above = objective(b) - objective(a) - np.sum(objective.gradient(a) * (b - a), axis=1)
        assert (above.min() > -1e-12) == convex


# What is guaranteed


@pytest.mark.parametrize("learning_rate", [0.05, 0.5, 0.9, 0.99])
def test_the_guaranteed_drop(learning_rate):
    # L = 2 for the plateau, which is not convex
    run = gd.gradient_descent(gd.plateau(), 0.9, learning_rate, max_steps=60)
    drop = learning_rate * (1 - learning_rate * 2 / 2) * run.gradient_norms[:-1] ** 2
    assert (np.diff(run.values) <= -drop + 1e-15).all()


def test_the_counterexamples_do_what_the_list_says():
    bounce = gd.gradient_descent(gd.parabola(2), 1, 1.0, max_steps=9).iterates[:, 0]
    assert bounce.tolist() == 5 * [1.0, -1.0]
    quartic = gd.quartic()
    assert gd.gradient_descent(quartic, 3, 0.1, max_steps=50).diverged_at
    assert abs(gd.gradient_descent(quartic, 1, 0.1, max_steps=1000).end[0]) < 0.04
    fading = gd.as_objective(lambda w: np.exp(-w))
    near, far = (gd.gradient_descent(fading, 0, 0.5, max_steps=n) for n in (200, 2000))
    assert far.end[0] > near.end[0] + 2
    assert far.gradient_norms[-1] < near.gradient_norms[-1] / 9
    ridge = gd.gradient_descent(gd.saddle(), (1, 0), 0.1, max_steps=2000)
    assert ridge.gradient_norms[-1] < 1e-12
    assert ridge.end[1] == 0


# Saddles


def test_every_digit_costs_the_same_number_of_steps():
    times = escape_times(0.1)
    assert times[12] == 152
    per_digit = np.log(10) / np.log(1.2)
    assert (np.abs(times - per_digit * np.arange(17)) < 1).all()


def test_meanwhile_the_gradient_is_tiny():
    run = gd.gradient_descent(gd.saddle(), (1, 1e-12), 0.1, max_steps=152)
    assert run.gradient_norms.min() < 1e-4


def test_rounding_pushes_runs_off_a_ridge_that_is_not_an_axis():
    turned = np.array([[np.cos(0.5), -np.sin(0.5)], [np.sin(0.5), np.cos(0.5)]])
    matrix = turned @ np.diag([2.0, -2.0]) @ turned.T
    w = turned @ [1.0, 0.0]  # on the ridge, up to rounding
    for _ in range(400):
        w = w - 0.1 * matrix @ w
    assert np.linalg.norm(w) > 1


# Restarts


def test_styblinski_and_tang():
    def along(w):
        return 0.5 * (w**4 - 16 * w**2 + 5 * w)

    grid = np.linspace(-5, 5, 2001)
    np.testing.assert_allclose(
        np.gradient(along(grid), grid)[1:-1], (2 * grid**3 - 16 * grid + 2.5)[1:-1], atol=1e-3
    )
    best, top, other = np.sort(np.roots([2, 0, -16, 2.5]).real)
    assert (best, top) == pytest.approx((-2.9035, 0.157), abs=5e-4)
    assert along(best) < along(other)
    assert best == pytest.approx(-2.90, abs=0.005)


def test_the_basin_ends_at_the_hilltop_on_both_axes():
    starts = np.linspace(-5, 5, 4001)
    w = starts.copy()
    for _ in range(300):
        w = w - 0.01 * (2 * w**3 - 16 * w + 2.5)
    assert starts[w < 0].max() == pytest.approx(0.157, abs=0.0025)
    assert (np.abs(w + 2.9035) < 0.01).mean() == pytest.approx(5.157 / 10, abs=1e-3)


def test_fifteen_starts_pass_99_per_cent():
    p = (5.157 / 10) ** 2
    assert 1 - (1 - p) ** 14 < 0.99 <= 1 - (1 - p) ** 15


def test_the_band_holds_nineteen_of_twenty_measurements():
    rng, p, searches = np.random.default_rng(1), (5.157 / 10) ** 2, 1000
    for n in (1, 3, 8):
        predicted = 1 - (1 - p) ** n
        band = 1.96 * np.sqrt(predicted * (1 - predicted) / searches)
        measured = (rng.random((4000, searches)) < predicted).mean(axis=1)
        assert np.mean(np.abs(measured - predicted) <= band) == pytest.approx(0.95, abs=0.015)
