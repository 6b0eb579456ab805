"""Notebook 06's exercises that run a function: the slopes of a squared error, and of one layer."""

from typing import Any

import numpy as np

from gdteach.ask.exercise import Exercise
from gdteach.ask.known import Table, singles
from gdteach.ask.program import Program
from gdteach.ask.replies import nouns_of, words_of


def rows(seed: int, *shapes: tuple[int, ...]) -> list[Any]:
    """Return arrays of numbers with one decimal, small enough to be worked out by hand."""
    random = np.random.default_rng(seed)
    return [random.uniform(-3, 3, shape).round(1) for shape in shapes]


# ------------------------------------------------------------------ the mean squared error

SQUARED = Program(
    residual=lambda w, x, y: w[0] * x + w[1] - y,
    along_a=lambda residual, x: 2 * np.mean(residual * x),
    along_b=lambda residual: 2 * np.mean(residual),
    answer=lambda along_a, along_b: np.array([along_a, along_b]),
)
SQUARED_MISTAKES: Table = {
    "two_missing": [{"answer": "halved"}],
    "sum_for_mean": [{"answer": lambda it, x: it * len(x)}],
    "two_and_mean": [{"answer": lambda it, x: it * len(x) / 2}],
    "sign": [{"residual": "negated"}],
    "intercept_forgotten": [{"residual": lambda w, x, y: w[0] * x - y}],
    "input_forgotten": [{"along_a": lambda residual: 2 * np.mean(residual)}],
    "b_like_a": [{"along_b": lambda along_a: along_a}],
    "swapped": [{"answer": "swapped"}],
    "means_multiplied": [{"along_a": lambda residual, x: 2 * np.mean(residual) * np.mean(x)}],
    "targets_forgotten": [{"residual": lambda w, x: w[0] * x + w[1]}],
    "last_example": [
        {"along_a": lambda residual, x: 2 * residual[-1] * x[-1],
         "along_b": lambda residual: 2 * residual[-1]},
        {"along_a": lambda residual, x: 2 * residual[-1] * x[-1] / len(x),
         "along_b": lambda residual, x: 2 * residual[-1] / len(x)},
    ],
    "first_example": [
        {"along_a": lambda residual, x: 2 * residual[0] * x[0],
         "along_b": lambda residual: 2 * residual[0]},
        {"along_a": lambda residual, x: 2 * residual[0] * x[0] / len(x),
         "along_b": lambda residual, x: 2 * residual[0] / len(x)},
    ],
    "rooted": [
        {"answer": lambda it, residual: it / (2 * np.sqrt(np.mean(residual**2)))},
    ],
    "residual_squared": [
        {"along_a": lambda residual, x: 2 * np.mean(residual**2 * x),
         "along_b": lambda residual: 2 * np.mean(residual**2)},
    ],
    "loss_returned": [{"answer": lambda residual: np.mean(residual**2)}],
    "one_fewer": [{"answer": lambda it, x: it * len(x) / (len(x) - 1)}],
}  # fmt: skip

MSE_GRADIENT = Exercise(
    parameters=("w", "x", "y"),
    program=SQUARED,
    # The first to be worked out by hand; then more examples, and signs of all kinds.
    problems=[
        {
            "w": np.array([2.0, 1.0]),
            "x": np.array([1.0, 3.0, 0.0, 2.0]),
            "y": np.array([4.0, 5.0, 2.0, 3.0]),
        },
        *(
            dict(zip(("w", "x", "y"), rows(seed, (2,), (m,), (m,)), strict=True))
            for seed, m in enumerate((3, 5, 4, 7))
        ),
    ],
    mistakes=singles(SQUARED_MISTAKES),
    words=words_of(__package__, "mse_gradient"),
    nouns=nouns_of(__package__, "mse_gradient"),
)

# ------------------------------------------------------------------ one layer more

LAYERED = Program(
    D3=lambda P, Y: (P - Y) / len(P),
    slope2=lambda A2: 1 - A2**2,
    A2_heard=lambda D3, W3: D3 @ W3.T,
    D2=lambda A2_heard, slope2: A2_heard * slope2,
    slope1=lambda A1: 1 - A1**2,
    A1_heard=lambda D2, W2: D2 @ W2.T,
    D1=lambda A1_heard, slope1: A1_heard * slope1,
    answer=lambda X, D1: X.T @ D1,
)
LAYERED_MISTAKES: Table = {
    "no_slope_2": [{"slope2": "forgotten"}],
    "no_slope_1": [{"slope1": "forgotten"}],
    "no_slopes": [{"slope1": "forgotten", "slope2": "forgotten"}],
    "slope_not_squared": [
        {"slope1": lambda A1: 1 - A1, "slope2": lambda A2: 1 - A2},
        {"slope1": lambda A1: 1 - A1},
        {"slope2": lambda A2: 1 - A2},
    ],
    "other_slope": [
        {"slope1": lambda A1: (1 - A1) ** 2, "slope2": lambda A2: (1 - A2) ** 2},
        {"slope1": lambda A1: 1 + A1**2, "slope2": lambda A2: 1 + A2**2},
        {"slope1": lambda A1: A1, "slope2": lambda A2: A2},
        {"slope1": lambda A1: A1 > 0, "slope2": lambda A2: A2 > 0},
        {"slope1": lambda A1: np.sqrt(1 - A1**2), "slope2": lambda A2: np.sqrt(1 - A2**2)},
    ],
    "slope_of_sigmoid": [
        {"slope1": lambda A1: A1 * (1 - A1), "slope2": lambda A2: A2 * (1 - A2)},
        {"slope1": lambda A1: A1 * (1 - A1)},
        {"slope2": lambda A2: A2 * (1 - A2)},
    ],
    "slope_twice": [
        {"slope1": lambda A1: 1 - np.tanh(A1) ** 2, "slope2": lambda A2: 1 - np.tanh(A2) ** 2},
        {"slope1": lambda A1: 1 - np.tanh(A1) ** 2},
        {"slope2": lambda A2: 1 - np.tanh(A2) ** 2},
    ],
    "no_mean": [{"D3": lambda P, Y: P - Y}],
    "sign": [{"D3": "negated"}],
    "sign_and_no_mean": [{"D3": lambda P, Y: Y - P}],
    "p_alone": [{"D3": lambda P: P / len(P)}],
    "y_alone": [{"D3": lambda P, Y: -Y / len(P)}, {"D3": lambda P, Y: Y / len(P)}],
    "not_through_softmax": [{"D3": lambda P, Y: -Y / P / len(P)}, {"D3": lambda P, Y: -Y / P}],
    "divided_by_all": [{"D3": lambda P, Y: (P - Y) / P.size}],
    "divided_twice": [{"D3": lambda P, Y: (P - Y) / len(P) ** 2}],
    "divided_by_inputs": [
        {"D3": lambda P, Y, X: (P - Y) / X.shape[1]},
        {"D3": lambda P, Y: (P - Y) / P.shape[1]},
    ],
    "brackets": [
        {"D2": lambda A2_heard, A2: A2_heard - A2**2, "D1": lambda A1_heard, A1: A1_heard - A1**2},
        {"D2": lambda A2_heard, A2: A2_heard - A2**2},
        {"D1": lambda A1_heard, A1: A1_heard - A1**2},
    ],
    "p_times_one_minus_p": [
        {"D3": lambda P, Y: (P - Y) * P * (1 - P) / len(P)},
        {"D3": lambda P: P * (1 - P) / len(P)},
    ],
    "activation_in": [{"answer": lambda X, A1, D1: X.T @ (A1 * D1)}],
    "other_layer": [
        {"answer": lambda A1, D2: A1.T @ D2},
        {"answer": lambda A2, D3: A2.T @ D3},
    ],
    "one_example": [
        {"answer": lambda X, D1: np.outer(X[0], D1[0])},
        {"answer": lambda X, D1: np.outer(X[-1], D1[-1])},
        {"answer": lambda X, D1: np.outer(X[-1], D1[-1]) * len(X)},
        {"answer": lambda X, D1: np.outer(X[0], D1[0]) * len(X)},
    ],
    "slope_returned": [{"answer": lambda D1: D1}],
    "transposed": [{"answer": lambda it: it.T}],
    "intercept_returned": [{"answer": lambda D1: D1.sum(axis=0)}],
}


def network_of(seed: int, m: int, n: int, h1: int, h2: int, k: int) -> dict[str, Any]:
    """Return what the exercise hands over of a network with two hidden layers."""
    X, W1, W2, W3 = rows(seed, (m, n), (n, h1), (h1, h2), (h2, k))
    A1 = np.tanh(0.3 * X @ W1)
    A2 = np.tanh(0.3 * A1 @ W2)
    grown = np.exp(A2 @ W3)
    Y = np.eye(k)[np.arange(m) % k]
    P = grown / grown.sum(axis=1, keepdims=True)
    sizes = {"m": m, "n": n, "h1": h1, "h2": h2}
    return {"X": X, "A1": A1, "A2": A2, "P": P, "Y": Y, "W2": W2, "W3": W3, **sizes}


FIRST_LAYER = Exercise(
    parameters=("X", "A1", "A2", "P", "Y", "W2", "W3"),
    program=LAYERED,
    problems=[
        network_of(0, 2, 1, 2, 3, 2),
        network_of(1, 4, 2, 3, 2, 3),
        network_of(2, 5, 3, 2, 4, 2),
        network_of(3, 3, 2, 4, 3, 3),
    ],
    asked="{m} examples, with {n} numbers each, and layers of {h1} and {h2} units",
    mistakes=singles(LAYERED_MISTAKES),
    words=words_of(__package__, "first_layer"),
    nouns=nouns_of(__package__, "first_layer"),
)
EXERCISES = {"mse_gradient": MSE_GRADIENT, "first_layer": FIRST_LAYER}
