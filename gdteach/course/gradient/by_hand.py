"""Notebook 01's first exercise that runs a function: the gradient of x² − 3xy + y sin y, by hand.

The learner's two components are read as sums of simple terms (x, y, sin y, y cos y, ...): so the
reply can quote a formula with their values, and say which term of f went wrong on the way.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from gdteach.ask.comparing import alike, first_departure
from gdteach.ask.exercise import Exercise
from gdteach.ask.explaining import one_change
from gdteach.ask.known import Attempt, Slip, Table, singles
from gdteach.ask.probing import in_proportion
from gdteach.ask.program import Program
from gdteach.ask.reading import Answer, read_number
from gdteach.ask.replies import Finding, nouns_of, words_of
from gdteach.course.gradient.formulas import Formula, formula_of, written
from gdteach.course.gradient.measured import (
    POINTS,
    both_columns,
    difference_quotients,
    height,
    nearly,
)
from gdteach.course.gradient.term_slopes import HEIGHT, LETTERS, MIRRORED, TRUTH, slips_in
from gdteach.numerics.wording import listed, printed, told_apart

PROGRAM = Program(
    height=height,
    along_x=lambda w: 2 * w[0] - 3 * w[1],
    sine=lambda w: np.sin(w[1]),
    cosine=lambda w: np.cos(w[1]),
    along_y=lambda w, sine, cosine: -3 * w[0] + sine + w[1] * cosine,
    answer=lambda along_x, along_y: np.array([along_x, along_y]),
)
EXACT = 1e-12  # relative: a formula is as near as that at every point, and a measured slope is not


def _in_degrees(radians: float) -> list[Slip]:
    """Return slopes along y whose sine and cosine take y times so many radians."""
    return [
        {"along_y": lambda w: -3 * w[0] + np.sin(radians * w[1]) + w[1] * np.cos(radians * w[1])},
        {
            "along_y": lambda w: (
                -3 * w[0] + np.sin(radians * w[1]) + radians * w[1] * np.cos(radians * w[1])
            )
        },
        {"w": lambda w: radians * w},
    ]


MISTAKES: Table = {
    "swapped": [{"answer": "swapped"}],
    "uphill_downhill": [{"answer": "negated"}],
    "roles": [{"w": "swapped"}, {"w": "swapped", "answer": "swapped"}],
    "degrees": [*_in_degrees(np.pi / 180), *_in_degrees(180 / np.pi)],
    "direction_alone": [
        {"answer": "normalised"},
        {"answer": "nearly normalised"},
        {"answer": lambda it: -it / np.hypot(*it)},
    ],
    "one_input": [{"w": "first for both"}, {"w": "second for both"}],
    "sum_in_both": [{"answer": lambda it: np.full(2, it.sum())}],
    "written_over": [
        {"along_y": lambda along_x, w, sine, cosine: -3 * along_x + sine + w[1] * cosine}
    ],
    "point": [{"answer": lambda w: w}],
    "moved": [{"answer": lambda w, it: w - it}, {"answer": lambda w, it: w + it}],
}


def read_slopes(value: Any, truth: object) -> Answer:
    """Return the learner's two numbers, or one, or what was found in their place."""
    array = read_number(value)
    if isinstance(array, Finding) or array.shape == ():
        return array
    if array.shape == (2,):
        right = np.asarray(truth, dtype=np.float64)
        exact = array.dtype == np.float32 or np.allclose(array, right, EXACT, 10 * EXACT)
        if alike(array, right) and not exact:
            return Finding("measured", {"times_it": ""})
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
        "the difference of the two slopes": x - y,
        "the mean of the two slopes": (x + y) / 2,
        "the product of the two slopes": x * y,
        "the length of the gradient": np.hypot(x, y),
        "the square of the gradient's length": x**2 + y**2,
        "the slope along x alone": x,
        "the slope along y alone": y,
        "the height f itself": heights,
    }
    named = next((f": it is {name}" for name, v in candidates.items() if alike(values, v)), "")
    return Finding("scalar", {"what": named})


def known_formulas(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise what is wrong with two formulas, or with the first wrong one that can be read."""
    both = both_columns(attempts)
    if both is None or np.ptp(both[0], axis=0).max() == 0:
        return None
    found = [formula_of(POINTS, column) for column in both[0].T]
    wrong = [i for i in (0, 1) if found[i] != TRUTH[i]]
    for i in wrong:
        mine, other = found[i], 1 - i
        if mine is None:
            continue
        told = f"Your ∂f/∂{LETTERS[i]} has the values of {_explained(i, mine)}"
        theirs = found[other]
        if other not in wrong:
            told = f"∂f/∂{LETTERS[other]} is right. {told}."
        elif theirs is None:
            told += f", and your ∂f/∂{LETTERS[other]} is another than it should be, too."
        else:
            told += f", and your ∂f/∂{LETTERS[other]} those of {_explained(other, theirs)}."
        return mistake_in(i, mine).of({"told": told, **_along(i)})
    return None


def _explained(i: int, mine: Formula) -> str:
    """Return a component as a formula, with the terms of f that went wrong in it."""
    slips = [] if _whole(i, mine) else slips_in(i, mine)
    return written(mine) + (f", as when {listed(map(str, slips))}" if slips else "")


def _whole(i: int, mine: Formula) -> str:
    """Return the name of what a component is as a whole, "" if it is nothing known."""
    wholes = {
        "all_signs": _negative(TRUTH[i]),
        "other_slope": TRUTH[1 - i],
        "height": HEIGHT,
        "letters": MIRRORED[i],
        "letters_of_other": MIRRORED[1 - i],
    }
    return next((name for name, formula in wholes.items() if formula == mine), "")


def mistake_in(i: int, mine: Formula) -> Finding:
    """Return what is wrong with one component, and the terms that show it."""
    whole = _whole(i, mine)
    if whole:
        slug = "sign" if whole == "all_signs" else whole
        return Finding(slug, {"piece": written(mine)}, words=whole)
    slips = slips_in(i, mine)
    if slips:
        first = slips[0]
        terms = _quoted(first.off, first.off)
        facts = {"term": first.term, "terms": terms, "piece": written(first.gives)}
        return Finding(first.slug, facts)
    true = TRUTH[i]
    missing = [name for name in true if name not in mine]
    extra = [name for name in mine if name not in true]
    off = [name for name in true if name in mine and mine[name] != true[name]]
    if not missing and not extra:
        turned = all(mine[name] == -true[name] for name in off)
        return Finding("sign" if turned else "factor", {"terms": _quoted(mine, off)})
    if not missing and not off:
        return Finding("not_held", {"terms": _quoted(mine, extra)})
    strange = _quoted(mine, [*extra, *off]).replace(" and ", " or ")
    return Finding("other_terms", {"terms": strange})


def _negative(formula: Formula) -> Formula:
    return {name: -weight for name, weight in formula.items()}


def _quoted(formula: Formula, names: Iterable[str]) -> str:
    return listed([f"`{written({name: formula[name]})}`" for name in names] or ["nothing"])


def _along(i: int) -> dict[str, str]:
    return {"moving": LETTERS[i], "held": LETTERS[1 - i]}


def first_component(attempt: Attempt) -> Finding:
    """Return what is found in a formula that cannot be read: the first component that differs."""
    if attempt.answer.shape != attempt.truth.shape:
        return Finding("wrong_shape", {"shape": attempt.answer.shape})
    i = first_departure(attempt.answer, attempt.truth) or 0
    yours, expected = told_apart(attempt.answer[i], attempt.truth[i], printed)
    return Finding("unknown", {"yours": yours, "expected": expected, **_along(i)})


BY_HAND: Exercise = Exercise(
    parameters=("w",),
    program=PROGRAM,
    problems=[{"w": w} for w in POINTS],
    asked="w = {w}",
    read=read_slopes,
    mistakes=singles(MISTAKES),
    inferred=(
        one_number,
        in_proportion,
        difference_quotients,
        known_formulas,
        lambda attempts: one_change(BY_HAND, attempts, parts=(None,)),
        nearly,
    ),
    depart=first_component,
    words=words_of(__package__, "by_hand"),
    nouns=nouns_of(__package__, "by_hand"),
)
