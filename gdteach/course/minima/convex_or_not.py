"""Notebook 05's third exercise: six formulas, to be judged by their second derivatives."""

from __future__ import annotations

from typing import Any

from gdteach.ask.choices import grade_choices
from gdteach.ask.feedback import Feedback
from gdteach.numerics.convexity import CONVEX, NOT_CONVEX, STRICT

# A  −ln w for w > 0                 f″ = 1/w²
# B  w³                              f″ = 6w
# C  x² + y² + 3xy                   eigenvalues −1 and 5
# D  (x − y)²                        eigenvalues 0 and 4
# E  max(w², 2w + 3)                 convex pieces, a straight one between −1 and 3
# F  ln(1 + eʷ)                      f″ = s(1 − s), s = 1/(1 + e⁻ʷ)
_RIGHT = {"A": STRICT, "B": NOT_CONVEX, "C": NOT_CONVEX, "D": CONVEX, "E": CONVEX, "F": STRICT}
_OPTIONS = {
    STRICT: "no chord touches the graph between its ends",
    CONVEX: "no chord has the graph above it, and some touch it",
    NOT_CONVEX: "some chord has the graph above it",
}
_CUBE = "for w > 0 it bends upwards. What sign has f″ = 6w at w = −1?"
_SADDLE = (
    "along x it is a parabola, along y it is one, and neither is the direction to test. What are "
    "the eigenvalues of the Hessian [[2, 3], [3, 2]], or simply f(1, −1)?"
)
_HINTS = {
    f"A:{CONVEX}": "it flattens out, but where would a chord touch it? f″ = 1/w² is positive for "
    "every w > 0.",
    f"A:{NOT_CONVEX}": "it falls for ever and has no minimum, and convex asks for none. What sign "
    "has f″ = 1/w²?",
    f"B:{STRICT}": _CUBE,
    f"B:{CONVEX}": _CUBE,
    f"C:{STRICT}": _SADDLE,
    f"C:{CONVEX}": _SADDLE,
    f"D:{STRICT}": "its Hessian [[2, −2], [−2, 2]] has the eigenvalue 0. How high is f along the "
    "line x = y, and what does a chord along it do?",
    f"D:{NOT_CONVEX}": "the mixed term is negative, which says nothing by itself: the eigenvalues "
    "of [[2, −2], [−2, 2]] are 0 and 4. Is one of them negative?",
    f"E:{STRICT}": "between w = −1 and w = 3 the larger of the two is 2w + 3. What does a chord "
    "do on a straight piece?",
    f"E:{NOT_CONVEX}": "it has kinks, and at a kink of a maximum the slope jumps up, never down. "
    "A chord lies above w² and above 2w + 3; so above the larger of the two?",
    f"F:{CONVEX}": "it is nearly straight at both ends. Nearly: f″ = s(1 − s) with s = 1/(1 + "
    "e^(−w)). Is that 0 anywhere?",
    f"F:{NOT_CONVEX}": "no minimum is no objection. With s = 1/(1 + e^(−w)) the slope is f′ = s: "
    "does s ever fall as w grows?",
}


def check_convexity(answers: Any) -> Feedback:
    """Return whether each of six formulas was judged rightly and, if not, a hint.

    Parameters
    ----------
    answers : dict
        From "A" … "F" to "strictly convex", "convex, not strictly" or "not convex"; ``...`` or
        None is not attempted yet. A: −ln w for w > 0, B: w³, C: x² + y² + 3xy, D: (x − y)²,
        E: max(w², 2w + 3), F: ln(1 + eʷ).

    Returns
    -------
    Feedback
        True when all six are right. `mistake` is letter and name of the first wrong choice.

    Raises
    ------
    TypeError
        If ``answers`` is no dict, or a choice is no string.
    ValueError
        If a letter or a verdict is not known; the message suggests the nearest.

    Examples
    --------
    >>> check_convexity({"C": "strictly convex"}).mistake
    'C:strictly convex'
    """
    return grade_choices(
        answers,
        right=_RIGHT,
        options=_OPTIONS,
        hints=_HINTS,
        success=(
            "All six. F is the loss of a classifier (notebook 06), D has a whole line of "
            "minimisers, and A has none. Which of the six may gradient descent leave for ever?"
        ),
    )
