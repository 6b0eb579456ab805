"""Directions in the plane, in degrees from the x axis towards the y axis, and slopes in them."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdteach.numerics.objective import Objective

Array = NDArray[np.float64]
H = 6e-6  # of the size of w: where a central difference errs least, see the end of notebook 01


def unit(degrees: ArrayLike) -> Array:
    """Return unit vectors at angles, shape (..., 2) for angles of shape (...).

    >>> unit([0.0, 90.0]).round(12).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    radians = np.radians(degrees)
    return np.stack([np.cos(radians), np.sin(radians)], axis=-1)


def direction_of(arrows: ArrayLike) -> Any:
    """Return where arrows of shape (..., 2) point, 0 to 360.

    >>> direction_of([[-1.0, 0.0], [0.0, -1.0]]).tolist()
    [180.0, 270.0]
    """
    across, up = np.moveaxis(np.asarray(arrows), -1, 0)
    return np.degrees(np.arctan2(up, across)) % 360


def angle_between(first: Any, second: Any) -> Any:
    """Return the angle between two directions, 0 to 180.

    >>> angle_between(350, 20)
    30
    """
    return abs((first - second + 180) % 360 - 180)


def measured_slopes(objective: Objective, w: Array, directions: Array) -> Array:
    """Return the slope at a point, shape (d,), in each direction, unit vectors of shape (n, d).

    Measured by central differences; the gradient is not asked:
    (f(w + hu) − f(w − hu)) / 2h with h = 6e-6, or that times the size of w where it is beyond 1.
    """
    h = H * max(1.0, float(np.abs(w).max()))
    ahead, behind = (objective.function(w + sign * h * directions) for sign in (1, -1))
    return np.asarray((ahead - behind) / (2 * h))
