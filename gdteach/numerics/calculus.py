"""The check of a gradient against central differences, with the likely mistake named."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from gdteach.numerics import arguments
from gdteach.numerics.differences import EPSILON, difference_gradient, values_at
from gdteach.numerics.objective import Array
from gdteach.numerics.own_function import UndefinedError, called, calling_convention, where
from gdteach.numerics.wording import bracketed


@dataclass(frozen=True, repr=False)
class GradientCheck:
    """What came out of comparing a gradient with central differences. True if it ``passed``.

    The ``message`` says in one or two sentences that they agree, or where they part, at which
    component, counted from 0, and the likely mistake.
    """

    passed: bool
    message: str

    def __bool__(self) -> bool:
        return self.passed

    def __str__(self) -> str:
        return self.message

    __repr__ = __str__


@np.errstate(all="ignore")
def check_gradient(
    function: Callable[..., Any],
    gradient: Callable[..., Any],
    w: ArrayLike,
    *,
    tolerance: float = 1e-6,
) -> GradientCheck:
    """Return whether ``gradient`` is the gradient of ``function``, judged by central differences.

    Parameters
    ----------
    function, gradient : callable
        f and ∇f, each as it is written: with d > 1 arguments, ``f(x, y)``, it gets plain floats,
        and with one, ``f(w)``, an array of shape (d,), or a float when ``w`` is a number.
    w : float or array, shape (d,) or (n, d)
        Where to compare: one point, or several. Several tell more: at a lucky point a wrong
        gradient can be right.
    tolerance : float, positive
        The difference allowed, relative to the largest component at the point (dimensionless).

    Returns
    -------
    GradientCheck
        Truthy if it passed. A wrong gradient does not raise; the message names a flipped sign, a
        factor, swapped or missing components where it recognises them, or that there is no value.

    Raises
    ------
    ValueError
        If ``function`` is not finite around ``w``.

    Notes
    -----
    Central differences are not exact either. Their own uncertainty, seen by doubling h, plus
    rounding, is allowed on top of the tolerance, so that a stationary point is no special case and
    multiplying f by a constant changes nothing.

    Examples
    --------
    >>> check_gradient(lambda w: w**2, lambda w: 2 * w, 3.0).passed
    True
    >>> check_gradient(lambda w: w**2, lambda w: -2 * w, 3.0)
    At w = 3 your gradient is -6; central differences give 6. It has the wrong sign.
    """
    tolerance = arguments.number_within("tolerance", tolerance, above=0)
    at = arguments.numbers("w", w)
    if at.ndim > 2:
        requirement = "a number, a point (d,) or points (n, d)"
        raise ValueError(arguments.wrong("w", requirement, w, f"shape {at.shape}"))
    points = np.atleast_2d(at)
    f, slope = (
        _as_written(name, given, points.shape[1], at.ndim == 0)
        for name, given in (("function", function), ("gradient", gradient))
    )
    claimed = np.empty_like(points)
    for point, row in zip(points, claimed, strict=True):
        try:
            result = slope(point)
        except UndefinedError as error:
            return GradientCheck(False, f"Your gradient has no value: {error}.")
        values = arguments.real(result)
        mistake = _not_a_gradient(result, values, len(point))
        if values is None or mistake:
            return GradientCheck(False, f"At w = {_shown(point)} {mistake}")
        row[:] = values.ravel()
    found = [_numerical(f, point) for point in points]
    truth, doubt = (np.array(rows) for rows in zip(*found, strict=True))
    size = np.maximum(abs(truth), abs(claimed)).max(axis=1, keepdims=True)
    relative = np.maximum(abs(claimed - truth) - doubt, 0) / np.where(size > 0, size, 1.0)
    if relative.max() <= tolerance:
        where = "here" if len(points) == 1 else f"at all {len(points)} points"
        return GradientCheck(True, f"Your gradient agrees with central differences {where}.")
    row, component = divmod(int(relative.argmax()), points.shape[1])
    which = "your gradient" if points.shape[1] == 1 else f"component {component}"
    mine, right = (_number(slopes[row, component], size[row, 0]) for slopes in (claimed, truth))
    wrong = (relative > tolerance).any(axis=0)
    message = (
        f"At w = {_shown(points[row])} {which} is {mine}; central differences give {right}. "
        f"{_likely_mistake(claimed, truth, wrong, max(tolerance, 1e-5))}"
    )
    return GradientCheck(False, message.strip())


def _as_written(
    name: str, function: Callable[..., Any], d: int, number: bool
) -> Callable[[Array], Any]:
    """Return a function of one point, shape (d,), that calls ``function`` as it is written."""
    _, separate = calling_convention(arguments.function(name, function), d, name)
    return partial(called, function, separate=number or (separate and d > 1))


def _not_a_gradient(result: Any, values: Array | None, d: int) -> str:
    """Return what is wrong with the shape or kind of a gradient, or an empty string."""
    expected = "one number" if d == 1 else f"{d} numbers, one per coordinate"
    if result is None:
        return f"your gradient returns None instead of {expected}. Is a return missing?"
    if values is None:
        return f"your gradient returns {result!r} instead of {expected}."
    if values.size != d or (values.ndim != 1 and d > 1):
        return f"your gradient returns an array of shape {values.shape} instead of {expected}."
    if not np.isfinite(values).all():
        return f"your gradient is not finite: {values.tolist()}."
    return ""


def _numerical(function: Callable[..., Any], point: Array) -> tuple[Array, Array]:
    """Return the central-difference gradient, shape (d,), and how far it may be off."""

    def finite(place: Array) -> Array:
        value = values_at(function, place)
        if not np.isfinite(value):
            raise UndefinedError(f"{where(place)} it is {value}")
        return value

    try:
        rounding = EPSILON ** (2 / 3) * abs(finite(point)) / np.maximum(1, abs(point))
        slope = difference_gradient(finite, point)
        doubt = abs(difference_gradient(finite, point, widen=2.0) - slope) + 10 * rounding
        if not np.isfinite(slope + doubt).all():
            raise UndefinedError(f"{where(point)} its slope is {slope.tolist()}")
    except UndefinedError as error:
        here = point.tolist() if point.size > 1 else float(point[0])
        requirement = "a point around which function is finite"
        remedy = f"{error}; choose another point"
        raise ValueError(arguments.wrong("w", requirement, here, remedy)) from error
    return slope, doubt


def _likely_mistake(claimed: Array, truth: Array, wrong: Array, tolerance: float) -> str:
    """Return a sentence naming the mistake that explains every point, or an empty string."""
    d = claimed.shape[1]
    near = tolerance * np.abs(truth).max()

    def explains(candidate: Array, columns: Any) -> bool:
        return np.allclose(claimed[:, columns], candidate, rtol=tolerance, atol=near)

    for i, j in combinations(range(d), 2):
        if wrong[i] and wrong[j] and explains(truth[:, [j, i]], [i, j]):
            return f"Components {i} and {j} are swapped."
    affected = np.flatnonzero(wrong)
    who = f"Component {affected[0]}" if len(affected) == 1 else "Each wrong component"
    who = "It" if d == 1 else "Every component" if wrong.all() else who
    known = truth[:, wrong]
    if explains(-known, wrong):
        return f"{who} has the wrong sign."
    if explains(np.zeros_like(known), wrong):
        return f"{who} is 0, although f is not flat in that direction."
    factor = float((claimed[:, wrong] * known).sum() / (known * known).sum())
    if explains(factor * known, wrong):
        times = {2.0: "twice", 0.5: "half"}.get(round(factor, 4), f"{factor:.4g} times")
        return f"{who} is {times} what it should be."
    return ""


def _number(value: float, size: float = 1.0) -> str:
    """Return a number in print; beside numbers of the given size, rounding errors read 0."""
    return f"{0.0 if abs(value) < 1e-9 * size else value:.6g}"


def _shown(point: Array) -> str:
    """Return a point in print, with a plain minus."""
    return bracketed([_number(float(x)) for x in point])
