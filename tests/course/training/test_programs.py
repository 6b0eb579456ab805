"""The exercises of notebook 06 that run a function: the right answers, and what no table knows."""

import numpy as np
import pytest

import gdteach as gd
from gdteach.course.training.checks import FIRST_LAYER, MSE_GRADIENT
from tests.course.training.programs import LAYERS_HEAD, passes
from tests.exercise_programs import in_a_cell

STEP = 1e-6


def squared_error(w, x, y):
    return np.mean((w[0] * x + w[1] - y) ** 2)


@pytest.mark.parametrize("given", MSE_GRADIENT.problems, ids=lambda given: f"m={len(given['x'])}")
def test_the_right_slopes_are_those_of_the_loss(given):
    w, x, y = given.values()
    found = [
        (squared_error(w + h, x, y) - squared_error(w - h, x, y)) / (2 * STEP)
        for h in STEP * np.eye(2)
    ]
    np.testing.assert_allclose(MSE_GRADIENT.program(given), found, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("number", range(len(FIRST_LAYER.problems)))
def test_the_right_gradient_of_the_first_layer_is_that_of_the_loss(number):
    """W1 and the intercepts are not handed over: what comes into the first tanh is moved."""
    given = FIRST_LAYER.problems[number]
    X, A1, A2, P, Y, W2, W3 = (given[name] for name in FIRST_LAYER.parameters)
    into_2 = np.arctanh(A2) - A1 @ W2  # what the second layer's intercepts add
    scores = np.log(P) - A2 @ W3  # up to a number per row, which softmax does not see

    def loss(moved):
        a2 = np.tanh(np.tanh(np.arctanh(A1) + X @ moved) @ W2 + into_2)
        grown = np.exp(a2 @ W3 + scores)
        return -np.mean(np.log(np.sum(grown * Y, axis=1) / grown.sum(axis=1)))

    shape = X.shape[1], A1.shape[1]
    found = np.zeros(shape)
    for place in np.ndindex(shape):
        h = np.zeros(shape)
        h[place] = STEP
        found[place] = (loss(h) - loss(-h)) / (2 * STEP)
    np.testing.assert_allclose(FIRST_LAYER.program(given), found, rtol=1e-5, atol=1e-8)


def test_an_array_that_no_mistake_explains_gets_a_reply():
    program = in_a_cell(passes(returned="X.T @ D1 + 0.37 * W2.sum()"), head=LAYERS_HEAD)
    feedback = gd.check("training/first_layer", program)
    assert feedback.mistake == "unknown"
    assert feedback.message.endswith("?")
