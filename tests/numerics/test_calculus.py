"""Central differences and the gradient check."""

import math
import re
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize

from gdteach.numerics.calculus import check_gradient
from gdteach.numerics.catalogue import himmelblau, quadratic_bowl, rosenbrock
from gdteach.numerics.differences import central_difference_gradient, central_difference_hessian

POINTS = np.array([[1.0, 2.0], [-3.0, 0.5], [0.3, -0.7]])


@given(st.integers(-50, 50) | st.floats(-50, 50))
def test_derivatives_of_a_plain_function_are_numbers(w):
    def sine(w):
        assert isinstance(w, float)
        return np.sin(w)

    slope, bend = central_difference_gradient(sine, w), central_difference_hessian(sine, w)
    assert isinstance(slope, float)
    assert isinstance(bend, float)
    # ε^(2/3) ≈ 4e-11 is the balance of both errors at h ≈ 6e-6·|w|.
    assert slope == pytest.approx(np.cos(w), abs=1e-9 * max(1, w * w))
    # and ε^(1/2) ≈ 1.5e-8 that of second differences
    assert bend == pytest.approx(-np.sin(w), abs=1e-6 * max(1, w * w))


def test_agrees_with_scipy_at_a_point_and_at_many():
    f = rosenbrock()
    numerical = central_difference_gradient(f, POINTS)
    assert numerical.shape == POINTS.shape
    for w, slope in zip(POINTS, numerical, strict=True):
        np.testing.assert_allclose(slope, central_difference_gradient(f, w), rtol=1e-12)
        scipy = optimize.approx_fprime(w, f, 1e-8)  # forward differences: half the digits
        np.testing.assert_allclose(slope, scipy, rtol=1e-4, atol=1e-4)


def test_exact_for_quadratics_up_to_rounding():
    bowl = quadratic_bowl(50, rotation=20)
    slope = central_difference_gradient(bowl, POINTS)
    np.testing.assert_allclose(slope, bowl.gradient(POINTS), rtol=0, atol=1e-7)


@pytest.mark.parametrize("w", [1e-3, 1.0, 1e6, 1e12])
def test_the_step_grows_with_the_coordinate(w):
    assert central_difference_gradient(lambda w: w * w, w) == pytest.approx(2 * w, rel=1e-6)
    assert central_difference_hessian(lambda w: w * w, w) == pytest.approx(2, rel=1e-4)


def test_error_over_the_step_is_a_valley_with_its_floor_near_the_cube_root_of_epsilon():
    steps = 10.0 ** np.arange(-13, 0)
    errors = [abs(central_difference_gradient(np.sin, 1.0, step=h) - np.cos(1.0)) for h in steps]
    best = steps[np.argmin(errors)]
    assert 1e-7 < best < 1e-3  # around 6.06e-6
    assert min(errors) < 1e-10
    assert 1e-6 < errors[1] < 1e-3  # h = 1e-12: rounding, about 1e-5
    assert errors[-1] == pytest.approx(np.cos(1.0) * 0.1**2 / 6, rel=0.01)  # h = 0.1: h²f‴/6
    chosen = abs(central_difference_gradient(np.sin, 1.0) - np.cos(1.0))
    assert chosen < 5e-11


def test_a_step_of_ones_own_is_used_as_it_is():
    assert central_difference_gradient(lambda w: w**3, 2.0, step=0.5) == 2.5**3 - 1.5**3
    assert central_difference_hessian(lambda w: w**3, 2.0, step=0.5) == pytest.approx(12.0)


def test_a_result_of_one_number_in_an_array_is_a_number():
    assert central_difference_gradient(lambda w: w[:1] ** 2, [3.0, 1.0])[0] == pytest.approx(6)


def test_where_the_function_is_not_finite_neither_is_the_gradient():
    assert np.isnan(central_difference_gradient(np.log, -1.0))
    assert not np.isfinite(central_difference_gradient(lambda w: np.exp(w), 1e4))


@given(st.integers(1, 4), st.integers(0, 100))
def test_hessian_of_a_quadratic_form_is_its_matrix(d, seed):
    random = np.random.default_rng(seed)
    matrix = random.normal(size=(d, d))
    matrix = matrix + matrix.T
    w = random.normal(size=(2, d))
    hessian = central_difference_hessian(lambda w: 0.5 * np.sum(w * (w @ matrix), axis=-1), w)
    np.testing.assert_allclose(hessian, np.broadcast_to(matrix, (2, d, d)), atol=1e-6)
    np.testing.assert_array_equal(hessian, np.swapaxes(hessian, -1, -2))


# --- check_gradient -------------------------------------------------------------------------


@pytest.mark.parametrize("scale", [1e-9, 1.0, 1e9])
@pytest.mark.parametrize("w", [0.0, 1.0, -10.0, 1e4])
@pytest.mark.parametrize("power", [1, 2, 3, 4])
def test_right_and_slightly_wrong_gradients_are_told_apart_at_every_scale(power, w, scale):
    def f(w):
        return scale * w**power

    def slope(w):
        return scale * power * w ** (power - 1)

    assert check_gradient(f, slope, w)
    if slope(w):
        assert not check_gradient(f, lambda w: 1.0001 * slope(w), w)


@pytest.mark.parametrize("w", [POINTS, POINTS[0], [3, 2]])
def test_a_right_gradient_passes_at_one_point_or_several(w):
    objective = himmelblau()
    found = check_gradient(objective, objective.gradient, w)
    assert found.passed is True
    assert bool(found) is True
    assert str(found) == repr(found) == found.message
    assert "agrees" in found.message


@pytest.mark.parametrize(
    ("spoil", "message", "component"),
    [
        (lambda g: -g, "Every component has the wrong sign.", None),
        (lambda g: 2 * g, "Every component is twice what it should be.", None),
        (lambda g: g / 2, "Every component is half what it should be.", None),
        (lambda g: 3 * g, "Every component is 3 times what it should be.", None),
        (lambda g: g[::-1], "Components 0 and 1 are swapped.", None),
        (lambda g: g * [1, 0], "Component 1 is 0, although f is not flat in that direction.", 1),
        (lambda g: g * [1, -1], "Component 1 has the wrong sign.", 1),
        (lambda g: g * [0.5, 1], "Component 0 is half what it should be.", 0),
        (lambda g: g + np.array([0, 1]), "central differences give -22.5.", 1),
    ],
)
def test_the_mistake_is_named(spoil, message, component):
    objective = himmelblau()
    points = [[1.0, 2.0], [-3.0, 0.5]]
    found = check_gradient(objective, lambda w: spoil(objective.gradient(w)), points)
    assert not found
    assert found.message.endswith(message)
    if component is not None:
        assert f"component {component} is " in found.message


def test_several_wrong_components_are_told_together_and_numbers_where_it_is_worst():
    found = check_gradient(lambda w: w @ w, lambda w: 2 * w * [1, -1, -1], [1.0, 2.0, 3.0])
    assert "Each wrong component has the wrong sign." in found.message
    found = check_gradient(lambda w: w @ w, lambda w: 2 * w + [0, 1e-3], [3.0, 4.0])
    shown = "At w = (3, 4) component 1 is 8.001; central differences give 8."
    assert found.message.startswith(shown)
    found = check_gradient(lambda w: w**2, lambda w: -2 * w, 3)
    shown = "At w = 3 your gradient is -6; central differences give 6. It has the wrong sign."
    assert found.message == shown


@pytest.mark.parametrize(
    ("gradient", "message"),
    [
        (lambda w: None, "returns None instead of 2 numbers.* return missing"),
        (lambda w: "up", "returns 'up' instead of 2 numbers"),
        (lambda w: [1.0, w], "returns .* instead of 2 numbers"),
        (lambda w: w[0], r"an array of shape \(\) instead"),
        (lambda w: w[:, np.newaxis], r"an array of shape \(2, 1\) instead"),
        (lambda w: w * np.nan, "is not finite"),
    ],
)
def test_a_gradient_of_the_wrong_kind_fails_with_a_message(gradient, message):
    found = check_gradient(lambda w: w @ w, gradient, [1.0, 2.0])
    assert not found
    assert re.search(message, found.message)


def test_a_gradient_that_changes_its_argument_does_no_harm():
    def gradient(w):
        w *= 2
        return w

    assert check_gradient(lambda w: w @ w, gradient, POINTS)


@pytest.mark.parametrize(
    ("function", "gradient", "w"),
    [
        (lambda x, y: x * y, lambda x, y: (y, x), [1.0, 2.0]),
        (lambda x, y: x * y, lambda w: w[::-1], POINTS),  # each as it is written
        (lambda w: w[0] * w[1], lambda x, y: (y, x), POINTS),
        (lambda *w: sum(w), lambda *w: len(w) * [1], POINTS),
        (np.hypot, lambda x, y: np.array([x, y]) / math.hypot(x, y), [3.0, 4.0]),
        (np.vectorize(lambda w: w * w), np.vectorize(lambda w: 2 * w), 3.0),
        (lambda w: w @ w, lambda w: 2 * w, [3.0]),
        (lambda w: Fraction(w) ** 2, lambda w: 2 * Fraction(w), 0.5),
    ],
)
def test_functions_are_called_as_they_are_written(function, gradient, w):
    assert check_gradient(function, gradient, w)


def test_a_function_of_more_arguments_than_coordinates_is_refused():
    for w, count in ((1.0, "1 argument"), ([1.0, 2.0, 3.0], "1 or 3 arguments")):
        needs = rf"^gradient must be a function of {count} .*; it needs 2: x, y; its points"
        with pytest.raises(ValueError, match=needs):
            check_gradient(lambda w: w, lambda x, y: (x, y), w)


@pytest.mark.parametrize(
    ("function", "w", "message"),
    [
        (math.log, 1e-6, "got 1e-06; at w = -5.05545445e-06 it raises ValueError: .*; choose"),
        (np.log, 1e-6, "got 1e-06; at w = -5.05545445e-06 it is nan; choose another point"),
        (lambda x, y: 1 / x, [0.0, 2.0], r"got \[0.0, 2.0\]; at w = \[0.0, 2.0\] it .*Zero"),
        (
            lambda w: 1e308 * math.sin(1e6 * w),
            0.0,
            r"got 0.0; at w = 0.0 its slope is \[-?inf\]; choose",
        ),
    ],
)
def test_where_a_function_has_no_value_is_said(function, w, message):
    with pytest.raises(ValueError, match=f"^w must be a point around which .*, {message}"):
        check_gradient(function, lambda *w: np.ones(len(w)), w)


def test_a_gradient_without_a_value_fails_with_a_message():
    found = check_gradient(lambda w: w * w, lambda w: 2 * w * w / w, 0.0)
    said = "Your gradient has no value: at w = 0.0 it raises ZeroDivisionError: float division"
    assert not found
    assert found.message.startswith(said)


def test_a_mistake_inside_a_function_is_raised_with_the_place():
    with pytest.raises(IndexError) as caught:
        check_gradient(lambda w: w @ w, lambda w: w[7], [1.0, 2.0])
    assert caught.value.__notes__ == ["The function was called at w = [1.0, 2.0]."]


@pytest.mark.parametrize("unusual", [{"all": "warn"}, {"all": "raise"}])
def test_neither_warning_nor_setting_of_numpy_gets_through(unusual):
    with np.errstate(**unusual):  # a warning would be an error here
        found = check_gradient(lambda w: w * w, lambda w: 2 * w + 1, 0.0)
        assert found.message == "At w = 0 your gradient is 1; central differences give 0."
        assert check_gradient(lambda w: np.exp(-w * w), lambda w: -2 * w * np.exp(-w * w), 30.0)
