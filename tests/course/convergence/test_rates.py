"""The rates lab: the gap of a run stays below what theory promises, and says when none is made."""

import numpy as np
import pytest

import gdteach as gd


@pytest.fixture
def lab():
    bowl = gd.quadratic_bowl(condition_number=9)
    return gd.RatesLab(bowl, "quartic", "double_well", "saddle", learning_rate=0.1)


def drawn(lab, kind):
    return [each for each in lab.player.layers if each.kind == kind and each.axes is lab.gaps]


def words(lab):
    return [layer.texts[0] for layer in drawn(lab, "label")]


def test_below_one_over_l_both_promises_are_drawn_and_kept(lab):
    assert words(lab) == ["promise for a convex f", "promise with curvature ≥ μ", "the gap"]
    (gap,) = drawn(lab, "trail")
    for line in drawn(lab, "curve"):
        seen = np.isfinite(line.points[0][:, 1])
        assert (gap.points[seen, 1] <= line.points[0][seen, 1]).all()


def test_the_linear_promise_is_a_straight_line_on_the_log_axis(lab):
    _, linear = drawn(lab, "curve")
    digits = np.log10(linear.points[0][:, 1])
    np.testing.assert_allclose(np.diff(digits), 2 * np.log10(0.9), rtol=1e-9)


def test_the_convex_promise_is_straight_when_both_axes_are_logarithmic(lab):
    lab.objective, lab.learning_rate, lab.log_steps = "quartic", 0.05, True
    (convex,) = drawn(lab, "curve")
    t, height = np.log10(convex.points[0][1:]).T
    np.testing.assert_allclose(np.diff(height) / np.diff(t), -1)
    assert lab.gaps.get_xscale() == "log"
    lab.controls["log_steps"].value = False
    assert lab.log_steps is False
    assert lab.gaps.get_xscale() == "linear"


@pytest.mark.parametrize(
    ("changes", "said", "lines"),
    [
        ({}, "q = max(|1 − ημ|, |1 − ηL|) = 0.9", 2),
        ({"learning_rate": 0.2}, "= 0.8, at least 0.19 digits a step", 1),
        ({"learning_rate": 0.25}, "No promise: η is too large for L = 9", 0),
        ({"learning_rate": 0}, "with η = 0 nothing moves", 0),
        ({"learning_rate": 1e6}, "No promise: η is too large", 0),
        ({"objective": "quartic", "learning_rate": 0.05}, "μ = 0, so no line is promised", 1),
        ({"objective": "double_well"}, "f is not convex", 0),
        ({"objective": "double_well", "start": -1.1}, "q = max", 0),
        ({"objective": "saddle"}, "no known minimum", 0),
        ({"start": (0, 0)}, "q = max", 2),
        ({"start": (1e200, 0)}, "No descent from here", 0),
    ],
)
def test_the_caption_says_which_promise_holds(lab, changes, said, lines):
    if changes.get("start") == -1.1:
        changes, lines = {**changes, "learning_rate": 0.05}, 2
    for name, value in changes.items():
        setattr(lab, name, value)
    assert said in lab.player.captions[-1]
    assert len(drawn(lab, "curve")) == lines
    assert lab.player.still().startswith(b"\x89PNG")


def test_captions_count_digits(lab):
    lab.start, lab.learning_rate = (3, 0), 0.1  # along the flat direction: 0.81 of the gap a step
    assert "this step left 0.81 of it: 0.092 digits" in lab.player.captions[7]
