"""The compass lab: what is measured is ‖∇f‖ cos θ, found from values of f alone."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gdteach as gd
from gdteach.course.gradient.angles import unit
from gdteach.course.gradient.compass import ANGLES, measured_slopes
from tests.seeing import as_made, layers, press

BOWL = gd.quadratic_bowl(10)


lab = as_made(lambda: gd.CompassLab(BOWL, point=(3, 1)))


@given(st.floats(-4, 4), st.floats(-3, 3), st.floats(0, 360))
def test_the_slope_ahead_is_the_gradients_share_in_that_direction(x, y, degrees):
    objective, w = gd.himmelblau(), np.array([x, y])
    u = unit([degrees])
    size = 1 + np.abs(objective(w)) + np.linalg.norm(objective.gradient(w))
    (slope,) = measured_slopes(objective, w, u)
    assert slope == pytest.approx(objective.gradient(w) @ u[0], abs=1e-8 * size)


def test_it_is_measured_without_asking_the_gradient():
    def refuse(w):
        raise AssertionError("the gradient was asked")

    silent = replace(BOWL, gradient=refuse)
    slopes = measured_slopes(silent, np.array([3.0, 1.0]), unit(ANGLES))
    np.testing.assert_allclose(slopes, unit(ANGLES) @ [3, 10], atol=1e-8)


def test_one_turn_is_traced_with_a_dot_per_measurement(lab):
    (trail,) = layers(lab, "trail", lab.dial)
    np.testing.assert_array_equal(trail.points[:, 0], np.arange(0, 361, 5))
    np.testing.assert_allclose(trail.points[:, 1], unit(ANGLES) @ [3, 10], atol=1e-8)
    assert trail.dots
    (needle,) = layers(lab, "arrow", lab.map)
    needles = needle.heads - needle.tails
    np.testing.assert_allclose(needles, np.hypot(*needles[0]) * unit(ANGLES), atol=1e-12)


def test_highest_lowest_and_zero_are_where_they_should_be(lab):
    lab.point = 4, 0.4  # ∇f = (4, 4), at 45°
    assert ANGLES[lab.slopes.argmax()] == 45
    assert ANGLES[lab.slopes.argmin()] == 225
    assert lab.slopes.max() == pytest.approx(np.hypot(4, 4))
    np.testing.assert_allclose(lab.slopes[np.isin(ANGLES, [135, 315])], 0, atol=1e-8)


def test_nothing_is_given_away_before_the_comparison(lab):
    assert layers(lab, "curve", lab.dial) == []
    assert [arrow.label for arrow in layers(lab, "arrow", lab.map)] == ["u"]
    assert "∇f" not in lab.player.captions[3]


def test_the_comparison_draws_the_cosine_from_the_gradient(lab):
    lab.compare = True
    assert lab.controls["compare"].description == "compare with ‖∇f‖ cos θ"
    (cosine,) = (curve.points[0] for curve in layers(lab, "curve", lab.dial))
    np.testing.assert_allclose(cosine[:, 1], unit(cosine[:, 0]) @ [3, 10], atol=1e-9)
    uphill = next(a for a in layers(lab, "arrow", lab.map) if a.label == "∇f")
    along = (uphill.heads - uphill.tails)[0]
    assert along[1] / along[0] == pytest.approx(10 / 3)
    (contour,) = layers(lab, "segment", lab.map)
    assert (contour.ends - contour.starts)[0] @ [3, 10] == pytest.approx(0, abs=1e-9)
    # at 90° the slope is 10; ∇f points to 73.3°, 16.7° away
    assert lab.player.captions[18] == (
        "u at 90°: (f(w + hu) − f(w − hu)) / 2h = 10   ‖∇f‖ cos θ = 10.4·cos 17° = 10"
    )


def test_direction_box_dial_and_step_are_one(lab):
    box = lab.controls["direction"]
    lab.direction = 47
    assert (lab.direction, lab.player.step, box.value) == (45, 9, 45)
    box.value = 100
    assert (lab.direction, lab.player.step) == (100, 20)
    lab.player.step = 72
    assert (lab.direction, box.value) == (360, 360)
    press(lab.player, lab.dial, (213 + 7) / (360 + 14), 0.2)
    assert lab.player.step == 43
    lab.pressed("direction", np.array([371.0, 0.0]))  # a drag that leaves the dial
    assert lab.direction == 360
    lab.direction = -90
    assert lab.direction == 270
    lab.direction = 1e9
    assert 0 <= lab.direction <= 360
    assert box.description == "u at (°)"


def test_a_drag_on_the_map_moves_the_point_and_keeps_the_direction(lab):
    lab.direction = 120
    lab.pressed("point", np.array([-2.0, 1.5]))
    assert lab.point == (-2, 1.5)
    assert lab.direction == 120
    np.testing.assert_allclose(lab.slopes, unit(ANGLES) @ [-2, 15], atol=1e-7)


@pytest.mark.parametrize("compare", [False, True])
def test_on_flat_ground_it_says_so(lab, compare):
    lab.compare, lab.point = compare, (0, 0)
    assert lab.player.captions[7] == ("The ground is flat here: the slope is 0 in every direction.")
    np.testing.assert_allclose(lab.slopes, 0, atol=1e-9)


def test_the_dial_keeps_its_scale(lab):
    before = lab.dial.get_ylim()
    steepest = np.hypot(5, 34)
    assert before[0] < -steepest < steepest < before[1]
    lab.point = 0.1, 0
    assert lab.dial.get_ylim() == before


def test_it_is_described_in_a_line(lab):
    assert repr(lab) == (
        "CompassLab(objective=Stretched bowl, point=(3, 1), direction=0, compare=False)"
    )
    assert "largest, 10.4, towards 75°" in lab.player.alt
