"""Many starts as one array end exactly where each would alone."""

import numpy as np
import pytest

from gdteach.numerics import batch
from gdteach.numerics.catalogue import as_objective, himmelblau, parabola, plateau, quadratic_bowl
from gdteach.numerics.descent import Stopping, descend, descend_many
from gdteach.numerics.methods import GradientDescent
from gdteach.numerics.trajectory import Stop

STOPPINGS = [
    Stopping(0),
    Stopping(37),
    Stopping(64),
    Stopping(120, gradient_tolerance=1e-6),
    Stopping(120, step_tolerance=1e-4),
    Stopping(120, value_tolerance=1e-6),
    Stopping(60, gradient_tolerance=1.0, step_tolerance=1e-3, value_tolerance=1e-3),
]


@pytest.mark.parametrize("stopping", STOPPINGS, ids=str)
@pytest.mark.parametrize("eta", [0.01, 0.02, 0.05])
def test_each_row_ends_as_its_own_descent(eta, stopping, monkeypatch):
    monkeypatch.setattr(batch, "_BLOCK", 64)  # several blocks, the last one not full
    objective, rule = himmelblau(), GradientDescent(eta)
    starts = np.random.default_rng(1).uniform(-6, 6, (150, 2))
    ends = descend_many(objective, starts, rule, stopping)
    assert len(ends) == 150
    for k, start in enumerate(starts):
        run = descend(objective, start, rule, stopping)
        np.testing.assert_array_equal(ends.points[k], run.end)
        assert ends.steps[k] == run.n_steps
        assert ends.diverged[k] == (run.stop is Stop.DIVERGED)
        assert ends.settled[k] == (run.stop not in (Stop.DIVERGED, Stop.STEP_LIMIT))
        assert ends.values[k] == run.values[-1]
        assert ends.gradient_norms[k] == run.gradient_norms[-1]


def test_one_and_five_dimensions():
    ends = descend_many(plateau(), [[0.5], [-1.0]], GradientDescent(0.3), Stopping(200))
    np.testing.assert_allclose(ends.points, 0, atol=1e-12)
    five = as_objective(lambda w: w @ w, lambda w: 2 * w, dimension=5)
    ends = descend_many(five, np.ones((3, 5)), GradientDescent(0.25), Stopping(2))
    np.testing.assert_array_equal(ends.points, 0.25)


def test_a_start_outside_the_numbers_has_diverged_at_once():
    objective = as_objective(lambda w: w - np.log(w), lambda w: 1 - 1 / w, domain=(1, 3))
    for stopping in (Stopping(50), Stopping(50, gradient_tolerance=1e-9)):
        ends = descend_many(objective, [[-1.0], [2.0]], GradientDescent(0.5), stopping)
        assert ends.diverged.tolist() == [True, False]
        assert ends.steps[0] == 0
        assert ends.points[0] == -1.0
        assert ends.points[1] == pytest.approx(1.0)


def test_an_infinite_gradient_after_the_last_step_counts():
    # f = |w|^1.5 / 1.5 beside a gradient that is infinite at 0, where one step lands.
    objective = as_objective(lambda w: abs(w), lambda w: np.inf if w == 0 else 1.0, domain=(1, 3))
    ends = descend_many(objective, [[1.0]], GradientDescent(1.0), Stopping(1))
    assert (ends.diverged[0], ends.steps[0], ends.points[0, 0]) == (True, 0, 1.0)


def test_the_basins_of_himmelblau_are_those_of_the_facts():
    axis = np.linspace(-6, 6, 241)
    starts = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    objective = himmelblau()
    ends = descend_many(objective, starts, GradientDescent(0.015), Stopping(1500))
    gaps = np.linalg.norm(ends.points[:, np.newaxis] - objective.minimisers, axis=-1)
    shares = 100 * (gaps < 1e-3).mean(axis=0)
    np.testing.assert_allclose(shares, [26.6, 25.6, 0, 23.2], atol=0.06)
    cycle = np.array([[-3.88359, -3.21063], [-3.66322, -3.34763]])
    gone_elsewhere = (gaps > 1e-3).all(axis=1) & ~ends.diverged
    assert 100 * gone_elsewhere.mean() == pytest.approx(24.5, abs=0.06)
    to_cycle = np.linalg.norm(ends.points[:, np.newaxis] - cycle, axis=-1).min(axis=1)
    in_cycle = gone_elsewhere & (to_cycle < 1e-4)
    assert in_cycle.sum() > 0.99 * gone_elsewhere.sum()  # the others are still on the way
    assert ends.gradient_norms[in_cycle].min() > 1  # told apart from having settled
    # Two steps on, a point in a 2-cycle is back where it was.
    again = descend_many(objective, ends.points[in_cycle], GradientDescent(0.015), Stopping(2))
    np.testing.assert_allclose(again.points, ends.points[in_cycle], atol=1e-5)


def test_the_starts_are_left_alone_and_the_result_is_read_only():
    starts = np.ones((3, 2))
    ends = descend_many(quadratic_bowl(2), starts, GradientDescent(0.1))
    np.testing.assert_array_equal(starts, 1)
    for array in (ends.points, ends.values, ends.gradient_norms, ends.steps, ends.diverged):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0
    assert repr(ends) == "Endpoints(3 starts, 0 diverged)"


def test_a_memory_of_plain_numbers_and_arrays_survives_a_loss():
    state = batch._memory((np.arange(6.0).reshape(3, 2), 4), np.array([True, False, True]))
    np.testing.assert_array_equal(state[0], [[0, 1], [4, 5]])
    assert state[1] == 4


def test_closed_form_for_a_thousand_starts():
    starts = np.linspace(-5, 5, 1000)[:, np.newaxis]
    ends = descend_many(parabola(2.0), starts, GradientDescent(0.2), Stopping(10))
    np.testing.assert_allclose(ends.points, starts * 0.6**10, atol=1e-12)
