"""Notebook 05's fourth exercise: make a convex sum, by adding just enough of a bowl."""

from __future__ import annotations

from typing import Any

from gdteach.ask.feedback import Feedback
from gdteach.ask.number_answers import NumberItem, WrongNumber, grade_numbers

_TWICE = "the second derivative of c·w² is 2c, so half of your c would do. What is the smallest?"
_SIGN = "a negative c takes curvature away, and there is too little already. Which sign mends it?"

# A  w⁴ − 2w² + 0.3w        f″ = 12w² − 4, least −4 at 0
# B  ½w² + 0.6·sin 2w       f″ = 1 − 2.4·sin 2w, least −1.4
# C  x² − y²                eigenvalues 2 and −2, plus 2c each
_ITEMS = {
    "A": NumberItem(
        2.0,
        (
            WrongNumber(4.0, "doubled", _TWICE),
            WrongNumber(
                1.0,
                "halved",
                "with c = 1 the sum has f″ = 12w² − 2, and at w = 0 it still bends downwards. "
                "What is the second derivative of c·w²?",
            ),
            WrongNumber(-2.0, "sign", _SIGN),
            WrongNumber(
                8.87 / 2,
                "at_the_floor",
                "that is made from the curvature of a valley, where nothing is to mend. Where is "
                "f″ = 12w² − 4 smallest?",
            ),
        ),
        "f″ = 12w² − 4 is smallest at w = 0. How large must 2c be for the sum to be 0 there?",
    ),
    "B": NumberItem(
        0.7,
        (
            WrongNumber(1.4, "doubled", _TWICE),
            WrongNumber(
                1.2,
                "bowl_forgotten",
                "½w² brings a curvature of 1 of its own. What is left of −2.4 to be made up for?",
            ),
            WrongNumber(
                0.1,
                "inner_factor",
                "f″ of 0.6·sin 2w is −2.4·sin 2w: the 2 comes out twice. What is the smallest "
                "value of 1 − 2.4·sin 2w?",
            ),
            WrongNumber(
                0.35,
                "halved",
                "c·w² has the second derivative 2c, and 1.4 is missing. What is c?",
            ),
            WrongNumber(-0.7, "sign", _SIGN),
        ),
        "f″ = 1 − 2.4·sin 2w. What is its smallest value, and which c makes up for it?",
    ),
    "C": NumberItem(
        1.0,
        (
            WrongNumber(2.0, "doubled", _TWICE.replace("c·w²", "c·y²")),
            WrongNumber(
                0.5,
                "halved",
                "with c = 0.5 the sum is 1.5x² − 0.5y²: still a saddle. Which c takes away the "
                "minus?",
            ),
            WrongNumber(-1.0, "sign", _SIGN),
        ),
        "the sum is (1 + c)x² + (c − 1)y². For which c is no coefficient negative?",
    ),
}


def check_convex_sum(answers: Any) -> Feedback:
    """Return whether three functions were made convex with the least bowl and, if not, why.

    Parameters
    ----------
    answers : dict
        The smallest c for which f plus the bowl is convex. "A": w⁴ − 2w² + 0.3w plus c·w²; "B":
        ½w² + 0.6·sin 2w plus c·w²; "C": x² − y² plus c·(x² + y²). ``...`` or None is not attempted
        yet.

    Returns
    -------
    Feedback
        True when all three are right. `mistake` is letter and name of the first wrong one.

    Raises
    ------
    TypeError
        If ``answers`` is no dict, or an answer is no number.
    ValueError
        If a letter is not known, or an answer is not finite.

    Examples
    --------
    >>> check_convex_sum({"A": 4}).mistake
    'A:doubled'
    """
    return grade_numbers(
        answers,
        _ITEMS,
        success=(
            "All three: the bowl makes up for the most negative curvature, and 2c is what it "
            "brings. The price: the minimiser moves. Where is it for A, and where was it before?"
        ),
    )
