"""The factor lab: one number, 1 − ηL, decides what becomes of the error."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gdteach as gd
from gdteach.course.learning_rate.regimes import REGIMES, factor, regime
from tests.asking import run
from tests.seeing import as_made, layers

lab = as_made(lambda: gd.FactorLab(learning_rate=0.9))


HOLDS = {  # of the next two errors, when the first is 1
    "creep": lambda second, third: 1 > second > third > 0,
    "cross": lambda second, third: second < 0 < third < 1,
    "blow up": lambda second, third: second < -1 and third > 1,
    "one shot": lambda second, third: abs(second) < 1e-8,
    "bounce": lambda second, third: [second, third] == pytest.approx([-1, 1], abs=1e-8),
}


@given(st.floats(0.01, 100), st.floats(1e-4, 10))
def test_the_regime_is_what_the_first_three_errors_do(smoothness, product):
    errors = run(lambda error: smoothness * error, 1, product / smoothness, 2)
    assert HOLDS[regime(product / smoothness, smoothness)](*errors[1:])


@pytest.mark.parametrize("L", [0.37, 2.0, 3.0, 700.0])
def test_the_marks_are_exactly_one_shot_and_bounce(L):
    assert regime(1 / L, L) == "one shot"
    assert regime(2 / L, L) == "bounce"
    assert regime(0, L) == "stay"


def test_every_error_is_the_factor_times_the_one_before(lab):
    w = lab.trajectory.iterates[:, 0]
    np.testing.assert_allclose(w, 10 * factor(0.9, 2) ** np.arange(21), rtol=1e-12)


def test_the_staircase_touches_line_and_diagonal_in_turn(lab):
    (stairs,) = layers(lab, "curve", lab.stairs)
    corners = stairs.points[-1]
    on_line, on_diagonal = corners[1::2], corners[::2]
    np.testing.assert_allclose(on_line[:, 1], factor(0.9, 2) * on_line[:, 0], atol=1e-12)
    np.testing.assert_allclose(on_diagonal[:, 0], on_diagonal[:, 1], atol=1e-12)
    np.testing.assert_allclose(on_diagonal[:, 0], lab.trajectory.iterates[:, 0], atol=1e-12)
    first_steps = stairs.points[3]
    np.testing.assert_array_equal(first_steps[:7], corners[:7])
    assert (first_steps[7:] == first_steps[6]).all()  # the rest waits


def test_the_line_has_the_factor_as_its_slope(lab):
    lab.learning_rate, lab.smoothness = 0.7, 3
    (line,) = layers(lab, "segment", lab.stairs)
    across, rise = (line.ends - line.starts)[0]
    assert rise / across == pytest.approx(1 - 2.1)
    (label,) = layers(lab, "label", lab.stairs)
    assert label.texts == ("slope −1.1",)


@pytest.mark.parametrize(("learning_rate", "edge"), [(0.6, 1e-6), (1.5, 1e4)])
def test_an_error_that_leaves_the_axis_has_its_ball_at_the_edge(lab, learning_rate, edge):
    lab.learning_rate = learning_rate
    (ball,), (trail,) = (layers(lab, kind, lab.errors) for kind in ("marker", "trail"))
    sizes = abs(lab.trajectory.iterates[:, 0])
    np.testing.assert_allclose(ball.points[:, 1], np.clip(sizes, 1e-6, 1e4))
    assert ball.points[-1, 1] == pytest.approx(edge)
    assert (trail.points[-1, 1] < 1e-6) == (sizes[-1] < 1e-6)  # the curve itself leaves


def test_the_valley_is_half_l_w_squared(lab):
    lab.smoothness = 5
    (valley,) = layers(lab, "curve", lab.valley)
    w, f = valley.points[0].T
    np.testing.assert_allclose(f, 2.5 * w**2)


def test_regimes_are_found_once_each_and_ticked():
    lab = gd.FactorLab(learning_rate=0.2)
    assert lab.found == ["creep"]
    for rate in (0.5, 0.2, 0.8, 1.0, 0.0, 1.1, 0.8):
        lab.learning_rate = rate
    assert lab.found == ["creep", "one shot", "cross", "bounce", "blow up"]
    assert lab.controls["finds"].value.count("✓") == len(REGIMES) - 1
    assert "○" not in lab.controls["finds"].value


def test_the_slider_stops_exactly_on_the_marks(lab):
    lab.smoothness = 3  # and the marks follow
    control = lab.controls["learning_rate"]
    control.slider.value = control.place(0.6661)  # the slider's own place nearest to 2/3
    assert lab.learning_rate == 2 / 3
    assert "bounce" in lab.player.captions[-1]


def test_captions_compute_each_step(lab):
    lab.learning_rate = 0.6
    assert lab.player.captions[1].startswith("w₁ = −0.2·w₀ = −0.2·10 = −2")
    assert "factor 1 − ηL = 1 − 0.6·2 = −0.2" in lab.player.captions[1]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"learning_rate": 0}, "no step at all"),
        ({"learning_rate": 1e6}, "blow up"),
        ({"learning_rate": 1e9}, "too large for 64 bits"),
        ({"start": 0}, "You start at the bottom"),
        ({"start": 12}, "cross"),
        ({"start": 1e9}, "outside the picture"),
        ({"start": 1e200}, "No descent from here"),
        ({"smoothness": 1000}, "blow up"),
    ],
)
def test_extremes_are_explained(lab, changes, words):
    for name, value in changes.items():
        setattr(lab, name, value)
    assert words in lab.player.captions[-1]
    lab.start, lab.learning_rate, lab.smoothness = 10, 0.6, 2  # and it goes on
    assert lab.trajectory.iterates[1, 0] == pytest.approx(-2)


def test_max_steps_can_change(lab):
    lab.max_steps = 7
    assert (lab.player.n_steps, *lab.errors.get_xlim()) == (7, 0, 7)
