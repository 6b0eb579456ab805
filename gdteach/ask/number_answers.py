"""Exercises answered with numbers: the reply names the mistake that leads to a wrong one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from gdteach.ask.feedback import Feedback, not_attempted
from gdteach.numerics import arguments
from gdteach.numerics.wording import listed, printed

ROUNDED = 0.01  # a number this close to the right one, as a share of it, was rounded


@dataclass(frozen=True)
class WrongNumber:
    """A wrong number that a known mistake leads to.

    Parameters
    ----------
    value : float
        What that mistake gives.
    slug : str
        Its short name.
    message : str
        The reply.
    """

    value: float
    slug: str
    message: str


@dataclass(frozen=True)
class NumberItem:
    """One number to find.

    Parameters
    ----------
    right : float
        The number.
    wrong : tuple of WrongNumber
        The mistakes it is known to be missed by.
    hint : str
        The reply to any other number.
    exact : str
        How such a number is written exactly, if it must be; the reply to a rounded one shows it.
    """

    right: float
    wrong: tuple[WrongNumber, ...]
    hint: str
    exact: str = ""


def grade_numbers(
    answers: Any, items: Mapping[str, NumberItem], *, success: str, tolerance: float = 1e-9
) -> Feedback:
    """Return the reply to a learner's numbers, one for each item.

    Parameters
    ----------
    answers : dict
        From item to a number; ``...``, None or a missing item is not attempted yet.
    items : mapping
        What is asked.
    success : str
        The reply when every number is right.
    tolerance : float
        How far from the right number an answer may be, as a share of it.

    Returns
    -------
    Feedback
        Its `mistake` is "item:slug" for the first wrong number, and "incomplete" when all numbers
        given are right and some are still to find.

    Raises
    ------
    TypeError
        If ``answers`` is no dict, or an answer is no number.
    ValueError
        If an item is not known, or an answer is not finite.
    """
    if answers is ... or answers is None:
        return not_attempted()
    arguments.instance("answers", answers, dict, f"write {{{next(iter(items))!r}: ...}}")
    for item in answers:
        arguments.one_of("an item of answers", item, items)
    given = {
        item: arguments.finite_number(f"answers[{item!r}]", answers[item])
        for item in items
        if answers.get(item) is not None and answers[item] is not ...
    }
    if not given:
        return not_attempted("Nothing to check so far: put a number in place of each `...`.")
    wrong = [
        item for item, value in given.items() if not _close(value, items[item].right, tolerance)
    ]
    found = [item for item in given if item not in wrong]
    if not wrong and len(found) == len(items):
        return Feedback(True, success)
    so_far = f"{listed(found)} {'is' if len(found) == 1 else 'are'} right. " if found else ""
    if not wrong:
        waiting = [item for item in items if item not in given]
        return Feedback(False, f"{so_far}{listed(waiting)} still to do.", "incomplete")
    first = wrong[0]
    slug, message = _mistake(given[first], items[first], tolerance)
    others = f" ({listed(wrong[1:])} next.)" if wrong[1:] else ""
    return Feedback(False, f"{so_far}{first}: {message}{others}", f"{first}:{slug}")


def _mistake(value: float, item: NumberItem, tolerance: float) -> tuple[str, str]:
    """Return the short name of the mistake behind a wrong number, and the reply to it."""
    for known in item.wrong:
        # a mistaken number may be rounded, too; the nearest explanation wins only if it is near
        if _close(value, known.value, max(tolerance, 1e-3)):
            return known.slug, known.message
    if item.exact and _close(value, item.right, ROUNDED):
        return "rounded", (
            f"{printed(value)} is the right number, rounded, and the limit is a sharp one. Can you "
            f"write it exactly, as in `{item.exact}`?"
        )
    return "unknown", item.hint


def _close(value: float, other: float, tolerance: float) -> bool:
    return bool(np.abs(value - other) <= tolerance * np.abs(other))
