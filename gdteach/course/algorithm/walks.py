"""Gradient descent as a right program: what a step does, how steps follow, what is handed back."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.kinds import constant
from gdteach.ask.known import Slip, Table
from gdteach.ask.program import UNCHANGED, Changes, Given, Line, Program, run_line

Vector = NDArray[np.float64]

#: One step. It may look at the ``first`` point, the one ``before``, and the ``last`` step taken.
STEP: dict[str, Line] = {
    "memory": lambda: 0.0,
    "ahead": lambda: 0.0,
    "at": lambda w, ahead: w + ahead,
    "slope": lambda gradient, at: gradient(at),
    "step": lambda learning_rate, slope: -learning_rate * slope,
    "next": lambda w, step, memory, last: w + step + memory * last,
}


class Walk(Program):
    """A descent program, given a ``gradient``, a ``start``, a ``learning_rate`` and ``n_steps``.

    Lines that make ``gradient`` and ``start``, where an exercise gives something else, come first;
    then those of `STEP`, n_steps times. ``turns`` takes the step, ``moved``, from a point; ``rows``
    picks what is handed back from the ``walk``, a function of the number of steps.
    """

    def __call__(self, given: Given, changes: Changes = UNCHANGED) -> Vector:
        """Return what this program hands back, with one row per point unless ``rows`` differs."""
        known = self.quantities(given, changes)
        known["walk"] = lambda n_steps: self._points(known, changes, n_steps)
        rows = run_line(changes.get("rows", lambda walk, n_steps: walk(n_steps)), known)
        return as_rows(rows, known["start"].size)

    def along(self, given: Given, own: Vector, changes: Changes = UNCHANGED) -> Vector:
        """Return where this program steps from each of somebody's own points but the last."""
        return self._points(self.quantities(given, changes), changes, len(own) - 1, own)[1:]

    def _points(
        self, known: Given, changes: Changes, n_steps: int, own: Vector | None = None
    ) -> Vector:
        """Return the points visited in ``n_steps`` steps, each taken from ``own`` if given."""
        step = Program(**STEP)
        in_step = {name: line for name, line in changes.items() if name in STEP}
        turns = changes.get("turns", lambda moved, w: moved(w))
        points = [np.array(known["start"], dtype=np.float64)]
        for t in range(n_steps):
            walked = points if own is None else own[: t + 1]
            w, before = walked[-1], walked[max(t - 1, 0)]
            here = {**known, "first": walked[0], "before": before, "last": w - before}

            def moved(w: Vector, here: Given = here) -> Vector:
                return step.quantities({**here, "w": w}, in_step)["next"]

            points.append(np.zeros_like(w) + turns(moved, w))  # one number counts for all
        return np.array(points)


RIGHT = Walk()


def as_rows(answer: NDArray[Any], dimension: int) -> NDArray[Any]:
    """Return an answer with one row per point; in one dimension a flat list is that already."""
    return answer.reshape(-1, 1) if dimension == 1 and answer.ndim <= 1 else np.atleast_1d(answer)


# ------------------------------------------------------------------ what may go wrong with a step


def in_turn(*order: int) -> Slip:
    """Return the mistake of moving one coordinate before the other's slope is taken."""

    def one_after_the_other(moved: Callable[[Vector], Vector], w: Vector) -> Vector:
        w = w.copy()
        for i in order:
            if i < w.size:
                w[i] = moved(w)[i]
        return w

    return {"turns": one_after_the_other}


STEP_MISTAKES: Table = {
    "uphill": [{"step": "negated"}],
    "no_update": [{"step": "dropped"}],
    "rate_forgotten": [{"learning_rate": "forgotten"}],
    "rate_squared": [{"learning_rate": "squared"}],
    "rate_inverted": [{"learning_rate": "inverted"}],
    "step_halved": [{"learning_rate": "halved"}],
    "step_doubled": [{"learning_rate": "doubled"}],
    "step_normalised": [{"slope": "normalised"}, {"slope": "nearly normalised"}],
    "sign_only": [{"slope": "signs"}],
    "gradient_frozen": [{"at": lambda first: first}],
    "gradient_late": [{"at": lambda before: before}],
    "from_the_start": [{"next": lambda first, step: first + step}],
    "step_alone": [{"next": lambda step: step}, {"next": lambda step: -step}],
    "start_ignored": [{"start": "dropped"}],
    "integer_array": [
        {"next": "truncated"},
        {"rows": lambda walk, n_steps: np.trunc(walk(n_steps))},
    ],
    "momentum": [
        {"memory": constant(share), "ahead": lambda memory, last: memory * last}
        for share in (0.5, 0.8, 0.9, 0.95, 0.99)
    ],
}
COORDINATE_MISTAKES: Table = {
    "step_averaged": [{"slope": "averaged"}],
    "slopes_summed": [{"slope": "summed"}],
    "one_after_the_other": [in_turn(0, 1), in_turn(1, 0)],
}

# ------------------------------------------------------------------ and with what is handed back

EMPTY = -1  # a row that is never filled
Picks = Callable[[int], Sequence[int]]


def instead(name: str) -> list[Slip]:
    """Return mistakes that hand back slopes or steps of the walk in place of its points."""

    def slip(first: int, last: int, with_start: bool) -> Slip:
        def rows(
            walk: Callable[[int], Vector],
            n_steps: int,
            gradient: Callable[[Vector], Vector],
            learning_rate: float,
        ) -> Vector:
            points = walk(n_steps + last)
            factor = {"slopes": 1.0, "steps": -learning_rate, "distances": learning_rate}[name]
            told = [factor * gradient(w) for w in points[first:]]
            return np.array([points[0], *told] if with_start else told)

        return {"rows": rows}

    return [
        slip(0, 0, False),
        slip(0, -1, False),
        slip(0, -1, True),
        slip(1, 0, False),
        slip(1, 0, True),
    ]


def kept(*guises: Picks) -> list[Slip]:
    """Return mistakes that hand back these points of the walk, by their step, for n steps asked."""

    def slip(picks: Picks) -> Slip:
        def rows(walk: Callable[[int], Vector], n_steps: int) -> Vector:
            steps = picks(n_steps)
            points = walk(max(steps))
            return np.array([points[t] if t != EMPTY else np.zeros_like(points[0]) for t in steps])

        return {"rows": rows}

    return [slip(picks) for picks in guises]


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
    "reversed": kept(lambda n: range(n, -1, -1), lambda n: range(n, 0, -1)),
    "start_last": kept(lambda n: [*range(1, n + 1), 0]),
    "steps_between": kept(
        lambda n: range(0, 2 * n + 1, 2),
        lambda n: range(0, n + 1, 2),
        lambda n: range(0, 3 * n + 1, 3),
    ),
    "rows_doubled": kept(
        lambda n: sorted([*range(n + 1)] * 2),
        lambda n: sorted([*range(n + 1), *range(1, n + 1)]),
        lambda n: sorted([*range(n + 1), *range(n)]),
    ),
    "start_mutated": kept(lambda n: [n, *range(1, n + 1)]),
    "flattened": [{"rows": lambda walk, n_steps: walk(n_steps).reshape(-1)}],
    "transposed": [{"rows": lambda walk, n_steps: walk(n_steps).T}],
    "coordinates_swapped": [{"rows": lambda walk, n_steps: walk(n_steps)[:, ::-1]}],
    "one_coordinate": [
        {"rows": lambda walk, n_steps: walk(n_steps)[:, 0]},
        {"rows": lambda walk, n_steps: walk(n_steps)[:, -1]},
    ],
    "slopes_recorded": instead("slopes"),
    "steps_recorded": instead("steps") + instead("distances"),
}
# They hide every other mistake, or are seldom made with another.
ALONE = (
    "no_update",
    "integer_array",
    "steps_not_recorded",
    "slopes_recorded",
    "steps_recorded",
    "rows_doubled",
    "steps_between",
    "start_last",
)
