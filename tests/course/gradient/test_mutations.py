"""Gradients and slopes in several styles, changed by rules: other places decide who is right."""

import numpy as np
import pytest

from tests.mutations import judged

BY_HAND = (
    """def gradient(w):
    x, y = w
    return np.array([2 * x - 3 * y, -3 * x + np.sin(y) + y * np.cos(y)])
""",
    """def gradient(w):
    x = w[0]
    y = w[1]
    s, c = np.sin(y), np.cos(y)
    along_x = x + x - 3 * y
    along_y = s + c * y - 3 * x
    return [along_x, along_y]
""",
    """def gradient(w):
    g = np.zeros(2)
    g[0] = 2 * w[0]
    g[0] -= 3 * w[1]
    g[1] = np.sin(w[1]) + w[1] * np.cos(w[1])
    g[1] -= 3 * w[0]
    return g
""",
)
STRAIGHT_AHEAD = (
    """def slope(f, gradient, w, u):
    u = u / np.linalg.norm(u)
    return gradient(w) @ u
""",
    """def slope(f, gradient, w, u):
    g = gradient(w)
    return (g[0] * u[0] + g[1] * u[1]) / np.sqrt(u[0] ** 2 + u[1] ** 2)
""",
    """def slope(f, gradient, w, u):
    g = gradient(w)
    cosine = np.dot(g, u) / (np.linalg.norm(g) * np.linalg.norm(u))
    return np.linalg.norm(g) * cosine
""",
    """def slope(f, gradient, w, u):
    unit = u / np.sqrt(sum(u ** 2))
    return sum(a * b for a, b in zip(gradient(w), unit))
""",
)


def hill(w):
    return float(np.exp(0.3 * w[0]) + w[0] * w[1] + np.cos(w[1]))


def hill_gradient(w):
    return np.array([0.3 * np.exp(0.3 * w[0]) + w[1], w[0] - np.sin(w[1])])


RNG = np.random.default_rng(7)
PLACES = [(w,) for w in RNG.uniform(-4, 4, (20, 2))]
WALKS = [(hill, hill_gradient, *pair) for pair in RNG.uniform(-3, 3, (20, 2, 2))]


@pytest.mark.parametrize(
    ("exercise", "sources", "problems", "nameless"),
    [
        ("gradient/by_hand", BY_HAND, PLACES, 0.05),
        # slopes are made in many ways, and the check looks at the lines of one
        ("gradient/directional_derivative", STRAIGHT_AHEAD, WALKS, 0.15),
    ],
)
def test_wrong_programs_are_refused_and_named(exercise, sources, problems, nameless):
    misjudged, unnamed, wrong = judged(exercise, sources, problems)
    assert misjudged == []
    assert len(wrong) > 40
    assert len(unnamed) <= nameless * len(wrong), unnamed
