"""One start, many learning rates at once: how many steps each needs, and the path it takes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from gdteach.numerics import arguments
from gdteach.numerics.batch import finite, walk
from gdteach.numerics.objective import Array, Objective, checked_objective

_BLOCK = 32  # steps between two looks at the values: a look costs as much as a step


@dataclass(frozen=True, eq=False, repr=False)
class Sweep:
    """What became of each of n learning rates. The arrays are read-only.

    ``steps``, shape (n,), counts until f is less than the target above its minimum, inf where a run
    was given up or left the numbers. ``iterates``, shape (keep + 1, n, d), are the first of every
    run (unit of w), NaN after it has left the numbers.
    """

    learning_rates: Array
    steps: Array
    iterates: Array

    def __post_init__(self) -> None:
        for array in (self.learning_rates, self.steps, self.iterates):
            array.setflags(write=False)

    def __repr__(self) -> str:
        arrived = int(np.isfinite(self.steps).sum())
        return f"Sweep({len(self.steps)} learning rates, {arrived} arrived)"


def sweep_learning_rates(
    objective: Objective,
    start: ArrayLike,
    learning_rates: ArrayLike,
    *,
    target: float = 1e-6,
    max_steps: int = 2000,
    keep: int = 0,
) -> Sweep:
    """Return how gradient descent fares from one start with each of many learning rates.

    Parameters
    ----------
    objective : Objective
        What to minimise; without a known minimum value, 0 is taken for it.
    start : float or array, shape (d,)
        w₀ (unit of w).
    learning_rates : array, shape (n,)
        Each η, zero or positive (squared unit of w per unit of value).
    target : float, positive
        A run has arrived when f(w_t) is less than this above the minimum (unit of f).
    max_steps : int
        When to give a run up.
    keep : int
        How many steps of every path to keep.

    Notes
    -----
    All runs advance together as one array; each step of run i is w − ηᵢ∇f(w).

    Examples
    --------
    >>> from gdteach.numerics.quadratics import two_houses
    >>> found = sweep_learning_rates(two_houses(), (0, 0), [0.3, 4 / 7, 0.58])
    >>> print(found.steps)
    [ 373.  296. 1016.]
    """
    checked_objective(objective)
    first = arguments.point("start", start, objective.dimension)
    rates = arguments.point("learning_rates", learning_rates)
    if (rates < 0).any():
        raise ValueError(arguments.wrong("learning_rates", "zero or positive", learning_rates))
    target = arguments.number_within("target", target, above=0)
    max_steps = arguments.whole_number("max_steps", max_steps)
    keep = arguments.whole_number("keep", keep)
    floor = objective.minimum_value or 0.0

    n = len(rates)
    steps, running = np.full(n, np.inf), np.arange(n)
    w, eta = np.tile(first, (n, 1)), rates[:, np.newaxis]
    with np.errstate(all="ignore"):  # overflow is an outcome here, not a warning
        iterates = walk(objective.gradient, w, eta, keep)
        iterates[~finite(iterates, objective.function(iterates))] = np.nan
        for t in range(0, max_steps + 1, _BLOCK):
            path = walk(objective.gradient, w, eta, min(_BLOCK, max_steps - t))
            values = np.asarray(objective.function(path))
            usable = finite(path, values)
            arrived = usable & (values - floor < target)
            there, lost, when = arrived.any(axis=0), ~usable.all(axis=0), arrived.argmax(axis=0)
            steps[running[there]] = t + when[there]
            on = ~(there | lost)
            running, w, eta = running[on], path[-1, on], eta[on]
            if running.size == 0:
                break
    return Sweep(rates, steps, iterates)
