"""Wrong counts of restarts, made by rules from right ones: none passes, most are named."""

import numpy as np

from tests.mutations import judged

HEAD = "def restarts_needed(p, certainty):\n    "
RIGHT = [
    HEAD + "return np.ceil(np.log(1 - certainty) / np.log(1 - p))",
    HEAD + "return int(np.ceil(np.log1p(-certainty) / np.log1p(-p)))",
    HEAD + "n = 0\n    while 1 - (1 - p) ** n < certainty:\n        n += 1\n    return n",
]


def test_wrong_counts_are_refused_and_named():
    drawn = np.random.default_rng(5).uniform(0.03, 0.97, (30, 2)).tolist()
    problems = [*drawn, (0.5, 0.75), (0.5, 0.5), (0.75, 0.9375), (0.05, 0.999), (0.9, 0.1)]
    misjudged, unnamed, wrong = judged("minima/restarts", RIGHT, problems)
    assert misjudged == []
    assert len(wrong) > 40
    assert len(unnamed) <= 0.1 * len(wrong), unnamed  # loops go wrong in ways that no line shows
