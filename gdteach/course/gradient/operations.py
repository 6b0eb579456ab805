"""Two quantities that meet in a slope along u, put together in another way than they should be."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.comparing import alike
from gdteach.ask.exercise import Exercise
from gdteach.ask.known import Attempt
from gdteach.ask.program import Changes, Line
from gdteach.ask.replies import Finding

Operation = Callable[[Any, Any], Any]
OPERATIONS: dict[str, Operation] = {
    "{a} and {b} are added": lambda a, b: a + b,
    "{b} is subtracted from {a}": lambda a, b: a - b,
    "{a} is subtracted from {b}": lambda a, b: b - a,
    "{a} and {b} are multiplied": lambda a, b: a * b,
    "{a} is divided by {b}": lambda a, b: a / b,
    "{b} is divided by {a}": lambda a, b: b / a,
    "{b} stands in place of both, {a} and {b}": lambda a, b: b,
    "{b} is left out beside {a}": lambda a, b: a,
}


def length(vector: NDArray[np.float64]) -> Any:
    """Return the length of a vector."""
    return np.sqrt(np.sum(np.square(vector)))


# What meets, in words, and the line where it does.
MEETINGS: tuple[tuple[str, str, Callable[[Operation], Changes]], ...] = (
    ("the slope along x", "u's x", lambda op: {"x_part": lambda g_x, u_x: op(g_x, u_x)}),
    ("the slope along y", "u's y", lambda op: {"y_part": lambda g_y, u_y: op(g_y, u_y)}),
    (
        "the product along x",
        "the product along y",
        lambda op: {"rise": lambda x_part, y_part: op(x_part, y_part)},
    ),
    ("∇f·u", "the length of u", lambda op: {"answer": lambda rise, size: op(rise, size)}),
    (
        "u",
        "its length",
        lambda op: {"answer": lambda slopes, u, size: np.sum(slopes * op(u, size))},
    ),
    ("∇f", "u", lambda op: {"rise": lambda slopes, u: np.sum(op(slopes, u))}),
    (
        "∇f",
        "u made 1 long",
        lambda op: {"answer": lambda slopes, u, size: np.sum(op(slopes, u / size))},
    ),
    (
        "the square of u's x",
        "the square of its y",
        lambda op: {"size": lambda u: np.sqrt(op(u[0] ** 2, u[1] ** 2))},
    ),
    (
        "u's x",
        "the exponent 2",
        lambda op: {"size": lambda u: np.sqrt(op(u[0], 2) + u[1] ** 2)},
    ),
    (
        "u's y",
        "the exponent 2",
        lambda op: {"size": lambda u: np.sqrt(u[0] ** 2 + op(u[1], 2))},
    ),
    (
        "the length of ∇f",
        "the cosine",
        lambda op: {"answer": lambda it, slopes: op(length(slopes), it / length(slopes))},
    ),
    (
        "the length of ∇f",
        "the length of u",
        lambda op: {
            "answer": lambda slopes, rise, size: length(slopes) * rise / op(length(slopes), size)
        },
    ),
    (
        "∇f·u",
        "the product of the two lengths",
        lambda op: {
            "answer": lambda slopes, rise, size: length(slopes) * op(rise, length(slopes) * size)
        },
    ),
)
# Numbers that may be taken for one another, by the lines that hold them.
NUMBERS: dict[str, Line] = {
    "the slope along x": lambda slopes: slopes[0],
    "the slope along y": lambda slopes: slopes[1],
    "u's x": lambda u: u[0],
    "u's y": lambda u: u[1],
    "w's x": lambda w: w[0],
    "w's y": lambda w: w[1],
}
PLACES = {
    "g_x": "the slope along x",
    "g_y": "the slope along y",
    "u_x": "u's x, in the products",
    "u_y": "u's y, in the products",
    "size_x": "u's x, in its length",
    "size_y": "u's y, in its length",
}
# In place of the length of ∇f, or of that of u, where the cosine is made of both.
LENGTHS: dict[str, Line] = {
    "the sum of ∇f's components": lambda slopes: slopes.sum(),
    "the largest of ∇f's components": lambda slopes: slopes.max(),
    "the length of u": lambda size: size,
}


def _ways() -> Iterator[tuple[str, Changes]]:
    """Yield all that may be put together otherwise, in words and as a change."""
    for a, b, changes in MEETINGS:
        for words, operation in OPERATIONS.items():
            yield words.format(a=a, b=b), changes(operation)
    for line, place in PLACES.items():
        for number, value in NUMBERS.items():
            yield f"{number} stands in place of {place}", {line: value}
    for other, value in LENGTHS.items():
        words = f"{other} stands in place of the length of ∇f"
        yield words, {"steepness": value}
        yield f"{words}, in the cosine", {"steepness_in_cosine": value}
    yield "the larger product is taken alone", {"rise": lambda x_part, y_part: max(x_part, y_part)}


@cache
def _outcomes(exercise: Exercise) -> list[tuple[str, list[NDArray[np.float64]]]]:
    """Return what comes out of every operation in every place, in words and in numbers."""
    with np.errstate(all="ignore"):
        return list(_vary(exercise))


def _vary(exercise: Exercise) -> Iterator[tuple[str, list[NDArray[np.float64]]]]:
    truth = [exercise.program(given) for given in exercise.problems]
    for words, changes in _ways():
        answers = [exercise.program(each, changes) for each in exercise.problems]
        if not all(map(alike, answers, truth)):
            yield words, answers


def other_operation(exercise: Exercise, attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise that two quantities are put together in another way than they should be."""
    for words, answers in _outcomes(exercise):
        if all(alike(each.answer, wrong) for each, wrong in zip(attempts, answers, strict=True)):
            return Finding("other_operation", {"done": words})
    return None
