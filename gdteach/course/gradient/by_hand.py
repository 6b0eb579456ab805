"""Notebook 01's first exercise that runs a function: the gradient of x² − 3xy + y sin y, by hand.

The learner's two components are read as sums of simple terms (x, y, sin y, y cos y, ...), by least
squares over many points: so the reply can quote the formula that was programmed.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from gdteach.ask.comparing import alike, first_departure
from gdteach.ask.exercise import Exercise
from gdteach.ask.known import Attempt
from gdteach.ask.program import Program
from gdteach.ask.reading import Answer, read_number
from gdteach.ask.replies import Finding, words_of
from gdteach.course.gradient.formulas import Formula, formula_of, written
from gdteach.numerics.wording import listed, printed, told_apart

LETTERS = ("x", "y")
TRUTH: tuple[Formula, Formula] = (
    {"x": 2.0, "y": -3.0},
    {"x": -3.0, "sin y": 1.0, "y cos y": 1.0},
)
PROGRAM = Program(
    height=lambda w: w[0] ** 2 - 3 * w[0] * w[1] + w[1] * np.sin(w[1]),
    along_x=lambda w: 2 * w[0] - 3 * w[1],
    along_y=lambda w: -3 * w[0] + np.sin(w[1]) + w[1] * np.cos(w[1]),
    answer=lambda along_x, along_y: np.array([along_x, along_y]),
)
# No round numbers: at those, wrong formulas may be right. The first is quoted in replies.
POINTS = np.vstack([[2.0, 1.0], np.random.default_rng(1).uniform(-3, 3, (24, 2))])


def read_slopes(value: Any, truth: object) -> Answer:
    """Return the learner's two numbers, or one, or what was found in their place."""
    array = read_number(value)
    if isinstance(array, Finding) or array.shape in ((2,), ()):
        return array
    if array.shape == (3,):
        return Finding("third_component")
    return Finding("wrong_shape", {"shape": array.shape})


def one_number(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise a single number in place of two."""
    if any(attempt.answer.shape for attempt in attempts):
        return None
    values = np.array([attempt.answer for attempt in attempts])
    x, y = np.array([attempt.truth for attempt in attempts]).T
    heights = np.array([PROGRAM.quantities(attempt.given)["height"] for attempt in attempts])
    candidates = {
        "the sum of the two slopes": x + y,
        "the length of the gradient": np.hypot(x, y),
        "the slope along x alone": x,
        "the slope along y alone": y,
        "the height f itself": heights,
    }
    named = next((f": it is {name}" for name, v in candidates.items() if alike(values, v)), "")
    return Finding("scalar", {"what": named})


def known_formulas(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise what is wrong with two formulas, or with the first wrong one that can be read."""
    if any(attempt.answer.shape != attempt.truth.shape for attempt in attempts):
        return None
    answers = np.array([attempt.answer for attempt in attempts], dtype=np.float64)
    found = [formula_of(POINTS, column) for column in answers.T]
    if found == [*TRUTH[::-1]]:
        return Finding("swapped")
    if found == [_negative(formula) for formula in TRUTH]:
        return Finding("uphill_downhill")
    wrong = [i for i in (0, 1) if found[i] != TRUTH[i]]
    if not wrong:
        return Finding("measured")
    for i in wrong:
        mine = found[i]
        if mine is not None:
            right = f"∂f/∂{LETTERS[1 - i]} is right. " if len(wrong) == 1 else ""
            told = f"{right}Your ∂f/∂{LETTERS[i]} is {written(mine)}."
            return mistake_in(i, mine).of({"told": told, **_along(i)})
    return None


def mistake_in(i: int, mine: Formula) -> Finding:
    """Return what is wrong with one component, and the terms that show it."""
    true = TRUTH[i]
    missing = [name for name in true if name not in mine]
    extra = [name for name in mine if name not in true]
    off = [name for name in true if name in mine and mine[name] != true[name]]
    product = {"sin y", "y cos y"}
    if missing and set(missing) <= product and extra in ([], ["cos y"]) and mine.get("x") == -3:
        return Finding("product_rule")
    if mine == _negative(true):
        return Finding("sign", words="all_signs")
    if not missing and not extra:
        turned = all(mine[name] == -true[name] for name in off)
        return Finding("sign" if turned else "factor", {"terms": _quoted(mine, off)})
    if missing and not extra and not off:
        return Finding("missing_term")
    if extra and not missing and not off:
        return Finding("not_held", {"terms": _quoted(mine, extra)})
    return Finding("wrong_formula")


def _negative(formula: Formula) -> Formula:
    return {name: -weight for name, weight in formula.items()}


def _quoted(formula: Formula, names: list[str]) -> str:
    return listed(f"`{written({name: formula[name]})}`" for name in names)


def _along(i: int) -> dict[str, str]:
    return {"moving": LETTERS[i], "held": LETTERS[1 - i]}


def first_component(attempt: Attempt) -> Finding:
    """Return what is found in a formula that cannot be read: the first component that differs."""
    if attempt.answer.shape != attempt.truth.shape:
        return Finding("wrong_shape", {"shape": attempt.answer.shape})
    i = first_departure(attempt.answer, attempt.truth) or 0
    yours, expected = told_apart(attempt.answer[i], attempt.truth[i], printed)
    return Finding("unknown", {"yours": yours, "expected": expected, **_along(i)})


BY_HAND = Exercise(
    parameters=("w",),
    program=PROGRAM,
    problems=[{"w": w} for w in POINTS],
    asked="w = {w}",
    read=read_slopes,
    inferred=(one_number, known_formulas),
    depart=first_component,
    words=words_of(__package__, "by_hand"),
)
