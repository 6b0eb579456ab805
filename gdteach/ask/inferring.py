"""Mistakes with a number in them, read off the steps: a constant, a shrinking η, a memory.

Where ``faults.py`` knows what a mistake computes, here its number is unknown (a learning rate
written into the code, a momentum of 0.83) and is worked out from the walk: step t is compared with
−η∇f at the learner's own point, so that each step speaks for itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gdteach.ask.descent_replies import as_rows, facts
from gdteach.ask.faults import MOMENTUM
from gdteach.ask.feedback import Feedback
from gdteach.ask.mistakes import Attempt, alike, first_departure
from gdteach.ask.walks import RIGHT, Program, Vector, Walk
from gdteach.numerics.wording import printed

_HUGE = 1e100  # beyond it least squares would overflow, and no ball rolls there
_AGREE = 1e-7  # of two inferred numbers: a quotient of differences loses two digits
_MOST_ROWS = 1000  # that are compared with a walk of their length


def constant_factor(attempts: Sequence[Attempt[Walk]]) -> Feedback | None:
    """Recognise steps that are a constant times η∇f, or that use an η of their own."""
    factors = [_step_factors(attempt) for attempt in attempts]
    if any(each is None or np.ptp(each) > _AGREE for each in factors):
        return None
    factor = np.array([each[0] for each in factors if each is not None])
    rates = factor * [attempt.problem.learning_rate for attempt in attempts]
    if np.ptp(factor) <= _AGREE:
        return Feedback(
            False,
            f"Each of your steps is {printed(factor[0])} times −η∇f. Which number in your update "
            "is neither η nor the gradient?",
            "step_scaled",
        )
    if np.ptp(rates) <= _AGREE:
        return Feedback(
            False,
            f"Your steps use a learning rate of {printed(rates[0])}, whatever the caller asks for "
            f"(here {facts(attempts)['rate']}). Which name should stand where that number does?",
            "rate_ignored",
        )
    return None


def shrinking_rate(attempts: Sequence[Attempt[Walk]]) -> Feedback | None:
    """Recognise steps along −∇f whose learning rate falls from step to step."""
    first: list[float] = []
    for attempt in attempts:
        factors = _step_factors(attempt)
        if factors is None or not (np.diff(factors) < -_AGREE).all() or factors[-1] < 0:
            return None
        first = first or [factors[0], factors[-1], attempt.problem.learning_rate]
    start, end, rate = first
    return Feedback(
        False,
        f"Your η shrinks on the way: {printed(start * rate, 3)} at the first step, "
        f"{printed(end * rate, 3)} at the last, so the ball tires before it arrives. Here "
        "η stays what the caller gave; which line changes it?",
        "rate_decays",
    )


def memory(attempts: Sequence[Attempt[Walk]]) -> Feedback | None:
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
        (share_of_slope, share_kept), *_ = np.linalg.lstsq(columns, steps.ravel(), rcond=None)
        program = Program(memory=share_kept, schedule=lambda t, a=share_of_slope: a)  # type: ignore[misc]
        walk = program.returns(attempt.problem)
        if np.abs(walk - attempt.answer).max() > _AGREE * max(1.0, np.abs(walk).max()):
            return None
        shares.append(share_kept)
    if np.ptp(shares) > _AGREE or abs(shares[0]) <= _AGREE:
        return None
    return Feedback(False, MOMENTUM.format(memory=printed(shares[0], 4)), "momentum")


def wrong_count(attempts: Sequence[Attempt[Walk]]) -> Feedback | None:
    """Recognise right walks of another length than asked for."""
    for attempt in attempts:
        rows = len(attempt.answer)
        if rows > _MOST_ROWS:
            return None
        walk = RIGHT.walk(attempt.problem, max(rows - 1, 0))
        if not alike(attempt.answer, as_rows(walk, attempt.problem.dimension)):
            return None
    wrong = next(attempt for attempt in attempts if not attempt.right)
    rows, wanted = len(wrong.answer), len(wrong.truth)
    return Feedback(
        False,
        f"You return {rows} rows, and the start with {wrong.problem.n_steps} steps makes {wanted}. "
        "What decides how often your loop goes round?",
        "too_many_rows" if rows > wanted else "too_few_rows",
    )


def all_rows_alike(attempts: Sequence[Attempt[Walk]]) -> Feedback | None:
    """Recognise a list that holds one array many times, whatever the steps were."""
    for attempt in attempts:
        rows = attempt.answer
        if rows.ndim != 2 or len(rows) < 3 or np.ptp(rows, axis=0).any():
            return None
        if rows.shape[1] != attempt.problem.dimension:
            return None
    return Feedback(
        False,
        "All your rows show one point, {last}: does the list hold the same array again and again, "
        "changed in place by each step? Try `w.copy()` where you record.".format(**facts(attempts)),
        "history_aliased",
    )


def _slopes_and_steps(attempt: Attempt[Walk]) -> tuple[Vector | None, Vector | None]:
    """Return −η∇f at the learner's own points and the steps taken there, or None twice."""
    rows = attempt.answer.astype(np.float64)
    if rows.shape != attempt.truth.shape or not np.isfinite(rows).all():
        return None, None
    if first_departure(rows[:1], attempt.truth[:1]) is not None:
        return None, None
    problem = attempt.problem
    slopes = np.array([-problem.learning_rate * problem.gradient(w) for w in rows[:-1]])
    return slopes, np.diff(rows, axis=0)


def _step_factors(attempt: Attempt[Walk]) -> Vector | None:
    """Return each step as a multiple of −η∇f, None where one is no multiple."""
    slopes, steps = _slopes_and_steps(attempt)
    if slopes is None or steps is None:
        return None
    factors = (slopes * steps).sum(axis=1) / (slopes * slopes).sum(axis=1)
    residual = np.abs(steps - factors[:, None] * slopes)
    close = residual <= _AGREE * np.maximum(1.0, np.abs(steps))  # False where a slope is zero
    return factors if close.all() else None
