"""The numbers in this topic's questions: each is computed afresh and found in the text."""

import math

import numpy as np
import pytest

from tests.asking import run, says, square_slope, written


def test_triptych():
    def slope(w):
        return w * [1, 9]

    def height(w):
        return (w[0] ** 2 + 9 * w[1] ** 2) / 2

    start = [-4, 1.2]
    near, far = (run(slope, start, learning_rate, 25) for learning_rate in (0.2, 0.23))
    says("learning_rate/triptych", written(height(near[0]), 3), f"{height(near[-1]):.4f}")
    for option in ("nearer", "about", "higher", "lags"):
        says(f"learning_rate/triptych#{option}", f"{height(far[-1]):.0f}", written(1 - 9 * 0.23))
    says("learning_rate/triptych#about", written(1 - 9 * 0.2), f"{0.8**25:.3f}", f"{1.07**25:.1f}")
    says("learning_rate/triptych#higher", "2/9")


def test_too_large():
    w = run(square_slope, 10, 0.6, 1)
    assert w[1] == pytest.approx(-2)
    says("learning_rate/too_large#other", written(w[1] - w[0]), written(w[1]), "from 100 to 4")
    says("learning_rate/too_large#other", written(1 - 2 * 0.6))
    assert run(square_slope, 10, 0.49, 1)[1] > 0 > run(square_slope, 10, 0.51, 1)[1]  # "below 0.5"
    assert run(square_slope, 10, 0.99, 1)[1] > -10 > run(square_slope, 10, 1.01, 1)[1]  # "above 1"
    says("learning_rate/too_large#same", "0.5")
    says("learning_rate/too_large#outside", "above 1")


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
    for option in ("hovers", "shrink", "ages"):
        says(f"learning_rate/constant#{option}", str(first))
    assert math.log(10) / -math.log(0.8) == pytest.approx(10, abs=0.5)  # one decimal place


def test_order():
    x, y = np.array([[1.0, 1.0], [2.0, 1.0]]), np.array([300.0, 500.0])  # columns: x, 1
    eigenvalues = np.linalg.eigvalsh(x.T @ x / 2)
    says("learning_rate/order", f"{2 / eigenvalues[-1]:.4f}", "(1, 300)", "(2, 500)")
    assert 2 / eigenvalues.sum() == pytest.approx(4 / 7)

    def steps(learning_rate):
        w, count = np.zeros(2), 0
        while np.sum((x @ w - y) ** 2) / 4 >= 1e-6:
            w, count = w - learning_rate * x.T @ (x @ w - y) / 2, count + 1
        return count

    counts = {rate: steps(rate) for rate in (0.3, 4 / 7, 0.58)}
    assert counts == {0.3: 373, 4 / 7: 296, 0.58: 1016}
    for option in ("largest_first", "middle_first", "smallest_first"):
        says(f"learning_rate/order#{option}", *map(str, counts.values()), f"{4 / 7:.3f}")


def test_log():
    w = run(square_slope, 10, 1.1, 432)
    shown = [written(value / 1e35, 3) + " × 10³⁵" for value in w[430:]]
    says("learning_rate/log", ", ".join(shown))
    for option in ("software", "step"):
        says(f"learning_rate/log#{option}", written(1 - 2 * 1.1), "1.1")
    more = (math.log(np.finfo(float).max) - math.log(w[432])) / math.log(1.2)
    assert more == pytest.approx(3450, abs=5)
    says("learning_rate/log#patience", "about 3450 steps")


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


def test_past_the_wall():
    def ends(learning_rate, steps=1000):
        return run(lambda w: w**3 - w, 0.5, learning_rate, steps)

    last = ends(1.1)[-2:]
    low, high = (f"{value:.3f}" for value in sorted(last))
    for option in ("infinity", "two_points", "slow", "swap"):
        says(f"learning_rate/past_the_wall#{option}", low, high)
    says("learning_rate/past_the_wall#slow", written(1 - 2 * 1.1))
    assert ends(1.1)[-4:-2] == pytest.approx(last, abs=1e-9)  # for ever
    assert ends(0.9)[-1] == pytest.approx(1)  # below the limit it settles
    four = ends(1.26)[-4:]
    assert len(set(np.round(four, 4))) == 4  # "the pair becomes four"
    assert (ends(1.5) > 0).all()  # one valley ...
    assert (ends(1.65) < 0).any()  # ... and both, once they have merged
    assert 3 * math.sqrt(3) / 2 - 1 == pytest.approx(1.598, abs=5e-4)
    says("learning_rate/past_the_wall#swap", "1.598")


def test_past_the_wall_escapes_above_two():
    says("learning_rate/past_the_wall#infinity", "above 2")
    assert np.abs(run(lambda w: w**3 - w, 0.5, 1.99, 1000)).max() < 2
    w, steps = 0.5, 0
    while abs(w) < 1e6 and steps < 1000:
        w, steps = w - 2.1 * (w**3 - w), steps + 1
    assert abs(w) >= 1e6
