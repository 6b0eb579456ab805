"""Notebook 01's first exercise that runs a function: the gradient of x² − 3xy + y sin y, by hand.

Each term of f has a slope along x and one along y, and each is a line of the right program: so the
reply can say which term went wrong on the way, and what came of it.
"""

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np

from gdteach.ask.comparing import alike
from gdteach.ask.exercise import Exercise
from gdteach.ask.explaining import wrong_parts
from gdteach.ask.kinds import constant
from gdteach.ask.known import Attempt, Table, explains, singles
from gdteach.ask.program import Line, Program
from gdteach.ask.reading import Answer, read_number
from gdteach.ask.replies import Finding, nouns_of, words_of

# No round numbers: at those, wrong formulas may be right. The first is quoted in replies.
POINTS = np.vstack([[2.0, 1.0], np.random.default_rng(1).uniform(-10, 10, (48, 2))])
EXACT = 1e-12  # relative: a formula is as near as that at every point, and a measured slope is not
DEGREE = np.pi / 180
LETTERS = ("x", "y")

PROGRAM = Program(
    x=lambda w: w[0],
    y=lambda w: w[1],
    height=lambda x, y: x**2 - 3 * x * y + y * np.sin(y),
    sine=lambda y: np.sin(y),
    cosine=lambda y: np.cos(y),
    inner=lambda y, cosine: y * cosine,
    square_x=lambda x: 2 * x,
    mixed_x=lambda y: -3 * y,
    wave_x=lambda: 0.0,
    square_y=lambda: 0.0,
    mixed_y=lambda x: -3 * x,
    wave_y=lambda sine, inner: sine + inner,
    along_x=lambda square_x, mixed_x, wave_x: square_x + mixed_x + wave_x,
    along_y=lambda square_y, mixed_y, wave_y: square_y + mixed_y + wave_y,
    answer=lambda along_x, along_y: np.array([along_x, along_y]),
)

MISTAKES: Table = {
    "swapped": [{"answer": "swapped"}],
    "uphill_downhill": [{"answer": "negated"}],
    "roles": [{"w": "swapped"}, {"w": "swapped", "answer": "swapped"}],
    "degrees": [
        {"sine": lambda y: np.sin(DEGREE * y), "cosine": lambda y: np.cos(DEGREE * y)},
        {"sine": lambda y: np.sin(y / DEGREE), "cosine": lambda y: np.cos(y / DEGREE)},
    ],
    "direction_alone": [{"answer": "normalised"}, {"answer": "nearly normalised"}],
    "one_input": [{"w": "first for both"}, {"w": "second for both"}],
    "sum_in_both": [{"answer": lambda it: np.full(2, it.sum())}],
    "point": [{"answer": lambda w: w}],
    "moved": [{"answer": lambda w, it: w - it}, {"answer": lambda w, it: w + it}],
    "scalar": [
        {"answer": lambda along_x, along_y: along_x + along_y, "what": constant("their sum")},
        {"answer": "length", "what": constant("the length of ∇f")},
        {"answer": lambda along_x: along_x, "what": constant("the slope along x alone")},
        {"answer": lambda along_y: along_y, "what": constant("the slope along y alone")},
        {"answer": lambda height: height, "what": constant("the height f itself")},
    ],
}

#: What beginners write for the slope of a term.
WRITTEN: dict[str, Line] = {
    "x²": lambda x: x**2,
    "2x": lambda x: 2 * x,
    "2x²": lambda x: 2 * x**2,
    "−3": lambda: -3.0,
    "3": lambda: 3.0,
    "−3x": lambda x: -3 * x,
    "−3y": lambda y: -3 * y,
    "−3x − 3y": lambda x, y: -3 * (x + y),
    "−3xy": lambda x, y: -3 * x * y,
    "0": lambda: 0.0,
    "sin y": lambda sine: sine,
    "cos y": lambda cosine: cosine,
    "−cos y": lambda cosine: -cosine,
    "y cos y": lambda inner: inner,
    "y sin y": lambda y, sine: y * sine,
    "sin y + cos y": lambda sine, cosine: sine + cosine,
    "sin y + y sin y": lambda y, sine: sine + y * sine,
    "sin y + y cos y": lambda sine, inner: sine + inner,
    "sin y − y cos y": lambda sine, inner: sine - inner,
    "sin y cos y": lambda sine, cosine: sine * cosine,
    "y sin y cos y": lambda sine, inner: sine * inner,
    "sin x + y cos x": lambda x, y: np.sin(x) + y * np.cos(x),
}
TERMS = {"square": "x²", "mixed": "−3xy", "wave": "y sin y"}
#: By the mistake and the line of a slope: what stands there.
SLIPS: dict[str, dict[str, Sequence[str]]] = {
    "left_as_it_is": {
        "square_x": ["x²"],
        "mixed_x": ["−3xy"],
        "mixed_y": ["−3xy"],
        "wave_y": ["y sin y"],
    },
    "power": {"square_x": ["2x²"]},
    "both_letters_gone": {"mixed_x": ["−3", "3"], "mixed_y": ["−3", "3"]},
    "both_moved": {"mixed_x": ["−3x − 3y"], "mixed_y": ["−3x − 3y"]},
    "wrong_one_held": {"mixed_x": ["−3x"], "mixed_y": ["−3y"]},
    "not_held": {"wave_x": ["y sin y", "sin y + y cos y", "cos y"], "square_y": ["x²", "2x"]},
    "product_rule": {
        "wave_y": [text for text in WRITTEN if "sin" in text or "cos" in text or text == "0"],
    },
}


def read_slopes(value: Any, truth: object) -> Answer:
    """Return the learner's two numbers, or one, or what was found in their place."""
    array = read_number(value)
    if not isinstance(array, Finding) and array.shape == (2,):
        right = np.asarray(truth, dtype=np.float64)
        exact = array.dtype == np.float32 or np.allclose(array, right, EXACT, 10 * EXACT)
        if alike(array, right) and not exact:
            return Finding("measured")
    return array


def one_term(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise the slope of a term that went wrong, in the first component that shows it."""
    wrong = wrong_parts(attempts)
    slips = [(slug, *each) for slug, lines in SLIPS.items() for each in lines.items()]
    for part, (slug, line, texts) in product(wrong, slips):
        for text in texts:
            if explains(PROGRAM, {line: WRITTEN[text]}, attempts, part):
                moving, held = LETTERS[part], LETTERS[1 - part]
                right = f"∂f/∂{held} is right. " if len(wrong) == 1 else ""
                term = TERMS[line.partition("_")[0]]
                facts = {"moving": moving, "held": held, "term": term, "gives": text}
                return Finding(slug, {"right": right, **facts})
    return None


BY_HAND = Exercise(
    parameters=("w",),
    program=PROGRAM,
    problems=[{"w": w} for w in POINTS],
    asked="w = {w}",
    read=read_slopes,
    mistakes=singles(MISTAKES),
    inferred=(one_term,),
    words=words_of(__package__, "by_hand"),
    nouns=nouns_of(__package__, "by_hand"),
)
