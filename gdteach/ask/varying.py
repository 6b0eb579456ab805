"""Changes to a right program: every kind on every line that has a noun, and two at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import combinations, product
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.attempted import numbers_in
from gdteach.ask.comparing import alike
from gdteach.ask.kinds import KINDS, amount, constant, digits, factor, within
from gdteach.ask.patience import patiently
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
Function = Callable[..., Any]
Answers = list[NDArray[np.float64]]


class Variation(NamedTuple):
    """A change to the right program, and what it makes of a quantity, in words."""

    words: str
    changes: Changes
    rank: int = 0  # among what may become of that line, the commonest first


Pairs = dict[tuple[int, ...], tuple[list[Variation], NDArray[np.float64]]]
PATIENCE = 3.0  # seconds for all pairs of an exercise, once; a quiet machine needs less than one
MOST_PAIRED = 250  # changes to one line that are put together with one another
NOTHING = Variation("", {})
#: What becomes of a quantity with a number that is worked out, in words and as a line.
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


def _rounded(counts: Iterable[int]) -> Iterator[tuple[str, Line]]:
    return ((f"is rounded to {times(count, 'decimal')}", digits(count)) for count in counts)


class Variations:
    """All that may become of an exercise's right program; each part is worked out once."""

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        self.problems = exercise.problems

    def answers(self, problems: Sequence[Given], changes: Changes) -> Answers | None:
        """Return what the changed program answers, None where it cannot be changed so."""
        try:
            with np.errstate(all="ignore"):
                return [self.exercise.program(given, changes) for given in problems]
        except UNFIT:
            return None

    @cached_property
    def single(self) -> list[tuple[Variation, Answers]]:
        """Every change to one line that shows, and what it leads to, problem by problem."""
        return [*self._common, *self._showing(self._rare_fates)]

    @cached_property
    def _common(self) -> list[tuple[Variation, Answers]]:
        return list(self._showing(self._fates))

    def _showing(
        self, fates: Callable[[str], Iterator[tuple[str, Line]]]
    ) -> Iterator[tuple[Variation, Answers]]:
        truth = [self.exercise.program(given) for given in self.problems]
        for line, noun in self.exercise.nouns.items():
            for rank, (became, change) in enumerate(fates(line)):
                answers = self.answers(self.problems, {line: change})
                if answers and not all(map(alike, answers, truth)):
                    yield Variation(f"{noun} {became}", {line: change}, rank), answers

    def _fates(self, line: str) -> Iterator[tuple[str, Line]]:
        """Yield what may become of a quantity."""
        nouns, program = self.exercise.nouns, self.exercise.program
        yield from ((became, KINDS[kind]) for kind, became in machine_words("became").items())
        for name in nouns:
            if name != line:
                yield f"has {nouns[name]} in its place", Other((name,))
        met = arguments_of(program.lines[line]) if line in program.lines else ()
        if len(met) == 2 and nouns.keys() >= set(met):
            for pair, (words, how) in product((met, met[::-1]), MEETINGS):
                yield words.format(*(nouns[name] for name in pair)), Other(pair, how)
        if line == list(program.lines)[-1]:
            for formula, made in self.exercise.formulas.items():
                yield f"is made as {formula}", made
            yield from _rounded(DIGITS[:3])

    def _rare_fates(self, line: str) -> Iterator[tuple[str, Line]]:
        """Yield what becomes of a quantity alone, and seldom while another goes wrong, too."""
        yield from _rounded(DIGITS)
        if np.isscalar(self.problems[0].get(line)):
            yield from ((f"is taken to be {value:g}", constant(value)) for value in CONSTANTS)

    @cached_property
    def pairs(self) -> Pairs:
        """Every two changes together, by the shape of what they lead to in the last problem."""
        return patiently(self._pairs, PATIENCE) or {}

    def _pairs(self) -> Pairs:
        found: dict[tuple[int, ...], tuple[list[Variation], Answers]] = {}
        common = sorted((variation for variation, _ in self._common), key=lambda each: each.rank)
        for one, two in combinations(common[:MOST_PAIRED], 2):
            if one.changes.keys() & two.changes.keys():
                continue
            changes = {**one.changes, **two.changes}
            for answer in self.answers(self.problems[-1:], changes) or ():
                names, answers = found.setdefault(answer.shape, ([], []))
                names.append(Variation(f"{one.words} and {two.words}", changes))
                answers.append(answer)
        return {shape: (names, np.array(answers)) for shape, (names, answers) in found.items()}

    @cached_property
    def straight(self) -> list[tuple[str, str, Callable[[float], Line]]]:
        """The lines and changes with a number that answers follow in a straight line."""
        found = []
        for line, (became, change) in product(self.exercise.nouns, NUMBERS[:3]):
            ends = [self.answers(self.problems[:2], {line: change(c)}) for c in (0.0, 0.5, 1.0)]
            if all(ends) and all(
                zero.shape == half.shape == one.shape and np.allclose(zero + one, 2 * half)
                for zero, half, one in zip(*(end or [] for end in ends), strict=True)
            ):
                found.append((line, became, change))
        return found

    def with_numbers_of(self, function: Function) -> Iterator[tuple[Variation, Answers]]:
        """Yield the changes that a number which stands in a function's code makes to a line."""
        for number, (line, noun) in product(numbers_in(function), self.exercise.nouns.items()):
            for became, change in NUMBERS:
                changes = {line: change(number)}
                answers = self.answers(self.problems, changes)
                if answers:
                    yield Variation(f"{noun} {became.format(printed(number))}", changes), answers

    def crossed(self, name: str) -> list[tuple[Given, Given]]:
        """Return problems, each beside itself with another problem's value of one argument."""
        found: list[tuple[Given, Given]] = []
        for given in self.problems:
            value = given[name]
            for another in () if callable(value) else self.problems:
                new = another[name]
                if np.shape(new) == np.shape(value) and not np.array_equal(new, value):
                    found.append((given, {**given, name: new}))
                    break
        return found
