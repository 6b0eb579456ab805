"""Which term of x² − 3xy + y sin y went wrong, in a component that is no right one.

"−3x + cos y is what comes when y sin y gives cos y": that is true of its values, whatever the
learner had in mind.
"""

from dataclasses import dataclass

from gdteach.course.gradient.formulas import Formula, added, written

LETTERS = ("x", "y")
# Each term, and its slope along x and along y.
TERMS: dict[str, tuple[Formula, Formula, Formula]] = {
    "x²": ({"x²": 1.0}, {"x": 2.0}, {}),
    "−3xy": ({"xy": -3.0}, {"y": -3.0}, {"x": -3.0}),
    "y sin y": ({"y sin y": 1.0}, {}, {"sin y": 1.0, "y cos y": 1.0}),
}
HEIGHT, *TRUTH = (added(each) for each in zip(*TERMS.values(), strict=True))
# With the letters exchanged.
MIRRORED: tuple[Formula, Formula] = (
    {"y": 2.0, "x": -3.0},
    {"y": -3.0, "sin x": 1.0, "x cos x": 1.0},
)
# What beginners write for the slope of a term, by the mistake; more is found in `_mistake`.
SLIPS: dict[str, dict[str, list[Formula]]] = {
    "x²": {"power": [{"x²": 2}]},
    "−3xy": {"both_letters_gone": [{"1": -3}, {"1": 3}], "both_moved": [{"x": -3, "y": -3}]},
    "y sin y": {},
}


@dataclass(frozen=True)
class Slip:
    """A term of f whose slope went wrong."""

    slug: str
    term: str
    gives: Formula

    def __str__(self) -> str:
        return f"{self.term} gives {written(self.gives)}"


def negative(formula: Formula) -> Formula:
    """Return a formula with every sign turned round."""
    return {name: -weight for name, weight in formula.items()}


def slip_in(i: int, mine: Formula) -> Slip | None:
    """Return the slip that leads to a component, along x (0) or y (1); None if no known one does.

    >>> print(slip_in(1, {"x": -3.0, "cos y": 1.0}))
    y sin y gives cos y
    """
    for term, (itself, *slopes) in TERMS.items():
        right, other = slopes[i], slopes[1 - i]
        gives = added([mine, negative(TRUTH[i]), right])
        slug = _mistake(term, gives, itself, right, other)
        if slug:
            return Slip(slug, term, gives)
    return None


def _mistake(term: str, gives: Formula, itself: Formula, right: Formula, other: Formula) -> str:
    """Return the name of the mistake by which a term gives this for its slope, "" if unknown."""
    if not right:
        return "not_held" if gives in (itself, other, negative(other)) else ""
    known: dict[str, list[Formula]] = {
        **SLIPS[term],
        "sign": [negative(right)],
        "left_as_it_is": [itself],
        "wrong_one_held": [other] if other else [],
    }
    found = next((slug for slug, formulas in known.items() if gives in formulas), "")
    if term == "y sin y" and not found:
        lacking = not gives.keys() >= right.keys()  # what has all of them, has more, or a factor
        return "product_rule" if lacking and not any("x" in name for name in gives) else ""
    return found or ("" if gives else "missing_term")
