"""Every public function and trait of the pictures × every kind of wrong argument.

The message names the argument and shows the value; the wrong kind of thing is a ``TypeError``,
the wrong value a ``ValueError``. `None` is left out where it means "not given".
"""

import contextlib
import re

import numpy as np
import pytest

import gdteach as gd
from gdteach.figure import style
from gdteach.figure.layers import Label, Layer

NAN, INF = float("nan"), float("inf")
FIGURE, (AXES, OTHER) = gd.subplots(1, 2)
SPACE = gd.subplots(subplot_kw={"projection": "3d"})[1]
POINTS = [[0.0, 1.0], [2.0, 3.0]]
PLAYER = gd.AnimatedFigure(FIGURE, gd.Marker(AXES, POINTS))
STRANGER = gd.Marker(gd.subplots()[1], POINTS)
T, V = TypeError, ValueError


def whole(least):
    return [("x", T), (None, T), (1.5, T), (True, T), (NAN, T), ([1], T), (least - 1, V)]


def given(kind):
    """Return the wrong values of a kind for an argument that may be left out."""
    return [(value, error) for value, error in kind if value is not None]


NUMBER = [("x", T), (None, T), (True, T), ([1, 2], T), (1j, T), (NAN, V), (INF, V), (10**400, V)]
POSITIVE = [*NUMBER, (0, V), (-1.5, V)]
FLAG = [("x", T), (None, T), (1, T), (0.0, T), ([], T)]
TEXT = [(None, T), (3, T), (["a"], T), (b"a", T)]
NAME = [*TEXT, ("", V), ("nope", V)]
COLOUR = [(None, T), (3, T), ([1, 0, 0], T), ("", V), ("gradiant", V), ("#12345", V)]
AXIS = [(None, T), ("axes", T), (FIGURE, T), ([AXES], T)]
FIG = [(None, T), (AXES, T), ("figure", T), (3, T)]
PLACES = [
    ("x", T), (None, T), ([["a", "b"]], T), ([[1j, 2]], T), ([[True, False]], T),
    ([], V), (5.0, V), ([1.0, 2.0], V), ([[1.0, 2.0, 3.0]], V), ([[1.0], [2.0, 3.0]], V),
]  # fmt: skip
POSITIONS = [*PLACES, (np.zeros((2, 2, 2)), V), (np.zeros((0, 2)), V)]
CURVES = [*PLACES, (POINTS, V), (np.zeros((2, 3, 3)), V)]
IN_SPACE = [(POINTS, V), ([[1, 2, 3, 4]], V), ([1, 2, 3], V)]
WORDS = [(None, T), (3, T), ([1], T), ([], V), (["a", "b", "c"], V)]
FUNCTION = [(None, T), (3, T), ("f", T)]
IN_TWO = [(None, T), ("himmelblau", T), (gd.himmelblau, T), (3, T), (gd.parabola(), V)]
IN_ONE = [(None, T), ("parabola", T), (np.square, T), (gd.himmelblau(), V)]
LAYERS = [(None, T), (3, T), ("marker", T), ([None], T), ([3], T), ([AXES], T), ([STRANGER], V)]
LINES = [(None, T), ("a line", T), (3, T), ([1], T), ([None], T), (["a", 2], T)]
GAPS = [("x", T), (None, T), ([1j], T), (["a"], T), ([], V), ([NAN], V), ([[1.0], [2.0]], V)]
GAPS += [(3, V)]
PATHS = [(None, T), (3, T), (b"run.png", T), ("run", V), ("run.jpeg", V), ("", V)]

# what is called, with what, and the arguments with what is wrong for each
LAYER = {"axes": AXIS, "colour": COLOUR}
LINE = LAYER | {"width": POSITIVE, "dashed": FLAG}
CASES = {
    "Trail": (
        gd.Trail,
        {"axes": AXES, "points": POINTS},
        LINE | {"points": POSITIONS, "dots": FLAG, "ahead": FLAG},
    ),
    "Marker": (
        gd.Marker,
        {"axes": AXES, "points": POINTS},
        LAYER | {"points": POSITIONS, "size": POSITIVE, "shape": NAME},
    ),
    "Marker in 3-D": (gd.Marker, {"axes": SPACE}, {"points": IN_SPACE}),
    "Arrow": (
        gd.Arrow,
        {"axes": AXES, "tails": POINTS, "heads": POINTS},
        LINE | {"tails": POSITIONS, "heads": POSITIONS, "label": TEXT},
    ),
    "Segment": (
        gd.Segment,
        {"axes": AXES, "starts": POINTS, "ends": POINTS},
        LINE | {"starts": POSITIONS, "ends": POSITIONS},
    ),
    "Curve": (gd.Curve, {"axes": AXES, "points": [POINTS]}, LINE | {"points": CURVES}),
    "Label": (
        Label,
        {"axes": AXES, "points": POINTS, "texts": "here"},
        LAYER | {"points": POSITIONS, "anchor": [*NAME, ("left", V)], "bold": FLAG, "texts": WORDS},
    ),
    "AnimatedFigure": (
        gd.AnimatedFigure,
        {"figure": FIGURE},
        {"figure": FIG, "layers": LAYERS, "captions": LINES, "alt": TEXT, "speed": POSITIVE},
    ),
    "show": (
        PLAYER.show,
        {"layers": []},
        {"layers": LAYERS, "captions": LINES, "alt": given(TEXT), "step": given(whole(0))},
    ),
    "on_point": (
        PLAYER.on_point,
        {"axes": AXES, "callback": print},
        {"axes": [*AXIS, (SPACE, V), (STRANGER.axes, V)], "callback": FUNCTION, "drags": FLAG},
    ),
    "still": (PLAYER.still, {}, {"step": given(whole(0))}),
    "save": (PLAYER.save, {"path": "run.png"}, {"path": PATHS, "step": given(whole(0))}),
    "subplots": (
        gd.subplots,
        {},
        {"rows": whole(1), "columns": whole(1), "width": POSITIVE, "height": POSITIVE},
    ),
    "mosaic": (style.mosaic, {"layout": "ab"}, {"width": POSITIVE, "height": POSITIVE}),
    "use_style": (gd.use_style, {}, {"name": NAME}),
    "colour": (style.colour, {}, {"role": COLOUR}),
    "picture": (
        gd.picture,
        {"figure": FIGURE, "alt": "x"},
        {"figure": FIG, "alt": [*TEXT, ("", V), ("  ", V)]},
    ),
    "contour_map": (
        gd.contour_map,
        {"axes": AXES, "objective": gd.saddle()},
        {
            "axes": AXIS,
            "objective": IN_TWO,
            "points": whole(10),
            "labels": FLAG,
            "minimisers": FLAG,
        },
    ),
    "curve": (
        gd.curve,
        {"axes": AXES, "objective": gd.parabola()},
        {"axes": AXIS, "objective": IN_ONE, "points": whole(10), "minimisers": FLAG},
    ),
    "surface": (
        gd.surface,
        {"axes": SPACE, "objective": gd.saddle()},
        {"axes": [*AXIS, (AXES, T)], "objective": IN_TWO, "points": whole(5)}
        | {"elevation": NUMBER, "azimuth": NUMBER},
    ),
    "gap_axes": (
        gd.gap_axes,
        {"axes": AXES, "highest": 1.0, "n_steps": 3},
        {"axes": AXIS, "highest": POSITIVE, "lowest": POSITIVE, "n_steps": whole(0), "name": TEXT},
    ),
    "loss_curve": (
        gd.loss_curve,
        {"axes": AXES, "gaps": [1.0]},
        {"axes": AXIS, "gaps": GAPS, "role": COLOUR, "label": TEXT},
    ),
    "title": (gd.title, {"axes": AXES, "text": "x"}, {"axes": AXIS, "text": TEXT}),
}
# a step out of range is drawn in: a player or a link may ask for one beyond the end
TRAITS = {"speed": POSITIVE, "captions": LINES, "alt": TEXT, "playing": FLAG, "n_steps": whole(0)}
TRAITS |= {"step": whole(0)[:-1]}
CALLED = {"role": r"(?:role|colour)"}  # how a message calls it


def spoken(value):
    """Return a short name of a value, the same in every process."""
    return getattr(value, "__name__", f"{value!r:.30}")


def assert_says(error, name, value):
    """Check that a message names the argument and shows the value, or the entry that is wrong."""
    message = str(error.value)
    assert re.match(rf"{CALLED.get(name, name)} must ", message), message
    entries = [value, *value] if isinstance(value, (list, tuple)) else [value]
    shown = [" ".join(repr(entry).split())[:25] for entry in entries]
    assert any(text in message for text in shown), message
    assert len(message) < 300


@pytest.mark.parametrize(
    ("call", "right", "name", "value", "error"),
    [
        pytest.param(call, right, name, value, error, id=f"{of}-{name}-{spoken(value)}")
        for of, (call, right, arguments) in CASES.items()
        for name, kinds in arguments.items()
        for value, error in kinds
    ],
)
def test_a_wrong_argument_is_named(call, right, name, value, error, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error) as caught:
        call(**{**right, name: value})
    assert_says(caught, name, value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        pytest.param(name, value, error, id=f"{name}-{spoken(value)}")
        for name, kinds in TRAITS.items()
        for value, error in kinds
    ],
)
def test_a_wrong_value_for_a_trait_is_named_and_changes_nothing(name, value, error):
    before = getattr(PLAYER, name)
    for at_once in (contextlib.nullcontext, PLAYER.hold_trait_notifications):
        with pytest.raises(error) as caught, at_once():
            setattr(PLAYER, name, value)
        assert_says(caught, name, value)
        assert getattr(PLAYER, name) == before


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


def test_what_numpy_calls_a_number_is_a_number():
    for number in (np.float32(0.25), np.array(0.25), np.int64(1), 1):
        PLAYER.speed = number
        assert PLAYER.speed == float(number)
