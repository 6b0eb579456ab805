"""Whatever a learner's function hands back, the checkers reply and never stop."""

import re
from unittest.mock import MagicMock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import gdteach as gd
from gdteach.ask.checking import exercises
from gdteach.ask.exercise import Exercise
from gdteach.ask.feedback import Feedback
from tests.exercise_programs import check_gradient_descent, descend

EXERCISES = [id_ for id_, each in exercises().items() if isinstance(each, Exercise)]
DESCENTS = ["algorithm/gradient_descent", "algorithm/two_parameters"]
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=3), st.just(...)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=8)
        | st.lists(inner, max_size=8).map(tuple)
        | st.dictionaries(st.integers(), inner, max_size=2)
        | st.lists(inner, max_size=8).map(iter)
    ),
    max_leaves=20,
)
ARRAYS = hnp.arrays(
    st.sampled_from([np.float64, np.float32, np.int64, np.bool_, np.complex128, object]),
    hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=8),
)


def assert_a_failed_reply(feedback):
    assert isinstance(feedback, Feedback)
    assert not feedback.passed
    assert feedback.mistake
    assert not re.search(r"{[a-z_]+}", feedback.message)
    assert feedback._repr_html_().startswith("<div")


@pytest.mark.parametrize("id_", EXERCISES)
@settings(max_examples=25)
@given(VALUES | ARRAYS)
def test_any_value_gets_a_reply(id_, value):
    assert_a_failed_reply(gd.check(id_, lambda *arguments: value))


@pytest.mark.parametrize("id_", DESCENTS)
@settings(max_examples=25)
@given(st.data())
def test_any_array_of_nearly_the_right_shape_gets_a_reply(id_, data):
    shapes = st.tuples(st.integers(4, 8), st.integers(1, 3)) | st.tuples(st.integers(4, 8))
    numbers = st.floats(-1e300, 1e300) | st.sampled_from([np.nan, np.inf, -np.inf, 0.0, 3.0])
    path = data.draw(hnp.arrays(np.float64, shapes, elements=numbers))
    assert_a_failed_reply(gd.check(id_, lambda *arguments: path))


@settings(max_examples=25)
@given(VALUES | ARRAYS)
def test_any_value_in_two_dimensions_alone_gets_a_reply(value):
    def half_right(gradient, start, learning_rate, n_steps):
        return descend(gradient, start, learning_rate, n_steps) if start.size == 1 else value

    assert_a_failed_reply(check_gradient_descent(half_right))


@pytest.mark.parametrize("id_", DESCENTS)
@settings(max_examples=25)
@given(st.floats(), st.floats(), st.floats())
def test_any_first_step_gets_a_reply(id_, a, b, c):
    def strange(*arguments):
        start = np.array(arguments[1] if len(arguments) == 4 else arguments[2:4], dtype=float)
        path = [start]
        for _ in range(arguments[-1]):
            path.append(a * path[-1] + b * start + c)
        return path

    feedback = gd.check(id_, strange)
    assert not feedback
    assert feedback.mistake


@pytest.mark.parametrize("leap", [1e90, 1e120, 9e307])
def test_a_leap_to_the_edge_of_the_numbers_gets_a_reply(leap):
    def gradient_descent(gradient, start, learning_rate, n_steps):
        w = np.array(start, dtype=float)
        iterates = [w]
        for t in range(n_steps):
            w = w - learning_rate * gradient(w) + (leap if t == 0 else 0.0)
            iterates.append(w)
        return np.array(iterates)

    reply = check_gradient_descent(gradient_descent)
    assert not reply.passed
    assert reply.message


class Evil:
    """Says nothing about itself when it is looked into, and leaves instead."""

    def __init__(self, value="evil"):
        self.value = value

    def __getattr__(self, name):
        raise SystemExit(name)

    def __call__(self, *arguments):
        return self.value


async def waits_for_ever(*arguments):
    return 1.0


@pytest.mark.parametrize("id_", EXERCISES)
@pytest.mark.parametrize(
    "odd",
    [Evil(), Evil(1.0), Evil([1.0, 2.0]), Evil, print, dict, waits_for_ever, np.array, MagicMock()],
    ids=[
        "evil",
        "evil_number",
        "evil_point",
        "a_class",
        "print",
        "dict",
        "async",
        "np.array",
        "mock",
    ],
)
def test_any_callable_gets_a_reply(id_, odd):
    assert_a_failed_reply(gd.check(id_, odd))


@pytest.mark.parametrize("id_", EXERCISES)
@pytest.mark.parametrize(
    "value",
    [np.broadcast_to(0.0, 10**9), np.ma.masked_all(2), 10**400, np.datetime64("2020"), {1}, b"1"],
    ids=lambda value: type(value).__name__,
)
def test_a_value_that_is_hard_to_read_gets_a_reply(id_, value):
    assert_a_failed_reply(gd.check(id_, lambda *arguments: value))
