"""The descent lab: the run on screen is gradient descent's, and every outcome has its words."""

import itertools
import json
import re

import numpy as np
import pytest

import gdteach as gd
from gdteach.numerics.catalogue import OBJECTIVES
from gdteach.numerics.curvature import curvature
from gdteach.numerics.trajectory import Stop
from gdteach.numerics.wording import number

HALF = gd.as_objective(lambda w: w - np.log(w), name="half line", domain=(-1, 5), start=2.0)
FLAT = gd.as_objective(lambda w: 2.0, name="flat")


@pytest.fixture(scope="module")
def shared():
    """A lab that tests set up to their liking: making one takes a while."""
    return gd.DescentLab("parabola", "himmelblau")


@pytest.fixture
def lab(shared, monkeypatch):
    """A parabola, with a picture that costs nothing; layers and layout are the real ones."""
    monkeypatch.setattr("gdteach.figure.animated_figure.png", lambda figure: b"picture")
    shared.objective, shared.learning_rate, shared.max_steps = "parabola", 0.1, 40
    return shared


def assert_consistent(lab):
    """Check that parameters, run and picture tell the same story."""
    run, d = lab.trajectory, lab.objective.dimension
    if run is None:
        assert lab.player.layers == ()
        return
    assert run.objective is lab.objective
    assert run.method.learning_rate == lab.learning_rate
    assert tuple(run.start) == lab.start
    assert lab.player.n_steps == run.n_steps == len(lab.player.captions) - 1
    assert np.array_equal(path(lab)[:, :d], run.iterates)


def heights(lab):
    """Return the height curve on screen, as it lies on its axes."""
    trail = [layer for layer in lab.player.layers if layer.kind == "trail"][-1]
    return trail.points[:, 1]


def path(lab):
    """Return the path on screen, in data coordinates."""
    return next(layer for layer in lab.player.layers if layer.kind == "trail").points


@pytest.mark.parametrize("name", OBJECTIVES)
def test_the_run_on_screen_is_that_of_gradient_descent(lab, name):
    lab.objective = name
    lab.learning_rate = 0.0123
    expected = gd.gradient_descent(lab.objective, lab.start, 0.0123, max_steps=40)
    assert np.array_equal(lab.trajectory.iterates, expected.iterates)
    assert_consistent(lab)
    if lab.objective.dimension == 1:
        assert np.array_equal(path(lab)[:, 1], expected.values)
    gaps = expected.values - (lab.objective.minimum_value or 0)
    seen = np.maximum(gaps, 1e-9) if lab.objective.minimum_value is not None else gaps
    assert heights(lab) == pytest.approx(seen)


def test_more_steps_make_a_longer_run_on_a_longer_axis(lab):
    lab.max_steps = 75
    assert lab.player.n_steps == 75
    assert lab.player.figure.axes[1].get_xlim() == (0, 75)
    assert_consistent(lab)


def test_a_flat_function_can_be_looked_at(lab):
    lab.objective = FLAT
    assert lab.trajectory.n_steps == 40
    assert np.array_equal(np.unique(lab.trajectory.iterates), [FLAT.start[0]])
    lab.player.still()


def test_one_dimension_and_two_take_turns(lab):
    for name, kinds in [
        ("parabola", ["segment", "segment", "trail", "arrow", "marker", "marker"]),
        ("himmelblau", ["trail", "arrow", "arrow", "marker", "marker"]),
        ("double_well", ["segment", "segment", "trail", "arrow", "marker", "marker"]),
    ]:
        lab.objective = name
        assert [layer.kind for layer in lab.player.layers] == [*kinds, "trail", "marker"]
        axes = lab.player.figure.axes[0]
        assert (axes.get_aspect() == 1) == (lab.objective.dimension == 2)
        assert np.allclose(axes.get_xlim(), lab.objective.domain[0])
        lab.player.still()
        assert_consistent(lab)


def test_heights_are_gaps_on_a_log_axis_where_the_minimum_is_known(lab):
    axes = lab.player.figure.axes[1]
    scales = {}
    for name in OBJECTIVES:
        lab.objective = name
        scales[name] = axes.get_yscale()
        before = axes.axis()
        lab.learning_rate = 0.5
        lab.learning_rate = 0.001
        assert axes.axis() == before  # limits stay put, so that runs compare
    assert scales == {name: "linear" if name == "saddle" else "log" for name in OBJECTIVES}


def test_the_arrow_is_the_step_and_the_tangent_has_the_slope(lab):
    lab.learning_rate = 0.6
    tangent, drop, _, arrow = lab.player.layers[:4]
    run = lab.trajectory
    w, f, slope = run.iterates[:, 0], run.values, run.gradients[:, 0]
    rise = tangent.ends - tangent.starts
    assert rise[:, 1] / rise[:, 0] == pytest.approx(slope)
    assert (tangent.ends + tangent.starts) / 2 == pytest.approx(np.column_stack([w, f]))
    assert arrow.tails == pytest.approx(np.column_stack([w, f]))
    assert arrow.heads[:-1, 0] == pytest.approx(w[1:])
    assert arrow.heads[:, 1] == pytest.approx(f)
    assert drop.ends[:-1] == pytest.approx(np.column_stack([w[1:], f[1:]]))


def test_on_a_map_one_arrow_is_the_gradient_and_the_other_the_step(lab):
    lab.objective = "himmelblau"
    lab.learning_rate = 0.01
    _, gradient, step = lab.player.layers[:3]
    run = lab.trajectory
    shown = gradient.heads - gradient.tails
    assert np.linalg.norm(shown, axis=1) == pytest.approx(np.linalg.norm(shown[0]))
    unit = run.gradients / np.linalg.norm(run.gradients, axis=1)[:, None]
    assert shown / np.linalg.norm(shown, axis=1)[:, None] == pytest.approx(unit)
    assert step.heads[:-1] == pytest.approx(run.iterates[1:])
    assert (gradient.colour, step.colour, gradient.label) == ("gradient", "path", "∇f")


def test_a_hollow_ring_marks_the_start(lab):
    for name in ("parabola", "himmelblau"):
        lab.objective = name
        (ring,) = [m for m in lab.player.layers if getattr(m, "shape", "") == "ring"]
        assert ring.points[0, : lab.objective.dimension].tolist() == list(lab.start)


def test_divergence_is_explained_in_the_caption(lab):
    lab.learning_rate = 1e6
    assert lab.trajectory.stop is Stop.DIVERGED or lab.trajectory.n_steps == 40
    lab.max_steps = 300
    assert lab.trajectory.stop is Stop.DIVERGED
    assert "Left the numbers at step" in lab.player.captions[-1]
    assert "below 2/L = 2;" in lab.player.captions[-1]
    assert_consistent(lab)


def test_a_start_without_a_value_is_explained_in_the_caption(lab):
    lab.objective = HALF
    lab.start = -0.5
    assert lab.trajectory is None
    (caption,) = lab.player.captions
    assert re.match(r"No descent from here: start must be a point where f and ∇f are fin", caption)
    assert lab.player.alt == caption
    assert "image/png" in lab._repr_mimebundle_()[0]
    lab.start = 2.0
    assert lab.trajectory.n_steps == 40
    assert_consistent(lab)


def test_the_words_for_those_who_do_not_see_it_follow_the_run(lab):
    lab.learning_rate = 0.25
    end = lab.trajectory.iterates[-1, 0]
    assert lab.player.alt == (
        f"Gradient descent on Parabola, learning rate 0.25, from 10: "
        f"after 40 steps at {number(end)}."
    )


@pytest.mark.parametrize("name", ["parabola", "double_well", "himmelblau", "saddle", "rosenbrock"])
def test_extremes_leave_the_lab_usable(lab, name):
    lab.objective = name
    objective = lab.objective
    known = curvature(objective)
    wall = 2 / known.largest if known else 1.0
    low, high = objective.domain.T
    starts = [
        low,
        high,
        high + 1000 * (high - low),
        np.full(len(low), 1e300),
        *objective.minimisers[:1],
    ]
    for rate, start in itertools.product((0.0, wall, 1e6, 1e9, 5e-324), starts):
        lab.learning_rate, lab.start = rate, start
        assert_consistent(lab)
        json.dumps(lab.player.get_state(["_scene", "_captions"]), allow_nan=False)
        for step in {0, lab.player.n_steps}:
            with lab.player.drawn(step):
                pass
    lab.player.still()
    lab.learning_rate, lab.start = 0.01, objective.start
    assert_consistent(lab)


def test_a_learning_rate_of_zero_stays(lab):
    lab.learning_rate = 0
    assert (lab.trajectory.iterates == 10.0).all()


def test_at_twice_the_inverse_curvature_the_ball_swings_for_ever(lab):
    lab.learning_rate = 2.0
    assert np.array_equal(lab.trajectory.iterates[:, 0], [10.0, -10.0] * 20 + [10.0])


def test_at_the_minimiser_the_ball_rests(lab):
    lab.start = 0.0
    assert not lab.trajectory.iterates.any()
    # an exact hit lies below a log axis: it leaves through the floor, and the mark with it
    assert heights(lab).max() < 1e-6
    lab.player.still()
