"""The checker of notebook 02's second exercise: descend in two named parameters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from gdteach.ask.descent_replies import (
    KnownFaults,
    depart_at_step,
    never_asks,
    read_walk,
    true_walk,
)
from gdteach.ask.examining import Exercise, examine
from gdteach.ask.faults import STEP_FAULTS, Fault
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

# Two houses of 1 and 2 thousand square feet sold for 300 and 500 thousand: the line a·x + b, cost
# 1/(2m) times the squared residuals. From (0, 0) with η = 0.01 the first b tells the method.
_SIZES, _PRICES = np.array([1.0, 2.0]), np.array([300.0, 500.0])


def _two_houses(w: Vector) -> Vector:
    """Return the gradient of the two-house cost at (a, b)."""
    residuals = w[0] * _SIZES + w[1] - _PRICES
    return np.array([(residuals * _SIZES).mean(), residuals.mean()])


def _bent_bowl(w: Vector) -> Vector:
    """Return the gradient of ½a² + ln(1 + a²) + ab + (3/2)b² + 4b at (a, b)."""
    a, b = w
    return np.array([a + 2.0 * a / (1.0 + a**2) + b, a + 3.0 * b + 4.0])


_AB = ("a", "b")
_WALKS = (
    Walk(_two_houses, np.array([0.0, 0.0]), learning_rate=0.01, n_steps=5, names=_AB),
    Walk(_bent_bowl, np.array([2.0, -1.0]), learning_rate=0.15, n_steps=6, names=_AB),
)
_WHOLE_START = Walk(_bent_bowl, np.array([3, -2]), learning_rate=0.125, n_steps=4, names=_AB)


def _slope(change: Callable[[Gradient, Vector], ArrayLike]) -> dict[str, Any]:
    return {"slope": lambda gradient, w: np.array(change(gradient, w))}


def _faults(slug: str, message: str, *changes: dict[str, Any]) -> tuple[Fault, ...]:
    return tuple(Fault(slug, message, each) for each in changes)


_PARAMETER_FAULTS = (
    *_faults(
        "one_after_the_other",
        "You move one parameter and then ask for the other's slope, at a point where the ball "
        "never stood: step {t} takes you to {yours}, and both slopes from the same point lead to "
        "{expected}. Can you have both slopes in hand before either parameter moves?",
        {"order": (0, 1)},
        {"order": (1, 0)},
    ),
    *_faults(
        "partials_swapped",
        "Each parameter moves by the other one's slope: from {before} you go to {yours}, where "
        "{expected} lies downhill. Which partial derivative belongs to a?",
        _slope(lambda gradient, w: gradient(w)[::-1]),
    ),
    *_faults(
        "same_partial",
        "Both parameters move by the same slope, so the ball runs along a diagonal: from "
        "{before} you go to {yours}, where {expected} lies downhill. Which partial derivative "
        "belongs to which parameter?",
        _slope(lambda gradient, w: gradient(w)[[0, 0]]),
        _slope(lambda gradient, w: gradient(w)[[1, 1]]),
    ),
    *_faults(
        "arguments_swapped",
        "A slope is taken at the point with a and b exchanged: from {before} you go to {yours}, "
        "where {expected} lies downhill. In which order does `partial_a(a, b)` want its numbers?",
        _slope(lambda gradient, w: gradient(w[::-1])),
        _slope(lambda gradient, w: (gradient(w[::-1])[0], gradient(w)[1])),
        _slope(lambda gradient, w: (gradient(w)[0], gradient(w[::-1])[1])),
    ),
    *_faults(
        "one_stands_still",
        "One parameter never moves, so the ball keeps to a straight line and finds the lowest "
        "point of that line alone: from {before} you go to {yours}, both moved leads to "
        "{expected}. Which update is missing, or is not stored?",
        _slope(lambda gradient, w: gradient(w) * [1.0, 0.0]),
        _slope(lambda gradient, w: gradient(w) * [0.0, 1.0]),
    ),
    *_faults(
        "one_uphill",
        "One parameter goes down and the other climbs: from {before} you go to {yours}, where "
        "{expected} lies downhill. Do both updates have the same sign?",
        _slope(lambda gradient, w: gradient(w) * [1.0, -1.0]),
        _slope(lambda gradient, w: gradient(w) * [-1.0, 1.0]),
    ),
)


def _handed_out(problem: Walk) -> tuple[Any, ...]:
    """Return fresh arguments: two partial derivatives, and a and b as plain Python numbers."""

    def partial_a(a: Any, b: Any) -> float:
        return float(problem.gradient(np.array([a, b], dtype=np.float64))[0])

    def partial_b(a: Any, b: Any) -> float:
        return float(problem.gradient(np.array([a, b], dtype=np.float64))[1])

    a, b = problem.start.tolist()
    return Watched(partial_a), Watched(partial_b), a, b, problem.learning_rate, problem.n_steps


def _partial_unused(attempts: Sequence[Attempt[Walk]]) -> Feedback | None:
    for index, name in enumerate(("`partial_a`", "`partial_b`")):
        if not any(attempt.arguments[index].calls for attempt in attempts):
            return Feedback(False, never_asks(name), "gradient_never_called")
    return None


_EXERCISE: Exercise[Walk] = Exercise(
    parameters=("partial_a", "partial_b", "a", "b", "learning_rate", "n_steps"),
    problems=_WALKS,
    arguments=_handed_out,
    truth=true_walk,
    read=read_walk,
    recognisers=(
        KnownFaults((*STEP_FAULTS, *_PARAMETER_FAULTS)),
        wrong_count,
        constant_factor,
        shrinking_rate,
        memory,
        all_rows_alike,
        _partial_unused,
    ),
    depart=depart_at_step,
    success=(
        "Both parameters move at once, each by its own slope, and every step agrees with "
        "w − η∇f(w). A question to take along: which line would you change for three parameters?"
    ),
)


def check_two_parameter_descent(f: Any) -> Feedback:
    """Return whether a learner's descent in two parameters is right and, if not, its mistake.

    Parameters
    ----------
    f : callable
        ``two_parameter_descent(partial_a, partial_b, a, b, learning_rate, n_steps)``, returning
        n_steps + 1 pairs (a, b), the start first. ``partial_a(a, b)`` and ``partial_b(a, b)``
        return the two slopes as numbers. ``...`` or None stands for an exercise not attempted.

    Returns
    -------
    Feedback
        True when passed; `message` has the reply, `mistake` the short name of what was recognised.

    Raises
    ------
    TypeError
        If ``f`` is not a function.

    Notes
    -----
    One of the problems is a line through two houses, with cost 1/(2m)·Σ(a·x + b − y)². From (0, 0)
    with η = 0.01, gradient descent goes to b = 4; updated after a, b goes to 3.9025.

    Examples
    --------
    >>> def two_parameter_descent(partial_a, partial_b, a, b, learning_rate, n_steps):
    ...     pairs = [(a, b)]
    ...     for t in range(n_steps):
    ...         a = a - learning_rate * partial_a(a, b)
    ...         b = b - learning_rate * partial_b(a, b)
    ...         pairs.append((a, b))
    ...     return pairs
    >>> check_two_parameter_descent(two_parameter_descent).mistake
    'one_after_the_other'
    """
    feedback = examine(f, _EXERCISE)
    return from_whole_numbers(f, _EXERCISE, _WHOLE_START) if feedback.passed else feedback
