"""The numbers in this topic's questions: each is computed afresh and found in the text."""

import math
from itertools import pairwise

import numpy as np
import pytest

from tests.asking import angle, says


def test_secant():
    def slope(w):
        return (w**2 - 1) / (w - 1)

    assert slope(3) == 4
    says("gradient/secant", "(9 − 1) / 2 = 4")
    for option in ("zero", "two", "nothing"):
        says(f"gradient/secant#{option}", *(f"{slope(w):.6g}" for w in (1.1, 1.01)))
    for option in ("zero", "two"):
        says(f"gradient/secant#{option}", *(f"{w**2 - 1:.4g}" for w in (1.1, 1.01)))
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


def test_components():
    gradient = (2 * 1, 3)
    assert gradient == (2, 3)
    says("gradient/components#two", "∇f = (2, 3)")
    says("gradient/components#three", "(2, 3)")
    says("gradient/components#one", "slope is 2", "it is 3")


def test_contour():
    assert 2**2 + 4 * 1**2 == 8
    gradient, along = np.array([2 * 2, 8 * 1]), np.array([-2, 1])
    assert gradient @ along == 0
    turn = 1e-6  # along the level line: f stays the same to second order
    w = np.array([2, 1]) + turn * along
    assert w[0] ** 2 + 4 * w[1] ** 2 == pytest.approx(8, abs=10 * turn**2)
    says("gradient/contour#square", "(−2, 1)", "∇f is (4, 8)", "−8 + 8 = 0")
    says("gradient/contour#depends", "(4, 8)", "(40, 80)")


def test_steepest_angle():
    slope = {degrees: 5 * math.cos(math.radians(degrees)) for degrees in (30, 45, 60, 90)}
    assert slope[60] == pytest.approx(2.5)
    assert slope[90] == pytest.approx(0, abs=1e-12)
    says("gradient/steepest_angle#30", f"{slope[30]:.2f}")
    says("gradient/steepest_angle#45", f"{slope[45]:.2f}")
    says("gradient/steepest_angle#60", "2.5", f"{slope[45]:.2f}", "first 60°", "last 30°")


def test_gradient_aim():
    downhill, home = -np.array([5, 25 * 1]), -np.array([5, 1])
    degrees = angle(downhill, home)
    assert angle(-np.array([5, 1]), home) == pytest.approx(0, abs=1e-5)  # the round bowl
    assert downhill @ home == 50
    says("gradient/aim#67", f"{degrees:.1f}°", f"About {degrees:.0f}°", "(−5, −25)")
    for option in ("0", "25", "90"):
        says(f"gradient/aim#{option}", f"{degrees:.0f}°")
    says("gradient/aim#90", "= 25 + 25 = 50")
    longer = [angle(np.array([5, k]), [5, 1]) for k in (25, 100, 10_000)]
    assert all(later > earlier for earlier, later in pairwise(longer))
    assert longer[-1] < 90


def test_three_arrows():
    w, gradient = np.array([2.0, 1.0]), np.array([4.0, 2.0])
    height = {name: float(p @ p) for name, p in {"start": w, "tip": w + gradient}.items()}
    assert height == {"start": 5, "tip": 45}
    assert (w - gradient) @ (w - gradient) == 5
    assert w - 0.1 * gradient == pytest.approx([1.6, 0.8])
    assert sum(np.square([1.6, 0.8])) == pytest.approx(3.2)
    says("gradient/three_arrows#gradient_tip", "(6, 3)", "from 5 to 45")
    says("gradient/three_arrows#minus_tip", "(−2, −1)", "f = 5")
    says("gradient/three_arrows#scaled", "(1.6, 0.8)", "from 5 to 3.2")
    length = np.linalg.norm(gradient)
    says("gradient/three_arrows#unit", f"{length:.2f}", f"{0.1 * length:.3f}")


def test_best_h():
    def error(h):
        return abs((math.sin(1 + h) - math.sin(1 - h)) / (2 * h) - math.cos(1))

    assert error(1e-5) < error(1e-12) < error(1e-1)
    assert error(1e-5) < 3e-11  # "about 10⁻¹¹"
    assert 2e-6 < error(1e-12) < 6e-5  # "about 10⁻⁵"; the last bit of sin may differ by machine
    assert error(1e-1) == pytest.approx(9e-4, rel=0.01)
    assert error(1e-1) == pytest.approx(0.1**2 / 6 * math.cos(1), rel=0.01)
    assert error(1e-1) / error(1e-2) == pytest.approx(100, rel=0.01)
    assert np.finfo(float).eps ** (1 / 3) == pytest.approx(6e-6, rel=0.02)
    says("gradient/best_h#1e-1", "9·10⁻⁴")
    says("gradient/best_h#1e-5", "10⁻¹¹", "6·10⁻⁶")
    says("gradient/best_h#1e-12", "10⁻⁵")
