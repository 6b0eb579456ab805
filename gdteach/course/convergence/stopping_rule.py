"""Notebook 04's first exercise: which one test ends each of five runs near the minimiser."""

from __future__ import annotations

from typing import Any

from gdteach.ask.choices import grade_choices
from gdteach.ask.feedback import Feedback

# Tolerance 0.001, at most 10 000 steps, near: within 0.05 of the minimiser.
#   A  ½x² + 500y² from (1, 1), η = 0.001     gradient (step and change stop at x ≈ 1)
#   B  0.0001·w² from 5, η = 2000             step (slope and change are small from the start)
#   C  1 − e^(−w²) from 5, η = 0.1            none
#   D  |w| from 1.02, η = 0.04                value (hops between 0.02 and −0.02)
#   E  w² from 10, η = 1                      none (the change is fooled, the others are silent)
RULES: dict[str, str] = {
    "slope": "‖∇f‖ ≤ 0.001",
    "step": "‖Δw‖ ≤ 0.001",
    "change": "|Δf| ≤ 0.001",
    "none": "no test ends it near the minimiser; only the step limit ends it honestly",
}
_RIGHT = {"A": "slope", "B": "step", "C": "none", "D": "change", "E": "none"}
_FLAT = (
    "at w = 5 the slope is 1.4·10⁻¹⁰, so the step and the change are tiny as well. What could any "
    "of the three tell apart there?"
)
_HINTS = {
    "A:step": "after one step y is 0, and along x the step is η·x = 0.001·x. Where is that below "
    "0.001 for the first time?",
    "A:change": "after one step only ½x² is left, and a step takes about η·x² = 0.001·x² off it. "
    "Where is that below 0.001 for the first time?",
    "A:none": "one of the three reads neither η nor a difference. How small is x when it speaks, "
    "and do 10 000 steps with the factor 0.999 get there?",
    "B:slope": "the slope is 0.0002·w. What is it at the start, at w = 5?",
    "B:change": "f is 0.0001·w², so 0.0025 at the start. How many steps until it changes by less "
    "than 0.001, and where is w then?",
    "B:none": "each step multiplies w by 1 − 2000·0.0002 = 0.6, so it does arrive. Which of the "
    "three does not depend on the unit of f?",
    "C:slope": _FLAT,
    "C:step": _FLAT,
    "C:change": _FLAT,
    "D:slope": "the slope of |w| is 1 or −1, everywhere but at 0. When is it below 0.001?",
    "D:step": "the slope is 1 or −1, so each step is 0.04 long. When is it below 0.001?",
    "D:none": "from 1.02 in steps of 0.04 it comes to 0.02, then to −0.02, then to 0.02 again. "
    "What do these points have in common?",
    "E:slope": "it hops between 10 and −10, where the slope is 20 or −20. When is that small?",
    "E:step": "it hops between 10 and −10, so each step is 20 long. When is that small?",
    "E:change": "f(10) = f(−10), so this test does speak, after the first step. How far is the "
    "minimiser then?",
}


def check_stopping_rule(answers: Any) -> Feedback:
    """Return whether each run was given the test that ends it near the minimiser, or a hint.

    Parameters
    ----------
    answers : dict
        From "A" … "E" to "slope", "step", "change" or "none"; ``...`` or None is not attempted
        yet. The tolerance is 0.001 and near is within 0.05. A: ½x² + 500y² from (1, 1), η = 0.001;
        B: 0.0001·w² from 5, η = 2000; C: 1 − e^(−w²) from 5, η = 0.1; D: |w| from 1.02, η = 0.04;
        E: w² from 10, η = 1.

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
    >>> check_stopping_rule({"E": "change"}).mistake
    'E:change'
    """
    return grade_choices(
        answers,
        right=_RIGHT,
        options=RULES,
        hints=_HINTS,
        success=(
            "All five: each test is the right one somewhere, and in C and E none is. That is why a "
            "rule has several. Which second number would have given E away?"
        ),
    )
