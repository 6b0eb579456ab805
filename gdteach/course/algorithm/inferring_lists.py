"""Mistakes seen in a list as a whole, whatever its steps are: its length, and what stands in it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.comparing import alike, first_departure
from gdteach.ask.kinds import KINDS
from gdteach.ask.known import Attempt
from gdteach.ask.program import Line
from gdteach.ask.replies import Finding, machine_words
from gdteach.numerics.wording import printed, told_apart


def all_rows_alike(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise a list that holds one array many times, whatever the steps were."""
    for attempt in attempts:
        rows = attempt.answer
        if rows.ndim != 2 or len(rows) < 3 or np.ptp(rows, axis=0).any():
            return None
        if rows.shape[1] != attempt.truth.shape[1]:
            return None
    return Finding("history_aliased", words="all_rows_alike")


def stopping(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise walks that are right as far as they go, and end or stand still before they should.

    Where every walk lacks as many rows as the others, it is the count that is wrong.
    """
    lacking: list[tuple[int, int]] = []
    facts: dict[str, Any] = {}
    for attempt in attempts:
        rows, truth = attempt.answer, attempt.truth
        if rows.ndim != 2 or rows.shape[1] != truth.shape[1] or not 0 < len(rows) <= len(truth):
            return None
        departs = first_departure(rows, truth)
        common = len(rows) if departs is None else departs
        rest = rows[common:]
        if not common or (rest[1:] != rest[:1]).any():
            return None
        if len(rest) and rest[0].any() and (rest[0] != rows[common - 1]).any():
            return None
        lacking.append((len(truth) - len(rows), len(rest)))
        if common < len(truth) and not facts:
            at = truth[common - 1]
            facts = {"t": common - 1, "last": at, "slope": attempt.quantities["gradient"](at)}
            facts["rest"] = rest[0] if len(rest) else rest
    if len(set(lacking)) == 1 and len(lacking) > 1:
        return None
    return Finding("stops_early", facts, "stands_still" if np.size(facts["rest"]) else "")


def n_steps_ignored(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise lists that are equally long, whatever number of steps was asked for."""
    lengths = {attempt.answer.shape[0] if attempt.answer.ndim else 0 for attempt in attempts}
    asked = {len(attempt.truth) for attempt in attempts}
    if len(asked) < 2 or len(lengths) > 1 or max(lengths) < 3:
        return None
    return Finding("n_steps_ignored", {"rows": max(lengths)})


def more_in_each_row(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise rows that hold the right point among other numbers."""
    for attempt in attempts:
        truth = attempt.truth
        rows = attempt.answer
        if rows.ndim < 2 or len(rows) != len(truth) or rows.shape == truth.shape:
            return None
        rows = rows.reshape(len(rows), -1)
        if not all(any(alike(column, wanted) for column in rows.T) for wanted in truth.T):
            return None
    first = attempts[0].answer[0].ravel()
    return Finding("more_in_each_row", {"row": first, "point": attempts[0].truth[0]})


#: Numbers that are at hand in a descent, and are no points.
OTHER_NUMBERS: Mapping[str, Callable[[Attempt], Any]] = {
    "η": lambda attempt: attempt.quantities["learning_rate"],
    "the number of steps": lambda attempt: attempt.quantities["n_steps"],
    "the counter of your loop": lambda attempt: np.arange(attempt.answer.size),
    "the counter of your loop, from 1 on,": lambda attempt: np.arange(attempt.answer.size) + 1,
}


def no_points(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise lists of numbers that are no points, and single numbers."""
    for what, number in OTHER_NUMBERS.items():
        if all(_holds_only(attempt.answer, np.asarray(number(attempt))) for attempt in attempts):
            return Finding("no_points", {"what": what})
    if all(attempt.answer.size == 1 < len(attempt.truth) for attempt in attempts):
        return Finding("no_points", {"what": "one number"})
    return None


def _holds_only(rows: NDArray[np.floating], numbers: NDArray[Any]) -> bool:
    """Return whether a list holds one number again and again, or these in their order."""
    return rows.size > 0 and alike(rows.ravel(), np.resize(numbers, rows.size).astype(np.float64))


def first_row_alone(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise lists in which everything is right but the first row."""
    if not _one_row_each(attempts) or not all(
        alike(each.answer[1:], each.truth[1:]) for each in attempts
    ):
        return None
    return Finding("first_row_alone")


def elsewhere(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise lists that hold points of the walk, or rows never filled, in other places."""
    if not _one_row_each(attempts):
        return None
    for attempt in attempts:
        # a row that could not be written is empty, and what is written last stays
        may_be = np.vstack([attempt.truth, np.zeros_like(attempt.truth[:1])])
        if not all(any(alike(row, point) for point in may_be) for row in attempt.answer):
            return None
        if len(np.unique(attempt.answer, axis=0)) < 3:
            return None
    return Finding("elsewhere", _first_wrong_row(attempts))


def rows_changed(
    names: Sequence[str],
) -> Callable[[Sequence[Attempt]], Finding | None]:
    """Return a look at lists in which every point, or one number of each, became another."""

    def look(attempts: Sequence[Attempt]) -> Finding | None:
        if not _one_row_each(attempts):
            return None
        facts = _first_wrong_row(attempts)
        for kind, became in machine_words("became").items():
            if _explains(attempts, KINDS[kind]):
                return Finding("rows_became", {"became": became, **facts})
        two = [each for each in attempts if each.truth.shape[1] == len(names)]
        if not any(len(each.truth) > 3 for each in two):
            return None
        for i, other in ((0, 1), (1, 0)):
            if two and all(alike(each.answer[:, i], each.truth[:, i]) for each in two):
                found = (
                    f"{names[other]} {became}"
                    for kind, became in machine_words("became").items()
                    if _explains(two, KINDS[kind], other)
                )
                said = next(found, f"{names[other]} is not")
                return Finding("one_column", {"right": names[i], "other": said, **facts})
        return None

    return look


def _explains(attempts: Sequence[Attempt], kind: Line, column: int | None = None) -> bool:
    """Return whether every point, or one number of each, became what a kind makes of it."""
    for attempt in attempts:
        try:
            if column is None:
                became = np.array([kind(point) for point in attempt.truth])
                yours = attempt.answer
            else:
                became = np.array([kind(number) for number in attempt.truth[:, column]])
                yours = attempt.answer[:, column]
            became = became.astype(np.float64)
            if not alike(yours, became) and not (
                len(yours) > 2
                and alike(attempt.answer[:1], attempt.truth[:1])
                and alike(yours[1:], became[1:])
            ):
                return False  # the start may have been put there by another line
        except (TypeError, ValueError, IndexError):  # no change that a point can undergo
            return False
    return True


def _one_row_each(attempts: Sequence[Attempt]) -> bool:
    return all(each.answer.shape == each.truth.shape and len(each.answer) > 1 for each in attempts)


def _first_wrong_row(attempts: Sequence[Attempt]) -> dict[str, Any]:
    """Return what a reply may quote of the first row that is not as it should be."""
    for attempt in attempts:
        row = first_departure(attempt.answer, attempt.truth)
        if row is not None:
            yours, expected = told_apart(attempt.answer[row], attempt.truth[row], printed)
            return {"row": row, "yours": yours, "expected": expected}
    return {}


ALL = (
    no_points,
    all_rows_alike,
    n_steps_ignored,
    stopping,
    more_in_each_row,
    first_row_alone,
    elsewhere,
)
