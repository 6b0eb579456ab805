"""Notebook 03's first exercise: the wall 2/L of three functions, exactly."""

from __future__ import annotations

from typing import Any

from gdteach.ask.feedback import Feedback
from gdteach.ask.number_answers import NumberItem, WrongNumber, grade_numbers

_HALF = (
    "that is 1/L, the rate with the largest guaranteed drop; on a parabola it lands on the bottom "
    "in one step, and twice as much still converges from every start below it. Where is the wall?"
)
_CURVATURE = "that is the curvature itself. Which learning rate multiplies an error by −1 there?"

# A  f(w) = 3w²                    f″ = 6
# B  f(x, y) = 3x² + 2xy + 3y²/2   Hessian [[6, 2], [2, 3]], eigenvalues 7 and 2
# C  f(w) = (w² − 1)²/4            f″ = 3w² − 1, at w = 1 it is 2
_ITEMS = {
    "A": NumberItem(
        2 / 6,
        (
            WrongNumber(
                2 / 3,
                "coefficient",
                "you took the factor 3 in front of w² for the curvature. With η = 2/3 the step "
                "from w = 1 is −(2/3)·6 = −4. What is the second derivative of 3w²?",
            ),
            WrongNumber(1 / 6, "half", _HALF),
            WrongNumber(6, "curvature", _CURVATURE),
        ),
        "one step multiplies w by 1 − η·f″. For which η is that −1?",
        "2 / 5",
    ),
    "B": NumberItem(
        2 / 7,
        (
            WrongNumber(
                2 / 6,
                "diagonal",
                "6 is the curvature along the x axis, and the steepest direction lies between the "
                "axes, because of the mixed term. What does `np.linalg.eigvalsh` say?",
            ),
            WrongNumber(
                2 / 2,
                "flattest",
                "that is 2/μ, made from the smallest eigenvalue. The flat direction would bear it; "
                "what does the steep one do at η = 1?",
            ),
            WrongNumber(
                2 / 9,
                "best_rate",
                "that is 2/(L + μ), the best constant rate. The question is how far beyond it one "
                "can go. Which of the two eigenvalues blows up first?",
            ),
            WrongNumber(1 / 7, "half", _HALF),
            WrongNumber(7, "curvature", _CURVATURE),
            WrongNumber(
                2 / 8,
                "row_sum",
                "6 + 2 is a bound on the largest eigenvalue, so your η is safe and not the "
                "largest. What is the eigenvalue itself?",
            ),
            WrongNumber(
                2 / 3.5,
                "not_doubled",
                "your Hessian is half of it: the second derivative of 3x² is 6. Which entries does "
                "the Hessian have?",
            ),
            WrongNumber(
                2 / ((9 + 73**0.5) / 2),
                "mixed_doubled",
                "your Hessian has 4 off the diagonal. The mixed second derivative of 2xy is 2: "
                "differentiate by x, then by y. What are the eigenvalues then?",
            ),
        ),
        "write down the Hessian of B, take its largest eigenvalue L; the wall is 2/L. Which "
        "eigenvalues do you get?",
        "2 / 5",
    ),
    "C": NumberItem(
        2 / 2,
        (
            WrongNumber(
                2 / 3,
                "constant_lost",
                "you used f″ = 3w², and a −1 got lost: f′ = w³ − w, so f″ = 3w² − 1. What is that "
                "at w = 1?",
            ),
            WrongNumber(1 / 2, "half", _HALF),
            WrongNumber(
                2,
                "hilltop",
                "2 is the curvature at w = 1; as an η it would be where the run escapes "
                "altogether. Close to w = 1 each step multiplies the distance by 1 − 2η. For which "
                "η is that −1?",
            ),
            WrongNumber(
                2 / 11,
                "elsewhere",
                "that is made from the curvature at w = 2. The question is about the floor of the "
                "valley, w = 1. What is f″ there?",
            ),
        ),
        "near w = 1 the function is nearly a parabola with curvature f″(1). What is f″(1), and "
        "where is its wall?",
        "2 / 5",
    ),
}


def check_largest_learning_rate(answers: Any) -> Feedback:
    """Return whether three walls 2/L are right and, if not, what the first wrong one is instead.

    Parameters
    ----------
    answers : dict
        "A": for 3w²; "B": for 3x² + 2xy + 3y²/2; "C": for (w² − 1)²/4 near w = 1. Numbers, exact
        to nine digits; ``...`` or None is not attempted yet.

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
    >>> check_largest_learning_rate({"A": 2 / 3, "B": ..., "C": ...}).mistake
    'A:coefficient'
    """
    return grade_numbers(
        answers,
        _ITEMS,
        success=(
            "All three: 2 divided by the largest curvature, which is f″, the largest eigenvalue "
            "of the Hessian, or f″ at the minimiser. For A and B that holds from every start. "
            "For C, only close to the floor: what happens further out?"
        ),
    )
