"""The saddle lab: escape times predicted and measured, an offset of two controls, extremes."""

import numpy as np
import pytest

import gdteach as gd
from gdteach.course.minima.saddle import MOST_STEPS, escape_times
from tests.seeing import as_made, layers

lab = as_made(lambda: gd.SaddleLab(offset=1e-12))


def test_the_escape_is_predicted_and_measured(lab):
    assert lab.measured == 152
    assert lab.predicted == pytest.approx(151.551, abs=1e-3)
    assert abs(lab.trajectory.iterates[151, 1]) < 1 <= abs(lab.trajectory.iterates[152, 1])
    predicted = "Predicted: log(1/y₀)/log(1 + 2η) = 151.55 steps; measured: step 152."
    assert predicted in lab.player.captions[0]
    assert "measured: step 152" in lab.player.alt
    assert repr(lab) == "SaddleLab(learning_rate=0.1, offset=1e-12)"


@pytest.mark.parametrize("rate", [0.02, 0.1, 0.3, 0.9])
def test_the_dots_are_the_prediction_rounded_up(lab, rate):
    lab.learning_rate = rate
    times, exact = escape_times(rate), np.arange(17) * np.log(10) / np.log1p(2 * rate)
    np.testing.assert_array_equal(times, np.where(exact > MOST_STEPS, np.nan, np.ceil(exact)))
    dots = [dot.points[0] for dot in layers(lab, "marker", lab.escape)]
    np.testing.assert_array_equal(dots, np.column_stack([np.arange(17), times]))


def test_on_the_ridge_it_stays_for_ever(lab):
    control = lab.controls["offset"]
    control.zero.value = True
    assert (lab.offset, lab.measured, lab.predicted) == (0, None, np.inf)
    assert (lab.trajectory.iterates[:, 1] == 0).all()
    assert "It ends on the saddle, for ever." in lab.player.captions[-1]
    assert control.slider.disabled
    control.zero.value = False
    assert lab.offset == 1e-12
    assert gd.SaddleLab(offset=0).controls["offset"].zero.value


def test_slider_press_and_trait_agree(lab):
    slider = lab.controls["offset"].slider
    slider.value = 5
    assert lab.offset == 1e-5
    lab.pressed("offset", np.array([7.4, 100.0]))
    assert (lab.offset, slider.value) == (1e-7, 7)
    lab.offset = 3e-4
    assert (lab.offset, slider.value) == (3e-4, 4)


@pytest.mark.parametrize(
    ("rate", "offset", "words"),
    [
        *[(0, offset, "nobody moves") for offset in (0, 1e-300, 2)],
        *[(rate, 1, "it starts beyond |y| = 1") for rate in (0.001, 1e9)],
        *[(rate, 0, "It ends on the saddle, for ever.") for rate in (0.001, 1e9)],
        (0.001, 1e-16, "measured: not yet, after 220 steps."),
        (1.0, 1e-300, "measured: not yet, after 220 steps."),
        (1e6, 1e-16, "measured: step 3."),
    ],
)
def test_extremes_have_their_words(lab, rate, offset, words):
    lab.learning_rate, lab.offset = rate, offset
    assert words in lab.player.captions[0]
    assert (lab.predicted == 0) == (offset >= 1)
