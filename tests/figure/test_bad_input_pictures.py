"""Every public function and trait of the pictures and labs × every kind of wrong argument.

The message names the argument and shows the value; the wrong kind of thing is a ``TypeError``,
the wrong value a ``ValueError``. `None` is left out where it means "not given".
"""

import re

import ipywidgets
import numpy as np
import pytest

import gdteach as gd
from gdteach.figure import style
from gdteach.figure.label import Label
from gdteach.figure.layer import Layer
from gdteach.lab.learning_rate import LearningRateControl

NAN, INF = float("nan"), float("inf")
FIGURE, (AXES, OTHER) = gd.subplots(1, 2)
SPACE = gd.subplots(subplot_kw={"projection": "3d"})[1]
POINTS = [[0.0, 1.0], [2.0, 3.0]]
PLAYER = gd.AnimatedFigure(FIGURE, gd.Marker(AXES, POINTS))
LAB = gd.DescentLab("parabola", "himmelblau")
CONTROL = LearningRateControl()
STRANGER = gd.Marker(gd.subplots()[1], POINTS)
T, V = TypeError, ValueError


def wrong(kind, **but):
    """Return a kind of wrong values without those that an argument allows."""
    allowed = but.get("but", ())
    return [(value, error) for value, error in kind if not any(value is ok for ok in allowed)]


def whole(least):
    return [("x", T), (None, T), (1.5, T), (True, T), (NAN, T), ([1], T), (least - 1, V)]


NUMBER = [("x", T), (None, T), (True, T), ([1, 2], T), (1j, T), (NAN, V), (INF, V), (10**400, V)]
POSITIVE = [*NUMBER, (0, V), (-1.5, V)]
FLAG = [("x", T), (None, T), (1, T), (0.0, T), ([], T)]
TEXT = [(None, T), (3, T), (["a"], T), (b"a", T)]
NAME = [*TEXT, ("", V), ("nope", V)]
COLOUR = [(None, T), (3, T), ([1, 0, 0], T), ("", V), ("gradiant", V), ("#12345", V)]
AXIS = [(None, T), ("axes", T), (FIGURE, T), ([AXES], T)]
FIG = [(None, T), (AXES, T), ("figure", T), (3, T)]
PLACES = [
    ("x", T),
    (None, T),
    ([["a", "b"]], T),
    ([[1j, 2]], T),
    ([[True, False]], T),
    ([], V),
    (5.0, V),
    ([1.0, 2.0], V),
    ([[1.0, 2.0, 3.0]], V),
    ([[1.0], [2.0, 3.0]], V),
    (np.zeros((2, 2, 2)), V),
    (np.zeros((0, 2)), V),
]
CURVES = [*PLACES[:-2], (POINTS, V), (np.zeros((2, 3, 3)), V)]
FUNCTION = [(None, T), (3, T), ("f", T)]
IN_TWO = [(None, T), ("himmelblau", T), (gd.himmelblau, T), (3, T), (gd.parabola(), V)]
IN_ONE = [(None, T), ("parabola", T), (np.square, T), (gd.himmelblau(), V)]
LAYERS = [(None, T), (3, T), ("marker", T), ([None], T), ([3], T), ([AXES], T), ([STRANGER], V)]
LINES = [(None, T), ("a line", T), (3, T), ([1], T), ([None], T), (["a", 2], T)]
GAPS = [
    ("x", T),
    (None, T),
    ([1j], T),
    (["a"], T),
    ([], V),
    ([NAN], V),
    ([[1.0], [2.0]], V),
    (3, V),
]
RATE = [*NUMBER, (-0.1, V), (2e9, V)]
START = [
    ("x", T), (None, T), (True, T), (1j, T), (["a"], T), ({1: 2}, T),
    ([], V), ([1, 2], V), ([[1]], V), (NAN, V), ([INF], V), ([[1], [1, 2]], V),
]  # fmt: skip
OBJECTIVE = [(None, T), (3, T), (gd.parabola, T), (["parabola"], T), ("himelblau", V), ("", V)]

# what is called, and its arguments with what is wrong for each
LAYER = {"axes": AXIS, "colour": COLOUR}
CASES = {
    "Trail": (
        lambda **new: gd.Trail(**{"axes": AXES, "points": POINTS, **new}),
        LAYER | {"points": PLACES, "width": POSITIVE, "dots": FLAG, "ahead": FLAG, "dashed": FLAG},
    ),
    "Marker": (
        lambda **new: gd.Marker(**{"axes": AXES, "points": POINTS, **new}),
        LAYER | {"points": PLACES, "size": POSITIVE, "shape": NAME},
    ),
    "Marker in 3-D": (
        lambda **new: gd.Marker(**{"axes": SPACE, "points": [[0, 0, 0]], **new}),
        {"points": [(POINTS, V), ([[1, 2, 3, 4]], V), ([1, 2, 3], V)]},
    ),
    "Arrow": (
        lambda **new: gd.Arrow(**{"axes": AXES, "tails": POINTS, "heads": POINTS, **new}),
        LAYER
        | {"tails": PLACES, "heads": PLACES, "width": POSITIVE, "dashed": FLAG, "label": TEXT},
    ),
    "Segment": (
        lambda **new: gd.Segment(**{"axes": AXES, "starts": POINTS, "ends": POINTS, **new}),
        LAYER | {"starts": PLACES, "ends": PLACES, "width": POSITIVE, "dashed": FLAG},
    ),
    "Curve": (
        lambda **new: gd.Curve(**{"axes": AXES, "points": [POINTS], **new}),
        LAYER | {"points": CURVES, "width": POSITIVE, "dashed": FLAG},
    ),
    "Label": (
        lambda **new: Label(**{"axes": AXES, "points": POINTS, "texts": "here", **new}),
        LAYER
        | {
            "points": PLACES,
            "anchor": NAME,
            "texts": [(None, T), (3, T), ([1], T), ([], V), (["a", "b", "c"], V)],
        },
    ),
    "AnimatedFigure": (
        lambda **new: gd.AnimatedFigure(**{"figure": FIGURE, **new}),
        {"figure": FIG, "layers": LAYERS, "captions": LINES, "alt": TEXT, "speed": POSITIVE},
    ),
    "show": (
        lambda **new: PLAYER.show(**{"layers": [], **new}),
        {
            "layers": LAYERS,
            "captions": LINES,
            "alt": wrong(TEXT, but=[None]),
            "step": wrong(whole(0), but=[None]),
        },
    ),
    "on_point": (
        lambda **new: PLAYER.on_point(**{"axes": AXES, "callback": print, **new}),
        {"axes": [*AXIS, (SPACE, V), (STRANGER.axes, V)], "callback": FUNCTION},
    ),
    "still": (PLAYER.still, {"step": wrong(whole(0), but=[None])}),
    "save": (
        lambda **new: PLAYER.save(**{"path": "run.png", **new}),
        {
            "path": [(None, T), (3, T), (b"run.png", T), ("run", V), ("run.jpeg", V), ("", V)],
            "step": wrong(whole(0), but=[None]),
        },
    ),
    "subplots": (
        gd.subplots,
        {"rows": whole(1), "columns": whole(1), "width": POSITIVE, "height": POSITIVE},
    ),
    "use_style": (gd.use_style, {"name": NAME}),
    "colour": (style.colour, {"role": COLOUR}),
    "picture": (
        lambda **new: gd.picture(**{"figure": FIGURE, "alt": "x", **new}),
        {"figure": FIG, "alt": [*TEXT, ("", V), ("  ", V)]},
    ),
    "contour_map": (
        lambda **new: gd.contour_map(**{"axes": AXES, "objective": gd.saddle(), **new}),
        {
            "axes": AXIS,
            "objective": IN_TWO,
            "points": whole(10),
            "labels": FLAG,
            "minimisers": FLAG,
        },
    ),
    "curve": (
        lambda **new: gd.curve(**{"axes": AXES, "objective": gd.parabola(), **new}),
        {"axes": AXIS, "objective": IN_ONE, "points": whole(10), "minimisers": FLAG},
    ),
    "surface": (
        lambda **new: gd.surface(**{"axes": SPACE, "objective": gd.saddle(), **new}),
        {
            "axes": [*AXIS, (AXES, T)],
            "objective": IN_TWO,
            "points": whole(5),
            "elevation": NUMBER,
            "azimuth": NUMBER,
        },
    ),
    "gap_axes": (
        lambda **new: gd.gap_axes(**{"axes": AXES, "highest": 1.0, "n_steps": 3, **new}),
        {"axes": AXIS, "highest": POSITIVE, "n_steps": whole(0), "name": TEXT},
    ),
    "loss_curve": (
        lambda **new: gd.loss_curve(**{"axes": AXES, "gaps": [1.0], **new}),
        {"axes": AXIS, "gaps": GAPS, "role": COLOUR, "label": TEXT},
    ),
    "title": (
        lambda **new: gd.title(**{"axes": AXES, "text": "x", **new}),
        {"axes": AXIS, "text": TEXT},
    ),
    "DescentLab": (
        lambda **new: gd.DescentLab("parabola", **new),
        {"learning_rate": RATE, "start": wrong(START, but=[None]), "max_steps": whole(1)},
    ),
    "Lab": (
        lambda **new: gd.Lab(**{"controls": [], "player": PLAYER, **new}),
        {
            "controls": [(None, T), (3, T), ([3], T), ("x", T), ([AXES], T)],
            "player": [(None, T), (FIGURE, T), (ipywidgets.Play(), T)],
        },
    ),
    "LearningRateControl": (LearningRateControl, {"value": RATE}),
}
TRAITS = {
    "figure": (PLAYER, {"speed": POSITIVE, "captions": LINES, "alt": TEXT, "playing": FLAG}),
    # a step out of range is drawn in: a player or a link may ask for one beyond the end
    "figure's step": (PLAYER, {"step": whole(0)[:-1], "n_steps": whole(0)}),
    "lab": (
        LAB,
        {
            "learning_rate": RATE,
            "start": START,
            "max_steps": whole(1),
            "objective": OBJECTIVE,
        },
    ),
    "control": (CONTROL, {"value": RATE}),
}
CALLED = {"value": "learning_rate", "role": r"(?:role|colour)"}  # how a message calls them


def spoken(value):
    """Return a short name of a value, the same in every process."""
    return getattr(value, "__name__", f"{value!r:.30}")


def rows(table):
    return [
        pytest.param(thing, name, value, error, id=f"{of}-{name}-{spoken(value)}")
        for of, (thing, arguments) in table.items()
        for name, kinds in arguments.items()
        for value, error in kinds
    ]


def assert_says(error, name, value):
    """Check that a message names the argument and shows the value, or the entry that is wrong."""
    message = str(error.value)
    assert re.match(rf"{CALLED.get(name, name)} must ", message), message
    entries = [value, *value] if isinstance(value, (list, tuple)) else [value]
    shown = [" ".join(repr(entry).split())[:25] for entry in entries]
    assert any(text in message for text in shown), message
    assert len(message) < 300


@pytest.mark.parametrize(("call", "name", "value", "error"), rows(CASES))
def test_a_wrong_argument_is_named(call, name, value, error, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error) as caught:
        call(**{name: value})
    assert_says(caught, name, value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("owner", "name", "value", "error"), rows(TRAITS))
def test_a_wrong_value_for_a_trait_is_named_and_changes_nothing(owner, name, value, error):
    before = getattr(owner, name)
    with pytest.raises(error) as caught:
        setattr(owner, name, value)
    assert_says(caught, name, value)
    assert getattr(owner, name) == before


def test_a_misspelt_objective_gets_a_suggestion():
    with pytest.raises(ValueError, match=r"objective must be a known name.*mean 'himmelblau'"):
        LAB.objective = "himelblau"
    with pytest.raises(ValueError, match=r"objective must be a known name.*mean 'himmelblau'"):
        gd.DescentLab("himelblau")


@pytest.mark.parametrize(
    ("objectives", "error", "message"),
    [
        ((), ValueError, "objectives must hold at least one objective"),
        ((3,), TypeError, "objective must be an Objective, got 3; make one .* as_objective"),
        ((gd.as_objective(lambda a, b, c: a),), ValueError, "objective must be of 1 or 2 dimens"),
        ((gd.as_objective(lambda w: np.nan),), ValueError, "objective must be finite somewhere"),
    ],
)
def test_a_lab_without_something_to_draw_is_refused(objectives, error, message):
    with pytest.raises(error, match=message):
        gd.DescentLab(*objectives)


def test_rows_that_do_not_match_are_counted():
    with pytest.raises(ValueError, match=r"tails and heads must have .* got 2 and 1"):
        gd.Arrow(AXES, POINTS, POINTS[:1])
    with pytest.raises(ValueError, match=r"starts and ends must have .* got 1 and 2"):
        gd.Segment(AXES, POINTS[:1], POINTS)


def test_a_layer_of_no_kind_cannot_be_made():
    with pytest.raises(TypeError, match="abstract"):
        Layer(AXES)


def test_a_name_that_is_no_argument_is_refused():
    with pytest.raises(TypeError, match="colur"):
        gd.Marker(AXES, POINTS, colur="path")
    with pytest.raises(TypeError, match="learning_rat"):
        gd.DescentLab("parabola", learning_rat=0.1)


def test_several_traits_at_once_let_nothing_wrong_in():
    at_once = PLAYER.hold_trait_notifications
    with pytest.raises(ValueError, match="speed must be positive"), at_once():
        PLAYER.speed = -1
    assert PLAYER.speed > 0
    with pytest.raises(ValueError, match="learning_rate must be"), LAB.hold_trait_notifications():
        LAB.learning_rate = -1
    assert LAB.learning_rate > 0


def test_what_numpy_calls_a_number_is_a_number():
    for number in (np.float32(0.25), np.array(0.25), np.int64(1), 1):
        LAB.learning_rate = number
        PLAYER.speed = number
        assert LAB.learning_rate == PLAYER.speed == float(number)
    LAB.max_steps = np.int64(7)
    assert LAB.trajectory.n_steps == 7
