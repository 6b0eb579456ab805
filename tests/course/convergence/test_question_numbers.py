"""The numbers in this topic's questions: each is computed afresh and found in the text."""

import math

import numpy as np
import pytest

from tests.asking import run, says, square_slope, written


def test_small_change():
    w = run(square_slope, 10, 1e-8, 1)
    assert w[0] - w[1] == pytest.approx(2e-7)
    change = 100 - w[1] ** 2
    assert change == pytest.approx(4e-6, rel=1e-3)
    assert change == pytest.approx(1e-8 * 20**2, rel=1e-3)  # η·f′²
    assert f"{w[1]:.6g}" == "10"  # to six digits
    for option in ("nowhere", "done"):
        says(f"convergence/small_change#{option}", "0.000004", "0.0000002", "20")
    needed = math.log(1e-6 / 10) / math.log1p(-2e-8)
    assert needed == pytest.approx(800e6, rel=0.02)
    says("convergence/small_change#near", "800 million")


def test_bounce():
    w = run(square_slope, 10, 1, 50)
    assert set(w) == {10, -10}
    assert 2 / 2 == 1  # η = 2/L, with L = 2
    says("convergence/bounce#change", "from 10 to −10", "|Δw| = 20", "f′ = −20", "f = 100")


def test_plateau():
    slope = 2 * 5 * math.exp(-25)
    assert slope < 1e-6
    assert 1 - math.exp(-25) == pytest.approx(1, abs=1e-10)
    for option in ("minimum", "start", "between"):
        says(f"convergence/plateau#{option}", f"{slope * 1e10:.1f}·10⁻¹⁰")
    moved = 5 - run(lambda w: 2 * w * np.exp(-(w**2)), 5, 1, 10_000)[-1]
    says("convergence/plateau#between", f"{moved:.7f}")


def test_zero_gradient():
    def f(w):
        return w**4 - 3 * w**3 + 2

    w = run(lambda w: 4 * w**3 - 9 * w**2, -1, 0.01, 20_000)
    assert (w < 0).all()
    assert w[-1] == pytest.approx(0, abs=1e-3)
    assert f(-0.1) > f(0) == 2 > f(0.1)
    assert 4 * 2.25**3 - 9 * 2.25**2 == 0
    says("convergence/zero_gradient#minimum", "f = 2", "2.25", f"{f(2.25):.2f}".replace("-", "−"))


def test_rises():
    w, step, loss = 10.0, 0.0, [50.0]
    for _ in range(400):
        step = 0.9 * step - 0.1 * w
        w += step
        loss.append(w**2 / 2)
    loss = np.array(loss)
    says(
        "convergence/rises",
        f"{loss[5]:.2f} at step 5",
        f"{loss[6]:.1f} at step 6",
        f"{loss[9]:.0f} at step 9",
    )
    inside = loss[1:-1]
    peaks = inside[(inside > loss[:-2]) & (inside > loss[2:])]
    shown = ["50", *(f"{peak:.2g}" for peak in peaks[:3])]
    settled = int(np.flatnonzero(loss >= 1e-6)[-1]) + 1
    for option in ("normal", "diverges"):
        says(f"convergence/rises#{option}", ", ".join(shown), f"step {settled} on")
    says("convergence/rises#bug", f"step {settled} on")
    plain = run(lambda w: w, 10, 0.1, 100) ** 2 / 2
    assert (np.diff(plain) < 0).all()


def test_straight_line():
    gap = 0.5 ** np.arange(1001.0)
    digits = -np.log10(gap)
    assert np.diff(digits) == pytest.approx(math.log10(2))
    says("convergence/straight_line#log", f"{math.log10(2):.3f}", f"{1 / math.log10(2):.1f} steps")
    says("convergence/straight_line#plain", ", ".join(map(written, gap[:4])))
    says(
        "convergence/straight_line#loglog",
        f"{digits[100] - digits[10]:.0f} digits",
        f"{digits[1000] - digits[100]:.0f} in the second",
    )
