"""The line under a picture: the update rule with this step's numbers in it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike

from gdteach.numerics.arguments import instance, wrong
from gdteach.numerics.trajectory import Trajectory

_SUBSCRIPTS = str.maketrans("0123456789-", "₀₁₂₃₄₅₆₇₈₉₋")
_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def lines(name: str, value: object) -> list[str]:
    """Return ``value`` as a list if it holds one line of text per step."""
    remedy = "give a list with one line of text per step"
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise TypeError(wrong(name, "a list of lines", value, remedy))
    return [instance(name, line, str, remedy) for line in value]


def subscript(number: int) -> str:
    """Return a whole number as Unicode subscripts.

    Examples
    --------
    >>> "w" + subscript(13)
    'w₁₃'
    """
    return str(number).translate(_SUBSCRIPTS)


def number(value: float, digits: int = 3) -> str:
    """Return a number with about three significant digits, as it is written by hand.

    Examples
    --------
    >>> number(-0.5), number(1234.5), number(6e-7), number(float("inf"))
    ('−0.5', '1234', '6×10⁻⁷', '∞')
    """
    if np.isnan(value):
        return "not a number"
    if np.isinf(value):
        return "∞" if value > 0 else "−∞"
    if value == 0:
        return "0"  # −0 as well
    size = abs(value)
    if size < 1e-3 or size >= 1e5:
        mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
        mantissa = mantissa.rstrip("0").rstrip(".")
        text = f"{mantissa}×10{str(int(exponent)).translate(_SUPERSCRIPTS)}"
    else:
        decimals = max(0, digits - 1 - int(np.floor(np.log10(size))))
        text = f"{value:.{decimals}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "−")


def vector(values: ArrayLike, digits: int = 3) -> str:
    """Return a point as it is written: a bare number in one dimension, else (x, y).

    Examples
    --------
    >>> vector([0.25]), vector([1.0, -2.0])
    ('0.25', '(1, −2)')
    """
    parts = [number(float(value), digits) for value in np.ravel(values)]
    return parts[0] if len(parts) == 1 else f"({', '.join(parts)})"


def update_captions(trajectory: Trajectory, learning_rate: float) -> list[str]:
    """Return one line per step: how w_t came about, and how high it lies.

    Parameters
    ----------
    trajectory : Trajectory
        A run of plain gradient descent.
    learning_rate : float
        η of that run.
    """
    iterates, slopes = trajectory.iterates, trajectory.gradients
    gradient = "f′" if iterates.shape[1] == 1 else "∇f"
    eta = number(learning_rate, digits=6)  # as typed: at 2/L the fourth digit decides
    lines = [f"start: w₀ = {vector(iterates[0])}   f = {number(trajectory.values[0])}"]
    for t in range(1, len(iterates)):
        new, old = f"w{subscript(t)}", f"w{subscript(t - 1)}"
        before, after = told_apart(iterates[t - 1], iterates[t])
        lines.append(
            f"{new} = {old} − {eta}·{gradient}({old}) = {before} − "
            f"{eta}·{signed(slopes[t - 1])} = {after}   "
            f"f = {number(trajectory.values[t])}"
        )
    lines[-1] += f"\n{trajectory.summary()}"
    return lines


def told_apart(before: ArrayLike, after: ArrayLike) -> tuple[str, str]:
    """Return two points with as many digits as it takes to see a step from one to the other.

    Examples
    --------
    >>> told_apart([-1.29], [-1.2862])
    ('−1.29', '−1.2862')
    """
    for digits in (3, 5, 7):
        texts = vector(before, digits), vector(after, digits)
        if texts[0] != texts[1]:
            break
    else:  # a step too small to print, or none
        texts = vector(before), vector(after)
    return texts


def signed(values: ArrayLike) -> str:
    """Return a point as a factor: a negative number stands in brackets.

    Examples
    --------
    >>> signed([-2.0]), signed([1.0, 2.0])
    ('(−2)', '(1, 2)')
    """
    text = vector(values)
    return f"({text})" if text.startswith("−") else text
