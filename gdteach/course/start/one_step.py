"""The checker of notebook 00's exercise: one step of gradient descent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.examining import Exercise, examine
from gdteach.ask.feedback import Feedback
from gdteach.ask.mistakes import Attempt, Mistake, recognise
from gdteach.numerics.wording import printed

Vector = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Step:
    """What is asked: where one stands, the slope there, and η."""

    w: Vector
    slope: Vector
    learning_rate: float

    @property
    def truth(self) -> Vector:
        """Where the step leads."""
        return self.w - self.learning_rate * self.slope

    def __str__(self) -> str:
        return (
            f"`w` = {printed(self.w)}, `slope` = {printed(self.slope)} and "
            f"`learning_rate` = {printed(self.learning_rate)}"
        )


_STEPS = (
    Step(np.array([3.0, -1.0]), np.array([4.0, 2.0]), learning_rate=0.25),
    Step(np.array([-2.0, 5.0]), np.array([-1.0, 3.0]), learning_rate=0.4),
)

_MISTAKES: tuple[Mistake[Step], ...] = (
    Mistake(
        "uphill",
        "You climb: from {w} you go to {yours}, where {expected} lies downhill. The slope points "
        "up; which sign turns the step round?",
        lambda step: step.w + step.learning_rate * step.slope,
    ),
    Mistake(
        "rate_forgotten",
        "Your step is the whole slope, {slope}, and leads to {yours}; with η = {rate} it leads to "
        "{expected}. Which argument have you not used?",
        lambda step: step.w - step.slope,
    ),
    Mistake(
        "rate_forgotten_uphill",
        "You add the whole slope, so you climb, and by far too much: to {yours} instead of "
        "{expected}. Which way does the slope point, and what is η = {rate} for?",
        lambda step: step.w + step.slope,
    ),
    Mistake(
        "step_only",
        "{yours} is the step itself. Begun at {w}, where does it end?",
        lambda step: -step.learning_rate * step.slope,
    ),
    Mistake(
        "product_only",
        "{yours} is η times the slope. Begun at {w} and turned downhill, where does that step end?",
        lambda step: step.learning_rate * step.slope,
    ),
    Mistake(
        "rate_divides",
        "You divide the slope by η, so a small η makes a long step: you go to {yours}, where "
        "{expected} is asked for. What should half the η do to the step?",
        lambda step: step.w - step.slope / step.learning_rate,
    ),
    Mistake(
        "stands_still",
        "You end where you began, at {w}. Which line takes the step, and is its result returned?",
        lambda step: step.w,
    ),
    Mistake(
        "rate_ignored",
        "Your step is right for η = 0.1, whatever the caller asks for (here {rate}). Which name "
        "should stand where that number does?",
        lambda step: step.w - 0.1 * step.slope,
    ),
)


def _known(attempts: Sequence[Attempt[Step]]) -> Feedback | None:
    mistake = recognise(_MISTAKES, attempts)
    if mistake is None:
        return None
    first = next(attempt for attempt in attempts if not attempt.right)
    facts = {
        "w": printed(first.problem.w),
        "slope": printed(first.problem.slope),
        "rate": printed(first.problem.learning_rate),
        "yours": printed(first.answer),
        "expected": printed(first.truth),
    }
    return Feedback(False, mistake.message.format(**facts), mistake.slug)


def _moved(attempts: Sequence[Attempt[Step]]) -> Feedback | None:
    for attempt in attempts:
        after, before = attempt.arguments[0], attempt.problem.w
        if not np.array_equal(after, before):
            return Feedback(
                False,
                f"The place you return is right, but the caller's `w` went along: it was "
                f"{printed(before)} and is {printed(after)} now, since `-=` changes an array in "
                "place. What does `w - …` do instead?",
                "w_changed",
            )
    return None


_EXERCISE: Exercise[Step] = Exercise(
    parameters=("w", "slope", "learning_rate"),
    problems=_STEPS,
    arguments=lambda step: (step.w.copy(), step.slope.copy(), step.learning_rate),
    truth=lambda step: step.truth,
    recognisers=(_known,),
    afterwards=(_moved,),
    success=(
        "That is w − η·slope, one step of gradient descent. A question to take along: where does "
        "it lead from a place where the slope is 0?"
    ),
)


def check_one_step(f: Any) -> Feedback:
    """Return whether a learner's step is right and, if not, the mistake it makes.

    Parameters
    ----------
    f : callable
        ``one_step(w, slope, learning_rate)``, returning the next place. It is called with ``w``
        and ``slope`` as arrays of shape ``(2,)``. ``...`` or None is not attempted yet.

    Returns
    -------
    Feedback
        True when passed; `message` has the reply, `mistake` the short name of what was recognised.

    Raises
    ------
    TypeError
        If ``f`` is not a function.

    Examples
    --------
    >>> check_one_step(lambda w, slope, learning_rate: w + learning_rate * slope).mistake
    'uphill'
    """
    return examine(f, _EXERCISE)
