"""Exercises answered with names: which is which. The reply hints at one wrong choice at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gdteach.ask.feedback import Feedback, not_attempted
from gdteach.numerics import arguments
from gdteach.numerics.wording import listed


def grade_choices(
    answers: Any,
    *,
    right: Mapping[str, str],
    options: Mapping[str, str],
    hints: Mapping[str, str],
    success: str,
) -> Feedback:
    """Return the reply to a learner's choice of one name for each item.

    Parameters
    ----------
    answers : dict
        From item to the chosen name; ``...``, None or a missing item is not attempted yet.
    right : mapping
        From item to the right name.
    options : mapping
        From every name that may be chosen to its short description.
    hints : mapping
        From every name, or from "item:name", to what one would see if it were right: the reply to
        choosing it wrongly.
    success : str
        The reply when every item is right.

    Returns
    -------
    Feedback
        Its `mistake` is "item:name" for the first wrong choice, and "incomplete" when all choices
        made are right and some are still to make.

    Raises
    ------
    TypeError
        If ``answers`` is no dict, or a choice is no string.
    ValueError
        If an item or a name is not known; the message suggests the nearest.
    """
    if answers is ... or answers is None:
        return not_attempted()
    arguments.instance("answers", answers, dict, f"write {{{next(iter(right))!r}: ...}}")
    for item in answers:
        arguments.one_of("an item of answers", item, right)
    chosen = {
        item: arguments.one_of(f"answers[{item!r}]", answers[item], options)
        for item in right
        if answers.get(item) is not None and answers[item] is not ...
    }
    if not chosen:
        return not_attempted("Nothing to check so far: put a name in place of each `...`.")
    found = [item for item in chosen if chosen[item] == right[item]]
    wrong = [item for item in chosen if chosen[item] != right[item]]
    if not wrong and len(found) == len(right):
        return Feedback(True, success)
    so_far = f"{listed(found)} {'is' if len(found) == 1 else 'are'} right. " if found else ""
    if not wrong:
        waiting = [item for item in right if item not in chosen]
        return Feedback(False, f"{so_far}{listed(waiting)} still to do.", "incomplete")
    first = wrong[0]
    choice = f"{first}:{chosen[first]}"
    hint = hints[choice] if choice in hints else hints[chosen[first]]
    others = f" ({listed(wrong[1:])} next.)" if wrong[1:] else ""
    return Feedback(False, f"{so_far}{first}: {hint}{others}", choice)
