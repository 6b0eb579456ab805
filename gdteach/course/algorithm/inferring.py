"""Mistakes with a number in them, read off the steps: a constant, a shrinking η, a memory.

Where ``walks.py`` knows what a mistake computes, here its number is unknown (a learning rate
written into the code, a momentum of 0.83) and is worked out from the walk: step t is compared with
−η∇f at the learner's own point, so that each step speaks for itself.
"""

from collections.abc import Sequence

import numpy as np

from gdteach.ask.comparing import first_departure
from gdteach.ask.kinds import constant
from gdteach.ask.known import Attempt
from gdteach.ask.replies import Finding
from gdteach.course.algorithm.walks import RIGHT, Vector
from gdteach.numerics.wording import printed

_HUGE = 1e100  # beyond it least squares would overflow, and no ball rolls there
_AGREE = 1e-7  # of two inferred numbers: a quotient of differences loses two digits


def own_rate(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise steps along −∇f of another length: scaled, with an η of their own, or shrinking."""
    factors = [_step_factors(attempt) for attempt in attempts]
    found = [each for each in factors if each is not None]
    if len(found) < len(attempts):
        return None
    rates = [
        each * attempt.quantities["learning_rate"]
        for each, attempt in zip(found, attempts, strict=True)
    ]
    if np.ptp(np.concatenate(found)) <= _AGREE:
        return Finding("step_scaled", {"factor": found[0][0]})
    if np.ptp(np.concatenate(rates)) <= _AGREE:
        return Finding("rate_ignored", {"rate": rates[0][0]})
    if all((np.diff(each) < -_AGREE).all() and each[-1] >= 0 for each in found):
        first, last = (printed(rates[0][t], 3) for t in (0, -1))
        return Finding("rate_decays", {"first_rate": first, "last_rate": last})
    return None


def memory(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise steps that carry a constant share of the step before (the heavy ball)."""
    shares = []
    for attempt in attempts:
        slopes, steps = _slopes_and_steps(attempt)
        carried = np.vstack([np.zeros_like(steps[:1]), steps[:-1]])
        columns = np.stack([slopes.ravel(), carried.ravel()], axis=1)
        if len(steps) < 3 or not np.abs(np.hstack([columns, steps.reshape(-1, 1)])).max() < _HUGE:
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


def _slopes_and_steps(attempt: Attempt) -> tuple[Vector, Vector]:
    """Return −η∇f at the learner's own points and the steps taken there; none, if it is no walk."""
    rows = attempt.answer.astype(np.float64)
    a_walk = rows.shape == attempt.truth.shape and np.isfinite(rows).all()
    if not a_walk or first_departure(rows[:1], attempt.truth[:1]) is not None:
        rows = attempt.truth[:1]
    known = attempt.quantities
    slopes = [-known["learning_rate"] * known["gradient"](w) for w in rows[:-1]]
    return np.array(slopes).reshape(-1, rows.shape[1]), np.diff(rows, axis=0)


def _step_factors(attempt: Attempt) -> Vector | None:
    """Return each step as a multiple of −η∇f, None where one is no multiple."""
    slopes, steps = _slopes_and_steps(attempt)
    factors = (slopes * steps).sum(axis=1) / (slopes * slopes).sum(axis=1)
    residual = np.abs(steps - factors[:, None] * slopes)
    close = residual <= _AGREE * np.maximum(1.0, np.abs(steps))  # False where a slope is zero
    return factors if len(steps) and close.all() else None


ALL = (own_rate, memory, all_rows_alike)
