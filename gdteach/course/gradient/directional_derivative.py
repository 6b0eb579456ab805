"""Notebook 01's second exercise that runs a function: the slope in a direction of any length."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.exercise import Exercise
from gdteach.ask.known import Attempt, Slip, Table, singles
from gdteach.ask.program import Line, Program
from gdteach.ask.reading import read_number
from gdteach.ask.replies import Finding, words_of

Vector = NDArray[np.float64]
CLOSE = 1e-3  # relative: as near as a slope comes that is measured with too large an h

PROGRAM = Program(
    size=lambda u: np.hypot(*u),
    at=lambda w: w,
    slopes=lambda gradient, at: gradient(at),
    rise=lambda slopes, u: slopes @ u,
    answer=lambda rise, size: rise / size,
)


def instead(*formulas: Line) -> list[Slip]:
    """Return other formulas in place of the right one."""
    return [{"answer": formula} for formula in formulas]


MISTAKES: Table = {
    "not_normalised": [{"size": "forgotten"}],
    "normalised_twice": [{"size": "squared"}],
    "multiplied_by_length": [{"size": "inverted"}],
    "wrong_length": [
        {"size": lambda u: np.abs(u).sum()},
        {"size": lambda u: np.abs(u).max()},
        {"size": lambda u: abs(u.sum())},
        {"size": lambda u: np.sqrt(u.size)},
    ],
    "cosine": instead(lambda it, slopes: it / np.hypot(*slopes)),
    "gradient_normalised": [{"size": lambda gradient, w: np.hypot(*gradient(w))}],
    "steepest": instead(lambda slopes: np.hypot(*slopes)),
    "backwards": [{"rise": "negated"}],
    "not_summed": instead(lambda slopes, u, size: slopes * u / size, lambda slopes, u: slopes * u),
    "projection": instead(lambda it, u, size: it * u / size),
    "across": [{"rise": lambda slopes, u: slopes[0] * u[1] - slopes[1] * u[0]}],
    "gradient_elsewhere": [
        {"at": lambda u: u},
        {"w": lambda u: u, "u": lambda w: w},
        {"at": lambda w, u: w + u},
        {"at": lambda u, size: u / size},
    ],
    "used_f": [
        {"slopes": lambda f, w, u: f(w) * np.ones(u.size)},
        *instead(
            lambda f, w, u, size: f(w) * u / size,
            lambda f, w, u: f(w) * u,
            lambda f, w, size: f(w) * size,
            lambda f, w, size: f(w) / size,
            lambda f, w: f(w),
            lambda f, u: f(u),
        ),
    ],
    "difference_too_wide": instead(
        lambda f, w, u: f(w + u) - f(w),
        lambda f, w, u, size: (f(w + u) - f(w)) / size,
        lambda f, w, u, size: f(w + u / size) - f(w),
        lambda f, w, u, size: (f(w + u / size) - f(w - u / size)) / 2,
        lambda f, w, u, size: (f(w + u) - f(w - u)) / (2 * size),
    ),
}


def measured(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise a slope that is nearly right: a difference quotient with some h."""
    for each in attempts:
        if each.answer.shape != () or not abs(each.answer - each.truth) < CLOSE * abs(each.truth):
            return None
    return Finding("measured")


def _bowl(w: Vector) -> float:
    return float(0.5 * (w[0] ** 2 + 6 * w[1] ** 2))


def _bowl_gradient(w: Vector) -> Vector:
    return np.array([w[0], 6 * w[1]])


def _hills(w: Vector) -> float:
    return float(np.sin(w[0]) * np.cos(w[1]) + 0.2 * w[0])


def _hills_gradient(w: Vector) -> Vector:
    x, y = w
    return np.array([np.cos(x) * np.cos(y) + 0.2, -np.sin(x) * np.sin(y)])


def _problem(f: Line, gradient: Line, w: list[float], u: list[float]) -> dict[str, Any]:
    return {"f": f, "gradient": gradient, "w": np.array(w), "u": np.array(u)}


DIRECTIONAL_DERIVATIVE = Exercise(
    parameters=("f", "gradient", "w", "u"),
    program=PROGRAM,
    # The first is quoted in replies: ∇f = (3, 12), u of length 5, slope (3·3 + 12·4) / 5 = 11.4.
    problems=(
        _problem(_bowl, _bowl_gradient, [3.0, 2.0], [3.0, 4.0]),
        _problem(_bowl, _bowl_gradient, [-1.5, 0.5], [0.0, -2.5]),
        _problem(_hills, _hills_gradient, [0.7, -1.1], [-0.4, 0.3]),
        _problem(_hills, _hills_gradient, [2.0, 0.4], [1.7, 2.9]),
    ),
    asked="w = {w} and u = {u}",
    asks=("gradient",),
    read=read_number,
    mistakes=singles(MISTAKES),
    inferred=(measured,),
    words=words_of(__package__, "directional_derivative"),
)
