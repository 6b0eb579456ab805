"""Notebook 02's exercises that run a function: gradient descent, and descent in two parameters."""

from collections.abc import Callable
from typing import Any

import numpy as np

from gdteach.ask.descending import walk_exercise
from gdteach.ask.kinds import constant
from gdteach.ask.known import Table
from gdteach.ask.landscapes import Slopes, coupled, one_dimension, round_bowl, two_dimensions, walk
from gdteach.ask.program import Given
from gdteach.ask.replies import words_of
from gdteach.ask.walks import Vector, walk_program

GRADIENT_DESCENT = walk_exercise(
    parameters=("gradient", "start", "learning_rate", "n_steps"),
    # Learning rates that no one writes into their code, and n_steps + 1 unlike any d. The gradient
    # is 3.6 at the first start and (4, 3) at the second: a reply can be followed by hand.
    problems=(
        walk(one_dimension, [4.0], learning_rate=0.25, n_steps=5),
        walk(two_dimensions, [2.0, -1.0], learning_rate=0.15, n_steps=6),
        walk(two_dimensions, [-2.0, 3.0], learning_rate=0.2, n_steps=3),  # one slope is negative
    ),
    later=(
        walk(two_dimensions, [3, -2], learning_rate=0.25, n_steps=4),  # whole numbers
        walk(coupled, [1.5, -2.0, 0.5], learning_rate=0.125, n_steps=3),  # three of them
        walk(round_bowl, [4.0], learning_rate=0.5, n_steps=4),  # one step ends where f is lowest
        walk(round_bowl, [1.0, 1.0], learning_rate=0.3, n_steps=2),  # the start is there already
        walk(two_dimensions, [-1.5, 0.5], learning_rate=0.2, n_steps=1),
        walk(two_dimensions, [2.5, -1.5], learning_rate=0.2, n_steps=0),
        walk(round_bowl, [2.0], learning_rate=8.0, n_steps=9),  # every step is 15 times the last
    ),
    longest=walk(one_dimension, [-40.0], learning_rate=0.002, n_steps=150),
    program=walk_program(),
    asks=("gradient",),
    mistakes={},
    words=words_of(__package__, "gradient_descent"),
)

# ------------------------------------------------------------------ two named parameters


def walk_in_two(gradient: Slopes, a: float, b: float, learning_rate: float, n_steps: int) -> Given:
    """Return a problem with two partial derivatives, and a and b as plain Python numbers."""

    def partial_a(a: Any, b: Any) -> float:
        return float(gradient(np.array([a, b], dtype=np.float64))[0])

    def partial_b(a: Any, b: Any) -> float:
        return float(gradient(np.array([a, b], dtype=np.float64))[1])

    return {
        "partial_a": partial_a,
        "partial_b": partial_b,
        "a": a,
        "b": b,
        "learning_rate": learning_rate,
        "n_steps": n_steps,
    }


def _gradient(partial_a: Callable[..., float], partial_b: Callable[..., float]) -> Slopes:
    return lambda w: np.array([partial_a(*w), partial_b(*w)])


# Two houses of 1 and 2 thousand square feet sold for 300 and 500 thousand: the line a·x + b, cost
# 1/(2m) times the squared residuals. From (0, 0) with η = 0.01 the first b tells the method:
# gradient descent goes to b = 4; updated after a, b goes to 3.9025.
_SIZES, _PRICES = np.array([1.0, 2.0]), np.array([300.0, 500.0])


def two_houses(w: Vector) -> Vector:
    """Return the gradient of the two-house cost at (a, b)."""
    residuals = w[0] * _SIZES + w[1] - _PRICES
    return np.array([(residuals * _SIZES).mean(), residuals.mean()])


def bent_bowl(w: Vector) -> Vector:
    """Return the gradient of ½a² + ln(1 + a²) + ab + (3/2)b² + 4b at (a, b)."""
    a, b = w
    return np.array([a + 2.0 * a / (1.0 + a**2) + b, a + 3.0 * b + 4.0])


PARAMETER_MISTAKES: Table = {
    "partials_swapped": [{"slope": "swapped"}],
    "same_partial": [
        {"slope": "first for both", "name": constant("a")},
        {"slope": "second for both", "name": constant("b")},
    ],
    "arguments_swapped": [{"at": "swapped"}],
    "one_stands_still": [
        {"slope": "first alone", "name": constant("b")},
        {"slope": "second alone", "name": constant("a")},
    ],
    "one_uphill": [
        {"slope": "second negated", "name": constant("b")},
        {"slope": "first negated", "name": constant("a")},
    ],
}

TWO_PARAMETERS = walk_exercise(
    parameters=("partial_a", "partial_b", "a", "b", "learning_rate", "n_steps"),
    problems=(
        walk_in_two(two_houses, 0.0, 0.0, learning_rate=0.01, n_steps=5),
        walk_in_two(bent_bowl, 2.0, -1.0, learning_rate=0.15, n_steps=6),
        walk_in_two(bent_bowl, -2.0, 1.0, learning_rate=0.2, n_steps=3),  # the signs turned round
    ),
    later=(
        walk_in_two(bent_bowl, 3, -2, learning_rate=0.125, n_steps=4),  # whole numbers
        walk_in_two(
            round_bowl, 4.0, -2.5, learning_rate=0.5, n_steps=4
        ),  # one step and the slope is 0
        walk_in_two(round_bowl, 1.0, 1.0, learning_rate=0.3, n_steps=2),  # flat at once
        walk_in_two(bent_bowl, -1.5, 0.5, learning_rate=0.2, n_steps=1),
        walk_in_two(bent_bowl, 2.5, -1.5, learning_rate=0.2, n_steps=0),
        walk_in_two(round_bowl, 2.0, -3.0, learning_rate=8.0, n_steps=9),  # it runs away
    ),
    longest=walk_in_two(bent_bowl, -40.0, 20.0, learning_rate=0.002, n_steps=150),
    program=walk_program(gradient=_gradient, start=lambda a, b: np.array([a, b])),
    asks=("partial_a", "partial_b"),
    mistakes=PARAMETER_MISTAKES,
    words=words_of(__package__, "two_parameters"),
)

EXERCISES = {"gradient_descent": GRADIENT_DESCENT, "two_parameters": TWO_PARAMETERS}
