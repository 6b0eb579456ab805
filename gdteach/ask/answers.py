"""Exercises answered with names or numbers: the reply says which mistake leads to a wrong one.

All that such an exercise is stands in a topic's ``content.toml``: what is right, and a reply to
every wrong name, or to the numbers that known mistakes lead to.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gdteach.ask.content import joined, well_formed
from gdteach.ask.feedback import Feedback, not_attempted
from gdteach.numerics.arguments import finite_number, instance, one_of
from gdteach.numerics.wording import listed, printed

ROUNDED = 0.01  # a number this close to the right one, as a share of it, was rounded


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


@dataclass(frozen=True)
class Answers:
    """An exercise whose answer is a dict from each item to a name or a number.

    An item without a name is the only one of its exercise, and its answer stands alone.
    """

    items: Mapping[str, Item]
    success: str  # the reply when all of them are right
    options: tuple[str, ...] = ()  # the names to choose from; none where numbers are asked for
    asks: str = "a number in place of each `...`"
    tolerance: float = 1e-9  # how far from a right number one may be, as a share of it
    exact: str = ""  # how a number is written exactly, if it must be; a rounded one is shown it

    def reply(self, answer: Any) -> Feedback:
        """Return what is right so far, and what the first wrong answer would mean.

        The mistake is "item:mistake", or "incomplete" when all that is answered is right.
        """
        alone = "" in self.items
        if alone:
            answer = {"": answer}
        if _waits(answer):
            return not_attempted()
        instance("answer", answer, dict, f"write {{{next(iter(self.items))!r}: ...}}")
        for item in answer:
            one_of("an item of answer", item, self.items)
        given = [item for item in self.items if not _waits(answer.get(item))]
        if not given:
            return not_attempted(f"Nothing to check so far: put {self.asks}.")
        found = {item: self._mistake(item, answer[item]) for item in given}
        right = [item for item in given if found[item] is None]
        if len(right) == len(self.items):
            return Feedback(True, self.success)
        so_far = f"{listed(right)} {'is' if len(right) == 1 else 'are'} right. " if right else ""
        wrong = {item: known for item, known in found.items() if known is not None}
        if not wrong:
            waiting = listed(item for item in self.items if item not in given)
            return Feedback(False, f"{so_far}{waiting} still to do.", "incomplete")
        (first, known), *later = wrong.items()
        if alone:
            return Feedback(False, known.reply, known.mistake)
        after = f" ({listed(item for item, _ in later)} next.)" if later else ""
        return Feedback(False, f"{so_far}{first}: {known.reply}{after}", f"{first}:{known.mistake}")

    def _mistake(self, item: str, answer: Any) -> Wrong | None:
        """Return the mistake behind an answer, None if it is right."""
        asked = f"answer[{item!r}]" if item else "answer"
        known = self.items[item]
        if self.options:
            name = one_of(asked, answer, self.options)
            return next((wrong for wrong in known.wrong if wrong.value == name), None)
        value = finite_number(asked, answer)
        if _near(value, known.right, self.tolerance):
            return None
        for wrong in known.wrong:  # a mistaken number may be rounded, too
            if _near(value, wrong.value, max(self.tolerance, 1e-3)):
                return wrong
        if self.exact and _near(value, known.right, ROUNDED):
            reply = (
                f"{printed(value)} is the right number, rounded, and the limit is a sharp one. Can "
                f"you write it exactly, as in `{self.exact}`?"
            )
            return Wrong(value, "rounded", reply)
        return Wrong(value, "unknown", known.other)


def _waits(answer: Any) -> bool:
    return answer is ... or answer is None


def _near(value: float, other: Any, tolerance: float) -> bool:
    return abs(value - other) <= tolerance * abs(other)


def make_answers(exercise_id: str, table: Mapping[str, Any]) -> Answers:
    """Return the exercise that one table describes; a misspelt key is an error."""
    with well_formed(f"exercise {exercise_id!r}"):
        rest = joined(table)
        replies, options = rest.pop("replies", {}), tuple(rest.pop("options", ()))
        alone = {key: rest.pop(key) for key in ("right", "wrong") if key in rest}
        items = rest.pop("items", {"": alone})
        made = {name: _item(item, replies, options) for name, item in items.items()}
        if options:
            rest = {"asks": "a name in place of each `...`", **rest}
        return Answers(made, options=options, **rest)


def _item(table: dict[str, Any], replies: Mapping[str, str], options: tuple[str, ...]) -> Item:
    """Return one item; a wrong answer without a reply of its own has that of the whole exercise."""
    rows = table.pop("wrong", {})
    if options:
        for name in (table["right"], *rows):
            one_of("what is right or wrong", name, options)
        spare = table.get("other", "")
        rows = {
            name: {"value": name, "reply": rows.get(name, replies.get(name, spare))}
            for name in options
            if name != table["right"]
        }
    known = (
        Wrong(mistake=slug, **{"reply": replies.get(slug, ""), **row}) for slug, row in rows.items()
    )
    return Item(wrong=tuple(known), **table)
