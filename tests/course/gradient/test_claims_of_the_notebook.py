"""The numbers that the prose of notebook 01 states and no cell prints, recomputed."""

import numpy as np
import pytest

import gdteach as gd
from gdteach.course.gradient.contour_walk import contour_walk
from tools.notebook_rules import markdown_cells
from tools.refresh_notebooks import NOTEBOOKS, read
from tools.solutions import solutions

HERE = read(NOTEBOOKS / "01_gradient.ipynb")
PROSE = "\n".join(cell.source for cell in markdown_cells(HERE))
EPSILON = np.finfo(float).eps


def height(x, y):
    return 3 * x * np.exp(-(x**2 + y**2) / 2)


def gradient(x, y):
    return 3 * np.exp(-(x**2 + y**2) / 2) * np.array([1 - x**2, -x * y])


HILLS = gd.as_objective(height, domain=[(-3, 3), (-2, 2)], start=(0.5, 0.7))


def test_from_1_to_3_the_parabola_rises_by_8_over_2() -> None:
    assert (3**2 - 1**2, 3 - 1, (3**2 - 1**2) / (3 - 1)) == (8, 2, 4)
    assert "rises by 8 over a run of 2: slope 4" in PROSE


def test_the_contour_through_the_start_is_a_closed_loop() -> None:
    walk = contour_walk(HILLS, np.array([0.5, 0.7]), 48)
    inside = (abs(walk) < [2.99, 1.99]).all()
    assert inside  # it does not leave the map
    around = np.unwrap(np.arctan2(walk[:, 1], walk[:, 0] - 1))  # the top is at (1, 0)
    assert abs(around[-1] - around[0]) == pytest.approx(2 * np.pi)


def test_moving_along_y_changes_the_slice_along_x() -> None:
    x = np.linspace(-3, 3, 50)
    assert not np.allclose(height(x, 0.7), height(x, 1.5))


def test_the_formula_of_the_gradient() -> None:
    points = np.random.default_rng(0).uniform(-2, 2, (30, 2))
    for x, y in points:
        measured = gd.central_difference_gradient(lambda w: height(*w), [x, y])
        np.testing.assert_allclose(gradient(x, y), measured, atol=1e-9)


def test_the_arrow_is_longer_where_the_contours_crowd() -> None:
    walk = contour_walk(HILLS, np.array([0.4, 1.1]), 48)
    sizes = np.linalg.norm([gradient(*w) for w in walk], axis=1)
    assert sizes.max() > 2 * sizes.min()
    # a height step of 0.2 away, the next contour is nearer where ∇f is longer
    for w, size in zip(walk, sizes, strict=True):
        uphill = gradient(*w) / size
        assert height(*(w + 1e-3 / size * uphill)) - height(*w) == pytest.approx(1e-3, rel=0.01)


def test_73_angles_and_the_wave() -> None:
    slopes = gd.CompassLab(HILLS).slopes
    assert len(slopes) == 73
    assert "at all 73 angles" in PROSE
    assert slopes.max() == pytest.approx(np.linalg.norm(gradient(0.5, 0.7)), rel=2e-3)
    assert slopes.min() == pytest.approx(-np.linalg.norm(gradient(0.5, 0.7)), rel=2e-3)


def test_where_way_is_the_larger_of_two_the_signs_win() -> None:
    slope = gradient(0.5, 0.7)
    turn = np.linspace(0, 2 * np.pi, 3601)
    ways = np.column_stack([np.cos(turn), np.sin(turn)])
    ways /= abs(ways).max(axis=1, keepdims=True)
    best = ways[(ways @ slope).argmax()]
    np.testing.assert_allclose(best, np.sign(slope), atol=2e-3)
    assert ways.max() == 1


def test_on_the_round_bowl_the_way_runs_through_the_star_and_on_a_stretched_one_beside_it() -> None:
    w = np.array([4.0, 1.2])
    for kappa, meets in ((1, True), (2, False), (100, False)):
        downhill = -w * [1, kappa]
        across = downhill[0] * w[1] - downhill[1] * w[0]
        assert (abs(across) < 1e-12) == meets


def test_three_arrows_at_three_learning_rates() -> None:
    w, slope = np.array([2.0, 1.0]), np.array([4.0, 2.0])
    np.testing.assert_array_equal(slope, 2 * w)
    np.testing.assert_allclose(w - 0.5 * slope, 0)
    np.testing.assert_allclose(np.sum((w - slope) ** 2), np.sum(w**2))
    assert np.linalg.norm(0.1 * slope) < 0.5


W = np.linspace(0.5, 2.5, 201)


def typical_error(h: np.ndarray, both_sides: bool) -> np.ndarray:
    h = h[:, None]
    if both_sides:
        slopes = (np.sin(W + h) - np.sin(W - h)) / (2 * h)
    else:
        slopes = (np.sin(W + h) - np.sin(W)) / h
    return np.median(abs(slopes - np.cos(W)), axis=1)


def test_the_error_of_a_wide_difference_is_h_squared_times_the_third_derivative_over_6() -> None:
    for h in (1e-1, 1e-2, 1e-3):
        error = abs((np.sin(W + h) - np.sin(W - h)) / (2 * h) - np.cos(W))
        np.testing.assert_allclose(error, h**2 * abs(np.cos(W)) / 6, rtol=0.01, atol=1e-12)


def test_the_error_of_a_narrow_difference_is_rounding_divided_by_h() -> None:
    h = 10.0 ** -np.arange(8, 13)
    share = typical_error(h, True) / (EPSILON / h)
    assert ((share > 0.02) & (share < 1)).all()  # of the order of ε/h, over five decades
    assert "2.2\\cdot10^{-16}" in PROSE
    assert f"{EPSILON:.1e}" == "2.2e-16"


def test_they_balance_near_the_cube_root_of_epsilon_with_eleven_digits() -> None:
    h = 10.0 ** -np.arange(0, 13.25, 0.25)
    errors = typical_error(h, True)
    best = h[errors.argmin()]
    assert f"{EPSILON ** (1 / 3):.2e}" == "6.06e-06"
    assert 0.5 < best / EPSILON ** (1 / 3) < 2
    assert 1e-12 < errors.min() < 1e-11  # eleven digits of a number of order one
    assert "eleven digits are right" in PROSE


def test_on_one_side_they_balance_near_the_square_root_with_eight_digits() -> None:
    h = 10.0 ** -np.arange(0, 13.25, 0.25)
    errors = typical_error(h, False)
    assert 0.4 < h[errors.argmin()] / EPSILON**0.5 < 2.5
    assert 1e-9 < errors.min() < 1e-8
    assert "and eight are" in PROSE


def test_the_point_in_the_solution_convicts_c() -> None:
    f, claimed = gd.suspects()["C"]
    w = np.array([0.5, 2.0])
    assert claimed(w)[0] == 5.5
    assert gd.central_difference_gradient(f, w)[0] == pytest.approx(4.75)
    assert solutions(HERE)[-1].code.strip() == 'the_wrong_one = "C"'
    assert (
        "At (0.5, 2), say, its first component is 5.5, and central differences give 4.75" in PROSE
    )


def test_a_gradient_measured_in_d_dimensions_takes_2d_values() -> None:
    calls = []

    def f(w):
        calls.append(w)
        return float(w @ w)

    gd.central_difference_gradient(f, np.ones(7))
    assert len(calls) == 14


def test_other_units_turn_the_arrow() -> None:
    # f in metres of height over (x, y) in km, then with y in hundreds of metres
    slope = np.array([1.0, 1.0])
    in_other_units = slope / [1, 10]
    angles = [np.degrees(np.arctan2(*g[::-1])) for g in (slope, in_other_units)]
    assert angles[0] == pytest.approx(45)
    assert angles[1] < 6
