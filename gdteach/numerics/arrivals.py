"""How long a method takes, for many learning rates and starts at once."""

from collections.abc import Callable

import numpy as np

from gdteach.numerics.method import Method
from gdteach.numerics.objective import Array, Objective

SETTLED = 100  # steps a run has to stay before it counts as arrived


def arrivals(
    objective: Objective,
    starts: Array,
    rule: Callable[[float], Method],
    rates: Array,
    *,
    target: float = 1e-6,
    max_steps: int = 1000,
) -> tuple[Array, Array]:
    """Return after how many steps f comes within ``target`` of its minimum and stays, and the ends.

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
    target : float
        How near (unit of f).
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
    last_away = np.zeros(w.shape[:-1]) - 1
    steps = np.full(last_away.shape, np.inf)
    with np.errstate(all="ignore"):  # overflow is an outcome here, not a warning
        state = method.start(w)
        for t in range(max_steps + SETTLED):
            gaps = objective.function(w) - floor
            np.copyto(last_away, t, where=~(gaps <= target))  # as NaN is
            settled = last_away == t - SETTLED
            if settled.any():
                np.minimum(steps, last_away + 1, out=steps, where=settled)
            w, state = method.update(w, objective.gradient(w), state)
    return steps, gaps
