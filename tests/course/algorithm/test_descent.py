"""The descent lab: the run on screen is gradient descent's, and every outcome has its words."""

import itertools
import re

import numpy as np
import pytest

import gdteach as gd
from gdteach.numerics.catalogue import OBJECTIVES
from gdteach.numerics.curvature import curvature
from gdteach.numerics.trajectory import Stop
from gdteach.numerics.wording import number
from tests.seeing import as_made, layers

HALF = gd.as_objective(lambda w: w - np.log(w), name="half line", domain=(-1, 5), start=2.0)
FLAT = gd.as_objective(lambda w: 2.0, name="flat")
lab = as_made(lambda: gd.DescentLab("parabola", "himmelblau"))


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
    np.testing.assert_array_equal(path(lab)[:, :d], run.iterates)


def heights(lab):
    """Return the height curve on screen, as it lies on its axes."""
    return layers(lab, "trail", lab.heights)[0].points[:, 1]


def path(lab):
    """Return the path on screen, in data coordinates."""
    return layers(lab, "trail", lab.map)[0].points


@pytest.mark.parametrize("name", OBJECTIVES)
def test_the_run_on_screen_is_that_of_gradient_descent(lab, name):
    lab.objective = name
    lab.learning_rate = 0.0123
    expected = gd.gradient_descent(lab.objective, lab.start, 0.0123, max_steps=lab.max_steps)
    np.testing.assert_array_equal(lab.trajectory.iterates, expected.iterates)
    assert_consistent(lab)
    if lab.objective.dimension == 1:
        np.testing.assert_array_equal(path(lab)[:, 1], expected.values)
    gaps = expected.values - (lab.objective.minimum_value or 0)
    seen = np.maximum(gaps, 1e-9) if lab.objective.minimum_value is not None else gaps
    assert heights(lab) == pytest.approx(seen)


def test_more_steps_make_a_longer_run_on_a_longer_axis(lab):
    lab.max_steps = 75
    assert (lab.player.n_steps, *lab.heights.get_xlim()) == (75, 0, 75)
    assert_consistent(lab)


def test_a_flat_function_can_be_looked_at(lab):
    lab.objective = FLAT
    assert lab.trajectory.n_steps == 40
    assert np.array_equal(np.unique(lab.trajectory.iterates), [FLAT.start[0]])
    lab.player.still()


def test_one_dimension_and_two_take_turns(lab):
    curve = ["segment", "segment", "trail", "arrow", "label", "label", "marker", "marker"]
    for name, kinds in [
        ("parabola", curve),
        ("himmelblau", ["label", "arrow", "trail", "arrow", "marker", "marker"]),
        ("double_well", curve),
    ]:
        lab.objective = name
        assert [layer.kind for layer in lab.player.layers] == [*kinds, "trail", "marker"]
        assert (lab.map.get_aspect() == 1) == (lab.objective.dimension == 2)
        assert lab.map.get_xlim() == pytest.approx(lab.objective.domain[0])
        assert_consistent(lab)


def test_heights_are_gaps_on_a_log_axis_where_the_minimum_is_known(lab):
    scales = {}
    for name in OBJECTIVES:
        lab.objective = name
        scales[name] = lab.heights.get_yscale()
        before = lab.heights.axis()
        for lab.learning_rate in (0.5, 0.001):
            assert lab.heights.axis() == before  # limits stay put, so that runs compare
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
    words, gradient, _, step = lab.player.layers[:4]  # the path lies over the gradient
    run = lab.trajectory
    (said,) = words.texts
    scale = float(said.removeprefix("∇f drawn × "))
    assert gradient.heads - gradient.tails == pytest.approx(scale * run.gradients)
    assert 0.08 * 12 <= np.linalg.norm(gradient.heads[0] - gradient.tails[0]) <= 0.2 * 12
    assert step.heads[:-1] == pytest.approx(run.iterates[1:])
    assert (gradient.colour, gradient.label) == ("gradient", "∇f")
    assert (step.colour, step.label) == ("path", "−η∇f")


@pytest.mark.parametrize("name", OBJECTIVES)
def test_another_function_brings_a_pace_with_which_it_is_worth_watching(lab, name):
    lab.learning_rate = 1e-5
    with lab.together():
        lab.objective = "saddle"
        lab.objective = name
    f, run = lab.objective, lab.trajectory
    assert (lab.learning_rate, lab.max_steps) == (f.pace[0], max(40, f.pace[1]))
    assert lab.controls["learning_rate"].value == lab.learning_rate
    assert run.values[-1] < 0.1 * run.values[0]
    assert lab.player.speed >= 5
    assert lab.max_steps / lab.player.speed <= 20  # seconds


def test_a_function_of_ones_own_gets_a_pace_from_its_curvature(lab):
    lab.objective = gd.as_objective(lambda x, y: 5000 * x**2 + y**2)
    assert lab.learning_rate == 1e-4
    lab.learning_rate = 1e-5
    lab.start = 1, 1
    assert lab.learning_rate == 1e-5  # a value that is set is kept
    lab.objective = FLAT
    assert lab.learning_rate == 0.1


def test_the_step_is_named_on_the_side_it_goes_to(lab):
    lab.learning_rate, lab.start = 1.9, 10
    left, right = (each.points[:, 0] for each in layers(lab, "label", lab.map))
    assert np.isnan(left[:6]).tolist() == [False, True] * 3
    assert np.isnan(right[:6]).tolist() == [True, False] * 3


def test_a_hollow_ring_marks_the_start(lab):
    for name in ("parabola", "himmelblau"):
        lab.objective = name
        (ring,) = [m for m in lab.player.layers if getattr(m, "shape", "") == "ring"]
        assert ring.points[0, : lab.objective.dimension].tolist() == list(lab.start)


def test_divergence_is_explained_in_the_caption(lab):
    lab.learning_rate = 1e6
    lab.max_steps = 300
    assert lab.trajectory.stop is Stop.DIVERGED
    assert "It climbed from step 0 on; step " in lab.player.captions[-1]
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
    lab.learning_rate = 2.1
    assert lab.player.alt.endswith(", climbing since step 0.")


@pytest.mark.parametrize("name", ["parabola", "double_well", "himmelblau", "saddle", "rosenbrock"])
def test_at_extremes_parameters_run_and_picture_agree(lab, name):
    lab.objective = name
    known = curvature(lab.objective)
    wall = 2 / known.largest if known else 1.0
    low, high = lab.objective.domain.T
    far = high + 1000 * (high - low), np.full(len(low), 1e300)
    starts = (low, high, *far, *lab.objective.minimisers[:1])
    for start, rate in itertools.product(starts, (0.0, wall, 1e6, 1e9, 5e-324)):
        with lab.together():
            lab.learning_rate, lab.start = rate, start
        assert_consistent(lab)


@pytest.mark.parametrize(
    ("name", "value", "places"),
    [
        ("learning_rate", 0, [10, 10]),
        ("learning_rate", 2.0, [10, -10]),  # 2/L
        ("start", 0.0, [0, 0]),
    ],
)
def test_when_the_ball_stays_swings_for_ever_and_rests(lab, name, value, places):
    setattr(lab, name, value)
    assert lab.trajectory.iterates[:, 0].tolist() == [*20 * places, places[0]]


def test_an_exact_hit_leaves_through_the_floor_of_a_log_axis_and_the_mark_with_it(lab):
    lab.start = 0.0
    assert heights(lab).max() < 1e-6
