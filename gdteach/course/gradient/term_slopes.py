"""What beginners write for the slope of each term of x² − 3xy + y sin y, and their sums.

A component that is no right one is taken apart here: "−3x + cos y is what comes when y sin y gives
cos y". That is true of its values, whatever the learner had in mind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from gdteach.course.gradient.formulas import Formula, added, written

LETTERS = ("x", "y")
HEIGHT: Formula = {"x²": 1.0, "xy": -3.0, "y sin y": 1.0}
TRUTH: tuple[Formula, Formula] = (
    {"x": 2.0, "y": -3.0},
    {"x": -3.0, "sin y": 1.0, "y cos y": 1.0},
)
# The slope of each term along x and along y.
RIGHT: dict[str, tuple[Formula, Formula]] = {
    "x²": ({"x": 2.0}, {}),
    "−3xy": ({"y": -3.0}, {"x": -3.0}),
    "y sin y": ({}, {"sin y": 1.0, "y cos y": 1.0}),
}
# With the letters exchanged.
MIRRORED: tuple[Formula, Formula] = (
    {"y": 2.0, "x": -3.0},
    {"y": -3.0, "sin x": 1.0, "x cos x": 1.0},
)
PRODUCT: tuple[Formula, ...] = (
    {"cos y": 1},
    {"y cos y": 1},
    {"sin y": 1},
    {},
    {"sin y": 1, "cos y": 1},
    {"y sin y": 1, "y cos y": 1},
    {"cos y": 1, "y sin y": 1},
    {"cos y": 1, "y cos y": 1},
    {"sin y": 1, "y sin y": 1},
    {"y sin y": 1, "sin y": 1, "y cos y": 1},
    {"y sin y": 1, "cos y": 1, "y cos y": 1},
    {"sin y cos y": 1},
    {"y sin y cos y": 1},
    {"1": 1, "cos y": 1},
    {"y": 1, "cos y": 1},
    {"y": 1, "sin y": 1},
    {"y": 1, "sin y": 1, "cos y": 1},
    {"y": 1, "y cos y": 1},
    {"sin y": 1, "y² cos y": 1},
    {"y² cos y": 1},
)
TURNED: tuple[Formula, ...] = (
    {"sin y": 1, "y cos y": -1},
    {"sin y": -1, "y cos y": 1},
    {"sin y": -1, "y cos y": -1},
)
Slips = tuple[tuple[str, tuple[Formula, ...]], ...]  # formulas in a term's place, by the mistake
_MIXED: Slips = (
    ("left_as_it_is", ({"xy": -3},)),
    ("both_letters_gone", ({"1": -3}, {"1": 3})),
    ("both_moved", ({"x": -3, "y": -3}, {"1": -3, "x": -3}, {"1": -3, "y": -3})),
    ("other_letter", ({"x²": -3}, {"y²": -3}, {"x²y": -3}, {"xy²": -3})),
    ("integrated", ({"x²y": -1.5}, {"xy²": -1.5})),
)
SLIPS: dict[str, tuple[Slips, Slips]] = {
    "x²": (
        (
            ("missing_term", ({},)),
            ("sign", ({"x": -2},)),
            ("factor", ({"x": 1},)),
            ("power", ({"x²": 2}, {"x": 1, "1": 2})),
            ("twice", ({"1": 2},)),
            ("left_as_it_is", ({"x²": 1},)),
            ("integrated", ({"x³": 1 / 3},)),
            ("other_letter", ({"y": 2},)),
        ),
        (("not_held", ({"x²": 1}, {"x": 2}, {"y": 2}, {"x²": 2}, {"1": 2})),),
    ),
    "−3xy": (
        (
            ("missing_term", ({},)),
            ("sign", ({"y": 3},)),
            ("factor", ({"y": 1}, {"y": -1}, {"y": -6})),
            ("wrong_one_held", ({"x": -3}, {"x": 3})),
            *_MIXED,
        ),
        (
            ("missing_term", ({},)),
            ("sign", ({"x": 3},)),
            ("factor", ({"x": 1}, {"x": -1}, {"x": -6})),
            ("wrong_one_held", ({"y": -3}, {"y": 3})),
            *_MIXED,
        ),
    ),
    "y sin y": (
        (
            ("not_held", ({"y sin y": 1}, *(each for each in PRODUCT if each))),
            ("not_held", (*RIGHT["y sin y"][1:], *TURNED, {"cos y": -1}, {"y cos y": -1})),
        ),
        (
            ("product_rule", PRODUCT),
            ("sign", TURNED),
            ("left_as_it_is", ({"y sin y": 1},)),
            ("sine_turned", ({"cos y": -1}, {"y cos y": -1}, {"sin y": 1, "cos y": -1})),
            ("sine_turned", ({"y sin y": 1, "y cos y": -1}, {"cos y": 1, "y sin y": -1})),
            ("brackets", ({"sin y cos y": 1, "y cos y": 1}, {"y sin y": 1, "y² cos y": 1})),
            ("brackets", ({"sin y cos y": 1, "y sin y": 1}, {"sin² y": 1, "y cos y": 1})),
            ("twice", ({"cos y": 2, "y sin y": -1},)),
            ("other_letter", ({"sin x": 1, "y cos y": 1}, {"sin y": 1, "x cos y": 1})),
            ("other_letter", ({"sin y": 1, "y cos x": 1}, {"sin x": 1, "x cos x": 1})),
            ("other_letter", ({"sin x": 1, "y cos x": 1}, {"sin x": 1, "x cos y": 1})),
            ("other_letter", ({"x cos y": 1}, {"y cos x": 1}, {"x cos x": 1}, {"cos x": 1})),
        ),
    ),
}


@dataclass(frozen=True)
class Slip:
    """A term of f whose slope went wrong."""

    slug: str
    term: str
    gives: Formula
    right: Formula

    @property
    def off(self) -> Formula:
        """The terms of its slope that are not as they should be."""
        return {n: w for n, w in self.gives.items() if self.right.get(n) != w}

    def __str__(self) -> str:
        return f"{self.term} gives {written(self.gives) if self.gives else 'nothing'}"


def _slips(i: int) -> Iterator[Slip]:
    for term, sides in SLIPS.items():
        for slug, formulas in sides[i]:
            for each in formulas:
                yield Slip(slug, term, each, RIGHT[term][i])


@cache
def _taken_apart(i: int) -> dict[frozenset[tuple[str, float]], tuple[Slip, ...]]:
    """Return the slips, one or two at once, by the terms of the component that they make."""
    found: dict[frozenset[tuple[str, float]], tuple[Slip, ...]] = {}
    slips = list(_slips(i))
    for several in [*((one,) for one in slips), *combinations(slips, 2)]:
        gone = {slip.term: slip.gives for slip in several}
        parts = [gone.get(term, sides[i]) for term, sides in RIGHT.items()]
        if len(gone) == len(several):
            found.setdefault(frozenset(added(parts).items()), several)
    return found


def slips_in(i: int, mine: Formula) -> tuple[Slip, ...]:
    """Return the slips that lead to a component, along x (0) or y (1); none if none known do.

    >>> [str(slip) for slip in slips_in(1, {"x": -3.0, "cos y": 1.0})]
    ['y sin y gives cos y']
    """
    return _taken_apart(i).get(frozenset(mine.items()), ())
