"""Descents in several styles, changed by rules: who is right is decided by other problems."""

import numpy as np
import pytest

from tests.mutations import judged

STYLES = {
    "algorithm/gradient_descent": (
        """def descend(gradient, start, learning_rate, n_steps):
    w = np.array(start, dtype=float)
    path = [w]
    for t in range(n_steps):
        w = w - learning_rate * gradient(w)
        path.append(w)
    return np.array(path)
""",
        """def descend(gradient, start, learning_rate, n_steps):
    path = np.zeros((n_steps + 1, len(start)))
    path[0] = start
    for t in range(n_steps):
        path[t + 1] = path[t] - learning_rate * gradient(path[t])
    return path
""",
        """def descend(gradient, start, learning_rate, n_steps):
    w, path = start, []
    for t in range(n_steps + 1):
        path.append(w)
        slope = gradient(w)
        step = -learning_rate * slope
        w = w + step
    return path
""",
    ),
    "algorithm/two_parameters": (
        """def descend(partial_a, partial_b, a, b, learning_rate, n_steps):
    pairs = [(a, b)]
    for t in range(n_steps):
        new_a = a - learning_rate * partial_a(a, b)
        new_b = b - learning_rate * partial_b(a, b)
        a, b = new_a, new_b
        pairs.append((a, b))
    return pairs
""",
        """def descend(partial_a, partial_b, a, b, learning_rate, n_steps):
    w = np.array([a, b], dtype=float)
    pairs = [tuple(w)]
    for t in range(n_steps):
        slopes = np.array([partial_a(w[0], w[1]), partial_b(w[0], w[1])])
        w = w - learning_rate * slopes
        pairs.append(tuple(w))
    return pairs
""",
    ),
}


def bent(a, b):
    """A gradient like none of the check's."""
    return np.array([1.3 * a + 0.4 * b + np.sin(a) - 0.5, 0.4 * a + 0.9 * b**3 + b])


PROBLEMS = {
    "algorithm/gradient_descent": [
        (lambda w: np.asarray(w) ** 3 / 4 + w - 0.7, np.array([1.7]), 0.13, 4),
        (lambda w: bent(*w), np.array([1.1, -1.3]), 0.17, 6),
        (lambda w: bent(*w), np.array([-0.8, 0.9]), 0.21, 3),
        (lambda w: bent(*w), np.array([1, 2]), 0.3, 1),
    ],
    "algorithm/two_parameters": [
        (lambda a, b: bent(a, b)[0], lambda a, b: bent(a, b)[1], *rest)
        for rest in ((1.1, -1.3, 0.17, 6), (-0.8, 0.9, 0.21, 3), (1, 2, 0.3, 1))
    ],
}


@pytest.mark.parametrize("exercise", STYLES)
def test_wrong_descents_are_refused_and_named(exercise):
    misjudged, unnamed, wrong = judged(exercise, STYLES[exercise], PROBLEMS[exercise], 60)
    assert misjudged == []
    assert len(wrong) > 20
    assert len(unnamed) <= 0.1 * len(wrong), unnamed
