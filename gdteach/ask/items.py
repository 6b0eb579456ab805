"""One thing to answer with a name or a number: what is right, and which mistakes are known."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gdteach.ask.typed import sentence
from gdteach.numerics.arguments import one_of
from gdteach.numerics.wording import printed

SAME = 1e-3  # a number this close to a known one, as a share of it, is that one
CLOSE = 0.01  # and so close to the right one, it is nearly right
APART = 2 * SAME  # so far apart are two known ones

Words = Mapping[str, str]

#: What may become of a number whatever it stands for, from the short name of the mistake.
SLIPS: dict[str, Callable[[float], float]] = {
    "negated": lambda it: -it,
    "inverted": lambda it: 1 / it,
    "per_cent": lambda it: 100 * it,
    "ten_times": lambda it: 10 * it,
    "tenth": lambda it: it / 10,
}


@dataclass(frozen=True)
class Wrong:
    """A wrong answer that is known: what it is, the short name of the mistake, the reply."""

    value: str | float
    mistake: str
    reply: str

    def __post_init__(self) -> None:
        if not self.reply:
            raise TypeError(f"no reply to {self.mistake!r}")


@dataclass(frozen=True)
class Item:
    """One thing to answer: what is right, what is known to be wrong, the reply to all else."""

    right: str | float
    wrong: tuple[Wrong, ...]
    other: str = ""

    def judge_name(self, name: str) -> Wrong | None:
        """Return the mistake behind one of the names, None if it is right."""
        return next((wrong for wrong in self.wrong if wrong.value == name), None)

    def judge_number(self, value: float, tolerance: float, exact: str) -> Wrong | None:
        """Return the mistake behind a number, None if it is right.

        A mistaken number may be rounded or cut off, too; with a single digit left of it, it may
        have been any number. `exact` is how a number is written where rounding it is a mistake.
        """
        if near(value, self.right, tolerance):
            return None
        for wrong in self.wrong:
            if near(value, wrong.value, max(tolerance, SAME)):
                return wrong
        cut = [wrong for wrong in self.wrong if _cut_off(value, wrong.value)]
        if exact and _cut_off(value, self.right):
            cut.append(_made("rounded", value, exact=exact))
        if len(cut) == 1:
            return cut[0]
        if exact and near(value, self.right, CLOSE):
            return _made("nearly", value, exact=exact)
        return Wrong(value, "unknown", f"{printed(value)} is not it: {self.other}")


def near(value: Any, other: Any, tolerance: float) -> bool:
    """Return whether a number is another, up to a share of it."""
    return bool(abs(value - other) <= tolerance * abs(other))


def _cut_off(value: float, other: Any) -> bool:
    """Return whether a number is another with fewer decimals, rounded or broken off."""
    digits = len(f"{value:.9f}".rstrip("0").partition(".")[2])
    if digits == 0 or abs(value) * 10**digits < 10:  # one digit says too little
        return False
    broken_off = math.trunc(other * 10**digits) / 10**digits
    return any(math.isclose(value, each) for each in (round(other, digits), broken_off))


def _made(mistake: str, value: float, **facts: str) -> Wrong:
    return Wrong(value, mistake, sentence(mistake, yours=printed(value), **facts))


def make_named(table: dict[str, Any], replies: Words, options: tuple[str, ...]) -> Item:
    """Return one item to name; a wrong name without a reply of its own has the exercise's."""
    own, right = table.pop("wrong", {}), table["right"]
    for name in (right, *own):
        one_of("what is right or wrong", name, options)
    spare = table.get("other", "")
    wrong = [
        Wrong(name, name, own.get(name, replies.get(name, spare)))
        for name in options
        if name != right
    ]
    return Item(wrong=tuple(wrong), **table)


def make_numbered(table: dict[str, Any], replies: Words, rights: Iterable[float]) -> Item:
    """Return one item to put a number to; `rights` are those of all items of the exercise."""
    rows, right = table.pop("wrong", {}), table["right"]
    wrong = [
        Wrong(mistake=slug, **{"reply": replies.get(slug, ""), **row}) for slug, row in rows.items()
    ]
    slips = [(slip, change(right)) for slip, change in SLIPS.items()]
    for slug, value in slips + [("another_letter", other) for other in rights]:
        if not any(near(value, other, APART) for other in (right, *(each.value for each in wrong))):
            wrong.append(_made(slug, value))
    return Item(wrong=tuple(wrong), **table)
