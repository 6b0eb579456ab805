"""The mistakes that an exercise knows: each a change to its right program, alone or two at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.comparing import alike
from gdteach.ask.kinds import KINDS
from gdteach.ask.program import Changes, Given, Line, Program, arguments_of
from gdteach.ask.replies import Finding

Slip = dict[str, Line | str]  # what goes wrong, by the line it changes: a line, or a kind's word
Table = Mapping[str, Sequence[Slip]]  # the guises of each mistake, by its short name


@dataclass(frozen=True, eq=False)
class Attempt:
    """One problem, what the learner's function was given, and what it answered."""

    given: Given  # what the exercise hands out, by name
    quantities: Given  # what the right program makes of it
    arguments: Mapping[str, Any]  # what the function received, as it looks after the call
    answer: NDArray[np.floating]  # what came back
    truth: NDArray[np.float64]  # what should have come back
    function: Any = None  # the learner's

    @property
    def right(self) -> bool:
        """Whether the answer is the truth, up to rounding."""
        return alike(self.answer, self.truth)

    def same_as(self, other: Attempt) -> bool:
        """Return whether two answers are one, to the last digit."""
        return np.array_equal(self.answer, other.answer, equal_nan=True)


def explains(
    program: Program, changes: Changes, attempts: Sequence[Attempt], part: int | None = None
) -> bool:
    """Return whether a changed program gives the learner's answers, or one component of them."""
    try:
        with np.errstate(all="ignore"):
            for each in attempts:
                yours, answer = each.answer, program(each.given, changes)
                if part is not None and yours.shape == answer.shape:
                    yours, answer = yours[..., part], answer[..., part]
                if not alike(yours, answer):
                    return False
    except (TypeError, ValueError, LookupError, ArithmeticError, AttributeError):
        return False  # no change that this quantity can undergo
    return True


@dataclass(frozen=True, eq=False)
class Mistake:
    """A mistake by its short name, and the lines of the right program that it changes."""

    slug: str
    changes: Changes

    @property
    def finding(self) -> Finding:
        """What is found when it explains all; ``{wrong_rate}`` quotes a constant put for a rate."""
        constants = {name: line for name, line in self.changes.items() if not arguments_of(line)}
        return Finding(self.slug, {f"wrong_{name}": c() for name, c in constants.items()})


def changes_of(slip: Slip) -> Changes:
    """Return the lines that go wrong, the words of kinds replaced by what they do."""
    return {name: KINDS[it] if isinstance(it, str) else it for name, it in slip.items()}


def singles(table: Table) -> list[Mistake]:
    """Return the mistakes of a table, in its order: the first that explains all is named."""
    return [Mistake(slug, changes_of(slip)) for slug, guises in table.items() for slip in guises]


def singles_and_pairs(
    table: Table, alone: Collection[str] = (), common: Collection[str] = ()
) -> list[Mistake]:
    """Return the mistakes of a table, and then every two that can be made together.

    Those named ``alone`` hide every other. If some are ``common``, one of them is in each pair.
    """
    known = singles(table)
    sociable = [mistake for mistake in known if mistake.slug not in alone]
    return known + [
        Mistake(f"{one.slug}+{other.slug}", {**other.changes, **one.changes})
        for one, other in combinations(sociable, 2)
        if one.slug != other.slug and not one.changes.keys() & other.changes.keys()
        if not common or one.slug in common or other.slug in common
    ]
