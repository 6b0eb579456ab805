"""The stopping tests on one run, against plain loops and against `descend` itself."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gdteach as gd
from gdteach.course.convergence.stop_tests import distance, measured
from gdteach.numerics.trajectory import Stop

REASONS = {
    "gradient": Stop.GRADIENT_SMALL, "step": Stop.STEP_SMALL, "value": Stop.VALUE_CHANGE_SMALL,
}  # fmt: skip
tolerances = st.floats(-12, 1).map(lambda decades: 10**decades)


def valley_run(start, rate, **tolerance):
    return gd.gradient_descent(gd.parabola(2), start, rate, max_steps=150, **tolerance)


@settings(max_examples=60, deadline=None)
@given(st.floats(0.001, 1.1), st.floats(-5, 5), tolerances)
def test_each_test_stops_where_descend_with_that_test_alone_stops(rate, start, tolerance):
    stops = gd.stop_steps(valley_run(start, rate), gd.Stopping(150, *3 * [tolerance]))
    for name, reason in REASONS.items():
        alone = valley_run(start, rate, **{f"{name}_tolerance": tolerance})
        assert stops[name] == (alone.n_steps if alone.stop is reason else None)


def test_the_limit_ends_what_is_long_enough():
    run = gd.gradient_descent(gd.parabola(), 1, 0.1, max_steps=20)
    assert gd.stop_steps(run, gd.Stopping(20))["limit"] == 20
    assert gd.stop_steps(run, gd.Stopping(21))["limit"] is None
    never = {"gradient": None, "step": None, "value": None}
    assert gd.stop_steps(run, gd.Stopping(7)) == {**never, "limit": 7}


def test_what_is_measured():
    run = gd.gradient_descent(gd.quadratic_bowl(), (3, -1), 0.15, max_steps=12)
    read = measured(run)
    for t in range(1, 13):
        step = np.hypot(*(run.iterates[t] - run.iterates[t - 1]))
        assert read["step"][t] == pytest.approx(step, rel=1e-12)
        assert read["value"][t] == abs(run.values[t] - run.values[t - 1])
    assert np.isnan([read["step"][0], read["value"][0]]).all()


def test_the_distance_is_to_the_nearest_minimiser():
    run = gd.gradient_descent(gd.himmelblau(), (3, 3), 0.01, max_steps=1)
    assert distance(run, 0) == pytest.approx(1)
    assert distance(gd.gradient_descent(gd.saddle(), (1, 1), 0.1, max_steps=1), 0) is None
