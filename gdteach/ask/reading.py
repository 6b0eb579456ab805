"""Reading what a learner's function returned: numbers, or what came instead."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.replies import Finding
from gdteach.ask.typed import kind, quoted, text_of

MOST_NUMBERS = 1_000_000  # no exercise asks for more than a few hundred
Answer = NDArray[np.floating] | Finding


def read_numbers(value: Any, truth: object = None) -> Answer:
    """Return a learner's value as an array of numbers, or the finding that says what it is instead.

    Single precision stays single, so that it can be compared with the tolerance it deserves;
    everything else becomes float64, in a fresh array.
    """
    if value is None:
        return Finding("nothing_returned")
    if _holds_ellipsis(value):
        return Finding("not_attempted")
    if _holds_itself(value):  # NumPy would take it apart for ever
        return Finding("holds_itself")
    try:
        array = np.asarray(value)
    except ValueError:
        return Finding("ragged")
    if np.ma.is_masked(value):
        return Finding("not_numbers", {"what": "an array with masked numbers"})
    if array.size > MOST_NUMBERS:
        return Finding("too_many_numbers", {"shape": array.shape})
    if array.dtype == np.float32:
        return array.copy()
    try:
        if array.dtype.kind not in "biufO":
            raise TypeError
        return np.array(array, dtype=np.float64)
    except (TypeError, ValueError):
        return Finding("not_numbers", {"what": what_it_is(value)})


def read_number(value: Any, truth: object = None) -> Answer:
    """Return a learner's value as `read_numbers` does; one number in brackets is one number."""
    array = read_numbers(value)
    if not isinstance(array, Finding) and array.shape in ((1,), (1, 1)):
        return array.reshape(())
    return array


def _holds_ellipsis(value: Any, depth: int = 3) -> bool:
    """Return whether a value is a `...`, or a list of things one of which is."""
    if isinstance(value, (list, tuple)) and depth:  # a list may hold itself
        return any(_holds_ellipsis(part, depth - 1) for part in value)
    if isinstance(value, np.ndarray) and value.dtype == object:
        return any(part is ... for part in value.flat)
    return value is ...


def _holds_itself(value: Any, around: tuple[Any, ...] = ()) -> bool:
    """Return whether a list, or one in it, holds a list that it stands in."""
    if not isinstance(value, (list, tuple)):
        return False
    if any(value is each for each in around):
        return True
    return any(_holds_itself(part, (*around, value)) for part in value)


def what_it_is(value: Any) -> str:
    """Return what kind of thing a value is, and what it holds, in words a learner may know.

    >>> what_it_is("1/3"), what_it_is([None]), what_it_is(abs)
    ('the text `"1/3"`', 'a list that holds None', 'a function')
    """
    if text_of(value) is not None:
        return f"the text {quoted(value)}"
    if not issubclass(type(value), list | tuple | np.ndarray):
        return kind(value)
    if getattr(value, "shape", None) == () or not len(value):
        return kind(value)
    inside = np.asarray(value, dtype=object).flat[0]
    return f"{kind(value)} that holds {'None' if inside is None else kind(inside)}"
