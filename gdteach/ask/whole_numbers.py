"""A second look at a right program: what becomes of it when the start is made of integers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from gdteach.ask.examining import Exercise, examine
from gdteach.ask.feedback import Feedback
from gdteach.ask.mistakes import Attempt
from gdteach.ask.walks import Walk
from gdteach.numerics.wording import printed


def from_whole_numbers(f: Callable[..., Any], exercise: Exercise[Walk], problem: Walk) -> Feedback:
    """Return the reply to a program that was right so far, run from a start of integers."""
    feedback = examine(
        f,
        replace(exercise, problems=(problem,), recognisers=(_cut_off, *exercise.recognisers)),
    )
    if feedback.mistake == "exception" and "cast" in feedback.message:
        return _reply(problem, "a step with a fraction finds no room in it, and NumPy refuses")
    return feedback


def _cut_off(attempts: Sequence[Attempt[Walk]]) -> Feedback | None:
    (attempt,) = attempts
    if not np.array_equal(attempt.answer, np.trunc(attempt.answer)):
        return None
    return _reply(
        attempt.problem,
        f"the fraction of each step is cut off and you reach {printed(attempt.answer[-1])}, "
        f"where {printed(attempt.truth[-1])} is due",
    )


def _reply(problem: Walk, consequence: str) -> Feedback:
    return Feedback(
        False,
        f"From a start of whole numbers, {printed(problem.start)}, your array takes over their "
        f"dtype: {consequence}. How do you ask NumPy for an array of floats?",
        "integer_array",
    )
