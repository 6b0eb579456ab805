"""What every public function does first: say plainly which argument is wrong, and the remedy.

Each check returns the value in the form the caller works with. The wrong *kind* of thing (a
string for a number) raises ``TypeError``, the wrong *value* (a negative learning rate) raises
``ValueError``; both messages read "name must be ..., got ...; remedy".
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from difflib import get_close_matches
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdteach.numerics.wording import times


def wrong(name: str, requirement: str, value: object, remedy: str = "") -> str:
    """Return the message "name must be requirement, got value; remedy", on one line."""
    got = " ".join(repr(value).split())
    got = got if len(got) <= 60 else got[:57] + "..."
    return f"{name} must be {requirement}, got {got}" + (f"; {remedy}" if remedy else "")


def real(value: Any) -> NDArray[np.float64] | None:
    """Return ``value`` as a fresh float64 array, or None if it is not made of real numbers.

    Every kind of real number counts, such as a Fraction or a Decimal; True and False do not. One
    too large for a float becomes infinite.
    """
    try:
        raw = np.asarray(value)
    except ValueError:  # ragged, such as [1.0, [2.0]]
        return None
    if raw.dtype.kind in "iuf":
        return np.array(raw, dtype=np.float64)
    if raw.dtype != object or not all(map(_is_real, raw.flat)):
        return None
    return np.array([_as_float(number) for number in raw.flat]).reshape(raw.shape)


def _is_real(value: object) -> bool:
    return isinstance(value, (Real, Decimal)) and not isinstance(value, bool)


def _as_float(number: Any) -> float:
    try:
        return float(number)
    except OverflowError:  # a whole number of more than 308 digits
        return np.inf if number > 0 else -np.inf


def _unquoted(value: object, remedy: str = "") -> str:
    """Return the remedy, which is another one for numbers that came as text."""
    raw = np.asarray(value, dtype=object)
    try:
        meant = [float(each) for each in raw.flat if isinstance(each, str)]
    except ValueError:
        return remedy
    return "leave out the quotation marks" if meant and np.isfinite(meant).all() else remedy


def finite_number(name: str, value: object, remedy: str = "") -> float:
    """Return ``value`` as a float if it is one finite real number."""
    number = real(value)
    if number is None or number.ndim:
        raise TypeError(wrong(name, "a number", value, _unquoted(value, remedy)))
    if not np.isfinite(number):
        raise ValueError(wrong(name, "a finite number", value, remedy))
    return float(number)


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


def whole_number(name: str, value: object, *, at_least: int = 0) -> int:
    """Return ``value`` as an int if it is a whole number of at least ``at_least``, maybe 1e3."""
    number = real(value)
    whole = None
    if number is not None and number.ndim == 0:
        exact = np.asarray(value).item()  # a float has but 15 digits
        whole = int(exact) if isinstance(exact, int) or np.isfinite(number) else None
    if whole is None or whole != exact:
        raise TypeError(wrong(name, "a whole number", value, _unquoted(value)))
    if whole < at_least:
        raise ValueError(wrong(name, f"at least {at_least}", value))
    return whole


def numbers(name: str, value: ArrayLike) -> NDArray[np.float64]:
    """Return ``value`` as a fresh float64 array if it holds finite real numbers, at least one."""
    try:
        np.asarray(value)
    except ValueError as error:  # ragged nesting
        raise ValueError(wrong(name, "a regular array of numbers", value)) from error
    array = real(value)
    if array is None:
        raise TypeError(wrong(name, "made of real numbers", value, _unquoted(value)))
    if array.size == 0:
        raise ValueError(wrong(name, "non-empty", value))
    if not np.isfinite(array).all():
        raise ValueError(wrong(name, "finite", value, "remove the NaN or infinity"))
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


def function(name: str, value: object) -> Callable[..., Any]:
    """Return ``value`` if it can be called."""
    if not callable(value):
        raise TypeError(wrong(name, "a function", value))
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
