"""Which change to the right program explains every answer: of one line, of two, with a number.

The simplest change is told: one line before two, whole answers before one component of them, and
the line nearest to the answer before those that it is made of, since what came out is then said in
words that hold for every cause. What is said is "this is what comes out when ...": true of the
numbers, however they were computed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.attempted import numbers_in
from gdteach.ask.comparing import alike
from gdteach.ask.kinds import constant
from gdteach.ask.known import Attempt
from gdteach.ask.program import Changes
from gdteach.ask.replies import Finding
from gdteach.ask.varying import (
    CONSTANTS,
    NOTHING,
    NUMBERS,
    Answers,
    Variation,
    answers_to,
    with_numbers_of,
)
from gdteach.numerics.wording import printed, told_apart

if TYPE_CHECKING:
    from gdteach.ask.exercise import Exercise

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
    numbered = list(with_numbers_of(exercise, function)) if function else []
    for part in parts or _parts(attempts):
        for variation, answers in (*exercise.variations, *numbered):
            if _explains(answers, attempts, part):
                return _told(exercise, variation.words, attempts, part)
        inferred = _with_a_number(exercise, attempts, part)
        if inferred:
            return _told(exercise, inferred.words, attempts, part)
    return None


def two_changes(
    exercise: Exercise, function: Callable[..., Any], attempts: Sequence[Attempt]
) -> Finding | None:
    """Recognise two lines that went wrong, one of them perhaps with a number.

    There are many such pairs, so that one which explains must explain more problems, too.
    """
    for variation in _two_together(exercise, attempts) if _are_numbers(attempts) else ():
        if _holds_elsewhere(exercise, function, variation.changes):
            return _told(exercise, variation.words, attempts)
    return None


def _two_together(exercise: Exercise, attempts: Sequence[Attempt]) -> Iterator[Variation]:
    """Yield two changes that explain every attempt."""
    last = attempts[-1].answer
    together, answers = exercise.pairs.get(last.shape, ([], np.empty((0, *last.shape))))
    near = np.isclose(answers, last, rtol=1e-7, atol=1e-7, equal_nan=True)
    for index in np.flatnonzero(near.all(axis=tuple(range(1, near.ndim)))):
        changes = together[index].changes
        if _fits(exercise, changes, attempts):
            yield together[index]
    for variation, _ in exercise.variations:
        numbered = _with_a_number(exercise, attempts, None, variation)
        if numbered:
            yield numbered


def _holds_elsewhere(exercise: Exercise, function: Callable[..., Any], changes: Changes) -> bool:
    """Return whether a change explains what a function answers to other problems."""
    problems = [other for name in exercise.parameters for _, other in exercise.crossed(name)]
    answers = answers_to(exercise, problems, changes)
    asked = [exercise.ask(function, given, seconds=None) for given in problems]
    return answers is not None and all(
        isinstance(attempt, Attempt) and alike(attempt.answer, answer)
        for attempt, answer in zip(asked, answers, strict=True)
    )


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
            if not _explains([each.truth for each in attempts], attempts, index):
                yield index


def _explains(
    answers: Answers | None, attempts: Sequence[Attempt], part: int | None = None
) -> bool:
    """Return whether these are the learner's answers, or one component of them."""
    if answers is None:
        return False
    two = [(each.answer, answer) for each, answer in zip(attempts, answers, strict=True)]
    if part is None:
        return all(alike(yours, answer) for yours, answer in two)
    return all(
        yours.shape == answer.shape and alike(yours[[part]], answer[[part]])
        for yours, answer in two
    )


def _fits(
    exercise: Exercise, changes: Changes, attempts: Sequence[Attempt], part: int | None = None
) -> bool:
    """Return whether a change explains some attempts, or one component of them."""
    return _explains(
        answers_to(exercise, [each.given for each in attempts], changes), attempts, part
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
    for line, noun in exercise.nouns.items():
        for became, change in NUMBERS[:3] if line not in also.changes else ():
            ends = [
                answers_to(exercise, [a.given for a in some], {**also.changes, line: change(value)})
                for value in (0.0, 1.0)
            ]
            value = _straight(yours, *[_strung(end or [], part) for end in ends])
            if value is not None:
                changes = {**also.changes, line: change(value)}
                if _fits(exercise, changes, attempts, part):
                    words = f"{noun} {became.format(printed(value))}"
                    return Variation(f"{also.words} and {words}" if also.words else words, changes)
    return None


def _strung(answers: Sequence[NDArray[np.floating]], part: int | None) -> NDArray[np.floating]:
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
    for also in (NOTHING, *(variation for variation, _ in exercise.variations)):
        for number in numbers if also.words else (*numbers, *CONSTANTS):
            changes = {**also.changes, name: constant(number)}
            if _explains(answers_to(exercise, exercise.problems, changes), attempts):
                words = f", as if it were {printed(number)}"
                return f"{words} (and {also.words})" if also.words else words
    return ""
