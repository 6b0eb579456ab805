"""A formula read off from its values: the sum of simple terms that a learner has programmed."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from gdteach.numerics.wording import printed

Vector = NDArray[np.float64]
Formula = dict[str, float]  # the weight of each term, by its name in `_TERMS`

# What a derivative of f may consist of, right or wrong: name -> value at many points.
_TERMS: dict[str, Callable[[Vector, Vector], Vector]] = {
    "x": lambda x, y: x,
    "y": lambda x, y: y,
    "sin y": lambda x, y: np.sin(y),
    "cos y": lambda x, y: np.cos(y),
    "y sin y": lambda x, y: y * np.sin(y),
    "y cos y": lambda x, y: y * np.cos(y),
    "xy": lambda x, y: x * y,
    "x²": lambda x, y: x**2,
    "y²": lambda x, y: y**2,
    "1": lambda x, y: np.ones_like(x),
}


def formula_of(points: Vector, values: Vector) -> Formula | None:
    """Return the formula behind values at points, shape (n, 2), or None if it has other terms.

    >>> w = np.random.default_rng(0).uniform(-3, 3, (25, 2))
    >>> formula_of(w, 2 * w[:, 0] + np.cos(w[:, 1]))
    {'x': 2.0, 'cos y': 1.0}
    """
    columns = np.column_stack([term(*points.T) for term in _TERMS.values()])
    if not np.isfinite(values).all():
        return None
    weights, *_ = np.linalg.lstsq(columns, values, rcond=None)
    tidy = np.round(weights, 4)
    if np.abs(columns @ tidy - values).max() > 1e-4 * max(1.0, float(np.abs(values).max())):
        return None
    return {name: float(w) for name, w in zip(_TERMS, tidy, strict=True) if w}


def written(formula: Formula) -> str:
    """Return a formula as it is written by hand.

    >>> written({"x": 2.0, "y": -3.0, "cos y": 1.0})
    '2x − 3y + cos y'
    """
    text = ""
    for name, weight in formula.items():
        size = abs(weight)
        factor = "" if size == 1 and name != "1" else printed(size)
        body = factor if name == "1" else factor + name
        sign = ("−" if weight < 0 else "") if not text else (" − " if weight < 0 else " + ")
        text += sign + body
    return text or "0"
