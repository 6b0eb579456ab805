"""What one number, 1 − ηL, makes of the error on a parabola: its regimes, and the staircase."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

ENDS_MEET = 1e-9  # a factor this close to 0 or −1 is one

#: What becomes of the error, by name; the lab's captions and the list of finds use these words.
REGIMES = {
    "stay": "no step at all",
    "creep": "same side, a little nearer every step",
    "one shot": "the step ends at the bottom",
    "cross": "other side at every step, and nearer",
    "bounce": "other side, just as far, for ever",
    "blow up": "other side, and further out every step",
}


def factor(learning_rate: float, smoothness: float) -> float:
    """Return 1 − ηL, what every step multiplies the error by on ½Lw²."""
    return 1 - learning_rate * smoothness


def regime(learning_rate: float, smoothness: float) -> str:
    """Return which of `REGIMES` a learning rate is in.

    >>> [regime(eta, 2.0) for eta in (0.0, 0.2, 0.5, 0.6, 1.0, 1.1)]
    ['stay', 'creep', 'one shot', 'cross', 'bounce', 'blow up']
    """
    q = factor(learning_rate, smoothness)
    if learning_rate == 0:
        return "stay"
    if abs(q) <= ENDS_MEET:
        return "one shot"
    if abs(q + 1) <= ENDS_MEET:
        return "bounce"
    return "creep" if q > 0 else "cross" if q > -1 else "blow up"


def staircase(errors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the staircase walked up to each step, shape (steps + 1, 2 steps + 1, 2).

    From the diagonal to the line of factors is the step; back to the diagonal, the next error
    becomes the error now. The stairs still to come wait at the last point.
    """
    corners = [(errors[0], errors[0])]
    for now, after in pairwise(errors):
        corners += [(now, after), (after, after)]
    walked = np.minimum(np.arange(len(corners)), 2 * np.arange(len(errors))[:, None])
    stairs: NDArray[np.float64] = np.array(corners)[walked]
    return stairs
