"""The checker of notebook 01's first exercise: the gradient of x² − 3xy + y sin y, by hand.

The learner's two components are read as sums of simple terms (x, y, sin y, y cos y, ...), by least
squares over many points: so the reply can quote the formula that was programmed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.examining import Exercise, examine, read_numbers
from gdteach.ask.feedback import Feedback
from gdteach.ask.formulas import formula_of, written
from gdteach.ask.mistakes import Attempt, alike, first_departure
from gdteach.numerics.wording import listed, printed, told_apart

Vector = NDArray[np.float64]

_TRUTH = ({"x": 2.0, "y": -3.0}, {"x": -3.0, "sin y": 1.0, "y cos y": 1.0})
_LETTERS = ("x", "y")
# No round numbers: at those, wrong formulas may be right. The first is quoted in replies.
_POINTS = np.vstack([[2.0, 1.0], np.random.default_rng(1).uniform(-3, 3, (24, 2))])


@dataclass(frozen=True, eq=False)
class _At:
    """A point at which the learner's gradient is asked."""

    w: Vector

    def __str__(self) -> str:
        return f"w = {printed(self.w)}"

    def height(self) -> float:
        x, y = self.w
        return float(x**2 - 3 * x * y + y * np.sin(y))

    def gradient(self) -> Vector:
        x, y = self.w
        return np.array([2 * x - 3 * y, -3 * x + np.sin(y) + y * np.cos(y)])


# ------------------------------------------------------------------ what comes back


def _read(w: object, value: Any) -> NDArray[np.floating] | Feedback:
    """Return the learner's two numbers, or the reply that says what came instead."""
    array = read_numbers(w, value)
    if isinstance(array, Feedback) or array.shape in ((2,), ()):
        return array
    if array.shape == (3,):
        return Feedback(
            False,
            "You return three numbers, and f has two inputs, x and y. The height f is what the "
            "slopes are about, and no input of it: which of your three is no slope?",
            "third_component",
        )
    if array.shape == (1,):
        return array.reshape(())
    return Feedback(
        False,
        f"You return numbers of shape {array.shape}, and a gradient has the shape of the point, "
        "(2,): one slope for each input. How do you make an array of two numbers?",
        "wrong_shape",
    )


def _one_number(attempts: Sequence[Attempt[_At]]) -> Feedback | None:
    """Recognise a single number in place of two."""
    if any(attempt.answer.shape != () for attempt in attempts):
        return None
    values = np.array([float(attempt.answer) for attempt in attempts])
    truth = np.array([attempt.truth for attempt in attempts])
    heights = np.array([attempt.problem.height() for attempt in attempts])
    candidates = {
        "the sum of the two slopes": truth.sum(axis=1),
        "the length of the gradient": np.hypot(*truth.T),
        "the slope along x alone": truth[:, 0],
        "the slope along y alone": truth[:, 1],
        "the height f itself": heights,
    }
    named = next((name for name, v in candidates.items() if alike(values, v)), "")
    what = f": it is {named}" if named else ""
    return Feedback(
        False,
        f"You return one number{what}. f has two inputs, and in each of their directions the "
        "ground has a slope of its own. How many numbers does that make?",
        "scalar",
    )


# ------------------------------------------------------------------ the two formulas


def _known_formulas(attempts: Sequence[Attempt[_At]]) -> Feedback | None:
    answers = np.array([attempt.answer for attempt in attempts], dtype=np.float64)
    found = [formula_of(_POINTS, column) for column in answers.T]
    if found[0] == _TRUTH[1] and found[1] == _TRUTH[0]:
        return Feedback(
            False,
            "Both slopes are right, and they stand in the other order: yours along y comes first. "
            "In which order does the point (x, y) name its inputs?",
            "swapped",
        )
    if all(mine == _negative(true) for mine, true in zip(found, _TRUTH, strict=True)):
        first = attempts[0]
        return Feedback(
            False,
            f"Both components have the other sign: at {printed(first.problem.w)} you return "
            f"{printed(first.answer)}, and f climbs towards {printed(first.truth)}. Does ∇f point "
            "uphill or downhill?",
            "uphill_downhill",
        )
    wrong = [i for i in (0, 1) if found[i] != _TRUTH[i]]
    if not wrong:
        return Feedback(
            False,
            "Your slopes are right to several digits and not to all: they look measured. The rules "
            "of differentiation give a formula; what is it, term by term?",
            "measured",
        )
    i = next((i for i in wrong if found[i] is not None), None)
    if i is None:
        return None
    mine = found[i] or {}
    right = f"∂f/∂{_LETTERS[1 - i]} is right. " if len(wrong) == 1 else ""
    slug, message = _mistake_in(i, mine)
    return Feedback(False, f"{right}Your ∂f/∂{_LETTERS[i]} is {written(mine)}. {message}", slug)


def _negative(formula: dict[str, float]) -> dict[str, float]:
    return {name: -weight for name, weight in formula.items()}


def _mistake_in(i: int, mine: dict[str, float]) -> tuple[str, str]:
    """Return a name for what is wrong with one component, and what to say about it."""
    true, moving, held = _TRUTH[i], _LETTERS[i], _LETTERS[1 - i]
    missing = [name for name in true if name not in mine]
    extra = [name for name in mine if name not in true]
    product = {"sin y", "y cos y"}
    if missing and set(missing) <= product and extra in ([], ["cos y"]) and mine.get("x") == -3:
        return "product_rule", (
            "y sin y is a product, and both of its factors change with y: the product rule gives "
            "one term for each. What comes of y sin y when y changes in one factor at a time?"
        )
    if mine == _negative(true):
        return "sign", "Every sign in it is turned round. Does f climb or fall along it?"
    if not missing and not extra:
        off = [name for name in true if mine[name] != true[name]]
        if all(mine[name] == -true[name] for name in off):
            return "sign", (
                f"The sign of {listed(_quoted(name, mine[name]) for name in off)} is turned "
                "round. Which sign does that term have in f?"
            )
        return "factor", (
            f"A factor is off in {listed(_quoted(name, mine[name]) for name in off)}. Which term "
            f"of f does it come from, and what is that term's slope along {moving}?"
        )
    if missing and not extra and _agree(mine, true, set(mine)):
        return "missing_term", (
            f"One term of f changes with {moving} and has left no slope behind. With {held} held "
            f"at 5, say, f is a function of {moving} alone: which of its terms is missing?"
        )
    if extra and not missing and _agree(mine, true, set(true)):
        return "not_held", (
            f"Too much of it: {listed(_quoted(name, mine[name]) for name in extra)} should not be "
            f"there. Along {moving} the other input, {held}, is held: which terms of f stand still?"
        )
    return "wrong_formula", (
        f"Hold {held} at 5, say, so that f is a function of {moving} alone. What is the slope of "
        "each of its terms?"
    )


def _agree(mine: dict[str, float], true: dict[str, float], names: set[str]) -> bool:
    return all(mine.get(name) == true.get(name) for name in names)


def _quoted(name: str, weight: float) -> str:
    return f"`{written({name: weight})}`"


def _depart(attempt: Attempt[_At]) -> Feedback:
    """Return the reply to a formula that cannot be read: the first component that differs."""
    i = first_departure(attempt.answer, attempt.truth) or 0
    yours, expected = told_apart(attempt.answer[i], attempt.truth[i], printed)
    return Feedback(
        False,
        f"At {attempt.problem} your ∂f/∂{_LETTERS[i]} is {yours}, and {expected} is expected. With "
        f"{_LETTERS[1 - i]} held there, what is the slope of each term of f along {_LETTERS[i]}?",
        "unknown",
    )


_EXERCISE: Exercise[_At] = Exercise(
    parameters=("w",),
    problems=[_At(w) for w in _POINTS],
    arguments=lambda at: (at.w.copy(),),
    truth=_At.gradient,
    read=_read,
    recognisers=(_one_number, _known_formulas),
    depart=_depart,
    success=(
        "Both slopes are right at 25 points. A question to take along: where is this ∇f zero, and "
        "what does the ground look like there?"
    ),
)


def check_gradient_by_hand(gradient: Any) -> Feedback:
    """Return whether a learner's gradient of x² − 3xy + y sin y is right; if not, its mistake.

    Parameters
    ----------
    gradient : callable
        ``gradient(w)`` with w = (x, y) as an array of shape (2,), returning the two slopes in
        any form NumPy can read. ``...`` or None stands for an exercise not attempted yet.

    Returns
    -------
    Feedback
        True when passed; `message` has the reply, `mistake` the short name of what was recognised.

    Raises
    ------
    TypeError
        If ``gradient`` is not a function.

    Examples
    --------
    >>> def gradient(w):
    ...     x, y = w
    ...     return [2 * x - 3 * y, -3 * x + np.cos(y)]
    >>> check_gradient_by_hand(gradient).mistake
    'product_rule'
    """
    return examine(gradient, _EXERCISE)
