"""Recognising what a descent program did: one known fault, two at once, or none of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.examining import read_numbers
from gdteach.ask.faults import Fault
from gdteach.ask.feedback import Feedback
from gdteach.ask.kept_faults import KEEP_FAULTS
from gdteach.ask.mistakes import Attempt, Mistake, alike, first_departure, recognise
from gdteach.ask.walks import RIGHT, Program, Vector, Walk
from gdteach.numerics.wording import listed, printed, times, told_apart

_MORE = " Mend this one first: behind it waits a second mistake."


def true_walk(problem: Walk) -> Vector:
    """Return the right answer to a problem, shape ``(n_steps + 1, d)``."""
    return RIGHT.returns(problem)


def as_rows(answer: NDArray[Any], dimension: int) -> NDArray[Any]:
    """Return an answer with one row per point; in one dimension a flat list is that already."""
    return answer.reshape(-1, 1) if dimension == 1 and answer.ndim <= 1 else np.atleast_1d(answer)


def read_walk(problem: Walk, value: Any) -> NDArray[np.floating] | Feedback:
    """Return the walk a learner's function handed back, or the reply that says what it is."""
    if isinstance(value, (tuple, list)) and len(value) in (2, 3):
        truth = true_walk(problem)
        for part in value:
            rows = read_numbers(problem, part)
            if not isinstance(rows, Feedback) and alike(as_rows(rows, problem.dimension), truth):
                return Feedback(
                    False,
                    f"You return {len(value)} things, and one of them is the walk that the check "
                    "looks for. What should stand alone behind `return`?",
                    "returned_extra",
                )
    answer = read_numbers(problem, value)
    return answer if isinstance(answer, Feedback) else as_rows(answer, problem.dimension)


def facts(attempts: Sequence[Attempt[Walk]]) -> dict[str, str]:
    """Return the numbers that a message may quote, from the first problem answered wrongly.

    ``{start} {rate} {rate_squared} {n_steps} {wanted} {wanted_shape}`` of the problem, ``{rows}
    {first} {last}`` of the answer; ``{t}``, the first step that departs, with ``{before}`` it the
    right point and ``{slope}`` the gradient there, ``{yours}`` and ``{expected}`` after it.
    """
    attempt = next(each for each in attempts if not each.right)
    problem, truth = attempt.problem, attempt.truth
    rows = attempt.answer.reshape(-1, problem.dimension)
    common = first_departure(rows, truth)
    t = min(len(rows), len(truth)) - 1 if common is None else common
    yours, expected = told_apart(rows[t], truth[t], printed) if len(rows) else ("nothing", "")
    return {
        "start": printed(problem.start),
        "rate": printed(problem.learning_rate),
        "rate_squared": printed(problem.learning_rate**2),
        "n_steps": str(problem.n_steps),
        "wanted": str(len(truth)),
        "wanted_shape": str(truth.shape),
        "rows": str(len(rows)),
        "first": printed(rows[0]) if len(rows) else "",
        "last": printed(rows[-1]) if len(rows) else "",
        "t": str(t),
        "before": printed(truth[max(t - 1, 0)]),
        "slope": printed(problem.gradient(truth[max(t - 1, 0)])),
        "yours": yours,
        "expected": expected,
    }


class KnownFaults:
    """Recognises the mistakes of a table, alone or in pairs.

    Parameters
    ----------
    step_faults : sequence of Fault
        What may be wrong with the steps; earlier ones are preferred.
    keep_faults : sequence of Fault, optional
        What may be wrong with what is handed back.
    """

    def __init__(
        self, step_faults: Sequence[Fault], keep_faults: Sequence[Fault] = KEEP_FAULTS
    ) -> None:
        self._steps, self._keeps = tuple(step_faults), tuple(keep_faults)

    def __call__(self, attempts: Sequence[Attempt[Walk]]) -> Feedback | None:
        """Return the reply to the mistake that explains every attempt, None if none does."""
        if any(each.answer.size % each.problem.dimension for each in attempts):
            return None
        mistake = recognise(self.mistakes(), attempts)
        if mistake is None:
            return None
        return Feedback(False, mistake.message.format(**facts(attempts)), mistake.slug)

    def mistakes(self) -> Iterator[Mistake[Walk]]:
        """Return every mistake of the table, then every two that can be made together."""
        for fault in (*self._steps, *self._keeps):
            yield _mistake(fault)
        steps = [fault for fault in self._steps if not fault.alone]
        for keep in (fault for fault in self._keeps if not fault.alone):
            for step in steps:
                yield _mistake(keep, step)
        for first, second in combinations(steps, 2):
            if first.slug != second.slug and not first.changes.keys() & second.changes.keys():
                yield _mistake(first, second)


def _mistake(fault: Fault, second: Fault | None = None) -> Mistake[Walk]:
    changes = {**(second.changes if second else {}), **fault.changes}
    program = Program(**changes)
    return Mistake(
        f"{fault.slug}+{second.slug}" if second else fault.slug,
        fault.message + _MORE if second else fault.message,
        lambda problem: as_rows(program.returns(problem), problem.dimension),
    )


def depart_at_step(attempt: Attempt[Walk]) -> Feedback:
    """Return the reply to a walk that no known mistake explains: its first wrong step."""
    rows, truth = attempt.answer, attempt.truth
    if rows.ndim != 2 or rows.shape[1] != truth.shape[1]:
        return Feedback(
            False,
            f"For {attempt.problem} you return numbers of shape {rows.shape}, and the check looks "
            f"for one row per point, start included: {truth.shape}. What does one entry of your "
            "list hold?",
            "wrong_shape",
        )
    if first_departure(rows, truth) is None:
        return Feedback(
            False,
            f"You return {times(len(rows), 'row')}, and the start with {attempt.problem.n_steps} "
            f"steps makes {len(truth)}. How many times does your loop go round?",
            "too_many_rows" if len(rows) > len(truth) else "too_few_rows",
        )
    numbers = facts([attempt])
    if numbers["t"] == "0":
        return Feedback(
            False,
            "Your first row is {yours}, and the walk begins at {expected}. Which line puts the "
            "start into your list?".format(**numbers),
            "first_row",
        )
    return Feedback(
        False,
        f"For {attempt.problem} your walk departs at step {numbers['t']}: at {numbers['before']} "
        f"the slope is {numbers['slope']}, so w − η∇f(w) leads to {numbers['expected']}, and you "
        f"go to {numbers['yours']}. Can you do that step by hand?",
        "unknown",
    )


def never_asks(name: str) -> str:
    """Return the message for a program that never calls the function it is handed."""
    return (
        f"Your function never asks {listed([name])} for a slope, so it cannot follow the landscape "
        "it is given. Which name should your update call?"
    )
