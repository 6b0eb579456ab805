"""Notebook 01's third exercise: of four gradients one is wrong, and not everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.feedback import Feedback, not_attempted
from gdteach.numerics import arguments

Vector = NDArray[np.float64]
Pair = tuple[Callable[[Vector], Any], Callable[[Vector], Vector]]

_WRONG = "C"
_REPLIES = {
    "A": "A agrees with central differences to nine digits, wherever you ask. Which of the others "
    "have you asked at a point without a 0 or a 1 in it?",
    "B": "B looks bad: its difference is thousands of times as large as that of A. Beside what? "
    "Its first component is in the millions, so it agrees to ten digits and more. What does a "
    "difference mean without a size to compare it with?",
    "C": "C is the one: it has 3x where 3x² belongs, and the two agree at x = 0 and at x = 1. One "
    "lucky point proves nothing; two or three drawn at random would have done.",
    "D": "D is small at the origin because the ground is flat there, and it agrees with central "
    "differences everywhere. Which of the others have you asked at several points?",
}


def _a(w: Vector) -> Any:
    x, y = w
    return x**2 * y + y**3


def _gradient_a(w: Vector) -> Vector:
    x, y = w
    return np.array([2 * x * y, x**2 + 3 * y**2])


def _b(w: Vector) -> Any:
    x, y = w
    return (1000 * x) ** 2 + x * y


def _gradient_b(w: Vector) -> Vector:
    x, y = w
    return np.array([2_000_000 * x + y, x])


def _c(w: Vector) -> Any:
    x, y = w
    return x**3 + x * y**2


def _gradient_c(w: Vector) -> Vector:
    x, y = w
    return np.array([3 * x + y**2, 2 * x * y])


def _d(w: Vector) -> Any:
    x, y = w
    return (1 - np.cos(x)) * np.exp(-(y**2))


def _gradient_d(w: Vector) -> Vector:
    x, y = w
    return np.array([np.sin(x), -2 * y * (1 - np.cos(x))]) * np.exp(-(y**2))


def suspects() -> dict[str, Pair]:
    """Return four functions of a point w = (x, y), each with what is said to be its gradient.

    Returns
    -------
    dict
        From "A", "B", "C", "D" to (f, gradient); both take an array of shape (2,).

    Examples
    --------
    >>> f, gradient = suspects()["A"]
    >>> gradient(np.array([1.0, 2.0]))
    array([ 4., 13.])
    """
    return {
        "A": (_a, _gradient_a),
        "B": (_b, _gradient_b),
        "C": (_c, _gradient_c),
        "D": (_d, _gradient_d),
    }


def check_wrong_gradient(answer: Any) -> Feedback:
    """Return whether the wrong one of the four gradients of `suspects` was found.

    Parameters
    ----------
    answer : str
        "A", "B", "C" or "D"; ``...`` or None is not attempted yet.

    Returns
    -------
    Feedback
        True when found; otherwise the reply says what speaks for the one that was named.

    Raises
    ------
    TypeError, ValueError
        If ``answer`` is not one of the four letters.

    Examples
    --------
    >>> check_wrong_gradient("B").mistake
    'B'
    """
    if answer is ... or answer is None:
        return not_attempted("Nothing to check so far: put a letter in place of the `...`.")
    letter = arguments.one_of("answer", answer, _REPLIES)
    found = letter == _WRONG
    return Feedback(found, _REPLIES[letter], "" if found else letter)
