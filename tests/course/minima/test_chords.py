"""Chords, by a formula, in two dimensions, and where there is no value."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gdteach as gd

ENDS = st.floats(-5, 5)


@given(a=ENDS, b=ENDS, s=st.floats(0, 1))
def test_chords_of_a_parabola_are_above_it_by_a_formula(a, b, s):
    # for w²: (1−s)a² + sb² − ((1−s)a + sb)² = s(1−s)(a−b)²
    points, chord, gaps = gd.chord_gaps(gd.parabola(2.0), a, b, [s])
    assert points[0, 0] == pytest.approx((1 - s) * a + s * b)
    assert chord[0] == pytest.approx((1 - s) * a * a + s * b * b)
    assert gaps[0] == pytest.approx(s * (1 - s) * (a - b) ** 2, abs=1e-12)


@given(a=st.tuples(ENDS, ENDS), b=st.tuples(ENDS, ENDS), s=st.floats(0, 1))
def test_a_bowl_is_convex_in_two_dimensions_and_a_saddle_is_not(a, b, s):
    assert gd.chord_gaps(gd.quadratic_bowl(10), a, b, [s])[2][0] >= -1e-9
    assert gd.chord_gaps(gd.saddle(), (0, -1), (0, 1), [0.5])[2][0] == -1


def test_a_function_without_a_value_there_has_no_gap():
    half_line = gd.as_objective(lambda w: -np.log(w) if w > 0 else np.nan, start=1.0)
    assert np.isnan(gd.chord_gaps(half_line, -1, 1, [0.5])[2]).all()
