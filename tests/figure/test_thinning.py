"""Runs of very many steps: what is drawn of them, and that it tells the truth."""

import base64
import json
import zlib

import numpy as np
import pytest
from PIL import Image

import gdteach as gd
from gdteach.figure import thinning
from gdteach.figure.label import Label
from gdteach.figure.lines import Lines
from gdteach.figure.projection import to_pixels
from gdteach.figure.thinning import MOST, SEEN, drawn_steps
from tests.seeing import messages, played, size, told

MANY = 100_000


def walk(name):
    """Return a run of `MANY` steps in the unit square, shape (steps + 1, 2)."""
    t = np.arange(MANY + 1.0)
    return {
        "crawl": np.column_stack([t / MANY, 0.5 + 0 * t]),
        "arrives": np.column_stack([1 - np.exp(-t / 50), np.exp(-t / 70)]),
        "bounce": np.column_stack([0.5 + 0.4 * (-1) ** t, t / MANY]),
        "rest": np.full((MANY + 1, 2), 0.5),
        "appears": np.where(t[:, None] < 12_345, np.nan, [0.5, 0.5]),
        "leaves": np.column_stack([0.5 + 1.001**t, 0.5 + 0 * t]),
    }[name]


def player_of(points, **options):
    figure, axes = gd.subplots(width=5, height=4)
    axes.set(xlim=(0, 1), ylim=(0, 1))
    layers = [gd.Trail(axes, points), gd.Marker(axes, points[:1]), gd.Marker(axes, points)]
    return gd.AnimatedFigure(figure, layers, **options)


@pytest.mark.parametrize("name", ["crawl", "arrives", "bounce", "rest", "appears", "leaves"])
def test_a_long_run_is_drawn_at_the_steps_that_can_be_told_apart(name):
    points = walk(name)
    player = player_of(points)
    steps = np.array(player.steps)
    assert (steps[0], steps[-1], player.n_steps) == (0, MANY, MANY)
    assert (np.diff(steps) > 0).all()
    assert len(steps) <= MOST
    assert set(range(100)) <= set(steps)  # the first, one by one
    axes = player.figure.axes[0]
    left, top, width, height = told(player, "boxes")[0]
    pixels = np.clip(to_pixels(axes, points), [left, top], [left + width, top + height])
    if name != "bounce":  # whose every leap is seen, and whose fiftieth will do
        last = steps[np.searchsorted(steps, np.arange(MANY + 1), "right") - 1]
        off = np.abs(pixels - pixels[last]).max(axis=1)
        assert not off[np.isfinite(off)].max() > 2 * SEEN
        assert (np.isnan(pixels) == np.isnan(pixels[last])).all()
    else:
        assert np.abs(np.diff(pixels[steps, 0])).mean() > 0.5 * width  # still from wall to wall
    trail, start, ball = told(player, "scene")["layers"]
    tracks = told(player, "scene")["tracks"]
    assert trail["tracks"] == ball["tracks"] != start["tracks"]
    drawn = np.array(tracks[ball["tracks"][0]]["xy"], dtype=float).reshape(-1, 2)
    expected = to_pixels(axes, points[steps])
    np.testing.assert_allclose(drawn, expected, atol=0.051)


def test_a_run_of_many_steps_costs_little_and_says_the_true_steps(monkeypatch):
    written = []

    def line(t):
        written.append(t)
        return f"at step {t}"

    player = player_of(walk("arrives")[:3])
    sent = messages(player, monkeypatch)
    axes, points = player.figure.axes[0], walk("arrives")
    layers = [gd.Marker(axes, points), Label(axes, points[:1], Lines(MANY + 1, line))]
    player.show(layers, captions=Lines(MANY + 1, line))
    (message,) = sent
    assert size(message) < 200_000
    assert len(written) < 3 * MOST
    assert player.captions[777] == "at step 777"
    told_lines = json.loads(zlib.decompress(base64.b64decode(told(player, "captions"))))
    assert told_lines == [f"at step {t}" for t in player.steps]
    assert told(player, "scene")["layers"][1]["texts"] == told_lines


def test_the_step_is_one_that_is_drawn():
    player = player_of(walk("arrives"))
    gap = np.flatnonzero(np.diff(player.steps) > 1)[0]
    before, after = player.steps[gap : gap + 2]
    player.step = after - 1
    assert player.step == before
    player.set_state({"step": after})  # as the browser tells it
    assert player.step == after
    player.step = 2 * MANY
    assert player.step == MANY


def test_files_hold_what_is_drawn(tmp_path, monkeypatch):
    few = {"MOST": 80, "FIRST": 10, "BY_COUNT": 20, "BY_SIGHT": 30}  # a film of 600 takes a while
    for name, count in few.items():
        monkeypatch.setattr(thinning, name, count)
    points = walk("crawl")[:: MANY // 100]
    figure, axes = gd.subplots(width=1, height=0.8)
    axes.set(xlim=(0, 1), ylim=(0, 1))
    player = gd.AnimatedFigure(figure, [gd.Marker(axes, points)], captions=Lines(101, str))
    assert 20 < len(player.steps) < 80
    text = player.save(tmp_path / "run.html").read_text("utf-8")
    _, (entry,) = played(text)
    assert entry["base"]["captions"] == [str(t) for t in player.steps]
    with Image.open(player.save(tmp_path / "run.gif")) as film:
        assert film.n_frames <= len(player.steps)  # equal frames are one


def test_a_short_run_is_drawn_at_every_step():
    axes = gd.subplots()[1]
    points = np.zeros((MOST, 2))
    assert drawn_steps([gd.Marker(axes, points)], MOST - 1) == []
    player = player_of(points, captions=Lines(MOST, str))
    assert list(player.steps) == list(range(MOST))
    assert player.captions == [str(t) for t in range(MOST)]


def test_layers_that_end_earlier_stay_where_they_end():
    figure, axes = gd.subplots(width=5, height=4)
    axes.set(xlim=(0, 1), ylim=(0, 1))
    long, short = walk("crawl"), walk("bounce")[:54_322]
    player = gd.AnimatedFigure(figure, [gd.Marker(axes, long), gd.Marker(axes, short)])
    track = told(player, "scene")["tracks"][1]["xy"]
    assert 54_321 in player.steps
    assert track[-2:] == pytest.approx(to_pixels(axes, short[-1:])[0], abs=0.051)
