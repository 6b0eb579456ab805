"""The triptych: three runs side by side, with a few words about each."""

import numpy as np
import pytest

import gdteach as gd
from gdteach.course.learning_rate.triptych import verdict
from gdteach.numerics.descent import descend
from gdteach.numerics.method import GradientDescent
from tests.seeing import as_made, layers

BOWL = gd.quadratic_bowl(condition_number=9)
RATES = (0.01, 0.2, 0.23)


lab = as_made(lambda: gd.TriptychLab(BOWL, learning_rates=RATES, start=(-4, 1.2)))


def test_one_figure_holds_three_maps_and_three_curves_of_heights(lab):
    assert lab.player.figure.axes == [*lab.maps, *lab.heights]
    assert len(lab.maps) == len(lab.heights) == 3
    assert len({axes.get_ylim() for axes in lab.heights}) == 1  # runs compare
    assert all(axes.get_yscale() == "log" for axes in lab.heights)
    assert lab.player.n_steps == 25


def test_each_ball_takes_its_own_rate_by_the_closed_form(lab):
    factors = 1 - np.array(RATES)[:, None] * [1, 9]
    for run, factor in zip(lab.trajectories, factors, strict=True):
        expected = np.array([-4, 1.2]) * factor ** np.arange(26)[:, None]
        np.testing.assert_allclose(run.iterates, expected, atol=1e-9)


def test_the_trails_are_the_runs_and_stand_on_their_maps(lab):
    for axes, run in zip(lab.maps, lab.trajectories, strict=True):
        (trail,) = layers(lab, "trail", axes)
        np.testing.assert_array_equal(trail.points, run.iterates)


def test_the_picture_says_rate_height_and_verdict(lab):
    for axes, rate in zip(lab.maps, RATES, strict=True):
        (label,) = layers(lab, "label", axes)
        assert label.texts == (f"η = {rate:g}",)
    for axes, said, first, last in zip(
        lab.heights, lab.verdicts, ["f = 14.5"] * 3, ["f = 4.9", "f = 2.07×10⁻⁴", "f = 191"],
        strict=True,
    ):  # fmt: skip
        verdict, height = layers(lab, "label", axes)
        assert verdict.texts == (said,)
        assert (height.texts[0], height.texts[-1]) == (first, last)
    assert "η₃ = 0.23: f = 191" in lab.player.captions[-1]
    assert "too large: it leaves" in lab.player.alt


@pytest.mark.parametrize(
    ("learning_rate", "words"),
    [
        (0.0, "zero: it stays"),
        (0.01, "too small: it crawls"),
        (1 / 9, "good: it arrives"),
        (0.2, "good: it arrives"),
        (0.2219, "too large: it bounces"),
        (0.23, "too large: it leaves"),
        (1e6, "too large: it leaves"),
    ],
)
def test_the_verdict_on_a_bowl(learning_rate, words):
    method, stopping = GradientDescent(learning_rate), gd.Stopping(max_steps=40)
    assert verdict(descend(BOWL, (-4, 1.2), method, stopping)) == words


def test_the_verdict_at_the_bottom_and_without_a_known_minimum():
    assert verdict(gd.gradient_descent(BOWL, (0, 0), 0.1)) == "at rest: no slope"
    saddle = gd.gradient_descent(gd.saddle(), (1, 1e-9), 0.1, max_steps=30)
    assert verdict(saddle) in {"good: it arrives", "too small: it crawls"}


def test_each_ball_has_its_own_slider_and_box(lab):
    captions, controls = lab.player.captions, lab.controls["learning_rates"].parts
    lab.learning_rates = np.array([0.02, 0.05, 0.3])
    assert [control.box.value for control in controls] == [0.02, 0.05, 0.3]
    controls[1].slider.value = controls[1].place(0.07)
    assert lab.learning_rates == (0.02, 0.07, 0.3)
    for control, rate in zip(controls, RATES, strict=True):
        control.box.value = rate
    assert (lab.learning_rates, lab.player.captions) == (RATES, captions)


def test_another_objective_brings_its_start_and_its_names(lab):
    lab.objective = gd.two_houses()
    assert lab.start == (0, 0)
    assert [box.description for box in lab.controls["start"].boxes] == ["start a", "start b"]
    assert lab.maps[0].get_xlabel() == "$a$"


@pytest.mark.parametrize("rates", [(0, 2 / 9, 1e6), (1 / 9, 0.2, 1e9)])
@pytest.mark.parametrize(
    ("start", "last", "words"),
    [
        ((0, 0), ["at rest: no slope"], "f = 0"),
        *[(far, ["too large: it leaves"], "no value from step") for far in ((5, 3.4), (1e3, 1e3))],
        ((1e160, 0), [], "No descent from here"),  # f has no value there
    ],
)
def test_extremes_have_their_words(lab, rates, start, last, words):
    lab.start, lab.learning_rates = start, rates
    assert [*lab.verdicts[2:]] == last
    assert words in lab.player.captions[-1]


def test_rates_must_be_given():
    with pytest.raises(TypeError, match="learning_rates must be given"):
        gd.TriptychLab(BOWL)


def test_max_steps_can_change(lab):
    lab.max_steps = 8
    assert lab.player.n_steps == 8
    assert all(axes.get_xlim() == (0, 8) for axes in lab.heights)
