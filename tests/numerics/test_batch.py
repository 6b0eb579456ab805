"""Many starts as one array end exactly where each would alone."""

import numpy as np
import pytest

from gdteach.numerics.batch import descend_many
from gdteach.numerics.catalogue import himmelblau, parabola, plateau
from gdteach.numerics.descent import descend
from gdteach.numerics.methods import GradientDescent
from gdteach.numerics.own_function import as_objective
from gdteach.numerics.trajectory import Stop, Stopping

HIMMELBLAU = himmelblau()


def end_alone(objective, start, rule, max_steps):
    """Return where a descent ends, NaN if it diverges."""
    run = descend(objective, start, rule, Stopping(max_steps))
    return np.full_like(run.end, np.nan) if run.stop is Stop.DIVERGED else run.end


@pytest.mark.parametrize("max_steps", [0, 37, 64, 120])
@pytest.mark.parametrize("eta", [0.01, 0.02, 0.05])
def test_each_row_ends_as_its_own_descent(eta, max_steps):
    rule = GradientDescent(eta)
    starts = np.random.default_rng(1).uniform(-6, 6, (20_000, 2))  # two blocks, one not full
    before = starts.copy()
    ends = descend_many(HIMMELBLAU, starts, rule, max_steps)
    np.testing.assert_array_equal(starts, before)
    for k in (*range(100), *range(16_360, 16_410)):
        alone = end_alone(HIMMELBLAU, starts[k], rule, max_steps)
        np.testing.assert_array_equal(ends[k], alone)


def test_one_and_five_dimensions():
    ends = descend_many(plateau(), np.array([[0.5], [-1.0]]), GradientDescent(0.3), 200)
    np.testing.assert_allclose(ends, 0, atol=1e-12)
    five = as_objective(lambda w: w @ w, lambda w: 2 * w, dimension=5)
    np.testing.assert_array_equal(
        descend_many(five, np.ones((3, 5)), GradientDescent(0.25), 2), 0.25
    )


def test_a_start_outside_the_numbers_has_diverged_at_once():
    objective = as_objective(lambda w: w - np.log(w), lambda w: 1 - 1 / w, domain=(1, 3))
    ends = descend_many(objective, np.array([[-1.0], [2.0]]), GradientDescent(0.5), 50)
    np.testing.assert_allclose(ends, [[np.nan], [1.0]])


def test_an_infinite_gradient_after_the_last_step_counts():
    # f = |w| beside a gradient that is infinite at 0, where one step lands.
    objective = as_objective(lambda w: abs(w), lambda w: np.inf if w == 0 else 1.0, domain=(1, 3))
    assert np.isnan(descend_many(objective, np.array([[1.0]]), GradientDescent(1.0), 1))


def test_two_steps_on_a_run_in_the_cycle_is_back_where_it_was():
    rule, cycle = GradientDescent(0.015), np.array([[-3.88359, -3.21063], [-3.66322, -3.34763]])
    ends = descend_many(HIMMELBLAU, cycle, rule, 1500)
    np.testing.assert_allclose(ends, cycle, atol=1e-5)  # FACTS.md, row 20
    np.testing.assert_allclose(descend_many(HIMMELBLAU, ends, rule, 1), ends[::-1], atol=1e-9)
    assert np.linalg.norm(HIMMELBLAU.gradient(ends), axis=1).min() > 1  # and has not settled


def test_closed_form_for_a_thousand_starts():
    starts = np.linspace(-5, 5, 1000)[:, np.newaxis]
    ends = descend_many(parabola(2.0), starts, GradientDescent(0.2), 10)
    np.testing.assert_allclose(ends, starts * 0.6**10, atol=1e-12)
