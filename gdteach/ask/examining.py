"""The way every checker goes: attempted, callable, runs, right, which mistake, where apart.

A new exercise is a table: its problems, how to ask them, how to read an answer, the truth, and the
mistakes it knows. ``gradient_descent.py`` and ``two_parameters.py`` show the pattern.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.attempted import gap_line, is_untouched
from gdteach.ask.feedback import Feedback, not_attempted
from gdteach.ask.mistakes import Attempt, Problem, first_departure
from gdteach.ask.running import run_learner
from gdteach.numerics import arguments
from gdteach.numerics.wording import listed, printed, times, told_apart

Recogniser = Callable[[Sequence[Attempt[Problem]]], Feedback | None]


def read_numbers(problem: object, value: Any) -> NDArray[np.floating] | Feedback:
    """Return a learner's value as an array of numbers, or the reply that says what it is instead.

    Single precision stays single, so that it can be compared with the tolerance it deserves;
    everything else becomes float64, in a fresh array.
    """
    if value is None:
        return Feedback(
            False,
            "Your function returns nothing (None), so its work is lost when it ends. "
            "Which line should hand the result back?",
            "nothing_returned",
        )
    if _holds_ellipsis(value):
        return not_attempted()
    try:
        array = np.asarray(value)
    except ValueError:
        return Feedback(
            False,
            "The rows you return have different lengths, so they cannot stand in one array. "
            "Which line puts something else into the list than one point?",
            "ragged",
        )
    if array.dtype == np.float32:
        return array.copy()
    try:
        if array.dtype.kind not in "biufO":
            raise TypeError
        return np.array(array, dtype=np.float64)
    except (TypeError, ValueError):
        inside = type(array.flat[0]).__name__ if array.size and array.ndim else ""
        holding = f" that holds {_a(inside)}" if inside and inside != type(value).__name__ else ""
        return Feedback(
            False,
            f"You return {_a(type(value).__name__)}{holding}, and the check looks for numbers. "
            "Which of your names holds the result that was asked for?",
            "not_numbers",
        )


def depart(attempt: Attempt[Any]) -> Feedback:
    """Return the reply to an unknown mistake: the first number that differs, yours and expected."""
    if attempt.answer.shape != attempt.truth.shape:
        return Feedback(
            False,
            f"For {attempt.problem} you return numbers of shape {attempt.answer.shape}, and "
            f"{attempt.truth.shape} is asked for. What does each axis stand for?",
            "wrong_shape",
        )
    index = first_departure(attempt.answer, attempt.truth) or 0
    yours, expected = told_apart(
        np.atleast_1d(attempt.answer)[index], np.atleast_1d(attempt.truth)[index], printed
    )
    return Feedback(
        False,
        f"For {attempt.problem} you get {yours}, and {expected} is expected. "
        "Can you work that one out by hand?",
        "unknown",
    )


@dataclass(frozen=True, eq=False)
class Exercise(Generic[Problem]):
    """What a checker needs to know about one exercise.

    Parameters
    ----------
    parameters : tuple of str
        The names of the arguments the learner's function takes, in order.
    problems : sequence
        What it is asked; ``str(problem)`` says it in words, as in "start = 3".
    arguments : callable
        From a problem to a fresh tuple of arguments.
    truth : callable
        From a problem to the right answer, an array.
    success : str
        The reply to a right answer.
    recognisers : sequence of callable
        Each takes all attempts and returns a reply or None; the first reply is given.
    afterwards : sequence of callable
        The same, but asked when every answer is right: side effects, for instance.
    read : callable
        From a problem and the value returned to an array, or the reply that says why not.
    depart : callable
        From the first wrong attempt to the reply when no mistake was recognised.
    """

    parameters: tuple[str, ...]
    problems: Sequence[Problem]
    arguments: Callable[[Problem], tuple[Any, ...]]
    truth: Callable[[Problem], NDArray[np.float64]]
    success: str
    recognisers: Sequence[Recogniser[Problem]] = ()
    afterwards: Sequence[Recogniser[Problem]] = ()
    read: Callable[[Problem, Any], NDArray[np.floating] | Feedback] = read_numbers
    depart: Callable[[Attempt[Problem]], Feedback] = depart


def examine(f: Any, exercise: Exercise[Any]) -> Feedback:
    """Return the reply to a learner's function.

    Raises
    ------
    TypeError
        If ``f`` is neither a function nor the ``...`` or None of an exercise still to do.
    """
    if is_untouched(f):
        return not_attempted()
    arguments.function("f", f, "pass the function itself, by its name and without calling it")
    feedback = _examine(f, exercise)
    gap = None if feedback.passed else gap_line(f)
    if gap is not None:
        return not_attempted(
            f"Line {gap} still holds a `...`: put your own code in its place, then run this cell "
            "again."
        )
    return feedback


def _examine(f: Callable[..., Any], exercise: Exercise[Any]) -> Feedback:
    complaint = _unfit(f, exercise.parameters)
    if complaint is not None:
        return complaint
    attempts: list[Attempt[Any]] = []
    for problem in exercise.problems:
        attempt = _ask(f, problem, exercise)
        if isinstance(attempt, Feedback):
            return attempt
        if not attempts:
            again = _ask(f, problem, exercise)
            if isinstance(again, Feedback) or not _same(attempt.answer, again.answer):
                return _REMEMBERS
        attempts.append(attempt)
    wrong = [attempt for attempt in attempts if not attempt.right]
    with np.errstate(all="ignore"):  # a wrong walk may well leave the numbers
        for recogniser in exercise.recognisers if wrong else exercise.afterwards:
            feedback = recogniser(attempts)
            if feedback is not None:
                return feedback
    return exercise.depart(wrong[0]) if wrong else Feedback(True, exercise.success)


def _ask(f: Callable[..., Any], problem: Any, exercise: Exercise[Any]) -> Attempt[Any] | Feedback:
    """Return the attempt at one problem, or the reply when no numbers came back."""
    arguments = exercise.arguments(problem)
    run = run_learner(f, *arguments, when=str(problem))
    if run.feedback is not None:
        return run.feedback
    answer = exercise.read(problem, run.value)
    if isinstance(answer, Feedback):
        return answer
    return Attempt(problem, arguments, answer, exercise.truth(problem))


_REMEMBERS = Feedback(
    False,
    "Called twice with the same arguments, your function gives two different answers. Does it "
    "write into something that outlives the call: a list made outside it, or in its first line?",
    "remembers",
)


def _same(first: NDArray[np.floating], second: NDArray[np.floating]) -> bool:
    return np.array_equal(first, second, equal_nan=True)


def _unfit(f: Callable[..., Any], parameters: tuple[str, ...]) -> Feedback | None:
    """Return the reply to a function that cannot be called as the exercise calls it."""
    try:
        signature = inspect.signature(f)
    except (TypeError, ValueError):  # some built-in functions do not tell
        return None
    try:
        signature.bind(*parameters)
    except TypeError:
        given = [f"`{name}`" for name in signature.parameters]
        takes = f"takes {listed(given)}" if given else "takes none"
        if any(each.kind is each.KEYWORD_ONLY for each in signature.parameters.values()):
            takes += ", what follows the `*` by name only"
        return Feedback(
            False,
            f"The check calls your function with {times(len(parameters), 'argument')}, "
            f"{listed(f'`{name}`' for name in parameters)}, in this order; yours {takes}. "
            "What should its first line say?",
            "wrong_signature",
        )
    return None


def _holds_ellipsis(value: Any, depth: int = 3) -> bool:
    """Return whether a value is a `...`, or a list of things one of which is."""
    if isinstance(value, (list, tuple)) and depth:  # a list may hold itself
        return any(_holds_ellipsis(part, depth - 1) for part in value)
    if isinstance(value, np.ndarray) and value.dtype == object:
        return any(part is ... for part in value.flat)
    return value is ...


def _a(noun: str) -> str:
    return f"an {noun}" if noun[:1] in "aeio" or noun == "ndarray" else f"a {noun}"
