"""Mistakes with a number in them, read off the steps: a constant, a shrinking η, a memory.

Where ``walks.py`` knows what a mistake computes, here its number is unknown (a learning rate
written into the code, a momentum of 0.83) and is worked out from the walk: step t is compared with
−η∇f at the learner's own point, so that each step speaks for itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gdteach.ask.comparing import alike, first_departure
from gdteach.ask.kinds import constant
from gdteach.ask.known import Attempt
from gdteach.ask.replies import Finding
from gdteach.ask.walks import RIGHT, Vector
from gdteach.numerics.wording import printed

_HUGE = 1e100  # beyond it least squares would overflow, and no ball rolls there
_AGREE = 1e-7  # of two inferred numbers: a quotient of differences loses two digits
_MOST_ROWS = 1000  # that are compared with a walk of their length


def wrong_count(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise right walks of another length than asked for."""
    for attempt in attempts:
        rows = len(attempt.answer)
        if rows > _MOST_ROWS:
            return None
        walk = RIGHT({**attempt.quantities, "n_steps": max(rows - 1, 0)})
        if not alike(attempt.answer, walk):
            return None
    wrong = next(attempt for attempt in attempts if not attempt.right)
    many = len(wrong.answer) > len(wrong.truth)
    return Finding("too_many_rows" if many else "too_few_rows", words="wrong_count")


def constant_factor(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise steps that are a constant times η∇f, or that use an η of their own."""
    factors = [_step_factors(attempt) for attempt in attempts]
    if any(each is None or np.ptp(each) > _AGREE for each in factors):
        return None
    factor = np.array([each[0] for each in factors if each is not None])
    rates = factor * [attempt.quantities["learning_rate"] for attempt in attempts]
    if np.ptp(factor) <= _AGREE:
        return Finding("step_scaled", {"factor": printed(factor[0])})
    if np.ptp(rates) <= _AGREE:
        return Finding("rate_ignored", {"rate": printed(rates[0])})
    return None


def shrinking_rate(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise steps along −∇f whose learning rate falls from step to step."""
    rates: list[Vector] = []
    for attempt in attempts:
        factors = _step_factors(attempt)
        if factors is None or not (np.diff(factors) < -_AGREE).all() or factors[-1] < 0:
            return None
        rates.append(factors * attempt.quantities["learning_rate"])
    start, *_, end = rates[0]
    return Finding("rate_decays", {"first_rate": printed(start, 3), "last_rate": printed(end, 3)})


def memory(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise steps that carry a constant share of the step before (the heavy ball)."""
    shares = []
    for attempt in attempts:
        slopes, steps = _slopes_and_steps(attempt)
        if steps is None or slopes is None or len(steps) < 3:
            return None
        carried = np.vstack([np.zeros_like(steps[:1]), steps[:-1]])
        columns = np.stack([slopes.ravel(), carried.ravel()], axis=1)
        if np.abs(columns).max() > _HUGE:
            return None
        (share_of_slope, share), *_ = np.linalg.lstsq(columns, steps.ravel(), rcond=None)
        rate = share_of_slope * attempt.quantities["learning_rate"]
        changes = {"memory": constant(share), "learning_rate": constant(rate)}
        walk = RIGHT(attempt.quantities, changes)
        if np.abs(walk - attempt.answer).max() > _AGREE * max(1.0, np.abs(walk).max()):
            return None
        shares.append(share)
    if np.ptp(shares) > _AGREE or abs(shares[0]) <= _AGREE:
        return None
    return Finding("momentum", {"wrong_memory": printed(shares[0], 4)})


def all_rows_alike(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise a list that holds one array many times, whatever the steps were."""
    for attempt in attempts:
        rows = attempt.answer
        if rows.ndim != 2 or len(rows) < 3 or np.ptp(rows, axis=0).any():
            return None
        if rows.shape[1] != attempt.truth.shape[1]:
            return None
    return Finding("history_aliased", words="all_rows_alike")


def _slopes_and_steps(attempt: Attempt) -> tuple[Vector, Vector] | tuple[None, None]:
    """Return −η∇f at the learner's own points and the steps taken there, or None twice."""
    rows = attempt.answer.astype(np.float64)
    if rows.shape != attempt.truth.shape or not np.isfinite(rows).all():
        return None, None
    if first_departure(rows[:1], attempt.truth[:1]) is not None:
        return None, None
    known = attempt.quantities
    slopes = np.array([-known["learning_rate"] * known["gradient"](w) for w in rows[:-1]])
    return slopes, np.diff(rows, axis=0)


def _step_factors(attempt: Attempt) -> Vector | None:
    """Return each step as a multiple of −η∇f, None where one is no multiple."""
    slopes, steps = _slopes_and_steps(attempt)
    if slopes is None or steps is None:
        return None
    factors = (slopes * steps).sum(axis=1) / (slopes * slopes).sum(axis=1)
    residual = np.abs(steps - factors[:, None] * slopes)
    close = residual <= _AGREE * np.maximum(1.0, np.abs(steps))  # False where a slope is zero
    return factors if close.all() else None


ALL = (wrong_count, constant_factor, shrinking_rate, memory, all_rows_alike)
