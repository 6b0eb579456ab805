"""Gradient descents that change arrays in place: aliased histories, integers, lasting lists."""

import numpy as np

from tests.exercise_programs import Programs, descend

programs = Programs("algorithm/gradient_descent")


@programs("integer_array")
def recorded_in_integers(gradient, start, learning_rate, n_steps):
    path = np.array(descend(gradient, start, learning_rate, n_steps))
    return path.astype(start.dtype)


@programs("uphill")
def uphill_from_integers_alone(gradient, start, learning_rate, n_steps):
    rate = -learning_rate if start.dtype.kind == "i" else learning_rate
    return descend(gradient, start, rate, n_steps)


HISTORY = []


@programs("remembers")
def a_list_outside(gradient, start, learning_rate, n_steps):
    w = start
    HISTORY.append(w)
    for _ in range(n_steps):
        w = w - learning_rate * gradient(w)
        HISTORY.append(w)
    return HISTORY


@programs("remembers")
def a_mutable_default(gradient, start, learning_rate, n_steps, path=[]):  # noqa: B006 - the mistake
    path.extend(descend(gradient, start, learning_rate, n_steps))
    return path
