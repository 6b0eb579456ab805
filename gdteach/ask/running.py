"""Running a learner's function: what it returned, or what was found where it stopped.

The function may be unfinished, endless or wrong in any way, and so may be the object that it
returns, up to the moment when its numbers are read. Nothing that it raises leaves this file. What
it prints is kept; its warnings are set aside (they are not what the check is about).
"""

from __future__ import annotations

import linecache
import re
import warnings
from collections.abc import Callable, Coroutine, Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import TextIOBase
from itertools import islice
from typing import Any

import numpy as np

from gdteach.ask.attempted import source_of
from gdteach.ask.patience import SECONDS, Asked, TooLong, limited, nobody_waits
from gdteach.ask.replies import Finding, machine_words
from gdteach.numerics.wording import times

MOST_ITEMS = 100_000  # taken from a generator
SHOWN, WIDTH = 3, 80  # lines of what a function prints, and characters of each
_OURS = __name__.rpartition(".")[0]


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
        handed = (*arguments, *named.values())
        if any(argument is ... for argument in handed):
            raise Unfinished
        return self._function(*arguments, **named)


class Heard(TextIOBase):
    """What a function prints: its first lines, and how many more there were."""

    def __init__(self) -> None:
        self._start, self._ends = "", 0

    def write(self, text: str) -> int:
        """Take down the beginning of what is printed, and count its lines."""
        self._ends += text.count("\n")
        if self._start.count("\n") < SHOWN and len(self._start) < WIDTH * SHOWN:
            self._start += text[: WIDTH * SHOWN]
        return len(text)

    def __str__(self) -> str:
        lines = [line[:WIDTH] for line in self._start.splitlines()[:SHOWN]]
        more = self._ends - len(lines)
        return "\n".join([*lines, *([f"… and {times(more, 'more line')}"] if more > 0 else [])])


def run_learner(
    function: Callable[..., Any],
    *arguments: Any,
    read: Callable[[Any], Any] = lambda value: value,
    heard: Heard | None = None,
    seconds: float | None = None,
) -> Any:
    """Return what is read from a learner's function's value, or the `Finding` of what it raised.

    The arguments go by position: the learner may name them as they like. A generator or another
    iterator is read as the list of its items. Nothing runs longer than ``seconds``, by default
    `SECONDS`; 0 leaves it to a clock of the caller's.
    """
    seconds = SECONDS if seconds is None else seconds
    returned = []
    heard = heard or Heard()

    def read_value() -> Any:
        value = function(*arguments)
        if isinstance(value, Iterator):
            value = list(islice(value, MOST_ITEMS + 1))
            if len(value) > MOST_ITEMS:
                raise TooLong
        if isinstance(value, Coroutine):
            value.close()  # what an `async def` returns; nobody waits for it
        returned.append(value)
        return read(value)

    home = source_of(function)[1] or {}
    try:
        with (
            warnings.catch_warnings(),
            np.errstate(all="ignore"),
            redirect_stdout(heard),
            redirect_stderr(heard),
            nobody_waits(home),
        ):
            warnings.simplefilter("ignore")
            return limited(read_value, seconds) if seconds else read_value()
    except Unfinished:
        return Finding("not_attempted")
    except Asked as asked:
        return Finding("asks", {"place": _place(asked, function)})
    except TooLong as stop:
        if not seconds:
            raise  # it is the caller's
        return Finding("too_long", {"place": _place(stop, function), "seconds": seconds})
    except BaseException as error:  # also `exit()`: the notebook goes on
        return _found_in(error, function, bool(returned))


# The question that follows an exception, by its name in replies.toml; the first that fits.
_QUESTIONS: tuple[tuple[type[BaseException], str, str], ...] = (
    (NameError, "", "name"),
    (AttributeError, "NoneType.*append", "append"),
    (TypeError, "'function'|'method'|Watched|not callable", "calls"),
    (IndexError, "", "index"),
    (ValueError, "shape|dimension|coordinate|broadcast", "shapes"),
    (TypeError, r"\^|ufunc 'bitwise_xor'", "powers"),
    (TypeError, "argument", "arguments"),
    (TypeError, "", "kinds"),
    (ZeroDivisionError, "", "zero"),
    (RecursionError, "", "recursion"),
    (SystemExit, "", "leaving"),
    (BaseException, "", "values"),
)


def _found_in(error: BaseException, function: Callable[..., Any], returned: bool) -> Finding:
    """Return what an exception in the learner's code says, with its line."""
    try:
        text = re.sub(r" at 0x[0-9a-fA-F]+", "", " ".join(str(error).split()))[:200]
    except BaseException:  # an exception of the learner's own, which cannot be told
        text = ""
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
    facts = {"place": place, "what": what, "question": question}
    return Finding("unreadable" if returned else "exception", facts)


def _place(error: BaseException, function: Callable[..., Any]) -> str:
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
