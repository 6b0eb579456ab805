"""Every public function of the numerics × arguments that are wrong: the message names them.

The gradient check, the learner's own functions, stopping tests and records have their tables in
the tests of their modules.
"""

import dataclasses

import numpy as np
import pytest

from gdteach.numerics.catalogue import get_objective, himmelblau, parabola, quadratic_bowl
from gdteach.numerics.descent import descend, gradient_descent
from gdteach.numerics.methods import GradientDescent
from gdteach.numerics.trajectory import Stopping

NAN, INF = float("nan"), float("inf")
HIMMELBLAU = himmelblau()
POLE = dataclasses.replace(
    parabola(),
    function=lambda w: np.divide(1, w[..., 0]),
    gradient=lambda w: -1 / (w * w),
)


def call_gradient_descent(**changes):
    options = {"objective": HIMMELBLAU, "start": [0, 0], "learning_rate": 0.01, **changes}
    return gradient_descent(**options)


def call_descend(**changes):
    options = {"objective": HIMMELBLAU, "start": [0, 0], "method": GradientDescent(0.01)}
    return descend(**{**options, **changes})


def call_objective(**changes):
    return dataclasses.replace(HIMMELBLAU, **changes)


WRAP = "wrap a function of your own with as_objective"

TABLE = [
    # gradient_descent
    (call_gradient_descent, {"objective": np.square}, TypeError, f"objective must be.*{WRAP}"),
    (call_gradient_descent, {"objective": None}, TypeError, "objective must be an Objective"),
    (call_gradient_descent, {"objective": "himmelblau"}, TypeError, "objective must be an Obj"),
    (call_gradient_descent, {"start": 0.0}, ValueError, "start must be one point with 2 coord"),
    (call_gradient_descent, {"start": [0, 0, 0]}, ValueError, "start .* its shape is"),
    (call_gradient_descent, {"start": [[0, 0]]}, ValueError, "start must be one point with 2"),
    (call_gradient_descent, {"start": []}, ValueError, "start must be non-empty"),
    (call_gradient_descent, {"start": [0, NAN]}, ValueError, "start must be finite"),
    (call_gradient_descent, {"start": ["a", "b"]}, TypeError, "start must be made of real numbers"),
    (call_gradient_descent, {"start": None}, TypeError, "start must be made of real numbers"),
    (call_gradient_descent, {"start": [1j, 0]}, TypeError, "start must be made of real numbers"),
    (call_gradient_descent, {"start": [[1], [1, 2]]}, ValueError, "start must be a regular array"),
    (call_gradient_descent, {"start": [1e200, 0]}, ValueError, "start must be a point where f and"),
    (
        call_gradient_descent,
        {"learning_rate": 0},
        ValueError,
        "learning_rate must be positive.*nev",
    ),
    (call_gradient_descent, {"learning_rate": -0.1}, ValueError, "positive, got -0.1; .* climb"),
    (call_gradient_descent, {"learning_rate": NAN}, ValueError, "learning_rate must be a finite"),
    (call_gradient_descent, {"learning_rate": INF}, ValueError, "learning_rate must be a finite"),
    (call_gradient_descent, {"learning_rate": "0.1"}, TypeError, "learning_rate must be a number"),
    (call_gradient_descent, {"learning_rate": [0.1, 0.2]}, TypeError, "learning_rate must be a"),
    (call_gradient_descent, {"max_steps": -1}, ValueError, "max_steps must be at least 0, got -1"),
    (call_gradient_descent, {"max_steps": 1e3}, TypeError, "max_steps must be a whole number"),
    (call_gradient_descent, {"gradient_tolerance": -1}, ValueError, "gradient_tolerance must be"),
    (call_gradient_descent, {"step_tolerance": "x"}, TypeError, "step_tolerance must be a number"),
    (call_gradient_descent, {"value_tolerance": NAN}, ValueError, "value_tolerance must be a fin"),
    (call_gradient_descent, {"objective": POLE, "start": 0.0}, ValueError, "start must be a point"),
    # descend
    (call_descend, {"objective": 3}, TypeError, f"objective must be an Objective, got 3; {WRAP}"),
    (call_descend, {"start": [1]}, ValueError, "start must be one point with 2 coordinates"),
    (call_descend, {"method": 0.1}, TypeError, "method must be a Method, got 0.1; for instance"),
    (call_descend, {"method": GradientDescent}, TypeError, "method must be a Method"),
    (call_descend, {"stopping": 100}, TypeError, "stopping must be a Stopping, got 100"),
    # the catalogue
    (parabola, {"smoothness": 0}, ValueError, "smoothness must be positive, got 0"),
    (parabola, {"smoothness": "steep"}, TypeError, "smoothness must be a number, got 'steep'"),
    (parabola, {"minimiser": NAN}, ValueError, "minimiser must be a finite number"),
    (parabola, {"minimiser": [1, 2]}, TypeError, "minimiser must be a number"),
    (quadratic_bowl, {"condition_number": 0.5}, ValueError, "condition_number must be at least 1"),
    (quadratic_bowl, {"condition_number": "10"}, TypeError, "condition_number must be a number"),
    (quadratic_bowl, {"smoothness": -1}, ValueError, "smoothness must be positive, got -1"),
    (quadratic_bowl, {"rotation": INF}, ValueError, "rotation must be a finite number"),
    (quadratic_bowl, {"rotation": None}, TypeError, "rotation must be a number, got None"),
    (quadratic_bowl, {"minimiser": 1.0}, ValueError, "minimiser must be one point with 2"),
    (get_objective, {"name": "himelblau"}, ValueError, "did you mean 'himmelblau'"),
    (get_objective, {"name": "???"}, ValueError, "name must be a known name.*known: parabola"),
    (get_objective, {"name": 3}, TypeError, "name must be a name"),
    # Objective
    (call_objective, {"name": 1}, TypeError, "name must be a str, got 1"),
    (call_objective, {"formula": None}, TypeError, "formula must be a str"),
    (call_objective, {"source": 1972}, TypeError, "source must be a str"),
    (call_objective, {"function": 1}, TypeError, "function must be a function, got 1"),
    (call_objective, {"gradient": None}, TypeError, "gradient must be a function, got None"),
    (call_objective, {"hessian": [[1]]}, TypeError, "hessian must be a function"),
    (call_objective, {"dimension": 0}, ValueError, "dimension must be at least 1"),
    (call_objective, {"dimension": 2.0}, TypeError, "dimension must be a whole number"),
    (call_objective, {"domain": [[0, 1]]}, ValueError, r"domain must be 2 rows \(low, high\)"),
    (call_objective, {"domain": [[0, 1], [1, 1]]}, ValueError, "domain must be .* low < high"),
    (call_objective, {"domain": [[0, 1], [NAN, 1]]}, ValueError, "domain must be finite"),
    (call_objective, {"minimisers": [3, 2]}, ValueError, r"minimisers must be .* \(n, 2\)"),
    (call_objective, {"minimisers": [["a", "b"]]}, TypeError, "minimisers must be made of real"),
    (call_objective, {"local_minimisers": [[1]]}, ValueError, "local_minimisers must be an array"),
    (call_objective, {"minimum_value": INF}, ValueError, "minimum_value must be a finite number"),
    (call_objective, {"start": [0]}, ValueError, "start must be one point with 2 coordinates"),
    (call_objective, {"smoothness": 0}, ValueError, "smoothness must be positive, got 0"),
    (call_objective, {"strong_convexity": -1}, ValueError, "strong_convexity must be positive"),
    (
        call_objective,
        {"strong_convexity": 1},
        ValueError,
        "strong_convexity must be at most the sm",
    ),
    (call_objective, {"smoothness": 1, "strong_convexity": 2}, ValueError, "strong_convexity must"),
    # evaluating one
    (HIMMELBLAU, {"w": 1.0}, ValueError, "w must be a point with 2 coordinates, got 1.0"),
    (HIMMELBLAU, {"w": [1, 2, 3]}, ValueError, r"w must be .* its shape is \(3,\)"),
    (HIMMELBLAU, {"w": "here"}, TypeError, "w must be made of real numbers, got 'here'"),
    (HIMMELBLAU.gradient, {"w": [[1], [2]]}, ValueError, "w must be a point with 2 coordinates"),
    (HIMMELBLAU.hessian, {"w": None}, TypeError, "w must be made of real numbers, got None"),
    (parabola().gradient, {"w": [1, 2]}, ValueError, "w must be a point with 1 coordinate,"),
]


@pytest.mark.parametrize(("call", "arguments", "error", "message"), TABLE)
def test_bad_input_is_named(call, arguments, error, message):
    with pytest.raises(error, match=message):
        call(**arguments)


@pytest.mark.parametrize("call", [call_gradient_descent, call_descend, call_objective])
def test_the_calls_of_the_table_work_without_a_change(call):
    assert call() is not None


def test_options_are_keyword_only():
    with pytest.raises(TypeError, match="positional"):
        gradient_descent(HIMMELBLAU, [0, 0], 0.01, 100)
    with pytest.raises(TypeError, match="positional"):
        quadratic_bowl(10, 2.0)
    assert Stopping(5).max_steps == 5
