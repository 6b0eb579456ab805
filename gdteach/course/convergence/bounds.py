"""What theory promises about the gap f(w_t) − f*, and under which conditions.

Two promises, both for convex functions whose curvature is at most L. One needs no more and falls
like 1/t; the other needs a least curvature μ > 0 and falls by the same factor at every step.
"""

from dataclasses import dataclass

import numpy as np

from gdteach.numerics import arguments
from gdteach.numerics.curvature import Curvature
from gdteach.numerics.objective import Array, Objective
from gdteach.numerics.trajectory import Trajectory

_POINTS = 2001  # where a curvature without a formula for its extremes is looked up
_FLAT = 1e-9  # of the largest curvature: below that a curvature counts as none
_ROUNDING = 1e-12  # relative: a learning rate of 1/L, computed, may be a little above 1/L


def curvatures(objective: Objective, start: Array) -> Curvature | None:
    """Return L and μ between a start and the minimiser, None where no theory of convex f applies.

    Where L and μ hold everywhere, they are taken from the objective. In one dimension the interval
    that reaches as far as the start on both sides of the nearest minimiser will do: with η ≤ 1/L
    no step leaves it. It has to be convex there; where it is not strongly convex, μ is None.
    """
    if objective.minimum_value is None or len(objective.minimisers) == 0:
        return None
    L, mu = objective.smoothness, objective.strong_convexity
    if L is not None and mu is not None:
        return Curvature(L, mu)
    if objective.dimension > 1 or objective.hessian is None:
        return None
    centres = objective.minimisers[:, 0]
    centre = centres[np.argmin(np.abs(centres - start[0]))]
    reach = abs(start[0] - centre)
    with np.errstate(all="ignore"):
        w = np.linspace(centre - reach, centre + reach, _POINTS)
        curved = np.asarray(objective.hessian(w[:, np.newaxis])).ravel()
    largest, smallest = float(curved.max()), float(curved.min())
    if not (np.isfinite(largest) and largest > 0 and smallest >= -_FLAT * largest):
        return None
    return Curvature(largest, smallest if smallest > _FLAT * largest else None)


@dataclass(frozen=True, eq=False)
class Bounds:
    """What theory promises about the gap of a run; a bound is None where it does not apply.

    All of shape (T + 1,), in the unit of f: ``gaps`` f(w_t) − f*; ``convex`` ‖w₀ − w*‖²/(2ηt), for
    convex f and η ≤ 1/L, infinite at t = 0; ``linear`` (L/2)·q^(2t)·‖w₀ − w*‖², for strongly convex
    f and η < 2/L. The ``factor`` q = max(|1 − ημ|, |1 − ηL|) is what every step leaves of the
    distance at most.
    """

    gaps: Array
    convex: Array | None
    linear: Array | None
    factor: float | None


def bounds(run: Trajectory, learning_rate: float) -> Bounds | None:
    """Return the gaps of a run and what theory promises about them, None without a known minimum.

    Parameters
    ----------
    run : Trajectory
        Of plain gradient descent.
    learning_rate : float
        η of that run (squared unit of w per unit of value).

    Notes
    -----
    The linear bound: w_{t+1} − w* = (I − ηH)(w_t − w*) with a matrix H whose eigenvalues lie
    between μ and L, and f − f* ≤ (L/2)‖w − w*‖². With η = 2/(L+μ) it is Nesterov's Theorem 2.1.15.

    References
    ----------
    Y. Nesterov, *Lectures on Convex Optimization* (2nd ed., 2018), sections 2.1.1 and 2.1.5.

    Examples
    --------
    >>> from gdteach.numerics.descent import gradient_descent
    >>> from gdteach.numerics.catalogue import quadratic_bowl
    >>> bowl = quadratic_bowl(condition_number=9)
    >>> promised = bounds(gradient_descent(bowl, (-4, 1.2), 0.2, max_steps=50), 0.2)
    >>> round(promised.factor, 6), bool((promised.gaps <= promised.linear).all())
    (0.8, True)
    """
    arguments.instance("run", run, Trajectory)
    rate = arguments.number_within("learning_rate", learning_rate, at_least=0)
    objective = run.objective
    if objective.minimum_value is None:
        return None
    gaps = run.values - objective.minimum_value
    known = curvatures(objective, run.start)
    if known is None or rate == 0:
        return Bounds(gaps, None, None, None)
    L, mu = known.largest, known.smallest
    t = np.arange(len(gaps))
    with np.errstate(all="ignore"):
        away = np.sum((objective.minimisers - run.start) ** 2, axis=1).min()
        safe = rate * L <= 1 + _ROUNDING
        convex = away / (2 * rate * t) if safe else None
        everywhere = objective.strong_convexity is not None
        factor = linear = None
        if mu is not None and rate * L < 2 and (everywhere or safe):
            factor = max(abs(1 - rate * mu), abs(1 - rate * L))
            linear = L / 2 * away * factor ** (2.0 * t)
    return Bounds(gaps, convex, linear, factor)
