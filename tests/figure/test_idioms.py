"""What labs share in drawing: dressed axes, a ball on its path, lines across, a mosaic."""

import numpy as np
import pytest

import gdteach as gd
from gdteach.figure import dressing, figures, paths, sampling
from gdteach.figure.style import mosaic


def powers(axis):
    return np.round(np.log10(axis.get_majorticklocs()), 9)


def test_a_log_axis_has_its_limits_and_a_few_whole_powers_of_ten(axes):
    dressing.log_axis(axes, "x", (1e3, 1e-4), base=100)
    assert (axes.get_xscale(), axes.get_yscale()) == ("log", "linear")
    assert axes.get_xlim() == (1e3, 1e-4)
    assert set(powers(axes.xaxis) % 2) == {0}
    assert len(axes.xaxis.get_minorticklocs()) == 0


@pytest.mark.parametrize(("lowest", "between"), [(1e-2, 1), (1e-12, 2)])
def test_many_decades_of_gaps_have_a_number_at_every_second(axes, lowest, between):
    gd.gap_axes(axes, 1e6, 40, lowest=lowest, name="")
    assert axes.get_ylim() == (lowest, 1e6)
    assert set(np.diff(powers(axes.yaxis))) == {between}
    assert axes.get_ylabel() == ""


@pytest.mark.parametrize("highest", [1e290, 1.7e308])
def test_heights_near_the_largest_number_have_an_axis_that_can_be_drawn(axes, highest):
    gd.gap_axes(axes, highest, 4)
    axes.figure.draw_without_rendering()
    assert axes.get_ylim() == (1e-6, 1e100)


def test_room_is_left_around_what_is_finite():
    assert sampling.limits([0.0, 50.0, np.inf, np.nan], room=0.1) == (-5.0, 55.0)
    assert sampling.limits([3.0, 3.0]) == (2.0, 4.0)


@pytest.mark.parametrize("objective", [gd.parabola(), gd.quadratic_bowl()], ids=["1-D", "2-D"])
def test_a_run_is_seen_where_its_objective_is_drawn(axes, objective):
    figures.landscape(axes, objective)
    run = gd.gradient_descent(objective, objective.start, 0.1, max_steps=3)
    seen = paths.on_the_graph(run)
    flat = np.column_stack([run.iterates, run.values])  # one coordinate and a height, or two
    assert np.array_equal(seen, flat[:, :2])
    low, high = np.array([axes.get_xlim(), axes.get_ylim()]).T
    assert ((low <= seen) & (seen <= high)).all()


def test_a_ball_starts_at_a_ring_and_leaves_a_trail(axes):
    trail, ring, ball = paths.path(axes, [[0, 0], [1, 1]], colour="second", size=9, ahead=False)
    assert np.array_equal(trail.points, ball.points)
    assert np.array_equal(ring.points, [[0, 0]])
    assert (ring.shape, ball.shape, trail.ahead) == ("ring", "circle", False)
    assert {layer.colour for layer in (trail, ring, ball)} == {"second"}
    assert ring.size == ball.size == 9


def test_a_height_without_a_place_on_the_axes_is_not_on_them(axes):
    heights = [4.0, np.inf, np.nan, 0.0]
    flat = paths.against_steps(axes, heights)
    assert np.array_equal(flat, [[0, 4], [1, np.nan], [2, np.nan], [3, 0]], equal_nan=True)
    gd.gap_axes(axes, 100, 3)
    fallen = paths.against_steps(axes, heights)[3, 1]
    assert 0 < fallen < axes.get_ylim()[0]
    axes.set_xscale("log")
    assert np.isnan(paths.against_steps(axes, heights)[0, 0])
    line, point = paths.trace(axes, flat)
    assert line.ahead
    assert not line.dots
    assert np.array_equal(line.points, point.points, equal_nan=True)


def test_lines_go_across_the_axes_as_they_are_dressed(axes):
    axes.set(xlim=(1, 3), ylim=(2, -2))
    flat = paths.level(axes, 0.5, colour="quiet", dashed=True)
    assert np.array_equal([*flat.starts, *flat.ends], [[1, 0.5], [3, 0.5]])
    assert (flat.colour, flat.dashed) == ("quiet", True)
    wall = paths.upright(axes, 2.5)
    assert np.array_equal([*wall.starts, *wall.ends], [[2.5, 2], [2.5, -2]])


def test_axes_of_a_mosaic_span_the_cells_of_their_letter():
    figure, (tall, above, below) = mosaic("ta;tb", width=6, height=3)
    figure.draw_without_rendering()
    assert tall.bbox.height > above.bbox.height + below.bbox.height
    assert above.bbox.y0 > below.bbox.y1
    assert np.allclose(figure.get_size_inches(), [6, 3])
