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
from gdteach.ask.known import Attempt, Table, singles
from gdteach.ask.probing import in_proportion
from gdteach.ask.program import Program
from gdteach.ask.reading import Answer, read_number
from gdteach.ask.replies import Finding, nouns_of, words_of
from gdteach.course.gradient.formulas import Formula, formula_of, written
from gdteach.course.gradient.term_slopes import (
    HEIGHT,
    LETTERS,
    MIRRORED,
    TERMS,
    TRUTH,
    negative,
    slip_in,
)
from gdteach.numerics.wording import listed, printed, told_apart

# No round numbers: at those, wrong formulas may be right. The first is quoted in replies.
POINTS = np.vstack([[2.0, 1.0], np.random.default_rng(1).uniform(-10, 10, (48, 2))])
PROGRAM = Program(
    height=lambda w: w[0] ** 2 - 3 * w[0] * w[1] + w[1] * np.sin(w[1]),
    along_x=lambda w: 2 * w[0] - 3 * w[1],
    sine=lambda w: np.sin(w[1]),
    cosine=lambda w: np.cos(w[1]),
    along_y=lambda w, sine, cosine: -3 * w[0] + sine + w[1] * cosine,
    answer=lambda along_x, along_y: np.array([along_x, along_y]),
)
EXACT = 1e-12  # relative: a formula is as near as that at every point, and a measured slope is not
NEAR = 0.02  # relative: nearer comes no other formula that people write
DEGREE = np.pi / 180

MISTAKES: Table = {
    "swapped": [{"answer": "swapped"}],
    "uphill_downhill": [{"answer": "negated"}],
    "roles": [{"w": "swapped"}, {"w": "swapped", "answer": "swapped"}],
    "degrees": [
        {"sine": lambda w: np.sin(DEGREE * w[1]), "cosine": lambda w: np.cos(DEGREE * w[1])},
        {"sine": lambda w: np.sin(w[1] / DEGREE), "cosine": lambda w: np.cos(w[1] / DEGREE)},
    ],
    "direction_alone": [{"answer": "normalised"}, {"answer": "nearly normalised"}],
    "one_input": [{"w": "first for both"}, {"w": "second for both"}],
    "sum_in_both": [{"answer": lambda it: np.full(2, it.sum())}],
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
            return Finding("measured")
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
    if any(each.answer.shape != (2,) or not np.isfinite(each.answer).all() for each in attempts):
        return None
    answers = np.array([each.answer for each in attempts])
    found = [formula_of(POINTS, column) for column in answers.T]
    if np.ptp(answers, axis=0).max() == 0 or (None in found and nearly(attempts)):
        return None
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
    slip = None if _whole(i, mine) else slip_in(i, mine)
    return written(mine) + (f", as when {slip}" if slip else "")


def _whole(i: int, mine: Formula) -> str:
    """Return the name of what a component is as a whole, "" if it is nothing known."""
    wholes = {
        "all_signs": negative(TRUTH[i]),
        "other_slope": TRUTH[1 - i],
        "height": HEIGHT,
        "letters": MIRRORED[i],
    }
    return next((name for name, formula in wholes.items() if formula == mine), "")


def mistake_in(i: int, mine: Formula) -> Finding:
    """Return what is wrong with one component, and the terms that show it."""
    whole = _whole(i, mine)
    if whole:
        slug = "sign" if whole == "all_signs" else whole
        return Finding(slug, {"piece": written(mine)}, words=whole)
    slip = slip_in(i, mine)
    if slip:
        facts = {"term": slip.term, "terms": _quoted(slip.gives, slip.gives)}
        return Finding(slip.slug, {**facts, "piece": written(slip.gives)})
    true = TRUTH[i]
    missing = [name for name in true if name not in mine]
    extra = [name for name in mine if name not in true]
    off = [name for name in true if name in mine and mine[name] != true[name]]
    if not missing and not extra:
        turned = all(mine[name] == -true[name] for name in off)
        return Finding("sign" if turned else "factor", {"terms": _quoted(mine, off)})
    if not missing and not off:
        return Finding("not_held", {"terms": _quoted(mine, extra)})
    if not extra and not off:
        gone = next(term for term, it in TERMS.items() if missing[0] in it[1 + i])
        return Finding("missing_term", {"term": gone})
    strange = _quoted(mine, [*extra, *off]).replace(" and ", " or ")
    return Finding("other_terms", {"terms": strange})


def _quoted(formula: Formula, names: Iterable[str]) -> str:
    return listed([f"`{written({name: formula[name]})}`" for name in names] or ["nothing"])


def _along(i: int) -> dict[str, str]:
    return {"moving": LETTERS[i], "held": LETTERS[1 - i]}


def nearly(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise slopes that are nearly right, as measured ones are."""
    if any(each.answer.shape != (2,) for each in attempts):
        return None
    off = np.abs([each.answer - each.truth for each in attempts]).max(axis=0)
    near = off < NEAR * np.abs([each.truth for each in attempts]).max(axis=0)
    return Finding("measured") if near.all() else None


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
        known_formulas,
        lambda attempts: one_change(BY_HAND, attempts, parts=(None,)),
        nearly,
    ),
    depart=first_component,
    words=words_of(__package__, "by_hand"),
    nouns=nouns_of(__package__, "by_hand"),
)
