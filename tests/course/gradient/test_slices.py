"""The slice lab: the partial derivatives are the slopes of two curves, and the walk shows them."""

import numpy as np
import pytest

import gdteach as gd
from gdteach.course.gradient.slices import there_and_back
from tests.seeing import as_made, layers, press

PRODUCT = gd.as_objective(
    lambda x, y: x**2 * y, lambda x, y: (2 * x * y, x**2), name="x²y", domain=(-4, 4), start=(1, 3)
)
ROOT = gd.as_objective(
    lambda x, y: np.sqrt(x) + y,
    lambda x, y: (0.5 / np.sqrt(x), 1.0),
    name="root", domain=[(0.1, 4), (-2, 2)], start=(1, 1),
)  # fmt: skip


lab = as_made(lambda: gd.SliceLab(PRODUCT, "himmelblau", ROOT))


@pytest.mark.parametrize("x", [-2.0, 0.0, 1.0, 3.5])
@pytest.mark.parametrize("y", [-3.0, 0.0, 3.0])
def test_the_partials_are_those_of_x_squared_y(lab, x, y):
    lab.point = x, y
    assert lab.partials == pytest.approx((2 * x * y, x**2))


def test_each_profile_is_f_along_its_line(lab):
    lab.point = 2, -1
    along_x, along_y = (layers(lab, "curve", axes)[0].points[0] for axes in lab.profiles)
    np.testing.assert_allclose(along_x[:, 1], along_x[:, 0] ** 2 * -1)
    np.testing.assert_allclose(along_y[:, 1], 4 * along_y[:, 0])
    across, upright = layers(lab, "segment", lab.map)
    np.testing.assert_array_equal([across.starts[0], across.ends[0]], [[-4, -1], [4, -1]])
    np.testing.assert_array_equal([upright.starts[0], upright.ends[0]], [[2, -4], [2, 4]])
    assert (across.dashed, upright.dashed) == (False, True)


def test_both_slices_and_the_walker_are_on_the_surface_too(lab):
    lab.point = 2, -1
    curves = [each.points[0] for each in layers(lab, "curve", lab.surface)]
    (walker,) = layers(lab, "marker", lab.surface)
    for x, y, height in map(np.transpose, [*curves, walker.points]):
        np.testing.assert_allclose(height, x**2 * y)
    (_, held_y, _), (held_x, _, _) = map(np.transpose, curves)
    assert (set(held_y), set(held_x)) == ({-1}, {2})
    np.testing.assert_array_equal(walker.points[0], [2, -1, -4])


def test_the_walk_moves_along_x_and_then_along_y_and_ends_at_the_point(lab):
    walker = layers(lab, "marker", lab.map)[-1].points
    half = len(walker) // 2
    np.testing.assert_array_equal(walker[[0, half, -1]], [[1, 3]] * 3)
    assert (walker[: half + 1, 1] == 3).all()
    assert (walker[half:, 0] == 1).all()
    assert walker[:, 0].min() < -3
    assert walker[:, 1].max() > 3.5


def test_one_tangent_is_shown_per_walk_and_both_at_the_point(lab):
    for i, axes in enumerate(lab.profiles):
        (tangent,) = layers(lab, "segment", axes)
        (mark,) = layers(lab, "marker", axes)
        shown = np.isfinite(mark.points).all(axis=1)
        half = len(shown) // 2
        assert shown[[0, half, -1]].tolist() == [True, True, True]
        assert shown[1:half].all() == (i == 0)
        assert shown[half + 1 : -1].all() == (i == 1)
        walk = layers(lab, "marker", lab.map)[-1].points[shown]
        run, rise = (tangent.ends - tangent.starts)[shown].T
        slope = 2 * walk[:, 0] * walk[:, 1] if i == 0 else walk[:, 0] ** 2
        np.testing.assert_allclose(rise / run, slope, atol=1e-9)
        np.testing.assert_allclose(mark.points[shown][:, 1], walk[:, 0] ** 2 * walk[:, 1])


def test_the_captions_say_what_moves_and_what_is_held(lab):
    captions = lab.player.captions
    standing = "At (1, 3), f = 3. Along x the slope ∂f/∂x is 6; along y the slope ∂f/∂y is 1."
    assert captions[0] == captions[-1] == standing
    assert captions[4].startswith("Along x, with y held at 3: at x = ")
    assert captions[-4].startswith("Along y, with x held at 1: at y = ")
    assert len(captions) == lab.player.n_steps + 1


def test_a_press_on_a_profile_moves_the_point_along_it_alone(lab):
    lab.point = 2, 1
    along_x, along_y = lab.profiles
    press(lab.player, along_x, 1.0, 0.1)
    assert lab.point == (4, 1)
    press(lab.player, along_y, 0.0, 0.9)
    assert lab.point == (4, -4)
    assert lab.controls["point"].value == (4, -4)
    assert [box.description for box in lab.controls["point"].boxes] == ["point x", "point y"]
    assert lab.partials == (-32, 16)


def test_it_speaks_of_the_coordinates_by_their_names(lab):
    lab.objective = gd.two_houses()
    assert lab.player.captions[4].startswith("Along a, with b held at 0: at a = ")
    assert lab.profiles[1].get_xlabel() == "$b$"


def test_the_limits_of_the_profiles_stay_put(lab):
    before = {axes.get_ylim() for axes in lab.profiles}
    assert len(before) == 1
    lab.point = -3.5, 0.5
    assert {axes.get_ylim() for axes in lab.profiles} == before


def test_off_the_map_and_where_f_has_no_value(lab):
    lab.point = 9, -7
    assert lab.partials == (-126, 81)
    lab.objective = ROOT
    lab.point = -1, 0
    assert lab.player.layers == ()
    assert lab.player.captions[0].startswith("f has no slope at (x, y) = (−1, 0)")
    lab.point = 1, 0
    assert lab.partials == (0.5, 1.0)


def test_it_is_described_in_a_line(lab):
    assert repr(lab) == "SliceLab(objective=x²y, point=(1, 3))"
    assert "Slices of x²y" in lab.player.alt


def test_a_walk_there_and_back_turns_at_both_ends():
    walk = there_and_back(1.0, -1.0, 3.0, 16)
    assert (walk[0], walk[-1]) == (1, 1)
    assert (walk.max(), walk.min()) == (3, -1)
    np.testing.assert_allclose(np.abs(np.diff(walk)), 0.5)
    assert there_and_back(2.0, 2.0, 2.0, 4).tolist() == [2, 2, 2, 2, 2]
