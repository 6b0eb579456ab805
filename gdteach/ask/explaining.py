"""Which change to one line of the right program explains every answer, or one component of each.

What is said is "this is what comes out when ...": true of the numbers, however they were computed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from gdteach.ask.attempted import numbers_in
from gdteach.ask.comparing import alike
from gdteach.ask.kinds import KINDS, amount, constant, digits, factor, within
from gdteach.ask.known import Attempt, explains
from gdteach.ask.program import Line, Other, arguments_of
from gdteach.ask.replies import Finding, machine_words
from gdteach.numerics.wording import printed, times, told_apart

if TYPE_CHECKING:
    from gdteach.ask.exercise import Exercise

FEWEST = 6  # numbers, below which many changes would explain them
ORDINALS = ("first", "second", "third")
Fates = Iterator[tuple[str, Line]]  # what may become of a quantity, in words and as a change
#: What becomes of a quantity with a number that stands in a learner's code.
NUMBERS: Sequence[tuple[str, Callable[[float], Line]]] = (
    ("is taken to be {}", constant),
    ("is {} times what it should be", factor),
    ("has {} added to it", amount),
    ("is kept between −{0} and {0}", within),
)
#: How two quantities may meet where they should meet otherwise.
MEETINGS: Sequence[tuple[str, Callable[[Any, Any], Any]]] = (
    ("is {} plus {}", lambda one, other: one + other),
    ("is {} minus {}", lambda one, other: one - other),
    ("is {} times {}", lambda one, other: one * other),
    ("is {} divided by {}", lambda one, other: one / other),
    ("is {} to the power of {}", lambda one, other: one**other),
)


def one_change(exercise: Exercise, attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise one line of the right program that went wrong in a way that any quantity may.

    Whole answers are looked at before each component that is wrong, and the commonest changes are
    tried before those with a number.
    """
    if sum(int(np.isfinite(each.answer).sum()) for each in attempts) < FEWEST:
        return None
    nouns, numbers = exercise.nouns, numbers_in(attempts[0].function)
    tried = [(line, fate) for line in nouns for fate in _fates(exercise, line)]
    tried += [(line, fate) for line in nouns for fate in _with_numbers(numbers)]
    for part, (line, (became, change)) in product([None, *wrong_parts(attempts)], tried):
        if explains(exercise.program, {line: change}, attempts, part):
            return _told(exercise, f"{nouns[line]} {became}", attempts, part)
    return None


def _fates(exercise: Exercise, line: str) -> Fates:
    """Yield what may become of a quantity."""
    nouns, lines = exercise.nouns, exercise.program.lines
    yield from ((became, KINDS[kind]) for kind, became in machine_words("became").items())
    for it, noun in nouns.items():
        if it != line:  # made anew, where it is no line above
            yield f"has {noun} in its place", lines.get(it, Other((it,)))
    met = arguments_of(lines[line]) if line in lines else ()
    if len(met) == 2 and nouns.keys() >= set(met):
        for pair, (words, how) in product((met, met[::-1]), MEETINGS):
            yield words.format(*(nouns[name] for name in pair)), Other(pair, how)
    if line == list(lines)[-1]:
        yield from ((f"is made as {text}", made) for text, made in exercise.formulas.items())


def _with_numbers(numbers: Sequence[float]) -> Fates:
    """Yield what becomes of a quantity by rounding, and by numbers of the learner's own."""
    yield from ((f"is rounded to {times(n, 'decimal')}", digits(n)) for n in range(1, 9))
    for number, (became, change) in product(numbers, NUMBERS):
        yield became.format(printed(number)), change(number)


def wrong_parts(attempts: Sequence[Attempt]) -> list[int]:
    """Return which components of points are wrong somewhere, none if no answers are points."""
    counts = {each.truth.shape[-1:] for each in attempts}
    if counts not in ({(2,)}, {(3,)}) or any(e.answer.shape != e.truth.shape for e in attempts):
        return []
    return [
        part
        for part in range(attempts[0].truth.shape[-1])
        if not all(alike(each.answer[..., part], each.truth[..., part]) for each in attempts)
    ]


def _told(
    exercise: Exercise, change: str, attempts: Sequence[Attempt], part: int | None
) -> Finding:
    """Return the finding that quotes a change, at the first place where it shows."""
    if part is None:
        return Finding("changed_line", {"change": change})
    first = next(it for it in attempts if not alike(it.answer[..., part], it.truth[..., part]))
    yours, expected = told_apart(first.answer[part], first.truth[part], printed)
    facts = {"change": change, "part": ORDINALS[part], "yours": yours, "expected": expected}
    facts["problem"] = exercise.in_words(first.given)
    return Finding("changed_line", facts, words="changed_part")
