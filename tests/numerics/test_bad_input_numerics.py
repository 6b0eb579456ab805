"""Wrong arguments are named, with their value and the remedy: every function of the numerics."""

import dataclasses
import math
from functools import partial

import numpy as np
import pytest

from gdteach.course.convergence.bounds import bounds
from gdteach.course.convergence.stop_tests import stop_steps
from gdteach.course.learning_rate.rate_sweep import sweep_learning_rates
from gdteach.course.minima.basins import basin_map
from gdteach.course.minima.chords import chord_gaps
from gdteach.course.minima.fates import fates
from gdteach.course.minima.valleys import Valleys
from gdteach.numerics.arguments import finite_number, number_within, one_of, point
from gdteach.numerics.calculus import check_gradient
from gdteach.numerics.catalogue import get_objective, himmelblau, parabola, quadratic_bowl
from gdteach.numerics.descent import descend, gradient_descent
from gdteach.numerics.differences import central_difference_gradient, central_difference_hessian
from gdteach.numerics.method import GradientDescent
from gdteach.numerics.own_function import as_objective
from gdteach.numerics.stationary import stationary_points
from gdteach.numerics.trajectory import Stopping
from tests import bad_input as bad
from tests.bad_input import INF, NAN, T, V, given, rows, whole

HIMMELBLAU, PARABOLA, VALLEYS = himmelblau(), parabola(), Valleys(himmelblau())
RUN = gradient_descent(PARABOLA, 1, 0.1, max_steps=2)
POLE = dataclasses.replace(
    PARABOLA, function=lambda w: np.divide(1, w[..., 0]), gradient=lambda w: -1 / (w * w)
)
SPACE = as_objective(lambda w: w @ w, dimension=3)
OF_KIND = stationary_points(PARABOLA, points=5).of_kind


def pair(x, y):
    return x * y


def himmelblau_with(**changes):
    return dataclasses.replace(HIMMELBLAU, **changes)


# Each function, with arguments that are right. Of these the table below makes one wrong.
RIGHT = {
    **{call: {} for call in (Stopping, parabola, quadratic_bowl, himmelblau_with)},
    gradient_descent: {"objective": HIMMELBLAU, "start": [0, 0], "learning_rate": 0.01},
    descend: {"objective": HIMMELBLAU, "start": [0, 0], "method": GradientDescent(0.01)},
    GradientDescent: {"learning_rate": 0.1},
    get_objective: {"name": "saddle"},
    HIMMELBLAU: {"w": [1, 2]},
    HIMMELBLAU.gradient: {"w": [1, 2]},
    HIMMELBLAU.hessian: {"w": [1, 2]},
    PARABOLA.gradient: {"w": 1},
    as_objective: {"function": lambda w: w**2},
    central_difference_gradient: {"function": np.sin, "w": 1.0},
    central_difference_hessian: {"function": np.sin, "w": 1.0},
    check_gradient: {"function": np.square, "gradient": lambda w: 2 * w, "w": 1.0},
    chord_gaps: {"objective": PARABOLA, "a": 0, "b": 1, "shares": [0.5]},
    sweep_learning_rates: {"objective": HIMMELBLAU, "start": (0, 0), "learning_rates": [0.1]},
    stationary_points: {"objective": HIMMELBLAU, "points": 5},
    OF_KIND: {"kind": "saddle"},
    Valleys: {"objective": PARABOLA},
    fates: {"valleys": VALLEYS, "starts": [[0, 0]], "learning_rate": 0.01},
    basin_map: {"objective": VALLEYS, "learning_rate": 0.01, "points": 4},
    bounds: {"run": RUN, "learning_rate": 0.1},
    stop_steps: {"run": RUN, "stopping": Stopping(5)},
}

TOLERANCES = "gradient_tolerance step_tolerance value_tolerance"
TOLERANCE = [*given(bad.NOT_NEGATIVE), (False, T, "a number, got False; None switches")]
START = [*bad.one_point(2), ([1e200, 0], V, "a point where f and")]
STEP = [*bad.POSITIVE, (0, V, "positive, .* never move"), (-0.1, V, "positive, got -0.1; .* climb")]
CLIMBS = (-0.1, V, "zero or positive, got -0.1; .* would climb")
METHOD = [(0.1, T, "a Method, got 0.1; for instance"), (GradientDescent, T, "a Method, got")]
STOPPING = rows(T, "a Stopping, got", 100, 1e-6)
DOMAIN = [([[0, 1]], V, r"2 rows \(low, high\)"), ([[0, 1], [1, 1]], V, "with low < high")]
LISTED = [([[1]], V, r"an array of shape \(n, 2\)"), ([3, 2], V, r"an array of shape \(n, 2\)")]
UP_TO_TWO = [*bad.OBJECTIVE, (SPACE, V, "of 1 or 2 dimensions")]
RUNS = rows(T, "a Trajectory, got", RUN.values, [1.0])
REAL = rows(T, "made of real numbers, got", "here", None)
IN_TWO = rows(V, "a point with 2 coordinates, got .*its shape is", 1.0, [1, 2, 3], [[1], [2]])
OWN = [
    *rows(T, "a function, got", 3),
    (lambda: 1, V, "a function of the point w"),
    (lambda *w: sum(w), V, r"^dimension must be given .* \*argum"),
    (lambda w: None, T, "^the result of your function .* return missing"),
    (lambda w: [w, w], V, "^the result of your function must be one num"),
    (lambda w: [w, [w, w]], T, "^the result .* must be one number, got .-4.0, .-4"),
    (lambda w: w > 0, T, "^the result .* must be one number, got False"),
    (lambda w: abs(w) ** 0.5 * 1j, T, "^the result .* must be one number"),
    (lambda w: w[0] + w[1], T, "^function must take a plain number.* say dimension=d"),
]
IN_PLANE = [(lambda w: w, V, "^the result .*got array"), (HIMMELBLAU, V, "your own if options")]
OWN_DOMAIN = [*given(REAL), ((1, 2, 3), V, "1 row"), ((3, 1), V, "with low < high")]
OWN_LISTED = [([[1, 2]], V, r"^minimisers must be an array of shape \(n, 1\)")]
OTHERWISE = [(abs, V, r"function takes \(x, y\), gradient takes \(x\)")]
OWN_GRADIENT = [
    *rows(T, "a function, got", 2),
    (lambda x, y: x, V, "a function of 1 argument"),
    (lambda w: [w, w], V, "^the result of the gradient of your function must be one"),
    (lambda w: None, T, "^the result of the gradient of your function .*missing"),
]
DERIVED = [
    *bad.FUNCTION,
    (lambda w: None, T, "^function's result .* return missing"),
    (lambda w: "low", T, "^function's result must be a number"),
]
AT = [*REAL, ([], V, "non-empty"), (NAN, V, "finite")]
ONE_EACH = [(lambda w: w, V, "^function's result must be one number")]
ONE_A_ROW = [(lambda w: w.sum(), V, r"^function's result .* of shape \(1,\), one per")]
W = {"w": [*REAL, *IN_TWO]}
# Each function, some of its arguments, and what is wrong for them.
TABLE = [
    (partial(number_within, "value", above=1), {"value": [(1, V, "greater than 1, got 1")]}),
    (
        partial(number_within, "value", at_most=1),
        {"value": [*bad.NUMBER, (2, V, "at most 1")]},
    ),
    (partial(finite_number, "value", remedy="try 1"), {"value": [("x", T, "got 'x'; try 1$")]}),
    (partial(point, "value"), {"value": [([[0, 0]], V, r"one point, .*; its shape is \(1, 2\)")]}),
    (partial(one_of, "value", options=["ab", "cd"]), {"value": [("?", V, "known name.*: ab, cd")]}),
    (gradient_descent, {"objective": bad.OBJECTIVE, "start": START, "learning_rate": STEP}),
    (gradient_descent, {"max_steps": whole(0), TOLERANCES: TOLERANCE}),
    (partial(gradient_descent, POLE, learning_rate=1), {"start": [(0.0, V, "point where f")]}),
    (descend, {"objective": bad.OBJECTIVE, "start": START}),
    (descend, {"method": METHOD, "stopping": STOPPING}),
    (Stopping, {"max_steps": whole(0), TOLERANCES: TOLERANCE}),
    (GradientDescent, {"learning_rate": [*bad.NOT_NEGATIVE, CLIMBS]}),
    (parabola, {"smoothness": bad.POSITIVE, "minimiser": bad.NUMBER}),
    (quadratic_bowl, {"condition_number": [*bad.NUMBER, (0.5, V, "at least 1, got 0.5")]}),
    (quadratic_bowl, {"smoothness": given(bad.POSITIVE), "rotation": bad.NUMBER}),
    (quadratic_bowl, {"minimiser": bad.one_point(2)}),
    (get_objective, {"name": [*bad.NAME, ("himelblau", V, "did you mean 'himmelblau'")]}),
    (himmelblau_with, {"name formula source": bad.TEXT, "function gradient": bad.FUNCTION}),
    (himmelblau_with, {"hessian": given(bad.FUNCTION), "dimension": whole(1)}),
    (himmelblau_with, {"domain": DOMAIN, "minimisers local_minimisers": LISTED}),
    (himmelblau_with, {"minimum_value": given(bad.NUMBER), "start": bad.one_point(2)}),
    (himmelblau_with, {"smoothness strong_convexity": given(bad.POSITIVE)}),
    (himmelblau_with, {"strong_convexity": [(1, V, "at most the smooth")]}),
    (partial(himmelblau_with, smoothness=1), {"strong_convexity": [(2, V, "at most the smooth")]}),
    (himmelblau_with, {"coordinates": [(("x",), V, "2 names")]}),
    (HIMMELBLAU, W),
    (HIMMELBLAU.gradient, W),
    (HIMMELBLAU.hessian, W),
    (PARABOLA.gradient, {"w": [([1, 2], V, "a point with 1 coordinate,")]}),
    (as_objective, {"function": OWN, "gradient": OWN_GRADIENT, "dimension": given(whole(1))}),
    (as_objective, {"domain": OWN_DOMAIN, "start": given(bad.one_point(1))}),
    (as_objective, {"minimisers": OWN_LISTED, "name": given(bad.TEXT)}),
    (partial(as_objective, dimension=2), {"function": IN_PLANE}),
    (partial(as_objective, dimension=3), {"function": [(pair, V, "of 1 or 3 arg.*x, y")]}),
    (partial(as_objective, pair), {"gradient": OTHERWISE}),
    (partial(as_objective, math.log, domain=(1, 2)), {"minimisers": [(-1, V, "where f is fin")]}),
    (check_gradient, {"function gradient": bad.FUNCTION, "tolerance": bad.POSITIVE}),
    (check_gradient, {"w": [(INF, V, "finite"), (np.ones((2, 2, 2)), V, "a number, a point")]}),
    (partial(check_gradient, np.log, np.positive), {"w": [(-1.0, V, "^w must be a point around")]}),
    (chord_gaps, {"objective": bad.OBJECTIVE, "a b": bad.one_point(1), "shares": REAL}),
    (sweep_learning_rates, {"objective": bad.OBJECTIVE, "start": bad.one_point(2)}),
    (sweep_learning_rates, {"learning_rates": [*REAL, ([-1], V, "zero or positive")]}),
    (sweep_learning_rates, {"target": bad.POSITIVE, "max_steps keep": whole(0)}),
    (stationary_points, {"objective": UP_TO_TWO, "points": whole(2)}),
    (OF_KIND, {"kind": [*bad.NAME, ("minimums", V, "did you mean 'minimum'")]}),
    (Valleys, {"objective": UP_TO_TWO}),
    (fates, {"valleys": rows(T, "a Valleys", HIMMELBLAU), "starts": bad.list_of_points(2)}),
    (basin_map, {"learning_rate": bad.NOT_NEGATIVE, "points": whole(2), "max_steps": whole(0)}),
    (bounds, {"run": RUNS, "learning_rate": bad.NOT_NEGATIVE}),
    (stop_steps, {"run": RUNS, "stopping": STOPPING}),
]
for derivative in (central_difference_gradient, central_difference_hessian):
    TABLE += [
        (derivative, {"function": DERIVED, "w": AT, "step": given(bad.POSITIVE)}),
        (partial(derivative, w=[1.0, 2.0]), {"function": ONE_EACH}),
        (partial(derivative, w=[[1.0, 2.0]]), {"function": ONE_A_ROW}),
    ]


@pytest.mark.parametrize(("call", "right", "name", "row"), bad.cases(TABLE, RIGHT))
def test_a_wrong_argument_is_named(call, right, name, row):
    bad.assert_refused(call, right, name, row)


@pytest.mark.parametrize("call", RIGHT)
def test_every_function_of_the_table_works_without_a_change(call):
    assert call(**RIGHT[call]) is not None


def test_options_are_keyword_only():
    with pytest.raises(TypeError, match="positional"):
        gradient_descent(HIMMELBLAU, [0, 0], 0.01, 100)
    with pytest.raises(TypeError, match="positional"):
        quadratic_bowl(10, 2.0)
