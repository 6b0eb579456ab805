"""Wrong programs made by rules from right ones, and what a check should say to them.

The rules know nothing of any exercise: operators, names, constants and signs are exchanged, terms,
factors and calls dropped, brackets set elsewhere. Whether a mutant is right is told by other inputs
than those of the check.
"""

import ast
import copy
import re

import numpy as np

import gdteach as gd
from gdteach.ask.running import run_learner
from tests.exercise_programs import cell

OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)
COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq)
WRAPPINGS = ("-({})", "abs({})", "({}) / 2", "2 * ({})", "({}) ** 2", "1 / ({})", "np.round({}, 1)")
# what is said where nothing is recognised
GENERIC = ("unknown", "wrong_shape", "sometimes", "too_few", "too_many", "no_count")


def rewritten(node, names):
    """Yield the expressions that beginners might have written in place of this one."""
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
        case ast.UnaryOp(ast.USub(), operand):
            yield operand
        case ast.Compare(left, [_], right):
            yield from (ast.Compare(left, [op()], right) for op in COMPARISONS)
        case ast.Constant(int() | float() as value):
            yield from (ast.Constant(new) for new in (value + 1, value - 1))
        case ast.Call(_, [argument]):
            yield argument
        case ast.Call(function, [one, other]):
            yield ast.Call(function, [other, one], [])
    if isinstance(node, ast.Name) and node.id in names:
        yield from (ast.Name(name) for name in names)
        yield from (ast.Constant(value) for value in (0.1, 0.5, 1))
    if isinstance(node, ast.BinOp | ast.Call) or (isinstance(node, ast.Name) and node.id in names):
        text = ast.unparse(node)
        yield from (ast.parse(each.format(text), mode="eval").body for each in WRAPPINGS)


class _Instead(ast.NodeTransformer):
    def __init__(self, old, new):
        self.old, self.new = old, new

    def visit(self, node):
        return self.new if node is self.old else self.generic_visit(node)


def changed(source, instead):
    """Yield a program's text with one node changed, for all that `instead` yields for a node."""
    tree = ast.parse(source)
    for number, node in enumerate(ast.walk(tree)):
        if isinstance(getattr(node, "ctx", None), ast.Store):
            continue
        for new in instead(node):
            copied = copy.deepcopy(tree)
            old = list(ast.walk(copied))[number]
            yield ast.unparse(ast.fix_missing_locations(_Instead(old, new).visit(copied)))


def mutants(source, names):
    """Return what a program's text becomes when one expression changes."""
    found = dict.fromkeys(changed(source, lambda node: rewritten(node, names)))
    return [text for text in found if not re.search(r"\d\[", text)]  # a number has no parts


def answers(program, problems):
    """Return what a program answers to problems, None if it stops or runs on."""
    found = []
    for given in problems:
        answer = run_learner(program, *copy.deepcopy(given), seconds=0.2)
        try:
            found.append(np.asarray(answer, dtype=float))
        except (TypeError, ValueError):
            return None
    return found


def judged(exercise, sources, names, problems):
    """Return the mutants of right programs that are praised, accused, not named; and all wrong.

    Every third is taken, which is quick and finds as much.
    """
    praised, accused, unnamed, wrong = [], [], [], []
    truth = answers(cell(sources[0]), problems)
    for text in dict.fromkeys(text for source in sources for text in mutants(source, names)[::3]):
        program = cell(text, f"<{exercise} {len(wrong)}>")
        mine = answers(program, problems)
        if mine is None:
            continue
        right = all(
            a.shape == b.shape and np.allclose(a, b) for a, b in zip(mine, truth, strict=True)
        )
        feedback = gd.check(exercise, program)
        if right:
            accused += [] if feedback.passed else [(text, feedback.message)]
            continue
        wrong.append(text)
        if feedback.passed:
            praised.append(text)
        if feedback.mistake in GENERIC:
            unnamed.append((text, feedback.message))
    return praised, accused, unnamed, wrong
