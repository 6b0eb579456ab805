"""The numbers that notebook 05 and its questions state and no cell prints, recomputed.

What theory guarantees, and the shares and limits of the basins, are recomputed in the tests of
bounds (notebook 04) and basins.
"""

import math

import numpy as np
import pytest

import gdteach as gd
from gdteach.course.minima.fates import CYCLE
from gdteach.course.minima.valleys import Valleys
from tests.asking import run, says, written

WELL, HIMMELBLAU = gd.double_well(), gd.himmelblau()


def leads_to(start, learning_rate, steps=5000):
    """Return where the double well leads a start, to two digits."""
    return round(float(run(WELL.gradient, start, learning_rate, steps)[-1]), 2)


# Two valleys


def test_which_valley():
    left, top, right = np.sort(np.roots([4, 0, -4, 0.3]).real)
    assert WELL(left) < WELL(right)
    says("minima/which_valley", written(left, 3), written(WELL(left), 3), written(right, 2))
    says("minima/which_valley", written(WELL(right), 2), f"{top:.3f}")
    w = run(WELL.gradient, 0.1, 0.01, 1000)
    assert w[-1] == pytest.approx(right)
    assert leads_to(0.05, 0.01) == -1.04
    near = int(np.argmax(np.abs(w - right) < 0.01))
    says("minima/which_valley#stays", f"{near} steps", "0.01")
    slope, next_slope = WELL.gradient(w[0]), WELL.gradient(w[1])
    says("minima/which_valley#stays,deep,shallow", written(slope))
    assert abs(next_slope) > abs(slope)  # "each one leads to steeper ground"
    says("minima/which_valley#deep,shallow", "0.96", "−1.04")


def test_near_a_learning_rate_of_a_tenth_one_step_leaps_the_hilltop():
    assert (leads_to(1.5, 0.1), leads_to(1.9, 0.1)) == (0.96, -1.04)
    assert gd.basin_map(WELL, 0.05).share(0) < gd.basin_map(WELL, 0.1).share(0)


def test_from_0_08_on_starts_at_the_ends_of_the_strip_change_colour():
    usual, below, above, further = (
        gd.basin_map(WELL, eta, points=400).fates for eta in (0.05, 0.079, 0.08, 0.09)
    )
    np.testing.assert_array_equal(below, usual)
    assert np.flatnonzero(above != usual).min() > 390
    assert (further[[0, -1]] != usual[[0, -1]]).all()


def test_at_a_quarter_the_deep_valley_gets_no_start():
    basins = gd.basin_map(WELL, 0.25, points=2000)
    assert basins.share(0) == 0
    assert basins.share(1) > 0.3
    assert 2 / basins.valleys.limits == pytest.approx([8.87, 7.06], abs=0.005)  # curvatures


# A map of all starts


def test_at_0_015_one_basin_is_gone_and_24_5_per_cent_cycle():
    basins = gd.basin_map(HIMMELBLAU, 0.015)
    assert basins.fates.size == 160_000
    assert basins.share(2) == 0
    assert f"{100 * basins.share(CYCLE):.1f}" == "24.5"


def test_up_to_0_0149_the_third_basin_is_there():
    assert gd.basin_map(HIMMELBLAU, 0.0149, points=100).share(2) > 0.2


def test_basin_vanishes_as_0_015_is_a_hair_above_the_third_limit_alone():
    limits = Valleys(HIMMELBLAU).limits
    assert 0.99 * 0.015 < limits[2] < 0.015 < sorted(limits)[1]
    says("minima/basin_vanishes#all_diverge", *(f"{limit:.4f}" for limit in limits))
    says("minima/basin_vanishes#one_lost,speed", f"{limits[2]:.5f}", "(−3.78, −3.28)")
    says("minima/basin_vanishes#one_lost", f"{2 / limits[2]:.1f}")


# Convexity, and what follows from it


def test_one_valley():
    chord, graph = (0 + 1 - math.exp(-9)) / 2, 1 - math.exp(-(1.5**2))
    says("minima/one_valley#yes,no_minima,no_chord", f"{chord:.2f}", f"{graph:.2f}")


def test_the_tangent_test_on_convex_and_other_functions():
    rng = np.random.default_rng(0)
    for objective, convex in ((gd.quadratic_bowl(10), True), (gd.saddle(), False)):
        a, b = rng.normal(size=(2, 200, 2))
        above = objective(b) - objective(a) - np.sum(objective.gradient(a) * (b - a), axis=1)
        assert (above.min() > -1e-12) == convex


def test_the_second_derivative_of_the_plateau_goes_down_to_minus_0_89_and_a_bowl_brings_more():
    w = np.linspace(-2.5, 2.5, 1001)
    h = 1e-4
    f = lambda w: 1 - np.exp(-(w**2))  # noqa: E731 - differences of it are what is tested
    measured = (f(w + h) - 2 * f(w) + f(w - h)) / h**2
    np.testing.assert_allclose(measured, (2 - 4 * w**2) * np.exp(-(w**2)), atol=1e-6)
    assert f"{measured.min():.2f}" == "-0.89"
    tangent = f(1.2) + 2.4 * np.exp(-(1.2**2)) * (w - 1.2)
    assert (tangent - f(w))[w > 1.3].min() > 0
    with_the_bowl = tangent + 1.44 + 2.4 * (w - 1.2)
    assert (with_the_bowl - f(w) - w**2).max() < 1e-12  # nowhere above its graph


def test_the_counterexamples_do_what_the_list_says():
    bounce = gd.gradient_descent(gd.parabola(2), 1, 1.0, max_steps=9).iterates[:, 0]
    assert bounce.tolist() == 5 * [1.0, -1.0]
    quartic = gd.quartic()
    assert gd.gradient_descent(quartic, 3, 0.1, max_steps=50).diverged_at
    assert abs(gd.gradient_descent(quartic, 1, 0.1, max_steps=1000).end[0]) < 0.04
    fading = run(lambda w: w / np.sqrt(1 + w**2) - 1, 0, 0.5, 20_000)
    assert fading[-1] > fading[2000] + 10
    assert np.sqrt(1 + fading[-1] ** 2) - fading[-1] < 0.03
    (away,) = run(lambda w: w / 10 + np.sin(w), [6.0], 0.1, 2000)[-1]
    assert away > 5
    ridge = run(lambda w: np.array([w[0], -np.sin(w[1])]), [1.0, 0.0], 0.1, 2000)[-1]
    assert ridge == pytest.approx([0, 0])


# Saddles


def test_saddle():
    def slope(w):
        return w * np.array([2, -2])

    w = run(slope, (1, 1e-12), 0.1, 160)
    first = int(np.argmax(w[:, 1] > 1))
    assert w[first - 1, 1] <= 1 < w[first, 1]
    says("minima/saddle#both_stay,both_leave,second_leaves,never", str(first))
    assert 1.2**152 > 1e12
    assert np.linalg.norm(slope(w[:first]), axis=1).min() < 1e-4  # meanwhile
    on_the_ridge = run(slope, (1, 0), 0.1, 400)
    assert on_the_ridge[-1] == pytest.approx([0, 0])
    assert (on_the_ridge[:, 1] == 0).all()


def test_every_digit_of_nearness_costs_12_6_steps():
    assert f"{math.log(10) / math.log(1.2):.1f}" == "12.6"


def four_saddles(w):
    """Return f of the landscape from saddle to saddle."""
    c = np.cos(w)
    return c[0] - 1 + c[0] * (1 - c[1]) + c[1] * (1 - c[2]) + c[2] * (1 - c[3])


def four_slopes(w):
    c, s = np.cos(w), np.sin(w)
    return np.array(
        [
            -s[0] * (1 + 1 - c[1]),
            c[0] * s[1] - s[1] * (1 - c[2]),
            c[1] * s[2] - s[2] * (1 - c[3]),
            c[2] * s[3],
        ]
    )


def test_the_four_saddles_are_saddles_and_the_time_doubles():
    some = np.array([0.3, -1.1, 2.0, 0.7])
    measured = gd.central_difference_gradient(four_saddles, some)
    np.testing.assert_allclose(four_slopes(some), measured, atol=1e-7)
    for left in range(4):
        at = np.pi * (np.arange(4) < left)
        assert four_slopes(at) == pytest.approx(np.zeros(4), abs=1e-12)
        curvatures = np.diag(gd.central_difference_hessian(four_saddles, at))
        assert (curvatures < 0).tolist() == [number == left for number in range(4)]
    w = run(four_slopes, np.full(4, 0.01), 0.1, 1000)
    assert w[1, 1] / w[0, 1] == pytest.approx(0.9, abs=1e-3)  # who waits shrinks,
    assert w[1, 0] / w[0, 0] == pytest.approx(1.1, abs=1e-3)  # who leaves grows
    times = np.diff([0, *(np.abs(w) > np.pi / 2).argmax(axis=0)])
    assert times.tolist() == [56, 116, 244, 514]
    waiting = math.log(1 / 0.9) / math.log(1.1)
    assert 1 < waiting < 1.2  # "a little more than one step"
    np.testing.assert_allclose(times[1:], times[0] + waiting * times.cumsum()[:-1], rtol=0.02)


def test_rounding_pushes_runs_off_a_ridge_that_is_not_an_axis():
    turned = np.array([[np.cos(0.5), -np.sin(0.5)], [np.sin(0.5), np.cos(0.5)]])
    matrix = turned @ np.diag([2.0, -2.0]) @ turned.T
    # it starts on the ridge, up to rounding
    assert np.linalg.norm(run(lambda w: matrix @ w, turned @ [1.0, 0.0], 0.1, 400)[-1]) > 1


def test_stall():
    says("minima/stall#saddle,bad_minimum", str(2**10))


def test_random_curvatures_are_all_positive_ever_more_seldom():
    rng = np.random.default_rng(5)
    found = []
    for d in (1, 2, 3, 4, 6):
        noise = rng.standard_normal((50_000, d, d))
        found.append(np.sum(np.linalg.eigvalsh(noise + noise.transpose(0, 2, 1))[:, 0] > 0))
    assert np.divide(found[:3], found[1:4]) == pytest.approx([3, 6, 12], rel=0.2)
    assert found[-1] == 0


# Restarts


def styblinski_tang_slope(w):
    return 2 * w**3 - 16 * w + 2.5


def test_styblinski_and_tang():
    def along(w):
        return 0.5 * (w**4 - 16 * w**2 + 5 * w)

    grid = np.linspace(-5, 5, 2001)
    measured = np.gradient(along(grid), grid)[1:-1]
    np.testing.assert_allclose(measured, styblinski_tang_slope(grid)[1:-1], atol=1e-3)
    best, top, other = np.sort(np.roots([2, 0, -16, 2.5]).real)
    assert (best, top) == pytest.approx((-2.9035, 0.157), abs=5e-4)
    assert along(best) < along(other)
    assert f"{best:.2f}" == "-2.90"


def test_the_basin_ends_at_the_hilltop_on_both_axes():
    starts = np.linspace(-5, 5, 4001)
    ends = run(styblinski_tang_slope, starts, 0.01, 300)[-1]
    assert starts[ends < 0].max() == pytest.approx(0.157, abs=0.0025)
    assert (np.abs(ends + 2.9035) < 0.01).mean() == pytest.approx(5.157 / 10, abs=1e-3)


def test_fifteen_starts_pass_99_per_cent():
    p = (5.157 / 10) ** 2
    assert 1 - (1 - p) ** 14 < 0.99 <= 1 - (1 - p) ** 15


def test_restarts():
    n = next(n for n in range(1, 100) if 1 - 0.75**n >= 0.99)
    says("minima/restarts#17", str(n), f"{100 * 0.75 ** (n - 1):.3f} %", f"{100 * 0.75**n:.2f} %")
    says("minima/restarts#4", f"{0.75**4:.2f}", f"{100 * (1 - 0.75**4):.0f} %")
    assert f"{0.75**100:.0e}" == "3e-13"
    says("minima/restarts#99", "3·10⁻¹³")
    assert math.log(10) / math.log(4 / 3) == pytest.approx(8, abs=0.01)
    says("minima/restarts#17", "another 8 starts")
