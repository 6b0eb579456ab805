"""Notebook 05's exercise that runs a function: how many restarts until success is that certain."""

from collections.abc import Mapping

import numpy as np

from gdteach.ask.exercise import Exercise
from gdteach.ask.known import Attempt, Slip, Table, singles
from gdteach.ask.program import Given, Program
from gdteach.ask.replies import words_of
from gdteach.numerics.wording import printed

PROGRAM = Program(
    failing=lambda p: 1 - p,
    doubt=lambda certainty: 1 - certainty,
    starts=lambda doubt, failing: np.log(doubt) / np.log(failing),
    answer=lambda starts: np.ceil(starts),
)
DOWN: Slip = {"answer": lambda starts: np.floor(starts)}
TO_NEAREST: Slip = {"answer": lambda starts: np.round(starts)}
NOT_AT_ALL: Slip = {"answer": lambda starts: starts}


def rounded(slip: Slip) -> list[Slip]:
    """Return a mistake in the formula with each way of rounding what it gives."""
    return [slip | rounding for rounding in ({}, DOWN, TO_NEAREST, NOT_AT_ALL)]


SUCCESS_FOR_FAILURE: Slip = {"failing": lambda p: p}
CERTAINTY_FOR_DOUBT: Slip = {"doubt": lambda certainty: certainty}
MISTAKES: Table = {
    "rounded_down": [DOWN],
    "rounded_to_nearest": [TO_NEAREST],
    "not_rounded": [NOT_AT_ALL],
    "one_too_many": [{"answer": "one more"}],
    "one_too_few": [{"answer": "one less"}],
    "chance_returned": [{"answer": lambda it, failing: 1 - failing**it}],
    "adds_up": rounded({"starts": lambda certainty, p: certainty / p}),
    "average": rounded({"starts": lambda p: 1 / p}),
    "p_multiplied": rounded(SUCCESS_FOR_FAILURE),
    "certainty_for_doubt": rounded(CERTAINTY_FOR_DOUBT),
    "no_failures": rounded(SUCCESS_FOR_FAILURE | CERTAINTY_FOR_DOUBT),
    "upside_down": rounded({"starts": "inverted"}),
    "doubt_reversed": rounded({"starts": lambda doubt: 1 / doubt}),
}


def chance(given: Given, starts: float) -> float:
    """Return the chance, in per cent, that at least one of several starts succeeds."""
    return float(100 * (1 - np.float_power(1 - given["p"], starts)))


def chances(attempt: Attempt) -> Mapping[str, str]:
    """Return how often the learner's number of starts succeeds, and how often the right one."""
    if attempt.answer.shape:
        return {}
    return {
        name: printed(chance(attempt.given, float(starts)), 5)
        for name, starts in (("chance", attempt.answer), ("enough", attempt.truth))
    }


RESTARTS = Exercise(
    parameters=("p", "certainty"),
    program=PROGRAM,
    # 16.01, 6.95, 28.4 and 2.6 starts before rounding: up, down and to the nearest all differ
    problems=[
        {"p": p, "certainty": certainty}
        for p, certainty in ((0.25, 0.99), (0.35, 0.95), (0.1, 0.95), (0.3, 0.6))
    ],
    asked="p = {p} and certainty = {certainty}",
    mistakes=singles(MISTAKES),
    facts=chances,
    words=words_of(__package__, "restarts"),
)

EXERCISES = {"restarts": RESTARTS}
