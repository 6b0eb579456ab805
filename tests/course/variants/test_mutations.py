"""Wrong walks with a memory, made by rules from right ones: none passes, and so many are named."""

import numpy as np
import pytest

from tests.course.variants.programs import ADAM_HEAD, MOMENTUM_HEAD
from tests.mutations import judged

MOMENTUM = f"""{MOMENTUM_HEAD}
    w = np.array(start, dtype=float)
    v = np.zeros_like(w)
    iterates = [w]
    for _ in range(n_steps):
        v = beta * v + gradient(w)
        w = w - learning_rate * v
        iterates.append(w)
    return np.array(iterates)
"""
ADAM = f"""{ADAM_HEAD}
    w = np.array(start, dtype=float)
    m = s = np.zeros_like(w)
    iterates = [w]
    for t in range(1, n_steps + 1):
        g = gradient(w)
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * g**2
        m_hat = m / (1 - beta1**t)
        s_hat = s / (1 - beta2**t)
        w = w - learning_rate * m_hat / (np.sqrt(s_hat) + epsilon)
        iterates.append(w)
    return np.array(iterates)
"""


def bent(w):
    """Return the gradient of ½a² + ab + b² + ¼b⁴ at (a, b); other numbers than the check's."""
    a, b = w
    return np.array([a + b, a + 2 * b + b**3])


PLACES = ((np.array([1.5, -2.0]), 0.11), (np.array([-0.7, 1.9]), 0.17))
ROLLS = [
    (bent, w, rate, beta, n) for (w, rate), beta, n in zip(PLACES, (0.8, 0.3), (4, 7), strict=True)
]
WALKS = [(bent, w, rate, n, 0.7, 0.4, 0.3) for (w, rate), n in zip(PLACES, (4, 7), strict=True)]


@pytest.mark.parametrize(
    ("exercise", "source", "problems", "count", "share"),
    [
        ("variants/momentum", MOMENTUM, ROLLS, 50, 0.2),
        ("variants/adam", ADAM, WALKS, 25, 0.5),
    ],
)
def test_wrong_walks_are_refused_and_named(exercise, source, problems, count, share):
    """Many are no learner's, such as a list of means, or 1 / v in place of v, and have no name."""
    misjudged, unnamed, wrong = judged(exercise, [source], problems, count)
    assert misjudged == []
    assert len(wrong) > 10
    assert len(unnamed) < share * len(wrong), unnamed
