"""The widget's half in Python: what is sent, what is heard, and what others see of it."""

import base64
import gc
import json
import warnings
import weakref
import zlib

import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
import pytest
import traitlets
from hypothesis import given
from hypothesis import strategies as st

import gdteach as gd
from gdteach.figure.projection import to_pixels
from tests.seeing import messages, pixels, press, told


def run_on(axes, n_steps=10):
    """Return one marker that walks along a diagonal in so many steps."""
    return [gd.Marker(axes, np.column_stack(2 * [np.linspace(0, 1, n_steps + 1)]))]


def make(n_steps=10, **options):
    figure, axes = gd.subplots(width=3, height=2)
    return gd.AnimatedFigure(figure, run_on(axes, n_steps), **options)


PLAYER = make()


@pytest.fixture
def player():
    return make()


@pytest.fixture
def axes(player):
    return player.figure.axes[0]


# ---------------------------------------------------------------------------------- the step


@given(st.integers())
def test_the_step_stays_within_the_run(step):
    PLAYER.step = step
    assert PLAYER.step == min(max(step, 0), 10)
    PLAYER.set_state({"step": step})
    assert PLAYER.step == min(max(step, 0), 10)


def test_the_last_step_is_that_of_the_longest_layer_or_caption():
    figure, (left, right) = gd.subplots(1, 2)
    layers = [*run_on(left, 3), *run_on(right, 7)]
    for shown in (layers, iter(layers), layers[1]):  # one need not stand in a list
        assert gd.AnimatedFigure(figure, shown).n_steps == 7
    assert gd.AnimatedFigure(figure, layers, captions=["x"] * 12).n_steps == 11
    assert gd.AnimatedFigure(figure).n_steps == 0


@pytest.mark.parametrize(
    ("before", "new_length", "after"), [(10, 20, 20), (10, 4, 4), (6, 20, 6), (6, 4, 4), (0, 5, 0)]
)
def test_a_new_run_is_shown_where_the_old_one_stood(player, axes, before, new_length, after):
    player.step = before
    player.show(run_on(axes, new_length))
    assert (player.step, player.n_steps) == (after, new_length)


def test_a_new_run_can_say_where_it_is_shown(player, axes):
    player.show(run_on(axes, 20), step=13, alt="A walk.", captions=["on the way"])
    assert (player.step, player.alt, player.captions) == (13, "A walk.", ["on the way"])
    player.show(run_on(axes, 5), step=13)
    assert (player.step, player.alt, player.captions) == (5, "A walk.", [])


def test_a_run_that_cannot_be_shown_leaves_the_old_one(player, axes):
    before = player.get_state()
    stranger = gd.subplots()[1]
    for layers, options in [
        (run_on(stranger), {}),
        (run_on(axes, 3), {"step": "x"}),
        (run_on(axes, 3), {"captions": [1]}),
        (run_on(axes, 3), {"alt": 1}),
    ]:
        with pytest.raises((TypeError, ValueError)):
            player.show(layers, **options)
        assert player.get_state() == before


# --------------------------------------------------------------------------- what is sent


def test_a_run_and_a_redraw_are_sent_in_one_message_each(player, axes, monkeypatch):
    sent = messages(player, monkeypatch)
    player.show(run_on(axes, 20), captions=["here"] * 21, alt="Another walk.", step=3)
    axes.set_title("A heading that takes room", fontsize=30)
    player.redraw()
    run, redraw = sent
    assert run["method"] == "update"
    assert {"_scene", "n_steps", "_captions", "step", "alt"} <= set(run["state"])
    assert "_picture" not in run["state"]
    assert {"_picture", "_boxes", "_scene"} <= set(redraw["state"])


def test_what_the_browser_says_is_not_sent_back(player, monkeypatch):
    sent = messages(player, monkeypatch)
    data = {"method": "update", "state": {"step": 4}, "buffer_paths": []}
    player._handle_msg({"content": {"data": data}, "buffers": []})
    assert player.step == 4
    assert [m for m in sent if "step" in m.get("state", {})] == []


@given(st.lists(st.text(), max_size=5))
def test_captions_are_sent_deflated(captions):
    PLAYER.captions = captions
    sent = told(PLAYER, "captions")
    assert (json.loads(zlib.decompress(base64.b64decode(sent))) if sent else []) == captions


def test_everything_that_is_sent_is_plain_json(player):
    for name, value in player.get_state().items():
        assert not isinstance(value, (bytes, memoryview)), name


# ------------------------------------------------------------------------------ the redraw


def test_a_redraw_moves_the_boxes_and_the_layers_together(player, axes):
    def shares():
        left, top, width, height = told(player, "boxes")[0]
        xy = np.reshape(told(player, "scene")["tracks"][0]["xy"], (-1, 2))
        return (xy - [left, top]) / [width, height]

    axes.set(xlim=(-1, 2), ylim=(-1, 2))
    player.redraw()
    before, boxes, picture = shares(), told(player, "boxes"), told(player, "picture")
    axes.set_title("Higher", fontsize=40)
    player.redraw()
    assert told(player, "boxes") != boxes
    assert told(player, "picture") != picture
    assert shares() == pytest.approx(before, abs=2e-3)
    assert before[0] == pytest.approx([1 / 3, 2 / 3], abs=2e-3)


def test_the_layout_is_frozen_between_redraws(player, axes):
    boxes = told(player, "boxes")
    axes.set_title("Higher", fontsize=40)
    player.still()
    player.show(run_on(axes))
    assert told(player, "boxes") == boxes
    expected = to_pixels(axes, np.array([[1.0, 1.0]]))[0]
    assert told(player, "scene")["tracks"][0]["xy"][-2:] == pytest.approx(expected, abs=0.051)


def test_the_picture_is_twice_as_sharp_as_its_size(player):
    data = base64.b64decode(told(player, "picture").removeprefix("data:image/png;base64,"))
    assert pixels(data).shape == (2 * 192, 2 * 288, 3)
    assert told(player, "size")[:2] == [288, 192]
    assert told(player, "size")[2] == pytest.approx(16)  # 12 points


# ------------------------------------------------------------------------ presses and drags


def test_a_press_arrives_in_data_coordinates_of_its_axes(monkeypatch):
    figure, (plain, log) = gd.subplots(1, 2)
    plain.set(xlim=(-4, 4), ylim=(0, 2))
    log.set(xscale="log", yscale="log", xlim=(1e-3, 1e3), ylim=(1e-6, 1))
    player = gd.AnimatedFigure(figure)
    heard = []
    for name, axes in (("plain", plain), ("log", log)):
        player.on_point(axes, lambda point, name=name: heard.append((name, point)))
    assert told(player, "sensitive") == [0, 1]
    sent = messages(player, monkeypatch)
    for axes in (plain, log):
        press(player, axes, 1 / 4, 1 / 4)
    assert [name for name, _ in heard] == ["plain", "log"]
    assert heard[0][1] == pytest.approx([-2, 1.5], abs=0.01)
    assert np.log10(heard[1][1]) == pytest.approx([-1.5, -1.5], abs=0.01)
    assert [m["content"] for m in sent] == [{"type": "pointed"}] * 2


@pytest.mark.filterwarnings("ignore")  # ipywidgets reports what a callback raises in its own way
def test_a_press_and_nothing_else_is_acknowledged_whatever_happens(player, axes, monkeypatch):
    player.on_point(axes, lambda point: 1 / 0)
    sent = messages(player, monkeypatch)
    player._handle_custom_msg({"type": "greeting"}, [])
    assert sent == []
    content = {"type": "point", "axes": 0, "x": 1, "y": 1}
    for message in (content, content | {"axes": 7}, {"type": "point"}, content | {"x": None}):
        player._handle_custom_msg(message, [])  # as ipywidgets hears it
    assert [m["content"] for m in sent] == [{"type": "pointed"}] * 4


def test_the_newest_callback_counts(player, axes):
    heard = []
    player.on_point(axes, lambda point: heard.append("first"))
    player.on_point(axes, lambda point: heard.append("second"))
    press(player, axes, 1 / 2, 1 / 2)
    assert heard == ["second"]
    assert told(player, "sensitive") == [0]


# ----------------------------------------------------------------------- pyplot and memory


def test_a_pyplot_figure_is_taken_over():
    figure, axes = plt.subplots()
    other = plt.figure()
    try:
        player = gd.AnimatedFigure(figure, run_on(axes))
        assert plt.get_fignums() == [other.number]
        assert len(pixels(player.still())) == int(2 * 96 * figure.get_figheight())
    finally:
        plt.close(other)
    assert plt.get_fignums() == []


def test_a_figure_without_a_canvas_of_its_own_will_do():
    figure = plt.Figure(figsize=(2, 2))
    player = gd.AnimatedFigure(figure, run_on(figure.subplots()))
    assert pixels(player.still()).shape == (384, 384, 3)


def test_nothing_is_left_of_a_closed_figure():
    player = make()
    gone = weakref.ref(player.figure)
    player.close()
    del player
    gc.collect()
    assert gone() is None


# -------------------------------------------------------------------------- what others see


def test_a_cell_shows_the_widget_and_for_readers_without_a_kernel_a_picture(player):
    player.alt = "A walk along the diagonal."
    data, metadata = player._repr_mimebundle_()
    assert {"text/plain", "image/png", "application/vnd.jupyter.widget-view+json"} <= set(data)
    assert data["text/plain"] == repr(player)
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == player.model_id
    still = base64.b64decode(data["image/png"])
    assert still == player.still(10)
    assert metadata["image/png"] == {"width": 288, "alt": "A walk along the diagonal."}


def test_the_description_is_short_and_stable():
    figure, axes = gd.subplots()
    points = [[0, 0], [1, 1], [0.5, 0.5]]
    player = gd.AnimatedFigure(figure)
    assert repr(player) == "AnimatedFigure(no layers, step 0 of 0)"
    player.show([gd.Trail(axes, points), gd.Marker(axes, points), gd.Marker(axes, points)], step=1)
    assert repr(player) == "AnimatedFigure(trail, marker, step 1 of 2)"


def test_a_still_is_of_the_last_step_or_of_the_one_asked_for(player):
    assert player.still(3) != player.still(10)
    player.step = 3
    assert player.still() == player.still(99) == player.still(10)


def test_it_plays_and_other_widgets_can_be_tied_to_its_step(player):
    player.play()
    assert player.playing is True
    player.pause()
    assert player.playing is False
    slider = ipywidgets.IntSlider(max=10)
    traitlets.link((slider, "value"), (player, "step"))
    slider.value = 7
    assert player.step == 7
    player.step = 2
    assert slider.value == 2
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ipywidgets.jslink((ipywidgets.Play(), "value"), (player, "step"))


def test_figures_do_not_share_their_state():
    one, two = make(captions=["one"]), make(3)
    one.step = 4
    assert (two.step, two.captions, two.n_steps) == (0, [], 3)
    assert one.captions == ["one"]
