"""Right programs in several styles, one slip of the pen in each: who is right is decided elsewhere.

The changes are made in the text, by rules that know nothing of what the checks know; a program is
right if it answers as the right one does at random places. Every third of them is tried.
"""

import ast
import copy
import math

import numpy as np
import pytest

import gdteach as gd
from tests.mutations import changed

BY_HAND = (
    """
def gradient(w):
    x, y = w
    return np.array([2 * x - 3 * y, -3 * x + np.sin(y) + y * np.cos(y)])
""",
    """
def gradient(w):
    x = w[0]
    y = w[1]
    s, c = math.sin(y), math.cos(y)
    along_x = x + x - 3 * y
    along_y = s + c * y - 3 * x
    return [along_x, along_y]
""",
    """
def gradient(w):
    g = np.zeros(2)
    g[0] = 2 * w[0]
    g[0] -= 3 * w[1]
    g[1] = np.sin(w[1]) + w[1] * np.cos(w[1])
    g[1] -= 3 * w[0]
    return g
""",
)
STRAIGHT_AHEAD = (
    """
def slope(f, gradient, w, u):
    u = u / np.linalg.norm(u)
    return gradient(w) @ u
""",
    """
def slope(f, gradient, w, u):
    g = gradient(w)
    return (g[0] * u[0] + g[1] * u[1]) / np.sqrt(u[0] ** 2 + u[1] ** 2)
""",
    """
def slope(f, gradient, w, u):
    g = gradient(w)
    cosine = np.dot(g, u) / (np.linalg.norm(g) * np.linalg.norm(u))
    return np.linalg.norm(g) * cosine
""",
    """
def slope(f, gradient, w, u):
    unit = u / math.sqrt(sum(u ** 2))
    return sum(a * b for a, b in zip(gradient(w), unit))
""",
    """
def slope(f, gradient, w, u):
    d = u / np.linalg.norm(u)
    return (f(w + 1e-5 * d) - f(w - 1e-5 * d)) / (2 * 1e-5)
""",
)
OTHER_NAMES = {"x": "y", "y": "x", "w": "u", "u": "w", "g": "u", "s": "c", "c": "s", "unit": "u"}
OTHER_CALLS = {
    "sin": ("cos", "tan"),
    "cos": ("sin",),
    "norm": ("sum", "max"),
    "sqrt": ("sum",),
    "dot": ("outer", "multiply"),
    "gradient": ("f",),
    "sum": ("max", "np.mean"),
}
OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div)


def slips(node):
    """Yield what may stand where an expression stands, as text."""
    match node:
        case ast.BinOp(left, op, right):
            yield from (ast.unparse(side) for side in (left, right))
            yield from (
                ast.unparse(ast.BinOp(left, other(), right))
                for other in OPERATORS
                if not isinstance(op, other)
            )
            if isinstance(op, ast.Sub | ast.Div):
                yield ast.unparse(ast.BinOp(right, op, left))
        case ast.UnaryOp(ast.USub(), operand):
            yield ast.unparse(operand)
        case ast.Call(function, [argument, *_]):
            here = ast.unparse(node)
            yield ast.unparse(argument)
            yield from (f"abs({here})", f"-{here}", f"2 * {here}")
            if len(node.args) == 2:
                yield f"{ast.unparse(function)}({', '.join(map(ast.unparse, node.args[::-1]))})"
            *module, name = ast.unparse(function).rsplit(".", 2)
            for other in OTHER_CALLS.get(name, ()):
                prefix = "np." if module and "." not in other and other != "f" else ""
                yield f"{prefix}{other}({', '.join(map(ast.unparse, node.args))})"
        case ast.Constant(int(number)):
            yield from (str(number + 1), str(number - 1), f"-{number}")
        case ast.Constant(float()):
            yield from ("0.5", "0.01", "1e-9", "1e-17")
        case ast.Name(name):
            yield from (OTHER_NAMES[name],) if name in OTHER_NAMES else ()


def mutants(source):
    """Yield the text of a program with one expression changed, or one line left out."""
    tree = ast.parse(source)
    body = tree.body[0].body
    for n, line in enumerate(body[:-1]):
        if isinstance(line, ast.AugAssign):
            yield ast.unparse(ast.Module([_with(tree.body[0], body[:n] + body[n + 1 :])], []))
    yield from changed(source, lambda node: (_expression(text) for text in slips(node)))


def _expression(text):
    return ast.parse(text, mode="eval").body


def _with(function, body):
    return ast.FunctionDef(function.name, function.args, body, [], lineno=1, type_params=[])


def programs(sources):
    for text in dict.fromkeys(text for source in sources for text in mutants(source)):
        names = {"np": np, "math": math}
        exec(text, names)
        yield text, next(value for name, value in names.items() if name in ("gradient", "slope"))


RNG = np.random.default_rng(7)
PLACES = [(w,) for w in RNG.uniform(-4, 4, (20, 2))]


def hill(w):
    return float(np.exp(0.3 * w[0]) + w[0] * w[1] + np.cos(w[1]))


def hill_gradient(w):
    return np.array([0.3 * np.exp(0.3 * w[0]) + w[1], w[0] - np.sin(w[1])])


WALKS = [(hill, hill_gradient, *pair) for pair in RNG.uniform(-3, 3, (20, 2, 2))]


def distance(program, right, problems):
    """Return how far off a program is, relatively; None if it answers no such thing as asked."""
    far = 0.0
    for problem in problems:
        expected = np.asarray(right(*problem))
        try:
            with np.errstate(all="ignore"):
                answer = np.asarray(program(*map(copy.copy, problem)), dtype=float)
        except Exception:
            return None
        if answer.shape != expected.shape:
            return None
        off = np.abs(answer - expected).max() / max(1.0, np.abs(expected).max())
        far = max(far, math.inf if np.isnan(off) else off)
    return far


def right_gradient(w):
    x, y = w
    return np.array([2 * x - 3 * y, -3 * x + np.sin(y) + y * np.cos(y)])


def right_slope(f, gradient, w, u):
    return gradient(w) @ u / math.hypot(*u)


@pytest.mark.parametrize(
    ("id_", "sources", "right", "problems", "exact", "nameless"),
    [
        ("gradient/by_hand", BY_HAND, right_gradient, PLACES, 1e-13, 0.05),
        # slopes are made in many ways, and the check looks at the lines of one
        ("gradient/directional_derivative", STRAIGHT_AHEAD, right_slope, WALKS, 1e-9, 0.1),
    ],
)
def test_wrong_programs_are_named_and_right_ones_pass(
    id_, sources, right, problems, exact, nameless
):
    wrong, unnamed = 0, []
    for text, program in list(programs(sources))[::3]:
        far = distance(program, right, problems)
        feedback = gd.check(id_, program)
        if far is None:
            assert not feedback.passed, text
        elif far < exact:
            assert feedback.passed, (text, feedback.message)
        elif far > 1e-7:
            assert not feedback.passed, text
            wrong += 1
            if feedback.mistake == "unknown":
                unnamed.append(f"{text}\n{feedback.message}")
    assert wrong > 60
    assert len(unnamed) <= nameless * wrong, f"{len(unnamed)} of {wrong}:\n\n" + "\n\n".join(
        unnamed
    )
