"""How long a method takes, for many learning rates and starts at once."""

from collections.abc import Callable

import numpy as np

from gdteach.numerics.method import Method
from gdteach.numerics.objective import Array, Objective

TARGET = 1e-6  # a run has arrived when f is no more above its minimum, and stays so
SETTLED = 100  # steps that it has to stay


def arrivals(
    objective: Objective,
    starts: Array,
    rule: Callable[[float], Method],
    rates: Array,
    max_steps: int = 1000,
) -> tuple[Array, Array]:
    """Return after how many steps f comes within 10⁻⁶ of its minimum and stays, and the ends.

    Parameters
    ----------
    objective : Objective
        What to minimise; without a known minimum value, 0 is taken for it.
    starts : array, shape (n, d)
        Where the runs begin.
    rule : callable
        Makes the method from a learning rate, such as ``Adam``.
    rates : array, shape (r,)
        Each η, zero or positive.
    max_steps : int
        The most steps counted. All runs go on for 100 more: f has to stay so near for 100 steps,
        as a method may pass through a minimum. What leaves it later has arrived all the same.

    Returns
    -------
    steps : array, shape (r, n)
        inf where a run has not arrived.
    gaps : array, shape (r, n)
        How far above the minimum each run is after all of its steps.

    Examples
    --------
    >>> from gdteach.numerics.method import GradientDescent
    >>> from gdteach.numerics.quadratics import parabola
    >>> bowl, rates = parabola(1.0), np.array([0.5, 1.0, 3.0])
    >>> steps, gaps = arrivals(bowl, np.array([[1.0]]), GradientDescent, rates)
    >>> steps.tolist()
    [[10.0], [1.0], [inf]]
    """
    floor = objective.minimum_value or 0.0
    method = rule(1.0)
    # methods work elementwise: to them, an array of learning rates is as good as one
    object.__setattr__(method, "learning_rate", rates[:, np.newaxis, np.newaxis])
    w = np.tile(starts, (len(rates), 1, 1))
    gaps = np.empty((max_steps + SETTLED, *w.shape[:-1]))
    with np.errstate(all="ignore"):  # overflow is an outcome here, not a warning
        state = method.start(w)
        for t in range(len(gaps)):
            gaps[t] = objective.function(w) - floor
            w, state = method.update(w, objective.gradient(w), state)
    return settled(gaps), gaps[-1]


def settled(gaps: Array) -> Array:
    """Return at which step runs come within 10⁻⁶ to stay for 100 steps, inf if at none.

    The gaps, shape (T, ...), are those before and after each step; the steps have the shape (...).

    >>> float(settled(np.array([1.0, 0.0, 1.0] + 100 * [0.0])))
    3.0
    """
    steps = np.arange(len(gaps), dtype=np.int32).reshape(-1, *[1] * (gaps.ndim - 1))
    away = np.where(gaps <= TARGET, -1, steps)  # where a gap is NaN, too
    stayed = steps - np.maximum.accumulate(away, axis=0) >= SETTLED
    return np.where(stayed.any(axis=0), stayed.argmax(axis=0) - SETTLED + 1.0, np.inf)
