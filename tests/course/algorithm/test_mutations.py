"""Descents in several styles, changed by rules: who is right is decided by other problems."""

import ast
import copy
from random import Random

import numpy as np
import pytest

import gdteach as gd
from gdteach.ask.reading import read_numbers
from gdteach.ask.replies import Finding
from gdteach.ask.running import run_learner
from tests.exercise_programs import cell
from tests.mutations import changed

STYLES = {
    "algorithm/gradient_descent": (
        """def descend(gradient, start, learning_rate, n_steps):
    w = np.array(start, dtype=float)
    path = [w]
    for t in range(n_steps):
        w = w - learning_rate * gradient(w)
        path.append(w)
    return np.array(path)
""",
        """def descend(gradient, start, learning_rate, n_steps):
    path = np.zeros((n_steps + 1, len(start)))
    path[0] = start
    for t in range(n_steps):
        path[t + 1] = path[t] - learning_rate * gradient(path[t])
    return path
""",
        """def descend(gradient, start, learning_rate, n_steps):
    w, path = start, []
    for t in range(n_steps + 1):
        path.append(w)
        slope = gradient(w)
        step = -learning_rate * slope
        w = w + step
    return path
""",
    ),
    "algorithm/two_parameters": (
        """def descend(partial_a, partial_b, a, b, learning_rate, n_steps):
    pairs = [(a, b)]
    for t in range(n_steps):
        new_a = a - learning_rate * partial_a(a, b)
        new_b = b - learning_rate * partial_b(a, b)
        a, b = new_a, new_b
        pairs.append((a, b))
    return pairs
""",
        """def descend(partial_a, partial_b, a, b, learning_rate, n_steps):
    w = np.array([a, b], dtype=float)
    pairs = [tuple(w)]
    for t in range(n_steps):
        slopes = np.array([partial_a(w[0], w[1]), partial_b(w[0], w[1])])
        w = w - learning_rate * slopes
        pairs.append(tuple(w))
    return pairs
""",
    ),
}
WRAPPED = (
    "-({})",
    "abs({})",
    "({}) / 2",
    "2 * ({})",
    "({}) ** 2",
    "np.round({}, 1)",
    "np.sign({})",
)


def bent(a, b):
    """A gradient like none of the check's."""
    return np.array([1.3 * a + 0.4 * b + np.sin(a) - 0.5, 0.4 * a + 0.9 * b**3 + b])


PROBLEMS = {
    "algorithm/gradient_descent": [
        (lambda w: np.asarray(w) ** 3 / 4 + w - 0.7, np.array([1.7]), 0.13, 4),
        (lambda w: bent(*w), np.array([1.1, -1.3]), 0.17, 6),
        (lambda w: bent(*w), np.array([-0.8, 0.9]), 0.21, 3),
        (lambda w: bent(*w), np.array([1, 2]), 0.3, 1),
    ],
    "algorithm/two_parameters": [
        (lambda a, b: bent(a, b)[0], lambda a, b: bent(a, b)[1], *rest)
        for rest in ((1.1, -1.3, 0.17, 6), (-0.8, 0.9, 0.21, 3), (1, 2, 0.3, 1))
    ],
}


def instead(node, names):
    """Yield what a slip of the pen may make of an expression."""
    match node:
        case ast.BinOp(left, operator, right):
            yield from (left, right, ast.BinOp(right, operator, left))
            for other in (ast.Add, ast.Sub, ast.Mult, ast.Div):
                yield ast.BinOp(left, other(), right)
        case ast.UnaryOp(ast.USub(), operand):
            yield operand
        case ast.Constant(int(number)):
            yield from (ast.Constant(number + 1), ast.Constant(number - 1))
        case ast.Call(function, [one, other], keywords=[]):
            yield ast.Call(function, [other, one], [])
        case ast.Call(args=[argument]):
            yield argument
        case ast.Assign():
            yield ast.Pass()
        case ast.Name(name) if name in names:
            yield from (ast.Name(other) for other in names)
            yield from (ast.Constant(number) for number in (0.1, 1))
    if isinstance(node, ast.BinOp | ast.Call):
        text = ast.unparse(node)
        yield from (ast.parse(each.format(text), mode="eval").body for each in WRAPPED)


def mutants(source):
    """Return the texts of a program with one expression changed, or one line left out."""
    tree = ast.parse(source)
    arguments = [each.arg for each in tree.body[0].args.args]
    stored = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and type(n.ctx) is ast.Store}
    names = [*arguments, *sorted(stored)]
    return list(dict.fromkeys(changed(source, lambda node: instead(node, names))))


def answers(program, problems):
    """Return what a program answers, None if it stops, runs on or returns no numbers."""
    found = [run_learner(program, *copy.deepcopy(given), seconds=1.0) for given in problems]
    read = [each if isinstance(each, Finding) else read_numbers(each) for each in found]
    return None if any(isinstance(each, Finding) for each in read) else read


def same(one, other):
    """Return whether two lists of walks agree; in one dimension a flat list is a walk, too."""
    return all(
        a.shape[:1] == b.shape[:1] and a.size == b.size and np.allclose(a.ravel(), b.ravel())
        for a, b in zip(one, other, strict=True)
    )


@pytest.mark.parametrize("exercise", STYLES)
@pytest.mark.filterwarnings("ignore")
def test_no_mutant_is_praised_or_accused_unjustly_and_most_are_named(exercise):
    problems, unnamed, wrong = PROBLEMS[exercise], [], 0
    truth = answers(cell(STYLES[exercise][0]), problems)
    texts = [text for source in STYLES[exercise] for text in mutants(source)]
    for number, text in enumerate(Random(7).sample(texts, 50)):
        program = cell(text, f"<{exercise} {number}>")
        mine = answers(program, problems)
        feedback = gd.check(exercise, program)
        right = mine is not None and same(mine, truth)
        assert feedback.passed == right, f"{text}\n{feedback.message}"
        if not right:
            wrong += 1
            if feedback.mistake in ("unknown", "wrong_shape", "first_row"):
                unnamed.append(f"{text}\n{feedback.message}")
    assert wrong > 30
    assert len(unnamed) <= 0.05 * wrong, "\n\n".join(unnamed)
