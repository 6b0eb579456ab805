"""An objective sampled over its domain: grids of values, their range, and the levels of a map."""

import numpy as np
from matplotlib import ticker
from numpy.typing import ArrayLike, NDArray

from gdteach.numerics.arguments import wrong
from gdteach.numerics.catalogue import Objective

TOO_HIGH = 1e305  # above it, Matplotlib's own sums of heights overflow


def places(objective: Objective, points: int) -> NDArray[np.float64]:
    """Return a grid over an objective's domain, so many points a side, shape (..., d)."""
    sides = [np.linspace(low, high, points) for low, high in objective.domain]
    return np.stack(np.meshgrid(*sides), axis=-1)


def grid(objective: Objective, points: int = 161) -> tuple[NDArray[np.float64], ...]:
    """Return the coordinates of a grid over an objective's domain, and f there or else NaN.

    In two dimensions these are x, y and f, each of shape (points, points); in one, w and f.
    """
    where = places(objective, points)
    values = np.asarray(objective.function(where), dtype=np.float64)
    drawn = np.abs(values) < TOO_HIGH  # which NaN is not
    return *np.moveaxis(where, -1, 0), np.where(drawn, values, np.nan)


def value_range(objective: Objective) -> tuple[float, float]:
    """Return the smallest and the largest finite value of an objective over its domain.

    If it has none there is nothing to draw: a ``ValueError`` says so.
    """
    finite = _finite(grid(objective, 101 if objective.dimension == 1 else 41)[-1])
    if finite.size == 0:
        remedy = f"its domain is {objective.domain.tolist()}"
        raise ValueError(wrong("objective", "finite somewhere in its domain", objective, remedy))
    return float(finite.min()), float(finite.max())


def steepest(objective: Objective, points: int = 61) -> float:
    """Return the largest finite length of ∇f over a map: a scale for slopes, 1 if all are 0."""
    with np.errstate(all="ignore"):
        sizes = np.linalg.norm(objective.gradient(places(objective, points)), axis=-1)
    return float(_finite(sizes).max(initial=0.0)) or 1.0


def limits(values: ArrayLike, *, room: float = 0.08) -> tuple[float, float]:
    """Return the range of the finite values, with a share of it as room at both ends.

    >>> limits([0.0, 50.0, float("inf")])
    (-4.0, 54.0)
    """
    finite = _finite(values)
    low, high = float(finite.min()), float(finite.max())
    margin = room * (high - low) or 1.0
    return low - margin, high + margin


def _finite(values: ArrayLike) -> NDArray[np.float64]:
    """Return the finite ones among values, shape (n,), as far as they can be drawn."""
    given = np.asarray(values, dtype=np.float64)
    return given[np.abs(given) < TOO_HIGH]


def levels(values: ArrayLike) -> NDArray[np.float64]:
    """Return round numbers at which to draw isolines of values, so that a map shows its valleys.

    The first and the last level enclose all finite values, for the filled bands; isolines are
    drawn at those between. Values that are all the same have none. Values that span more than two
    decades above a minimum near 0 get 1-2-5 steps (each decade the same number of lines, else a
    valley would be one flat colour); other values get even steps.

    >>> levels([1.0, 6.0])[1:-1]
    array([1.5, 2. , 2.5, 3. , 3.5, 4. , 4.5, 5. , 5.5])
    """
    finite = _finite(values)
    if finite.size == 0:
        raise ValueError(wrong("values", "finite somewhere", values))
    low, high = float(finite.min()), float(finite.max())
    if low == high:
        room = abs(low) or 1.0
        return np.array([low - room, high + room])
    typical = float(np.quantile(finite, 0.01))
    if low > -1e-3 * high and high > 50 * max(typical, 0.0):
        floor = max(typical, high * 1e-5)
        decades = np.arange(np.floor(np.log10(floor)), np.ceil(np.log10(high)) + 1)
        steps = (1, 2, 5) if len(decades) < 6 else (1, 3)
        rungs = np.ravel([[step * 10.0**decade for step in steps] for decade in decades])
        rungs = rungs[rungs >= 0.5 * floor]
    else:
        rungs = np.asarray(ticker.MaxNLocator(10, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high))
    between = np.unique(rungs[(rungs > low) & (rungs < high)])
    # bands do not include their lower end, and the lowest value is to be in the lowest band
    return np.array([low - 1e-9 * (high - low), *between, high])
