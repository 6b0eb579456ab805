"""What every public function does first: say plainly which argument is wrong, and the remedy.

Each check returns the value in the form the caller works with. The wrong *kind* of thing (a
string for a number) raises ``TypeError``, the wrong *value* (a negative learning rate) raises
``ValueError``; both messages read "name must be ..., got ...; remedy".
"""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from numbers import Integral, Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdteach.numerics.wording import times


def wrong(name: str, requirement: str, value: object, remedy: str = "") -> str:
    """Return the message "name must be requirement, got value; remedy", on one line."""
    got = " ".join(repr(value).split())
    got = got if len(got) <= 60 else got[:57] + "..."
    return f"{name} must be {requirement}, got {got}" + (f"; {remedy}" if remedy else "")


def finite_number(name: str, value: object, remedy: str = "") -> float:
    """Return ``value`` as a float if it is one finite real number."""
    scalar = value.item() if isinstance(value, np.ndarray) and value.ndim == 0 else value
    if isinstance(scalar, (bool, np.bool_)) or not isinstance(scalar, Real):
        raise TypeError(wrong(name, "a number", value, remedy))
    try:
        number = float(scalar)
    except OverflowError:  # a whole number of more than 308 digits
        number = np.inf
    if not np.isfinite(number):
        raise ValueError(wrong(name, "a finite number", value, remedy))
    return number


def number_within(
    name: str,
    value: object,
    *,
    above: float | None = None,
    at_least: float | None = None,
    at_most: float | None = None,
    remedy: str = "",
) -> float:
    """Return ``value`` as a float if it is a finite number inside the stated bounds."""
    number = finite_number(name, value, remedy)
    if above is not None and number <= above:
        requirement = "positive" if above == 0 else f"greater than {above:g}"
    elif at_least is not None and number < at_least:
        requirement = "zero or positive" if at_least == 0 else f"at least {at_least:g}"
    elif at_most is not None and number > at_most:
        requirement = f"at most {at_most:g}"
    else:
        return number
    raise ValueError(wrong(name, requirement, value, remedy))


def whole_number(name: str, value: object, *, at_least: int = 0, remedy: str = "") -> int:
    """Return ``value`` as an int if it is a whole number of at least ``at_least``."""
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, Integral):
        raise TypeError(wrong(name, "a whole number", value, remedy))
    if value < at_least:
        raise ValueError(wrong(name, f"at least {at_least}", value, remedy))
    return int(value)


def numbers(name: str, value: ArrayLike, remedy: str = "") -> NDArray[np.float64]:
    """Return ``value`` as a fresh float64 array if it holds finite real numbers, at least one."""
    try:
        raw = np.asarray(value)
    except ValueError as error:  # ragged nesting
        raise ValueError(wrong(name, "a regular array of numbers", value, remedy)) from error
    if raw.dtype.kind not in "iuf":
        raise TypeError(wrong(name, "made of real numbers", value, remedy))
    if raw.size == 0:
        raise ValueError(wrong(name, "non-empty", value, remedy))
    array = np.array(raw, dtype=np.float64)
    if not np.isfinite(array).all():
        raise ValueError(wrong(name, "finite", value, remedy or "remove the NaN or infinity"))
    return array


def point(name: str, value: ArrayLike, dimension: int | None = None) -> NDArray[np.float64]:
    """Return ``value`` as one point, shape ``(d,)``; a bare number is a point with d = 1."""
    array = np.atleast_1d(numbers(name, value))
    if array.ndim != 1 or (dimension is not None and array.size != dimension):
        having = "" if dimension is None else f" with {times(dimension, 'coordinate')}"
        raise ValueError(wrong(name, f"one point{having}", value, f"its shape is {array.shape}"))
    return array


def points(name: str, value: ArrayLike, dimension: int) -> NDArray[np.float64]:
    """Return ``value`` as a list of points, shape ``(n, dimension)``."""
    array = numbers(name, value)
    if array.ndim != 2 or array.shape[1] != dimension:
        remedy = f"its shape is {array.shape}; give one row per point"
        raise ValueError(wrong(name, f"an array of shape (n, {dimension})", value, remedy))
    return array


def function(name: str, value: object, remedy: str = "") -> Callable[..., Any]:
    """Return ``value`` if it can be called."""
    if not callable(value):
        raise TypeError(wrong(name, "a function", value, remedy))
    return value


def truth(name: str, value: object) -> bool:
    """Return ``value`` if it is True or False."""
    if not isinstance(value, (bool, np.bool_)):
        raise TypeError(wrong(name, "True or False", value))
    return bool(value)


def instance(name: str, value: object, kind: type, remedy: str = "") -> Any:
    """Return ``value`` if it is an instance of ``kind``."""
    if not isinstance(value, kind):
        article = "an" if kind.__name__[0] in "AEIO" else "a"
        raise TypeError(wrong(name, f"{article} {kind.__name__}", value, remedy))
    return value


def one_of(name: str, value: object, options: Iterable[str]) -> str:
    """Return ``value`` if it is one of the known names; else suggest the nearest."""
    known = list(options)
    if not isinstance(value, str):
        raise TypeError(wrong(name, "a name (a string)", value, f"known: {', '.join(known)}"))
    if value not in known:
        near = get_close_matches(value, known, n=1)
        remedy = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
        raise ValueError(wrong(name, "a known name", value, remedy))
    return value
