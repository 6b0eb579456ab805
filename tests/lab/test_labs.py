"""The descent lab, driven from cells and through its controls: both ways do the same."""

import base64
import gc
import itertools
import json
import random
import re
from pathlib import Path

import ipywidgets
import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from matplotlib.figure import Figure

import gdteach as gd
from gdteach.lab.log_slider import LearningRateControl, scale_html
from gdteach.numerics.catalogue import OBJECTIVES, get_objective
from gdteach.numerics.curvature import curvature, marks, rounded
from gdteach.numerics.trajectory import Stop
from gdteach.numerics.wording import number
from tests.seeing import messages

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
PENDULUM = gd.as_objective(lambda w: 1 - np.cos(w), name="pendulum", domain=(-4, 4), start=3.0)
HALF = gd.as_objective(lambda w: w - np.log(w), name="half line", domain=(-1, 5), start=2.0)
VALLEY = gd.as_objective(lambda x, y: x * x + 9 * y * y, name="valley")
NOWHERE = gd.as_objective(lambda w: np.nan, name="nowhere")
FLAT = gd.as_objective(lambda w: 2.0, name="flat")


@pytest.fixture(scope="module")
def shared():
    """A lab that tests set up to their liking: making one takes a while."""
    return gd.DescentLab("parabola", "himmelblau")


@pytest.fixture
def lab(drawn, monkeypatch):
    """A parabola, with a picture that costs nothing; layers and layout are the real ones."""
    monkeypatch.setattr("gdteach.figure.animated_figure.png", lambda figure: b"picture")
    return drawn


@pytest.fixture
def drawn(shared):
    """A parabola, drawn in full."""
    shared.objective = "parabola"
    shared.learning_rate = 0.1
    shared.max_steps = 40
    shared.player.step = 0
    return shared


def controls(lab):
    """Return the menu, the boxes of the start, the slider and the box of the learning rate."""
    kinds = (ipywidgets.Dropdown, ipywidgets.FloatLogSlider, ipywidgets.BoundedFloatText)
    found = list(walk(lab))
    menu, slider, box = (next(w for w in found if isinstance(w, kind)) for kind in kinds)
    boxes = [w for w in found if type(w) is ipywidgets.FloatText]
    return menu, boxes, slider, box


def walk(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from walk(child)


def heights(lab):
    """Return the height curve on screen, as it lies on its axes."""
    trail = [layer for layer in lab.player.layers if layer.kind == "trail"][-1]
    return trail.points[:, 1]


def path(lab):
    """Return the path on screen, in data coordinates."""
    return next(layer for layer in lab.player.layers if layer.kind == "trail").points


def assert_consistent(lab):
    """Check that parameters, controls, run and picture all tell the same story."""
    menu, boxes, slider, box = controls(lab)
    d = lab.objective.dimension
    assert menu.value is lab.objective
    assert [b.value for b in boxes][:d] == list(lab.start)
    assert box.value == lab.learning_rate
    if lab.learning_rate > 0:
        assert abs(np.log10(slider.value / lab.learning_rate)) <= 0.6 * slider.step
    run = lab.trajectory
    if run is None:
        assert lab.player.layers == ()
        return
    assert run.objective is lab.objective
    assert run.method.learning_rate == lab.learning_rate
    assert tuple(run.iterates[0]) == lab.start
    assert lab.player.n_steps == run.n_steps == len(lab.player.captions) - 1
    shown = path(lab)
    assert np.array_equal(shown[:, :d], run.iterates)


# ------------------------------------------------------------------- what a lab starts with


def test_a_lab_starts_as_it_is_asked_to():
    lab = gd.DescentLab(gd.parabola(2.0), learning_rate=0.2, start=10, max_steps=10)
    assert repr(lab) == "DescentLab(objective=Parabola, learning_rate=0.2, start=10, max_steps=10)"
    assert lab.player.step == 0
    assert lab.trajectory.iterates[-1, 0] == pytest.approx(0.060466176, abs=1e-12)
    assert_consistent(lab)


def test_a_start_is_the_objectives_own_by_default(lab):
    assert lab.start == (10.0,)
    lab.objective = "himmelblau"
    assert lab.start == (0.0, 0.0)


def test_a_menu_of_one_is_no_menu():
    menu, boxes, *_ = controls(gd.DescentLab("double_well"))
    assert menu.layout.display == "none"
    assert boxes[1].layout.display == "none"


@pytest.mark.parametrize("name", OBJECTIVES)
def test_the_run_on_screen_is_that_of_gradient_descent(lab, name):
    lab.objective = name
    lab.learning_rate = 0.0123
    expected = gd.gradient_descent(lab.objective, lab.start, 0.0123, max_steps=40)
    assert np.array_equal(lab.trajectory.iterates, expected.iterates)
    assert_consistent(lab)
    if lab.objective.dimension == 1:
        assert np.array_equal(path(lab)[:, 1], expected.values)
    gaps = expected.values - (lab.objective.minimum_value or 0)
    seen = np.maximum(gaps, 1e-9) if lab.objective.minimum_value is not None else gaps
    assert heights(lab) == pytest.approx(seen)


# ------------------------------------------------------------- traits and controls, both ways


def test_the_learning_rate_from_a_cell_moves_its_controls(lab):
    lab.learning_rate = 0.123456789
    _, _, slider, box = controls(lab)
    assert box.value == 0.123456789
    assert slider.value == pytest.approx(0.123456789)
    assert_consistent(lab)


def test_the_slider_sets_the_learning_rate_to_three_digits(lab):
    slider = controls(lab)[2]
    slider.value = 10**-0.5
    assert lab.learning_rate == 0.316
    assert_consistent(lab)


def test_the_slider_beside_a_mark_means_the_mark():
    lab = gd.DescentLab(gd.quadratic_bowl(41.0))
    slider = controls(lab)[2]
    slider.value = 2 / 41 * 1.003
    assert lab.learning_rate == 2 / 41  # not 0.0489, which would stay below the wall
    slider.value = 2 / 41 * 1.03
    assert lab.learning_rate == rounded(2 / 41 * 1.03)


def test_the_box_sets_the_learning_rate_exactly(lab):
    box = controls(lab)[3]
    for typed in (0.123456789, 1.9999999, 0.0, 1e-12, 3e8, 0.2):
        box.value = typed
        assert lab.learning_rate == typed
        assert_consistent(lab)


def test_a_learning_rate_below_zero_is_typed_as_zero(lab):
    controls(lab)[3].value = -1.0
    assert lab.learning_rate == 0.0


def test_the_slider_reaches_as_far_as_the_value_and_no_farther(lab):
    _, _, slider, box = controls(lab)
    before = slider.min, slider.max
    box.value = 1e-7
    assert slider.min == pytest.approx(-7)
    box.value = 500.0
    assert (slider.min, slider.max) == pytest.approx((before[0], np.log10(500)))
    box.value = 0.2
    assert (slider.min, slider.max) == pytest.approx(before)


def test_the_browser_rounding_the_slider_is_not_the_learners_hand(lab):
    slider = controls(lab)[2]
    lab.learning_rate = 0.12345
    slider.value = 0.12345 * 10 ** (0.4 * slider.step)
    assert lab.learning_rate == 0.12345


def test_the_start_from_a_cell_moves_its_boxes(lab):
    for given, start in ((3, (3.0,)), ([-2.5], (-2.5,)), (np.array([7]), (7.0,))):
        lab.start = given
        assert lab.start == start
        assert_consistent(lab)
    lab.objective = "himmelblau"
    lab.start = np.array([1, -2])
    assert lab.start == (1.0, -2.0)
    assert_consistent(lab)


def test_the_boxes_set_the_start(lab):
    boxes = controls(lab)[1]
    boxes[0].value = 4.25
    assert lab.start == (4.25,)
    lab.objective = "himmelblau"
    boxes[1].value = -3.0
    assert lab.start == (0.0, -3.0)
    assert_consistent(lab)


def test_a_press_on_the_map_sets_the_start_to_three_digits(lab):
    def press():
        left, top, width, height = lab.player._boxes[0]
        place = {"type": "point", "axes": 0, "x": left + width / 3, "y": top + height / 3}
        lab.player._handle_custom_msg(place, [])

    press()
    assert lab.start == pytest.approx((-4.0,), abs=0.05)
    lab.objective = "himmelblau"
    press()
    assert lab.start == pytest.approx((-2.0, 2.0), abs=0.02)
    assert all(f"{value:.3g}" == f"{value:g}" for value in lab.start)
    assert_consistent(lab)


def test_the_menu_sets_the_objective(lab):
    menu = controls(lab)[0]
    menu.value = menu.options[1][1]
    assert lab.objective.name == "Himmelblau"
    assert_consistent(lab)
    menu.index = 0
    assert lab.objective.name == "Parabola"
    assert_consistent(lab)


def test_more_steps_make_a_longer_run_on_a_longer_axis(lab):
    lab.max_steps = 75
    assert lab.player.n_steps == 75
    assert lab.player.figure.axes[1].get_xlim() == (0, 75)
    assert_consistent(lab)


def test_the_boxes_are_called_by_the_coordinates(lab):
    boxes = controls(lab)[1]
    assert boxes[0].description == "start w"
    lab.objective = "himmelblau"
    assert [box.description for box in boxes] == ["start x", "start y"]
    assert boxes[1].layout.display is None


# -------------------------------------------------------------------------- the objective menu


def test_a_learners_own_function_joins_the_menu(lab):
    for own in (PENDULUM, VALLEY):
        lab.objective = own
        menu = controls(lab)[0]
        assert own.name in [label for label, _ in menu.options]
        assert_consistent(lab)
    menu.index = 0
    lab.objective = PENDULUM
    assert [value for _, value in menu.options].count(PENDULUM) == 1


def test_a_name_stands_for_the_same_objective_every_time(lab):
    lab.objective = "saddle"
    first, entries = lab.objective, len(controls(lab)[0].options)
    lab.objective = "parabola"
    lab.objective = "saddle"
    assert lab.objective is first
    assert len(controls(lab)[0].options) == entries


def test_namesakes_are_told_apart():
    lab = gd.DescentLab(gd.quadratic_bowl(5), gd.quadratic_bowl(50), "saddle")
    labels = [label for label, _ in controls(lab)[0].options]
    assert labels == ["Quadratic bowl 1", "Quadratic bowl 2", "Saddle"]


def test_an_objective_that_cannot_be_drawn_leaves_the_lab_as_it_was(lab):
    before = lab.trajectory
    for wrong in (NOWHERE, gd.as_objective(lambda a, b, c: a + b + c)):
        with pytest.raises(ValueError, match="objective must be"):
            lab.objective = wrong
        assert lab.trajectory is before
        assert_consistent(lab)


def test_a_flat_function_can_be_looked_at(drawn):
    drawn.objective = FLAT
    assert drawn.trajectory.n_steps == 40
    assert np.array_equal(np.unique(drawn.trajectory.iterates), [FLAT.start[0]])
    drawn.player.still()


# ------------------------------------------------------------------------- from 1-D to 2-D


def test_one_dimension_and_two_take_turns(lab):
    for name, kinds in [
        ("parabola", ["segment", "segment", "trail", "arrow", "marker", "marker"]),
        ("himmelblau", ["trail", "arrow", "arrow", "marker", "marker"]),
        ("double_well", ["segment", "segment", "trail", "arrow", "marker", "marker"]),
    ]:
        lab.objective = name
        assert [layer.kind for layer in lab.player.layers] == [*kinds, "trail", "marker"]
        axes = lab.player.figure.axes[0]
        assert (axes.get_aspect() == 1) == (lab.objective.dimension == 2)
        assert np.allclose(axes.get_xlim(), lab.objective.domain[0])
        lab.player.still()
        assert_consistent(lab)


def test_heights_are_gaps_on_a_log_axis_where_the_minimum_is_known(lab):
    axes = lab.player.figure.axes[1]
    scales = {}
    for name in OBJECTIVES:
        lab.objective = name
        scales[name] = axes.get_yscale()
        before = axes.axis()
        lab.learning_rate = 0.5
        lab.learning_rate = 0.001
        assert axes.axis() == before  # limits stay put, so that runs compare
    assert scales == {name: "linear" if name == "saddle" else "log" for name in OBJECTIVES}


def test_a_switch_is_one_message(lab, monkeypatch):
    sent = messages(lab.player, monkeypatch)
    lab.objective = "himmelblau"
    updates = [m for m in sent if m.get("method") == "update"]
    assert len(updates) == 1
    assert {"_picture", "_scene", "_captions"} <= set(updates[0]["state"])


def test_a_change_of_a_parameter_is_one_message_without_a_picture(lab, monkeypatch):
    sent = messages(lab.player, monkeypatch)
    lab.learning_rate = 0.3
    lab.start = 5
    controls(lab)[2].value = 0.7
    controls(lab)[1][0].value = 6
    assert len(sent) == 4
    assert not any("_picture" in m["state"] for m in sent)


# ----------------------------------------------------------------- what layers say about a step


def test_the_arrow_is_the_step_and_the_tangent_has_the_slope(lab):
    lab.learning_rate = 0.6
    tangent, drop, _, arrow = lab.player.layers[:4]
    run = lab.trajectory
    w, f, slope = run.iterates[:, 0], run.values, run.gradients[:, 0]
    rise = tangent.ends - tangent.starts
    assert rise[:, 1] / rise[:, 0] == pytest.approx(slope)
    assert (tangent.ends + tangent.starts) / 2 == pytest.approx(np.column_stack([w, f]))
    assert arrow.tails == pytest.approx(np.column_stack([w, f]))
    assert arrow.heads[:-1, 0] == pytest.approx(w[1:])
    assert arrow.heads[:, 1] == pytest.approx(f)
    assert drop.ends[:-1] == pytest.approx(np.column_stack([w[1:], f[1:]]))


def test_on_a_map_one_arrow_is_the_gradient_and_the_other_the_step(lab):
    lab.objective = "himmelblau"
    lab.learning_rate = 0.01
    _, gradient, step = lab.player.layers[:3]
    run = lab.trajectory
    shown = gradient.heads - gradient.tails
    assert np.linalg.norm(shown, axis=1) == pytest.approx(np.linalg.norm(shown[0]))
    unit = run.gradients / np.linalg.norm(run.gradients, axis=1)[:, None]
    assert shown / np.linalg.norm(shown, axis=1)[:, None] == pytest.approx(unit)
    assert step.heads[:-1] == pytest.approx(run.iterates[1:])
    assert (gradient.colour, step.colour, gradient.label) == ("gradient", "path", "∇f")


def test_a_hollow_ring_marks_the_start(lab):
    for name in ("parabola", "himmelblau"):
        lab.objective = name
        (ring,) = [m for m in lab.player.layers if getattr(m, "shape", "") == "ring"]
        assert ring.points[0, : lab.objective.dimension].tolist() == list(lab.start)


# ------------------------------------------------------------------------ outcomes, explained


def test_divergence_is_explained_in_the_caption(lab):
    lab.learning_rate = 1e6
    assert lab.trajectory.stop is Stop.DIVERGED or lab.trajectory.n_steps == 40
    lab.max_steps = 300
    assert lab.trajectory.stop is Stop.DIVERGED
    assert "Left the numbers at step" in lab.player.captions[-1]
    assert "below 2/L = 2;" in lab.player.captions[-1]
    assert_consistent(lab)


def test_a_start_without_a_value_is_explained_in_the_caption(lab):
    lab.objective = HALF
    lab.start = -0.5
    assert lab.trajectory is None
    (caption,) = lab.player.captions
    assert re.match(r"No descent from here: start must be a point where f and ∇f are fin", caption)
    assert lab.player.alt == caption
    assert "image/png" in lab._repr_mimebundle_()[0]
    lab.start = 2.0
    assert lab.trajectory.n_steps == 40
    assert_consistent(lab)


def test_the_words_for_those_who_do_not_see_it_follow_the_run(lab):
    lab.learning_rate = 0.25
    end = lab.trajectory.iterates[-1, 0]
    assert lab.player.alt == (
        f"Gradient descent on Parabola, learning rate 0.25, from 10: "
        f"after 40 steps at {number(end)}."
    )


@pytest.mark.parametrize("name", ["parabola", "double_well", "himmelblau", "saddle", "rosenbrock"])
def test_extremes_leave_the_lab_usable(drawn, name):
    lab = drawn
    lab.objective = name
    objective = lab.objective
    known = curvature(objective)
    wall = 2 / known.largest if known else 1.0
    low, high = objective.domain.T
    starts = [
        low,
        high,
        high + 1000 * (high - low),
        np.full(len(low), 1e300),
        *objective.minimisers[:1],
    ]
    for rate, start in itertools.product((0.0, wall, 1e6, 1e9, 5e-324), starts):
        lab.learning_rate, lab.start = rate, start
        assert_consistent(lab)
        json.dumps(lab.player.get_state(["_scene", "_captions"]), allow_nan=False)
        for step in {0, lab.player.n_steps}:
            with lab.player.drawn(step):
                pass
    lab.player.still()
    lab.learning_rate, lab.start = 0.01, objective.start
    assert_consistent(lab)


def test_a_learning_rate_of_zero_stays(lab):
    lab.learning_rate = 0
    assert (lab.trajectory.iterates == 10.0).all()


def test_at_twice_the_inverse_curvature_the_ball_swings_for_ever(lab):
    lab.learning_rate = 2.0
    assert np.array_equal(lab.trajectory.iterates[:, 0], [10.0, -10.0] * 20 + [10.0])


def test_at_the_minimiser_the_ball_rests(drawn):
    drawn.start = 0.0
    assert not drawn.trajectory.iterates.any()
    # an exact hit lies below a log axis: it leaves through the floor, and the mark with it
    assert heights(drawn).max() < 1e-6
    drawn.player.still()


# ------------------------------------------------------------------- a long and wild evening


def test_two_thousand_turns_of_the_controls_break_and_leak_nothing(lab):
    rng = random.Random(2024)
    menu, boxes, slider, box = controls(lab)
    names = ["parabola", "himmelblau", "saddle", PENDULUM, HALF]
    for name in names:
        lab.objective = name

    def number():
        return rng.choice([rng.uniform(-5, 5), rng.gauss(0, 1) * 10 ** rng.uniform(-9, 300), 0.0])

    def turn():
        kind = rng.random()
        if kind < 0.002:
            lab.objective = rng.choice(names)
        elif kind < 0.004:
            menu.index = rng.randrange(len(menu.options))
        elif kind < 0.3:
            slider.value = 10 ** rng.uniform(slider.min, slider.max)
        elif kind < 0.45:
            box.value = rng.choice([0.0, rng.uniform(0, 2), 10 ** rng.uniform(-20, 9)])
        elif kind < 0.55:
            lab.learning_rate = rng.choice([0, 1, 10 ** rng.uniform(-320, 9)])
        elif kind < 0.7:
            boxes[rng.randrange(2)].value = number()
        elif kind < 0.8:
            lab.start = [number() for _ in range(lab.objective.dimension)]
        elif kind < 0.95:
            left, top, width, height = lab.player._boxes[0]
            x, y = left + width * rng.random(), top + height * rng.random()
            lab.player._handle_custom_msg({"type": "point", "axes": 0, "x": x, "y": y}, [])
        else:
            lab.player.set_state({"step": rng.randrange(-5, 100)})

    lab.max_steps = 8
    gc.collect()
    figures = sum(isinstance(thing, Figure) for thing in gc.get_objects())
    entries, widgets = len(menu.options), len(list(walk(lab)))
    for i in range(2000):
        turn()
        if i % 50 == 0:
            assert_consistent(lab)
    gc.collect()
    assert sum(isinstance(thing, Figure) for thing in gc.get_objects()) == figures
    assert plt.get_fignums() == []
    assert (len(menu.options), len(list(walk(lab)))) == (entries, widgets)
    children = len(lab.player.figure.findobj())
    lab.objective = lab.objective
    assert len(lab.player.figure.findobj()) == children


# ---------------------------------------------------------------------------- marks of theory


@pytest.mark.parametrize("name", OBJECTIVES)
def test_marks_are_where_theory_puts_them(name):
    objective = get_objective(name)
    L, mu = objective.smoothness, objective.strong_convexity
    found = marks(objective)
    if L is not None:
        assert found["1/L"] == 1 / L
        assert found["2/L"] == 2 / L
        if mu is not None and objective.dimension == 2:
            assert found["2/(L+μ)"] == 2 / (L + mu)
            assert 1 / L < found["2/(L+μ)"] < 2 / L
        else:
            assert "2/(L+μ)" not in found
    elif found:
        # the largest eigenvalue by power iteration, at the sharpest of the minimisers
        largest = max(power(objective.hessian(point)) for point in objective.minimisers)
        assert found["2/L"] == pytest.approx(2 / largest, rel=1e-6)


def power(matrix):
    """Return the largest eigenvalue of a positive matrix by power iteration."""
    vector = np.linspace(1.0, 2.0, len(matrix))
    for _ in range(2000):
        vector = matrix @ vector
        vector /= np.linalg.norm(vector)
    return float(vector @ matrix @ vector)


def test_where_theory_has_no_word_there_is_no_mark():
    assert marks(gd.quartic()) == {}  # at its minimiser the curvature is zero
    assert marks(PENDULUM) == {}
    assert scale_html({}, -1, 0) == ""


def test_marks_stand_under_their_places_also_when_the_slider_stretches():
    control = LearningRateControl()
    control.suit(gd.parabola(2.0))
    for value in (0.1, 1e-6, 700.0, 0.3):
        control.value = value
        shown = dict(
            re.findall(
                r'title="([^"]+)" style="position:absolute;left:([\d.]+)%', control.scale.value
            )
        )
        for name, rate in marks(gd.parabola(2.0)).items():
            low, high = control.slider.min, control.slider.max
            assert float(shown[name]) == pytest.approx(
                100 * (np.log10(rate) - low) / (high - low), abs=0.006
            )


def test_marks_say_their_values():
    text = scale_html(marks(gd.quadratic_bowl(10.0)), -3, 0)
    assert re.findall(r">([12]/\S+ = [\d.]+)<", text) == [
        "1/L = 0.1",
        "2/(L+μ) = 0.182",
        "2/L = 0.2",
    ]


# ----------------------------------------------------------------------------- what is stored


def test_a_lab_is_stored_as_its_widget_and_a_still_picture(drawn):
    data, metadata = drawn._repr_mimebundle_()
    assert data["text/plain"] == repr(drawn)
    assert base64.b64decode(data["image/png"]) == drawn.player.still()
    assert metadata["image/png"]["alt"] == drawn.player.alt
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == drawn.model_id


def test_the_lab_that_notebook_02_builds_turns_as_the_others_do():
    notebook = nbformat.read(NOTEBOOKS / "02_algorithm.ipynb", as_version=4)
    cell = next(each.source for each in notebook.cells if "(gd.Lab)" in each.source)
    names = {"gd": gd, "bowl": gd.quadratic_bowl(condition_number=10)}
    exec(cell, names)
    assert cell.split("\n\n\n")[0].count("\n") <= 11  # about ten lines
    lab = names["TwoBalls"](learning_rate=0.21)
    assert repr(lab) == "TwoBalls(learning_rate=0.21)"
    steep, floor = (layer.points for layer in lab.player.layers)
    assert np.abs(steep[-1]).max() > 4
    assert np.abs(floor[-1]).max() < 1e-3
    lab.controls["learning_rate"].box.value = 0.1
    assert np.abs(lab.player.layers[0].points[-1]).max() < 1e-3
    assert "image/png" in lab._repr_mimebundle_()[0]
    assert "learning_rate : float" in type(lab).__doc__
