"""Which change to the right program explains every answer: of one line, of two, with a number.

The simplest change is told: one line before two, whole answers before one component of them, and
the line nearest to the answer before those that it is made of, since what came out is then said in
words that hold for every cause. What is said is "this is what comes out when ...": true of the
numbers, however they were computed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.attempted import numbers_in
from gdteach.ask.comparing import alike
from gdteach.ask.kinds import constant
from gdteach.ask.known import Attempt, explains
from gdteach.ask.patience import patiently
from gdteach.ask.program import Changes
from gdteach.ask.replies import Finding
from gdteach.ask.varying import (
    CONSTANTS,
    NOTHING,
    Variation,
)
from gdteach.numerics.wording import printed, told_apart

if TYPE_CHECKING:
    from gdteach.ask.exercise import Exercise

FEW = 5  # different numbers are too few to tell one pair of changes from another
ORDINALS = ("first", "second", "third")


def one_change(
    exercise: Exercise,
    attempts: Sequence[Attempt],
    function: Callable[..., Any] | None = None,
    parts: Iterable[int | None] | None = None,
) -> Finding | None:
    """Recognise one line of the right program that went wrong in a way that any quantity may.

    ``parts`` are components, None for whole answers; by default those, and each that is wrong.
    """
    if not _are_numbers(attempts):
        return None
    numbered = list(exercise.variations.with_numbers_of(function)) if function else []
    for part in parts or _parts(attempts):
        for variation, answers in (*exercise.variations.single, *numbered):
            if explains(answers, attempts, part):
                return _told(exercise, variation.words, attempts, part)
        inferred = _with_a_number(exercise, attempts, part)
        if inferred:
            return _told(exercise, inferred.words, attempts, part)
    return None


def two_changes(
    exercise: Exercise,
    attempts: Sequence[Attempt],
    function: Callable[..., Any],
    parts: Iterable[int | None] | None = None,
) -> Finding | None:
    """Recognise two lines that went wrong, one of them perhaps with a number.

    There are many such pairs, so that one which explains must explain more problems, too.
    """
    numbers = _strung([each.answer for each in attempts])
    if len(np.unique(numbers)) < FEW or not _are_numbers(attempts):
        return None
    for part in parts or _parts(attempts):
        for variation in _two_together(exercise, attempts, part):
            if patiently(partial(_holds_elsewhere, exercise, function, variation.changes, part)):
                return _told(exercise, variation.words, attempts, part)
    numbered = patiently(partial(_two_with_a_number, exercise, attempts))
    if numbered and patiently(partial(_holds_elsewhere, exercise, function, numbered.changes)):
        return _told(exercise, numbered.words, attempts)
    return None


def _two_with_a_number(exercise: Exercise, attempts: Sequence[Attempt]) -> Variation | None:
    """Return two changes that explain every attempt, one of them with a number."""
    for variation, _ in exercise.variations.single:
        numbered = _with_a_number(exercise, attempts, None, variation)
        if numbered:
            return numbered
    return None


def _two_together(
    exercise: Exercise, attempts: Sequence[Attempt], part: int | None
) -> Iterator[Variation]:
    """Yield two changes that explain every attempt."""
    last = attempts[-1].answer
    together, answers = exercise.variations.pairs.get(last.shape, ([], np.empty((0, *last.shape))))
    if part is not None:
        last, answers = last[part], answers[:, part]
    near = np.isclose(answers, last, rtol=1e-7, atol=1e-7, equal_nan=True)
    for index in np.flatnonzero(near.all(axis=tuple(range(1, near.ndim)))):
        if _fits(exercise, together[index].changes, attempts, part):
            yield together[index]


def _holds_elsewhere(
    exercise: Exercise, function: Callable[..., Any], changes: Changes, part: int | None = None
) -> bool:
    """Return whether a change explains what a function answers to other problems."""
    crossed = exercise.variations.crossed
    problems = [other for name in exercise.parameters for _, other in crossed(name)]
    asked = [exercise.ask(function, given, seconds=0) for given in problems]
    attempts = [each for each in asked if isinstance(each, Attempt)]
    return len(attempts) == len(asked) and _fits(exercise, changes, attempts, part)


def _are_numbers(attempts: Sequence[Attempt]) -> bool:
    """Return whether some of the answers are numbers: what is none, any mistake may lead to."""
    return any(np.isfinite(each.answer).any() for each in attempts)


def _parts(attempts: Sequence[Attempt]) -> Iterator[int | None]:
    """Yield None for whole answers, and then each component of points that is wrong somewhere."""
    yield None
    count = attempts[0].truth.size
    shapes = {side.shape for each in attempts for side in (each.answer, each.truth)}
    if shapes == {(count,)} and 1 < count <= len(ORDINALS):
        for index in range(count):
            if not explains([each.truth for each in attempts], attempts, index):
                yield index


def _fits(
    exercise: Exercise, changes: Changes, attempts: Sequence[Attempt], part: int | None = None
) -> bool:
    """Return whether a change explains some attempts, or one component of them."""
    return explains(
        exercise.variations.answers([each.given for each in attempts], changes), attempts, part
    )


def _with_a_number(
    exercise: Exercise,
    attempts: Sequence[Attempt],
    part: int | None,
    also: Variation = NOTHING,
) -> Variation | None:
    """Return the change to a line whose number is worked out, where answers follow it straight."""
    if any(each.answer.shape != each.truth.shape for each in attempts):
        return None
    some = [attempts[0], attempts[-1]]
    yours = _strung([each.answer for each in some], part)
    for line, became, change in exercise.variations.straight:
        if line in also.changes:
            continue
        ends = [
            exercise.variations.answers(
                [each.given for each in some], {**also.changes, line: change(value)}
            )
            for value in (0.0, 1.0)
        ]
        value = _straight(yours, *[_strung(end or [], part) for end in ends])
        if value is not None:
            changes = {**also.changes, line: change(value)}
            if _fits(exercise, changes, attempts, part):
                words = f"{exercise.nouns[line]} {became.format(printed(value))}"
                return Variation(f"{also.words} and {words}" if also.words else words, changes)
    return None


def _strung(
    answers: Sequence[NDArray[np.floating]], part: int | None = None
) -> NDArray[np.floating]:
    """Return all numbers of some answers, or of one component of them, in a row."""
    if part is not None:
        answers = [answer[[part]] for answer in answers if answer.ndim]
    return np.concatenate([np.ravel(answer) for answer in answers] or [np.empty(0)])


def _straight(
    yours: NDArray[np.floating], zero: NDArray[np.floating], one: NDArray[np.floating]
) -> float | None:
    """Return the number that leads to these answers, given what 0 and 1 lead to."""
    if not yours.shape == zero.shape == one.shape:
        return None
    along = one - zero
    value = along @ (yours - zero) / (along @ along)
    if not np.allclose(zero + value * along, yours):
        return None
    return float(f"{value:.12g}")


def _told(
    exercise: Exercise, change: str, attempts: Sequence[Attempt], part: int | None = None
) -> Finding:
    """Return the finding that quotes a change, at the first place where it shows."""
    if part is None:
        return Finding("changed_line", {"change": change})
    first = next(each for each in attempts if not alike(each.answer[[part]], each.truth[[part]]))
    yours, expected = told_apart(first.answer[part], first.truth[part], printed)
    facts = {"change": change, "part": ORDINALS[part], "yours": yours, "expected": expected}
    facts["problem"] = exercise.in_words(first.given)
    return Finding("changed_line", facts, words="changed_part")


def as_if_it_were(
    exercise: Exercise, function: Callable[..., Any], name: str, attempts: Sequence[Attempt]
) -> str:
    """Return which number was put for an argument, in words, "" if it is none that shows."""
    numbers = numbers_in(function)
    for also in (NOTHING, *(variation for variation, _ in exercise.variations.single)):
        for number in numbers if also.words else (*numbers, *CONSTANTS):
            changes = {**also.changes, name: constant(number)}
            if not all(_fits(exercise, changes, some) for some in (attempts[-1:], attempts)):
                continue
            if not also.words:
                return f", as if it were {printed(number)}"
            if patiently(partial(_holds_elsewhere, exercise, function, changes)):
                return f", as if it were {printed(number)} (and {also.words})"
    return ""
