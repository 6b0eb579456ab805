"""Notebook 01's second exercise that runs a function: the slope in a direction of any length."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.exercise import Exercise
from gdteach.ask.known import Attempt, Slip, Table, singles_and_pairs
from gdteach.ask.program import Given, Line, Program
from gdteach.ask.reading import Answer, read_number
from gdteach.ask.replies import Finding, nouns_of, words_of

Vector = NDArray[np.float64]
AS_MEASURED = 4e-9  # relative: as near as a slope comes that is measured with a good h

PROGRAM = Program(
    slopes=lambda gradient, w: gradient(w),
    g_x=lambda slopes: slopes[0],
    g_y=lambda slopes: slopes[1],
    u_x=lambda u: u[0],
    u_y=lambda u: u[1],
    x_part=lambda g_x, u_x: g_x * u_x,
    y_part=lambda g_y, u_y: g_y * u_y,
    rise=lambda x_part, y_part: x_part + y_part,
    size=lambda u: np.sqrt(np.sum(u**2)),
    # by way of the cosine, as some write it
    steepness=lambda slopes: np.hypot(*slopes),
    lengths=lambda steepness, size: steepness * size,
    cosine=lambda rise, lengths: rise / lengths,
    answer=lambda steepness, cosine: steepness * cosine,
)


def rising(*formulas: Line) -> list[Slip]:
    """Return other formulas in place of ∇f·u, for u made one long and for u as it is."""
    made_one: list[Slip] = [{"rise": formula} for formula in formulas]
    as_it_is: list[Slip] = [{**slip, "size": "forgotten"} for slip in made_one]
    return made_one + as_it_is


def instead(*formulas: Line) -> list[Slip]:
    """Return other formulas in place of the right one."""
    return [{"answer": formula} for formula in formulas]


def _angle(it: float, slopes: Vector) -> Any:
    return np.arccos(np.clip(it / np.hypot(*slopes), -1, 1))


SOCIABLE: Table = {  # each alone, and two at once
    "not_normalised": [{"size": "forgotten"}],
    "normalised_twice": [{"size": "squared"}],
    "multiplied_by_length": [{"size": "inverted"}],
    "wrong_length": [{"size": lambda w: np.hypot(*w)}],
    "gradient_normalised": [{"size": lambda slopes: np.hypot(*slopes)}],
    "cosine": [{"size": lambda it, slopes: it * np.hypot(*slopes)}],
    "one_component": [{"x_part": "dropped"}, {"y_part": "dropped"}],
    "averaged": [{"rise": "halved"}],
    "sign_lost": [{"rise": "absolute"}],
    "backwards": [{"rise": "negated"}],
}
ALONE: Table = {  # which leave nothing of the rest to be seen, or look like others in company
    "crossed": rising(lambda slopes, u: slopes @ u[::-1]),
    "across": rising(
        lambda slopes, u: slopes[0] * u[1] - slopes[1] * u[0],
        lambda slopes, u: slopes[1] * u[0] - slopes[0] * u[1],
    ),
    "summed_first": rising(lambda slopes, u: slopes.sum() * u.sum()),
    "length_of_products": rising(lambda x_part, y_part: np.hypot(x_part, y_part)),
    "along_w": [{"u": lambda w: w}, *rising(lambda slopes, w: slopes @ w)],
    "roles": [
        {"w": lambda u: u, "u": lambda w: w},
        {"w": lambda u: u, "u": lambda w: w, "size": "forgotten"},
    ],
    "slopes_added": instead(
        lambda slopes: slopes.sum(),
        lambda slopes: slopes.mean(),
        lambda slopes: slopes[0],
        lambda slopes: slopes[1],
    ),
    "steepest": instead(
        lambda slopes: np.hypot(*slopes),
        lambda slopes: -np.hypot(*slopes),
        lambda slopes, size: np.hypot(*slopes) * size,
        lambda slopes: slopes @ slopes,
    ),
    "angle": instead(
        lambda it, slopes: np.hypot(*slopes) * _angle(it, slopes),
        lambda it, slopes: _angle(it, slopes),
    ),
    "not_summed": instead(lambda slopes, u, size: slopes * u / size, lambda slopes, u: slopes * u),
    "projection": instead(lambda it, u, size: it * u / size),
}


def read_slope(value: Any, truth: Any) -> Answer:
    """Return the learner's number; the slope itself where it is measured as well as can be."""
    number = read_number(value)
    if isinstance(number, Finding) or number.shape:
        return number
    near = abs(number - truth) <= AS_MEASURED * max(1.0, abs(truth))
    return np.array(truth) if near else number


def facts_of(attempt: Attempt) -> Given:
    """Return by what ∇f·u was divided, if it was."""
    with np.errstate(all="ignore"):
        return {"divisor": attempt.quantities["rise"] / attempt.answer}


def other_length(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise ∇f·u divided by a number that u alone decides, whatever the place."""
    if any(
        each.answer.shape or not each.answer or not each.arguments["gradient"].calls
        for each in attempts
    ):
        return None
    divisors: dict[tuple[float, ...], list[float]] = {}
    for each in attempts:
        divisors.setdefault(tuple(each.given["u"]), []).append(facts_of(each)["divisor"])
    if not all(np.allclose(d, d[0], 1e-9, 0, True) for d in divisors.values()):
        return None
    return Finding("wrong_length")


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
        _problem(_bowl, _bowl_gradient, [-1.5, 0.55], [1.5, -2.0]),
        _problem(_hills, _hills_gradient, [0.7, -1.1], [-0.4, 0.3]),
        _problem(_hills, _hills_gradient, [2.0, 0.4], [1.7, 2.9]),
        _problem(_hills, _hills_gradient, [-1.2, -0.3], [-2.1, -0.8]),
        # The same u at another place: what should not depend on the place is then seen.
        _problem(_hills, _hills_gradient, [0.3, 0.9], [3.0, 4.0]),
        _problem(_hills, _hills_gradient, [1.1, -2.2], [1.5, -2.0]),
    ),
    asked="w = {w} and u = {u}",
    asks=("gradient",),
    read=read_slope,
    mistakes=singles_and_pairs({**SOCIABLE, **ALONE}, alone=ALONE),
    inferred=(other_length,),
    facts=facts_of,
    words=words_of(__package__, "directional_derivative"),
    nouns=nouns_of(__package__, "directional_derivative"),
)
