"""The stopping tests on one run, against plain loops and against `descend` itself."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gdteach as gd
from gdteach.course.convergence.fooling_runs import CASES, NEAR, STEPS, TOLERANCE, verdicts
from gdteach.course.convergence.library_defaults import DEFAULTS
from gdteach.numerics.stop_tests import distance, measured

tolerances = st.floats(-12, 1).map(lambda decades: 10**decades)


@settings(max_examples=60, deadline=None)
@given(st.floats(0.001, 1.1), st.floats(-5, 5), tolerances)
def test_each_test_stops_where_descend_with_that_test_alone_stops(rate, start, tolerance):
    valley = gd.parabola(smoothness=2)
    run = gd.gradient_descent(valley, start, rate, max_steps=150)
    stops = gd.stop_steps(run, gd.Stopping(150, tolerance, tolerance, tolerance))
    reasons = {
        "gradient": gd.Stop.GRADIENT_SMALL,
        "step": gd.Stop.STEP_SMALL,
        "value": gd.Stop.VALUE_CHANGE_SMALL,
    }
    for name, reason in reasons.items():
        alone = gd.gradient_descent(
            valley, start, rate, max_steps=150, **{f"{name}_tolerance": tolerance}
        )
        assert stops[name] == (alone.n_steps if alone.stop is reason else None)


def test_the_limit_ends_what_is_long_enough():
    run = gd.gradient_descent(gd.parabola(), 1, 0.1, max_steps=20)
    assert gd.stop_steps(run, gd.Stopping(20))["limit"] == 20
    assert gd.stop_steps(run, gd.Stopping(21))["limit"] is None
    assert gd.stop_steps(run, gd.Stopping(7)) == {
        "gradient": None,
        "step": None,
        "value": None,
        "limit": 7,
    }


def test_what_is_measured():
    run = gd.gradient_descent(gd.quadratic_bowl(), (3, -1), 0.15, max_steps=12)
    read = measured(run)
    for t in range(1, 13):
        assert read["step"][t] == pytest.approx(
            np.hypot(*(run.iterates[t] - run.iterates[t - 1])), rel=1e-12
        )
        assert read["value"][t] == abs(run.values[t] - run.values[t - 1])
    assert np.isnan([read["step"][0], read["value"][0]]).all()


def test_the_distance_is_to_the_nearest_minimiser():
    run = gd.gradient_descent(gd.himmelblau(), (3, 3), 0.01, max_steps=1)
    assert distance(run, 0) == pytest.approx(1)
    assert distance(gd.gradient_descent(gd.saddle(), (1, 1), 0.1, max_steps=1), 0) is None


def test_bad_arguments_are_named():
    with pytest.raises(TypeError, match="run"):
        gd.stop_steps([1.0], gd.Stopping(5))
    with pytest.raises(TypeError, match="stopping"):
        gd.stop_steps(gd.gradient_descent(gd.parabola(), 1, 0.1, max_steps=2), 1e-6)


# The fooling table

FOOLED = {  # worked out by hand below
    "A": {"step", "value"},
    "B": {"value"},
    "C": {"gradient", "step", "value"},
    "D": {"gradient", "step", "value"},
    "E": {"step", "value"},
    "F": {"gradient", "value"},
}


@pytest.mark.parametrize("letter", CASES)
def test_who_is_fooled(letter):
    assert {name for name, verdict in verdicts(letter).items() if verdict.fooled} == FOOLED[letter]


def test_the_quartic_by_hand():
    # slope 4w³, step 0.4w³, change about 0.1·16·w⁶: where each is the tolerance
    for name, w in [
        ("gradient", (TOLERANCE / 4) ** (1 / 3)),
        ("step", (TOLERANCE / 0.4) ** (1 / 3)),
        ("value", (TOLERANCE / 1.6) ** (1 / 6)),
    ]:
        assert verdicts("D")[name].away == pytest.approx(w, rel=0.02)
        assert w > NEAR


def test_in_its_units_the_last_run_is_an_ordinary_one():
    ordinary = gd.gradient_descent(gd.parabola(2.0), 10, 0.1, max_steps=60)
    np.testing.assert_allclose(CASES["F"].run().iterates[:61], ordinary.iterates, rtol=1e-12)


def test_silence_is_measured_to_the_end():
    assert {name: verdict.step for name, verdict in verdicts("B").items()} == {
        "gradient": None,
        "step": None,
        "value": 1,
    }
    assert CASES["B"].run().n_steps == STEPS


# The libraries


@pytest.mark.parametrize(
    "default", DEFAULTS, ids=lambda default: f"{default.function}.{default.option}"
)
def test_the_quoted_default_is_the_installed_one(default):
    assert default.value == default.quoted


def test_a_library_that_is_missing_is_quoted(monkeypatch):
    import importlib

    def missing(name):
        raise ImportError(name)

    before = [str(default) for default in DEFAULTS]
    monkeypatch.setattr(importlib, "import_module", missing)
    assert [str(default) for default in DEFAULTS] == before
