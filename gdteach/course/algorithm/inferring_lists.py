"""Mistakes seen in a list as a whole, whatever its steps are: its length, and what stands in it."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from gdteach.ask.comparing import alike, first_departure
from gdteach.ask.known import Attempt
from gdteach.ask.replies import Finding


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


ALL = (all_rows_alike, n_steps_ignored, stopping, more_in_each_row)
