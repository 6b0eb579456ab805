"""Kinds of mistakes: what becomes of a quantity, whatever it stands for in an exercise.

A kind is a change to one line of a right program (``program.py``), and tables name it by its word:
``{"step": "negated"}`` climbs, ``{"learning_rate": "forgotten"}`` takes the whole slope. Kinds on
different lines can be made together.
"""

import numpy as np

from gdteach.ask.program import Line

#: From its word to what a kind makes of ``it``, the right value.
KINDS: dict[str, Line] = {
    "negated": lambda it: -it,  # the sign turned round
    "forgotten": lambda it: 1.0,  # a factor left out
    "dropped": lambda it: np.zeros_like(it, dtype=np.float64),  # a term left out
    "never": lambda it: False,  # a test left out
    "squared": lambda it: it * it,  # a factor twice
    "cubed": lambda it: it**3,
    "inverted": lambda it: 1.0 / it,  # divided by, where one multiplies
    "halved": lambda it: it / 2.0,
    "doubled": lambda it: 2.0 * it,
    "averaged": lambda it: it / np.size(it),  # a mean in place of the whole
    "absolute": lambda it: np.abs(it),  # the sign lost
    "rooted": lambda it: np.sqrt(it),
    "cut": lambda it: np.floor(it),  # to whole numbers
    "rounded up": lambda it: np.ceil(it),
    "rounded": lambda it: np.round(it),
    "exponential": lambda it: np.exp(it),
    "logarithm": lambda it: np.log(it),
    "complement": lambda it: 1.0 - it,
    "per cent": lambda it: 100.0 * it,
    "hundredth": lambda it: it / 100.0,  # a chance taken for a percentage
    "positive": lambda it: np.maximum(it, 0.0),  # what is negative lost
    "negative": lambda it: np.minimum(it, 0.0),
    "first": lambda it: it[0],  # one number in place of all
    "second": lambda it: it[1],
    "summed": lambda it: np.sum(it),
    "mean": lambda it: np.mean(it),
    "length": lambda it: np.linalg.norm(it),
    "squared length": lambda it: np.sum(np.square(it)),
    "product": lambda it: np.prod(it),
    "largest": lambda it: np.max(it),
    "smallest": lambda it: np.min(it),
    "one more": lambda it: it + 1,  # counted from the wrong end
    "one less": lambda it: it - 1,
    "normalised": lambda it: it / np.linalg.norm(it),  # the direction alone
    "nearly normalised": lambda it: it / (np.linalg.norm(it) + 1e-8),  # as the careful write it
    "signs": lambda it: np.sign(it),  # the sizes lost
    "truncated": lambda it: np.trunc(it),  # as an array of integers does
    "swapped": lambda it: it[::-1],  # the components in each other's place
    "first for both": lambda it: it[[0, 0]],
    "second for both": lambda it: it[[1, 1]],
    "first alone": lambda it: it * [1.0, 0.0],  # the other component lost
    "second alone": lambda it: it * [0.0, 1.0],
    "second negated": lambda it: it * [1.0, -1.0],
    "first negated": lambda it: it * [-1.0, 1.0],
    "stale": lambda it: it[:-1] or it,  # the entry before the last taken for the last
}


def constant(value: float | str) -> Line:
    """Return the kind that writes a number where a name should stand."""
    return lambda: value


def factor(value: float) -> Line:
    """Return the kind that multiplies."""
    return lambda it: value * it


def amount(value: float) -> Line:
    """Return the kind that adds."""
    return lambda it: it + value


def digits(count: int) -> Line:
    """Return the kind that rounds to so many decimals."""
    return lambda it: np.round(it, count)


def within(size: float) -> Line:
    """Return the kind that keeps every number between ``-size`` and ``size``."""
    return lambda it: np.clip(it, -size, size)
