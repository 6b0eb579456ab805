"""A learner's own function becomes an objective in one call, however it is written."""

import copy
import math
from fractions import Fraction

import numpy as np
import pytest

from gdteach.numerics.batch import descend_many
from gdteach.numerics.catalogue import himmelblau
from gdteach.numerics.descent import descend, gradient_descent
from gdteach.numerics.method import GradientDescent
from gdteach.numerics.own_function import as_objective
from gdteach.numerics.trajectory import Stop, Stopping


def test_one_argument_is_one_dimension_and_gets_plain_numbers():
    def f(w):
        assert type(w) is float
        return w**4 - 2 * w**2

    objective = as_objective(f)
    assert repr(objective) == "Objective('f', 1-D)"
    assert objective.gradient(2.0) == pytest.approx(24.0, abs=1e-8)


def test_python_branches_and_the_math_module_work():
    objective = as_objective(lambda w: math.sin(w) if w > 0 else w)
    np.testing.assert_allclose(objective([[1.0], [-2.0]]), [math.sin(1.0), -2.0])
    np.testing.assert_allclose(objective.gradient([[1.0], [-2.0]]).ravel(), [math.cos(1.0), 1.0])


def test_two_arguments_are_two_dimensions():
    objective = as_objective(lambda x, y: x**2 + 3 * y**2, name="valley")
    assert repr(objective) == "Objective('valley', 2-D)"
    np.testing.assert_allclose(objective.gradient([1.0, 2.0]), [2, 12], atol=1e-8)
    assert objective.formula == "f(x, y)"


@pytest.mark.parametrize(
    ("function", "given", "dimension"),
    [
        (lambda x, scale=3.0: scale * x, None, 1),  # what is optional does not count
        (lambda x=0.0, y=0.0: x, None, 1),
        (np.sin, None, 1),
        (math.log, None, 1),  # without a Python signature
        (np.vectorize(lambda w: w * w), None, 1),  # its signature says nothing
        (np.vectorize(lambda x, y: x * y), None, 2),
        (np.hypot, None, 2),
        (lambda *w: sum(w), 4, 4),  # any number of arguments needs the dimension
    ],
)
def test_the_arguments_that_must_be_given_are_the_dimensions(function, given, dimension):
    known = as_objective(function, dimension=given, domain=(1, 2))
    assert known.dimension == dimension


def test_dimension_passes_one_array():
    def f(w):
        assert w.shape == (3,)
        return w @ w

    objective = as_objective(f, dimension=3)
    np.testing.assert_allclose(objective.gradient([1.0, 2.0, 3.0]), [2, 4, 6], atol=1e-8)


def test_gradient_follows_the_convention_of_the_function():
    assert as_objective(np.sin, np.cos).gradient(0.0) == 1.0
    line = as_objective(lambda w: w**2, lambda w: 2 * w)
    plane = as_objective(lambda x, y: x * y, lambda x, y: (y, x))
    array = as_objective(lambda w: w @ w, lambda w: 2 * w, dimension=2)
    assert line.gradient(3.0) == 6
    np.testing.assert_array_equal(plane.gradient([[1.0, 2.0], [3.0, 4.0]]), [[2, 1], [4, 3]])
    np.testing.assert_array_equal(array.gradient([1.0, 2.0]), [2, 4])


def test_it_broadcasts_over_leading_axes_and_leaves_the_points_alone():
    def spoils_its_argument(w):
        w *= 2
        return w.sum()

    objective = as_objective(spoils_its_argument, dimension=2)
    w = np.ones((4, 3, 2))
    assert objective(w).shape == (4, 3)
    assert objective.gradient(w).shape == (4, 3, 2)
    np.testing.assert_array_equal(w, 1)
    assert objective.gradient(np.empty((0, 2))).shape == (0, 2)


def test_domain_start_and_minimisers():
    objective = as_objective(lambda x, y: (x - 1) ** 2 + y**2 + 5, minimisers=[1, 0])
    np.testing.assert_array_equal(objective.domain, [[-5, 5], [-5, 5]])
    assert objective.minimum_value == 5
    np.testing.assert_array_equal(objective.minimisers, [[1, 0]])
    one = as_objective(lambda w: w**2, domain=(0, 2), minimisers=[0.0], start=1.5)
    np.testing.assert_array_equal(one.domain, [[0, 2]])
    assert one.start == 1.5
    two = as_objective(lambda w: (w * w - 1) ** 2, minimisers=[-1, 1])
    assert two.minimisers.shape == (2, 1)
    assert as_objective(lambda w: w, domain=[(2, 4)]).start == pytest.approx(2.2)


def test_an_objective_is_handed_back_and_numerical_descent_follows_the_exact_one():
    exact = himmelblau()
    assert as_objective(exact) is exact
    own = as_objective(lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2)
    runs = [gradient_descent(o, [0.0, 0.0], 0.01, max_steps=60) for o in (exact, own)]
    np.testing.assert_allclose(runs[1].iterates, runs[0].iterates, atol=1e-7)


def test_many_starts_work_too():
    own = as_objective(lambda w: w**2, lambda w: 2 * w)
    ends = descend_many(own, np.array([[1.0], [4.0]]), GradientDescent(0.25), 3)
    np.testing.assert_array_equal(ends, [[0.125], [0.5]])


@pytest.mark.parametrize(
    ("function", "start"),
    [
        (lambda w: math.exp(w * w), 4.0),  # OverflowError
        (lambda w: w**400, 3.0),  # OverflowError from a power
        (lambda w: w + 0 / max(w, 0), 1.0),  # ZeroDivisionError beyond 0
        (lambda w: w - math.log(w), 0.1),  # "math domain error" beyond 0
        (lambda w: np.sqrt(w), 1.0),  # NaN below 0
    ],
)
def test_leaving_the_numbers_is_an_outcome(function, start):
    objective = as_objective(function, domain=(0.5, 3))
    run = descend(objective, start, GradientDescent(5.0), Stopping(10_000))
    assert run.stop is Stop.DIVERGED
    assert np.isfinite(run.values).all()


def test_a_function_that_is_undefined_at_a_point_is_nan_there():
    objective = as_objective(math.log, domain=(1, 2))
    np.testing.assert_array_equal(objective([[-1.0], [1.0]]), [np.nan, 0.0])


def test_it_is_asked_only_at_places_that_are_numbers():
    own = as_objective(lambda x, y: Fraction(x) ** 2 + Fraction(y) ** 2)  # no Fraction is infinite
    assert np.isnan(own([[np.inf, 0.0], [0.0, np.nan]])).all()
    assert np.isnan(descend_many(own, np.array([[1.0, 1.0]]), GradientDescent(1e300), 3)).all()


@pytest.mark.parametrize("make", [copy.copy, copy.deepcopy])
def test_a_copy_does_the_same(make):
    own = as_objective(lambda x, y: x * x + y)
    run = gradient_descent(own, [1.0, 2.0], 0.1, max_steps=3)
    for one, other in ((own, make(own)), (run.objective, make(run).objective)):
        assert other([1.0, 2.0]) == 3.0
        np.testing.assert_array_equal(other.gradient([1.0, 2.0]), one.gradient([1.0, 2.0]))
        np.testing.assert_array_equal(other.start, one.start)
    np.testing.assert_array_equal(make(run).iterates, run.iterates)


def test_a_mistake_of_the_learners_own_is_not_swallowed():
    with pytest.raises(ValueError, match="invalid literal"):
        as_objective(lambda w: int("seven") if w < -3 else w)


@pytest.mark.parametrize("unusual", ["warn", "raise"])
def test_neither_warning_nor_setting_of_numpy_gets_through(unusual):
    own = as_objective(lambda x, y: np.exp(np.float64(x) ** 2) + np.exp(-y * y * 1e3))
    with np.errstate(all=unusual):  # a warning would be an error here
        assert own([1e3, 1e3]) == np.inf
        assert not np.isfinite(own.gradient([1e3, 1e3])).all()
        assert himmelblau()([1e200, 0.0]) == np.inf
        assert himmelblau().gradient([1e-200, 1e-200]) == pytest.approx([-14, -22])
        run = gradient_descent(own, [1.0, 3.0], 1e300)
        assert run.stop is Stop.DIVERGED
        assert "Step 1, from w = " in run.summary()
