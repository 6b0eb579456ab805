"""Every method, and two bugs, as a loop of its own: what the tests of notebook 07 compare with."""

from itertools import islice

import numpy as np

RULES = {  # a step in units of η: from the slope, velocity, means, and filled shares of the means
    "gradient_descent": lambda g, v, m, s, first, second: g,
    "momentum": lambda g, v, m, s, first, second: v,
    "nesterov": lambda g, v, m, s, first, second: g + 0.9 * v,
    "adagrad": lambda g, v, m, s, first, second: g / (np.sqrt(s) + 1e-10),
    "rmsprop": lambda g, v, m, s, first, second: g / (np.sqrt(s) + 1e-8),
    "adam": lambda g, v, m, s, first, second: m / first / (np.sqrt(s / second) + 1e-8),
    "adam_uncorrected": lambda g, v, m, s, first, second: m / (np.sqrt(s) + 1e-8),
    "adam_multiplied": lambda g, v, m, s, first, second: m * first / np.sqrt(s * second),
}
SQUARES = {"adagrad": (1, 1), "rmsprop": (0.9, 0.1)}  # kept and taken up; else Adam's


def walk(name, slope, start, rate):
    """Yield the points that a method comes to, the start first, for ever."""
    w, t = np.asarray(start, dtype=float), 0
    v, m, s = 0 * w, 0 * w, 0 * w
    kept, taken = SQUARES.get(name, (0.999, 0.001))
    while True:
        yield w
        g, t = slope(w), t + 1
        v, m, s = 0.9 * v + g, 0.9 * m + 0.1 * g, kept * s + taken * g**2
        w = w - rate * RULES[name](g, v, m, s, 1 - 0.9**t, 1 - 0.999**t)


def path_of(name, slope, start, rate, steps):
    """Return the first points of a walk, shape (steps + 1, d)."""
    return np.array([*islice(walk(name, slope, start, rate), steps + 1)])
