"""Numbers and points as they stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike


def number(value: float, digits: int = 6) -> str:
    """Return a number with a typographic minus and no needless digits.

    >>> number(-1.45)
    '−1.45'
    """
    return f"{float(value) + 0.0:.{digits}g}".replace("-", "−")


def point(w: ArrayLike, digits: int = 6) -> str:
    """Return a point as text: bare in one dimension, in parentheses otherwise.

    >>> point([1.4, -1.45]), point([3.0])
    ('(1.4, −1.45)', '3')
    """
    coordinates = [number(value, digits) for value in np.ravel(np.asarray(w))]
    return coordinates[0] if len(coordinates) == 1 else f"({', '.join(coordinates)})"


def told_apart(yours: ArrayLike, expected: ArrayLike) -> tuple[str, str]:
    """Return two points with as many digits as it takes to see that they differ.

    >>> told_apart([0.1], [0.1 + 1e-8])
    ('0.1', '0.10000001')
    """
    for digits in (6, 9, 12):
        if point(yours, digits) != point(expected, digits):
            return point(yours, digits), point(expected, digits)
    return point(yours, 17), point(expected, 17)


def listed(words: Iterable[str]) -> str:
    """Return words as an English list.

    >>> listed(["A", "B", "C"])
    'A, B and C'
    """
    *first, last = list(words)
    return f"{', '.join(first)} and {last}" if first else last


def times(count: int, noun: str) -> str:
    """Return a count with its noun.

    >>> times(1, "row"), times(6, "row")
    ('1 row', '6 rows')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
