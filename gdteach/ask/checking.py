"""Check afterwards: the reply to a learner's answer to an exercise."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Protocol

from gdteach.ask.answers import make_answers
from gdteach.ask.content import find, gather, programs
from gdteach.ask.feedback import Feedback


class Exercise(Protocol):
    """What `check` needs an exercise to be."""

    def reply(self, answer: Any) -> Feedback:
        """Return the reply to an answer."""


def check(exercise_id: str, answer: Any) -> Feedback:
    """Return whether the answer to an exercise is right and, if not, the mistake it makes.

    Parameters
    ----------
    exercise_id : str
        Which exercise, such as ``"algorithm/gradient_descent"``; an error names the nearest.
    answer : object
        What the exercise asks for: a function, or the letters with a name or a number for each.
        ``...`` or None, also in place of one of them, is not attempted yet.

    Returns
    -------
    Feedback
        True when passed; `message` has the reply, `mistake` the short name of what was recognised.

    Examples
    --------
    >>> check("start/one_step", lambda w, slope, learning_rate: w + learning_rate * slope).mistake
    'uphill'
    >>> check("algorithm/diagnosis", {"A": ..., "B": ..., "C": "uphill", "D": ...})
    C is right. A, B and D still to do.
    """
    return find("exercise_id", exercise_id, exercises()).reply(answer)


@cache
def exercises() -> Mapping[str, Exercise]:
    """Return all exercises by id, made and checked once."""
    return MappingProxyType({**gather("exercise", make_answers), **programs()})
