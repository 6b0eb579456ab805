"""Notebook 07's exercises that run a function: momentum is here, Adam in a file of its own."""

import numpy as np

from gdteach.ask.known import Table
from gdteach.ask.landscapes import coupled, one_dimension, round_bowl, two_dimensions, walk
from gdteach.ask.looping import Loop, loop_exercise, moves
from gdteach.ask.program import Line
from gdteach.ask.replies import nouns_of, words_of
from gdteach.ask.walks import Vector
from gdteach.course.variants.adam import ADAM


def in_turn(
    gradient: Line, w: Vector, learning_rate: float, keeps: float, v_before: Vector
) -> Vector:
    """Return the velocity where each coordinate moves before the next asks for its slope."""
    w, v = w.copy(), keeps * v_before
    for i in range(w.size):
        v[i] += gradient(w)[i]
        w[i] -= learning_rate * v[i]
    return v


MOMENTUM_MISTAKES: Table = {
    "no_memory": [{"keeps": "dropped"}],
    "averaged": [{"takes": lambda beta: 1 - beta}],
    "averaged_backwards": [{"keeps": "complement", "takes": lambda beta: beta}],
    "memory_backwards": [{"keeps": "negated"}],
    "beta_forgotten": [{"keeps": "forgotten"}],
    "beta_on_slope": [{"keeps": "forgotten", "takes": lambda beta: beta}],
    "beta_on_both": [{"takes": lambda beta: beta}],
    "beta_complement": [{"keeps": "complement"}],
    "beta_fading": [
        {"keeps": lambda beta, t: beta**t},
        {"keeps": lambda beta, t: beta ** (t - 1)},
        {"keeps": lambda beta, n_steps: beta**n_steps},
    ],
    "one_after_the_other": [{"v": in_turn}],
    "beta_on_point": [
        {"base": lambda beta, w: beta * w},
        {"base": lambda beta, w: beta * w, "keeps": "forgotten"},
    ],
    "exchanged": [
        {"beta": lambda learning_rate: learning_rate, "learning_rate": lambda beta: beta}
    ],
    "rate_twice": [
        {"learning_rate": "squared"},
        {"v": lambda it, learning_rate: learning_rate * it},
    ],
    "rate_on_memory": [{"keeps": lambda beta, learning_rate: beta * learning_rate}],
    "velocity_late": [{"move": lambda v_before: v_before}],
    "velocity_begun": [
        {"still": lambda gradient, start: gradient(start)},
        {"still": lambda start: np.ones(np.shape(start))},
        {"still": lambda start: start},
    ],
    "one_number": [{"slope": "length"}],
    "slope_of_velocity": [{"at": lambda v_before: v_before}],
    "slope_twice": [{"move": lambda v, slope: v + slope}],
    "one_step_back": [{"v_before": lambda slope_before: slope_before}],
    "memory_of_start": [{"v_before": lambda start, w, learning_rate: (start - w) / learning_rate}],
    "nesterov": [
        {"at": lambda w, learning_rate, beta, v_before: w - learning_rate * beta * v_before},
        {"at": lambda w, learning_rate, v_before: w - learning_rate * v_before},
        {"at": lambda w, beta, v_before: w - beta * v_before},
        {"move": lambda v, slope, beta: slope + beta * v},
    ],
    "corrected": [
        {"takes": lambda beta: 1 - beta, "move": lambda v, beta, t: v / (1 - beta**t)},
        {"move": lambda v, beta, t: v / (1 - beta**t)},
    ],
    "velocities_recorded": moves(lambda rate: -1 / rate) + moves(lambda rate: 1 / rate),
}

MOMENTUM = loop_exercise(
    Loop(
        memory={"w": "start", "v": "still", "slope": "still"},
        still=lambda start: np.zeros(np.shape(start)),
        step={
            "slope_before": lambda slope: slope,
            "v_before": lambda v: v,
            "at": lambda w: w,
            "slope": lambda gradient, at: gradient(at),
            "keeps": lambda beta: beta,
            "takes": lambda: 1.0,
            "v": lambda keeps, v_before, takes, slope: keeps * v_before + takes * slope,
            "move": lambda v: v,
            "product": lambda learning_rate, move: learning_rate * move,
            "base": lambda w: w,
            "w": lambda base, product: base - product,
        },
    ),
    MOMENTUM_MISTAKES,
    alone=("velocities_recorded", "velocity_late", "gradient_late"),
    parameters=("gradient", "start", "learning_rate", "beta", "n_steps"),
    # With numbers for η and β that no one writes into their code; the first can be done by hand.
    problems=(
        walk(round_bowl, [4.0], 0.25, n_steps=4, beta=0.6),
        walk(two_dimensions, [2.0, -1.0], 0.15, n_steps=6, beta=0.7),
        walk(two_dimensions, [-2.0, 3.0], 0.2, n_steps=3, beta=0.35),
    ),
    later=(
        walk(two_dimensions, [3, -2], 0.125, n_steps=4, beta=0.5),  # whole numbers
        walk(coupled, [1.5, -2.0, 0.5], 0.125, n_steps=3, beta=0.8),  # three of them
        walk(one_dimension, [4.0], 0.25, n_steps=4, beta=0.0),  # plain descent
        walk(round_bowl, [1.0, 1.0], 0.3, n_steps=2, beta=0.9),  # the start is there already
        walk(two_dimensions, [-1.5, 0.5], 0.2, n_steps=1, beta=0.9),
        walk(two_dimensions, [2.5, -1.5], 0.2, n_steps=0, beta=0.9),
    ),
    longest=walk(one_dimension, [-40.0], 0.002, n_steps=150, beta=0.9),
    words=words_of(__package__, "momentum"),
    nouns=nouns_of(__package__, "momentum"),
)

EXERCISES = {"momentum": MOMENTUM, "adam": ADAM}
