"""Two trained networks, and the order and the signs in which their hidden units agree best."""

from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from gdteach.numerics.batch import descend_many
from gdteach.numerics.method import GradientDescent
from gdteach.numerics.models.network import Layers, Network, Weights

Floats = NDArray[np.float64]
STEPS, RATE = 2000, 3.0  # of the descent that Newton's method ends
MOST_UNITS = 8  # all orders of more would be too many


def curvatures(model: Network, w: Floats, step: float = 1e-5) -> Floats:
    """Return the Hessian at w, shape (d, d), from differences of the gradient."""
    beside = step * np.eye(model.dimension)
    slopes = (model.gradient(w + beside) - model.gradient(w - beside)) / (2 * step)
    return 0.5 * (slopes + slopes.T)


def trained(model: Network, seed: int) -> Floats | None:
    """Return the minimum that a descent from a seed leads to, shape (d,), or None if to none."""
    start = model.layers.initial(seed)[np.newaxis]
    (w,) = descend_many(model, start, GradientDescent(RATE), STEPS)
    if np.isnan(w).any():
        return None
    for _ in range(8):
        hessian = curvatures(model, w)
        if np.linalg.eigvalsh(hessian)[0] <= 0:
            return None
        w = w - np.linalg.solve(hessian, model.gradient(w))
    return w if np.abs(model.gradient(w)).max() < 1e-10 else None


def units(layers: Layers, w: Floats) -> Floats:
    """Return what belongs to each hidden unit, shape (h, n + 1 + k): weights in, own, out."""
    parts = layers.unpack(w)
    return np.column_stack([parts.W1.T, parts.b1, parts.W2])


def with_units(layers: Layers, w: Floats, rows: Floats) -> Floats:
    """Return the parameters with other hidden units, the opposite of `units`."""
    n = layers.inputs
    parts = Weights(rows[:, :n].T, rows[:, n], rows[:, n + 1 :], layers.unpack(w).b2)
    return layers.pack(parts)


def matches(ours: Floats, theirs: Floats) -> tuple[NDArray[np.int64], Floats]:
    """Return for each of our units which of theirs is most like it, and with which sign.

    Of all orders the one is chosen that brings the two networks nearest to each other.
    """
    apart = np.sum((ours[:, np.newaxis] - theirs) ** 2, axis=-1)
    flipped = np.sum((ours[:, np.newaxis] + theirs) ** 2, axis=-1)
    orders = np.array(list(permutations(range(len(ours)))))
    costs = np.minimum(apart, flipped)[np.arange(len(ours)), orders].sum(axis=1)
    best = orders[costs.argmin()]
    chosen = np.arange(len(ours)), best
    return best, np.where(apart[chosen] <= flipped[chosen], 1.0, -1.0)
