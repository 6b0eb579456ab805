"""Running what a learner wrote: broken, endless or chatty code gets a helpful reply."""

import functools
import subprocess
import sys
import textwrap
import warnings

import numpy as np
import pytest

from gdteach.ask.attempted import source_of
from gdteach.ask.running import (
    MOST_CALLS,
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
        ("s = f'`{gradient}`'\n1/0", 3, "1/0", "ZeroDivisionError: division by zero", "values"),
        ("x = '`'; 1/0", 2, "x = '''; 1/0", "ZeroDivisionError", "Which values"),
    ],
)
def test_an_exception_is_shown_with_its_line(body, line, text, what, question):
    feedback = check_gradient_descent(in_a_cell(body))
    assert feedback.mistake == "exception"
    assert f"stopped at line {line}, `{text}` (called with `start` = 4, " in feedback.message
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


def test_the_learners_own_interruption_is_theirs():
    def interrupted(gradient, start, learning_rate, n_steps):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check_gradient_descent(interrupted)


# --- loops, warnings, prints -----------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "w = start\nwhile True:\n    w = w - learning_rate * gradient(w)",
        "w = start\nwhile True:\n    try:\n        w = gradient(w)\n    except Exception:\n"
        "        pass",
        "w = start\nwhile True:\n    yield w",
    ],
)
def test_an_endless_loop_that_asks_for_slopes_or_yields_is_stopped(body):
    feedback = check_gradient_descent(in_a_cell(body))
    assert feedback.mistake == "endless"


def test_an_endless_loop_of_the_learners_own_lines_is_stopped_and_others_are_not_counted():
    """In a process of its own, because coverage traces this one."""
    program = textwrap.dedent(
        """
        import sys
        import gdteach as gd
        from gdteach.ask.running import MOST_LINES, run_learner

        def gradient_descent(gradient, start, learning_rate, n_steps):
            t = 0
            while t < n_steps:
                t = t + 0

        print(gd.check("algorithm/gradient_descent", gradient_descent).mistake)
        assert sys.gettrace() is None
        strangers = {"n": MOST_LINES}
        exec("def many():\\n    for t in range(n):\\n        t\\n    return t", strangers)
        print(run_learner(lambda: strangers["many"]()) == MOST_LINES - 1)
        print(run_learner(strangers["many"]).slug)
        """
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False
    )
    assert run.stderr == ""
    assert run.stdout.split() == ["endless", "True", "endless"]


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


def test_a_function_handed_in_counts_its_calls():
    watched = Watched(lambda w: 2 * w)
    assert [watched(1), watched(w=2)] == [2, 4]
    assert watched.calls == 2
    watched.calls = MOST_CALLS
    assert run_learner(watched, 1).slug == "endless"


def test_warnings_are_set_aside_and_the_filters_restored():
    def warns(value):
        warnings.warn("mine", UserWarning, stacklevel=1)
        return np.array([value]) / 0.0

    filters = list(warnings.filters)
    assert run_learner(warns, 1.0) == [np.inf]
    assert warnings.filters == filters


def test_prints_reach_the_learner(capsys):
    def chatty(gradient, start, learning_rate, n_steps):
        print("here")
        return descend(gradient, start, learning_rate, n_steps)

    assert check_gradient_descent(chatty)
    assert set(capsys.readouterr().out.split()) == {"here"}


def test_the_check_prints_nothing_itself(capsys):
    check_gradient_descent(descend)
    check_gradient_descent(lambda *arguments: None)
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "")
