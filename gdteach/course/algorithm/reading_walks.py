"""A learner's walk read step by step, each from the point before it in the learner's own list.

So every step speaks for itself: where the walk began, how many rows there are and in which order
they stand makes no difference to what is seen of a step. A list that does not hold one row per
point, the start first, is read in other ways too, each of them a mistake with a name (`WAYS`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.known import Attempt
from gdteach.ask.program import Given
from gdteach.course.algorithm.walks import RIGHT, Vector
from gdteach.numerics.wording import printed, told_apart

Where = NDArray[np.bool_]
HUGE = 1e100  # beyond it least squares would overflow, and no ball rolls there
AGREE = 1e-7  # of two inferred numbers: a quotient of differences loses two digits


def near(one: Vector, other: Vector) -> Where:
    """Return where two arrays agree, up to what differences of rounded numbers lose."""
    return np.abs(one - other) <= AGREE * np.maximum(1.0, np.abs(other))


@dataclass(frozen=True, eq=False)
class Reading:
    """The points that a learner's list holds for one problem, and what is seen of its steps."""

    attempt: Attempt
    points: Vector  # one row per point, at least two

    @property
    def known(self) -> Given:
        """What the problem hands out, and what the right program makes of it."""
        return self.attempt.quantities

    @cached_property
    def slopes(self) -> Vector:
        """The gradient at each point but the last."""
        return np.array([self.known["gradient"](w) for w in self.points[:-1]])

    @cached_property
    def due(self) -> Vector:
        """Where a right step leads from each point but the last."""
        return self.points[:-1] - self.known["learning_rate"] * self.slopes

    @cached_property
    def wrong(self) -> Where:
        """Which numbers of which steps differ from what is due."""
        return ~near(self.points[1:], self.due)

    def facts(self) -> dict[str, Any]:
        """Return what a reply may quote: the first wrong step, from the learner's own point."""
        at = int(self.wrong.any(axis=1).argmax())
        yours, expected = told_apart(self.points[at + 1], self.due[at], printed)
        return {
            "t": at + 1,
            "before": self.points[at],
            "slope": self.slopes[at],
            "yours": yours,
            "expected": expected,
        }


def _filled(rows: Vector) -> Vector:
    """Return rows without those at the end that are zero."""
    return rows[: np.flatnonzero(rows.any(axis=1)).max(initial=0) + 1]


Way = Callable[[Vector, Vector], Vector | None]

#: How else rows may hold a walk, by the mistake that this is; None where they cannot.
WAYS: Mapping[str, Way] = {
    "start_missing": lambda rows, start: (
        None if near(rows[0], start).all() else np.vstack([start, rows])
    ),
    "row_unfilled": lambda rows, start: None if rows[-1].any() else _filled(rows),
    "": lambda rows, start: rows,
    "start_twice": lambda rows, start: rows[1:] if near(rows[0], rows[1:2]).all() else None,
    "reversed": lambda rows, start: rows[::-1] if near(rows[-1], start).all() else None,
    "coordinates_swapped": lambda rows, start: rows[:, ::-1],
}
#: And an array that has no such rows.
OTHER_SHAPES: Mapping[str, Way] = {
    "transposed": lambda rows, start: rows.T if len(rows) == start.size else None,
    "flattened": lambda rows, start: (
        rows.reshape(-1, start.size) if rows.ndim == 1 and rows.size % start.size == 0 else None
    ),
}


def readings(attempts: Sequence[Attempt]) -> Iterator[tuple[str, list[Reading]]]:
    """Yield the ways in which all answers can be read as walks, each with its mistake's name."""
    for slug in (*WAYS, *OTHER_SHAPES):
        found = [_read(attempt, slug) for attempt in attempts]
        if all(found):
            yield slug, [each for each in found if each]


def _read(attempt: Attempt, slug: str) -> Reading | None:
    start, rows = attempt.quantities["start"], attempt.answer.astype(np.float64)
    if not rows.ndim or not len(rows):
        return None
    one_point_each = rows.ndim == 2 and rows.shape[1] == start.size
    way = WAYS.get(slug) if one_point_each else OTHER_SHAPES.get(slug)
    points = way(rows, start) if way else None
    if points is None or points.ndim != 2 or points.shape[1] != start.size:
        return None
    finite = (np.abs(points) < HUGE).all(axis=1)  # False for what is no number
    points = points[: len(points) if finite.all() else int(finite.argmin())]
    return Reading(attempt, points) if len(points) > 1 else None


def steps_along(reading: Reading, changes: Any) -> Vector:
    """Return where a wrong program steps from the learner's own points."""
    return RIGHT.along(reading.known, reading.points, changes)
