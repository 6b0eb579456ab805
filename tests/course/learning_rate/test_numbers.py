"""The numbers that notebook 03 and its questions state and no cell prints, recomputed."""

import math

import numpy as np
import pytest

import gdteach as gd
from tests.asking import run, says, square_slope, written

VALLEY = gd.parabola(smoothness=2)  # w²
BOWL = gd.quadratic_bowl(condition_number=9)
HOUSES = gd.two_houses()


# One dimension


@pytest.mark.parametrize(
    ("product", "holds"),
    [
        (0.4, lambda w: (np.diff(w) < 0).all() and (w > 0).all()),
        (1.0, lambda w: (w[1:] == 0).all()),
        (1.6, lambda w: (w[1:] * w[:-1] < 0).all() and (np.diff(abs(w)) < 0).all()),
        (2.0, lambda w: (abs(w) == 10).all() and (w[1:] == -w[:-1]).all()),  # f never changes
        (2.2, lambda w: (w[1:] * w[:-1] < 0).all() and (np.diff(abs(w)) > 0).all()),
    ],
)
def test_the_five_regimes(product, holds):
    assert holds(gd.gradient_descent(VALLEY, 10, product / 2, max_steps=50).iterates[:, 0])


@pytest.mark.parametrize(("learning_rate", "end"), [(0.2, 0.060466176), (1.1, 61.91736422)])
def test_the_golden_runs(learning_rate, end):
    found = gd.gradient_descent(VALLEY, 10, learning_rate, max_steps=10)
    assert found.end[0] == pytest.approx(end, rel=1e-9)
    assert found.end[0] == pytest.approx(10 * (1 - 2 * learning_rate) ** 10, rel=1e-12)


def test_too_large():
    w = run(square_slope, 10, 0.6, 1)
    assert w[1] == pytest.approx(-2)
    says("learning_rate/too_large#other", written(w[1] - w[0]), written(w[1]), "from 100 to 4")
    says("learning_rate/too_large#other", written(1 - 2 * 0.6))
    assert run(square_slope, 10, 0.49, 1)[1] > 0 > run(square_slope, 10, 0.51, 1)[1]  # "below 0.5"
    assert run(square_slope, 10, 0.99, 1)[1] > -10 > run(square_slope, 10, 1.01, 1)[1]  # "above 1"
    says("learning_rate/too_large#same", "0.5")
    says("learning_rate/too_large#outside", "above 1")


def test_steepness():
    gentle, steep = (abs(run(lambda w, bend=bend: bend * w, 1, 0.05, 1)[1] - 1) for bend in (2, 18))
    assert steep == pytest.approx(9 * gentle)
    options = "learning_rate/steepness#longer,equal,shorter,eta"
    says(options, written(gentle), written(steep))
    says("learning_rate/steepness#eta,equal", "2 and 18")


def test_constant():
    w = run(square_slope, 10, 0.1, 100)
    first = int(np.argmax(w < 1e-6))
    assert w[first - 1] >= 1e-6 > w[first]
    says(
        "learning_rate/constant#soon",
        "0.8",
        "10·0.8" + "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(d)] for d in str(first)),
        ", then ".join(written(step) for step in -np.diff(w[:4])),
    )
    says("learning_rate/constant#hovers,shrink,ages", str(first))
    assert math.log(10) / -math.log(0.8) == pytest.approx(10, abs=0.5)  # one decimal place


# Two dimensions


def test_triptych():
    points = np.random.default_rng(0).uniform(-5, 5, (20, 2))
    np.testing.assert_allclose(BOWL(points), (points**2 @ [1, 9]) / 2)
    near, far = (
        BOWL(run(lambda w: w * [1, 9], [-4, 1.2], learning_rate, 25))
        for learning_rate in (0.2, 0.23)
    )
    says("learning_rate/triptych", written(near[0], 3), f"{near[-1]:.4f}")
    says("learning_rate/triptych#nearer,about,higher,lags", f"{far[-1]:.0f}", written(1 - 9 * 0.23))
    says("learning_rate/triptych#about", written(1 - 9 * 0.2), f"{0.8**25:.3f}", f"{1.07**25:.1f}")
    says("learning_rate/triptych#higher", "2/9")


def test_on_the_tilted_bowl_each_of_two_lines_keeps_its_factor():
    tilted = gd.quadratic_bowl(condition_number=9, rotation=45)
    x, y = np.random.default_rng(1).uniform(-5, 5, (2, 20))
    np.testing.assert_allclose(
        tilted(np.column_stack([x, y])), (5 * x**2 - 8 * x * y + 5 * y**2) / 2, atol=1e-12
    )
    for direction, curvature in ((np.array([1, 1]), 1), (np.array([1, -1]), 9)):
        place = np.outer(x, direction)
        slope = np.column_stack(
            [5 * place[:, 0] - 4 * place[:, 1], 5 * place[:, 1] - 4 * place[:, 0]]
        )
        np.testing.assert_allclose(slope, curvature * place)
        np.testing.assert_allclose(tilted.gradient(place), slope, atol=1e-12)
        found = gd.gradient_descent(tilted, direction, 0.2, max_steps=25).iterates
        np.testing.assert_allclose(found[1:], (1 - 0.2 * curvature) * found[:-1], atol=1e-12)


def test_the_largest_rate_of_the_triptych_is_about_0_222():
    assert abs(1 - 9 * 0.222) < 1 < abs(1 - 9 * 0.223)
    assert f"{2 / BOWL.smoothness:.3f}" == "0.222"


def test_the_best_constant_rate_and_its_factor():
    L, mu, kappa = BOWL.smoothness, BOWL.strong_convexity, BOWL.condition_number
    rates = np.linspace(0, 0.25, 250_001)
    slower = np.maximum(abs(1 - rates * mu), abs(1 - rates * L))
    assert rates[slower.argmin()] == pytest.approx(2 / (L + mu)) == pytest.approx(0.2)
    assert slower.min() == pytest.approx((kappa - 1) / (kappa + 1)) == pytest.approx(0.8)
    at_safe = max(abs(1 - mu / L), abs(1 - L / L))
    assert at_safe == pytest.approx(1 - 1 / kappa) == pytest.approx(0.889, abs=5e-4)


def test_order():
    says("learning_rate/order", f"{2 / HOUSES.smoothness:.4f}", "(1, 300)", "(2, 500)")
    found = gd.sweep_learning_rates(HOUSES, (0, 0), [0.3, 4 / 7, 0.58])
    counts = [f"{steps:.0f}" for steps in found.steps]
    assert counts == ["373", "296", "1016"]
    options = "largest_first,middle_first,smallest_first"
    says(f"learning_rate/order#{options}", *counts, f"{4 / 7:.3f}")


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
    assert curvatures[1] == pytest.approx(HOUSES.smoothness, rel=1e-14)


# Units


def test_square_feet_need_a_rate_730_000_times_smaller():
    rows = np.array([[1000.0, 1], [2000.0, 1]])
    L = np.linalg.eigvalsh(rows.T @ rows / 2)[-1]
    assert L / HOUSES.smoothness == pytest.approx(7.3e5, rel=0.005)


def test_standardised_the_two_houses_need_one_step():
    x = (np.array([1.0, 2.0]) - 1.5) / 0.5
    rows, prices = np.column_stack([x, np.ones(2)]), np.array([300.0, 500.0])
    w = -1.0 * rows.T @ (0 - prices) / 2
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
    twice = gd.as_objective(lambda w: 2 * HOUSES(w), dimension=2)
    first = gd.gradient_descent(HOUSES, (0, 0), 0.2, max_steps=5)
    second = gd.gradient_descent(twice, (0, 0), 0.1, max_steps=5)
    np.testing.assert_allclose(first.iterates, second.iterates, rtol=1e-5)


def test_rescale():
    length = np.array([0.4, 1.1, 1.9, 2.5])
    cost = 3 * length + np.array([0.1, -0.2, 0.1, 0.05])

    def slope(scale):
        return lambda w: 2 * np.mean((w * scale * length - cost) * scale * length)

    old, new = run(slope(1), 0, 0.1, 20), run(slope(100), 0, 0.1 / 10_000, 20)
    assert 100 * new == pytest.approx(old)  # step for step the old run
    assert np.mean((100 * length) ** 2) / np.mean(length**2) == pytest.approx(10_000)
    says("learning_rate/rescale#ten_thousandth", "0.00001", "10 000")
    says("learning_rate/rescale#hundredth", "10 000")
    says("learning_rate/rescale#same", written(1 - 10_000))


# Divergence


def test_log():
    w = run(square_slope, 10, 1.1, 432)
    np.testing.assert_allclose(w[431:] / w[430:-1], -1.2)  # alternates, and grows by a fifth
    shown = [written(value / 1e35, 3) for value in w[430:]]
    assert shown == ["1.12", "−1.34", "1.61"]
    says("learning_rate/log", ", ".join(f"{value} × 10³⁵" for value in shown))
    says("learning_rate/log#software,step", written(1 - 2 * 1.1), "1.1")
    more = (math.log(np.finfo(float).max) - math.log(w[432])) / math.log(1.2)
    assert more == pytest.approx(3450, abs=5)
    says("learning_rate/log#patience", "about 3450 steps")


def test_a_wrong_sign_grows_on_one_side():
    w = run(square_slope, 10, -1.1, 6)
    assert (w > 0).all()
    assert (np.diff(w) > 0).all()


# Choosing


def test_backtracking_never_refuses_a_rate_below_one_over_l():
    generator = np.random.default_rng(3)
    for _ in range(200):
        w, share = generator.normal(0, 5, 2), generator.uniform(0, 1)
        eta, slope = share / BOWL.smoothness, BOWL.gradient(w)
        assert BOWL(w - eta * slope) <= BOWL(w) - eta / 2 * slope @ slope + 1e-12


def test_a_plan_closes_in_on_a_corner_and_a_constant_rate_hops_across():
    def planned(t):
        return 0.3 / math.sqrt(t + 1)

    w = run(np.sign, 1, 0.3, 1000)
    np.testing.assert_allclose(w[3:], np.resize([0.1, -0.2], len(w) - 3), atol=1e-9)  # for ever
    place = 1.0
    for t in range(1000):
        place -= planned(t) * np.sign(place)
        assert t < 10 or abs(place) <= planned(t)  # never further off than its last step was long


def test_what_backtracking_costs_on_rosenbrock_is_about_a_draw():
    f = gd.rosenbrock()
    limit = 2 / np.linalg.eigvalsh(f.hessian(f.minimisers[0])).max()
    assert limit > 0.0019
    run = gd.gradient_descent(f, f.start, 0.0019, max_steps=9000)
    steps = int(np.argmax(run.values < 1e-3))
    assert steps == 3415
    for gradients, values in ((820, 7711), (1775, 3557)):  # printed in the notebook
        least, most = ((price * gradients + values) / (price * steps) for price in (3, 2))
        assert 0.7 < least < most < 1.4


def turn_of_a_range_test(growth, rate):
    w, rates, losses = np.zeros(2), [rate], []
    while rates[-1] < 30 and not (losses and losses[-1] > 1e6):
        losses.append(HOUSES(w))
        w = w - rates[-1] * HOUSES.gradient(w)
        rates.append(growth * rates[-1])
    return rates[np.argmin(losses)]


def test_a_tenth_of_the_turn_is_safe_here_and_a_third_is_not():
    wall = 2 / HOUSES.smoothness
    turns = [
        turn_of_a_range_test(growth, first)
        for growth in (1.05, 1.1, 1.2, 1.3, 1.5, 2.0)
        for first in (1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 1e-2)
    ]
    assert all(0.05 < turn / 10 < wall for turn in turns)
    assert any(turn / 3 > wall for turn in turns)
    assert turn_of_a_range_test(1.1, 1e-4) > turn_of_a_range_test(1.3, 1e-4) > wall  # slower, later
