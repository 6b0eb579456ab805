"""Running a learner's function: what it returned, or what was found where it stopped.

The function may be unfinished, endless or wrong in any way. It is called with the learner's own
warnings set aside (they are not what the check is about), and it cannot hang the notebook easily:
the functions it is handed count their calls, and its own lines are counted too while no debugger
or coverage tool is watching.
"""

import linecache
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from types import FrameType
from typing import Any

import numpy as np

from gdteach.ask.attempted import source_of
from gdteach.ask.replies import Finding, machine_words

MOST_CALLS = 10_000  # of a function handed in; honest solutions need about ten
MOST_LINES = 200_000  # of the learner's own code; honest solutions need about a hundred
MOST_ITEMS = 10_000  # taken from a generator
_OURS = __name__.rpartition(".")[0]


class Endless(BaseException):
    """Raised inside a learner's loop that does not stop; no `except Exception` swallows it."""


class Unfinished(BaseException):
    """Raised when a `...` reaches one of our functions."""


class Watched:
    """A function handed to the learner that counts its calls."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self.calls = 0

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Return the function's value."""
        self.calls += 1
        if self.calls > MOST_CALLS:
            raise Endless
        if any(argument is ... for argument in (*arguments, *named.values())):
            raise Unfinished
        return self._function(*arguments, **named)


def run_learner(function: Callable[..., Any], *arguments: Any) -> Any:
    """Return what a learner's function returned, or the `Finding` that says what it raised.

    The arguments go by position: the learner may name them as they like. A generator or another
    iterator is returned as the list of its items.
    """
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"), _line_limit(function):
            warnings.simplefilter("ignore")
            value = function(*arguments)
            if isinstance(value, Iterator):
                value = list(islice(value, MOST_ITEMS + 1))
                if len(value) > MOST_ITEMS:
                    raise Endless
        return value
    except Unfinished:
        return Finding("not_attempted")
    except Endless:
        return Finding("endless")
    except Exception as error:
        return _found_in(error, function)


@contextmanager
def _line_limit(function: Callable[..., Any]) -> Iterator[None]:
    """Stop a learner's function after many lines, unless a debugger or coverage is tracing."""
    home = source_of(function)[1]
    if home is None or sys.gettrace() is not None:
        yield
        return
    lines = 0

    def count(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal lines
        lines += 1
        if lines > MOST_LINES:
            raise Endless
        return count

    sys.settrace(lambda frame, event, argument: count if frame.f_globals is home else None)
    try:
        yield
    finally:
        sys.settrace(None)


# The question that follows an exception, by its name in replies.toml; the first that fits.
_QUESTIONS: tuple[tuple[type[Exception], str, str], ...] = (
    (NameError, "", "name"),
    (AttributeError, "NoneType.*append", "append"),
    (IndexError, "", "index"),
    (ValueError, "shape|dimension|coordinate|broadcast", "shapes"),
    (TypeError, "argument", "arguments"),
    (TypeError, "", "kinds"),
    (RecursionError, "", "recursion"),
    (Exception, "", "values"),
)


def _found_in(error: Exception, function: Callable[..., Any]) -> Finding:
    """Return what an exception in the learner's code says, with its line."""
    text = re.sub(r" at 0x[0-9a-fA-F]+", "", " ".join(str(error).split()))[:200]
    if isinstance(error, NotImplementedError) or "ellipsis" in text:
        return Finding("not_attempted")
    kind = next(c.__name__ for c in type(error).__mro__ if not c.__name__.startswith("_"))
    question = next(
        machine_words("questions")[name]
        for family, pattern, name in _QUESTIONS
        if isinstance(error, family) and re.search(pattern, text)
    )
    what = (f"{kind}: {text}" if text else kind).rstrip(".")
    place = _place(error, function)
    if "Cannot cast ufunc" in text:
        return Finding("integer_array", {"place": place}, words="integer_refused")
    return Finding("exception", {"place": place, "what": what, "question": question})


def _place(error: Exception, function: Callable[..., Any]) -> str:
    """Return where the learner's code stopped: its innermost line, with the text if it is known."""
    home = source_of(function)[1]
    found: tuple[str, int] | None = None
    trace = error.__traceback__
    while trace is not None:
        names = trace.tb_frame.f_globals
        if names is home or (home is None and not names.get("__name__", "").startswith(_OURS)):
            found = (trace.tb_frame.f_code.co_filename, trace.tb_lineno)
        trace = trace.tb_next
    if found is None:
        return ""
    text = linecache.getline(*found).strip().replace("`", "'")
    return f" at line {found[1]}, `{text}`" if text else f" at line {found[1]}"
