"""Notebook 00's exercise that runs a function: one step of gradient descent."""

import numpy as np

from gdteach.ask.exercise import Exercise
from gdteach.ask.kinds import constant
from gdteach.ask.known import singles
from gdteach.ask.program import Program
from gdteach.ask.replies import nouns_of, words_of

ONE_STEP = Exercise(
    parameters=("w", "slope", "learning_rate"),
    program=Program(
        step=lambda slope, learning_rate: -learning_rate * slope,
        answer=lambda w, step: w + step,
    ),
    problems=(
        {"w": np.array([3.0, -1.0]), "slope": np.array([4.0, 2.0]), "learning_rate": 0.25},
        {"w": np.array([-2.0, 5.0]), "slope": np.array([-1.0, 3.0]), "learning_rate": 0.4},
    ),
    mistakes=singles(
        {
            "uphill": [{"step": "negated"}],
            "rate_forgotten": [{"learning_rate": "forgotten"}],
            "rate_forgotten_uphill": [{"step": "negated", "learning_rate": "forgotten"}],
            "step_only": [{"w": "dropped"}],
            "product_only": [{"step": "negated", "w": "dropped"}],
            "rate_divides": [{"learning_rate": "inverted"}],
            "stands_still": [{"step": "dropped"}],
            "rate_ignored": [{"learning_rate": constant(0.1)}],
        }
    ),
    words=words_of(__package__, "one_step"),
    nouns=nouns_of(__package__, "one_step"),
)

EXERCISES = {"one_step": ONE_STEP}
