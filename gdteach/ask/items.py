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
class Scale:
    """How near a number must be to the right one, and what is said to one that nobody knows."""

    tolerance: float = 1e-9  # as a share of the right one
    exact: str = ""  # how a number is written exactly, if it must be; a rounded one is shown it
    below: str = ""  # what a number does that is too small; {square} is that of 1 − {yours}
    above: str = ""  # and one that is too large
    negative: str = ""  # and one that is too small by far

    def side(self, value: float, right: Any) -> tuple[str, str]:
        """Return the short name of a mistake that nobody knows, and what is said of the number."""
        if self.negative and value < 0:
            return "negative", self.negative
        if self.below and value < right:
            return "too_small", self.below
        if self.above:
            return "too_large", self.above
        return "unknown", "{yours} is not it."


@dataclass(frozen=True)
class Item:
    """One thing to answer: what is right, what is known to be wrong, the reply to all else."""

    right: str | float
    wrong: tuple[Wrong, ...]
    other: str = ""

    def judge_name(self, name: str) -> Wrong | None:
        """Return the mistake behind one of the names, None if it is right."""
        return next((wrong for wrong in self.wrong if wrong.value == name), None)

    def judge_number(self, value: float, scale: Scale) -> Wrong | None:
        """Return the mistake behind a number, None if it is right.

        A mistaken number may be rounded or broken off, too.
        """
        if near(value, self.right, scale.tolerance):
            return None
        for wrong in self.wrong:
            if near(value, wrong.value, max(scale.tolerance, SAME)):
                return wrong
        for shorten in (round, _broken_off):
            cut = [wrong for wrong in self.wrong if _shortened(value, wrong.value, shorten)]
            if scale.exact and _shortened(value, self.right, shorten):
                cut.append(_made("rounded", value, exact=scale.exact))
            if len(cut) == 1:
                return cut[0]
        if scale.exact and near(value, self.right, CLOSE):
            return _made("nearly", value, exact=scale.exact)
        mistake, words = scale.side(value, self.right)
        facts = {
            "yours": printed(value, 9),
            "square": printed((1 - value) * (1 - value), 3),
        }  # may be inf
        return Wrong(value, mistake, f"{words.format_map(facts)} {self.other}")


def near(value: Any, other: Any, tolerance: float) -> bool:
    """Return whether a number is another, up to a share of it."""
    return bool(abs(value - other) <= tolerance * abs(other))


def _shortened(value: float, other: Any, shorten: Callable[[Any, int], float]) -> bool:
    """Return whether a number is another with fewer decimals, two at least: one says too little."""
    decimals = len(f"{value:.9f}".rstrip("0").partition(".")[2])
    return decimals > 1 and math.isclose(value, shorten(other, decimals))


def _broken_off(value: Any, decimals: int) -> float:
    return math.trunc(value * 10**decimals) / 10**decimals


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
