"""The checkers of notebook 01, on programs as learners write them: each mistake gets its name."""

import re

import numpy as np
import pytest
from numpy import cos, sin

import gdteach as gd
from gdteach.ask.formulas import formula_of, written
from gdteach.course.gradient.slope_mistakes import slope_mistakes

# A gradient by hand -----------------------------------------------------------------------------


def by_hand(along_x, along_y):
    """Return the program that a learner writes with these two formulas."""

    def gradient(w):
        x, y = w
        return np.array([along_x(x, y), along_y(x, y)])

    return gradient


def right_x(x, y):
    return 2 * x - 3 * y


def right_y(x, y):
    return -3 * x + sin(y) + y * cos(y)


@pytest.mark.parametrize(
    "program",
    [
        by_hand(right_x, right_y),
        lambda w: [2 * w[0] - 3 * w[1], -3 * w[0] + sin(w[1]) + w[1] * cos(w[1])],
        lambda w: (right_x(*w), right_y(*w)),
        lambda w: np.array([right_x(*w), right_y(*w)], dtype=np.float32),
    ],
)
def test_the_right_gradient_passes_in_any_form(program):
    feedback = gd.check("gradient/by_hand", program)
    assert feedback.passed, feedback.message


WRONG_GRADIENTS = [
    ("uphill_downhill", lambda x, y: -right_x(x, y), lambda x, y: -right_y(x, y), "−∇f|uphill"),
    ("sign", lambda x, y: 2 * x + 3 * y, right_y, "`3y`"),
    ("sign", lambda x, y: -right_x(x, y), right_y, "turned round"),
    ("sign", right_x, lambda x, y: 3 * x + sin(y) + y * cos(y), "`3x`"),
    ("sign", right_x, lambda x, y: -3 * x + sin(y) - y * cos(y), "`−y cos y`"),
    ("missing_term", lambda x, y: 2 * x, right_y, "2x"),
    ("missing_term", lambda x, y: -3 * y, right_y, "−3y"),
    ("missing_term", right_x, lambda x, y: sin(y) + y * cos(y), "along|changes with y"),
    ("missing_term", lambda x, y: 0 * x, right_y, "is 0"),
    ("factor", lambda x, y: x - 3 * y, right_y, "`x`"),
    ("factor", lambda x, y: 2 * x - y, right_y, "`−y`"),
    ("factor", lambda x, y: 2 * x - 6 * y, right_y, "`−6y`"),
    ("product_rule", right_x, lambda x, y: -3 * x + cos(y), "cos y"),
    ("product_rule", right_x, lambda x, y: -3 * x + y * cos(y), "product rule"),
    ("product_rule", right_x, lambda x, y: -3 * x + sin(y), "product rule"),
    ("product_rule", right_x, lambda x, y: -3 * x, "product rule"),
    ("not_held", lambda x, y: right_x(x, y) + sin(y) + y * cos(y), right_y, "`y cos y`"),
    ("swapped", right_y, right_x, "other order"),
    ("wrong_formula", lambda x, y: x**2 - 3 * x * y, right_y, "x²"),
    ("unknown", lambda x, y: np.exp(x), right_y, "At w = \\(2, 1\\) your ∂f/∂x is"),
]


@pytest.mark.parametrize(
    ("mistake", "along_x", "along_y", "says"),
    WRONG_GRADIENTS,
    ids=[f"{n}-{row[0]}" for n, row in enumerate(WRONG_GRADIENTS)],
)
def test_a_wrong_gradient_gets_its_name(mistake, along_x, along_y, says):
    feedback = gd.check("gradient/by_hand", by_hand(along_x, along_y))
    assert feedback.mistake == mistake, feedback.message
    assert re.search(says, feedback.message), feedback.message
    assert feedback.message.rstrip().endswith("?")


def test_the_component_that_is_right_is_said_to_be():
    feedback = gd.check("gradient/by_hand", by_hand(lambda x, y: 2 * x, right_y))
    assert feedback.message.startswith("∂f/∂y is right. Your ∂f/∂x is 2x.")
    feedback = gd.check("gradient/by_hand", by_hand(lambda x, y: 2 * x, lambda x, y: -3 * x))
    assert feedback.message.startswith("Your ∂f/∂x is 2x.")


def f_by_hand(w):
    x, y = w
    return x**2 - 3 * x * y + y * sin(y)


@pytest.mark.parametrize(
    ("program", "mistake", "says"),
    [
        (lambda w: right_x(*w) + right_y(*w), "scalar", "sum of the two slopes"),
        (lambda w: np.hypot(right_x(*w), right_y(*w)), "scalar", "length of the gradient"),
        (lambda w: right_x(*w), "scalar", "slope along x alone"),
        (lambda w: [right_y(*w)], "scalar", "slope along y alone"),
        (f_by_hand, "scalar", "height f itself"),
        (lambda w: 3.0, "scalar", "one number\\. f has two inputs"),
        (lambda w: [right_x(*w), right_y(*w), f_by_hand(w)], "third_component", "three numbers"),
        (lambda w: [[right_x(*w), right_y(*w)]], "wrong_shape", r"\(1, 2\)"),
        (lambda w: print(end=""), "nothing_returned", "None"),
        (lambda w: "2x - 3y", "not_numbers", "str"),
        (lambda x, y: (right_x(x, y), right_y(x, y)), "wrong_signature", "`w`"),
        (lambda w: [w.x, w.y], "exception", "AttributeError"),
        (lambda w: [np.nan, np.nan], "unknown", "nan"),
        (lambda w: gd.central_difference_gradient(f_by_hand, w, step=1e-3), "measured", "digits"),
        (..., "not_attempted", "Nothing to check"),
        (None, "not_attempted", "Nothing to check"),
    ],
)
def test_anything_else_that_comes_back_is_named(program, mistake, says):
    feedback = gd.check("gradient/by_hand", program)
    assert not feedback.passed
    assert feedback.mistake == mistake, feedback.message
    assert re.search(says, feedback.message), feedback.message


def test_an_unfinished_cell_is_no_mistake():
    def gradient_by_hand(w): ...

    assert gd.check("gradient/by_hand", gradient_by_hand).mistake == "not_attempted"
    with pytest.raises(TypeError, match="f must be a function"):
        gd.check("gradient/by_hand", [1, 2])


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ({"x": 2.0, "y": -3.0}, "2x − 3y"),
        ({"y": -1.0, "1": 4.0}, "−y + 4"),
        ({"1": -1.0}, "−1"),
        ({}, "0"),
    ],
)
def test_formulas_are_written_by_hand(formula, text):
    assert written(formula) == text


def test_formulas_are_read_off_values_or_not_at_all():
    w = np.random.default_rng(0).uniform(-3, 3, (25, 2))
    x, y = w.T
    assert formula_of(w, x * y - 0.5 * y**2 + 7) == {"xy": 1.0, "y²": -0.5, "1": 7.0}
    assert formula_of(w, np.zeros(25)) == {}
    assert formula_of(w, np.exp(x)) is None
    assert formula_of(w, np.full(25, np.inf)) is None


# The slope straight ahead -----------------------------------------------------------------------


def unit(u):
    return u / np.linalg.norm(u)


@pytest.mark.parametrize(
    "program",
    [
        lambda f, gradient, w, u: gradient(w) @ unit(u),
        lambda f, gradient, w, u: np.dot(gradient(w), u) / np.sqrt((u**2).sum()),
        lambda f, gradient, w, u: [sum(gradient(w) * unit(u))],
        lambda f, g, w, u: np.linalg.norm(g(w)) * (g(w) @ u / np.linalg.norm(g(w)) / np.hypot(*u)),
    ],
)
def test_the_right_slope_passes_in_any_form(program):
    feedback = gd.check("gradient/directional_derivative", program)
    assert feedback.passed, feedback.message


def quotient(h, both=False):
    def program(f, gradient, w, u):
        if both:
            return (f(w + h * unit(u)) - f(w - h * unit(u))) / (2 * h)
        return (f(w + h * unit(u)) - f(w)) / h

    return program


WRONG_SLOPES = [
    ("not_normalised", lambda f, g, w, u: g(w) @ u),
    ("normalised_twice", lambda f, g, w, u: g(w) @ u / (u @ u)),
    ("multiplied_by_length", lambda f, g, w, u: g(w) @ u * np.linalg.norm(u)),
    ("wrong_length", lambda f, g, w, u: g(w) @ u / abs(u).sum()),
    ("wrong_length", lambda f, g, w, u: g(w) @ u / abs(u).max()),
    ("wrong_length", lambda f, g, w, u: g(w) @ u / np.sqrt(len(u))),
    ("cosine", lambda f, g, w, u: unit(g(w)) @ unit(u)),
    ("gradient_normalised", lambda f, g, w, u: unit(g(w)) @ u),
    ("steepest", lambda f, g, w, u: np.linalg.norm(g(w))),
    ("backwards", lambda f, g, w, u: -g(w) @ unit(u)),
    ("not_summed", lambda f, g, w, u: g(w) * unit(u)),
    ("not_summed", lambda f, g, w, u: g(w) * u),
    ("projection", lambda f, g, w, u: (g(w) @ unit(u)) * unit(u)),
    ("across", lambda f, g, w, u: g(w)[0] * unit(u)[1] - g(w)[1] * unit(u)[0]),
    ("gradient_elsewhere", lambda f, g, w, u: g(u) @ unit(u)),
    ("gradient_elsewhere", lambda f, g, w, u: g(w + u) @ unit(u)),
    ("gradient_elsewhere", lambda f, g, w, u: g(u) @ unit(w)),
    ("used_f", lambda f, g, w, u: f(w) * unit(u)),
    ("used_f", lambda f, g, w, u: f(w) * u),
    ("used_f", lambda f, g, w, u: f(w)),
    ("used_f", lambda f, g, w, u: f(u)),
    ("used_f", lambda f, g, w, u: np.sum(f(w) * unit(u))),
    ("difference_too_wide", lambda f, g, w, u: f(w + u) - f(w)),
    ("difference_too_wide", lambda f, g, w, u: (f(w + u) - f(w)) / np.linalg.norm(u)),
    ("difference_too_wide", quotient(1.0)),
    ("difference_too_wide", quotient(1.0, both=True)),
    ("measured", quotient(1e-5)),
    ("measured", quotient(1e-2, both=True)),
    ("gradient_never_called", lambda f, g, w, u: w @ u),
    ("unknown", lambda f, g, w, u: g(w) @ unit(u) + 1),
    ("wrong_signature", lambda gradient, w, u: gradient(w) @ u),
    ("exception", lambda f, g, w, u: f(w) @ u),
    ("exception", lambda f, g, w, u: (g @ w) / u),
    ("nothing_returned", lambda f, g, w, u: print(end="")),
]


@pytest.mark.parametrize(
    ("mistake", "program"), WRONG_SLOPES, ids=[f"{n}-{m}" for n, (m, _) in enumerate(WRONG_SLOPES)]
)
def test_a_wrong_slope_gets_its_name(mistake, program):
    feedback = gd.check("gradient/directional_derivative", program)
    assert not feedback.passed
    assert feedback.mistake == mistake, feedback.message
    assert "{" not in feedback.message
    assert feedback.message.rstrip().endswith("?")


def test_every_known_mistake_has_been_met():
    assert {m.slug for m in slope_mistakes()} <= {slug for slug, _ in WRONG_SLOPES}


def test_the_reply_can_be_followed_by_hand():
    feedback = gd.check("gradient/directional_derivative", lambda f, g, w, u: g(w) @ u)
    # ∇f = (3, 12) at (3, 2), u = (3, 4): 57 in place of 57 / 5
    assert feedback.message.startswith("You get 57, and the slope is 11.4: u has length 5")


def test_writing_into_the_callers_direction_is_noticed():
    def in_place(f, gradient, w, u):
        u /= np.linalg.norm(u)
        return gradient(w) @ u

    feedback = gd.check("gradient/directional_derivative", in_place)
    assert feedback.mistake == "argument_changed"
    assert "`u`" in feedback.message


def test_an_unfinished_slope_is_no_mistake():
    def slope(f, gradient, w, u): ...

    assert gd.check("gradient/directional_derivative", slope).mistake == "not_attempted"
    assert gd.check("gradient/directional_derivative", ...).mistake == "not_attempted"
