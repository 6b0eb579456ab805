"""Update rules: the plain one, the seam for rules with a memory, and many starts as one array."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from gdteach.numerics.batch import descend_many
from gdteach.numerics.catalogue import himmelblau, parabola, plateau, quadratic_bowl
from gdteach.numerics.descent import descend
from gdteach.numerics.method import GradientDescent, Method
from gdteach.numerics.own_function import as_objective
from gdteach.numerics.trajectory import Stop, Stopping

HIMMELBLAU = himmelblau()
moderate = st.floats(-1e6, 1e6)


@given(st.data(), st.floats(0, 10))
def test_plain_update_is_w_minus_eta_gradient(data, eta):
    shape = data.draw(array_shapes(max_dims=3))
    w, gradient = (data.draw(arrays(np.float64, shape, elements=moderate)) for _ in range(2))
    before = w.copy(), gradient.copy()
    rule = GradientDescent(eta)
    w_next, state = rule.update(w, gradient, rule.start(w))
    np.testing.assert_array_equal(w_next, w - eta * gradient)
    assert state == ()
    np.testing.assert_array_equal((w, gradient), before)  # iterates are kept: hands off


def test_update_keeps_the_layout():
    w = np.ones((5, 2), order="F")
    w_next, _ = GradientDescent(0.1).update(w, w.copy(order="F"), ())
    assert w_next.flags.f_contiguous


def test_method_is_a_named_frozen_value():
    rule = GradientDescent(learning_rate=1)
    assert repr(rule) == "GradientDescent(learning_rate=1.0)"
    assert rule.name == "gradient descent"
    assert rule == GradientDescent(1.0)
    with pytest.raises(dataclasses.FrozenInstanceError):
        rule.learning_rate = 2.0
    with pytest.raises(TypeError, match="update"):
        Method()


@dataclasses.dataclass(frozen=True)
class Ball(Method):
    """A rule with a memory: a velocity, and a count of the steps so far."""

    learning_rate: float
    name = "ball"

    def start(self, w):
        return np.zeros_like(w), 0

    def update(self, w, gradient, state):
        velocity, count = state
        velocity = 0.5 * velocity - self.learning_rate / (1 + 0.1 * count) * gradient
        return w + velocity, (velocity, count + 1)


def test_a_rule_with_a_memory_runs_through_the_same_seam():
    bowl, rule = quadratic_bowl(4), Ball(0.1)
    run = descend(bowl, bowl.start, rule, Stopping(2))
    first = bowl.start - 0.1 * bowl.gradient(bowl.start)
    second = first + 0.5 * (first - bowl.start) - 0.1 / 1.1 * bowl.gradient(first)
    np.testing.assert_allclose(run.iterates, [bowl.start, first, second], rtol=1e-15)


# --- many starts as one array end exactly where each would alone -----------------------------


@pytest.mark.parametrize("max_steps", [0, 37, 64, 120])
@pytest.mark.parametrize("rule", [*map(GradientDescent, (0.01, 0.02, 0.05)), Ball(0.025)], ids=str)
def test_each_row_ends_as_its_own_descent(rule, max_steps):
    starts = np.random.default_rng(1).uniform(-6, 6, (20_000, 2))  # two blocks, one not full
    before = starts.copy()
    ends = descend_many(HIMMELBLAU, starts, rule, max_steps)
    np.testing.assert_array_equal(starts, before)
    for k in (*range(100), *range(16_360, 16_410)):
        alone = descend(HIMMELBLAU, starts[k], rule, Stopping(max_steps))
        np.testing.assert_array_equal(ends[k], np.nan if alone.stop is Stop.DIVERGED else alone.end)
    if rule == Ball(0.025) and max_steps:  # some diverge on the way; the others must not notice
        assert 0 < np.isnan(ends).any(axis=1).sum() < len(ends)


def test_one_and_five_dimensions():
    ends = descend_many(plateau(), np.array([[0.5], [-1.0]]), GradientDescent(0.3), 200)
    np.testing.assert_allclose(ends, 0, atol=1e-12)
    five = as_objective(lambda w: w @ w, lambda w: 2 * w, dimension=5)
    ends = descend_many(five, np.ones((3, 5)), GradientDescent(0.25), 2)
    np.testing.assert_array_equal(ends, 0.25)


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
