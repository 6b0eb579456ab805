"""Kinds of wrong arguments, what is said of each, and a test of any function against them.

A row is a wrong value, its kind of error, and what the message must hold beside the argument's name
and the value; where that begins with ^ it is the whole message. The wrong kind of thing is a
``TypeError``, the wrong value a ``ValueError``.
"""

import re

import numpy as np
import pytest

NAN, INF = float("nan"), float("inf")
T, V = TypeError, ValueError


def rows(error, message, *values):
    """Return a row for each of several values that are refused alike."""
    return [(value, error, message) for value in values]


def given(kind):
    """Return the wrong values of a kind for an argument that may be left out."""
    return [row for row in kind if row[0] is not None]


def whole(least):
    wrong = rows(T, "a whole number, got", "x", None, 1.5, "10", True, NAN, [1])
    return wrong + rows(V, f"at least {least}, got", least - 1)


def one_point(dimension):
    """Return what is not one point of a space."""
    several = dimension + 1
    return [
        *rows(T, "made of real numbers, got", "here", None, ["a", "b"], [1j, 0]),
        *rows(V, "a regular array", [[1], [1, 2]]),
        *rows(V, "non-empty", []),
        *rows(V, "finite, .*; remove the NaN", [0, NAN], INF),
        *rows(V, f"one point with {dimension} coord.*; its shape is", [[0, 0]], several * [0]),
    ]


def list_of_points(dimension):
    """Return what is not an array of points, one a row."""
    shape = rf"an array of shape \(n, {dimension}\).*row per point"
    wrong = rows(V, shape, dimension * [0], [[0] * (dimension + 1)], 0.0)
    return [("wide", T, "made of real numbers"), (np.empty((0, 2)), V, "non-empty"), *wrong]


NUMBER = rows(T, "a number, got", "x", "0.1", None, True, [1, 2], 1j)
NUMBER += [*rows(V, "a finite number, got", NAN, INF), (10**400, V, "finite .*1000+[.]{3}")]
POSITIVE = NUMBER + rows(V, "positive, got", 0, -1.5)
NOT_NEGATIVE = NUMBER + rows(V, "zero or positive, got", -1e-9, -1)
FLAG = rows(T, "True or False, got", "x", None, 1, 0.0, [])
TEXT = rows(T, "a str, got", None, 3, ["a"], b"a")
NAME = rows(T, "a name .*known: ", None, 3, ["a"], b"a")
NAME += [("", V, "a known name.*known: "), ("nope", V, "a known name")]
FUNCTION = rows(T, "a function, got", None, 3, "f")
WRAP = "an Objective, got .*; wrap a function of your own with as_objective"
OBJECTIVE = rows(T, WRAP, None, 3, "himmelblau", np.square)


def spoken(value):
    """Return a short name of a value, the same in every process."""
    value = getattr(value, "func", value)  # what a partial function calls
    return getattr(value, "__name__", f"{value!r:.30}")


def cases(table, right):
    """Return a test's cases: each wrong value of each argument of each function.

    A row of the `table` is a function and, for some of its arguments, what is wrong for them;
    `right` holds what each function can be called with.
    """
    return [
        pytest.param(call, right.get(call, {}), name, row, id=f"{spoken(call)}-{name}-{said}")
        for call, kinds in table
        for names, kind in kinds.items()
        for name in names.split()
        for row, said in ((row, spoken(row[0])) for row in kind)
    ]


def assert_refused(call, right, name, row):
    """Check that a call is refused in words that name the argument and show what is wrong."""
    value, error, message = row
    with pytest.raises(error) as caught:
        call(**(right | {name: value}))
    said = str(caught.value)
    whole = message if message.startswith("^") else rf"^{name} must .*{message}"
    assert re.search(whole, said), said
    entries = [value, *value] if isinstance(value, (list, tuple)) else [value]
    shown = [" ".join(repr(entry).split())[:25] for entry in entries]
    assert message.startswith("^") or any(text in said for text in shown), said
    assert len(said) < 300
