"""The checker of notebook 01's second exercise: the slope in a direction of any length."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.examining import Exercise, examine, read_numbers
from gdteach.ask.feedback import Feedback
from gdteach.ask.mistakes import Attempt, recognise
from gdteach.ask.running import Watched
from gdteach.course.gradient.slope_mistakes import Slope, slope_mistakes
from gdteach.numerics.wording import printed

Vector = NDArray[np.float64]
CLOSE = 1e-3  # relative: as near as a slope comes that is measured with too large an h


def _bowl(w: Vector) -> float:
    return float(0.5 * (w[0] ** 2 + 6 * w[1] ** 2))


def _bowl_gradient(w: Vector) -> Vector:
    return np.array([w[0], 6 * w[1]])


def _hills(w: Vector) -> float:
    return float(np.sin(w[0]) * np.cos(w[1]) + 0.2 * w[0])


def _hills_gradient(w: Vector) -> Vector:
    x, y = w
    return np.array([np.cos(x) * np.cos(y) + 0.2, -np.sin(x) * np.sin(y)])


# The first is quoted in replies: ∇f = (3, 12), u of length 5, slope (3·3 + 12·4) / 5 = 11.4.
_PROBLEMS = (
    Slope(_bowl, _bowl_gradient, np.array([3.0, 2.0]), np.array([3.0, 4.0])),
    Slope(_bowl, _bowl_gradient, np.array([-1.5, 0.5]), np.array([0.0, -2.5])),
    Slope(_hills, _hills_gradient, np.array([0.7, -1.1]), np.array([-0.4, 0.3])),
    Slope(_hills, _hills_gradient, np.array([2.0, 0.4]), np.array([1.7, 2.9])),
)


def _recognised(attempts: Sequence[Attempt[Slope]]) -> Feedback | None:
    mistake = recognise(slope_mistakes(), attempts)
    if mistake is None:
        return None
    first = next(attempt for attempt in attempts if not attempt.right)
    facts = {
        "problem": first.problem,
        "yours": printed(first.answer),
        "expected": printed(float(first.truth)),
        "size": printed(first.problem.size),
    }
    return Feedback(False, mistake.message.format(**facts), mistake.slug)


def _measured(attempts: Sequence[Attempt[Slope]]) -> Feedback | None:
    """Recognise a slope that is nearly right: a difference quotient with some h."""
    for each in attempts:
        if each.answer.shape != () or not abs(each.answer - each.truth) < CLOSE * abs(each.truth):
            return None
    return Feedback(
        False,
        "You are close: your slopes agree to some digits and not to all, as a measured slope does. "
        "You are given ∇f, which has the digits; which product of it with u is the slope?",
        "measured",
    )


def _ignored(attempts: Sequence[Attempt[Slope]]) -> Feedback | None:
    if any(attempt.arguments[1].calls for attempt in attempts):
        return None
    return Feedback(
        False,
        "Your function never asks `gradient`, and the slope ahead is made of the slopes along x "
        "and along y. Where could `gradient(w)` enter?",
        "gradient_never_called",
    )


def _moved(attempts: Sequence[Attempt[Slope]]) -> Feedback | None:
    for attempt in attempts:
        for name, mine, after in (
            ("w", attempt.problem.w, attempt.arguments[2]),
            ("u", attempt.problem.u, attempt.arguments[3]),
        ):
            if not np.array_equal(mine, after):
                return Feedback(
                    False,
                    f"Your slope is right, and the caller's `{name}` has changed on the way: it "
                    f"was {printed(mine)} and is {printed(after)} now, since `/=` writes into the "
                    f"array. What would `{name} = {name} / ...` do instead?",
                    "argument_changed",
                )
    return None


def _read(slope: Slope, value: Any) -> NDArray[np.floating] | Feedback:
    array = read_numbers(slope, value)
    if not isinstance(array, Feedback) and array.shape in ((1,), (1, 1)):
        return array.reshape(())  # one number in brackets is one number
    return array


_EXERCISE: Exercise[Slope] = Exercise(
    parameters=("f", "gradient", "w", "u"),
    problems=_PROBLEMS,
    arguments=lambda s: (Watched(s.f), Watched(s.gradient), s.w.copy(), s.u.copy()),
    truth=Slope.truth,
    read=_read,
    recognisers=(_recognised, _measured, _ignored),
    afterwards=(_moved,),
    success=(
        "Your slope is ∇f·u with u made one long, on two hills and in four directions. A question "
        "to take along: for which u does it give 0?"
    ),
)


def check_directional_derivative(slope: Any) -> Feedback:
    """Return whether a learner's slope in a direction is right and, if not, the mistake it makes.

    Parameters
    ----------
    slope : callable
        ``directional_derivative(f, gradient, w, u)``, returning the slope of f at w straight
        ahead along u, an array of shape (2,) and of any length but 0. ``...`` or None stands for
        an exercise not attempted yet.

    Returns
    -------
    Feedback
        True when passed; `message` has the reply, `mistake` the short name of what was recognised.

    Raises
    ------
    TypeError
        If ``slope`` is not a function.

    Examples
    --------
    >>> check_directional_derivative(lambda f, gradient, w, u: gradient(w) @ u).mistake
    'not_normalised'
    """
    return examine(slope, _EXERCISE)
