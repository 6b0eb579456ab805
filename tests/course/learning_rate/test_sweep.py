"""The sweep lab: its steps are learning rates, and its curve is the count of steps."""

import base64

import numpy as np
import pytest

import gdteach as gd
from tests.seeing import as_made, layers

HOUSES, BOWL = gd.two_houses(), gd.quadratic_bowl(condition_number=5)


lab = as_made(
    lambda: gd.SweepLab(HOUSES, BOWL, learning_rate=0.3),
    lambda lab: setattr(lab, "objective", BOWL),  # no rates that joined the houses' sweep
)


@pytest.mark.parametrize(
    ("learning_rate", "steps", "words"),
    [
        (0.3, 373, "373 steps until"),
        (4 / 7, 296, "296 steps until"),
        (0.58, 1016, "1016 steps until"),
        (0.6, None, "never"),
        (0.01, None, "not there after 2000 steps"),
        (0, None, "it stays where it is"),
    ],
)
def test_any_rate_can_be_asked_for(lab, learning_rate, steps, words):
    lab.learning_rate = learning_rate
    assert lab.steps_needed == steps
    place = lab.player.step
    assert lab.found.learning_rates[place] == pytest.approx(learning_rate)
    assert words in lab.player.captions[place]


def test_each_step_of_the_player_is_a_learning_rate(lab):
    rates = lab.found.learning_rates
    assert (np.diff(rates) > 0).all()
    assert lab.player.n_steps == len(rates) - 1
    (curve,) = layers(lab, "trail", lab.counts)
    np.testing.assert_array_equal(curve.points[:, 0], rates)
    arrived = np.isfinite(lab.found.steps)
    np.testing.assert_array_equal(curve.points[arrived, 1], lab.found.steps[arrived])
    assert np.isnan(curve.points[~arrived, 1]).all()


def test_the_path_is_that_of_the_rate_on_show(lab):
    paths = layers(lab, "curve", lab.map)[0]
    for place in (0, lab.player.step, lab.player.n_steps):
        rate = lab.found.learning_rates[place]
        run = gd.gradient_descent(HOUSES, (0, 0), rate, max_steps=20)
        np.testing.assert_allclose(paths.points[place], run.iterates, rtol=1e-9)


@pytest.mark.drawn
def test_the_still_is_of_the_rate_on_show():
    lab = gd.SweepLab(HOUSES, learning_rate=0.3)
    stored = base64.b64decode(lab._repr_mimebundle_()[0]["image/png"])
    assert stored == lab.player.still(lab.player.step) != lab.player.still()


def test_scrubbing_takes_over_the_rate(lab):
    lab.player.step = 3
    assert lab.learning_rate == lab.found.learning_rates[3] == lab.controls["learning_rate"].value
    swept = lab.found
    lab.learning_rate = float(swept.learning_rates[7])  # known: no new sweep
    assert lab.found is swept
    assert lab.player.step == 7


def test_the_u_has_its_lowest_point_at_the_mark_and_its_wall_at_two_over_l(lab):
    lab.objective = BOWL
    rates, steps = lab.found.learning_rates, lab.found.steps
    best = 2 / (BOWL.smoothness + BOWL.strong_convexity)
    assert steps[np.isclose(rates, best)] == steps.min()
    assert np.isinf(steps[rates >= 2 / BOWL.smoothness]).all()
    assert np.isfinite(steps[rates < 2 / BOWL.smoothness]).all()
    left, right = steps[rates <= best], steps[(rates >= best) & np.isfinite(steps)]
    assert (np.diff(left) <= 0).all()
    assert (np.diff(right) >= 0).all()


def test_from_the_origin_the_houses_prefer_a_little_less_than_the_mark(lab):
    best = np.argmin(lab.found.steps)
    assert lab.found.steps[best] == 198
    assert 0.55 < lab.found.learning_rates[best] < 4 / 7


def test_another_objective_starts_over(lab):
    lab.learning_rate = 0.123
    lab.objective = BOWL
    assert 0.123 not in lab.found.learning_rates
    assert [box.description for box in lab.controls["start"].boxes] == ["start x", "start y"]
    assert lab.counts.get_xlim()[1] == pytest.approx(1.1 * 2 / 5)


def test_captions_name_the_marks_and_the_factors(lab):
    lab.objective = BOWL
    lab.learning_rate = 1 / 3
    caption = lab.player.captions[lab.player.step]
    assert caption.startswith("η = 0.333 = 2/(L+μ):   ")
    assert "by −0.667" in caption
    assert "by 0.667" in caption


def test_extremes_have_their_words(lab):
    lab.objective = BOWL
    for start in ((0, 0), (5, 3.4), (1e3, 1e3), (1e200, 0)):
        for rate, words in ((0, "it stays where it is"), (0.4, "never"), (1e6, "never")):
            with lab.together():
                lab.start, lab.learning_rate = start, rate
            said = words if any(start) else "0 steps until"
            assert said in lab.player.captions[lab.player.step]


def test_an_objective_without_a_known_minimum_is_refused(lab):
    for ask in (gd.SweepLab, lambda saddle: setattr(lab, "objective", saddle)):
        with pytest.raises(ValueError, match="objective must be one with a known minimum"):
            ask(gd.saddle())
