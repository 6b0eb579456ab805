"""Gradient descent as two right programs, a step and a walk, and what may go wrong with either."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.kinds import constant
from gdteach.ask.known import Slip, Table
from gdteach.ask.program import Line, Program

Vector = NDArray[np.float64]
Points = Callable[[int], Vector]  # of a walk, by the number of steps


def as_rows(answer: NDArray[Any], dimension: int) -> NDArray[Any]:
    """Return an answer with one row per point; in one dimension a flat list is that already."""
    return answer.reshape(-1, 1) if dimension == 1 and answer.ndim <= 1 else np.atleast_1d(answer)


def _walk(gradient: Callable[[Vector], Vector], start: Vector, learning_rate: float) -> Points:
    def points(n_steps: int) -> Vector:
        walked = [np.array(start, dtype=np.float64)]
        for _ in range(n_steps):
            walked.append(walked[-1] - learning_rate * gradient(walked[-1]))
        return np.array(walked)

    return points


def walk_program(**lines: Line) -> Program:
    """Return the right walk, after the lines that make ``gradient`` and ``start`` if it has any."""
    return Program(
        **lines,
        walk=_walk,
        rows=lambda walk, n_steps: walk(n_steps),
        answer=lambda rows, start: as_rows(np.asarray(rows), np.size(start)),
    )


#: One step from ``w``. It may look at the ``first`` point, the one ``before``, the ``last`` step.
STEP = Program(
    at=lambda w: w,
    slope=lambda gradient, at: gradient(at),
    product=lambda learning_rate, slope: learning_rate * slope,
    memory=lambda: 0.0,
    base=lambda w, memory, last: w + memory * last,
    next=lambda base, product: base - product,
)

# ------------------------------------------------------------------ what may go wrong with a step


def in_turn(first: int) -> Slip:
    """Return the mistake of moving one coordinate before the slopes of the others are taken."""

    def slope(it: Vector, gradient: Callable[[Vector], Vector], at: Vector, learning_rate: float):  # type: ignore[no-untyped-def]
        is_first = np.arange(at.size) == first
        return np.where(is_first, it, gradient(at - learning_rate * it * is_first))

    return {"slope": slope}


STEP_MISTAKES: Table = {
    "no_update": [{"product": "dropped"}],
    "uphill": [{"learning_rate": "negated"}],
    "rate_forgotten": [{"learning_rate": "forgotten"}],
    "rate_squared": [{"learning_rate": "squared"}],
    "rate_inverted": [{"learning_rate": "inverted"}],
    "step_halved": [{"learning_rate": "halved"}],
    "step_doubled": [{"learning_rate": "doubled"}],
    "step_averaged": [{"slope": "averaged"}],
    "step_normalised": [{"slope": "normalised"}, {"slope": "nearly normalised"}],
    "sign_only": [{"slope": "signs"}],
    "slopes_summed": [{"slope": "summed"}],
    "one_after_the_other": [in_turn(0), in_turn(1)],
    "gradient_frozen": [{"at": lambda first: first}],
    "gradient_late": [{"at": lambda before: before}],
    "from_the_start": [{"base": lambda first: first}],
    "step_alone": [{"base": "dropped"}, {"base": "dropped", "product": "negated"}],
    "integer_array": [{"next": "truncated"}],
    "momentum": [{"memory": constant(share)} for share in (0.5, 0.8, 0.9, 0.95, 0.99)],
}

# ------------------------------------------------------------------ and with what is handed back

EMPTY = -1  # a row that is never filled


def kept(*guises: Callable[[int], Sequence[int]]) -> list[Slip]:
    """Return mistakes that hand back these points of the walk, by their step, for n steps asked."""

    def slip(picks: Callable[[int], Sequence[int]]) -> Slip:
        def rows(walk: Points, n_steps: int) -> Vector:
            steps = picks(n_steps)
            points = walk(max(steps))
            return np.array([points[t] if t != EMPTY else np.zeros_like(points[0]) for t in steps])

        return {"rows": rows}

    return [slip(picks) for picks in guises]


def instead(share: Callable[[float], float]) -> list[Slip]:
    """Return mistakes that hand back a share, told by η, of each slope in place of the points."""

    def slip(first: int, last: int, with_start: bool) -> Slip:
        def rows(walk: Points, n_steps: int, gradient: Line, learning_rate: float) -> Vector:
            points = walk(n_steps + last)
            told = [share(learning_rate) * gradient(w) for w in points[first:]]
            return np.array([points[0], *told] if with_start else told)

        return {"rows": rows}

    return [slip(0, 0, False), slip(0, -1, False), slip(0, -1, True), slip(1, 0, True)]


KEPT_MISTAKES: Table = {
    "start_missing": kept(
        lambda n: range(1, n + 1), lambda n: range(1, n + 2), lambda n: [*range(1, n + 1), EMPTY]
    ),
    "start_twice": kept(lambda n: [0, *range(n)], lambda n: [0, *range(n + 1)]),
    "too_many_rows": kept(lambda n: range(n + 2)),
    "too_few_rows": kept(lambda n: range(n)),
    "row_unfilled": kept(lambda n: [*range(n), EMPTY]),
    "returned_early": [*kept(lambda n: [0, 1]), {"rows": lambda walk: walk(1)[1]}],
    "steps_not_recorded": kept(lambda n: [0]),
    "only_last": [*kept(lambda n: [n]), {"rows": lambda walk, n_steps: walk(n_steps)[-1]}],
    "history_aliased": kept(lambda n: [n] * (n + 1), lambda n: [0, *[n] * n], lambda n: [n] * n),
    "start_mutated": kept(lambda n: [n, *range(1, n + 1)]),
    "steps_between": kept(lambda n: range(0, 2 * n + 1, 2), lambda n: range(0, n + 1, 2)),
    "rows_doubled": kept(
        lambda n: sorted([*range(n + 1)] * 2), lambda n: sorted([*range(n + 1), *range(1, n + 1)])
    ),
    "reversed": kept(lambda n: range(n, -1, -1)),
    "transposed": [{"rows": lambda it: it.T}],
    "flattened": [{"rows": lambda it: it.reshape(-1)}],
    "coordinates_swapped": [{"rows": lambda it: it[:, ::-1]}],
    "one_coordinate": [{"rows": lambda it: it[:, 0]}, {"rows": lambda it: it[:, -1]}],
    "slopes_recorded": instead(lambda rate: 1.0),
    "steps_recorded": instead(lambda rate: -rate) + instead(lambda rate: rate),
    "start_ignored": [{"start": "dropped"}],
    "integer_array": [{"rows": "truncated"}],
}
