"""Wrong arguments are named, with their value and the remedy: every check, every public function.

The first table holds the checks with every kind of wrong value; the second says that each argument
of each function comes to its check, and what a function refuses on its own account.
"""

import dataclasses
import math

import numpy as np
import pytest

from gdteach.course.convergence.bounds import bounds
from gdteach.course.convergence.stop_tests import stop_steps
from gdteach.course.learning_rate.rate_sweep import sweep_learning_rates
from gdteach.course.minima.basins import basin_map, fates
from gdteach.course.minima.chords import chord_gaps
from gdteach.course.minima.valleys import Valleys
from gdteach.numerics import arguments
from gdteach.numerics.calculus import check_gradient
from gdteach.numerics.catalogue import get_objective, himmelblau, parabola, quadratic_bowl
from gdteach.numerics.descent import descend, gradient_descent
from gdteach.numerics.differences import central_difference_gradient, central_difference_hessian
from gdteach.numerics.methods import GradientDescent, Method
from gdteach.numerics.own_function import as_objective
from gdteach.numerics.stationary import stationary_points
from gdteach.numerics.trajectory import Stopping

NAN, INF = float("nan"), float("inf")
T, V = TypeError, ValueError

CHECKS = [
    (arguments.finite_number, "0.1", {}, T, "a number, got '0.1'"),
    (arguments.finite_number, None, {}, T, "a number, got None"),
    (arguments.finite_number, True, {}, T, "a number, got True"),
    (arguments.finite_number, [0.1, 0.2], {}, T, "a number"),
    (arguments.finite_number, 1j, {}, T, "a number"),
    (arguments.finite_number, NAN, {}, V, "a finite number, got nan"),
    (arguments.finite_number, INF, {}, V, "a finite number, got inf"),
    (arguments.finite_number, 10**400, {}, V, "a finite number, got 1000+.*[.]{3}$"),
    (arguments.number_within, 0, {"above": 0}, V, "positive, got 0"),
    (arguments.number_within, 1, {"above": 1}, V, "greater than 1, got 1"),
    (arguments.number_within, -1e-9, {"at_least": 0}, V, "zero or positive"),
    (arguments.number_within, 0.5, {"at_least": 1}, V, "at least 1, got 0.5"),
    (arguments.number_within, 2, {"at_most": 1, "remedy": "try 1"}, V, "at most 1, got 2; try 1"),
    (arguments.number_within, NAN, {"at_most": 1}, V, "a finite number"),
    (arguments.whole_number, 10.0, {}, T, "a whole number, got 10.0"),
    (arguments.whole_number, None, {}, T, "a whole number, got None"),
    (arguments.whole_number, True, {}, T, "a whole number, got True"),
    (arguments.whole_number, -1, {}, V, "at least 0, got -1"),
    (arguments.whole_number, 1, {"at_least": 2}, V, "at least 2, got 1"),
    (arguments.point, None, {}, T, "made of real numbers"),
    (arguments.point, "here", {}, T, "made of real numbers, got 'here'"),
    (arguments.point, ["a", "b"], {}, T, "made of real numbers"),
    (arguments.point, [1j, 0], {}, T, "made of real numbers"),
    (arguments.point, [[1], [1, 2]], {}, V, "a regular array"),
    (arguments.point, [], {}, V, "non-empty"),
    (arguments.point, [0, NAN], {}, V, "finite, .*; remove the NaN"),
    (arguments.point, [[0, 0]], {}, V, r"one point, .*; its shape is \(1, 2\)"),
    (arguments.point, [0, 0], {"dimension": 1}, V, "one point with 1 coordinate, got"),
    (arguments.point, 0.0, {"dimension": 2}, V, "one point with 2 coordinates, got 0.0"),
    (arguments.points, [0, 0], {"dimension": 2}, V, r".*\(n, 2\).*row per point"),
    (arguments.points, [[0, 0, 0]], {"dimension": 2}, V, r"an array of shape \(n, 2\)"),
    (arguments.points, np.empty((0, 2)), {"dimension": 2}, V, "non-empty"),
    (arguments.function, 3, {}, T, "a function, got 3"),
    (arguments.truth, 1, {}, T, "True or False, got 1"),
    (arguments.instance, 1, {"kind": str}, T, "a str, got 1"),
    (arguments.instance, 1, {"kind": Method, "remedy": "no"}, T, "a Method, got 1; no"),
    (arguments.one_of, 3, {"options": ["a"]}, T, "a name"),
    (arguments.one_of, "himelblau", {"options": ["himmelblau"]}, V, "did you mean 'himmelblau'"),
    (arguments.one_of, "?", {"options": ["a", "b"]}, V, "a known name.*known: a, b"),
]

HIMMELBLAU, PARABOLA, VALLEYS = himmelblau(), parabola(), Valleys(himmelblau())
RUN = gradient_descent(PARABOLA, 1, 0.1, max_steps=2)
POLE = dataclasses.replace(
    PARABOLA, function=lambda w: np.divide(1, w[..., 0]), gradient=lambda w: -1 / (w * w)
)
SPACE = as_objective(lambda w: w @ w, dimension=3)
LOG = {"function": math.log, "domain": (1, 2)}


def pair(x, y):
    return x * y


def himmelblau_with(**changes):
    return dataclasses.replace(HIMMELBLAU, **changes)


# Each function, with arguments that are right. Of these the table below makes one wrong.
OF_KIND = stationary_points(PARABOLA, points=5).of_kind
RIGHT = {
    gradient_descent: {"objective": HIMMELBLAU, "start": [0, 0], "learning_rate": 0.01},
    descend: {"objective": HIMMELBLAU, "start": [0, 0], "method": GradientDescent(0.01)},
    Stopping: {},
    GradientDescent: {"learning_rate": 0.1},
    parabola: {},
    quadratic_bowl: {},
    get_objective: {"name": "saddle"},
    himmelblau_with: {},
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
WRAP = "objective must be an Objective, got .*; wrap a function of your own with as_objective"

TABLE = [
    (gradient_descent, {"objective": np.square}, T, WRAP),
    (gradient_descent, {"start": [0, 0, 0]}, V, "start must be one point with 2 .* its shape is"),
    (gradient_descent, {"start": [1e200, 0]}, V, "start must be a point where f and"),
    (gradient_descent, {"objective": POLE, "start": 0.0}, V, "start must be a point where f"),
    (gradient_descent, {"learning_rate": 0}, V, "learning_rate must be positive, .* never move"),
    (gradient_descent, {"learning_rate": -0.1}, V, "positive, got -0.1; .* climb"),
    (gradient_descent, {"max_steps": -1}, V, "max_steps must be at least 0, got -1"),
    (gradient_descent, {"gradient_tolerance": -1}, V, "gradient_tolerance must be zero or pos"),
    (gradient_descent, {"step_tolerance": "x"}, T, "step_tolerance must be a number"),
    (gradient_descent, {"value_tolerance": NAN}, V, "value_tolerance must be a finite"),
    (descend, {"objective": 3}, T, WRAP),
    (descend, {"start": [1]}, V, "start must be one point with 2 coordinates"),
    (descend, {"method": 0.1}, T, "method must be a Method, got 0.1; for instance"),
    (descend, {"method": GradientDescent}, T, "method must be a Method"),
    (descend, {"stopping": 100}, T, "stopping must be a Stopping, got 100"),
    (Stopping, {"max_steps": 10.0}, T, "max_steps must be a whole number, got 10.0"),
    (Stopping, {"gradient_tolerance": -1e-6}, V, "gradient_tolerance must be zero or positive"),
    (Stopping, {"step_tolerance": "small"}, T, "step_tolerance must be a number, got 'small'"),
    (Stopping, {"value_tolerance": False}, T, "value_tolerance must be a .* None switches"),
    (GradientDescent, {"learning_rate": -0.1}, V, "zero or positive, got -0.1; .* would climb"),
    (GradientDescent, {"learning_rate": [0.1]}, T, "learning_rate must be a number"),
    (parabola, {"smoothness": 0}, V, "smoothness must be positive, got 0"),
    (parabola, {"minimiser": [1, 2]}, T, "minimiser must be a number"),
    (quadratic_bowl, {"condition_number": 0.5}, V, "condition_number must be at least 1"),
    (quadratic_bowl, {"smoothness": -1}, V, "smoothness must be positive, got -1"),
    (quadratic_bowl, {"rotation": INF}, V, "rotation must be a finite number"),
    (quadratic_bowl, {"minimiser": 1.0}, V, "minimiser must be one point with 2"),
    (get_objective, {"name": "himelblau"}, V, "name .* did you mean 'himmelblau'"),
    (himmelblau_with, {"name": 1}, T, "name must be a str, got 1"),
    (himmelblau_with, {"formula": None}, T, "formula must be a str"),
    (himmelblau_with, {"source": 1972}, T, "source must be a str"),
    (himmelblau_with, {"function": 1}, T, "function must be a function, got 1"),
    (himmelblau_with, {"gradient": None}, T, "gradient must be a function, got None"),
    (himmelblau_with, {"hessian": [[1]]}, T, "hessian must be a function"),
    (himmelblau_with, {"dimension": 0}, V, "dimension must be at least 1"),
    (himmelblau_with, {"domain": [[0, 1]]}, V, r"domain must be 2 rows \(low, high\)"),
    (himmelblau_with, {"domain": [[0, 1], [1, 1]]}, V, "domain must be .* low < high"),
    (himmelblau_with, {"minimisers": [3, 2]}, V, r"minimisers must be .* \(n, 2\)"),
    (himmelblau_with, {"local_minimisers": [[1]]}, V, "local_minimisers must be an array"),
    (himmelblau_with, {"minimum_value": INF}, V, "minimum_value must be a finite number"),
    (himmelblau_with, {"start": [0]}, V, "start must be one point with 2 coordinates"),
    (himmelblau_with, {"smoothness": 0}, V, "smoothness must be positive, got 0"),
    (himmelblau_with, {"strong_convexity": -1}, V, "strong_convexity must be positive"),
    (himmelblau_with, {"strong_convexity": 1}, V, "strong_convexity must be at most the smooth"),
    (himmelblau_with, {"smoothness": 1, "strong_convexity": 2}, V, "strong_convexity must be at"),
    (himmelblau_with, {"coordinates": ("x",)}, V, "coordinates must be 2 names"),
    (HIMMELBLAU, {"w": 1.0}, V, "w must be a point with 2 coordinates, got 1.0"),
    (HIMMELBLAU, {"w": [1, 2, 3]}, V, r"w must be .* its shape is \(3,\)"),
    (HIMMELBLAU, {"w": "here"}, T, "w must be made of real numbers, got 'here'"),
    (HIMMELBLAU.gradient, {"w": [[1], [2]]}, V, "w must be a point with 2 coordinates"),
    (HIMMELBLAU.hessian, {"w": None}, T, "w must be made of real numbers, got None"),
    (PARABOLA.gradient, {"w": [1, 2]}, V, "w must be a point with 1 coordinate,"),
    (as_objective, {"function": 3}, T, "function must be a function, got 3"),
    (as_objective, {"function": lambda: 1}, V, "function must be a function of the point w"),
    (as_objective, {"function": lambda *w: sum(w)}, V, r"dimension must be given .* \*argum"),
    (as_objective, {"function": lambda w: None}, T, "result of your function .* return missing"),
    (as_objective, {"function": lambda w: [w, w]}, V, "result of your function must be one num"),
    (as_objective, {"function": lambda w: [w, [w, w]]}, T, "must be one number, got .-4.0, .-4"),
    (as_objective, {"function": lambda w: w > 0}, T, "must be one number, got False"),
    (as_objective, {"function": lambda w: abs(w) ** 0.5 * 1j}, T, "must be one number"),
    (as_objective, {"function": lambda w: w[0] + w[1]}, T, "plain number.* say dimension=d"),
    (as_objective, {"function": lambda w: w, "dimension": 2}, V, "must be one number, got array"),
    (as_objective, {"function": lambda x, y: x, "dimension": 3}, V, "of 1 or 3 arg.*x, y"),
    (as_objective, {"dimension": 0}, V, "dimension must be at least 1"),
    (as_objective, {"dimension": 1.0}, T, "dimension must be a whole"),
    (as_objective, {"gradient": 2}, T, "gradient must be a function, got 2"),
    (as_objective, {"gradient": lambda x, y: x}, V, "gradient must be a function of 1 or 1"),
    (as_objective, {"gradient": lambda w: [w, w]}, V, "gradient of your function must be one"),
    (as_objective, {"gradient": lambda w: None}, T, "the gradient of your function .*missing"),
    (as_objective, {"function": pair, "gradient": abs}, V, r"takes \(x, y\), gradient takes \(x\)"),
    (as_objective, {"domain": (1, 2, 3)}, V, "domain must be 1 row"),
    (as_objective, {"domain": (3, 1)}, V, "domain must be .* low < high"),
    (as_objective, {"domain": "wide"}, T, "domain must be made of real numbers"),
    (as_objective, {"start": [1, 2]}, V, "start must be one point with 1 coordinate"),
    (as_objective, {"start": NAN}, V, "start must be finite"),
    (as_objective, {"minimisers": [[1, 2]]}, V, r"minimisers must be an array of shape \(n, 1\)"),
    (as_objective, LOG | {"minimisers": -1}, V, "minimisers must be points where f is finite"),
    (as_objective, {"name": 3}, T, "name must be a str, got 3"),
    (as_objective, {"function": HIMMELBLAU, "dimension": 2}, V, "function must be your own"),
    (check_gradient, {"function": 1}, T, "function must be a function"),
    (check_gradient, {"gradient": [2.0]}, T, "gradient must be a function"),
    (check_gradient, {"w": INF}, V, "w must be finite"),
    (check_gradient, {"w": np.ones((2, 2, 2))}, V, "w must be a number, a point"),
    (check_gradient, {"w": -1.0, "function": np.log}, V, "w must be a point around which func"),
    (check_gradient, {"tolerance": 0}, V, "tolerance must be positive, got 0"),
    (chord_gaps, {"objective": abs}, T, "objective must be an Objective"),
    (chord_gaps, {"a": (0, 1)}, V, "a must be one point"),
    (chord_gaps, {"b": INF}, V, "b must be finite"),
    (chord_gaps, {"shares": "half"}, T, "shares must be made of"),
    (sweep_learning_rates, {"objective": "bowl"}, T, WRAP),
    (sweep_learning_rates, {"start": (1, 2, 3)}, V, "start must be one point with 2"),
    (sweep_learning_rates, {"learning_rates": [-1]}, V, "learning_rates must be zero or positive"),
    (sweep_learning_rates, {"learning_rates": "many"}, T, "learning_rates must be made of real"),
    (sweep_learning_rates, {"target": 0}, V, "target must be positive"),
    (sweep_learning_rates, {"max_steps": -1}, V, "max_steps must be at least 0"),
    (sweep_learning_rates, {"keep": 1.5}, T, "keep must be a whole number"),
    (stationary_points, {"objective": lambda w: w}, T, WRAP),
    (stationary_points, {"objective": SPACE}, V, "objective must be of 1 or 2 dimensions"),
    (stationary_points, {"points": 1}, V, "points must be at least 2"),
    (stationary_points, {"points": 2.5}, T, "points must be a whole number"),
    (OF_KIND, {"kind": "minimums"}, V, r"kind.*did you mean 'minimum'"),
    (Valleys, {"objective": "himmelblau"}, T, WRAP),
    (Valleys, {"objective": SPACE}, V, "objective must be of 1 or 2 dimensions"),
    (fates, {"valleys": HIMMELBLAU}, T, "valleys must be a Valleys"),
    (fates, {"starts": [0, 0]}, V, "starts must be an array of shape"),
    (basin_map, {"learning_rate": -0.1}, V, "learning_rate must be zero or pos"),
    (basin_map, {"points": 1}, V, "points must be at least 2"),
    (basin_map, {"max_steps": -1}, V, "max_steps must be at least 0"),
    (bounds, {"run": RUN.values}, T, "run must be a Trajectory"),
    (bounds, {"learning_rate": -0.1}, V, "learning_rate must be zero or positive"),
    (stop_steps, {"run": [1.0]}, T, "run must be a Trajectory"),
    (stop_steps, {"stopping": 1e-6}, T, "stopping must be a Stopping"),
] + [
    (derivative, changes, error, message)
    for derivative in (central_difference_gradient, central_difference_hessian)
    for changes, error, message in [
        ({"function": 3}, T, "function must be a function, got 3"),
        ({"w": "one"}, T, "w must be made of real numbers"),
        ({"w": []}, V, "w must be non-empty"),
        ({"w": NAN}, V, "w must be finite"),
        ({"step": 0.0}, V, "step must be positive"),
        ({"step": "small"}, T, "step must be a number"),
        ({"function": lambda w: None}, T, "function's result .* return missing"),
        ({"function": lambda w: "low"}, T, "function's result must be a number"),
        ({"function": lambda w: w, "w": [1.0, 2.0]}, V, "function's result must be one number"),
        ({"function": lambda w: w.sum(), "w": [[1.0, 2.0]]}, V, r"of shape \(1,\), one per"),
    ]
]


@pytest.mark.parametrize(("check", "value", "options", "error", "message"), CHECKS)
def test_a_check_names_the_argument_the_value_and_the_remedy(check, value, options, error, message):
    with pytest.raises(error, match=f"^this must be .*{message}"):
        check("this", value, **options)


@pytest.mark.parametrize(("call", "changes", "error", "message"), TABLE)
def test_bad_input_is_named(call, changes, error, message):
    with pytest.raises(error, match=message):
        call(**(RIGHT[call] | changes))


@pytest.mark.parametrize("call", RIGHT)
def test_every_function_of_the_table_works_without_a_change(call):
    assert call(**RIGHT[call]) is not None


def test_options_are_keyword_only():
    with pytest.raises(TypeError, match="positional"):
        gradient_descent(HIMMELBLAU, [0, 0], 0.01, 100)
    with pytest.raises(TypeError, match="positional"):
        quadratic_bowl(10, 2.0)
