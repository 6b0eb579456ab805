"""The numbers that notebook 01 and its questions state and no cell prints, recomputed."""

import math
from itertools import pairwise

import numpy as np
import pytest

import gdteach as gd
from gdteach.course.gradient.angles import unit
from gdteach.course.gradient.contour_walk import contour_walk
from gdteach.course.gradient.stretched_bowl import off_the_minimiser
from tests.asking import angle, says
from tools.notebook_rules import markdown_cells
from tools.refresh_notebooks import NOTEBOOKS, read
from tools.solutions import solutions

HERE = read(NOTEBOOKS / "01_gradient.ipynb")
PROSE = "\n".join(cell.source for cell in markdown_cells(HERE))
EPSILON = np.finfo(float).eps
START = np.array([0.5, 0.7])


def height(x, y):
    return 3 * x * np.exp(-(x**2 + y**2) / 2)


def gradient(x, y):
    return 3 * np.exp(-(x**2 + y**2) / 2) * np.array([1 - x**2, -x * y])


HILLS = gd.as_objective(height, domain=[(-3, 3), (-2, 2)], start=START)


def test_secant():
    def slope(w):
        return (w**2 - 1) / (w - 1)

    assert f"rises by {3**2 - 1**2} over a run of {3 - 1}: slope {slope(3):g}" in PROSE
    says("gradient/secant", f"(9 − 1) / 2 = {slope(3):g}")
    says("gradient/secant#zero,two,nothing", *(f"{slope(w):.6g}" for w in (1.1, 1.01)))
    says("gradient/secant#zero,two", *(f"{w**2 - 1:.4g}" for w in (1.1, 1.01)))
    says("gradient/secant#nothing", f"{slope(1.001):.6g}")
    says("gradient/secant#four", *(f"{slope(w):g}" for w in (2, 1.5)))
    h = np.array([2, 1, 0.5, 1e-3])
    assert slope(1 + h) == pytest.approx(2 + h)


def test_held():
    x, y = 1, 3
    along_x, along_y = 2 * x * y, x**2
    says("gradient/held#right", f"{along_x} at x = 1", "3x²", "6x")
    says("gradient/held#both", f"{along_x} along x and {along_y} along y", str(along_x + along_y))
    says("gradient/held#factor_dropped", f"slope of x² at 1 is {2 * x}")
    says("gradient/held#other", f"x² = {along_y}")
    # on the hills too: what moves along y changes the slice along x
    assert not np.allclose(height(np.linspace(-3, 3), 0.7), height(np.linspace(-3, 3), 1.5))


def test_components():
    along_x, along_y = 2 * 1, 3
    says("gradient/components#climbs,level", f"({along_x}, {along_y})")
    says("gradient/components#climbs,level,square", f"{along_x} along x and {along_y} along y")
    says("gradient/components", f"rises by {along_x} per unit along x and by {along_y} per")


def test_the_formula_of_the_gradient():
    for w in np.random.default_rng(0).uniform(-2, 2, (30, 2)):
        measured = gd.central_difference_gradient(HILLS, w)
        np.testing.assert_allclose(gradient(*w), measured, atol=1e-9)


def test_a_gradient_measured_in_d_dimensions_takes_2d_values():
    calls = []

    def f(w):
        calls.append(w)
        return float(w @ w)

    gd.central_difference_gradient(f, np.ones(7))
    assert len(calls) == 14


# Contours and directions


def test_contour():
    slope, along = np.array([2 * 2, 8 * 1]), np.array([-2, 1])
    assert slope @ along == 0
    turn = 1e-6  # along the level line: f stays the same to second order
    w = np.array([2, 1]) + turn * along
    assert w[0] ** 2 + 4 * w[1] ** 2 == pytest.approx(8, abs=10 * turn**2)
    assert [-slope[1], slope[0]] == [4 * along[0], 4 * along[1]]  # a quarter turn of 4·(1, 2)
    says("gradient/contour#square", "∇f is (4, 8), four times (1, 2)", "takes (1, 2) to (−2, 1)")
    says("gradient/contour#depends", "(4, 8)", "(40, 80)")


def test_the_contour_through_the_start_is_a_closed_loop():
    walk = contour_walk(HILLS, START, 48)
    assert (abs(walk) < [2.99, 1.99]).all()  # it does not leave the map
    around = np.unwrap(np.arctan2(walk[:, 1], walk[:, 0] - 1))  # the top is at (1, 0)
    assert abs(around[-1] - around[0]) == pytest.approx(2 * np.pi)


def test_the_arrow_is_longer_where_the_contours_crowd():
    walk = contour_walk(HILLS, np.array([0.4, 1.1]), 48)
    sizes = np.linalg.norm([gradient(*w) for w in walk], axis=1)
    assert sizes.max() > 2 * sizes.min()
    # a height step of 0.2 away, the next contour is nearer where ∇f is longer
    for w, size in zip(walk, sizes, strict=True):
        uphill = gradient(*w) / size
        assert height(*(w + 1e-3 / size * uphill)) - height(*w) == pytest.approx(1e-3, rel=0.01)


def test_73_angles_and_the_wave():
    slopes = gd.CompassLab(HILLS).slopes
    assert len(slopes) == 73
    assert "at all 73 angles" in PROSE
    size = np.linalg.norm(gradient(*START))
    assert (slopes.max(), slopes.min()) == pytest.approx((size, -size), rel=2e-3)


def test_where_way_is_the_larger_of_two_the_signs_win():
    turn = np.linspace(0, 2 * np.pi, 3601)
    ways = np.column_stack([np.cos(turn), np.sin(turn)])
    ways /= abs(ways).max(axis=1, keepdims=True)
    best = ways[(ways @ gradient(*START)).argmax()]
    np.testing.assert_allclose(best, np.sign(gradient(*START)), atol=2e-3)
    assert ways.max() == 1


def test_on_a_chessboard_the_diagonal_wins():
    ways = [(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
    rises = {way: np.array([5, 25]) @ way for way in ways}
    assert max(rises, key=rises.get) == (1, 1)
    assert (rises[1, 1], rises[0, 1]) == (30, 25)
    assert "$5 + 25 = 30$ for a way of 1; straight along $y$ it is 25" in PROSE


def names():
    """Return what the notebook's cells define, by running those that define the objectives."""
    made = {"gd": gd, "np": np}
    for cell in HERE.cells:
        if cell.cell_type == "code" and "as_objective" in cell.source:
            exec(cell.source, made)
    return made


def test_the_labs_show_the_very_case_that_is_asked_about():
    made = names()
    assert gd.SliceLab(made["product"]).partials == pytest.approx((2 * 1 * 3, 1))
    assert tuple(made["product"].start) == (1, 3)
    view = made["view"]
    assert (view.objective.name, view.point) == ("x² + 4y²", (2, 1))
    assert view.objective.gradient([2, 1]) == pytest.approx([4, 8])
    compass = gd.CompassLab(made["bowl"], point=(2.5, 0))
    assert compass.direction == 0
    assert compass.slopes[0] == pytest.approx(5) == compass.slopes.max()
    assert compass.slopes[[60 // 5, 300 // 5]] == pytest.approx(2.5)
    says("gradient/steepest_angle", "a slope of 5")


def test_it_is_steepest_at_the_origin_with_slope_3():
    x, y = np.meshgrid(np.linspace(-3, 3, 121), np.linspace(-2, 2, 81))
    sizes = np.hypot(*gradient(x, y))
    assert sizes.max() == pytest.approx(3) == np.hypot(*gradient(0, 0))
    assert "It is steepest at $(0, 0)$, with slope 3" in PROSE


def test_steepest_angle():
    slope = {degrees: 5 * math.cos(math.radians(degrees)) for degrees in (30, 45, 60, 90)}
    assert slope[60] == pytest.approx(2.5)
    assert slope[90] == pytest.approx(0, abs=1e-12)
    says("gradient/steepest_angle#30", f"{slope[30]:.2f}")
    says("gradient/steepest_angle#45", f"{slope[45]:.2f}")
    says("gradient/steepest_angle#60", "2.5", f"{slope[45]:.2f}", "first 60°", "last 30°")


def test_aim():
    downhill, home = -np.array([5, 25 * 1]), -np.array([5, 1])
    degrees = angle(downhill, home)
    assert downhill @ home == 50
    says("gradient/aim#67", f"{degrees:.1f}°", f"About {degrees:.0f}°", "(−5, −25)")
    says("gradient/aim#0,25,90", f"{degrees:.0f}°")
    says("gradient/aim#90", "= 25 + 25 = 50")
    # the round bowl, on which −∇f meets the star, and others, on which it does not
    missed = [angle(np.array([5, k]), [5, 1]) for k in (1, 2, 25, 100, 10_000)]
    assert missed[0] == pytest.approx(0, abs=1e-12)
    assert missed[2] == pytest.approx(degrees)
    assert f"{missed[2]:.1f} degrees; at 100 it is {missed[3]:.1f}" in PROSE
    assert all(later > earlier for earlier, later in pairwise(missed))
    assert missed[-1] < math.degrees(math.atan(5)) < 79  # the limit from (5, 1)
    says("gradient/aim#90", "From (5, 1) it stays below 79°")
    around = [angle(np.array([x, 25 * y]), [x, y]) for x, y in unit(np.linspace(0, 90, 9001))]
    worst = math.degrees(math.asin((25 - 1) / (25 + 1)))
    assert max(around) == pytest.approx(worst, abs=1e-3) == pytest.approx(degrees, abs=1e-3)
    assert [around[0], around[-1]] == pytest.approx([0, 0], abs=1e-6)  # on an axis, there alone
    assert min(around[1:-1]) > 1e-3
    shown = off_the_minimiser(np.array([5.0, 1.0]), np.array([1.0, 25.0]))
    assert shown == pytest.approx([0, degrees], abs=1e-6)


def test_three_arrows():
    w = np.array([2.0, 1.0])
    slope = 2 * w
    heights = [float(p @ p) for p in (w, w + slope, w - slope, w - 0.5 * slope)]
    assert heights == [5, 45, 5, 0]
    assert w - 0.1 * slope == pytest.approx([1.6, 0.8])
    assert sum(np.square([1.6, 0.8])) == pytest.approx(3.2)
    says("gradient/three_arrows#gradient_tip", "(6, 3)", "from 5 to 45")
    says("gradient/three_arrows#minus_tip", "(−2, −1)", "f = 5")
    says("gradient/three_arrows#scaled", "(1.6, 0.8)", "from 5 to 3.2")
    length = np.linalg.norm(slope)
    assert 0.1 * length < 0.5
    says("gradient/three_arrows#unit", f"{length:.2f}", f"{0.1 * length:.3f}")


# Differences


def error(w, h, both_sides=True):
    """Return how far a difference of sin is from cos."""
    ahead, behind = np.sin(w + h), np.sin(w - h) if both_sides else np.sin(w)
    return abs((ahead - behind) / ((1 + both_sides) * h) - np.cos(w))


def typical_error(h, both_sides=True):
    return np.median(error(np.linspace(0.5, 2.5, 201), h[:, None], both_sides), axis=1)


def test_best_h():
    assert error(1, 1e-5) < error(1, 1e-12) < error(1, 1e-1)
    assert error(1, 1e-5) < 3e-11  # "about 10⁻¹¹"
    assert 2e-6 < error(1, 1e-12) < 6e-5  # "about 10⁻⁵"; the last bit of sin differs by machine
    assert error(1, 1e-1) == pytest.approx(9e-4, rel=0.01)
    says("gradient/best_h#1e-1", "9·10⁻⁴")
    assert np.finfo(float).eps == pytest.approx(2.2e-16, rel=0.02)
    says("gradient/best_h#1e-5", "10⁻¹¹", "6·10⁻⁶", "2.2·10⁻¹⁶")
    says("gradient/best_h#1e-12", "10⁻⁵")


def test_the_error_of_a_wide_difference_is_h_squared_times_the_third_derivative_over_6():
    w = np.linspace(0.5, 2.5, 201)
    for h in (1e-1, 1e-2, 1e-3):
        np.testing.assert_allclose(error(w, h), h**2 * abs(np.cos(w)) / 6, rtol=0.01, atol=1e-12)


def test_the_error_of_a_narrow_difference_is_rounding_divided_by_h():
    h = 10.0 ** -np.arange(8, 13)
    share = typical_error(h) / (EPSILON / h)
    assert ((share > 0.02) & (share < 1)).all()  # of the order of ε/h, over five decades
    assert "2.2\\cdot10^{-16}" in PROSE
    assert f"{EPSILON:.1e} {EPSILON ** (1 / 3):.2e}" == "2.2e-16 6.06e-06"


@pytest.mark.parametrize(
    ("both_sides", "best", "digits", "said"),
    [
        (True, EPSILON ** (1 / 3), 11, "eleven digits are right"),
        (False, EPSILON**0.5, 8, "eight digits are right"),
    ],
)
def test_where_the_two_errors_balance(both_sides, best, digits, said):
    h = 10.0 ** -np.arange(0, 13.25, 0.25)
    errors = typical_error(h, both_sides)
    assert 0.5 < h[errors.argmin()] / best < 2
    assert 10.0 ** -(digits + 1) < errors.min() < 10.0**-digits  # of a number of order one
    assert said in PROSE


def test_the_point_in_the_solution_convicts_c():
    f, claimed = gd.suspects()["C"]
    w = np.array([0.5, 2.0])
    assert claimed(w)[0] == 5.5
    assert gd.central_difference_gradient(f, w)[0] == pytest.approx(4.75)
    assert solutions(HERE)[-1].code.strip() == 'the_wrong_one = "C"'
    assert (
        "At (0.5, 2), say, its first component is 5.5, and central differences give 4.75" in PROSE
    )


def test_other_units_turn_the_arrow():
    # f in metres of height over (x, y) in km, then with y in hundreds of metres
    assert angle([1, 0], [1, 1]) == pytest.approx(45)
    assert angle([1, 0], [1, 1 / 10]) < 6
