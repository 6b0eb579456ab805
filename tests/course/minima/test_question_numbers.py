"""The numbers in this topic's questions: each is computed afresh and found in the text."""

import math

import numpy as np
import pytest

from tests.asking import run, says, written


def test_which_valley():
    def f(w):
        return w**4 - 2 * w**2 + 0.3 * w

    def slope(w):
        return 4 * w**3 - 4 * w + 0.3

    left, top, right = np.sort(np.roots([4, 0, -4, 0.3]).real)
    says("minima/which_valley", written(left, 3), written(f(left), 3), written(right, 2))
    says("minima/which_valley", written(f(right), 2), f"{top:.3f}")
    assert slope(0.1) == pytest.approx(-0.096)
    w = run(slope, 0.1, 0.01, 1000)
    assert w[-1] == pytest.approx(right)
    assert run(slope, 0.05, 0.01, 5000)[-1] == pytest.approx(left)
    near = int(np.argmax(np.abs(w - right) < 0.01))
    says("minima/which_valley#stays", f"{near} steps", "−0.096", "0.01")
    assert abs(slope(w[1])) > abs(slope(w[0]))  # "each one leads to steeper ground"
    for option in ("deep", "shallow"):
        says(f"minima/which_valley#{option}", "−0.096", "0.96", "−1.04")


def test_one_valley():
    chord, graph = (0 + 1 - math.exp(-9)) / 2, 1 - math.exp(-(1.5**2))
    for option in ("yes", "no_minima", "no_chord"):
        says(f"minima/one_valley#{option}", f"{chord:.2f}", f"{graph:.2f}")


def himmelblau_slope(w):
    x, y = w[..., 0], w[..., 1]
    first, second = x * x + y - 11, x + y * y - 7
    return np.stack([4 * x * first + 2 * second, 2 * first + 4 * y * second], axis=-1)


MINIMA = np.array([
    [3, 2], [-2.80511808695, 3.13131251825],
    [-3.77931025338, -3.28318599129], [3.58442834033, -1.84812652696],
])  # fmt: skip


def test_basin_vanishes_because_its_own_limit_is_passed():
    assert np.abs(himmelblau_slope(MINIMA)).max() < 1e-9
    curvatures = []
    for x, y in MINIMA:
        mixed = 4 * (x + y)
        hessian = [[12 * x**2 + 4 * y - 42, mixed], [mixed, 4 * x + 12 * y**2 - 26]]
        curvatures.append(np.linalg.eigvalsh(hessian)[-1])
    limits = [f"{2 / curvature:.4f}" for curvature in curvatures]
    says("minima/basin_vanishes#all_diverge", *limits)
    assert [2 / curvature < 0.015 for curvature in curvatures] == [False, False, True, False]
    for option in ("one_lost", "speed"):
        says(f"minima/basin_vanishes#{option}", f"{2 / curvatures[2]:.5f}", "(−3.78, −3.28)")
    says("minima/basin_vanishes#one_lost", f"{curvatures[2]:.1f}")


@pytest.mark.parametrize(("learning_rate", "steps"), [(0.001, 3000), (0.015, 1500)])
def test_basin_shares(learning_rate, steps):
    axis = np.linspace(-6, 6, 61)
    w = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    for _ in range(steps):
        with np.errstate(over="ignore", invalid="ignore"):  # a few starts run away
            w = w - learning_rate * himmelblau_slope(w)
    w = np.nan_to_num(w, nan=1e3, posinf=1e3, neginf=-1e3).clip(-1e3, 1e3)
    nearest = np.linalg.norm(w[:, None] - MINIMA, axis=-1)
    shares = np.mean(nearest < 1e-3, axis=0)
    if learning_rate == 0.001:
        assert shares == pytest.approx([0.25] * 4, abs=0.02)
    else:
        twice = w - learning_rate * himmelblau_slope(w)
        back = twice - learning_rate * himmelblau_slope(twice)
        hops = (np.abs(back - w).max(axis=-1) < 1e-6) & (np.abs(twice - w).max(axis=-1) > 1e-2)
        assert shares[2] == 0
        assert np.mean(hops) == pytest.approx(0.25, abs=0.02)
        assert (shares[[0, 1, 3]] > 0.2).all()


def test_saddle():
    w = run(lambda w: np.array([2 * w[0], -2 * w[1]]), (1, 1e-12), 0.1, 160)
    first = int(np.argmax(w[:, 1] > 1))
    assert w[first - 1, 1] <= 1 < w[first, 1]
    for option in ("both_stay", "both_leave", "second_leaves", "never"):
        says(f"minima/saddle#{option}", str(first))
    assert 1.2**152 > 1e12
    on_the_ridge = run(lambda w: np.array([2 * w[0], -2 * w[1]]), (1, 0), 0.1, 400)
    assert on_the_ridge[-1] == pytest.approx([0, 0])


def test_stall():
    assert 2**10 == 1024
    for option in ("saddle", "bad_minimum"):
        says(f"minima/stall#{option}", "1024")


def test_restarts():
    n = next(n for n in range(1, 100) if 1 - 0.75**n >= 0.99)
    says("minima/restarts#17", str(n), f"{100 * 0.75 ** (n - 1):.3f} %", f"{100 * 0.75**n:.2f} %")
    says("minima/restarts#4", f"{0.75**4:.2f}", f"{100 * (1 - 0.75**4):.0f} %")
    assert f"{0.75**100:.0e}" == "3e-13"
    says("minima/restarts#99", "3·10⁻¹³")
    assert math.log(10) / math.log(4 / 3) == pytest.approx(8, abs=0.01)
    says("minima/restarts#17", "another 8 starts")
