"""Wrong gradients, made by rules from right ones: none passes, and so many are named."""

import numpy as np
import pytest

from tests.course.training.programs import LAYERS_HEAD, SQUARES_HEAD
from tests.mutations import judged

SQUARES = f"""{SQUARES_HEAD}
    r = w[0] * x + w[1] - y
    return np.array([2 * np.mean(r * x), 2 * np.mean(r)])
"""
LAYERS = f"""{LAYERS_HEAD}
    D3 = (P - Y) / len(X)
    D2 = D3 @ W3.T * (1 - A2**2)
    D1 = D2 @ W2.T * (1 - A1**2)
    return X.T @ D1
"""


def network_like(rng, m, n, h1, h2, k):
    """Return what the exercise on layers hands over, in its order."""
    X, W2, W3 = (rng.normal(size=shape) for shape in ((m, n), (h1, h2), (h2, k)))
    A1, A2 = (rng.uniform(-0.9, 0.9, shape) for shape in ((m, h1), (m, h2)))
    P = rng.dirichlet(np.ones(k), m)
    return X, A1, A2, P, np.eye(k)[rng.integers(k, size=m)], W2, W3


RNG = np.random.default_rng(4)
# With one decimal, as the check has them: who rounds the data to one is right, then.
LINES = [tuple(RNG.normal(size=size).round(1) for size in (2, m, m)) for m in (3, 4, 6)]
NETWORKS = [network_like(RNG, 3, 2, 3, 4, 3), network_like(RNG, 5, 3, 2, 3, 2)]


@pytest.mark.parametrize(
    ("exercise", "source", "problems", "share"),
    [
        ("training/mse_gradient", SQUARES, LINES, 0.25),
        ("training/first_layer", LAYERS, NETWORKS, 0.4),
    ],
)
def test_wrong_gradients_are_refused_and_named(exercise, source, problems, share):
    """Many are no learner's, such as r ** x or a root of the data, and have no name."""
    misjudged, unnamed, wrong = judged(exercise, [source], problems, count=40)
    assert misjudged == []
    assert len(wrong) > 20
    assert len(unnamed) < share * len(wrong), unnamed
