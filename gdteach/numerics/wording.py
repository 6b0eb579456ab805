"""How numbers and points stand in a sentence: as by hand, or as a program prints them."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike

_SUBSCRIPTS = str.maketrans("0123456789-", "₀₁₂₃₄₅₆₇₈₉₋")
_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def subscript(number: int) -> str:
    """Return a whole number as Unicode subscripts.

    >>> "w" + subscript(13)
    'w₁₃'
    """
    return str(number).translate(_SUBSCRIPTS)


def number(value: float, digits: int = 3) -> str:
    """Return a number with about three significant digits, as it is written by hand.

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


def bracketed(coordinates: Sequence[str]) -> str:
    """Return coordinates as a point: bare if there is one, in brackets otherwise."""
    return coordinates[0] if len(coordinates) == 1 else f"({', '.join(coordinates)})"


def vector(values: ArrayLike, digits: int = 3) -> str:
    """Return a point as it is written by hand: a bare number in one dimension, else (x, y).

    >>> vector([0.25]), vector([1.0, -2.0])
    ('0.25', '(1, −2)')
    """
    return bracketed([number(float(value), digits) for value in np.ravel(values)])


def signed(values: ArrayLike) -> str:
    """Return a point as a factor: a negative number stands in brackets.

    >>> signed([-2.0]), signed([1.0, 2.0])
    ('(−2)', '(1, 2)')
    """
    text = vector(values)
    return f"({text})" if text.startswith("−") else text


def printed(values: ArrayLike, digits: int = 6) -> str:
    """Return a number or a point as Python prints it, to compare with what a learner computed.

    >>> printed(-1.45), printed([1.4, -1e-7])
    ('−1.45', '(1.4, −1e−07)')
    """
    # adding 0 turns −0 into 0
    texts = [f"{float(value) + 0.0:.{digits}g}" for value in np.ravel(np.asarray(values))]
    return bracketed([text.replace("-", "−") for text in texts])


def told_apart(
    one: ArrayLike, other: ArrayLike, write: Callable[[ArrayLike, int], str] = vector
) -> tuple[str, str]:
    """Return two points, written by `write`, with the digits it takes to see that they differ.

    >>> told_apart([-1.29], [-1.2862]), told_apart(0.1, 0.1 + 1e-8, printed)
    (('−1.29', '−1.2862'), ('0.1', '0.10000001'))
    """
    # a caption has room for seven digits, a reply for all that a number has
    ladder = (3, 5, 7) if write is vector else (6, 9, 12, 17)
    for digits in ladder:
        if write(one, digits) != write(other, digits):
            return write(one, digits), write(other, digits)
    return write(one, ladder[0]), write(other, ladder[0])


def listed(words: Iterable[str], joint: str = "and") -> str:
    """Return words as an English list.

    >>> listed(["A", "B", "C"]), listed(["A", "B"], "or")
    ('A, B and C', 'A or B')
    """
    *first, last = list(words)
    return f"{', '.join(first)} {joint} {last}" if first else last


def times(count: int, noun: str) -> str:
    """Return a count with its noun.

    >>> times(1, "row"), times(6, "row")
    ('1 row', '6 rows')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
