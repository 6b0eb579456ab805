"""A clock for a learner's code: whatever runs longer is stopped where it is, in any thread.

Python lets one thread raise an exception in another, between two of its instructions; that works on
every platform, in loops of any shape, and costs the code nothing while it runs. Two things would
escape it, and are seen to: an `except:` that swallows everything, and a long `sleep`. It does not
fall into the lines of a debugger or of coverage, which may hold locks.
"""

from __future__ import annotations

import builtins
import ctypes
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, TypeVar

T = TypeVar("T")
SECONDS = 2.0  # honest solutions need thousandths
SLICE = 0.02  # seconds of sleep between two looks at the clock

_doze = time.sleep
_raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
_raise_in.argtypes = (ctypes.c_ulong, ctypes.py_object)


class TooLong(BaseException):
    """Raised inside code that runs too long; no `except Exception` swallows it."""


class Asked(BaseException):
    """Raised where code asks for the keyboard, which nobody attends while a check runs."""


class _Last(BaseException):
    """Takes the place of an exception that is still on its way to a thread."""


def limited(function: Callable[[], T], seconds: float = SECONDS) -> T:
    """Return ``function()``, or raise `TooLong` once it has run for that many seconds."""
    ended: list[bool] = []  # lists and a bare lock: an exception may fall into an Event's own lines
    fired: list[bool] = []
    gone: list[bool] = []
    begun, bell = threading.Lock(), threading.Lock()
    begun.acquire()
    bell.acquire()
    thread, tracing = threading.get_ident(), sys.gettrace()

    class Now(TooLong):
        """Comes back at the next line of the code if an `except:` of its own swallows it."""

        def __init__(self) -> None:
            frame: FrameType | None = sys._getframe(1)
            if not ended:
                while frame is not None and frame.f_code is not limited.__code__:
                    frame.f_trace, frame = again, frame.f_back
                sys.settrace(lambda *_: None)

    def again(_frame: Any, event: str, _argument: Any) -> None:
        if event == "line" and not ended:  # on the way out it would take the place of the first
            raise Now

    def watch() -> None:
        begun.acquire()  # starting a thread may take long: an exception would fall into its lines
        wait = seconds
        while not bell.acquire(timeout=wait) and not ended:
            wait = SLICE
            top = sys._current_frames()[thread]
            if tracing and _room(top.f_globals.get("__name__")) == _room(_module_of(tracing)):
                wait = SLICE / 20  # it may hold a lock of its own: a moment later
                continue
            fired.append(True)
            _raise_in(thread, ctypes.py_object(Now))
        gone.append(True)

    threading.Thread(target=watch, daemon=True).start()
    try:
        begun.release()
        return function()
    finally:
        while True:
            try:
                ended.append(True)
                with suppress(RuntimeError):  # rung already
                    bell.release()
                while not gone:
                    _doze(0)
                break
            except TooLong:  # it came so late that it fell into these very lines
                continue
        if fired:
            sys.settrace(tracing)
            with suppress(_Last):
                _raise_in(thread, ctypes.py_object(_Last))
                while True:
                    pass


def _module_of(tracing: Any) -> str:
    return getattr(tracing, "__module__", None) or type(tracing).__module__


def _room(module: str | None) -> str:
    """Return the package that a module belongs to, outermost."""
    return (module or "").partition(".")[0]


def patiently(function: Callable[[], T], seconds: float = 1.0) -> T | None:
    """Return ``function()``, or None if that takes too long."""
    try:
        return limited(function, seconds)
    except TooLong:
        return None


@contextmanager
def nobody_waits(names: dict[str, Any]) -> Iterator[None]:
    """Let sleeping code look at the clock, and code that asks for the keyboard raise `Asked`.

    ``names`` are the globals of that code: it may know either under a name of its own.
    """

    def sleep(seconds: float) -> None:
        end = time.monotonic() + seconds
        while (rest := end - time.monotonic()) > 0:
            _doze(min(rest, SLICE))

    def refuse(*_: Any) -> str:
        raise Asked

    own = [(names, name, sleep) for name, value in names.items() if value is _doze]
    new = [(vars(time), "sleep", sleep), (vars(builtins), "input", refuse), *own]
    old = [(space, name, space[name]) for space, name, _ in new]
    try:
        put(new)
        yield
    finally:
        late = None
        while True:
            try:
                put(old)
                break
            except TooLong as error:  # from a clock further out: first all is as it was
                late = error
        if late is not None:
            raise late


def put(values: Iterable[tuple[dict[str, Any], str, Any]]) -> None:
    """Set names one by one. A space is never emptied to be filled again: it is the learner's own.

    >>> space = {"w": 1}
    >>> put([(space, "w", 2)])
    >>> space
    {'w': 2}
    """
    for space, name, value in values:
        space[name] = value
