"""Right gradient descents in every style that learners write pass the check."""

import functools
from collections import deque
from fractions import Fraction

import numpy as np

from tests.exercise_programs import Programs, descend

programs = Programs("algorithm/gradient_descent")
programs.add("", descend)
programs.handing_back("", lambda walk, n: map(tuple, walk[:-1]))
programs.handing_back("", lambda walk, n: deque(walk[:-1]))
programs.handing_back("", lambda walk, n: walk[:-1].squeeze().tolist())  # flat in one dimension


@programs()
def reduced(gradient, start, learning_rate, n_steps):
    return functools.reduce(
        lambda path, _: [*path, path[-1] - learning_rate * gradient(path[-1])],
        range(n_steps),
        [start],
    )


@programs()
def exact_fractions(gradient, start, learning_rate, n_steps):
    w = [Fraction(float(x)) for x in start]
    iterates = [w]
    for _ in range(n_steps):
        slope = gradient([float(x) for x in w])
        w = [
            x - Fraction(learning_rate) * Fraction(float(s)) for x, s in zip(w, slope, strict=True)
        ]
        iterates.append(w)
    return iterates


@programs()
def with_warnings(gradient, start, learning_rate, n_steps):
    import warnings

    warnings.warn("a learner's own warning", DeprecationWarning, stacklevel=1)
    _ = np.array([1.0]) / np.array([0.0])
    return descend(gradient, start, learning_rate, n_steps)


class WithState:
    def __call__(self, gradient, start, learning_rate, n_steps):
        return descend(gradient, start, learning_rate, n_steps)


programs.add("", WithState())
programs.add("", functools.partial(descend))
programs.add("", lambda g, s, r, n, *, verbose=False: descend(g, s, r, n))
