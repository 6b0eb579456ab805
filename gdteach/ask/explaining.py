"""Which change to the right program explains every answer: of one line, of two, with a number.

The simplest change is told: one line before two, whole answers before one component of them, and
the line nearest to the answer before those that it is made of, since what came out is then said in
words that hold for every cause. What is said is "this is what comes out when ...": true of the
numbers, however they were computed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.attempted import numbers_in
from gdteach.ask.comparing import alike
from gdteach.ask.kinds import KINDS, amount, constant, digits, factor, within
from gdteach.ask.known import Attempt
from gdteach.ask.program import Changes, Given, Line, Other
from gdteach.ask.replies import Finding, machine_words
from gdteach.numerics.wording import printed, times, told_apart

if TYPE_CHECKING:
    from gdteach.ask.exercise import Exercise

CONSTANTS = (0.5, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 1e-3, 1e-4, 1e-6, 1e-8, 0.0, 1.0, 2.0, 5.0, 10.0,
             20.0, 50.0, 100.0, 1000.0)  # what people write into code  # fmt: skip
DIGITS = range(1, 9)  # decimals people round to; whole numbers are a kind
ORDINALS = ("first", "second", "third")
UNFIT = (
    TypeError,
    ValueError,
    LookupError,
    ArithmeticError,
)  # no change that this quantity can undergo
Answers = list[NDArray[np.float64]]


class Variation(NamedTuple):
    """A change to the right program, and what it makes of a quantity, in words."""

    words: str
    changes: Changes


NOTHING = Variation("", {})
#: Changes, and what they lead to in the last problem, by its shape.
Pairs = dict[tuple[int, ...], tuple[list[Variation], NDArray[np.float64]]]
#: What becomes of a quantity with a number that is worked out, in words and as a line.
NUMBERS: Sequence[tuple[str, Callable[[float], Line]]] = (
    ("is taken to be {}", constant),
    ("is {} times what it should be", factor),
    ("has {} added to it", amount),
    ("is kept between −{0} and {0}", within),
)


def variations(exercise: Exercise) -> Iterator[tuple[Variation, Answers]]:
    """Yield every change to one line that shows, and what it leads to, problem by problem."""
    truth = [exercise.program(given) for given in exercise.problems]
    for line, noun in exercise.nouns.items():
        for became, change in _fates(exercise, line):
            variation = Variation(f"{noun} {became}", {line: change})
            answers = _answers(exercise, exercise.problems, variation.changes)
            if answers and not all(map(alike, answers, truth)):
                yield variation, answers


def _fates(exercise: Exercise, line: str) -> Iterator[tuple[str, Line]]:
    """Yield what may become of a quantity."""
    yield from ((became, KINDS[kind]) for kind, became in machine_words("became").items())
    for other, noun in exercise.nouns.items():
        if other != line:
            yield f"has {noun} in its place", Other(other)
    yield from ((f"is rounded to {times(count, 'decimal')}", digits(count)) for count in DIGITS)
    if np.isscalar(exercise.problems[0].get(line)):
        yield from ((f"is taken to be {value:g}", constant(value)) for value in CONSTANTS)


def _answers(exercise: Exercise, problems: Sequence[Given], changes: Changes) -> Answers | None:
    """Return what a changed program answers, None where it cannot be changed so."""
    try:
        return [exercise.program(given, changes) for given in problems]
    except UNFIT:
        return None


def pairs(exercise: Exercise) -> Pairs:
    """Return every two changes together by the shape of what they lead to in the last problem."""
    found: dict[tuple[int, ...], tuple[list[Variation], Answers]] = {}
    for (one, _), (other, _) in combinations(exercise.variations, 2):
        if one.changes.keys() & other.changes.keys():
            continue
        changes = {**one.changes, **other.changes}
        for answer in _answers(exercise, exercise.problems[-1:], changes) or ():
            names, answers = found.setdefault(answer.shape, ([], []))
            names.append(Variation(f"{one.words} and {other.words}", changes))
            answers.append(answer)
    return {shape: (names, np.array(answers)) for shape, (names, answers) in found.items()}


def one_change(
    exercise: Exercise, function: Callable[..., Any], attempts: Sequence[Attempt]
) -> Finding | None:
    """Recognise one line of the right program that went wrong in a way that any quantity may."""
    numbered = list(_with_numbers_of(exercise, function))
    for part in _parts(attempts):
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
    for variation in _two_together(exercise, attempts):
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
    answers = _answers(exercise, problems, changes)
    asked = [exercise.ask(function, given, seconds=None) for given in problems]
    return answers is not None and all(
        isinstance(attempt, Attempt) and alike(attempt.answer, answer)
        for attempt, answer in zip(asked, answers, strict=True)
    )


def _with_numbers_of(
    exercise: Exercise, function: Callable[..., Any]
) -> Iterator[tuple[Variation, Answers]]:
    """Yield the changes that a number which stands in the learner's code can make to a line."""
    for number in numbers_in(function):
        for line, noun in exercise.nouns.items():
            for became, change in NUMBERS:
                changes = {line: change(number)}
                answers = _answers(exercise, exercise.problems, changes)
                if answers:
                    yield Variation(f"{noun} {became.format(printed(number))}", changes), answers


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
    return _explains(_answers(exercise, [each.given for each in attempts], changes), attempts, part)


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
                _answers(exercise, [a.given for a in some], {**also.changes, line: change(value)})
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
            if _explains(_answers(exercise, exercise.problems, changes), attempts):
                words = f", as if it were {printed(number)}"
                return f"{words} (and {also.words})" if also.words else words
    return ""
