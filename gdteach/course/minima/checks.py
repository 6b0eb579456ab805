"""Notebook 05's exercise that runs a function: how many restarts until success is that certain."""

from collections.abc import Mapping, Sequence

import numpy as np

from gdteach.ask.exercise import Exercise, first_difference
from gdteach.ask.kinds import factor
from gdteach.ask.known import Attempt, Slip, Table, singles
from gdteach.ask.program import Given, Other, Program
from gdteach.ask.replies import Finding, nouns_of, words_of
from gdteach.numerics.wording import printed

PROGRAM = Program(
    failing=lambda p: 1 - p,
    doubt=lambda certainty: 1 - certainty,
    above=lambda doubt: np.log(doubt),
    below=lambda failing: np.log(failing),
    starts=lambda above, below: above / below,
    answer=lambda starts: np.ceil(starts),
)


DOWN: Slip = {"answer": lambda starts: np.floor(starts)}
TO_NEAREST: Slip = {"answer": lambda starts: np.round(starts)}
NOT_AT_ALL: Slip = {"answer": lambda starts: starts}
ONE_MORE: Slip = {"answer": "one more"}
ONE_LESS: Slip = {"answer": "one less"}
PAST_WHOLE: Slip = {"answer": lambda starts: np.floor(starts) + 1}


def rounded(*slips: Slip) -> list[Slip]:
    """Return mistakes in the formula, with each sign and each way of rounding what they give."""
    ways: Sequence[Slip] = ({}, DOWN, TO_NEAREST, NOT_AT_ALL, PAST_WHOLE, ONE_MORE, ONE_LESS)
    return [slip | way for slip in slips for way in ways]


SUCCESS_FOR_FAILURE: Slip = {"failing": lambda p: p}
CERTAINTY_FOR_DOUBT: Slip = {"doubt": lambda certainty: certainty}
NO_LOGARITHM_ABOVE: Slip = {"above": Other(("doubt",))}
NO_LOGARITHM_BELOW: Slip = {"below": Other(("failing",))}
HUNDREDTHS: tuple[Slip, Slip] = ({"p": "hundredth"}, {"certainty": "hundredth"})
OF_A_HUNDRED: tuple[Slip, Slip] = (
    {"failing": lambda p: 100 - p},
    {"doubt": lambda certainty: 100 - certainty},
)
MISTAKES: Table = {
    "rounded_down": [DOWN],
    "rounded_to_nearest": [TO_NEAREST],
    "not_rounded": [NOT_AT_ALL],
    "past_whole": [PAST_WHOLE],
    "one_too_many": [ONE_MORE],
    "one_too_few": [ONE_LESS],
    "late_start": [{"answer": lambda it: np.maximum(it, 2)}],
    "chance_returned": [
        {"answer": lambda it, failing: 1 - failing**it},
        {"answer": lambda it, failing: failing**it},
        {"answer": lambda starts, failing: 1 - failing ** np.floor(starts)},
        {"answer": lambda starts, failing: failing ** np.floor(starts)},
    ],
    "certainty_for_count": [  # not rounded: all these chances are rounded to one number
        {"answer": lambda failing, certainty: 1 - failing**certainty},
        {"answer": lambda failing, certainty: failing**certainty},
        {"answer": lambda p, certainty: p**certainty},
    ],
    "adds_up": rounded({"starts": lambda certainty, p: certainty / p}),
    "average": rounded({"starts": lambda p: 1 / p}),
    "p_multiplied": rounded(SUCCESS_FOR_FAILURE),
    "certainty_for_doubt": rounded(CERTAINTY_FOR_DOUBT),
    "no_failures": rounded(SUCCESS_FOR_FAILURE | CERTAINTY_FOR_DOUBT),
    "upside_down": rounded({"starts": "inverted"}),
    "sign": [{"answer": "negated"}, *rounded({"starts": "negated"})],
    "no_logarithms": rounded(NO_LOGARITHM_ABOVE | NO_LOGARITHM_BELOW),
    "logarithm_missing": rounded(NO_LOGARITHM_ABOVE, NO_LOGARITHM_BELOW),
    "not_divided": rounded(
        {"starts": lambda above, below: above - below},
        {"starts": lambda above, below: below - above},
        {"starts": lambda above, below: abs(above - below)},
        {"starts": lambda above, below: above * below},
        {"starts": lambda above, below: above + below},
    ),
    "two_bases": [
        *rounded({"above": factor(1 / np.log(10))}, {"below": factor(1 / np.log(10))}),
        *rounded({"above": factor(1 / np.log(2))}, {"below": factor(1 / np.log(2))}),
    ],
    "small_p": rounded({"below": lambda p: -p}),
    "doubt_reversed": rounded({"starts": lambda doubt: 1 / doubt}),
    "per_cent": [
        *rounded(*HUNDREDTHS, HUNDREDTHS[0] | HUNDREDTHS[1], *OF_A_HUNDRED),
        OF_A_HUNDRED[0] | OF_A_HUNDRED[1] | NOT_AT_ALL,
    ],
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


def count_departs(attempt: Attempt) -> Finding:
    """Return what is found in a number that nothing explains: whether it is too small or large."""
    yours = attempt.answer
    if yours.shape or not np.isfinite(yours):
        return first_difference(attempt)
    if yours < 1 or yours != np.floor(yours):
        return Finding("no_count")
    return Finding("too_few" if yours < attempt.truth else "too_many")


RESTARTS = Exercise(
    parameters=("p", "certainty"),
    program=PROGRAM,
    # Up, down and to the nearest all differ; then p beyond the certainty, where one start will do;
    # a chance met exactly, in numbers whose logarithms are exact whatever their base; long waits.
    problems=[
        {"p": p, "certainty": certainty}
        for p, certainty in (
            (0.25, 0.99),
            (0.35, 0.95),
            (0.12, 0.95),
            (0.3, 0.6),
            (0.97, 0.2),
            (0.8, 0.35),
            (0.5, 0.75),
            (0.5, 0.9375),
            (0.75, 0.9375),
            (0.008, 0.9607),
            (0.0075, 0.957),
            (0.2476, 0.99),
            (0.037, 0.9999),
        )
    ],
    asked="p = {p} and certainty = {certainty}",
    mistakes=singles(MISTAKES),
    facts=chances,
    depart=count_departs,
    words=words_of(__package__, "restarts"),
    nouns=nouns_of(__package__, "restarts"),
)

EXERCISES = {"restarts": RESTARTS}
