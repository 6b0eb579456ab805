"""Wrong programs made by rules from right ones, and what a check says to them.

The rules know nothing of any exercise: operators, names, constants, signs and calls are exchanged,
terms, factors and lines dropped, brackets set elsewhere. Whether a mutant is right is told by other
inputs than those of the check.
"""

import ast
import copy
import re
from random import Random

import numpy as np

import gdteach as gd
from gdteach.ask.running import run_learner
from tests.exercise_programs import cell

OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)
COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq)
WRAPPINGS = ("-({})", "abs({})", "({}) / 2", "2 * ({})", "({}) ** 2", "1 / ({})", "np.round({}, 1)")
CALLS = {
    "isfinite": ("isnan", "isinf"),
    "isnan": ("isinf", "isfinite"),
    "sin": ("cos", "tan"),
    "cos": ("sin",),
    "norm": ("sum", "max"),
    "any": ("all",),
    "all": ("any",),
}
# what is said where nothing is recognised
GENERIC = ("unknown", "wrong_shape", "sometimes", "too_few", "too_many", "no_count", "first_row",
           "speaks_unasked", "stays_silent")  # fmt: skip


def rewritten(node, names):
    """Yield what beginners might have written in place of this expression or line."""
    match node:
        case ast.BinOp(left, operator, right):
            yield from (ast.BinOp(left, op(), right) for op in OPERATORS)
            yield from (left, right, ast.BinOp(right, operator, left))
            if isinstance(right, ast.BinOp):  # brackets round the first two
                inner = ast.BinOp(left, operator, right.left)
                yield ast.BinOp(inner, right.op, right.right)
            if isinstance(left, ast.BinOp):  # brackets round the last two
                inner = ast.BinOp(left.right, operator, right)
                yield ast.BinOp(left.left, left.op, inner)
        case ast.BoolOp(operator, values):
            yield ast.BoolOp(ast.And() if isinstance(operator, ast.Or) else ast.Or(), values)
            yield from values
        case ast.UnaryOp(ast.USub() | ast.Not(), operand):
            yield operand
        case ast.Compare(left, [_], right):
            yield from (ast.Compare(left, [op()], right) for op in COMPARISONS)
        case ast.Constant(int() | float() as value):
            yield from (ast.Constant(new) for new in (value + 1, value - 1))
        case ast.Call(_, [argument], []):
            yield argument
        case ast.Call(function, [one, other], []):
            yield ast.Call(function, [other, one], [])
        case ast.Attribute(value, name, context):
            yield from (ast.Attribute(value, other, context) for other in CALLS.get(name, ()))
        case ast.Name(name) if name in names:
            yield from (ast.Name(other) for other in names)
            yield from (ast.Constant(value) for value in (0.1, 1))
        case ast.Assign() | ast.AugAssign() | ast.If():
            yield ast.Pass()
    if isinstance(node, ast.BinOp | ast.Call):
        text = ast.unparse(node)
        yield from (ast.parse(each.format(text), mode="eval").body for each in WRAPPINGS)


class _Instead(ast.NodeTransformer):
    def __init__(self, old, new):
        self.old, self.new = old, new

    def visit(self, node):
        return self.new if node is self.old else self.generic_visit(node)


def mutants(source):
    """Return what a program's text becomes when one expression changes, or a line is left out."""
    tree = ast.parse(source)
    stored = [n.id for n in ast.walk(tree) if isinstance(getattr(n, "ctx", None), ast.Store)
              and isinstance(n, ast.Name)]  # fmt: skip
    names = dict.fromkeys([*(each.arg for each in tree.body[0].args.args), *stored])
    found = {}
    for number, node in enumerate(ast.walk(tree)):
        if isinstance(getattr(node, "ctx", None), ast.Store):
            continue
        for new in rewritten(node, names):
            copied = copy.deepcopy(tree)
            old = list(ast.walk(copied))[number]
            found[ast.unparse(ast.fix_missing_locations(_Instead(old, new).visit(copied)))] = None
    return [text for text in found if not re.search(r"\b[\d.]+[\[(]", text)]  # no part of a number


def answers(program, problems):
    """Return what a program answers to problems, None if it stops, runs on or makes no sense."""
    found = []
    for given in problems:
        answer = run_learner(program, *copy.deepcopy(given), seconds=0.2)
        try:
            found.append(answer if isinstance(answer, str) else np.asarray(answer, dtype=float))
        except (TypeError, ValueError):  # also what was found where it stopped
            return None
    return found


def same(one, other):
    """Return whether two answers agree; in one dimension a flat list of points is a walk, too."""
    if isinstance(one, str) or isinstance(other, str):
        return isinstance(one, str) and one == other
    if one.shape[:1] != other.shape[:1] or one.size != other.size:
        return False
    return np.allclose(one.ravel(), other.ravel(), equal_nan=True)


def judged(exercise, sources, problems, count=80):
    """Return some mutants of right programs that are judged wrongly; not named; and all wrong."""
    misjudged, unnamed, wrong = [], [], []
    truth = answers(cell(sources[0]), problems)
    texts = list(dict.fromkeys(text for source in sources for text in mutants(source)))
    for number, text in enumerate(Random(7).sample(texts, min(count, len(texts)))):
        program = cell(text, f"<{exercise} {number}>")
        mine = answers(program, problems)
        right = mine is not None and all(map(same, mine, truth))
        feedback = gd.check(exercise, program)
        if feedback.passed != right:
            misjudged.append((text, feedback.message))
        if mine is not None and not right:
            wrong.append(text)
            if feedback.mistake in GENERIC:
                unnamed.append((text, feedback.message))
    return misjudged, unnamed, wrong
