"""Beyond parabolas, on (w² − 1)²/4: what notebook 03 and its question say of the two wells."""

import numpy as np
import pytest

from tests.asking import run, says, written


def wells(w, learning_rate):
    """Take one step."""
    return w - learning_rate * (w**3 - w)


def settled(learning_rate, start=0.5, steps=4000, keep=64):
    """Return the last of many steps."""
    return run(lambda w: w**3 - w, start, learning_rate, steps)[-keep:]


def test_past_the_wall():
    assert 3 * 1**2 - 1 == 2  # the curvature of both wells, so that the wall is at 1
    assert settled(0.9)[-1] == pytest.approx(1)
    last = settled(1.1)
    low, high = (f"{value:.3f}" for value in sorted(last[-2:]))
    says("learning_rate/past_the_wall#infinity,two_points,slow,swap", low, high)
    assert last[-4:-2] == pytest.approx(last[-2:], abs=1e-9)  # for ever
    says("learning_rate/past_the_wall#slow", written(1 - 2 * 1.1))


@pytest.mark.parametrize(
    ("learning_rate", "points"),
    [(0.9, 1), (0.999, 1), (1.05, 2), (1.23, 2), (1.25, 4), (1.26, 4), (1.295, 8)],
)
def test_the_periods_double(learning_rate, points):
    assert len(np.unique(settled(learning_rate, steps=40_000).round(6))) == points


def test_the_two_cycle_ends_at_root_five_minus_one():
    # adding and subtracting its two equations: ab = 1/η and a² + b² = 1 + 1/η
    for eta in (1.1, 1.2, 5**0.5 - 1):
        squares = np.roots([1, -(1 + 1 / eta), 1 / eta**2]).real
        b, a = np.sqrt(np.sort(squares))[::-1]
        assert wells(a, eta) == pytest.approx(b)
        assert wells(b, eta) == pytest.approx(a)
        product = np.prod(1 + eta - 3 * eta * squares)  # what two steps make of a small distance
        assert product == pytest.approx(9 - 2 * (1 + eta) ** 2)
        assert (product > -1 + 1e-9) == (eta < 5**0.5 - 1)
    assert f"{5**0.5 - 1:.3f}" == "1.236"


@pytest.mark.parametrize("learning_rate", [1.32, 1.4, 1.5])
def test_from_about_1_3_neighbours_part(learning_rate):
    near, nearer = (settled(learning_rate, 0.5 + by, 3000, keep=2000) for by in (0, 1e-9))
    assert np.abs(near - nearer).max() > 0.1
    assert (near > 0).all()  # and yet they keep to their valley


def test_the_valleys_meet_at_1_598():
    merge = 3 * 3**0.5 / 2 - 1
    assert f"{merge:.3f}" == "1.598"
    says("learning_rate/past_the_wall#swap", "1.598")
    peak = np.sqrt((1 + merge) / (3 * merge))  # from here a step leads furthest up, and then to 0
    assert wells(wells(peak, merge), merge) == pytest.approx(0, abs=1e-12)
    assert (settled(merge - 0.01, keep=2000) > 0).all()
    for beyond in (0.01, 0.05, 0.2, 0.4):
        signs = np.sign(settled(merge + beyond, keep=2000))
        assert (np.diff(signs) != 0).sum() > 10  # it keeps changing valleys


def test_above_two_it_escapes():
    says("learning_rate/past_the_wall#infinity", "above 2")
    assert np.abs(settled(1.99, keep=3000)).max() < 1.5
    for learning_rate in (2.05, 2.1):
        w, steps = 0.5, 0
        while abs(w) < 1e6 and steps < 200:
            w, steps = wells(w, learning_rate), steps + 1
        assert abs(w) >= 1e6
