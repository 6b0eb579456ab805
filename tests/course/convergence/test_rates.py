"""The rates lab: the gap of a run stays below what theory promises, and says when none is made."""

import numpy as np
import pytest

import gdteach as gd
from tests.seeing import as_made, layers

OBJECTIVES = gd.quadratic_bowl(condition_number=9), "quartic", "double_well", "saddle"
lab = as_made(lambda: gd.RatesLab(*OBJECTIVES, learning_rate=0.1))


def test_below_one_over_l_both_promises_are_drawn_and_kept(lab):
    words = [label.texts[0] for label in layers(lab, "label", lab.gaps)]
    assert words == ["promise for a convex f", "promise for curvature μ to L", "the gap"]
    (gap,) = layers(lab, "trail", lab.gaps)
    for line in layers(lab, "curve", lab.gaps):
        seen = np.isfinite(line.points[0][:, 1])
        assert (gap.points[seen, 1] <= line.points[0][seen, 1]).all()


@pytest.mark.parametrize("log_steps", [False, True])
def test_each_name_stands_beside_a_sample_of_its_line(lab, log_steps):
    lab.log_steps = log_steps
    lines = [*layers(lab, "curve", lab.gaps), *layers(lab, "trail", lab.gaps)]
    names, samples = layers(lab, "label", lab.gaps), layers(lab, "segment", lab.gaps)
    for line, name, sample in zip(lines, names, samples, strict=True):
        assert name.colour == line.colour == sample.colour
        assert (line.dashed, line.width) == (sample.dashed, pytest.approx(sample.width, abs=0.5))
        assert lab.gaps.get_xlim()[0] < name.points[0][0] < sample.starts[0][0]
        assert sample.starts[0][0] < sample.ends[0][0] <= lab.gaps.get_xlim()[1]


def test_the_linear_promise_is_a_straight_line_on_the_log_axis(lab):
    _, linear = layers(lab, "curve", lab.gaps)
    digits = np.log10(linear.points[0][:, 1])
    np.testing.assert_allclose(np.diff(digits), 2 * np.log10(0.9), rtol=1e-9)


def test_the_convex_promise_is_straight_when_both_axes_are_logarithmic(lab):
    lab.objective, lab.learning_rate, lab.log_steps = "quartic", 0.05, True
    (convex,) = layers(lab, "curve", lab.gaps)
    t, height = np.log10(convex.points[0][1:]).T
    np.testing.assert_allclose(np.diff(height) / np.diff(t), -1)
    assert lab.gaps.get_xscale() == "log"
    lab.log_steps = False
    assert lab.gaps.get_xscale() == "linear"


@pytest.mark.parametrize(
    ("changes", "said", "lines"),
    [
        ({}, "q = max(|1 − ημ|, |1 − ηL|) = 0.9", 2),
        ({"learning_rate": 0.2}, "= 0.8, at least 0.19 digits a step", 1),
        ({"learning_rate": 0.25}, "No promise: η is too large for L = 9", 0),
        ({"learning_rate": 0}, "with η = 0 nothing moves", 0),
        ({"learning_rate": 1e6}, "No promise: η is too large", 0),
        ({"objective": "quartic"}, "No promise: η is too large for L = 12", 0),
        ({"objective": "quartic", "learning_rate": 0.05}, "μ = 0, so no line is promised", 1),
        ({"objective": "double_well"}, "f is not convex", 0),
        ({"objective": "double_well", "start": -1.1, "learning_rate": 0.05}, "q = max", 2),
        ({"objective": "saddle"}, "no known minimum", 0),
        ({"start": (0, 0)}, "q = max", 2),
        ({"start": (1e200, 0)}, "No descent from here", 0),
    ],
)
def test_the_caption_says_which_promise_holds(lab, changes, said, lines):
    for name, value in changes.items():
        setattr(lab, name, value)
    assert said in lab.player.captions[-1]
    assert len(layers(lab, "curve", lab.gaps)) == lines


def test_captions_count_digits(lab):
    lab.start, lab.learning_rate = (3, 0), 0.1  # along the flat direction: 0.81 of the gap a step
    assert "this step left 0.81 of it: 0.092 digits" in lab.player.captions[7]
