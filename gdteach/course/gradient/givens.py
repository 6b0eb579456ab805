"""What notebook 01's third exercise gives: four gradients, one of them wrong, not everywhere."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Pair = tuple[Callable[[Vector], Any], Callable[[Vector], Vector]]

_SUSPECTS: dict[str, tuple[Callable[..., Any], ...]] = {  # f, its slope along x, along y
    "A": (
        lambda x, y: x**2 * y + y**3,
        lambda x, y: 2 * x * y,
        lambda x, y: x**2 + 3 * y**2,
    ),
    "B": (
        lambda x, y: (1000 * x) ** 2 + x * y,
        lambda x, y: 2_000_000 * x + y,
        lambda x, y: x,
    ),
    "C": (
        lambda x, y: x**3 + x * y**2,
        lambda x, y: 3 * x + y**2,  # 3x² it should be: the same at x = 0 and at x = 1
        lambda x, y: 2 * x * y,
    ),
    "D": (
        lambda x, y: (1 - np.cos(x)) * np.exp(-(y**2)),
        lambda x, y: np.sin(x) * np.exp(-(y**2)),
        lambda x, y: -2 * y * (1 - np.cos(x)) * np.exp(-(y**2)),
    ),
}


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
    return {letter: _pair(*formulas) for letter, formulas in _SUSPECTS.items()}


def _pair(f: Callable[..., Any], *slopes: Callable[..., Any]) -> Pair:
    return lambda w: f(*w), lambda w: np.array([slope(*w) for slope in slopes])
