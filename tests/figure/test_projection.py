"""Where data lie in the picture: pixels by independent formulas, and what goes over the wire."""

import json
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import gdteach as gd
from gdteach.figure.packing import pack
from gdteach.figure.projection import FAR, box_of, boxes, picture_size, to_data, to_pixels
from tests.seeing import messages, size, told

FIGURE, ALL = gd.subplots(1, 3, width=9, height=3)
LINEAR, LOG, MIXED = ALL
LINEAR.set(xlim=(-2, 3), ylim=(10, -5))  # upside down, on purpose
LOG.set(xscale="log", yscale="log", xlim=(1e-3, 1e2), ylim=(1e-6, 1e4))
MIXED.set(yscale="log", xlim=(0, 40), ylim=(1e-6, 1e2))
PLAYER = gd.AnimatedFigure(FIGURE)
SPACE = gd.subplots(width=5, height=4, subplot_kw={"projection": "3d"})[1]
gd.surface(SPACE, gd.himmelblau(), points=7)
SPACE_PLAYER = gd.AnimatedFigure(SPACE.figure)

anything = st.floats(width=64, allow_nan=True, allow_infinity=True)


def share(value, limits, scale):
    """Return how far along an axis a value lies, 0 at its first limit and 1 at its second."""
    start, end, value = (np.log10(v) if scale == "log" else v for v in (*limits, value))
    return (value - start) / (end - start)


def by_hand(axes, x, y):
    """Return the pixel of a point from the axes' place on the figure, its limits and scales."""
    width, height = axes.figure.get_size_inches() * 96
    box = axes.get_position()
    along = share(x, axes.get_xlim(), axes.get_xscale())
    up = share(y, axes.get_ylim(), axes.get_yscale())
    return np.array([(box.x0 + along * box.width) * width, (1 - box.y0 - up * box.height) * height])


# -------------------------------------------------------------------------------- flat axes


@given(st.sampled_from([0, 1, 2]), st.floats(-2, 3), st.floats(-2, 3))
def test_a_pixel_and_its_data_lead_to_each_other_on_linear_and_log_axes(place, across, down):
    axes = ALL[place]
    left, top, width, height = box_of(axes)
    pixel = np.array([left + across * width, top + down * height])
    data = to_data(axes, *pixel)
    assert by_hand(axes, *data) == pytest.approx(pixel, abs=1e-6)
    assert to_pixels(axes, data[None])[0] == pytest.approx(pixel, abs=1e-6)


def test_shapes_are_kept():
    positions = np.linspace(0, 1, 24).reshape(3, 4, 2)
    assert to_pixels(LINEAR, positions).shape == (3, 4, 2)
    assert to_pixels(LINEAR, positions)[1, 2] == pytest.approx(by_hand(LINEAR, *positions[1, 2]))


@pytest.mark.parametrize("layout", [None, "constrained"])
def test_the_dots_per_inch_of_pyplot_do_not_matter(layout):
    def place(dpi):
        with plt.style.context("default"):
            figure, axes = plt.subplots(1, 2, figsize=(6, 3), dpi=dpi, layout=layout)
            axes[1].set(yscale="log", ylim=(1e-3, 1e3))
            player = gd.AnimatedFigure(figure, [gd.Marker(axes[1], [[0.2, 1.0], [0.9, 50.0]])])
            return told(player, "size"), told(player, "boxes"), told(player, "scene")["tracks"]

    assert place(72) == place(96) == place(200)


def test_boxes_are_where_the_axes_are():
    for axes, (left, top, width, height) in zip(ALL, boxes(FIGURE), strict=True):
        corners = [by_hand(axes, *c) for c in zip(axes.get_xlim(), axes.get_ylim(), strict=True)]
        assert [left, top + height] == pytest.approx(corners[0], abs=0.1)
        assert [left + width, top] == pytest.approx(corners[1], abs=0.1)
    assert picture_size(FIGURE) == (864, 288)
    for (left, _, width, _), (next_left, *_) in pairwise(boxes(FIGURE)):
        assert left + width < next_left


def test_axes_in_a_subfigure_are_in_their_place():
    figure = gd.subplots(width=6, height=3)[0]
    figure.clear()
    above, below = figure.subfigures(2, 1)
    above.subplots()
    axes = below.subplots()
    axes.set(xlim=(0, 1), ylim=(0, 1))
    gd.AnimatedFigure(figure)
    figure.set_dpi(50)  # display units are now half of ours
    _, top, _, height = boxes(figure)[1]
    assert top > 144 > top - 144
    assert top + height < 288
    assert to_pixels(axes, np.array([[0.0, 0.0]]))[0, 1] == pytest.approx(top + height, abs=0.1)
    assert to_data(axes, *to_pixels(axes, np.array([[0.3, 0.6]]))[0]) == pytest.approx([0.3, 0.6])


# ------------------------------------------------------------------------------- out of sight


@given(st.lists(st.tuples(anything, anything), min_size=1, max_size=20), st.sampled_from([0, 1, 2]))
@example([(1e300, -1e300), (np.inf, 0.0), (5e-324, np.nan), (-1.0, 0.0)], 1)
@settings(max_examples=300)
def test_anything_at_all_is_json_and_not_too_far(points, place):
    scene = pack(FIGURE, [gd.Trail(ALL[place], points)])
    json.dumps(scene, allow_nan=False)
    (track,) = scene["tracks"]
    assert len(track["xy"]) == 2 * len(points)
    found = [value for value in track["xy"] if value is not None]
    assert all(abs(value) <= FAR + 1000 for value in found)
    assert all(round(value, 1) == value for value in found)
    for (x, y), i in zip(points, range(0, len(track["xy"]), 2), strict=True):
        # a missing coordinate makes the point missing, and nothing else does
        gone = bool(np.isnan(x) or np.isnan(y))
        assert [value is None for value in track["xy"][i : i + 2]] == [gone, gone]


@pytest.mark.parametrize(
    ("axes", "point", "direction"),
    [
        (LINEAR, (1e300, 2.5), (1, 0)),
        (LINEAR, (-np.inf, 2.5), (-1, 0)),
        (LINEAR, (0.5, 1e300), (0, 1)),  # its y axis is upside down
        (LOG, (1e300, 1e-1), (1, 0)),
        (LOG, (0.3, 0.0), (0, 1)),
        (LOG, (0.3, -5.0), (0, 1)),
        (MIXED, (20, -np.inf), (0, 1)),
        (MIXED, (20, np.inf), (0, -1)),
    ],
)
def test_what_is_out_of_sight_lies_far_away_in_its_direction(axes, point, direction):
    away = to_pixels(axes, np.array([point], dtype=float))[0] - [432, 144]
    assert away @ direction > 500
    assert away @ direction > 5 * abs(away @ direction[::-1])


# ---------------------------------------------------------------------------------- 3-D axes


def eye_on(axes):
    """Return the eye and its right, up and outward directions, from the angles of the view."""
    elevation, azimuth = np.deg2rad([axes.elev, axes.azim])
    flat = np.array([np.cos(azimuth), np.sin(azimuth), 0])
    outward = np.cos(elevation) * flat + np.sin(elevation) * np.array([0, 0, 1])
    right = np.cross([0, 0, 1], flat)
    eye = axes._box_aspect / 2 + axes._dist * axes._focal_length * outward
    return eye, right, np.cross(outward, right), outward


def on_the_plane(axes, point):
    """Return where a ray from a 3-D point to the eye meets the picture, and its depth."""
    limits = np.array([axes.get_xlim(), axes.get_ylim(), axes.get_zlim()])
    inside = (point - limits[:, 0]) / np.ptp(limits, axis=1) * axes._box_aspect
    eye, right, up, outward = eye_on(axes)
    ray = inside - eye
    depth = -ray @ outward
    return axes._focal_length * np.array([ray @ right, ray @ up]) / depth, depth


@given(st.floats(-6, 6), st.floats(-6, 6), st.floats(0, 2000))
@settings(max_examples=100)
def test_pixels_on_3d_axes(x, y, z):
    point = np.array([x, y, z])
    plane, depth = on_the_plane(SPACE, point)
    assert depth > 0
    shown = SPACE.transData.transform(plane) * 96 / SPACE.figure.dpi
    assert to_pixels(SPACE, point[None])[0] == pytest.approx([shown[0], 384 - shown[1]], abs=1e-6)


def test_behind_the_eye_there_is_nothing_to_see():
    eye, _, _, outward = eye_on(SPACE)
    limits = np.array([SPACE.get_xlim(), SPACE.get_ylim(), SPACE.get_zlim()])

    def data(inside):
        return limits[:, 0] + inside / SPACE._box_aspect * np.ptp(limits, axis=1)

    before, behind = data(eye - outward), data(eye + outward)
    assert np.isfinite(to_pixels(SPACE, before[None])).all()
    assert np.isnan(to_pixels(SPACE, behind[None])).all()


@given(st.tuples(anything, anything, anything))
@settings(max_examples=200)
def test_anything_at_all_on_3d_axes_is_json(point):
    scene = pack(SPACE.figure, [gd.Marker(SPACE, [point])])
    json.dumps(scene, allow_nan=False)
    assert all(value is None or abs(value) <= FAR + 1000 for value in scene["tracks"][0]["xy"])


def test_a_log_scale_on_3d_axes_is_honoured():
    pytest.importorskip("matplotlib", "3.11", reason="3-D axes had no log scale that was drawn")
    axes = gd.subplots(width=4, height=3, subplot_kw={"projection": "3d"})[1]
    axes.set(xlim=(0, 1), ylim=(0, 1), zlim=(0.01, 100), zscale="log")
    gd.AnimatedFigure(axes.figure)
    (line,) = axes.plot([0.2, 0.4], [0.3, 0.3], [0.5, 5.0])
    axes.figure.draw_without_rendering()  # the line's own draw projects its points
    shown = axes.transData.transform(np.column_stack(line.get_data())) * 96 / axes.figure.dpi
    found = to_pixels(axes, np.array([[0.2, 0.3, 0.5], [0.4, 0.3, 5.0]]))
    assert np.allclose(found, [0, 288] + shown * [1, -1], atol=0.05)


# ----------------------------------------------------------------------------------- packing


def test_positions_shared_by_layers_are_sent_once():
    points = np.random.default_rng(0).uniform(0, 1, (10, 2))
    layers = [
        gd.Trail(LINEAR, points),
        gd.Marker(LINEAR, points.tolist()),
        gd.Arrow(LINEAR, points, points + 1),
        gd.Marker(MIXED, points),  # the same numbers, elsewhere in the picture
    ]
    scene = pack(FIGURE, layers)
    assert [layer["tracks"] for layer in scene["layers"]] == [[0], [0], [0, 1], [2]]
    assert len(scene["tracks"]) == 3
    assert [layer["axes"] for layer in scene["layers"]] == [0, 0, 0, 2]
    assert pack(FIGURE, []) == {"steps": [], "tracks": [], "layers": []}


def test_a_curve_has_many_points_a_step():
    curves = np.arange(24.0).reshape(3, 4, 2)
    curves[1, 2] = np.nan
    scene = pack(FIGURE, [gd.Curve(LINEAR, curves)])
    (track,) = scene["tracks"]
    assert track["points"] == 4
    assert [i for i, value in enumerate(track["xy"]) if value is None] == [12, 13]
    expected = [by_hand(LINEAR, *point) for point in curves[2]]
    assert np.reshape(track["xy"][16:], (4, 2)) == pytest.approx(np.array(expected), abs=0.051)


@pytest.mark.parametrize(
    ("name", "rate"), [("parabola", 0.05), ("double_well", 0.002), ("himmelblau", 0.0005)]
)
def test_a_run_of_a_hundred_steps_is_a_small_message(name, rate, monkeypatch):
    lab = gd.DescentLab(name, max_steps=100)
    sent = messages(lab.player, monkeypatch)
    lab.learning_rate = rate
    assert lab.player.n_steps == 100
    (message,) = sent
    assert size(message) <= 14_500  # with what Jupyter adds, under 20 kB
