"""The checker of notebook 02's first exercise: write gradient descent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.descent_replies import (
    KnownFaults,
    depart_at_step,
    never_asks,
    read_walk,
    true_walk,
)
from gdteach.ask.examining import Exercise, examine
from gdteach.ask.faults import COORDINATE_FAULTS, STEP_FAULTS
from gdteach.ask.feedback import Feedback
from gdteach.ask.inferring import (
    all_rows_alike,
    constant_factor,
    memory,
    shrinking_rate,
    wrong_count,
)
from gdteach.ask.mistakes import Attempt
from gdteach.ask.running import Watched
from gdteach.ask.walks import Gradient, Vector, Walk
from gdteach.ask.whole_numbers import from_whole_numbers
from gdteach.numerics.wording import printed


def _one_dimension(w: Vector) -> Vector:
    """Return the gradient of ½u² + ln(1 + u²) with u = w − 1: convex, and no parabola."""
    u = w - 1.0
    return u + 2.0 * u / (1.0 + u**2)


_HESSIAN = np.array([[3.0, 1.0], [1.0, 2.0]])  # coupled, so that the order of updates shows


def _two_dimensions(w: Vector) -> Vector:
    """Return the gradient of a tilted bowl with its minimum away from the origin."""
    return w @ _HESSIAN + np.array([-1.0, 3.0])


# Learning rates that no one writes into their code, and n_steps + 1 unlike any d. The gradient is
# 3.6 at the first start and (4, 3) at the second: the numbers of a reply can be followed by hand.
_WALKS = (
    Walk(_one_dimension, np.array([4.0]), learning_rate=0.25, n_steps=5),
    Walk(_two_dimensions, np.array([2.0, -1.0]), learning_rate=0.15, n_steps=6),
)
_WHOLE_START = Walk(_two_dimensions, np.array([3, -2]), learning_rate=0.25, n_steps=4)


def _handed_out(problem: Walk) -> tuple[Any, ...]:
    """Return fresh arguments, so that nothing a learner changes reaches the check."""
    return (
        Watched(_tolerant(problem.gradient, problem.dimension)),
        problem.start.copy(),
        problem.learning_rate,
        problem.n_steps,
    )


def _tolerant(gradient: Gradient, dimension: int) -> Callable[[Any], Any]:
    """Return a gradient that takes points as a learner may write them, and says what it cannot."""

    def gradient_of_f(w: Any) -> NDArray[np.float64]:
        at = np.array(w, dtype=np.float64)
        if at.shape[-1:] != (dimension,) and not (dimension == 1 and at.ndim == 0):
            raise ValueError(
                f"gradient takes a point of shape ({dimension},), and got an array of shape "
                f"{at.shape}"
            )
        return gradient(at)

    return gradient_of_f


def _start_moved(attempts: Sequence[Attempt[Walk]]) -> Feedback | None:
    for attempt in attempts:
        after, before = attempt.arguments[1], attempt.problem.start
        if not np.array_equal(after, before):
            return Feedback(
                False,
                f"Your walk is right, but the caller's `start` went along with the ball: it was "
                f"{printed(before)} and is {printed(after)} now, since `-=` changes an array in "
                "place. What would a copy on your first line save?",
                "start_mutated",
            )
    return None


def _gradient_unused(attempts: Sequence[Attempt[Walk]]) -> Feedback | None:
    if any(attempt.arguments[0].calls for attempt in attempts):
        return None
    return Feedback(False, never_asks("`gradient`"), "gradient_never_called")


_EXERCISE: Exercise[Walk] = Exercise(
    parameters=("gradient", "start", "learning_rate", "n_steps"),
    problems=_WALKS,
    arguments=_handed_out,
    truth=true_walk,
    read=read_walk,
    recognisers=(
        KnownFaults((*STEP_FAULTS, *COORDINATE_FAULTS)),
        wrong_count,
        constant_factor,
        shrinking_rate,
        memory,
        all_rows_alike,
        _gradient_unused,
    ),
    afterwards=(_start_moved,),
    depart=depart_at_step,
    success=(
        "Your walk agrees with w − η∇f(w) at every step, in one dimension and in two. "
        "A question to take along: on f(w) = w², what does it do with η = 1?"
    ),
)


def check_gradient_descent(f: Any) -> Feedback:
    """Return whether a learner's gradient descent is right and, if not, the mistake it makes.

    Parameters
    ----------
    f : callable
        ``gradient_descent(gradient, start, learning_rate, n_steps)``, returning the iterates,
        shape ``(n_steps + 1, d)``, the first row ``start``, in any form NumPy can read. It is
        called with ``start`` as an array of shape ``(1,)``, where a flat list of n_steps + 1
        numbers will do as well, and of shape ``(2,)``, once with whole numbers.
        ``...`` or None stands for an exercise not attempted yet.

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
    >>> def gradient_descent(gradient, start, learning_rate, n_steps):
    ...     iterates = [start]
    ...     for t in range(n_steps):
    ...         iterates.append(iterates[-1] + learning_rate * gradient(iterates[-1]))
    ...     return iterates
    >>> check_gradient_descent(gradient_descent).mistake
    'uphill'
    """
    feedback = examine(f, _EXERCISE)
    return from_whole_numbers(f, _EXERCISE, _WHOLE_START) if feedback.passed else feedback
