"""The curvatures of an objective, and the learning rates that theory makes of them."""

from typing import NamedTuple

import numpy as np

from gdteach.numerics.catalogue import Objective
from gdteach.numerics.differences import central_difference_hessian
from gdteach.numerics.objective import grid_over


class Curvature(NamedTuple):
    """L, μ (None where f is not strongly convex), and where they hold ("" is all that matters)."""

    largest: float
    smallest: float | None
    where: str = ""


def curvature(objective: Objective) -> Curvature | None:
    """Return the curvatures of an objective, or None where neither theory nor a minimiser has any.

    A quadratic has one L. Other objectives often have none, but at a minimiser the largest
    eigenvalue of the Hessian plays its part: 2/L bounds the learning rates at which the minimiser
    attracts. Of several minimisers the sharpest counts.
    """
    if objective.smoothness is not None:
        return Curvature(objective.smoothness, objective.strong_convexity)
    if len(objective.minimisers) == 0 or objective.hessian is None:
        return None
    largest = float(np.linalg.eigvalsh(objective.hessian(objective.minimisers)).max())
    if largest <= 1e-12:
        return None
    several = len(objective.minimisers) > 1
    return Curvature(largest, None, "at the sharpest minimiser" if several else "at the minimiser")


def marks(objective: Objective) -> dict[str, float]:
    """Return the learning rates that theory singles out for an objective, by their formulas.

    They are "1/L" (the best guaranteed drop per step), "2/(L+μ)" (the best constant rate on a
    quadratic, in more than one dimension) and "2/L" (the wall). None where there is no L. Where the
    curvature at the minimiser is known to be less, "2/λ" is the wall there, λ being the largest.

    >>> from gdteach.numerics.catalogue import parabola
    >>> marks(parabola(smoothness=2.0))
    {'1/L': 0.5, '2/L': 1.0}
    """
    known = curvature(objective)
    if known is None:
        return {}
    L, mu = known.largest, known.smallest
    found = {"1/L": 1 / L}
    if mu is not None and objective.dimension > 1:
        found["2/(L+μ)"] = 2 / (L + mu)
    found["2/L"] = 2 / L
    if mu is None and objective.hessian is not None and len(objective.minimisers) == 1:
        there = float(np.linalg.eigvalsh(objective.hessian(objective.minimisers[0]))[-1])
        if 1e-12 < there < 0.99 * L:
            found["2/λ"] = 2 / there
    return found


def pace(objective: Objective) -> tuple[float, int]:
    """Return a learning rate and a number of steps with which a run is worth watching.

    An objective that does not say gets 1/L for the largest curvature at a few points of its domain.

    >>> from gdteach.numerics.own_function import as_objective
    >>> pace(as_objective(lambda x, y: 5 * x**2 + y**2))
    (0.1, 40)
    """
    if objective.pace is not None:
        return objective.pace
    bends = central_difference_hessian(objective.function, grid_over(objective.domain, 4))
    finite = bends[np.isfinite(bends).all(axis=(-2, -1))]
    steepest = float(np.abs(np.linalg.eigvalsh(finite)).max(initial=0.0))
    return (rounded(1 / steepest) if steepest > 1e-6 else 0.1), 40


def rounded(learning_rate: float) -> float:
    """Return a learning rate to three significant digits, as it is read."""
    return float(f"{learning_rate:.3g}")
