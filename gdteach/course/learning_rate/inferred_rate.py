"""Notebook 03's second exercise: read ηL off the log of a run on a parabola."""

from __future__ import annotations

from typing import Any

from gdteach.ask.feedback import Feedback
from gdteach.ask.number_answers import NumberItem, WrongNumber, grade_numbers

_PRODUCTS = {"A": 0.4, "B": 1.6, "C": 2.1}  # ηL of each run
_LINES = 5
_FIRST = 100.0  # f at the start


def loss_logs() -> dict[str, str]:
    """Return the logs of three runs on parabolas: heights to two decimals, signs of the slopes.

    Examples
    --------
    >>> print(loss_logs()["A"])
    f  100.00   36.00   12.96    4.67    1.68   slope  + + + + +
    """
    logs = {}
    for letter, product in _PRODUCTS.items():
        factor = 1 - product
        heights = "".join(f"{_FIRST * factor ** (2 * t):8.2f}" for t in range(_LINES))
        signs = " ".join("+" if factor**t > 0 else "−" for t in range(_LINES))
        logs[letter] = f"f{heights}   slope  {signs}"
    return logs


def _item(product: float) -> NumberItem:
    factor = 1 - product
    ratio = factor**2
    same_side = factor > 0
    other_side = (
        "the slope keeps its sign, so the ball stays on its side and the factor is positive"
        if same_side
        else "the slope changes sign at every step, so the ball crosses and the factor is negative"
    )
    step = 1 if same_side else -1
    growing = " It grows, so its size is above 1." if ratio > 1 else ""
    return NumberItem(
        product,
        (
            WrongNumber(
                1 - step * ratio,
                "not_rooted",
                f"{ratio:.2f} is the factor of f, and f is a square: the factor of the error is "
                "its root. What is 1 − ηL then?",
            ),
            WrongNumber(
                1 + step * abs(factor),
                "other_branch",
                f"the size of the factor is right, and {other_side}. Which of the two does 1 − ηL "
                "have to be?",
            ),
            WrongNumber(
                step * abs(factor),
                "factor",
                "that is the factor 1 − ηL. What is ηL?",
            ),
            WrongNumber(
                abs(factor),
                "factor",
                "that is the size of the factor 1 − ηL. Which sign has it, and what is ηL?",
            ),
            WrongNumber(
                ratio,
                "ratio",
                f"{ratio:.2f} is what f is multiplied by in a step. f is a square, so the error is "
                "multiplied by its root, up to sign. What is ηL?",
            ),
        ),
        f"divide a height by the one before: {ratio:.2f}, the square of 1 − ηL.{growing} The "
        "slopes tell its sign. What is ηL?",
    )


_ITEMS = {letter: _item(product) for letter, product in _PRODUCTS.items()}


def check_inferred_rate(answers: Any) -> Feedback:
    """Return whether ηL was read rightly off the three logs of `loss_logs` and, if not, why.

    Parameters
    ----------
    answers : dict
        From "A", "B", "C" to ηL (dimensionless), to within half a per cent; ``...`` or None is not
        attempted yet.

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

    Notes
    -----
    On ½Lw² each step multiplies w by 1 − ηL, and so f by (1 − ηL)².

    Examples
    --------
    >>> check_inferred_rate({"A": 0.64, "B": ..., "C": ...}).mistake
    'A:not_rooted'
    """
    return grade_numbers(
        answers,
        _ITEMS,
        tolerance=5e-3,
        success=(
            "All three, from nothing but a log: η is known, so you know L. A run that blows up has "
            "told you its curvature. Which η would you choose next for C?"
        ),
    )
