"""The learning rates that theory singles out for an objective."""

import numpy as np
import pytest

import gdteach as gd
from gdteach.numerics.catalogue import OBJECTIVES, get_objective
from gdteach.numerics.curvature import marks


@pytest.mark.parametrize("name", OBJECTIVES)
def test_marks_are_where_theory_puts_them(name):
    objective = get_objective(name)
    L, mu = objective.smoothness, objective.strong_convexity
    found = marks(objective)
    if L is not None:
        assert found["1/L"] == 1 / L
        assert found["2/L"] == 2 / L
        if mu is not None and objective.dimension == 2:
            assert found["2/(L+μ)"] == 2 / (L + mu)
            assert 1 / L < found["2/(L+μ)"] < 2 / L
        else:
            assert "2/(L+μ)" not in found
    elif found:
        # the largest eigenvalue by power iteration, at the sharpest of the minimisers
        largest = max(power(objective.hessian(point)) for point in objective.minimisers)
        assert found["2/L"] == pytest.approx(2 / largest, rel=1e-6)


def power(matrix):
    """Return the largest eigenvalue of a positive matrix by power iteration."""
    vector = np.linspace(1.0, 2.0, len(matrix))
    for _ in range(2000):
        vector = matrix @ vector
        vector /= np.linalg.norm(vector)
    return float(vector @ matrix @ vector)


def test_where_theory_has_no_word_there_is_no_mark():
    assert marks(gd.quartic()) == {}  # at its minimiser the curvature is zero
    assert marks(gd.as_objective(lambda w: 1 - np.cos(w), domain=(-4, 4))) == {}
