"""The saddle lab: escape times predicted and measured, controls, extremes, a random walk."""

import numpy as np
import pytest

import gdteach as gd
from gdteach.course.minima.saddle_picture import MOST_STEPS
from tests.lab_walks import any_rate, random_walk


@pytest.fixture(scope="module")
def shared_saddle():
    return gd.SaddleLab()


@pytest.fixture
def saddle(shared_saddle):
    shared_saddle.learning_rate, shared_saddle.offset = 0.1, 1e-12
    return shared_saddle


def test_the_escape_is_predicted_and_measured(saddle):
    assert saddle.measured == 152
    assert saddle.predicted == pytest.approx(151.551, abs=1e-3)
    assert abs(saddle.trajectory.iterates[151, 1]) < 1 <= abs(saddle.trajectory.iterates[152, 1])
    assert (
        "Predicted: log(1/y₀)/log(1 + 2η) = 151.55 steps; measured: step 152."
        in (saddle.player.captions[0])
    )


@pytest.mark.parametrize("rate", [0.02, 0.1, 0.3, 0.9])
def test_the_dots_are_the_prediction_rounded_up(saddle, rate):
    saddle.learning_rate = rate
    for k, steps in enumerate(saddle._times()):
        exact = k * np.log(10) / np.log1p(2 * rate)
        if exact > MOST_STEPS:
            assert np.isnan(steps)
        else:
            assert steps == np.ceil(exact)


def test_on_the_ridge_it_stays_for_ever(saddle):
    saddle._zero.value = True
    assert saddle.offset == 0
    assert saddle.measured is None
    assert saddle.predicted == np.inf
    assert (saddle.trajectory.iterates[:, 1] == 0).all()
    assert "It ends on the saddle, for ever." in saddle.player.captions[-1]
    assert saddle._slider.disabled
    saddle._zero.value = False
    assert saddle.offset == 1e-12


def test_slider_press_and_trait_agree(saddle):
    saddle._slider.value = 5
    assert saddle.offset == 1e-5
    saddle._pointed(np.array([7.4, 100.0]))
    assert saddle.offset == 1e-7
    assert saddle._slider.value == 7
    saddle.offset = 3e-4
    assert saddle._slider.value == 4
    assert saddle.offset == 3e-4
    saddle._control.box.value = 0.2
    assert saddle.learning_rate == 0.2


@pytest.mark.parametrize("rate", [0, 0.001, 1.0, 1e6, 1e9])
@pytest.mark.parametrize("offset", [0, 1e-300, 1e-16, 1, 2])
def test_saddle_extremes_leave_it_usable(saddle, rate, offset):
    saddle.learning_rate, saddle.offset = rate, offset
    caption = saddle.player.captions[0]
    if rate == 0:
        assert "nobody moves" in caption
    elif offset >= 1:
        assert "it starts beyond |y| = 1" in caption
        assert saddle.predicted == 0
    elif saddle.measured is None and offset:
        assert "not yet, after 220 steps" in caption


def test_a_random_walk_over_the_saddle(saddle):
    random_walk(
        [
            *[lambda g: setattr(saddle.player, "step", int(g.integers(230)))] * 16,
            lambda g: setattr(saddle._slider, "value", int(g.integers(17))),
            lambda g: setattr(saddle._zero, "value", bool(g.integers(2))),
            lambda g: saddle._pointed(g.uniform(-2, 20, 2)),
            lambda g: setattr(saddle, "learning_rate", any_rate(g)),
            lambda g: setattr(saddle, "offset", float(10 ** g.uniform(-18, 0.3))),
        ]
    )
