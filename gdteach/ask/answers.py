"""Exercises answered with names or numbers: the reply says which mistake leads to a wrong one.

All that such an exercise is stands in a topic's ``content.toml``: what is right, and a reply to
every wrong name, or to the numbers that known mistakes lead to. Whatever else a learner types is
answered in the words of ``typed.toml``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gdteach.ask.content import joined, well_formed
from gdteach.ask.feedback import Feedback, not_attempted
from gdteach.ask.items import Item, Wrong, make_named, make_numbered
from gdteach.ask.named import read_name
from gdteach.ask.typed import Odd, read_letters, read_number, safely, waits
from gdteach.numerics.wording import listed

ABOUT_NUMBERS = ("tolerance", "exact", "below", "above")  # said once for all items
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

    def reply(self, answer: Any) -> Feedback:
        """Return what is right so far, and what each wrong answer would mean; it raises nothing.

        The mistakes are "item:mistake", joined with "+", or "incomplete" when all that is answered
        is right. A mistake in the dict itself has no item.
        """
        given, odd = self._read(answer)
        if not given and not odd:
            return not_attempted(f"Nothing to check so far: put {self.asks}.")
        judged = {item: self._judged(item, given[item]) for item in self.items if item in given}
        wrong = {item: found for item, found in judged.items() if found is not None} | odd
        right = [item for item in judged if item not in wrong]
        if len(right) == len(self.items) and not wrong:
            return Feedback(True, self.success)
        lines = [f"{listed(right)} {'is' if len(right) == 1 else 'are'} right."] if right else []
        if not wrong:
            waiting = listed(item for item in self.items if item not in given)
            return Feedback(False, f"{lines[0]} {waiting} still to do.", "incomplete")
        slugs = [f"{item.strip('`')}:{found.mistake}".strip(":") for item, found in wrong.items()]
        return Feedback(False, "\n".join(lines + self._said(wrong)), "+".join(slugs))

    def _read(self, answer: Any) -> tuple[dict[str, Any], dict[str, Odd]]:
        """Return what is answered to each item, and what is odd about the letters or the dict."""
        if waits(answer):
            return {}, {}
        if "" in self.items:
            return {"": answer}, {}
        try:
            return safely(read_letters, answer, self.items)
        except Odd as no_dict:
            return {}, {"": no_dict}

    def _judged(self, item: str, answer: Any) -> Wrong | Odd | None:
        """Return the mistake behind the answer to an item, None if it is right."""
        known = self.items[item]
        try:
            if self.options:
                return known.judge_name(safely(read_name, answer, self.options, self.unclear))
            return known.judge_number(safely(read_number, answer))
        except Odd as odd:
            return odd

    def _said(self, wrong: Mapping[str, Wrong | Odd]) -> list[str]:
        """Return a line for each of the first mistakes; items that share one stand before it."""
        lines: dict[str, list[str]] = {}
        for item, found in wrong.items():
            lines.setdefault(found.reply, []).append(item)
        lettered = self.items.keys() - {""}
        said = [
            f"{listed(items)}: {reply}" if items[0] in lettered else reply[0].upper() + reply[1:]
            for reply, items in lines.items()
        ]
        later = [item for items in [*lines.values()][AT_ONCE:] for item in items]
        return said[:AT_ONCE] + ([f"({listed(later)} next.)"] if later else [])


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
            shared = {key: rest.pop(key) for key in ABOUT_NUMBERS if key in rest}
            rights = [item["right"] for item in items.values()]
            made = {
                name: make_numbered(shared | item, replies, rights) for name, item in items.items()
            }
        return Answers(made, options=options, **rest)
