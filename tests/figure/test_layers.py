"""Layers of every kind: Matplotlib's drawing of them against the pixels the browser gets."""

import base64
import dataclasses
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.lines import Line2D
from matplotlib.text import Annotation
from PIL import Image

import gdteach as gd
from gdteach.figure.layers import Label, Raster
from gdteach.figure.projection import box_of, to_pixels
from gdteach.figure.style import COLOURS
from tests.seeing import corners_of, off, pixels, place_of, told

STEPS = 4
AWAY = [(1e300, 1e300), (-1e300, 0.5), (np.inf, 0.5), (np.nan, 0.5), (0.5, -np.inf), (1e155, 2)]
CELLS = np.array([[0, 1, 2], [2, 2, 0]])
SHADES = ["third", "#ffffff", "second"]
BYTES = {0: (230, 159, 0), 1: (255, 255, 255), 2: (0, 114, 178)}


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
on_all_axes = pytest.mark.parametrize("make", KINDS, ids=lambda make: make.__name__)


def every_layer(axes, points, cells=CELLS):
    """Return a layer of each kind, from the points to the same in reverse."""
    back = points[::-1]
    layers = [
        gd.Trail(axes, points, ahead=True),
        gd.Marker(axes, points),
        gd.Arrow(axes, points, back, label="∇f"),
        gd.Segment(axes, points, back),
        gd.Curve(axes, np.stack([points, back])),
        Label(axes, points, "here"),
    ]
    return layers if axes.name == "3d" else [*layers, Raster(axes, cells, SHADES, *points[:2])]


def player_of(*layers):
    return gd.AnimatedFigure(layers[0].axes.figure, layers)


def tracks(player):
    """Return the arrays of pixels that the browser is told of, each of shape (points, 2)."""
    return [np.reshape(track["xy"], (-1, 2)) for track in told(player, "scene")["tracks"]]


def shares(axes, point):
    """Return a point as shares of the figure."""
    return axes.figure.transFigure.inverted().transform(axes.transData.transform(point))


# ------------------------------------------------------------------- what every layer promises


@on_all_axes
def test_the_browser_gets_where_a_layer_is_and_all_that_tells_it_apart(make):
    looks = {
        "trail": {"dots": True, "line": True, "ahead": True, "dashed": False, "colour": "#D55E00"},
        "marker": {"shape": "circle"},
        "arrow": {"label": "∇f", "colour": "#000000", "dashed": False},
        "segment": {"dashed": False},
        "curve": {"dashed": False},
        "label": {"texts": ["here"], "anchor": "start"},
        "raster": {"opacity": 1.0},
    }
    axes, points = make()
    layers = every_layer(axes, points)
    player = player_of(*layers)
    sent = told(player, "scene")["layers"]
    assert [look["kind"] for look in sent] == list(looks)[: len(layers)]
    assert player.n_steps == STEPS
    for layer, look in zip(layers, sent, strict=True):
        assert look | looks[layer.kind] == look
        assert look["axes"] == axes.figure.axes.index(axes)
        for number, positions in zip(look["tracks"], layer.tracks(), strict=True):
            expected = to_pixels(axes, positions).reshape(-1, 2)
            assert tracks(player)[number] == pytest.approx(expected, abs=0.051)


def test_a_layer_keeps_a_copy_that_cannot_be_changed():
    axes, points = linear()
    mine, cells = points.copy(), CELLS.copy()
    layers = every_layer(axes, mine, cells)
    mine[:], cells[:] = 0, 0
    for layer, right in zip(layers, every_layer(axes, points), strict=True):
        for name, kept in vars(right).items():
            if isinstance(kept, np.ndarray):
                assert np.array_equal(getattr(layer, name), kept)
                with pytest.raises(ValueError, match="read-only"):
                    kept[0] = 1
        with pytest.raises(dataclasses.FrozenInstanceError):
            layer.colour = "second"


def test_a_layer_is_drawn_at_each_step_and_after_its_last_stays_where_it_is():
    axes, points = linear()
    back = points[::-1]
    layers = every_layer(axes, points)
    trail, marker, arrow, segment, curve, label, _ = layers
    assert [layer.n_steps for layer in layers] == [STEPS, STEPS, STEPS, STEPS, 1, STEPS, 0]
    for step, now in ((0, 0), (2, 2), (STEPS, STEPS), (99, STEPS)):
        rest, walked = (line.get_xydata() for line in trail.draw(step))
        assert np.array_equal(rest, points[step:])
        assert np.array_equal(walked, points[: step + 1])
        for layer, line in [
            (marker, points[[now]]),
            (segment, [points[now], back[now]]),
            (curve, [points, back][min(now, 1)]),
        ]:
            (drawn,) = layer.draw(step)
            assert np.array_equal(drawn.get_xydata(), line)
        (text,) = label.draw(step)
        assert text.xy == pytest.approx(shares(axes, points[now]))
        if now != STEPS // 2:  # where the arrow has no length
            shaft, name = arrow.draw(step)
            assert (shaft.get_text(), name.get_text()) == ("", "∇f")
            assert shaft.xyann == pytest.approx(shares(axes, points[now]))
            assert shaft.xy == pytest.approx(shares(axes, back[now]))


@on_all_axes
def test_what_moves_changes_nothing_that_is_still(make):
    axes, points = make()
    layers = [*every_layer(axes, points), *every_layer(axes, points * 1e3)]
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


@on_all_axes
def test_positions_out_of_this_world_are_drawn_without_a_warning(make):
    axes, points = make()
    away = [(*pair, *points[0, 2:]) for pair in AWAY]
    player = player_of(*every_layer(axes, np.vstack([points, away])))
    for step in range(STEPS, player.n_steps + 1):
        with player.drawn(step):
            axes.figure.canvas.draw()


@pytest.mark.parametrize("place", [(np.nan, 0), (1e300, 0), (np.inf, 0)], ids=str)
def test_what_has_no_place_is_not_drawn(place):
    axes, points = linear()
    assert gd.Marker(axes, [place]).draw(0) == []
    assert Label(axes, [place], "gone").draw(0) == []
    if np.isnan(place[0]):
        assert gd.Arrow(axes, [place], points[:1]).draw(0) == []
        assert gd.Arrow(axes, points[:1], [place]).draw(0) == []


def test_every_artist_is_drawn_in_the_colour_that_is_sent():
    axes, points = linear()
    for layer in every_layer(axes, points):
        for artist in layer.draw(1):
            if isinstance(artist, Line2D):
                assert artist.get_color() == layer.look()["colour"]
    assert gd.Marker(axes, points, colour="tab:blue").look()["colour"] == "#1f77b4"


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
    for step in (0, 4) if shape == "circle" else (1,):
        found = place_of("second", player.still(step), tolerance=60)
        # a five-pointed star stands higher than its middle: 1 to cos 36°
        assert np.abs(found - expected[step]).max() < (3.5 if shape == "star" else 2)


@on_all_axes
def test_a_still_shows_the_arrow_from_tail_to_head(make):
    axes, points = make()
    arrow = gd.Arrow(axes, points, np.roll(points, 1, axis=0), colour="second", width=2.25)
    player = player_of(arrow)
    for step in (1, 3):
        ends = np.array([track[step] for track in tracks(player)])
        shown = corners_of("second", player.still(step), tolerance=59)
        # a head is 14 px wide, half of it on either side of the shaft
        assert np.abs(shown - [ends.min(axis=0), ends.max(axis=0)]).max() < 7.25


def test_a_still_shows_segment_and_curve_where_the_browser_draws_them():
    axes, points = log()
    bends = np.stack([points, points[::-1]])
    player = player_of(
        gd.Segment(axes, points, points[::-1], colour="second"),
        gd.Curve(axes, bends, colour="minimiser"),
    )
    still = player.still(0)
    starts, ends, curve = tracks(player)
    for place in (starts[0] * 0.7 + ends[0] * 0.3, starts[0] * 0.4 + ends[0] * 0.6):
        assert is_near(still, place, "second")
    # crossings of the two aside: halfway along each piece
    for place in 0.4 * curve[:STEPS] + 0.6 * curve[1 : STEPS + 1]:
        assert is_near(still, place, "minimiser") or is_near(still, place, "second")


def is_near(still, place, role, reach=2):
    """Return whether a still has a role's colour within `reach` pixels of a place."""
    x, y = np.round(2 * np.asarray(place)).astype(int)
    rows, columns = (slice(max(i - 2 * reach, 0), i + 2 * reach + 1) for i in (y, x))
    return bool((off(role, still)[rows, columns] < 60).any())


@pytest.mark.parametrize("objective", ["double_well", "himmelblau"])
def test_the_lab_on_screen_and_its_still_show_the_same_balls(objective):
    lab = gd.DescentLab(objective, learning_rate=0.01)
    scene = told(lab.player, "scene")
    for step in (0, lab.player.n_steps):
        still = lab.player.still(step)
        for layer in scene["layers"]:
            if layer["kind"] == "marker" and layer["shape"] == "circle":
                x, y = tracks(lab.player)[layer["tracks"][0]][step]
                left, top, width, height = told(lab.player, "boxes")[layer["axes"]]
                inside = left <= x <= left + width and top <= y <= top + height
                assert is_near(still, (x, y), "path", reach=1) == inside


def test_later_layers_lie_over_earlier_ones_and_all_over_the_still_part():
    axes, points = space()
    layers = [gd.Marker(axes, points, colour=role) for role in ("second", "third")]
    for order in (layers, layers[::-1]):
        player = player_of(*order)
        for step in (0, 2):
            x, y = to_pixels(axes, points[step][None])[0]
            assert off(order[1].colour, player.still(step))[int(2 * y), int(2 * x)] < 12


def test_few_colours_do_not_cost_a_small_mark_its_own():
    axes = gd.subplots(width=5, height=4, subplot_kw={"projection": "3d"})[1]
    gd.surface(axes, gd.himmelblau())
    roles = list(COLOURS)
    marks = [gd.Marker(axes, [[0.75 * i - 3, 1, 800]], colour=c) for i, c in enumerate(roles)]
    still = player_of(*marks).still()
    for role, mark in zip(roles, marks, strict=True):
        x, y = to_pixels(axes, mark.points)[0]
        assert off(role, still)[round(2 * y), round(2 * x)] <= 8


# ------------------------------------------------------------------------------ each kind's own


def test_a_trail_has_dots_and_the_rest_of_it_is_faint():
    axes, points = linear()
    (walked,) = gd.Trail(axes, points).draw(2)
    assert walked.get_marker() == "o"
    rest, walked = gd.Trail(axes, points, ahead=True, dots=False, dashed=True).draw(2)
    assert rest.get_alpha() < 0.5
    assert walked.get_marker() in ("", "None")
    (line,) = gd.Curve(axes, [points], dashed=True).draw(0)
    assert walked.get_linestyle() == line.get_linestyle() == "--"
    (cloud,) = gd.Trail(axes, points, line=False).draw(2)
    assert (cloud.get_marker(), cloud.get_linestyle()) == ("o", "None")


@pytest.mark.parametrize("make", [linear, equal])
def test_a_marker_is_whole_on_the_edge_of_its_axes_and_gone_beyond(make):
    axes, _ = make()
    (left, right), middle = axes.get_xlim(), np.mean(axes.get_ylim())
    beyond = right + 0.1 * (right - left)
    there = [[left, middle], [beyond, middle]]
    player = player_of(gd.Marker(axes, there, colour="second", size=20))
    near = off("second", player.still(0)) < 40
    assert np.sqrt(near.sum() / np.pi) / 2 > 0.8 * 20 / 2 * 96 / 72  # a whole disc, less its edge
    assert gd.Marker(axes, [[beyond, middle]]).draw(0) == []


def test_an_arrow_is_an_arrow_on_the_smallest_axes():
    axes = gd.subplots(width=4, height=3)[1]
    axes.set(xlim=(0, 1e-12), ylim=(0, 1e-12))
    (arrow,) = gd.Arrow(axes, [[1e-13, 1e-13]], [[9e-13, 5e-13]]).draw(0)
    assert isinstance(arrow, Annotation)


def test_a_short_arrow_has_no_room_for_its_label_and_none_of_no_length_is_drawn():
    axes, points = equal()
    assert len(gd.Arrow(axes, [[0, 0]], [[0.01, 0]], label="∇f").draw(0)) == 1
    assert gd.Arrow(axes, points, points).draw(1) == []


SQUARE = gd.subplots(width=4, height=3)[1]
SQUARE.set(xlim=(-0.5, 0.5), ylim=(-0.5, 0.5))


@given(st.floats(0, 2 * np.pi), st.floats(0.2, 0.5))
def test_an_arrows_label_stays_inside_its_axes(angle, length):
    head = length * np.array([[np.cos(angle), np.sin(angle)]])
    arrow, text = gd.Arrow(SQUARE, [[0, 0]], head, label="∇f").draw(0)
    arrow.remove()
    text.remove()
    place = SQUARE.figure.transFigure.transform(text.xy)
    left, top, width, height = box_of(SQUARE)
    bottom = 288 - top - height
    assert left <= place[0] <= left + width
    assert bottom <= place[1] <= bottom + height


def test_a_label_has_a_line_a_step_and_the_last_one_stays():
    axes, points = linear()
    label = Label(axes, points[:1], ["f = 4", "f = 1"], anchor="middle", colour="second")
    player = player_of(label)
    assert player.n_steps == label.n_steps == 1
    shown = [text.get_text() for step in (0, 1, 7) for text in label.draw(step)]
    assert shown == ["f = 4", "f = 1", "f = 1"]
    (text,) = label.draw(0)
    assert text.get_ha() == "center"
    (sent,) = told(player, "scene")["layers"]
    assert (sent["texts"], sent["anchor"], sent["colour"]) == (shown[:2], "middle", "#0072B2")


def test_the_browser_gets_a_raster_upside_down_as_a_small_picture():
    axes, points = linear()
    (sent,) = told(player_of(Raster(axes, CELLS, SHADES, *points[:2])), "scene")["layers"]
    head, _, data = sent["picture"].partition(",")
    image = Image.open(io.BytesIO(base64.b64decode(data)))
    assert (head, image.mode) == ("data:image/png;base64", "P")
    wanted = [[BYTES[cell] for cell in row] for row in CELLS[::-1]]
    np.testing.assert_array_equal(image.convert("RGB"), wanted)
    coarse = np.random.default_rng(0).integers(0, 3, (20, 20)).repeat(5, 0).repeat(5, 1)
    assert len(Raster(axes, coarse, SHADES, *points[:2]).look()["picture"]) < 4000  # bytes


def test_a_still_shows_every_cell_of_a_raster_in_its_place(axes):
    axes.set(xlim=(0, 6), ylim=(0, 4))
    player = player_of(Raster(axes, CELLS, SHADES, (0, 0), (6, 4)), gd.Marker(axes, [[0, 0]] * 2))
    image = pixels(player.still())
    left, top, width, height = 2 * np.array(told(player, "boxes")[0])  # two pixels per CSS pixel
    for (row, column), cell in np.ndenumerate(CELLS):
        x = int(left + (column + 0.5) * width / 3)
        y = int(top + height - (row + 0.5) * height / 2)
        np.testing.assert_allclose(image[y, x], BYTES[cell], atol=3)
