"""Many runs as one array: what basin maps and sweeps of the learning rate are made of."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from gdteach.numerics.method import Method
from gdteach.numerics.objective import Array, Objective

_BLOCK = 32_768  # numbers per array worked on at a time: a handful of them fit a core's cache
_LOOK_EVERY = 16  # steps between two looks for starts that left the numbers


def descend_many(
    objective: Objective, starts: Array, method: Method, max_steps: int = 100
) -> Array:
    """Return where ``method`` takes each of many starts in so many steps.

    Starts and ends have the shape (n, d). Each row ends as `descend` from that start would, and is
    NaN where `descend` would have diverged. f itself is looked at every 16 steps only: a value that
    is infinite or NaN in between, while the iterates around it are finite, passes unnoticed.
    """
    ends = np.empty_like(starts)
    size = max(1, _BLOCK // objective.dimension)
    with np.errstate(all="ignore"):  # overflow is an outcome here, not a warning
        for first in range(0, len(starts), size):
            block = slice(first, first + size)
            w = np.asfortranarray(starts[block])  # each coordinate in one piece of memory
            state, lost = method.start(w), np.zeros(len(w), np.bool_)
            for step in range(max_steps):
                if step % _LOOK_EVERY == 0:
                    lost |= ~finite(w, objective.function(w))
                    if lost.all():
                        break
                w, state = method.update(w, objective.gradient(w), state)
            lost |= ~finite(w, objective.function(w)) | ~finite(objective.gradient(w), 0)
            ends[block] = np.where(lost[:, np.newaxis], np.nan, w)
    return ends


def walk(
    gradient: Callable[[Array], Array], w: Array, learning_rate: float | Array, n_steps: int
) -> Array:
    """Return the points that plain descent visits from each of ``w``, itself included.

    From starts of shape (n, d) and one η for all, or n of them of shape (n, 1), to points of shape
    (n_steps + 1, n, d).
    """
    path = np.empty((n_steps + 1, *w.shape))
    path[0] = w
    with np.errstate(all="ignore"):
        for t in range(n_steps):
            path[t + 1] = path[t] - learning_rate * gradient(path[t])
    return path


def finite(points: Array, values: Array | float) -> NDArray[np.bool_]:
    """Return which points, shape ``(..., d)``, are finite and have a finite value."""
    return np.asarray(np.isfinite(values) & np.isfinite(points).all(axis=-1))
