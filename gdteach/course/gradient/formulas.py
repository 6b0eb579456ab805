"""A formula read off from its values: the sum of simple terms that has them at every point."""

from collections.abc import Callable, Iterable
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from gdteach.numerics.wording import printed

Vector = NDArray[np.float64]
Formula = dict[str, float]  # the weight of each term, by its name in `_TERMS`

# What a derivative of f may consist of, right or wrong: name -> value at many points, in the order
# in which they are written. No sum of some of them is another.
_TERMS: dict[str, Callable[[Vector, Vector], Vector]] = {
    "x³": lambda x, y: x**3,
    "x²": lambda x, y: x**2,
    "x": lambda x, y: x,
    "xy": lambda x, y: x * y,
    "y": lambda x, y: y,
    "y²": lambda x, y: y**2,
    "y³": lambda x, y: y**3,
    "x²y": lambda x, y: x**2 * y,
    "xy²": lambda x, y: x * y**2,
    "sin y": lambda x, y: np.sin(y),
    "cos y": lambda x, y: np.cos(y),
    "y sin y": lambda x, y: y * np.sin(y),
    "y cos y": lambda x, y: y * np.cos(y),
    "sin y cos y": lambda x, y: np.sin(y) * np.cos(y),
    "sin² y": lambda x, y: np.sin(y) ** 2,
    "y sin y cos y": lambda x, y: y * np.sin(y) * np.cos(y),
    "y² sin y": lambda x, y: y**2 * np.sin(y),
    "y² cos y": lambda x, y: y**2 * np.cos(y),
    "sin x": lambda x, y: np.sin(x),
    "cos x": lambda x, y: np.cos(x),
    "x sin x": lambda x, y: x * np.sin(x),
    "x cos x": lambda x, y: x * np.cos(x),
    "x sin y": lambda x, y: x * np.sin(y),
    "x cos y": lambda x, y: x * np.cos(y),
    "y sin x": lambda x, y: y * np.sin(x),
    "y cos x": lambda x, y: y * np.cos(x),
    "xy sin y": lambda x, y: x * y * np.sin(y),
    "1/x": lambda x, y: 1 / x,
    "1/y": lambda x, y: 1 / y,
    "x/y": lambda x, y: x / y,
    "cos y/y": lambda x, y: np.cos(y) / y,
    "tan y": lambda x, y: np.tan(y),
    "(tan y)/y": lambda x, y: np.tan(y) / y,
    "1": lambda x, y: np.ones_like(x),
}


def formula_of(points: Vector, values: NDArray[np.floating]) -> Formula | None:
    """Return the formula that has these values at points, shape (n, 2), or None if no sum has.

    It agrees at every point up to rounding, and its weights are such as people write: whole
    numbers, twelfths, or three decimals.

    >>> w = np.random.default_rng(1).uniform(-10, 10, (48, 2))
    >>> formula_of(w, 2 * w[:, 0] + np.cos(w[:, 1]))
    {'x': 2.0, 'cos y': 1.0}
    """
    rounding = 1e-10 if values.dtype.itemsize >= 8 else 1e-5
    if not np.isfinite(values).all():
        return None
    columns = np.column_stack([term(*points.T) for term in _TERMS.values()])
    sizes = np.linalg.norm(columns, axis=0)
    weights = np.linalg.lstsq(columns / sizes, values, rcond=None)[0] / sizes
    twelfths, decimals = np.round(12 * weights) / 12, np.round(weights, 3)
    nearer = np.abs(twelfths - weights) < np.abs(decimals - weights)
    tidy = np.where(nearer, twelfths, decimals)
    if np.abs(columns @ tidy - values).max() > rounding * max(1.0, float(np.abs(values).max())):
        return None
    return {name: float(w) for name, w in zip(_TERMS, tidy, strict=True) if w}


def added(formulas: Iterable[Formula]) -> Formula:
    """Return the sum of formulas, without the terms that cancel.

    >>> added([{"x": 2.0}, {"x": -2.0, "y": 1.0}])
    {'y': 1.0}
    """
    total: Formula = {}
    for formula in formulas:
        for name, weight in formula.items():
            total[name] = total.get(name, 0.0) + weight
    return {name: weight for name, weight in total.items() if weight}


def written(formula: Formula) -> str:
    """Return a formula as it is written by hand.

    >>> written({"x": 2.0, "y": -3.0, "cos y": 1.0}), written({"x³": 1 / 3})
    ('2x − 3y + cos y', '(1/3)x³')
    """
    text = ""
    for name, weight in formula.items():
        size = abs(weight)
        factor = "" if size == 1 and name != "1" else _number(size)
        body = factor if name == "1" else factor + name.removeprefix("1" if factor else "")
        sign = ("−" if weight < 0 else "") if not text else (" − " if weight < 0 else " + ")
        text += sign + body
    return text or "0"


def _number(size: float) -> str:
    """Return a weight as decimals, or as a fraction in brackets where three are not enough."""
    return printed(size) if round(size, 3) == size else f"({Fraction(size).limit_denominator(12)})"
