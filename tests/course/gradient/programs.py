"""Gradients of x² − 3xy + y sin y, and slopes in a direction, as learners write them."""

import numpy as np
from numpy import cos, sin

import gdteach as gd
from tests.exercise_programs import Programs

# A gradient by hand -----------------------------------------------------------------------------

gradients = Programs("gradient/by_hand")


def by_hand(along_x, along_y):
    """Return the program that a learner writes with these two formulas."""

    def gradient(w):
        x, y = w
        return np.array([along_x(x, y), along_y(x, y)])

    return gradient


DEGREE = np.pi / 180


def right_x(x, y):
    return 2 * x - 3 * y


def right_y(x, y):
    return -3 * x + sin(y) + y * cos(y)


def forward(x, y, h):
    return (f_by_hand((x, y + h)) - f_by_hand((x, y))) / h


def f_by_hand(w):
    x, y = w
    return x**2 - 3 * x * y + y * sin(y)


for slug, along_x, along_y, says in (
    ("", right_x, right_y, ""),
    ("uphill_downhill", lambda x, y: -right_x(x, y), lambda x, y: -right_y(x, y), "−∇f|uphill"),
    ("changed_line", lambda x, y: 2 * x + 3 * y, right_y, "−3xy along x has the other sign"),
    ("changed_line", lambda x, y: -right_x(x, y), right_y, "∂f/∂x has the other sign"),
    ("product_rule", right_x, lambda x, y: -3 * x + sin(y) - y * cos(y), "sin y − y cos y"),
    ("changed_line", lambda x, y: 2 * x, right_y, "the slope of −3xy along x is taken to be 0"),
    ("changed_line", lambda x, y: x - 3 * y, right_y, "the slope of x² along x is halved"),
    ("one_part", lambda x, y: 2 * x - y, right_y, "^The second of your two slopes"),
    ("product_rule", right_x, lambda x, y: -3 * x + cos(y), "cos y"),
    ("product_rule", right_x, lambda x, y: -3 * x + y * cos(y), "product rule"),
    ("product_rule", right_x, lambda x, y: -3 * x + sin(y), "product rule"),
    ("product_rule", right_x, lambda x, y: -3 * x, "product rule"),
    ("product_rule", lambda x, y: 2 * x, lambda x, y: -3 * x, "^Your ∂f/∂y"),
    ("not_held", lambda x, y: right_x(x, y) + sin(y) + y * cos(y), right_y, "sin y \\+ y cos y"),
    ("swapped", right_y, right_x, "other order"),
    ("left_as_it_is", lambda x, y: x**2 - 3 * y, right_y, "x² gives x²"),
    ("left_as_it_is", right_x, lambda x, y: -3 * x + y * sin(y), "y sin y stands as"),
    ("power", lambda x, y: 2 * x**2 - 3 * y, right_y, "x² gives 2x²"),
    ("wrong_one_held", lambda x, y: -x, lambda x, y: right_y(y, y), "−3xy gives −3x"),
    ("both_letters_gone", lambda x, y: 2 * x - 3, right_y, "−3xy gives −3"),
    ("both_moved", lambda x, y: -x - 3 * y, right_y, "both letters move"),
    ("changed_line", right_x, right_x, "∂f/∂y has ∂f/∂x in its place"),
    ("changed_line", lambda x, y: f_by_hand((x, y)), right_y, "∂f/∂x has the height f"),
    ("changed_line", lambda x, y: 2 * y - 3 * x, right_y, "components in the other order"),
    ("product_rule", right_x, lambda x, y: -3 * x - cos(y), "gives −cos y"),
    ("product_rule", right_x, lambda x, y: -3 * x + sin(y) * cos(y), "gives sin y cos y"),
    ("roles", lambda x, y: right_x(y, x), lambda x, y: right_y(y, x), "changed places"),
    ("degrees", right_x, lambda x, y: -3 * x + sin(y * DEGREE) + y * cos(y * DEGREE), "radians"),
    ("all_scaled", lambda x, y: 7 * right_x(x, y), lambda x, y: 7 * right_y(x, y), "7 times"),
    ("changed_line", right_x, lambda x, y: abs(right_y(x, y)), "∂f/∂y loses its sign"),
    ("measured", lambda x, y: right_x(x, y) + 1e-3, lambda x, y: forward(x, y, 1e-3), "digits"),
    ("measured", lambda x, y: right_x(x, y) + 1e-6, lambda x, y: forward(x, y, 1e-6), "digits"),
    ("unknown", lambda x, y: np.exp(x), lambda x, y: np.exp(y), "7.38906, and 1 is expected"),
):
    gradients.add(slug, by_hand(along_x, along_y), says)

for slug, program, says in (
    ("", lambda w: [2 * w[0] - 3 * w[1], -3 * w[0] + sin(w[1]) + w[1] * cos(w[1])], ""),
    ("", lambda w: (right_x(*w), right_y(*w)), ""),
    ("", lambda w: np.array([right_x(*w), right_y(*w)], dtype=np.float32), ""),
    ("scalar", lambda w: right_x(*w) + right_y(*w), "their sum"),
    ("scalar", lambda w: np.hypot(right_x(*w), right_y(*w)), "the length of"),
    ("scalar", lambda w: right_x(*w), "slope along x alone"),
    ("scalar", lambda w: [right_y(*w)], "slope along y alone"),
    ("scalar", f_by_hand, "height f itself"),
    ("same_answer", lambda w: 3.0, "to all 49"),
    ("wrong_shape", lambda w: [right_x(*w), right_y(*w), f_by_hand(w)], r"\(3,\)"),
    ("other_shape", lambda w: [[right_x(*w), right_y(*w)]], r"\(1, 2\)"),
    ("nothing_returned", lambda w: print(end=""), "None"),
    ("not_numbers", lambda w: "2x - 3y", "the text"),
    ("exception", lambda w: [w.x, w.y], "AttributeError"),
    ("no_number", lambda w: [np.nan, np.nan], "nan"),
    (
        "measured",
        lambda w: gd.central_difference_gradient(f_by_hand, w, step=1e-3),
        "measured",
    ),
    ("measured", lambda w: gd.central_difference_gradient(f_by_hand, w), "digits"),
    ("direction_alone", lambda w: unit(np.array([right_x(*w), right_y(*w)])), "1 long"),
    ("one_input", lambda w: [right_x(w[0], w[0]), right_y(w[0], w[0])], "index"),
    ("sum_in_both", lambda w: [right_x(*w) + right_y(*w)] * 2, "at once"),
    ("point", lambda w: w, "the point itself"),
    ("moved", lambda w: w - [right_x(*w), right_y(*w)], "a place"),
    ("same_answer", lambda w: [right_x(2, 1), right_y(2, 1)], "to all 49 problems"),
):
    gradients.add(slug, program, says)

# The slope straight ahead -----------------------------------------------------------------------

slopes = Programs("gradient/directional_derivative")


def unit(u):
    return u / np.linalg.norm(u)


def quotient(h, both=False, long=False):
    def program(f, gradient, w, u):
        if long:
            return (f(w + h * u) - f(w)) / h
        if both:
            return (f(w + h * unit(u)) - f(w - h * unit(u))) / (2 * h)
        return (f(w + h * unit(u)) - f(w)) / h

    return program


# ∇f = (3, 12) at (3, 2), u = (3, 4): 57 in place of 57 / 5


for slug, program in (
    ("", lambda f, gradient, w, u: gradient(w) @ unit(u)),
    ("", lambda f, gradient, w, u: np.dot(gradient(w), u) / np.sqrt((u**2).sum())),
    ("", lambda f, gradient, w, u: [sum(gradient(w) * unit(u))]),
    ("", lambda f, g, w, u: np.linalg.norm(g(w)) * (unit(g(w)) @ u / np.hypot(*u))),
    ("normalised_twice", lambda f, g, w, u: g(w) @ u / (u @ u)),
    ("multiplied_by_length", lambda f, g, w, u: g(w) @ u * np.linalg.norm(u)),
    ("wrong_length", lambda f, g, w, u: g(w) @ u / abs(u).sum()),
    ("wrong_length", lambda f, g, w, u: g(w) @ u / abs(u).max()),
    ("wrong_length", lambda f, g, w, u: g(w) @ u / np.sqrt(len(u))),
    ("wrong_length", lambda f, g, w, u: g(w) @ u / np.sqrt(u[0] ** 2 - u[1] ** 2)),
    ("same_answer", lambda f, g, w, u: 0 * g(w)[0]),
    ("cosine", lambda f, g, w, u: unit(g(w)) @ unit(u)),
    ("gradient_normalised", lambda f, g, w, u: unit(g(w)) @ u),
    ("steepest", lambda f, g, w, u: np.linalg.norm(g(w))),
    ("backwards", lambda f, g, w, u: -g(w) @ unit(u)),
    ("not_summed", lambda f, g, w, u: g(w) * unit(u)),
    ("not_summed", lambda f, g, w, u: g(w) * u),
    ("projection", lambda f, g, w, u: (g(w) @ unit(u)) * unit(u)),
    ("across", lambda f, g, w, u: g(w)[0] * unit(u)[1] - g(w)[1] * unit(u)[0]),
    ("changed_line", lambda f, g, w, u: g(u) @ unit(u)),
    ("roles", lambda f, g, w, u: g(u) @ unit(w)),
    ("gradient_never_called", lambda f, g, w, u: f(w)),
    ("not_normalised+backwards", lambda f, g, w, u: -g(w) @ u),
    ("wrong_length", lambda f, g, w, u: g(w) @ u / ((u @ u) ** 1 / 2)),
    ("length_of_products", lambda f, g, w, u: np.linalg.norm(g(w) * unit(u))),
    ("roles", lambda f, g, w, u: g(u) @ w),
    ("along_w", lambda f, g, w, u: g(w) @ w),
    ("slopes_added", lambda f, g, w, u: g(w)[0]),
    ("wrong_shape", lambda f, g, w, u: g(w) + unit(u)),
    ("one_component", lambda f, g, w, u: g(w)[0] * unit(u)[0]),
    ("crossed", lambda f, g, w, u: g(w)[::-1] @ unit(u)),
    ("changed_line", lambda f, g, w, u: np.subtract(*(g(w) * unit(u)))),
    ("summed_first", lambda f, g, w, u: g(w).sum() * unit(u).sum()),
    ("averaged", lambda f, g, w, u: np.mean(g(w) * unit(u))),
    ("along_w", lambda f, g, w, u: g(w) @ unit(w)),
    ("slopes_added", lambda f, g, w, u: sum(g(w))),
    ("angle", lambda f, g, w, u: np.hypot(*g(w)) * np.arccos(unit(g(w)) @ unit(u))),
    ("sign_lost", lambda f, g, w, u: abs(g(w) @ unit(u))),
    ("not_normalised+sign_lost", lambda f, g, w, u: abs(g(w) @ u)),
    ("", quotient(1e-4, both=True)),
    ("", quotient(1e-5, both=True)),
    ("", quotient(1e-6, both=True)),
    ("changed_line", lambda f, g, w, u: (g(w)[0] * u[1] + g(w)[1] * u[1]) / np.hypot(*u)),
    ("gradient_never_called", quotient(0.2)),
    ("changed_line", lambda f, g, w, u: abs(g(w)) @ unit(u)),
    ("gradient_never_called", lambda f, g, w, u: w @ u),
    ("changed_line", lambda f, g, w, u: g(w) @ unit(u) + 2),
    ("exception", lambda f, g, w, u: f(w) @ u),
    ("exception", lambda f, g, w, u: (g @ w) / u),
    ("nothing_returned", lambda f, g, w, u: print(end="")),
):
    slopes.add(slug, program)
