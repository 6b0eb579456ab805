"""The units lab: what the unit of the data does to curvatures and to steps, by independent means.

The steps are golden numbers, from 40-digit arithmetic and, where few, from a simulation.
"""

import numpy as np
import pytest

import gdteach as gd
from tests.course.training.birds import FLIPPER, MASS
from tests.seeing import layers

IN_UNITS = {
    "mm": FLIPPER,
    "cm": FLIPPER / 10,
    "m": FLIPPER / 1000,
    "centred": FLIPPER - FLIPPER.mean(),
    "tens": (FLIPPER - 200) / 10,
    "z": (FLIPPER - FLIPPER.mean()) / FLIPPER.std(),
}
RATES = {
    "1/L": lambda L, mu: 1 / L,
    "2/(L+μ)": lambda L, mu: 2 / (L + mu),
    "1.9/L": lambda L, mu: 1.9 / L,
}
GOLDEN = {
    "1/L": [38_354_618, 385_557, 28_112, 1347, 10, 1],
    "2/(L+μ)": [29_047_004, 291_883, 19_089, 677, 7, 1],
    "1.9/L": [20_186_640, 202_924, 14_795, 708, 55, 66],
}
KAPPAS = [8_409_968.878, 84_508.5065, 5526.74342, 195.851761672, 1.99653306, 1]


def matrix(x):
    return np.column_stack([x, np.ones(len(x))])


def curvatures(x):
    """Return L and μ of the mean squared error, from the singular values."""
    largest, smallest = np.linalg.svd(matrix(x), compute_uv=False)
    return 2 / len(x) * largest**2, 2 / len(x) * smallest**2


def steps_to_go(unit, rate):
    """Return the steps to a millionth of the first gap, by bisection on the two modes."""
    x = IN_UNITS[unit]
    L, mu = curvatures(x)
    factors = 1 - RATES[rate](L, mu) * np.array([L, mu])
    axes = np.linalg.svd(matrix(x), full_matrices=False)[2]
    shares = np.array([L, mu]) * (axes @ np.polyfit(x, MASS, 1)) ** 2
    low, high = 0, 10**9
    while high - low > 1:
        middle = (low + high) // 2
        arrived = shares @ factors ** (2.0 * middle) <= 1e-6 * shares.sum()
        low, high = (low, middle) if arrived else (middle, high)
    return high


@pytest.fixture(scope="module")
def lab():
    return gd.UnitsLab()


@pytest.mark.parametrize("rate", GOLDEN)
def test_the_steps_are_the_golden_ones_in_each_formula(lab, rate):
    lab.rate = rate
    assert lab.steps_to_go == GOLDEN[rate]
    for unit in ("mm", "m", "centred"):
        assert steps_to_go(unit, rate) == GOLDEN[rate][list(IN_UNITS).index(unit)]
    said = [f"{count:,}".replace(",", "\u2009") for count in GOLDEN[rate]]
    captions = lab.player.captions
    assert all(words in caption for words, caption in zip(said, captions, strict=True))


@pytest.mark.parametrize("unit", ["centred", "tens", "z"])
def test_a_run_takes_so_many_steps(unit):
    x, best = IN_UNITS[unit], np.polyfit(IN_UNITS[unit], MASS, 1)
    A, w, gaps = matrix(x), np.zeros(2), []
    for _ in range(1400):
        gaps.append(np.sum((A @ (w - best)) ** 2))
        w = w - 2 / len(x) / curvatures(x)[0] * A.T @ (A @ w - MASS)
    taken = int(np.argmax(np.array(gaps) <= 1e-6 * gaps[0]))
    assert taken == GOLDEN["1/L"][list(IN_UNITS).index(unit)]


def test_the_condition_numbers_are_the_golden_ones(lab):
    assert lab.condition_numbers == pytest.approx(KAPPAS, rel=1e-8)


def test_the_line_after_some_steps_is_that_of_a_run(lab):
    """In millimetres, at 1/L: what the caption says of the loss, and the line on screen."""
    lab.rate, lab.after = "1/L", 3
    A, w = matrix(FLIPPER), np.zeros(2)
    for _ in range(3):
        w = w - 2 / len(A) / curvatures(FLIPPER)[0] * A.T @ (A @ w - MASS)
    value = np.mean((A @ w - MASS) ** 2)
    assert f"After 3 steps: f = {value:.3g}" in lab.player.captions[0]
    ends = np.array(lab.data.get_xlim())
    (line,) = layers(lab, "curve", lab.data)
    shown = line.points[0]
    np.testing.assert_allclose(shown, np.column_stack([ends, w[0] * ends + w[1]]), rtol=1e-6)
