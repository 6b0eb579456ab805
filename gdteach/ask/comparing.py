"""Whether two answers agree: rounding is no mistake.

Numbers agree when they differ by less than 1e-9 of the largest size met so far.
"""

import numpy as np
from numpy.typing import NDArray

TOLERANCE = 1e-9
SINGLE_TOLERANCE = 1e-5  # for answers computed in float32, which carry seven digits


def alike(yours: NDArray[np.floating], expected: NDArray[np.float64]) -> bool:
    """Return whether two answers have one shape and agree up to rounding.

    >>> alike(np.array([1.0, 2.0 + 1e-12]), np.array([1.0, 2.0]))
    True
    """
    return yours.shape == expected.shape and first_departure(yours, expected) is None


def first_departure(yours: NDArray[np.floating], expected: NDArray[np.float64]) -> int | None:
    """Return the index of the first row that is not as expected, None if the common rows agree.

    Rows beyond the shorter of the two are not compared. A row's tolerance grows with the largest
    number met up to that row, because its rounding errors do.
    """
    rows = min(len(np.atleast_1d(yours)), len(np.atleast_1d(expected)))
    if rows == 0:
        return None
    left, right = (np.atleast_1d(side)[:rows].reshape(rows, -1) for side in (yours, expected))
    finite = np.where(np.isfinite(right), np.abs(right), 0.0)
    sizes = np.maximum.accumulate(finite.max(axis=1, initial=1.0))
    tolerance = TOLERANCE if yours.dtype.itemsize >= 8 else SINGLE_TOLERANCE
    with np.errstate(invalid="ignore", over="ignore"):
        close = np.abs(left - right) <= tolerance * sizes[:, None]
    close |= (left == right) | (np.isnan(left) & np.isnan(right))
    rows_apart = np.flatnonzero(~close.all(axis=1))
    return int(rows_apart[0]) if rows_apart.size else None
