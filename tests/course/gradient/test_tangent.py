"""The tangent lab: secants by closed form, each way to turn it, and what it says at the edges."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gdteach as gd
from gdteach.course.gradient.tangent import shrinking
from tests.seeing import as_made, layers

SQUARE = gd.as_objective(lambda w: w**2, lambda w: 2 * w, name="w²", domain=(-3, 3), start=1.0)
CORNER = gd.as_objective(abs, name="corner", domain=(-2, 2), start=0.0)
HALF = gd.as_objective(
    lambda w: np.log(w), lambda w: 1 / w, name="half line", domain=(0.1, 4), start=1.0
)


lab = as_made(lambda: gd.TangentLab(SQUARE, CORNER, HALF))


@pytest.mark.parametrize("w", [-2.5, 0.0, 1.0, 2.75])
def test_on_a_parabola_a_secant_has_slope_2w_plus_h_and_both_sides_exactly_2w(lab, w):
    lab.point = w
    np.testing.assert_allclose(lab.secant_slopes, 2 * w + lab.widths, rtol=0, atol=1e-9)
    lab.both_sides = True
    np.testing.assert_allclose(lab.secant_slopes, 2 * w, rtol=0, atol=1e-9)


@pytest.mark.parametrize("both_sides", [False, True])
def test_the_line_goes_through_the_two_points_on_the_curve(lab, both_sides):
    lab.both_sides = both_sides
    triangle, line = (curve.points for curve in layers(lab, "curve", lab.graph))
    first, corner, second = triangle.swapaxes(0, 1)
    np.testing.assert_allclose(SQUARE(first[:, :1]), first[:, 1])
    np.testing.assert_allclose(SQUARE(second[:, :1]), second[:, 1])
    np.testing.assert_array_equal(corner, np.column_stack([second[:, 0], first[:, 1]]))
    for end in (first, second):
        left, right = line.swapaxes(0, 1)
        share = (end[:, 0] - left[:, 0]) / (right[:, 0] - left[:, 0])
        np.testing.assert_allclose(left[:, 1] + share * (right - left)[:, 1], end[:, 1], atol=1e-9)


def test_the_dashed_line_is_the_tangent_and_its_slope_the_level_on_the_right(lab):
    lab.point = 0.7
    (tangent,) = layers(lab, "segment", lab.graph)
    run, rise = (tangent.ends - tangent.starts)[0]
    assert rise / run == pytest.approx(1.4)
    (level,) = layers(lab, "segment", lab.slopes)
    assert level.starts[0, 1] == level.ends[0, 1] == pytest.approx(1.4)
    (trace,) = layers(lab, "trail", lab.slopes)
    np.testing.assert_allclose(trace.points[:, 1], lab.secant_slopes)


def test_the_caption_has_the_numbers_of_the_step_and_the_last_one_the_tangent(lab):
    lab.h = 0.5
    assert lab.player.captions[lab.player.step] == (
        "h = 0.5   rise f(1.5) − f(1) = 1.25, run 0.5:   slope 1.25 / 0.5 = 2.5"
    )
    lab.both_sides = True
    assert "f(1.5) − f(0.5) = 2, run 1:   slope 2 / 1 = 2" in lab.player.captions[lab.player.step]
    assert lab.player.captions[-1].endswith("The tangent at w = 1 has slope 2.")
    assert "the tangent has slope 2." in lab.player.alt


def test_h_and_the_step_are_one(lab):
    lab.h = 0.37  # not played; the nearest that is
    assert lab.h == lab.widths[lab.player.step] == 0.35
    lab.h = 0.0124  # nearer to 0.01 by distance, to 0.015 by ratio
    assert lab.h == 0.015
    lab.player.step = lab.player.n_steps
    assert lab.h == lab.widths[-1] == 0.002
    lab.h = 1e9
    assert (lab.h, lab.player.step) == (2.0, 0)


def test_a_press_on_the_graph_moves_the_point_as_it_is_read(lab):
    lab.pressed("point", np.array([-0.50004, 7.0]))
    assert lab.point == lab.controls["point"].value == (-0.5,)
    assert [box.description for box in lab.controls["point"].boxes] == ["point w"]
    assert layers(lab, "marker", lab.graph)[-1].points[0].tolist() == [-0.5, 0.25]


def test_another_function_has_other_widths_and_keeps_h_as_near_as_it_can(lab):
    lab.h = 1.5
    lab.objective = CORNER
    assert lab.widths[0] == lab.h == 1.0
    assert lab.h == lab.widths[lab.player.step]


def test_at_a_corner_the_two_kinds_of_secant_disagree(lab):
    lab.objective = CORNER
    np.testing.assert_allclose(lab.secant_slopes, 1)
    switch = lab.controls["both_sides"]
    assert switch.description == "second point on both sides"
    switch.value = True
    np.testing.assert_allclose(lab.secant_slopes, 0)


def test_second_points_beside_the_graph_have_no_mark(lab):
    lab.point = 2.9
    first, second, touch = (marker.points for marker in layers(lab, "marker", lab.graph))
    assert np.isnan(second[0]).all()
    assert np.isfinite(second[-1]).all()
    assert np.isfinite(touch).all()
    assert np.isfinite(first).all()


@pytest.mark.parametrize(("w", "said"), [(0.0, "0"), (-1.0, "−1")])
def test_where_f_has_no_slope_it_says_so_and_goes_on(lab, w, said):
    lab.objective, lab.point = HALF, w
    assert lab.player.layers == ()
    assert lab.player.captions == [f"f has no slope at w = {said}: choose a point in the picture."]
    lab.point = 0.5
    assert lab.player.layers
    lab.both_sides = True  # w − h is negative for the widest h
    assert lab.player.captions[0] == "h = 1: f has no value at one of the two points."


def test_it_is_described_in_a_line(lab):
    assert repr(lab) == "TangentLab(objective=w², point=1, h=2, both_sides=False)"


@given(st.floats(1e-3, 1e6))
def test_the_widths_played_are_short_numbers_over_three_decades(widest):
    widths = shrinking(widest)
    assert 0.45 * widest <= widths[0] <= widest * (1 + 1e-9)
    assert 900 <= widths[0] / widths[-1] <= 1001
    assert (np.diff(widths) < 0).all()
    assert all(float(f"{width:.2g}") == width for width in widths)
