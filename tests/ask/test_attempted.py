"""A `...` left in place is no mistake, wherever it stands, and is answered kindly."""

import linecache

import numpy as np
import pytest

from gdteach.ask.attempted import gap_line, is_untouched
from tests.exercise_programs import check_gradient_descent, descend, in_a_cell


@pytest.mark.parametrize("body", ["...", "pass", "return ...", '"""Return w."""\n...'])
def test_nothing_to_run_is_seen_without_running_it(body):
    assert is_untouched(in_a_cell(body))
    assert is_untouched(...)
    assert is_untouched(None)


GAPS_THAT_SHOW = [
    "w = ...\nreturn [w]",
    "w = start\niterates = [w]\nfor t in range(n_steps):\n    w = ...\n    iterates.append(w)\n"
    "return iterates",
    "w = start\nfor t in range(n_steps):\n    w = w - ... * gradient(w)\nreturn w",
    "return [start - learning_rate * gradient(...)]",
    "raise NotImplementedError('later')",
]
GAPS_IN_SOURCE = [
    "w = start\niterates = [w]\nfor t in range(n_steps):\n    ...\nreturn iterates",
    "if n_steps == 0:\n    return [start]\nreturn gradient_descent(...)",
]


@pytest.mark.parametrize("body", GAPS_THAT_SHOW + GAPS_IN_SOURCE)
def test_a_gap_left_in_place_is_no_mistake(body):
    assert check_gradient_descent(in_a_cell(body)).mistake == "not_attempted"


@pytest.mark.parametrize("body", GAPS_THAT_SHOW)
def test_a_gap_shows_without_the_source_too_once_it_is_met(body):
    f = in_a_cell(body, "<gap>")
    del linecache.cache["<gap>"]
    assert check_gradient_descent(f).mistake == "not_attempted"


def test_the_line_of_the_gap_is_named():
    f = in_a_cell("w = start\niterates = [w]\nfor t in range(n_steps):\n    ...\nreturn iterates")
    feedback = check_gradient_descent(f)
    assert feedback.label == "Not attempted yet"
    assert feedback.message.startswith("Line 5 still holds a `...`")


def test_an_ellipsis_in_an_index_or_a_type_is_no_gap():
    def uphill(gradient, start: "np.ndarray[tuple[int, ...], float]", learning_rate, n_steps):
        path: list[tuple[float, ...]] = descend(gradient, start, -learning_rate, n_steps)
        return np.array(path)[..., :]

    assert gap_line(uphill) is None
    assert check_gradient_descent(uphill).mistake == "uphill"


def test_functions_without_code_or_source_have_no_gap():
    assert gap_line(max) is None
    assert gap_line(eval("lambda gradient: ...")) is None
    assert not is_untouched(max)
    assert not is_untouched(3)
