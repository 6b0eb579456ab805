"""Wrong single steps, made by rules from right ones: none passes, and nearly all are named."""

import numpy as np

from tests.mutations import judged

HEAD = "def one_step(w, slope, learning_rate):\n    "
RIGHT = [
    HEAD + "return w - learning_rate * slope",
    HEAD + "x = w[0] - learning_rate * slope[0]\n    return x, w[1] - learning_rate * slope[1]",
    HEAD + "return [w[i] - slope[i] * learning_rate for i in range(2)]",
]


def test_wrong_steps_are_refused_and_named():
    draw = np.random.default_rng(5)
    problems = [
        (draw.normal(size=2) * size, 3 * draw.normal(size=2), draw.uniform(0.01, 2))
        for size in (0.1, 1, 10, 300)
    ]
    misjudged, unnamed, wrong = judged("start/one_step", RIGHT, problems)
    assert misjudged == []
    assert len(wrong) > 50
    assert len(unnamed) <= 0.05 * len(wrong), unnamed
