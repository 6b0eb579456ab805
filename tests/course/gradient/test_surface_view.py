"""The surface view: one point on two pictures, and a walk that keeps its height."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import gdteach as gd
from gdteach.course.gradient.contour_walk import contour_walk
from tests.seeing import as_made, layers, told

BOWL = gd.quadratic_bowl(4)
SADDLE = gd.saddle()


lab = as_made(lambda: gd.SurfaceView(BOWL, SADDLE, point=(2, 1)))


@given(st.floats(-3, 3), st.floats(-1.9, 1.9))
def test_a_walk_keeps_its_height_and_comes_back(x, y):
    here = np.array([x, y])
    walk = contour_walk(BOWL, here, 24)
    np.testing.assert_array_equal(walk[[0, -1]], [here, here])
    assume(BOWL(here) > 0.1)  # a loop of a few cells of the grid is a rough one
    np.testing.assert_allclose(BOWL(walk), BOWL(here), rtol=1e-6)


@given(st.floats(-2, 2), st.floats(-2, 2))
def test_an_open_contour_is_walked_to_both_ends(x, y):
    here = np.array([x, y])
    walk = contour_walk(SADDLE, here, 40)
    np.testing.assert_allclose(SADDLE(walk), SADDLE(here), atol=1e-3)
    np.testing.assert_array_equal(walk[[0, -1]], [here, here])


def test_an_open_contour_reaches_the_edge_of_the_map_on_both_sides():
    walk = contour_walk(SADDLE, np.array([1.0, 0.0]), 400)  # x² − y² = 1
    assert walk[:, 1].max() > 1.65
    assert walk[:, 1].min() < -1.65
    assert (walk[:, 0] > 0).all()  # the other branch belongs to nobody here


def test_a_round_walk_goes_round_once_in_equal_steps():
    walk = contour_walk(gd.quadratic_bowl(1), np.array([2.0, 0.0]), 36)
    angles = np.unwrap(np.arctan2(walk[:, 1], walk[:, 0]))
    np.testing.assert_allclose(abs(np.diff(angles)), np.pi / 18, atol=2e-3)
    assert abs(angles[-1] - angles[0]) == pytest.approx(2 * np.pi)


@pytest.mark.parametrize("here", [(0.0, 0.0), (50.0, 0.0), (-5.0001, 0.0)])
def test_where_there_is_no_contour_nobody_moves(here):
    walk = contour_walk(BOWL, np.array(here), 10)
    assert (walk == here).all()


def test_the_same_point_is_on_the_surface_the_floor_and_the_map(lab):
    space, flat = lab.surface, lab.map
    (on_map,) = layers(lab, "marker", flat)
    on_floor, on_surface = layers(lab, "marker", space)
    np.testing.assert_array_equal(on_surface.points[:, :2], on_map.points)
    np.testing.assert_array_equal(on_floor.points[:, :2], on_map.points)
    np.testing.assert_allclose(on_surface.points[:, 2], BOWL([2, 1]))
    assert (on_floor.points[:, 2] == lab.floor).all()
    assert lab.floor < 0  # below the surface, whose lowest point is at 0
    (drop,) = layers(lab, "segment", space)
    np.testing.assert_array_equal(drop.starts, on_surface.points)
    np.testing.assert_array_equal(drop.ends, on_floor.points)


def test_the_gradient_lies_in_the_floor_and_square_to_the_walk(lab):
    assert layers(lab, "arrow", lab.map) == []
    lab.show_gradient = True
    assert "show_gradient" not in lab.controls  # nothing to press before it is asked about
    (on_map,) = layers(lab, "arrow", lab.map)
    (in_floor,) = layers(lab, "arrow", lab.surface)
    np.testing.assert_array_equal(in_floor.tails[:, 2], in_floor.heads[:, 2])
    np.testing.assert_array_equal(in_floor.heads[:, :2], on_map.heads)
    arrows = on_map.heads - on_map.tails
    walk = on_map.tails
    np.testing.assert_allclose(arrows / BOWL.gradient(walk), (arrows / BOWL.gradient(walk))[0, 0])
    along = np.roll(walk[:-1], -1, axis=0) - np.roll(walk[:-1], 1, axis=0)
    cosines = (arrows[:-1] * along).sum(axis=1)
    cosines /= np.hypot(*arrows[:-1].T) * np.hypot(*along.T)
    assert abs(cosines).max() < 0.05  # a chord of the walk is nearly its tangent


def test_the_caption_has_the_height_and_the_gradient_only_when_it_is_shown(lab):
    assert lab.player.captions[0] == "(x, y) = (2, 1)   height f = 4   steepest slope 4.47"
    assert all("height f = 4" in line for line in lab.player.captions)
    lab.show_gradient = True
    assert lab.player.captions[0].startswith("(x, y) = (2, 1)   height f = 4   ∇f = (2, 4), drawn ")
    (arrow,) = layers(lab, "arrow", lab.map)
    times = float(lab.player.captions[0].split("drawn ")[1].split(" times")[0])
    assert (arrow.heads - arrow.tails)[0] / [2, 4] == pytest.approx(times, rel=0.05)


def test_turning_and_tilting_redraw_and_keep_the_layers_on_the_surface(lab):
    drawn = lab.map.get_children()
    for name, label, degrees in (
        ("azimuth", "turn (azimuth)", 25.0),
        ("elevation", "tilt (elevation)", 55.0),
    ):
        before = [told(lab.player, part) for part in ("picture", "scene")]
        control = lab.controls[name]
        control.value = degrees
        assert control.description == label
        assert not control.continuous_update  # one redraw when the hand rests
        after = [told(lab.player, part) for part in ("picture", "scene")]
        assert all(new != old for new, old in zip(after, before, strict=True))
    assert (lab.surface.azim, lab.surface.elev) == (25, 55)
    assert lab.map.get_children() == drawn  # a slow function is not asked again


def test_another_function_is_seen_from_the_same_side(lab):
    lab.azimuth = 40
    lab.objective = SADDLE
    assert (lab.surface.azim, lab.point) == (40, tuple(SADDLE.start))


def test_a_constant_is_a_level_surface():
    lab = gd.SurfaceView(gd.as_objective(lambda x, y: 0 * x + 1.0, name="flat", domain=(-2, 2)))
    assert lab.floor < 1
    assert lab.player.n_steps == 0


def test_at_the_bottom_it_says_that_there_is_no_contour(lab):
    lab.point = 0, 0
    assert lab.player.n_steps == 0
    assert lab.player.captions[0].endswith("There is no contour to walk along from here.")
    lab.point = 2, 1
    assert lab.player.n_steps == 48


def test_it_is_described_in_a_line(lab):
    assert repr(lab) == (
        "SurfaceView(objective=Stretched bowl, point=(2, 1), azimuth=-60, elevation=30, "
        "show_gradient=False)"
    )
    assert (
        "as a surface and as a map, with one point on both: (2, 1) at height 4." in lab.player.alt
    )
