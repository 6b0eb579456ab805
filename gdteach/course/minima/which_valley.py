"""Notebook 05's first exercise: which start reaches which valley of the double well."""

from __future__ import annotations

from typing import Any

from gdteach.ask.choices import grade_choices
from gdteach.ask.feedback import Feedback

ENDS: dict[str, str] = {
    "left": "the deep valley, at w = −1.04",
    "right": "the shallow valley, at w = 0.96",
    "neither": "no valley: it does not come to rest",
}

# From letter to start and learning rate, on w⁴ − 2w² + 0.3w
RUNS: dict[str, tuple[float, float]] = {
    "A": (-0.3, 0.01),
    "B": (0.07, 0.01),
    "C": (0.5, 0.01),
    "D": (1.9, 0.1),
    "E": (-1.2, 0.25),
}
_RIGHT = {"A": "left", "B": "left", "C": "right", "D": "left", "E": "neither"}

_SMALL = "with η = 0.01 the steps are short and the run comes to rest. Which way is its first one?"
_HINTS = {
    "A:right": "at −0.3 the slope is +1.39, so the first step goes to the left, and from there on "
    "the ground falls to −1.04. Did the minus sign of the update get lost?",
    "A:neither": _SMALL,
    "B:right": "0.07 is to the right of 0, and to the left of the hilltop, which is at 0.0754. "
    "Which sign has the slope at 0.07?",
    "B:neither": "nearly flat is not flat: at 0.07 the slope is 0.021. " + _SMALL,
    "C:left": "the left valley is deeper, but nobody told the ball: at 0.5 the slope is −1.2. "
    "Which way is its first step?",
    "C:neither": _SMALL,
    "D:right": "it begins on the right, and η is ten times as large here. The slope at 1.9 is "
    "20.1; where does the first step land, and on which side of the hilltop is that?",
    "D:neither": "η = 0.1 is below the limits of both valleys, 0.2255 and 0.2832, so it comes to "
    "rest. Where does its first step land?",
    "E:left": "it begins beside the deep valley, where the curvature is 8.87. Can a valley with "
    "2/8.87 = 0.2255 hold a ball with η = 0.25?",
    "E:right": "to get there it would have to cross the hilltop at 0.0754. Take a dozen steps: "
    "between which places does it hop?",
}


def check_which_valley(answers: Any) -> Feedback:
    """Return whether each run was given the valley it ends in and, if not, a hint.

    Parameters
    ----------
    answers : dict
        From "A" … "E" to "left", "right" or "neither"; ``...`` or None is not attempted yet. The
        runs, on w⁴ − 2w² + 0.3w: A from −0.3, B from 0.07 and C from 0.5, with η = 0.01; D from
        1.9 with η = 0.1; E from −1.2 with η = 0.25.

    Returns
    -------
    Feedback
        True when all five are right. `mistake` is letter and name of the first wrong choice.

    Raises
    ------
    TypeError
        If ``answers`` is no dict, or a choice is no string.
    ValueError
        If a letter or a name is not known; the message suggests the nearest.

    Examples
    --------
    >>> check_which_valley({"D": "right"}).mistake
    'D:right'
    """
    return grade_choices(
        answers,
        right=_RIGHT,
        options=ENDS,
        hints=_HINTS,
        success=(
            "All five: the sign of the slope decides for short steps, one long step can cross the "
            "hilltop, and beyond 2/λ a valley does not hold. Which start would you change last to "
            "send A to the right?"
        ),
    )
