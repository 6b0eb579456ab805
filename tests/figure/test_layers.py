"""Layers, seen twice: Matplotlib's drawing of them against the pixels the browser gets."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.lines import Line2D
from matplotlib.text import Annotation

import gdteach as gd
from gdteach.figure.layers import Label, Raster
from gdteach.figure.projection import box_of, to_pixels
from gdteach.figure.style import COLOURS
from tests.seeing import pixels, place_of, rgb, told

STEPS = 4
AWAY = [(1e300, 1e300), (-1e300, 0.5), (np.inf, 0.5), (np.nan, 0.5), (0.5, -np.inf), (1e155, 2)]


def linear():
    axes = gd.subplots(width=3, height=2.4)[1]
    axes.set(xlim=(-1, 2), ylim=(5, -3))
    return axes, np.column_stack([np.linspace(-0.9, 1.9, STEPS + 1), [4, -2, 0, 3, 1]])


def log():
    axes = gd.subplots(1, 2, width=5, height=2.4)[1][1]
    axes.set(xscale="log", yscale="log", xlim=(1e-3, 1e3), ylim=(1e-6, 1e2))
    return axes, np.column_stack([np.geomspace(2e-3, 5e2, STEPS + 1), [1e-5, 1, 50, 1e-3, 1e-2]])


def space():
    axes = gd.subplots(width=3.5, height=3, subplot_kw={"projection": "3d"})[1]
    objective = gd.quadratic_bowl()
    gd.surface(axes, objective, points=9)
    ground = np.array([[4, 4], [-4, 3], [0, 0], [3, -4], [-2, -2]])
    return axes, np.column_stack([ground, objective(ground)])


def equal():
    axes = gd.subplots(width=4, height=2.4)[1]
    axes.set(xlim=(0, 1), ylim=(0, 1), aspect="equal")
    return axes, np.column_stack([np.linspace(0.1, 0.9, STEPS + 1), [0.9, 0.1, 0.5, 0.3, 0.7]])


KINDS = [linear, log, space, equal]


def player_of(*layers):
    return gd.AnimatedFigure(layers[0].axes.figure, layers)


def tracks(player):
    """Return the arrays of pixels that the browser is told of, each of shape (points, 2)."""
    return [np.reshape(track["xy"], (-1, 2)) for track in told(player, "scene")["tracks"]]


# -------------------------------------------------------------- the picture and the layers agree


@pytest.mark.parametrize(
    ("make", "shape"),
    [*((make, "circle") for make in KINDS), (log, "diamond"), (linear, "star"), (equal, "ring")],
    ids=lambda given: getattr(given, "__name__", given),
)
def test_a_still_shows_the_marker_where_the_browser_draws_it(make, shape):
    axes, points = make()
    player = player_of(gd.Marker(axes, points, colour="second", shape=shape))
    (expected,) = tracks(player)
    steps = (0, 4) if shape == "circle" else (1,)
    for step in steps:
        found = place_of("second", player.still(step), tolerance=60)
        # a five-pointed star stands higher than its middle: 1 to cos 36°
        assert np.abs(found - expected[step]).max() < (3.5 if shape == "star" else 2)


@pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__)
def test_a_still_shows_the_arrow_from_tail_to_head(make):
    axes, points = make()
    arrow = gd.Arrow(axes, points, np.roll(points, 1, axis=0), colour="second", width=2.25)
    player = player_of(arrow)
    tails, heads = tracks(player)
    for step in (1, 3):
        near = np.abs(pixels(player.still(step)) - rgb("second")).max(axis=-1) < 60
        rows, columns = np.nonzero(near)
        shown = np.array([[columns.min(), rows.min()], [columns.max(), rows.max()]]) / 2
        ends = np.array([tails[step], heads[step]])
        # a head is 14 px wide, half of it on either side of the shaft
        assert np.abs(shown[0] - ends.min(axis=0)).max() < 7
        assert np.abs(shown[1] - ends.max(axis=0)).max() < 7


def test_a_still_shows_segment_and_curve_where_the_browser_draws_them():
    axes, points = log()
    bends = np.stack([points, points[::-1]])
    player = player_of(
        gd.Segment(axes, points, points[::-1], colour="second"),
        gd.Curve(axes, bends, colour="minimiser"),
    )
    still = pixels(player.still(0))
    starts, ends, curve = (
        np.reshape(track["xy"], (-1, 2)) for track in told(player, "scene")["tracks"]
    )
    for place in (starts[0] * 0.7 + ends[0] * 0.3, starts[0] * 0.4 + ends[0] * 0.6):
        assert is_near(still, place, "second")
    # crossings of the two aside: halfway along each piece
    for place in 0.4 * curve[:STEPS] + 0.6 * curve[1 : STEPS + 1]:
        assert is_near(still, place, "minimiser") or is_near(still, place, "second")


def is_near(still, place, role, reach=2):
    """Return whether a still has a role's colour within `reach` pixels of a place."""
    x, y = np.round(2 * np.asarray(place)).astype(int)
    rows, columns = (slice(max(i - 2 * reach, 0), i + 2 * reach + 1) for i in (y, x))
    patch = still[rows, columns]
    return bool((np.abs(patch - rgb(role)).max(axis=-1) < 60).any())


@pytest.mark.parametrize("objective", ["double_well", "himmelblau"])
def test_the_lab_on_screen_and_its_still_show_the_same_balls(objective):
    lab = gd.DescentLab(objective, learning_rate=0.01)
    scene = told(lab.player, "scene")
    for step in (0, lab.player.n_steps):
        still = pixels(lab.player.still(step))
        for layer in scene["layers"]:
            if layer["kind"] == "marker" and layer["shape"] == "circle":
                xy = scene["tracks"][layer["tracks"][0]]["xy"]
                x, y = xy[2 * step : 2 * step + 2]
                inside = within(told(lab.player, "boxes")[layer["axes"]], x, y)
                assert is_near(still, (x, y), "path", reach=1) == inside


def within(box, x, y):
    left, top, width, height = box
    return left <= x <= left + width and top <= y <= top + height


def test_later_layers_lie_over_earlier_ones_and_all_over_the_still_part():
    axes, points = space()
    layers = [gd.Marker(axes, points, colour=role) for role in ("second", "third")]
    for order in (layers, layers[::-1]):
        player = player_of(*order)
        for step in (0, 2):
            x, y = to_pixels(axes, points[step][None])[0]
            middle = pixels(player.still(step))[int(2 * y), int(2 * x)]
            assert np.abs(middle - rgb(order[1].colour)).max() < 12


def test_few_colours_do_not_cost_a_small_mark_its_own():
    axes = gd.subplots(width=5, height=4, subplot_kw={"projection": "3d"})[1]
    gd.surface(axes, gd.himmelblau())
    roles = list(COLOURS)
    marks = [gd.Marker(axes, [[0.75 * i - 3, 1, 800]], colour=c) for i, c in enumerate(roles)]
    still = pixels(player_of(*marks).still())
    for role, mark in zip(roles, marks, strict=True):
        x, y = to_pixels(axes, mark.points)[0]
        assert np.abs(still[round(2 * y), round(2 * x)] - rgb(role)).max() <= 8


# ----------------------------------------------------------------------------------- at a step


def test_a_trail_is_the_path_up_to_the_step_and_faintly_the_rest():
    axes, points = linear()
    (walked,) = gd.Trail(axes, points).draw(2)
    assert np.array_equal(walked.get_xydata(), points[:3])
    assert walked.get_marker() == "o"
    rest, walked = gd.Trail(axes, points, ahead=True, dots=False, dashed=True).draw(2)
    assert np.array_equal(rest.get_xydata(), points[2:])
    assert rest.get_alpha() < 0.5
    assert walked.get_marker() in ("", "None")
    assert walked.get_linestyle() == "--"


def test_segment_and_curve_are_a_row_each():
    axes, points = linear()
    (line,) = gd.Segment(axes, points, points + 1).draw(3)
    assert np.array_equal(line.get_xydata(), [points[3], points[3] + 1])
    curves = np.stack([points, points + 1])
    (line,) = gd.Curve(axes, curves, dashed=True).draw(1)
    assert np.array_equal(line.get_xydata(), points + 1)
    assert line.get_linestyle() == "--"


def test_after_its_last_step_a_layer_stays_where_it_is():
    axes, points = linear()
    mark, (later,) = gd.Marker(axes, points), gd.Marker(axes, points).draw(99)
    assert mark.n_steps == STEPS
    assert np.array_equal(later.get_xydata(), points[-1:])
    (arrow,) = gd.Arrow(axes, points, points[::-1]).draw(99)
    assert arrow.xyann == pytest.approx(shares(axes, points[-1]))
    assert arrow.xy == pytest.approx(shares(axes, points[0]))
    (line,) = gd.Segment(axes, points, points[::-1]).draw(99)
    assert np.array_equal(line.get_xydata(), points[[-1, 0]])


def shares(axes, point):
    """Return a point as shares of the figure."""
    return axes.figure.transFigure.inverted().transform(axes.transData.transform(point))


@pytest.mark.parametrize("make", [linear, equal])
def test_a_marker_is_whole_on_the_edge_of_its_axes_and_gone_beyond(make):
    axes, _ = make()
    (left, right), middle = axes.get_xlim(), np.mean(axes.get_ylim())
    beyond = right + 0.1 * (right - left)
    there = [[left, middle], [beyond, middle]]
    player = player_of(gd.Marker(axes, there, colour="second", size=20))
    near = np.abs(pixels(player.still(0)) - rgb("second")).max(axis=-1) < 40
    assert np.sqrt(near.sum() / np.pi) / 2 > 0.8 * 20 / 2 * 96 / 72  # a whole disc, less its edge
    assert gd.Marker(axes, [[beyond, middle]]).draw(0) == []


# --------------------------------------------------------------- drawing leaves nothing behind


def every_layer(axes, points):
    return [
        gd.Trail(axes, points, ahead=True),
        gd.Marker(axes, points),
        gd.Arrow(axes, points, points[::-1], label="∇f"),
        gd.Segment(axes, points, points[::-1]),
        gd.Curve(axes, np.stack([points, points[::-1]])),
        Label(axes, points, "here"),
    ]


@pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__)
def test_what_moves_changes_nothing_that_is_still(make):
    axes, points = make()
    layers = [*every_layer(axes, points), *every_layer(axes, points * 1e3)]
    if make is not space:
        layers.append(Raster(axes, [[0, 1]], ["second", "third"], (1e-2, 1e-5), (1e3, 1e3)))
    player = player_of(*layers)

    def still_part():
        limits = axes.get_w_lims() if make is space else axes.axis()
        automatic = axes.get_autoscalex_on(), axes.get_autoscaley_on()
        return limits, automatic, axes.dataLim.extents.tolist(), list(axes.get_children())

    before = still_part()
    for step in (0, STEPS):
        with player.drawn(step):
            axes.figure.canvas.draw()
            assert len(axes.get_children()) > len(before[-1])
            assert still_part()[:-1] == before[:-1]
    assert still_part() == before


def test_a_figure_is_left_clean_when_it_cannot_be_written(monkeypatch):
    axes, points = linear()
    player = player_of(*every_layer(axes, points))
    before = list(axes.get_children())

    def full(_):
        raise OSError("no space left")

    monkeypatch.setattr("gdteach.figure.animated_figure.png", full)
    with pytest.raises(OSError, match="no space"):
        player.still()
    assert list(axes.get_children()) == before


@pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__)
def test_positions_out_of_this_world_are_drawn_without_a_warning(make):
    axes, points = make()
    away = [(*pair, *points[0, 2:]) for pair in AWAY]
    player = player_of(*every_layer(axes, np.vstack([points, away])))
    for step in range(STEPS, player.n_steps + 1):
        with player.drawn(step):
            axes.figure.canvas.draw()


# -------------------------------------------------------------------------------------- arrows


def test_an_arrow_without_length_or_place_is_not_drawn():
    axes, points = linear()
    assert gd.Arrow(axes, points, points).draw(1) == []
    nowhere = np.full_like(points, np.nan)
    assert gd.Arrow(axes, points, nowhere).draw(1) == []
    assert gd.Arrow(axes, nowhere, points).draw(1) == []


def test_an_arrow_is_an_arrow_on_the_smallest_axes():
    axes = gd.subplots(width=4, height=3)[1]
    axes.set(xlim=(0, 1e-12), ylim=(0, 1e-12))
    (arrow,) = gd.Arrow(axes, [[1e-13, 1e-13]], [[9e-13, 5e-13]]).draw(0)
    assert isinstance(arrow, Annotation)


SQUARE = gd.subplots(width=4, height=3)[1]
SQUARE.set(xlim=(-0.5, 0.5), ylim=(-0.5, 0.5))


@given(st.floats(0, 2 * np.pi), st.floats(0.2, 0.5))
def test_an_arrows_label_stays_inside_its_axes(angle, length):
    axes, head = SQUARE, length * np.array([[np.cos(angle), np.sin(angle)]])
    arrow, text = gd.Arrow(axes, [[0, 0]], head, label="∇f").draw(0)
    arrow.remove()
    text.remove()
    place = axes.figure.transFigure.transform(text.xy)
    left, top, width, height = box_of(axes)
    bottom = 288 - top - height
    assert left <= place[0] <= left + width
    assert bottom <= place[1] <= bottom + height


def test_a_short_arrow_has_no_room_for_its_label():
    axes, _ = equal()
    assert len(gd.Arrow(axes, [[0, 0]], [[0.01, 0]], label="∇f").draw(0)) == 1


# ------------------------------------------------------------------------- what a layer holds


def test_a_layer_keeps_a_copy_that_cannot_be_changed():
    axes, points = linear()
    mine = points.copy()
    layer = gd.Marker(axes, mine)
    mine[:] = 0
    assert np.array_equal(layer.points, points)
    with pytest.raises(ValueError, match="read-only"):
        layer.points[0] = 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        layer.size = 3


@pytest.mark.parametrize(("name", "factor"), [("notebook", 4 / 3), ("lecture", 1.4 * 4 / 3)])
def test_the_browser_gets_sizes_in_its_own_pixels(name, factor):
    axes, points = linear()
    gd.use_style(name)
    try:
        assert gd.Trail(axes, points, width=3).look()["width"] == pytest.approx(3 * factor)
        assert gd.Marker(axes, points, size=12).look()["size"] == pytest.approx(12 * factor)
        (line,) = gd.Trail(axes, points, width=3).draw(1)
        assert line.get_linewidth() == pytest.approx(3 * factor * 3 / 4)
    finally:
        gd.use_style("notebook")


def test_the_browser_gets_all_that_tells_a_layer_apart():
    axes, points = linear()
    looks = [layer.look() for layer in every_layer(axes, points)]
    kinds = ["trail", "marker", "arrow", "segment", "curve", "label"]
    assert [look["kind"] for look in looks] == kinds
    assert looks[0] | {"dots": True, "ahead": True, "dashed": False} == looks[0]
    assert looks[1]["shape"] == "circle"
    assert looks[2] | {"label": "∇f", "colour": "#000000", "dashed": False} == looks[2]
    assert looks[3]["dashed"] is looks[4]["dashed"] is False
    assert gd.Marker(axes, points, colour="tab:blue").look()["colour"] == "#1f77b4"


def test_every_artist_is_drawn_in_the_colour_that_is_sent():
    axes, points = linear()
    for layer in every_layer(axes, points):
        for artist in layer.draw(1):
            if isinstance(artist, Line2D):
                assert artist.get_color() == layer.look()["colour"]
