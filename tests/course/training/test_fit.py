"""The fit lab: what the line does while its parameters descend, in three conventions."""

import numpy as np
import pytest

import gdteach as gd
from tests.course.training.birds import FLIPPER, MASS, standardised
from tests.seeing import as_made, layers

Z = standardised(FLIPPER)
MEAN, HALF, SUM = (
    gd.linear_regression(Z, MASS, convention=each) for each in ("1/m", "1/2m", "sum")
)
lab = as_made(lambda: gd.FitLab(MEAN, HALF, SUM, learning_rate=0.1))
BEST = np.polyfit(Z, MASS, 1)


def line_on_screen(lab, step):
    """Return slope and intercept of the line that is drawn."""
    (line,) = (each for each in layers(lab, "curve", lab.data) if each.colour != "quiet")
    return np.polyfit(*line.points[step].T, 1)


def test_the_line_and_the_ball_are_those_of_a_descent_by_hand(lab):
    w = np.zeros(2)
    for step in range(lab.max_steps + 1):
        np.testing.assert_allclose(lab.trajectory.iterates[step], w, atol=1e-12)
        np.testing.assert_allclose(line_on_screen(lab, step), w, atol=1e-9)
        residual = w[0] * Z + w[1] - MASS
        w = w - 0.1 * 2 * np.array([np.mean(residual * Z), np.mean(residual)])


def test_the_bars_are_residuals_of_birds(lab):
    (bars,) = (each for each in layers(lab, "curve", lab.data) if each.colour == "quiet")
    for step in (0, 7):
        a, b = lab.trajectory.iterates[step]
        ends = bars.points[step].reshape(-1, 3, 2)[:, :2]
        for (x, y), (same, says) in ends:
            assert x == same
            assert says == pytest.approx(a * x + b)
            assert np.abs(np.hypot(Z - x, MASS - y)).min() < 1e-12  # a bird is there


@pytest.mark.parametrize(
    ("objective", "factor"), [(HALF, 0), (MEAN, -1), (SUM, -665)], ids=["1/2m", "1/m", "sum"]
)
def test_at_a_rate_of_1_one_convention_arrives_one_bounces_and_one_leaves(lab, objective, factor):
    lab.objective, lab.learning_rate = objective, 1.0
    off = lab.trajectory.iterates[:4] - BEST
    np.testing.assert_allclose(off[1:], factor * off[:-1], rtol=1e-9, atol=1e-9)


def test_a_caption_tells_line_and_loss(lab):
    a, b = lab.trajectory.iterates[5]
    loss = np.mean((a * Z + b - MASS) ** 2)
    caption = lab.player.captions[5]
    assert f"line: y = {a:.3g}·x + {b:.3g}" in caption
    assert f"f = {loss:.3g}" in caption


@pytest.mark.parametrize(
    "objective", [gd.parabola(), gd.quadratic_bowl(3), gd.logistic_regression([1, 2], [0, 1]),
                  gd.linear_regression([[0, 1], [1, 0], [1, 1]], [1, 2, 3])], ids=repr,
)  # fmt: skip
def test_what_is_no_line_is_refused(objective):
    with pytest.raises(ValueError, match="the loss of a line with one input"):
        gd.FitLab(objective)
