"""Running what a learner wrote: broken, endless or chatty code gets a helpful reply."""

import functools
import sys
import threading
import time
import warnings

import numpy as np
import pytest

from gdteach.ask.attempted import source_of
from gdteach.ask.running import (
    Heard,
    Watched,
    run_learner,
)
from tests.exercise_programs import CELL_HEAD, check_gradient_descent, descend, in_a_cell

# --- exceptions ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "line", "text", "what", "question"),
    [
        ("return [start - eta]", 2, "return [start - eta]", "NameError: name 'eta'", "set on a"),
        ("w = start\n\n\nw[5]", 5, "w[5]", "IndexError: index 5 is out of", "counting begin"),
        ("raise KeyError('w')", 2, "raise KeyError('w')", "KeyError: 'w'", "Which values"),
        (
            "path = [start]\nfor t in range(3):\n    path = path.append(start)",
            4,
            "path = path.append(start)",
            "AttributeError: 'NoneType' object has no attribute 'append'",
            "returns None: does `=` belong",
        ),
        ("gradient(start, start)", 2, "gradient(start, start)", "TypeError: ", "how many arg"),
        ("return start + 'a'", 2, "return start + 'a'", "TypeError", "What kind of thing"),
        ("return start @ np.ones(7)", 2, "return start @ np.ones(7)", "ValueError", "the shapes"),
        ("assert False", 2, "assert False", "AssertionError. ", "Which values"),
        (
            "s = f'`{gradient}`'\n1/0",
            3,
            "1/0",
            "ZeroDivisionError: division by zero",
            "when is it 0",
        ),
        ("x = '`'; 1/0", 2, "x = '''; 1/0", "ZeroDivisionError", "when is it 0"),
    ],
)
def test_an_exception_is_shown_with_its_line(body, line, text, what, question):
    feedback = check_gradient_descent(in_a_cell(body))
    assert feedback.mistake == "exception"
    assert f"stopped at line {line}, `{text}` (called with `start` = [4], " in feedback.message
    assert what in feedback.message
    assert question in feedback.message


def test_the_line_is_the_learners_even_when_numpy_or_a_helper_stopped():
    def helper():
        return np.linalg.inv(np.zeros((2, 2)))

    def outer(gradient, start, learning_rate, n_steps):
        return helper()

    message = check_gradient_descent(outer).message
    assert "`return np.linalg.inv(np.zeros((2, 2)))`" in message
    assert "LinAlgError: Singular matrix" in message


def test_without_source_the_line_number_remains():
    names = {}
    exec(f"{CELL_HEAD}\n    pass\n    return 1 / 0", names)
    message = check_gradient_descent(names["gradient_descent"]).message
    assert message.startswith("Your function stopped at line 3 (called with")


def test_callables_of_other_kinds_are_looked_into():
    class Descent:
        def __call__(self, gradient, start, learning_rate, n_steps):
            return 1 / 0

        def method(self, gradient, start, learning_rate, n_steps):
            return 1 / 0

    @functools.wraps(Descent.method)
    def wrapped(*arguments):
        return 1 / 0

    for f in (Descent(), Descent().method, functools.partial(Descent())):
        assert source_of(f)[0] is not None
        assert "`return 1 / 0`" in check_gradient_descent(f).message
    assert source_of(wrapped)[0] is Descent.method.__code__


def test_a_builtin_without_a_python_line_still_gets_a_reply():
    feedback = check_gradient_descent(max)
    assert feedback.mistake == "exception"
    assert feedback.message.startswith("Your function stopped (called with")


def test_addresses_are_left_out_so_that_stored_notebooks_compare_equal():
    def shows_an_address(gradient, start, learning_rate, n_steps):
        raise ValueError(f"no {object()} here")

    assert "no <object object> here" in check_gradient_descent(shows_an_address).message


def test_an_endless_recursion_is_an_exception_like_others():
    def deeper(gradient, start, learning_rate, n_steps):
        return deeper(gradient, start, learning_rate, n_steps)

    feedback = check_gradient_descent(deeper)
    assert feedback.mistake == "exception"
    assert "RecursionError" in feedback.message
    assert "stop calling itself" in feedback.message


class UntoldError(Exception):
    def __str__(self):
        raise SystemExit


def stops(error):
    raise error


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (SystemExit(2), "SystemExit: 2"),
        (KeyboardInterrupt(), "KeyboardInterrupt"),
        (GeneratorExit(), "GeneratorExit"),
        (OverflowError("too large"), "OverflowError: too large"),
        (UntoldError(), "UntoldError. "),
    ],
    ids=repr,
)
def test_nothing_that_is_raised_reaches_the_notebook(error, told):
    feedback = check_gradient_descent(lambda *arguments: stops(error))
    assert feedback.mistake == "exception"
    assert told in feedback.message


class Refuses:
    """An array as a learner may meet it: it says no, or leaves, when its numbers are wanted."""

    def __init__(self, error):
        self.error = error

    def __array__(self, *arguments, **named):
        raise self.error


@pytest.mark.parametrize("error", [RuntimeError("detach first"), SystemExit(), MemoryError()])
def test_a_value_that_cannot_be_read_is_told_by_what_it_says(error):
    feedback = check_gradient_descent(lambda *arguments: Refuses(error))
    assert feedback.mistake == "unreadable"
    assert f"refuses to be read as numbers: {type(error).__name__}" in feedback.message


# --- loops, warnings, prints -----------------------------------------------------------------

ENDLESS = {
    "on one line": "while True: pass",
    "asking for slopes": "w = start\nwhile True:\n    w = w - learning_rate * gradient(w)",
    "without a count": "t = 0\nwhile t < n_steps:\n    t = t + 0",
    "swallowing all": "while True:\n    try: start + 1\n    except: pass",
    "swallowing in its sleep": "while True:\n    try: time.sleep(9)\n    except: pass",
    "in a comprehension": "return [w for w in iter(int, 1)]",
    "yielding": "while True:\n    yield start",
    "asleep": "time.sleep(99)",
    "asleep under another name": "doze(99)",
}


@pytest.mark.parametrize("body", ENDLESS.values(), ids=ENDLESS)
@pytest.mark.parametrize("thread", ["main", "another"])
def test_what_does_not_end_is_stopped_where_it_is(body, thread):
    endless = in_a_cell(body)
    endless.__globals__.update(time=time, doze=time.sleep)
    found = []

    def run():
        found.append(run_learner(endless, lambda w: 2 * w, np.ones(1), 0.1, 5, seconds=0.1))

    if thread == "main":
        run()
    else:
        other = threading.Thread(target=run)
        other.start()
        other.join()
    assert found[0].slug == "too_long"
    if "yield" not in body and not sys.gettrace():  # coverage's tracer hides the place
        assert " at line " in found[0].facts["place"]
    assert endless.__globals__["doze"] is time.sleep
    assert time.sleep.__name__ == "sleep"


def test_an_honest_long_loop_ends_and_is_not_called_endless():
    feedback = check_gradient_descent(
        in_a_cell(
            SLOW := """
        w, path = start, [start]
        for _ in range(n_steps):
            for _ in range(20_000):
                slope = w
            w = w - learning_rate * gradient(w)
            path.append(w)
        return path
    """
        )
    )
    assert feedback, SLOW


def test_the_reply_to_a_long_loop_says_what_was_seen():
    feedback = check_gradient_descent(in_a_cell("while True: pass"))
    assert feedback.mistake == "too_long"
    assert "still running after 2 seconds" in feedback.message
    if not sys.gettrace():  # coverage's tracer hides the place
        assert "stopped at line 2, `while True: pass`" in feedback.message


def test_nobody_sits_at_the_keyboard():
    feedback = check_gradient_descent(in_a_cell("return float(input('eta? '))"))
    assert feedback.mistake == "asks"
    assert "at line 2, `return float(input('eta? '))`" in feedback.message


def test_a_tracer_that_watches_is_left_in_place():
    def tracer(frame, event, argument):
        return None

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        assert check_gradient_descent(descend)
        assert sys.gettrace() is tracer
    finally:
        sys.settrace(before)


def test_a_tracer_that_holds_a_lock_lets_go_of_it():
    lock, before = threading.Lock(), sys.gettrace()

    def tracer(frame, event, argument):
        lock.acquire()
        sum(range(20))
        lock.release()
        return tracer

    for _ in range(20):
        loop = in_a_cell("while True:\n    learning_rate = abs(learning_rate)")
        sys.settrace(tracer)
        try:
            found = run_learner(loop, abs, 1.0, 0.1, 5, seconds=0.02)
            assert not lock.locked()
        finally:
            sys.settrace(before)
        assert found.slug == "too_long"


def test_the_clock_begins_with_the_learners_code(monkeypatch):
    """However long it takes to start the thread that watches."""

    class Slow(threading.Thread):
        def start(self):
            super().start()
            self.join(0.1)

    monkeypatch.setattr(threading, "Thread", Slow)
    assert run_learner(abs, -1.0, seconds=0.02) == 1.0


def test_a_function_handed_in_counts_its_calls():
    watched = Watched(lambda w: 2 * w)
    assert [watched(1), watched(w=2)] == [2, 4]
    assert watched.calls == 2


def test_warnings_are_set_aside_and_the_filters_restored():
    def warns(value):
        warnings.warn("mine", UserWarning, stacklevel=1)
        return np.array([value]) / 0.0

    filters = list(warnings.filters)
    assert run_learner(warns, 1.0) == [np.inf]
    assert warnings.filters == filters


def test_a_little_of_what_is_printed_is_shown_once(capsys):
    def chatty(gradient, start, learning_rate, n_steps):
        for line in range(99_999):
            print("line", line)
        return descend(gradient, start, learning_rate, n_steps)

    feedback = check_gradient_descent(chatty)
    assert feedback.passed
    assert feedback.printed == "line 0\nline 1\nline 2\n… and 99996 more lines"
    assert capsys.readouterr() == ("", "")
    assert repr(feedback).endswith(f"Your function printed:\n{feedback.printed}")
    assert f"{feedback.printed}</pre>" in feedback._repr_html_()


def test_a_line_without_end_is_cut():
    heard = Heard()
    run_learner(lambda: print("<b>" * 10_000), heard=heard)
    assert str(heard) == ("<b>" * 27)[:80]


class Namespace(dict):
    """A learner's names, which nobody may empty, not even to fill them again at once."""

    def clear(self):
        raise AssertionError("emptied")


def test_the_learners_names_are_never_emptied():
    """A clock further out may strike at any line: then they would stay empty."""
    names = Namespace({"__name__": "__main__", "nap": time.sleep})
    exec("def answer():\n    return nap(0) or 1.0", names)
    before = dict(names)
    assert run_learner(names["answer"]) == 1.0
    assert names == before
