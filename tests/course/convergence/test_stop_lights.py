"""Four tests read one run: against plain loops and `descend`, and the lab with a lamp for each."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gdteach as gd
from gdteach.course.convergence.stop_tests import distance, measured
from gdteach.numerics.trajectory import Stop
from tests.seeing import as_made, layers, told

RUN = {"learning_rate": 0.1, "start": 10, "max_steps": 100}
lab = as_made(lambda: gd.StopLightsLab(gd.parabola(2.0), "saddle", **RUN))
REASONS = {
    "gradient": Stop.GRADIENT_SMALL, "step": Stop.STEP_SMALL, "value": Stop.VALUE_CHANGE_SMALL,
}  # fmt: skip
TOLERANCES = [f"{name}_tolerance" for name in REASONS]
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


# The lab


def texts(lab):
    return [line for layer in lab.player.layers if layer.kind == "label" for line in layer.texts]


def lamps_on(lab, step):
    """Return how many filled lamps are somewhere at a step."""
    markers = [marker for lamp in lab.lamps for marker in layers(lab, "marker", lamp)]
    lamps = [lamp for lamp in markers if lamp.shape == "circle"]
    return sum(bool(np.isfinite(lamp.points[min(step, lamp.n_steps)]).all()) for lamp in lamps)


def test_lamps_go_on_at_the_step_that_each_test_names(lab):
    assert lab.stops == {"gradient": 76, "step": 67, "value": 40, "limit": 50}
    assert [lamps_on(lab, step) for step in (0, 39, 40, 50, 66, 67, 76, 100)] == [
        0, 0, 1, 2, 2, 3, 4, 4,
    ]  # fmt: skip
    assert "stops at step 76" in texts(lab)
    assert "4.3×10⁻⁷ away" in texts(lab)
    assert lab.player.captions[45].endswith("lamps on: |Δf|")
    assert lab.player.captions[39].endswith("lamps on: none")


def test_at_two_over_l_one_lamp_alone(lab):
    lab.learning_rate = 1
    assert lab.stops == {"gradient": None, "step": None, "value": 1, "limit": 50}
    assert texts(lab).count("never") == 2
    assert "10 away" in texts(lab)


def test_a_threshold_moves_without_a_new_picture_or_run(lab):
    picture, run = told(lab.player, "picture"), lab.trajectory
    lab.value_tolerance = 1e-2
    assert lab.stops["value"] < 40
    lab.step_limit = 7
    assert lab.stops["limit"] == 7
    assert told(lab.player, "picture") == picture
    np.testing.assert_array_equal(lab.trajectory.iterates, run.iterates)


def test_equal_thresholds_share_a_line_on_which_none_hides_another(lab):
    lab.tolerance = 1e-3
    dashes = np.concatenate([line.points[0] for line in layers(lab, "curve", lab.sizes)])
    x, heights = dashes.T
    assert (heights == 1e-3).all()
    begins, ends = np.sort(x[0::3]), np.sort(x[1::3])
    assert len(begins) == len(ends) == np.isnan(x).sum()
    assert (begins[1:] > ends[:-1]).all()
    lab.step_tolerance = 1e-4
    assert {line.points[0][0, 1] for line in layers(lab, "curve", lab.sizes)} == {1e-3, 1e-4}


@pytest.mark.parametrize("limit", [1, 50, 100])
def test_the_step_limit_has_its_name_inside_the_picture(lab, limit):
    lab.step_limit = limit
    name = next(each for each in layers(lab, "label", lab.sizes) if "step limit" in each.texts)
    inwards = {"start": 100 - name.points[0][0], "end": name.points[0][0]}
    assert inwards[name.anchor] >= 20  # of 100 steps: as long as the words


def test_one_tolerance_is_given_to_all_three():
    lab = gd.StopLightsLab("parabola", tolerance=1e-3, step_tolerance=1e-4)
    assert [getattr(lab, name) for name in TOLERANCES] == [1e-3, 1e-4, 1e-3]
    lab.tolerance = 1e-2
    assert [getattr(lab, name) for name in TOLERANCES] == [1e-2] * 3


def test_a_higher_tolerance_never_stops_later(lab):
    stops = []
    for decades in range(-10, 2):
        lab.gradient_tolerance = 10.0**decades
        stops.append(lab.stops["gradient"] or 101)  # not within 100 steps
    assert stops == sorted(stops, reverse=True)
    assert len(set(stops)) > 5


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"learning_rate": 0}, "η = 0 it never moves"),
        ({"learning_rate": 1e6}, "diverged"),
        ({"start": 0}, "lamps on: ‖∇f‖"),
        ({"start": 1e200}, "No descent from here"),
        ({"step_limit": 1_000_000}, "lamps on: ‖∇f‖, ‖Δw‖, |Δf|"),
        ({"max_steps": 1}, "lamps on: none"),
    ],
)
def test_extremes_are_explained(lab, changes, words):
    for name, value in changes.items():
        setattr(lab, name, value)
    assert words in lab.player.captions[-1]


def test_without_a_minimiser_it_says_how_high(lab):
    lab.objective = "saddle"
    assert any(line.startswith("f = ") for line in texts(lab))
