"""Notebook 05's second exercise: how many restarts until success is as certain as asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.examining import Exercise, examine
from gdteach.ask.feedback import Feedback
from gdteach.ask.mistakes import Attempt, Mistake, recognise
from gdteach.numerics.wording import printed


@dataclass(frozen=True)
class Search:
    """What is asked: p, the chance of one start, and how certain one wants to be."""

    p: float
    certainty: float

    @property
    def starts(self) -> float:
        """The number of starts before rounding up."""
        return float(np.log(1 - self.certainty) / np.log(1 - self.p))

    def chance(self, starts: float) -> float:
        """Return the chance that at least one of several starts succeeds."""
        return float(1 - (1 - self.p) ** starts)

    def __str__(self) -> str:
        return f"p = {printed(self.p)} and certainty = {printed(self.certainty)}"


# 16.01, 6.95, 28.4 and 2.6 starts before rounding: up, down and to the nearest all differ
_SEARCHES = (Search(0.25, 0.99), Search(0.35, 0.95), Search(0.1, 0.95), Search(0.3, 0.6))

_ADDS = (
    "You let the chances add up, and get {yours} for {problem}: but {yours} starts can all go "
    "wrong, and together they succeed with {chance} %. It is the failures that multiply; what is "
    "the chance that n starts fail?"
)
_FORMULAS: list[tuple[str, str, Callable[[Search], float]]] = [
    ("adds_up", _ADDS, lambda s: s.certainty / s.p),
    (
        "average",
        "1/p is how many starts it takes on average. For {problem} that many succeed with "
        "{chance} % only. What is the chance that n starts all fail?",
        lambda s: 1 / s.p,
    ),
    (
        "p_multiplied",
        "You multiply p by itself: pⁿ is the chance that *all* n starts succeed. What is the "
        "chance that all n fail, and what should it be at most?",
        lambda s: np.log(1 - s.certainty) / np.log(s.p),
    ),
    (
        "certainty_for_doubt",
        "You let (1 − p)ⁿ reach the certainty, but that is the chance of failing every time. How "
        "much doubt is left at {certainty}?",
        lambda s: np.log(s.certainty) / np.log(1 - s.p),
    ),
    (
        "no_failures",
        "You solve pⁿ = certainty. One success is enough; the question is how long all starts may "
        "fail. What is the chance of that?",
        lambda s: np.log(s.certainty) / np.log(s.p),
    ),
    (
        "upside_down",
        "Your quotient stands on its head: for {problem} you get {yours}. In (1 − p)ⁿ = 1 − "
        "certainty, which logarithm ends below the line?",
        lambda s: np.log(1 - s.p) / np.log(1 - s.certainty),
    ),
    (
        "doubt_reversed",
        "You take one over the doubt, {yours} for {problem}: far too many. The chance that all "
        "fail shrinks by a factor 1 − p per start. How many factors are needed?",
        lambda s: 1 / (1 - s.certainty),
    ),
]


def _answer(count: Callable[[Search], float]) -> Callable[[Search], NDArray[np.float64]]:
    return lambda search: np.asarray(count(search), dtype=np.float64)


def _mistakes() -> list[Mistake[Search]]:
    known = [
        Mistake(
            "rounded_down",
            "Your formula is right, and then you cut the fraction off: for {problem}, {yours} "
            "starts succeed with {chance} %, a little less than asked for. Which way must it be "
            "rounded?",
            _answer(lambda s: np.floor(s.starts)),
        ),
        Mistake(
            "rounded_to_nearest",
            "Your formula is right, and then you round to the nearest: for {problem}, {yours} "
            "starts succeed with {chance} %, a little less than asked for. Which way must it be "
            "rounded?",
            _answer(lambda s: np.round(s.starts)),
        ),
        Mistake(
            "not_rounded",
            "Your formula is right: {yours} for {problem}. But nobody can start that often. Which "
            "whole number is the smallest that will do?",
            _answer(lambda s: s.starts),
        ),
        Mistake(
            "one_too_many",
            "You ask for one start more than needed: for {problem}, {expected} will do, as they "
            "succeed with {enough} %. Do you round up and then add one?",
            _answer(lambda s: np.ceil(s.starts) + 1),
        ),
        Mistake(
            "one_too_few",
            "You are one short: for {problem}, {yours} starts succeed with {chance} %. Does your "
            "loop stop before it counts the last start?",
            _answer(lambda s: np.ceil(s.starts) - 1),
        ),
        Mistake(
            "chance_returned",
            "You return a chance. What is asked for is how many starts it takes to reach it. Which "
            "number is the unknown in 1 − (1 − p)ⁿ?",
            _answer(lambda s: s.chance(np.ceil(s.starts))),
        ),
    ]
    for slug, message, formula in _FORMULAS:
        for rounding in (np.ceil, np.floor, np.round, float):
            known.append(Mistake(slug, message, _answer(lambda s, f=formula, r=rounding: r(f(s)))))  # type: ignore[misc]
    return known


_MISTAKES = _mistakes()


def _known(attempts: Sequence[Attempt[Search]]) -> Feedback | None:
    mistake = recognise(_MISTAKES, attempts)
    if mistake is None:
        return None
    first = next(attempt for attempt in attempts if not attempt.right)
    yours, expected = float(first.answer), float(first.truth)
    facts = {
        "problem": str(first.problem),
        "certainty": printed(first.problem.certainty),
        "yours": printed(yours),
        "expected": printed(expected),
        "chance": printed(100 * first.problem.chance(yours), 5),
        "enough": printed(100 * first.problem.chance(expected), 5),
    }
    return Feedback(False, mistake.message.format(**facts), mistake.slug)


_EXERCISE: Exercise[Search] = Exercise(
    parameters=("p", "certainty"),
    problems=_SEARCHES,
    arguments=lambda search: (search.p, search.certainty),
    truth=lambda search: np.asarray(np.ceil(search.starts)),
    recognisers=(_known,),
    success=(
        "That is the smallest n with 1 − (1 − p)ⁿ ≥ certainty. A question to take along: by how "
        "much does n grow when 99 % becomes 99.9 %, whatever p is?"
    ),
)


def check_restarts(f: Any) -> Feedback:
    """Return whether a learner's count of restarts is right and, if not, the mistake it makes.

    Parameters
    ----------
    f : callable
        ``restarts_needed(p, certainty)``, returning the smallest number of independent starts, each
        successful with probability p, of which at least one succeeds with the certainty asked for.
        ``...`` or None is not attempted yet.

    Returns
    -------
    Feedback
        True when passed; `message` has the reply, `mistake` the short name of what was recognised.

    Raises
    ------
    TypeError
        If ``f`` is not a function.

    Examples
    --------
    >>> check_restarts(lambda p, certainty: certainty / p).mistake
    'adds_up'
    """
    return examine(f, _EXERCISE)
