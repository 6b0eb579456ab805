"""Changes to a right program: every kind on every line that has a noun, and two at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.attempted import numbers_in
from gdteach.ask.comparing import alike
from gdteach.ask.kinds import KINDS, amount, constant, digits, factor, within
from gdteach.ask.program import Changes, Given, Line, Other, arguments_of
from gdteach.ask.replies import machine_words
from gdteach.numerics.wording import printed, times

if TYPE_CHECKING:
    from gdteach.ask.exercise import Exercise

CONSTANTS = (0.5, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 1e-3, 1e-4, 1e-6, 1e-8, 0.0, 1.0, 2.0, 5.0, 10.0,
             20.0, 50.0, 100.0, 1000.0)  # what people write into code  # fmt: skip
DIGITS = range(1, 9)  # decimals people round to; whole numbers are a kind
# no change that this quantity can undergo
UNFIT = (TypeError, ValueError, LookupError, ArithmeticError)
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

#: What else may be made of the two quantities that meet in a line.
OPERATIONS: Mapping[str, Line] = {
    "is {} plus {}": lambda a, b: a + b,
    "is {} minus {}": lambda a, b: a - b,
    "is {1} minus {0}": lambda a, b: b - a,
    "is {} times {}": lambda a, b: a * b,
    "is {} divided by {}": lambda a, b: a / b,
    "is {1} divided by {0}": lambda a, b: b / a,
}


def variations(exercise: Exercise) -> Iterator[tuple[Variation, Answers]]:
    """Yield every change to one line that shows, and what it leads to, problem by problem."""
    truth = [exercise.program(given) for given in exercise.problems]
    for line, noun in exercise.nouns.items():
        for became, change in _fates(exercise, line):
            variation = Variation(f"{noun} {became}", {line: change})
            answers = answers_to(exercise, exercise.problems, variation.changes)
            if answers and not all(map(alike, answers, truth)):
                yield variation, answers


def _fates(exercise: Exercise, line: str) -> Iterator[tuple[str, Line]]:
    """Yield what may become of a quantity."""
    yield from ((became, KINDS[kind]) for kind, became in machine_words("became").items())
    for other, noun in exercise.nouns.items():
        if other != line:
            yield f"has {noun} in its place", Other((other,))
    yield from ((f"is rounded to {times(count, 'decimal')}", digits(count)) for count in DIGITS)
    operands = arguments_of(exercise.program.lines.get(line, lambda: None))
    if len(operands) == 2 and exercise.nouns.keys() >= {*operands}:
        one, two = (exercise.nouns[name] for name in operands)
        for words, operation in OPERATIONS.items():
            yield words.format(one, two), Other(operands, operation)
    if np.isscalar(exercise.problems[0].get(line)):
        yield from ((f"is taken to be {value:g}", constant(value)) for value in CONSTANTS)


def answers_to(exercise: Exercise, problems: Sequence[Given], changes: Changes) -> Answers | None:
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
        for answer in answers_to(exercise, exercise.problems[-1:], changes) or ():
            names, answers = found.setdefault(answer.shape, ([], []))
            names.append(Variation(f"{one.words} and {other.words}", changes))
            answers.append(answer)
    return {shape: (names, np.array(answers)) for shape, (names, answers) in found.items()}


def with_numbers_of(
    exercise: Exercise, function: Callable[..., Any]
) -> Iterator[tuple[Variation, Answers]]:
    """Yield the changes that a number which stands in the learner's code can make to a line."""
    for number in numbers_in(function):
        for line, noun in exercise.nouns.items():
            for became, change in NUMBERS:
                changes = {line: change(number)}
                answers = answers_to(exercise, exercise.problems, changes)
                if answers:
                    yield Variation(f"{noun} {became.format(printed(number))}", changes), answers
