"""Notebook 00's exercise that runs a function: one step of gradient descent."""

import numpy as np

from gdteach.ask.exercise import Exercise
from gdteach.ask.kinds import constant
from gdteach.ask.known import singles
from gdteach.ask.program import Line, Program
from gdteach.ask.replies import nouns_of, words_of

OTHER_BRACKETS: dict[str, Line] = {
    "(w − η)·slope": lambda w, slope, learning_rate: (w - learning_rate) * slope,
    "η·(w − slope)": lambda w, slope, learning_rate: (w - slope) * learning_rate,
    "w·(1 − η·slope)": lambda w, slope, learning_rate: w * (1 - learning_rate * slope),
    "η·w − slope": lambda w, slope, learning_rate: w * learning_rate - slope,
    "w·slope − η": lambda w, slope, learning_rate: w * slope - learning_rate,
    "(w + η)·slope": lambda w, slope, learning_rate: (w + learning_rate) * slope,
    "η·(w + slope)": lambda w, slope, learning_rate: (w + slope) * learning_rate,
    "w·(1 + η·slope)": lambda w, slope, learning_rate: w * (1 + learning_rate * slope),
    "η·w + slope": lambda w, slope, learning_rate: w * learning_rate + slope,
    "w·slope + η": lambda w, slope, learning_rate: w * slope + learning_rate,
}

ONE_STEP = Exercise(
    parameters=("w", "slope", "learning_rate"),
    program=Program(
        product=lambda learning_rate, slope: learning_rate * slope,
        answer=lambda w, product: w - product,
    ),
    # The first to be read by hand; then signs of all kinds, a slope that is flat one way, a rate
    # above 1, large and small numbers, and decimals without end, which no rounding leaves alone.
    problems=[
        {"w": np.array(w), "slope": np.array(slope), "learning_rate": learning_rate}
        for w, slope, learning_rate in (
            ([3.0, -1.0], [4.0, 2.0], 0.25),
            ([-2.0, 5.0], [-1.0, 3.0], 0.4),
            ([130.5, -204.7], [-70.3, -12.6], 1.7),
            ([-0.35, -0.6], [0.0, -2.5], 0.03),
            ([12.5, 7.25], [9.1, -18.4], 0.6),
            ([1 / 3, -2 / 7], [-6 / 11, -7 / 13], 1 / 9),
        )
    ],
    mistakes=singles(
        {
            "uphill": [{"product": "negated"}],
            "rate_forgotten": [{"learning_rate": "forgotten"}],
            "rate_forgotten_uphill": [{"product": "negated", "learning_rate": "forgotten"}],
            "step_only": [{"w": "dropped"}],
            "product_only": [{"product": "negated", "w": "dropped"}],
            "rate_divides": [{"learning_rate": "inverted"}],
            "stands_still": [{"product": "dropped"}],
            "rate_ignored": [{"learning_rate": constant(0.1)}],
            "brackets": [{"answer": formula} for formula in OTHER_BRACKETS.values()],
        }
    ),
    formulas=OTHER_BRACKETS,
    words=words_of(__package__, "one_step"),
    nouns=nouns_of(__package__, "one_step"),
)

EXERCISES = {"one_step": ONE_STEP}
