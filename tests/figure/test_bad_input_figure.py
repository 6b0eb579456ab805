"""Every public function and trait of the pictures × every kind of wrong argument."""

import contextlib
from functools import partial

import numpy as np
import pytest

import gdteach as gd
from gdteach.figure import sampling, style
from gdteach.figure.layers import Label, Layer, Raster
from tests import bad_input as bad
from tests.bad_input import NAN, T, V, given, rows, whole

FIGURE, (AXES, OTHER) = gd.subplots(1, 2)
SPACE = gd.subplots(subplot_kw={"projection": "3d"})[1]
POINTS = [[0.0, 1.0], [2.0, 3.0]]
PLAYER = gd.AnimatedFigure(FIGURE, gd.Marker(AXES, POINTS))
STRANGER = gd.Marker(gd.subplots()[1], POINTS)

COLOUR = rows(T, "", None, 3, [1, 0, 0])
COLOUR += rows(V, "a role or a colour", "", "#12345", "minimizer")
COLOUR += rows(V, "did you mean 'gradient'", "gradiant")
AXIS = rows(T, "an Axes", None, "axes", FIGURE, [AXES])
IN_DEPTH = rows(T, "3-D axes", None, "axes", FIGURE, [AXES], AXES)
FIG = rows(T, "a Figure", None, AXES, "figure", 3)
PLACES = rows(T, "", "x", None, [["a", "b"]], [[1j, 2]], [[True, False]])
PLACES += rows(V, "", [], 5.0, [1.0, 2.0], [[1.0, 2.0, 3.0]], [[1.0], [2.0, 3.0]])
POSITIONS = PLACES + rows(V, "", np.zeros((2, 2, 2)), np.zeros((0, 2)))
CURVES = PLACES + rows(V, "", POINTS, np.zeros((2, 3, 3)))
IN_SPACE = rows(V, "", POINTS, [[1, 2, 3, 4]], [1, 2, 3])
WORDS = rows(T, "", None, 3, [1]) + rows(V, "", [], ["a", "b", "c"])
WORD = bad.TEXT + rows(V, "", "", "nope", "left")
NOT_ONE = rows(T, "an Objective, got", None, 3, "himmelblau", np.square, gd.himmelblau)
IN_ONE = NOT_ONE + rows(V, "of 1 dimension,", gd.himmelblau())
IN_TWO = NOT_ONE + rows(V, "of 2 dimensions,", gd.parabola())
NOWHERE = [gd.as_objective(lambda *w: NAN, dimension=d) for d in (1, 2)]
EMPTY = [rows(V, "finite somewhere in its domain", each) for each in NOWHERE]
LAYERS = rows(T, "", None, 3, "marker", [None], [3], [AXES])
LAYERS += rows(V, "on axes of this figure", [STRANGER])
LINES = rows(T, "", None, "a line", 3, [1], [None], ["a", 2])
GAPS = rows(T, "", "x", None, [1j], ["a"]) + rows(V, "", [], [NAN], [[1.0], [2.0]], 3)
ENDING = r"a kind of file.*\.png, \.gif, \.mp4 or"
PATHS = rows(T, "a file name", None, 3, b"run.png")
PATHS += rows(V, ENDING, "", "run", "run.jpeg", "run.jpg", "run.", ".png.txt")
CELLS = rows(V, r"of shape \(rows, columns\)", [0, 1], np.empty((0, 3), int))
CELLS += [([[0.5]], T, "whole numbers"), ([[3]], V, "within 0 … 2, .*range from 3 to 3")]
CELLS += rows(V, "within 0 … 2", [[-1]])
SOLID = rows(V, "1 to 256 solid colours", [], ["#ff000080"], 257 * ["path"])
SOLID += rows(V, "solid colours.*opacity", ["#ff000080"]) + rows(V, "a role or", ["sceond"])
SIZE = {"width height": bad.POSITIVE}
LAYER = {"axes": AXIS, "colour": COLOUR}
LINE = {"width": bad.POSITIVE, "dashed": bad.FLAG} | LAYER

# Each function, with arguments that are right. Of these the table below makes one wrong.
RIGHT = {
    gd.Trail: {"axes": AXES, "points": POINTS},
    gd.Marker: {"axes": AXES, "points": POINTS},
    gd.Arrow: {"axes": AXES, "tails": POINTS, "heads": POINTS},
    gd.Segment: {"axes": AXES, "starts": POINTS, "ends": POINTS},
    gd.Curve: {"axes": AXES, "points": [POINTS]},
    Label: {"axes": AXES, "points": POINTS, "texts": "here"},
    Raster: {"axes": AXES, "cells": [[2]], "colours": 3 * ["path"], "low": (0, 0), "high": (6, 4)},
    gd.AnimatedFigure: {"figure": FIGURE},
    PLAYER.show: {"layers": []},
    PLAYER.on_point: {"axes": AXES, "callback": print},
    PLAYER.save: {"path": "run.png"},
    style.mosaic: {"layout": "ab"},
    gd.picture: {"figure": FIGURE, "alt": "x"},
    gd.contour_map: {"axes": AXES, "objective": gd.saddle()},
    gd.curve: {"axes": AXES, "objective": gd.parabola()},
    gd.surface: {"axes": SPACE, "objective": gd.saddle()},
    gd.gap_axes: {"axes": AXES, "highest": 1.0, "n_steps": 3},
    gd.loss_curve: {"axes": AXES, "gaps": [1.0]},
    gd.title: {"axes": AXES, "text": "x"},
}
TABLE = [
    (gd.Trail, LINE | {"points": POSITIONS, "dots ahead": bad.FLAG}),
    (gd.Marker, LAYER | {"points": POSITIONS, "size": bad.POSITIVE, "shape": WORD}),
    (partial(gd.Marker, SPACE), {"points": IN_SPACE}),
    (gd.Arrow, LINE | {"tails heads": POSITIONS, "label": bad.TEXT}),
    (gd.Segment, LINE | {"starts ends": POSITIONS}),
    (gd.Curve, LINE | {"points": CURVES}),
    (Label, LAYER | {"points": POSITIONS, "anchor": WORD, "bold": bad.FLAG, "texts": WORDS}),
    (Raster, {"axes": AXIS + rows(V, "flat axes", SPACE), "cells": CELLS, "colours": SOLID}),
    (Raster, {"low high": bad.one_point(2), "opacity": bad.NUMBER + rows(V, "at most 1", 2)}),
    (gd.AnimatedFigure, {"figure": FIG, "layers": LAYERS, "captions": LINES, "alt": bad.TEXT}),
    (gd.AnimatedFigure, {"speed": bad.POSITIVE}),
    (PLAYER.show, {"layers": LAYERS, "captions": LINES}),
    (PLAYER.show, {"alt": given(bad.TEXT), "step": given(whole(0))}),
    (PLAYER.on_point, {"axes": AXIS + rows(V, "flat axes of this figure", SPACE, STRANGER.axes)}),
    (PLAYER.on_point, {"callback": bad.FUNCTION, "drags": bad.FLAG}),
    (PLAYER.still, {"step": given(whole(0))}),
    (PLAYER.save, {"path": PATHS, "step": given(whole(0))}),
    (gd.subplots, {"rows columns": whole(1), **SIZE}),
    (style.mosaic, SIZE),
    (gd.use_style, {"name": bad.NAME + rows(V, "a known name, .*'lecture'", "lectures")}),
    (style.colour, {"role": [(value, error, "^colour must") for value, error, _ in COLOUR]}),
    (gd.picture, {"figure": FIG, "alt": bad.TEXT + rows(V, "a sentence", "", "  ")}),
    (gd.contour_map, {"axes": AXIS, "objective": IN_TWO + EMPTY[1], "points": whole(10)}),
    (gd.contour_map, {"labels minimisers": bad.FLAG}),
    (gd.curve, {"axes": AXIS, "objective": IN_ONE + EMPTY[0]}),
    (gd.curve, {"points": whole(10), "minimisers": bad.FLAG}),
    (gd.surface, {"axes": IN_DEPTH, "objective": IN_TWO, "points": whole(5)}),
    (gd.surface, {"elevation azimuth": bad.NUMBER}),
    (gd.gap_axes, {"axes": AXIS, "highest lowest": bad.POSITIVE, "n_steps": whole(0)}),
    (gd.gap_axes, {"name": bad.TEXT}),
    (gd.loss_curve, {"axes": AXIS, "gaps": GAPS, "role": COLOUR, "label": bad.TEXT}),
    (gd.title, {"axes": AXIS, "text": bad.TEXT}),
    (sampling.levels, {"values": rows(V, "finite somewhere", [NAN, np.inf])}),
]
TRAITS = {"speed": bad.POSITIVE, "captions": LINES, "alt": bad.TEXT, "playing": bad.FLAG}
# a step out of range is drawn in: a player or a link may ask for one beyond the end
TRAITS |= {"n_steps": whole(0), "step": whole(0)[:-1]}


@pytest.mark.parametrize(("call", "right", "name", "row"), bad.cases(TABLE, RIGHT))
def test_a_wrong_argument_is_named(call, right, name, row, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    bad.assert_refused(call, right, name, row)
    assert list(tmp_path.iterdir()) == []
    assert style.current_style() == "notebook"


def set_trait(at_once, **values):
    with at_once():
        for name, value in values.items():
            setattr(PLAYER, name, value)


@pytest.mark.parametrize(("call", "right", "name", "row"), bad.cases([(set_trait, TRAITS)], {}))
def test_a_wrong_value_for_a_trait_is_named_and_changes_nothing(call, right, name, row):
    before = getattr(PLAYER, name)
    for at_once in (contextlib.nullcontext, PLAYER.hold_trait_notifications):
        bad.assert_refused(partial(call, at_once), right, name, row)
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
