"""Forward and backward through a network for one example, every number kept; and with a bug."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gdteach.numerics.differences import central_difference_gradient
from gdteach.numerics.models.network import Network, Weights, softmax

Floats = NDArray[np.float64]
#: What can be wrong with the backward pass, as a menu names it.
NONE, NO_SLOPE, NO_MEAN, NO_BIAS = BUGS = (
    "none", "no factor 1 − a²", "no 1/m", "no gradient of b₁"
)  # fmt: skip


class Pass(NamedTuple):
    """All numbers of a forward and a backward pass, for m examples: a row for each."""

    x: Floats  # (m, inputs)
    y: Floats  # (m, classes), 1 at the right one
    z: Floats  # (m, hidden)
    a: Floats
    s: Floats  # (m, classes)
    p: Floats
    ds: Floats  # ∂f/∂s, (m, classes)
    da: Floats  # ∂f/∂a, (m, hidden)
    dz: Floats
    gradient: Weights

    @property
    def loss(self) -> float:
        """The mean of −log p at the right class."""
        return float(-np.mean(np.log(np.sum(self.p * self.y, axis=1))))


def there_and_back(model: Network, w: Floats, rows: NDArray[np.int64], bug: str = NONE) -> Pass:
    """Return both passes for some examples, with a bug in the second."""
    x, y = model.inputs[rows], np.eye(len(model.classes))[model.targets[rows].astype(int)]
    W1, b1, W2, b2 = model.layers.unpack(w)
    z = x @ W1 + b1
    a = np.tanh(z)
    s = a @ W2 + b2
    p = softmax(s)
    ds = (p - y) / (1 if bug == NO_MEAN else len(x))
    da = ds @ W2.T
    dz = da * (1 if bug == NO_SLOPE else 1 - a**2)
    db1 = dz.sum(axis=0) * (bug != NO_BIAS)
    gradient = Weights(x.T @ dz, db1, a.T @ ds, ds.sum(axis=0))
    return Pass(x, y, z, a, s, p, ds, da, dz, gradient)


def checks(model: Network, w: Floats, bug: str) -> dict[str, float]:
    """Return how far each part of the gradient, over all examples, is from central differences.

    That is ‖g − n‖/(‖g‖ + ‖n‖), dimensionless: about 1e-10 if they agree, 1 if one is missing.
    """
    everyone = np.arange(len(model.targets))
    found = there_and_back(model, w, everyone, bug).gradient
    measured = model.layers.unpack(central_difference_gradient(model, w))
    norm = np.linalg.norm
    return {
        name: float(norm(g - n) / (norm(g) + norm(n)))
        for name, g, n in zip(Weights._fields, found, measured, strict=True)
    }
