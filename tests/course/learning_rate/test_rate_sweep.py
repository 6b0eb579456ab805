"""Many learning rates at once, against one at a time; and the two houses they are counted on."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gdteach as gd

HOUSES = gd.two_houses()


def steps_one_at_a_time(objective, start, learning_rate, target, max_steps):
    """Count by the plain loop."""
    w, floor = np.array(start, dtype=float), objective.minimum_value or 0.0
    for t in range(max_steps + 1):
        with np.errstate(all="ignore"):
            value = objective(w)
            if value - floor < target:
                return t
            w = w - learning_rate * objective.gradient(w)
        if not np.isfinite(w).all():
            break
    return np.inf


def test_the_two_houses_take_the_known_numbers_of_steps():
    rates = [0.01, 0.1, 0.3, 4 / 7, 0.58, 0.6]
    found = gd.sweep_learning_rates(HOUSES, (0, 0), rates, max_steps=20_000)
    assert found.steps.tolist() == [11308, 1128, 373, 296, 1016, np.inf]
    for rate, steps in zip(rates[:5], found.steps[:5].astype(int), strict=True):
        run = gd.gradient_descent(HOUSES, (0, 0), rate, max_steps=steps)
        assert run.values[-1] < 1e-6 <= run.values[-2]


@settings(max_examples=40)
@given(
    st.lists(st.floats(0, 2), min_size=1, max_size=6),
    st.integers(0, 100),
    st.sampled_from([1e-6, 1e-2, 1.0]),
    st.tuples(st.floats(-4, 4), st.floats(-3, 3)),
)
def test_it_counts_as_the_plain_loop_does(rates, max_steps, target, start):
    bowl = gd.quadratic_bowl(condition_number=4, rotation=20)
    found = gd.sweep_learning_rates(bowl, start, rates, target=target, max_steps=max_steps)
    expected = [steps_one_at_a_time(bowl, start, rate, target, max_steps) for rate in rates]
    assert found.steps.tolist() == expected


@pytest.mark.parametrize("max_steps", [0, 1, 31, 32, 33, 64, 65])
def test_the_blocks_leave_no_gap(max_steps):
    found = gd.sweep_learning_rates(gd.parabola(2), 10, [0.1, 0.5], max_steps=max_steps)
    first = 31 + 4  # 10·0.8^t squared is below 1e-6 from t = 42 on
    assert (10 * 0.8**first) ** 2 > 1e-6
    expected = [42 if max_steps >= 42 else np.inf, 1 if max_steps >= 1 else np.inf]
    assert found.steps.tolist() == expected


def test_the_kept_iterates_are_those_of_descend():
    rates = [0.1, 4 / 7, 0.6]
    found = gd.sweep_learning_rates(HOUSES, (0, 0), rates, max_steps=5, keep=40)
    for i, rate in enumerate(rates):
        run = gd.gradient_descent(HOUSES, (0, 0), rate, max_steps=40)
        np.testing.assert_allclose(found.iterates[:, i], run.iterates, rtol=1e-12)


def test_a_run_that_left_the_numbers_has_no_place_any_more():
    found = gd.sweep_learning_rates(gd.quartic(), 2, [0.01, 10.0], max_steps=50, keep=20)
    assert np.isfinite(found.iterates[:, 0]).all()
    assert np.isnan(found.iterates[-1, 1]).all()
    assert repr(found) == "Sweep(2 learning rates, 0 arrived)"


def test_learning_rate_zero_and_a_start_at_the_bottom():
    assert gd.sweep_learning_rates(HOUSES, (0, 0), [0.0]).steps[0] == np.inf
    assert gd.sweep_learning_rates(HOUSES, (200, 100), [0.0, 0.5, 9.0]).steps.tolist() == [0, 0, 0]


def test_what_it_returns_cannot_be_written_to():
    found = gd.sweep_learning_rates(HOUSES, (0, 0), [0.3])
    with pytest.raises(ValueError, match="read-only"):
        found.steps[0] = 0


# The two houses.


def test_the_loss_is_half_the_mean_squared_error_one_by_one_and_on_a_grid():
    points = np.random.default_rng(0).normal(0, 200, (3, 4, 2))
    a, b = points[..., 0], points[..., 1]
    by_hand = ((a + b - 300) ** 2 + (2 * a + b - 500) ** 2) / 4
    np.testing.assert_allclose(HOUSES(points), by_hand)
    assert gd.check_gradient(HOUSES, HOUSES.gradient, points.reshape(-1, 2))
    slopes = [[HOUSES.gradient(w) for w in row] for row in points]
    np.testing.assert_allclose(HOUSES.gradient(points), slopes)


def test_its_constants_to_all_digits():
    hessian = [[2.5, 1.5], [1.5, 1]]
    np.testing.assert_allclose(HOUSES.hessian([0, 0]), hessian, rtol=1e-15)
    np.testing.assert_allclose(gd.central_difference_hessian(HOUSES, [100, 50]), hessian, atol=1e-3)
    assert f"{HOUSES.strong_convexity:.6f} {HOUSES.smoothness:.6f}" == "0.072949 3.427051"
    assert f"{HOUSES.condition_number:.4f} {2 / HOUSES.smoothness:.6f}" == "46.9787 0.583592"
    assert 2 / (HOUSES.smoothness + HOUSES.strong_convexity) == pytest.approx(4 / 7, rel=1e-14)
    assert HOUSES.minimisers.tolist() == [[200, 100]]  # the line through both houses
    assert HOUSES([200, 100]) == 0
    assert HOUSES.coordinates == ("a", "b")
