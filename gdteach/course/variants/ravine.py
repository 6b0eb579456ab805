"""What momentum does in a ravine, worked out: on a quadratic each curvature λ goes its own way.

Along it the error obeys e_{t+1} = T·e_t − D·e_{t−1}, and the larger root of r² − Tr + D is what
multiplies it at each step in the long run. Each function takes the class of the method.
"""

import math

import numpy as np
from numpy.typing import ArrayLike

from gdteach.numerics.arguments import wrong
from gdteach.numerics.arrivals import SETTLED, settled
from gdteach.numerics.momentum import Momentum, Nesterov
from gdteach.numerics.objective import Array, Objective

MOST = 10_000  # steps: then it is given up


def a_ravine(objective: Objective) -> None:
    """Refuse what is no quadratic with one minimum: only there one factor tells all."""
    L, mu, hessian = objective.smoothness, objective.strong_convexity, objective.hessian
    if L is not None and mu and hessian is not None:
        bends = np.linalg.eigvalsh(hessian(np.array(objective.domain.T, dtype=np.float64)))
        if np.allclose(bends, [mu, L], rtol=1e-6):
            return
    remedy = "quadratic_bowl makes one"
    raise ValueError(wrong("objective", "a quadratic with one minimum", objective, remedy))


def _recurrence(
    rule: type[Momentum], learning_rate: ArrayLike, momentum: ArrayLike, curvature: ArrayLike
) -> tuple[Array, Array]:
    """Return T and D; PyTorch's form of Nesterov's keeps the look-ahead points."""
    kept, plain = np.asarray(momentum), 1 - np.multiply(learning_rate, curvature)
    if rule is Nesterov:
        return (1 + kept) * plain, kept * plain
    return kept + plain, kept + 0 * plain


def factor(
    rule: type[Momentum], learning_rate: ArrayLike, momentum: ArrayLike, curvatures: ArrayLike
) -> Array:
    """Return ρ, what a step makes of the error in the long run, for arrays of η and β as well.

    >>> round(float(factor(Momentum, 0.02, 0.0, [1.0, 99.0])), 12)
    0.98
    """
    found = []
    for curvature in np.ravel(curvatures):
        T, D = _recurrence(rule, learning_rate, momentum, curvature)
        apart = np.sqrt(np.maximum(T * T - 4 * D, 0))
        found.append(np.maximum((np.abs(T) + apart) / 2, np.sqrt(np.maximum(D, 0))))
    return np.max(found, axis=0)


def best_pair(rule: type[Momentum], mu: float, L: float) -> tuple[float, float]:
    """Return the η and β with the smallest ρ.

    Polyak's for momentum; for Nesterov's, L. Lessard, B. Recht and A. Packard, *SIAM Journal on
    Optimization* 26(1) (2016), table 1.
    """
    if rule is Nesterov:
        root = math.sqrt(3 * L / mu + 1)
        return 4 / (3 * L + mu), (root - 2) / (root + 2)
    steep, flat = math.sqrt(L), math.sqrt(mu)
    return 4 / (steep + flat) ** 2, ((steep - flat) / (steep + flat)) ** 2


def arrival(method: Momentum, curvatures: ArrayLike, errors: ArrayLike) -> int | None:
    """Return after how many steps a millionth of the first distance is left, for good.

    ``errors`` are those of the start along the directions with these two curvatures, shape (2,).
    None stands for never, or not within 10 000 steps.
    """
    rule, rate, kept = type(method), method.learning_rate, method.momentum
    T, D = (np.broadcast_to(each, 2) for each in _recurrence(rule, rate, kept, curvatures))
    (t, u), (d, e) = T.tolist(), D.tolist()  # plain numbers, with which a loop is fast
    first = np.asarray(errors) / math.hypot(*np.ravel(errors))
    share = 1 + kept if rule is Nesterov else 1.0
    x, y = first.tolist()
    x_next, y_next = (first * (1 - share * rate * np.asarray(curvatures))).tolist()
    left = []
    for _ in range(MOST + SETTLED):
        left.append(math.hypot(x, y))
        x, x_next = x_next, t * x_next - d * x
        y, y_next = y_next, u * y_next - e * y
    steps = settled(np.array(left))
    return int(steps) if np.isfinite(steps) else None
