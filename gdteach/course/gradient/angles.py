"""Directions in the plane, in degrees from the x axis towards the y axis."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


def unit(degrees: ArrayLike) -> Array:
    """Return unit vectors at angles, shape (..., 2) for angles of shape (...).

    >>> unit([0.0, 90.0]).round(12).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    radians = np.radians(degrees)
    return np.stack([np.cos(radians), np.sin(radians)], axis=-1)


def direction_of(arrow: Array) -> float:
    """Return where an arrow points, 0 to 360.

    >>> direction_of(np.array([-1.0, 0.0]))
    180.0
    """
    return float(np.degrees(np.arctan2(arrow[1], arrow[0])) % 360)


def angle_between(first: float, second: float) -> float:
    """Return the angle between two directions, 0 to 180.

    >>> angle_between(350, 20)
    30
    """
    return abs((first - second + 180) % 360 - 180)
