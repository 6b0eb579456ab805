"""The numbers that the prose of notebook 03 states and no cell prints, recomputed."""

import numpy as np
import pytest

import gdteach as gd

VALLEY = gd.parabola(smoothness=2)  # w²
BOWL = gd.quadratic_bowl(condition_number=9)
HOUSES = gd.two_houses()


def wells(w, learning_rate):
    """Take one step on (w² − 1)²/4."""
    return w - learning_rate * (w**3 - w)


def settled(learning_rate, start=0.5, steps=4000, keep=64):
    w, seen = start, []
    for _ in range(steps):
        w = wells(w, learning_rate)
        seen.append(w)
    return np.array(seen[-keep:])


# One dimension


def test_the_bowl_is_the_one_in_the_formula():
    points = np.random.default_rng(0).uniform(-5, 5, (20, 2))
    x, y = points.T
    np.testing.assert_allclose(BOWL(points), (x**2 + 9 * y**2) / 2)


@pytest.mark.parametrize(
    ("product", "holds"),
    [
        (0.4, lambda w: (np.diff(w) < 0).all() and (w > 0).all()),
        (1.0, lambda w: (w[1:] == 0).all()),
        (1.6, lambda w: (w[1:] * w[:-1] < 0).all() and (np.diff(abs(w)) < 0).all()),
        (2.0, lambda w: (abs(w) == 10).all() and (w[1:] == -w[:-1]).all()),
        (2.2, lambda w: (w[1:] * w[:-1] < 0).all() and (np.diff(abs(w)) > 0).all()),
    ],
)
def test_the_five_regimes(product, holds):
    run = gd.gradient_descent(VALLEY, 10, product / 2, max_steps=20)
    assert holds(run.iterates[:, 0])


@pytest.mark.parametrize(("learning_rate", "end"), [(0.2, 0.060466176), (1.1, 61.91736422)])
def test_the_golden_runs(learning_rate, end):
    run = gd.gradient_descent(VALLEY, 10, learning_rate, max_steps=10)
    assert run.end[0] == pytest.approx(end, rel=1e-9)
    assert run.end[0] == pytest.approx(10 * (1 - 2 * learning_rate) ** 10, rel=1e-12)


def test_at_the_wall_f_never_changes():
    run = gd.gradient_descent(VALLEY, 10, 1.0, max_steps=50)
    assert (run.values == 100).all()


# Two dimensions


def test_the_best_constant_rate_and_its_factor():
    L, mu, kappa = BOWL.smoothness, BOWL.strong_convexity, BOWL.condition_number
    rates = np.linspace(0, 0.25, 250_001)
    slower = np.maximum(abs(1 - rates * mu), abs(1 - rates * L))
    assert rates[slower.argmin()] == pytest.approx(2 / (L + mu)) == pytest.approx(0.2)
    assert slower.min() == pytest.approx((kappa - 1) / (kappa + 1)) == pytest.approx(0.8)
    at_safe = max(abs(1 - mu / L), abs(1 - L / L))
    assert at_safe == pytest.approx(1 - 1 / kappa) == pytest.approx(0.889, abs=5e-4)


def test_two_over_l_plus_mu_is_the_best_promise_for_every_start():
    # what 50 steps leave of the distance to the bottom, from the worst of many starts
    L, mu = HOUSES.smoothness, HOUSES.strong_convexity
    rates = np.linspace(0.5, 0.583, 84)
    angles = np.linspace(0, np.pi, 181)
    worst = np.zeros(len(rates))
    for offset in np.column_stack([np.cos(angles), np.sin(angles)]):
        start = HOUSES.minimisers[0] + offset
        found = gd.sweep_learning_rates(HOUSES, start, rates, max_steps=0, keep=50)
        left = np.linalg.norm(found.iterates[-1] - HOUSES.minimisers[0], axis=1)
        worst = np.maximum(worst, left)
    assert rates[worst.argmin()] == pytest.approx(2 / (L + mu), abs=0.001)


def test_nearly_all_of_the_error_at_the_origin_lies_in_the_steep_direction():
    curvatures, directions = np.linalg.eigh(HOUSES.hessian([0, 0]))
    along = (directions.T @ HOUSES.minimisers[0]) ** 2
    assert along[1] / along.sum() > 0.98
    found = gd.sweep_learning_rates(HOUSES, (0, 0), np.linspace(0.5, 0.583, 400))
    assert found.learning_rates[found.steps.argmin()] < 4 / 7
    assert found.steps.min() <= 198 < 296
    assert curvatures[1] == HOUSES.smoothness


# Units


def test_the_second_derivatives_of_the_loss_of_two_houses():
    def loss(w):
        a, b = w
        return ((a + b - 300) ** 2 + (2 * a + b - 500) ** 2) / 4

    measured = gd.central_difference_hessian(loss, [100.0, 50.0])
    np.testing.assert_allclose(measured, [[2.5, 1.5], [1.5, 1]], atol=1e-3)
    np.testing.assert_allclose(HOUSES.hessian([0, 0]), [[2.5, 1.5], [1.5, 1]])
    assert HOUSES([100.0, 50.0]) == pytest.approx(loss([100.0, 50.0]))


def test_square_feet_need_a_rate_730_000_times_smaller():
    rows = np.array([[1000.0, 1], [2000.0, 1]])
    L = np.linalg.eigvalsh(rows.T @ rows / 2)[-1]
    assert L / HOUSES.smoothness == pytest.approx(7.3e5, rel=0.005)


def test_standardised_the_two_houses_need_one_step():
    x = (np.array([1.0, 2.0]) - 1.5) / 0.5
    rows, prices = np.column_stack([x, np.ones(2)]), np.array([300.0, 500.0])
    w = np.zeros(2)
    w = w - 1.0 * rows.T @ (rows @ w - prices) / 2
    np.testing.assert_allclose(rows @ w, prices)


def test_the_99_houses():
    sums = np.array(
        [
            [99, 140419, 269, 137, 3800],
            [140419, 215939937, 396264, 206176, 5114861],
            [269, 396264, 773, 384, 10248],
            [137, 206176, 384, 213, 5019],
            [3800, 5114861, 10248, 5019, 211644],
        ]
    )
    raw = np.linalg.eigvalsh(sums / 99)
    assert f"{2 / raw[-1]:.6e}" == "9.164030e-07"
    assert raw[-1] / raw[0] == pytest.approx(58.6e6, rel=1e-3)
    mean = sums[0] / 99
    covariance = (sums / 99 - np.outer(mean, mean))[1:, 1:]
    spread = np.sqrt(np.diag(covariance))
    correlation = covariance / np.outer(spread, spread)
    standardised = np.sort([1.0, *np.linalg.eigvalsh(correlation)])
    assert f"{2 / standardised[-1]:.6f}" == "0.950422"
    assert f"{standardised[-1] / standardised[0]:.3f}" == "6.288"


def test_one_over_m_doubles_the_rate():
    halved = gd.as_objective(lambda w: HOUSES(w), dimension=2)
    whole = gd.as_objective(lambda w: 2 * HOUSES(w), dimension=2)
    first = gd.gradient_descent(halved, (0, 0), 0.2, max_steps=5)
    second = gd.gradient_descent(whole, (0, 0), 0.1, max_steps=5)
    np.testing.assert_allclose(first.iterates, second.iterates, rtol=1e-5)


# Divergence


def test_the_log_alternates_and_grows_by_a_fifth():
    run = gd.gradient_descent(VALLEY, 10, 1.1, max_steps=500)
    w = run.iterates[430:433, 0]
    assert [f"{value:.3g}" for value in w] == ["1.12e+35", "-1.34e+35", "1.61e+35"]
    np.testing.assert_allclose(w[1:] / w[:-1], -1.2)


def test_a_wrong_sign_grows_on_one_side():
    w = 10 * (1 + 1.1 * 2) ** np.arange(6)
    assert (w > 0).all()
    assert (np.diff(w) > 0).all()


# Beyond parabolas


def test_the_curvature_of_the_two_wells():
    assert 3 * 1**2 - 1 == 2


@pytest.mark.parametrize(
    ("learning_rate", "points"), [(0.9, 1), (0.999, 1), (1.05, 2), (1.23, 2), (1.25, 4), (1.295, 8)]
)
def test_the_periods_double(learning_rate, points):
    assert len(np.unique(settled(learning_rate, steps=40_000).round(6))) == points


def test_the_two_cycle_ends_at_root_five_minus_one():
    # adding and subtracting its two equations: ab = 1/η and a² + b² = 1 + 1/η
    for eta in (1.1, 1.2, 5**0.5 - 1):
        squares = np.roots([1, -(1 + 1 / eta), 1 / eta**2]).real
        b, a = np.sqrt(np.sort(squares))[::-1]
        assert wells(a, eta) == pytest.approx(b)
        assert wells(b, eta) == pytest.approx(a)
        product = np.prod(1 + eta - 3 * eta * squares)  # what two steps make of a small distance
        assert product == pytest.approx(9 - 2 * (1 + eta) ** 2)
        assert (product > -1 + 1e-9) == (eta < 5**0.5 - 1)
    assert f"{5**0.5 - 1:.3f}" == "1.236"


@pytest.mark.parametrize("learning_rate", [1.32, 1.4, 1.5])
def test_from_about_1_3_neighbours_part(learning_rate):
    near, nearer = (settled(learning_rate, 0.5 + by, 3000, keep=2000) for by in (0, 1e-9))
    assert np.abs(near - nearer).max() > 0.1
    assert (near > 0).all()  # and yet they keep to their valley


def test_the_valleys_meet_at_1_598():
    merge = 3 * 3**0.5 / 2 - 1
    assert f"{merge:.3f}" == "1.598"
    peak = np.sqrt((1 + merge) / (3 * merge))  # from here a step leads furthest up, and then to 0
    assert wells(wells(peak, merge), merge) == pytest.approx(0, abs=1e-12)
    assert (settled(merge - 0.01, keep=2000) > 0).all()
    for beyond in (0.01, 0.05, 0.2, 0.4):
        signs = np.sign(settled(merge + beyond, keep=2000))
        assert (np.diff(signs) != 0).sum() > 10  # it keeps changing valleys


def test_above_two_it_escapes():
    assert np.abs(settled(1.99, keep=3000)).max() < 1.5
    w = 0.5
    for _ in range(200):
        w = wells(w, 2.05)
        if abs(w) > 1e6:
            break
    assert abs(w) > 1e6


# Choosing


def test_backtracking_never_refuses_a_rate_below_one_over_l():
    generator = np.random.default_rng(3)
    for _ in range(200):
        w, share = generator.normal(0, 5, 2), generator.uniform(0, 1)
        eta, slope = share / BOWL.smoothness, BOWL.gradient(w)
        assert BOWL(w - eta * slope) <= BOWL(w) - eta / 2 * slope @ slope + 1e-12


def test_backtracking_needs_nearly_four_times_fewer_steps_on_rosenbrock():
    f = gd.rosenbrock()
    rates = np.linspace(0.0015, 0.0025, 41)
    found = gd.sweep_learning_rates(f, f.start, rates, target=1e-3, max_steps=9000)
    assert 3.5 < found.steps.min() / 820 < 4


def turn_of_a_range_test(growth):
    w, rates, losses = np.zeros(2), 1e-4 * growth ** np.arange(200), []
    for rate in rates:
        losses.append(HOUSES(w))
        w = w - rate * HOUSES.gradient(w)
        if losses[-1] > 1e6:
            break
    return rates[np.argmin(losses)]


def test_a_third_of_the_turn_is_a_rule_of_thumb():
    wall = 2 / HOUSES.smoothness
    for growth in (1.3, 1.5, 2.0):
        assert 0.3 * wall < turn_of_a_range_test(growth) / 3 < wall
    assert turn_of_a_range_test(1.1) > turn_of_a_range_test(1.3) > wall  # slower, so later
