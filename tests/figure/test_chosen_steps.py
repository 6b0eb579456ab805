"""Scenes that hold only some steps of a run: their rows stand for the steps that are named."""

import numpy as np
import pytest
from PIL import Image

import gdteach as gd
from gdteach.figure.thinning import spread
from tests.seeing import place_of, played, told

STEPS = [0, 1, 3, 10, 200]
PLACES = np.column_stack([[0.1, 0.3, 0.5, 0.7, 0.9], np.full(5, 0.5)])


@pytest.fixture
def player():
    figure, axes = gd.subplots(width=2, height=1.5)
    axes.set(xlim=(0, 1), ylim=(0, 1))
    player = gd.AnimatedFigure(figure, alt="Some steps")
    layers = [gd.Marker(axes, PLACES, colour="second")]
    player.show(layers, captions=[f"at step {step}" for step in STEPS], steps=STEPS)
    return player


def test_the_run_is_as_long_as_its_last_step_and_stops_at_the_named_ones(player):
    assert (player.n_steps, list(player.steps)) == (200, STEPS)
    assert told(player, "scene")["steps"] == STEPS
    for asked, kept in ((0, 0), (2, 1), (10, 10), (199, 10), (500, 200)):
        player.step = asked
        assert player.step == kept


def test_a_still_shows_the_row_of_its_step(player):
    left = [place_of("second", player.still(step))[0] for step in (0, 1, 3, 10, 200)]
    np.testing.assert_allclose(np.diff(left), np.diff(left)[0], atol=1)
    assert left[-1] > left[0] + 50
    assert player.still(150) == player.still(10) != player.still()


def test_each_row_has_its_own_caption(player):
    assert player.shown_captions == [f"at step {step}" for step in STEPS]


def test_a_redrawn_figure_and_another_run_keep_to_it(player):
    (axes,) = player.figure.axes
    axes.set_xlim(0, 2)
    player.redraw()
    assert told(player, "scene")["steps"] == STEPS
    player.show([gd.Marker(axes, PLACES)])  # each row a step, again
    assert (player.n_steps, list(player.steps)) == (4, [0, 1, 2, 3, 4])
    assert not told(player, "scene")["steps"]


def test_files_hold_the_rows(player, tmp_path):
    with Image.open(player.save(tmp_path / "run.gif")) as film:
        assert film.n_frames == len(STEPS)
    page = player.save(tmp_path / "run.html").read_text(encoding="utf-8")
    run = played(page)[1][0]["base"]
    assert run["captions"] == player.captions
    assert (run["scene"]["steps"], run["n_steps"]) == (STEPS, 200)


@pytest.mark.parametrize(
    "steps", [[0, 1, 3], [0, 3, 1, 10, 200], [0, 1, 1, 10, 200], [1, 2, 3, 4, 5]]
)
def test_steps_that_do_not_fit_the_rows_are_refused(player, steps):
    layers = player.layers
    with pytest.raises(ValueError, match="steps must be"):
        player.show(layers, steps=steps)
    assert list(player.steps) == STEPS


@pytest.mark.parametrize(("n_steps", "count"), [(2000, 58), (100_000, 150), (3, 40), (0, 10)])
def test_spread_steps_begin_with_all_and_lie_ever_farther_apart(n_steps, count):
    steps = spread(n_steps, count)
    assert (steps[0], steps[-1]) == (0, n_steps)
    assert len(steps) <= count + 1
    assert (np.diff(steps) > 0).all()
    assert steps[: 3 + 1] == list(range(min(n_steps, 3) + 1))
    apart = np.diff(steps)
    assert (apart[1:] >= apart[:-1] - 1).all()  # but for rounding
