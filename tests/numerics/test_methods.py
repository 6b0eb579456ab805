"""Update rules: the plain one, and the seam for rules with a memory."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from gdteach.numerics.batch import descend_many
from gdteach.numerics.catalogue import himmelblau, quadratic_bowl
from gdteach.numerics.descent import descend
from gdteach.numerics.methods import GradientDescent, Method
from gdteach.numerics.trajectory import Stop, Stopping

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


def test_a_learning_rate_of_zero_stays_put():
    w_next, _ = GradientDescent(0).update(np.array([3.0]), np.array([7.0]), ())
    assert w_next == 3.0


def test_method_is_a_named_frozen_value():
    rule = GradientDescent(learning_rate=1)
    assert repr(rule) == "GradientDescent(learning_rate=1.0)"
    assert rule.name == "gradient descent"
    assert rule == GradientDescent(1.0)
    with pytest.raises(dataclasses.FrozenInstanceError):
        rule.learning_rate = 2.0


def test_the_base_class_cannot_be_used_by_itself():
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


def test_many_starts_keep_each_its_own_memory():
    # At this η some starts diverge on the way; the others must not notice.
    objective, rule = himmelblau(), Ball(0.025)
    starts = np.random.default_rng(0).uniform(-6, 6, (200, 2))
    ends = descend_many(objective, starts, rule, 150)
    assert 0 < np.isnan(ends).any(axis=1).sum() < 200
    for start, end in zip(starts, ends, strict=True):
        run = descend(objective, start, rule, Stopping(150))
        np.testing.assert_array_equal(end, np.nan if run.stop is Stop.DIVERGED else run.end)
