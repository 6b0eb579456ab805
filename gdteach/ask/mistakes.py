"""Known mistakes: each can say what it would have computed, so an attempt can be compared with it.

An attempt is recognised when a mistake explains *all* of its answers, number by number. Rounding
is no mistake: numbers agree when they differ by less than 1e-9 of the largest size met so far.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Problem = TypeVar("Problem")

TOLERANCE = 1e-9
SINGLE_TOLERANCE = 1e-5  # for answers computed in float32, which carry seven digits


@dataclass(frozen=True, eq=False)
class Attempt(Generic[Problem]):
    """One problem, what the learner's function was given, and what it answered.

    Parameters
    ----------
    problem
        What was asked; each exercise has its own kind.
    arguments : tuple
        What the learner's function received, as it looks after the call.
    answer : ndarray
        What came back, as numbers.
    truth : ndarray
        What should have come back.
    """

    problem: Problem
    arguments: tuple[Any, ...]
    answer: NDArray[np.floating]
    truth: NDArray[np.float64]

    @property
    def right(self) -> bool:
        """Whether the answer is the truth, up to rounding."""
        return alike(self.answer, self.truth)


@dataclass(frozen=True, eq=False)
class Mistake(Generic[Problem]):
    """A mistake by name, the numbers it leads to, and what to say about it.

    Parameters
    ----------
    slug : str
        Its short name.
    message : str
        The reply, with the exercise's facts in braces: ``"You go to {yours}, not {expected}."``
    simulate : callable
        From a problem to the answer that this mistake gives.
    """

    slug: str
    message: str
    simulate: Callable[[Problem], NDArray[np.float64]]

    def explains(self, attempts: Iterable[Attempt[Problem]]) -> bool:
        """Return whether this mistake gives the attempted answer to every problem."""
        return all(alike(each.answer, self.simulate(each.problem)) for each in attempts)


def alike(yours: NDArray[np.floating], expected: NDArray[np.float64]) -> bool:
    """Return whether two answers have one shape and agree up to rounding.

    >>> alike(np.array([1.0, 2.0 + 1e-12]), np.array([1.0, 2.0]))
    True
    """
    return yours.shape == expected.shape and first_departure(yours, expected) is None


def first_departure(yours: NDArray[np.floating], expected: NDArray[np.float64]) -> int | None:
    """Return the index of the first row that is not as expected, None if the common rows agree.

    Rows beyond the shorter of the two are not compared. A row's tolerance grows with the largest
    number met up to that row, because its rounding errors do.
    """
    rows = min(len(np.atleast_1d(yours)), len(np.atleast_1d(expected)))
    if rows == 0:
        return None
    left, right = (np.atleast_1d(side)[:rows].reshape(rows, -1) for side in (yours, expected))
    finite = np.where(np.isfinite(right), np.abs(right), 0.0)
    sizes = np.maximum.accumulate(finite.max(axis=1, initial=1.0))
    tolerance = TOLERANCE if yours.dtype.itemsize >= 8 else SINGLE_TOLERANCE
    with np.errstate(invalid="ignore", over="ignore"):
        close = np.abs(left - right) <= tolerance * sizes[:, None]
    close |= (left == right) | (np.isnan(left) & np.isnan(right))
    rows_apart = np.flatnonzero(~close.all(axis=1))
    return int(rows_apart[0]) if rows_apart.size else None


def recognise(
    mistakes: Iterable[Mistake[Problem]], attempts: Sequence[Attempt[Problem]]
) -> Mistake[Problem] | None:
    """Return the first mistake that explains every answer, None if none does."""
    return next((mistake for mistake in mistakes if mistake.explains(attempts)), None)
