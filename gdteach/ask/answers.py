"""Exercises answered with names or numbers: the reply says which mistake leads to a wrong one.

All that such an exercise is stands in a topic's ``content.toml``: what is right, and a reply to
every wrong name, or to the numbers that known mistakes lead to. Whatever else a learner types is
answered in the words of ``typed.toml``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from gdteach.ask.content import joined, well_formed
from gdteach.ask.feedback import Feedback, not_attempted
from gdteach.ask.items import Item, Scale, Wrong, make_named, make_numbered, near
from gdteach.ask.named import read_name
from gdteach.ask.typed import Odd, read_letters, read_number, safely, sentence, waits
from gdteach.numerics.wording import listed

AT_ONCE = 3  # so many replies are read; those to the other items can wait


@dataclass(frozen=True)
class Answers:
    """An exercise whose answer is a dict from each item to a name or a number.

    An item without a name is the only one of its exercise, and its answer stands alone.
    """

    items: Mapping[str, Item]
    success: str  # the reply when all of them are right
    options: tuple[str, ...] = ()  # the names to choose from; none where numbers are asked for
    unclear: Mapping[str, str] = field(default_factory=dict)  # replies to what may mean several
    asks: str = "a number in place of each `...`"
    scale: Scale = field(default_factory=Scale)  # how numbers are judged

    def reply(self, answer: Any) -> Feedback:
        """Return what is right so far, and what each wrong answer would mean; it raises nothing.

        The mistakes are "item:mistake", joined with "+", or "incomplete" when all that is answered
        is right. A mistake in the dict itself has no item.
        """
        if waits(answer):
            return self._nothing()
        if "" in self.items:
            alone = self._judged("", answer)
            return Feedback(True, self.success) if alone is None else _alone(alone)
        try:
            given, odd = safely(read_letters, answer, self.items)
        except Odd as no_dict:
            return _alone(no_dict)
        given = {item: given[item] for item in self.items if not waits(given.get(item))}
        if not given and not odd:
            return self._nothing()
        judged = {item: self._judged(item, value) for item, value in given.items()}
        right = [item for item, wrong in judged.items() if wrong is None]
        so_far = [f"{listed(right)} {'is' if len(right) == 1 else 'are'} right."] if right else []
        wrong = {item: found for item, found in judged.items() if found is not None} | odd
        if wrong:
            slugs = "+".join(f"{item.strip('`')}:{found.mistake}" for item, found in wrong.items())
            return Feedback(False, "\n".join(so_far + self._said(wrong, given)), slugs)
        if len(right) == len(self.items):
            return Feedback(True, self.success)
        waiting = listed(item for item in self.items if item not in given)
        return Feedback(False, f"{so_far[0]} {waiting} still to do.", "incomplete")

    def _nothing(self) -> Feedback:
        return not_attempted(f"Nothing to check so far: put {self.asks}.")

    def _judged(self, item: str, answer: Any) -> Wrong | Odd | None:
        """Return the mistake behind the answer to an item, None if it is right."""
        known = self.items[item]
        try:
            if self.options:
                return known.judge_name(safely(read_name, answer, self.options, self.unclear))
            return known.judge_number(safely(read_number, answer), self.scale)
        except Odd as odd:
            return odd

    def _said(self, wrong: Mapping[str, Wrong | Odd], given: Mapping[str, Any]) -> list[str]:
        """Return a line for each of the first mistakes; items that share one stand before it."""
        lines: dict[str, list[str]] = {}
        moved = self._moved(wrong)
        for item, found in wrong.items():
            if not (item in moved and found.mistake == "another_letter"):
                lines.setdefault(found.reply, []).append(item)
        said = [
            f"{listed(items)}: {reply}" if items[0] in self.items else _begun(reply)
            for reply, items in [*lines.items()][:AT_ONCE]
        ]
        later = [item for items in [*lines.values()][AT_ONCE:] for item in items]
        if moved:
            said.append(sentence("moved", items=listed(moved)))
        return said + ([f"({listed(later)} next.)"] if later else [])

    def _moved(self, wrong: Mapping[str, Wrong | Odd]) -> list[str]:
        """Return the items with numbers that are right under each other's letters."""
        numbers = {
            item: each.value
            for item, each in wrong.items()
            if isinstance(each, Wrong) and not self.options
        }
        right = {item: self.items[item].right for item in numbers}
        return [
            item
            for item in numbers
            if any(near(numbers[item], each, self.scale.tolerance) for each in right.values())
            and any(near(each, right[item], self.scale.tolerance) for each in numbers.values())
        ]


def _alone(found: Wrong | Odd) -> Feedback:
    """Return the reply to a mistake that has no letter before it."""
    return Feedback(False, _begun(found.reply), found.mistake)


def _begun(text: str) -> str:
    return text[0].upper() + text[1:]


def make_answers(exercise_id: str, table: Mapping[str, Any]) -> Answers:
    """Return the exercise that one table describes; a misspelt key is an error."""
    with well_formed(f"exercise {exercise_id!r}"):
        rest = joined(table)
        replies, options = rest.pop("replies", {}), tuple(rest.pop("options", ()))
        alone = {key: rest.pop(key) for key in ("right", "wrong") if key in rest}
        items = rest.pop("items", {"": alone})
        if options:
            made = {name: make_named(item, replies, options) for name, item in items.items()}
            rest = {"asks": "a name in place of each `...`", **rest}
        else:
            scale = {each.name: rest.pop(each.name) for each in fields(Scale) if each.name in rest}
            rest["scale"] = Scale(**scale)
            rights = [item["right"] for item in items.values()]
            made = {name: make_numbered(item, replies, rights) for name, item in items.items()}
        return Answers(made, options=options, **rest)
