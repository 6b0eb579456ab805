"""Formulas read off their values, and written as by hand."""

import numpy as np
import pytest

from gdteach.course.gradient.formulas import formula_of, written


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ({"x": 2.0, "y": -3.0}, "2x − 3y"),
        ({"y": -1.0, "1": 4.0}, "−y + 4"),
        ({"1": -1.0}, "−1"),
        ({}, "0"),
    ],
)
def test_formulas_are_written_by_hand(formula, text):
    assert written(formula) == text


def test_formulas_are_read_off_values_or_not_at_all():
    w = np.random.default_rng(0).uniform(-10, 10, (49, 2))
    x, y = w.T
    assert formula_of(w, x * y - 0.5 * y**2 + 7) == {"xy": 1.0, "y²": -0.5, "1": 7.0}
    assert formula_of(w, np.zeros(49)) == {}
    assert formula_of(w, np.exp(x)) is None
    assert formula_of(w, np.full(49, np.inf)) is None
