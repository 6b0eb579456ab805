"""The backward pass of a network with a bug in it, and the check that finds it."""

import numpy as np
from numpy.typing import NDArray

from gdteach.numerics.differences import central_difference_gradient
from gdteach.numerics.models.network import Network, Pass, Weights

Floats = NDArray[np.float64]
#: What can be wrong with the backward pass, as a menu names it.
NONE, NO_SLOPE, NO_MEAN, NO_BIAS = BUGS = (
    "none", "no factor 1 − a²", "no 1/m", "no gradient of b₁"
)  # fmt: skip


def with_bug(p: Pass, bug: str) -> Pass:
    """Return both passes with a bug in the second."""
    g = p.gradient
    if bug == NO_MEAN:
        m = len(p.x)
        g = Weights(*(m * part for part in g))
        return p._replace(ds=m * p.ds, da=m * p.da, dz=m * p.dz, gradient=g)
    if bug == NO_SLOPE:
        return p._replace(dz=p.da, gradient=g._replace(W1=p.x.T @ p.da, b1=p.da.sum(axis=0)))
    return p._replace(gradient=g._replace(b1=0 * g.b1)) if bug == NO_BIAS else p


def checks(model: Network, w: Floats, bug: str) -> dict[str, float]:
    """Return how far each part of the gradient, over all examples, is from central differences.

    That is ‖g − n‖/(‖g‖ + ‖n‖), dimensionless: about 1e-10 if they agree, 1 if one is missing.
    """
    found = with_bug(model.passes(w), bug).gradient
    slopes = central_difference_gradient(lambda w: model.passes(w).loss, w)
    measured = model.layers.unpack(slopes)
    norm = np.linalg.norm
    return {
        name: float(norm(g - n) / (norm(g) + norm(n)))
        for name, g, n in zip(Weights._fields, found, measured, strict=True)
    }
