"""The label layer: words per step, in the browser's data and in the still picture."""

import numpy as np
import pytest

from gdteach import AnimatedFigure
from gdteach.figure.label import Label
from tests.seeing import told


def drawn(layer, step):
    return [artist.get_text() for artist in layer.draw(step)]


def test_each_step_has_its_line_and_the_last_one_stays(axes):
    label = Label(axes, [[1, 0.5]], ["f = 4", "f = 1"])
    assert label.n_steps == 1
    assert [drawn(label, step) for step in (0, 1, 7)] == [["f = 4"], ["f = 1"], ["f = 1"]]


def test_one_line_follows_its_points(axes):
    label = Label(axes, [[1, 0.5], [2, 0.5], [3, 0.5]], "try 1")
    assert label.n_steps == 2
    places = [label.draw(step)[0].xy[0] for step in (0, 1, 2)]
    assert np.allclose(np.diff(places, 2), 0)
    assert places[0] < places[1]


def test_it_stands_where_its_point_is(axes):
    AnimatedFigure(axes.figure, [label := Label(axes, [[5, 0.5]], "here", anchor="middle")])
    (text,) = label.draw(0)
    shown = axes.figure.transFigure.transform(text.xy)
    assert np.allclose(shown, axes.transData.transform([5, 0.5]))
    assert text.get_ha() == "center"


@pytest.mark.parametrize("place", [[np.nan, 0.5], [1e300, 0.5], [np.inf, 0.5]])
def test_what_has_no_place_is_not_drawn(axes, place):
    assert Label(axes, [place], "gone").draw(0) == []


def test_the_browser_gets_texts_and_anchor(axes):
    player = AnimatedFigure(axes.figure, [Label(axes, [[1, 0.5]], ["a", "b"], colour="second")])
    (packed,) = told(player, "scene")["layers"]
    assert packed["kind"] == "label"
    assert (packed["texts"], packed["anchor"], packed["colour"]) == (["a", "b"], "start", "#0072B2")
    assert player.n_steps == 1
