"""The exercises of notebook 07 that run a function: the right walks, and what no table knows."""

import numpy as np
import pytest

import gdteach as gd
from gdteach.ask.checking import exercises
from tests.course.variants.programs import ADAM_HEAD, MOMENTUM_HEAD, adapts, rolls
from tests.exercise_programs import in_a_cell

METHODS = {
    "momentum": (gd.methods.Momentum, {"momentum": "beta"}),
    "adam": (gd.methods.Adam, {name: name for name in ("beta1", "beta2", "epsilon")}),
}


def every_problem(name):
    """Return the problems of an exercise, those for programs that are right so far included."""
    exercise, problems = exercises()[f"variants/{name}"], []
    while exercise:
        problems += [(exercise.program, given) for given in exercise.problems]
        exercise = exercise.sequel
    return problems


@pytest.mark.parametrize("name", METHODS)
def test_the_right_walks_are_those_of_the_methods(name):
    """To 1e-12 of the farthest point, as the notebook claims; PyTorch's runs are met elsewhere."""
    method, options = METHODS[name]
    for program, given in every_problem(name):
        rule = method(given["learning_rate"], **{ours: given[its] for ours, its in options.items()})
        w, found = np.array(given["start"], dtype=float), []
        state = rule.start(w)
        for _ in range(given["n_steps"] + 1):
            found.append(w)
            w, state = rule.update(w, given["gradient"](w), state)
        np.testing.assert_allclose(program(given), found, rtol=0, atol=1e-12 * np.abs(found).max())


@pytest.mark.parametrize(
    ("name", "body", "head"), [("momentum", rolls, MOMENTUM_HEAD), ("adam", adapts, ADAM_HEAD)]
)
def test_the_reply_quotes_the_step_where_a_walk_departs(name, body, head):
    """Nothing explains the cosine; the numbers of the step are those of the right walk."""
    strange = body(keep="w = np.where(t < 3, w, np.cos(w))\npath.append(w)")
    feedback = gd.check(f"variants/{name}", in_a_cell(strange, head=head))
    assert feedback.mistake == "unknown"
    assert "departs at step 3: at " in feedback.message


def test_momentum_by_hand():
    """On (w − 1)² from 4, η = ¼ and β = 0.6: v = 6, then 3.6 + 3; w = 2.5, then 0.85."""
    program, given = every_problem("momentum")[0]
    np.testing.assert_allclose(program(given)[:3, 0], [4, 2.5, 0.85])
