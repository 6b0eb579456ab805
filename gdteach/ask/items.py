"""One thing to answer with a name or a number: what is right, and which mistakes are known."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gdteach.ask.typed import sentence
from gdteach.numerics.arguments import one_of
from gdteach.numerics.wording import printed

SAME = 1e-3  # a number this close to a known one, as a share of it, is that one
APART = 2 * SAME  # so far apart are two known ones


@dataclass(frozen=True)
class Wrong:
    """A wrong answer that is known: what it is, the short name of the mistake, the reply."""

    value: Any  # a name or a number
    mistake: str
    reply: str

    def __post_init__(self) -> None:
        if not self.reply:
            raise TypeError(f"no reply to {self.mistake!r}")


@dataclass(frozen=True)
class Item:
    """One thing to answer: what is right, what is known to be wrong, the reply to all else."""

    right: Any  # a name or a number
    wrong: tuple[Wrong, ...]
    other: str = ""
    tolerance: float = 1e-9  # of a number, as a share of the right one
    exact: str = ""  # how a number is written exactly, if it must be; a rounded one is shown it
    below: str = "{yours} is too small."  # {square} is that of 1 − {yours}
    above: str = "{yours} is too large."

    def judge_name(self, name: str) -> Wrong | None:
        """Return the mistake behind one of the names, None if it is right."""
        return next((wrong for wrong in self.wrong if wrong.value == name), None)

    def judge_number(self, value: float) -> Wrong | None:
        """Return the mistake behind a number, None if it is right; it may be rounded, too."""
        if near(value, self.right, self.tolerance):
            return None
        known = list(self.wrong)
        if self.exact:
            known.append(Wrong(self.right, "rounded", sentence("rounded", exact=self.exact)))
        meant = [each for each in known if _stands_for(value, each.value, self.tolerance)]
        if meant:
            return min(meant, key=lambda each: abs(value - each.value))
        side = ("too_small", self.below) if value < self.right else ("too_large", self.above)
        square = printed((1 - value) * (1 - value), 3)  # may be inf
        said = side[1].format(yours=printed(value, 9), square=square)
        return Wrong(value, side[0], f"{said} {self.other}")


def near(value: float, other: float, tolerance: float) -> bool:
    """Return whether a number is another, up to a share of it."""
    return bool(abs(value - other) <= tolerance * abs(other))


def _stands_for(value: float, other: float, tolerance: float) -> bool:
    """Return whether a number is another, or that with fewer decimals: two, as one says little."""
    decimals = len(f"{value:.9f}".rstrip("0").partition(".")[2])
    shortened = (round(other, decimals), math.trunc(other * 10**decimals) / 10**decimals)
    return near(value, other, max(tolerance, SAME)) or (
        decimals > 1 and any(math.isclose(value, each) for each in shortened)
    )


def make_named(table: dict[str, Any], replies: dict[str, str], options: tuple[str, ...]) -> Item:
    """Return one item to name; a wrong name without a reply of its own has the exercise's."""
    own, right = table.pop("wrong", {}), table["right"]
    for name in (right, *own):
        one_of("what is right or wrong", name, options)
    said = dict.fromkeys(options, table.get("other", "")) | replies | own
    wrong = [Wrong(name, name, said[name]) for name in options if name != right]
    return Item(wrong=tuple(wrong), **table)


def make_numbered(table: dict[str, Any], replies: dict[str, str], rights: Iterable[float]) -> Item:
    """Return one item to put a number to; `rights` are those of all items of the exercise."""
    rows, right = table.pop("wrong", {}), table["right"]
    wrong = [
        Wrong(mistake=slug, **{"reply": replies.get(slug, ""), **row}) for slug, row in rows.items()
    ]
    slips = [
        ("negated", -right),
        ("inverted", 1 / right),
        ("per_cent", 100 * right),
        ("decimal_point", 10 * right),
        ("decimal_point", right / 10),
        *(("another_letter", other) for other in rights),
    ]
    for slug, value in slips:
        if not any(near(value, other, APART) for other in (right, *(each.value for each in wrong))):
            wrong.append(Wrong(value, slug, sentence(slug, yours=printed(value))))
    return Item(wrong=tuple(wrong), **table)
