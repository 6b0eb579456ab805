"""Stopping rules in several styles, changed by rules: who is right is decided by other records."""

import ast
import copy
import math
from collections import Counter
from itertools import combinations
from random import Random

import numpy as np
import pytest

import gdteach as gd

STYLES = {
    "plain": """
def rule(values, slopes, tolerance, max_steps):
    if not (np.isfinite(values[-1]) and np.isfinite(slopes[-1])):
        return "diverged"
    if slopes[-1] <= tolerance * slopes[0]:
        return "converged"
    if len(values) > 1 and abs(values[-1] - values[-2]) <= tolerance * abs(values[-2]):
        return "stalled"
    if len(values) - 1 >= max_steps:
        return "limit"
    return "go on"
""",
    "named": """
def rule(values, slopes, tolerance, max_steps):
    value, slope, t = values[-1], slopes[-1], len(values) - 1
    low = tolerance * slopes[0]
    word = "go on"
    if t >= max_steps:
        word = "limit"
    if t > 0:
        old = values[t - 1]
        change = value - old
        if abs(change) <= abs(old) * tolerance:
            word = "stalled"
    if slope <= low:
        word = "converged"
    if math.isnan(value) or math.isinf(value) or math.isnan(slope) or math.isinf(slope):
        word = "diverged"
    return word
""",
    "in one": """
def rule(values, slopes, tolerance, max_steps):
    finite = all(np.isfinite([values[-1], slopes[-1]]))
    rest = np.abs(np.diff(values[-2:])) <= np.multiply(tolerance, np.abs(values[-2:-1]))
    return (
        "diverged" if not finite
        else "converged" if not slopes[-1] > slopes[0] * tolerance
        else "stalled" if any(rest)
        else "go on" if len(slopes) <= max_steps
        else "limit"
    )
""",
}
SIGNS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq)
CALLS = {
    "isfinite": ("isnan", "isinf"),
    "isnan": ("isinf", "isfinite"),
    "isinf": ("isnan",),
    "all": ("any",),
    "any": ("all",),
}
NAMES = {
    "values": ("slopes",),
    "slopes": ("values",),
    "tolerance": ("max_steps", "1e-3", "1e-6", "0.01", "0"),
    "max_steps": ("tolerance", "10", "100", "len(values)"),
    "old": ("value",),
    "value": ("old", "slope"),
    "change": ("value",),
}


def instead(node):
    """Yield what a slip of the pen may make of an expression."""
    match node:
        case ast.Compare(ops=[sign]):
            for other in SIGNS:
                if not isinstance(sign, other):
                    yield ast.Compare(node.left, [other()], node.comparators)
        case ast.BoolOp():
            yield ast.BoolOp(ast.And() if isinstance(node.op, ast.Or) else ast.Or(), node.values)
            yield from node.values
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.BinOp():
            yield from (node.left, node.right)
            for other in (ast.Add, ast.Sub, ast.Mult):
                if not isinstance(node.op, other):
                    yield ast.BinOp(node.left, other(), node.right)
            yield ast.BinOp(node.right, node.op, node.left)
        case ast.Call(args=[argument, *_]):
            yield argument
        case ast.Constant(value=int(number)):
            yield from (ast.Constant(number + 1), ast.Constant(number - 1))
        case ast.Subscript(slice=ast.UnaryOp()):
            for index in (0, 1, -1, -2, -3):
                yield ast.Subscript(node.value, ast.Constant(index), node.ctx)
            for name in ("max", "min", "sum", "np.mean"):
                yield ast.parse(f"{name}({ast.unparse(node.value)})", mode="eval").body
        case ast.Name(id=name):
            for other in NAMES.get(name, ()):
                yield ast.parse(other, mode="eval").body
        case ast.Attribute(attr=name):
            for other in CALLS.get(name, ()):
                yield ast.Attribute(node.value, other, node.ctx)


def mutants(source):
    """Yield the texts of a program with one thing changed, and with lines left out or exchanged."""
    tree = ast.parse(source)
    function = tree.body[0]
    for parent in ast.walk(tree):
        if isinstance(parent, ast.arguments):
            continue
        for field, value in ast.iter_fields(parent):
            places = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
            for index, node in places:
                if not isinstance(node, ast.expr) or isinstance(
                    getattr(node, "ctx", None), ast.Store
                ):
                    continue
                for other in instead(node):
                    put(parent, field, index, other)
                    yield ast.unparse(ast.fix_missing_locations(copy.deepcopy(tree)))
                put(parent, field, index, node)
    tests = [n for n, line in enumerate(function.body) if isinstance(line, ast.If)]
    for n in tests:
        kept = function.body[n]
        function.body[n] = ast.Pass()
        yield ast.unparse(tree)
        function.body[n] = kept
    for one, other in combinations(tests, 2):
        body = function.body
        body[one], body[other] = body[other], body[one]
        yield ast.unparse(tree)
        body[one], body[other] = body[other], body[one]


def put(parent, field, index, node):
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


def records(count):
    """Yield records that the check does not know."""
    dice, bad = Random(11), (math.nan, math.inf, -math.inf)
    for _ in range(count):
        length = dice.choice((1, 1, 2, 3, 4, 9, 15, 120))
        unit = dice.choice((1, 1, 1, 1e-9, 1e7))
        values = [unit * number(dice, -9) for _ in range(length)]
        slopes = [unit * number(dice, 0.5) for _ in range(length)]
        tolerance = dice.choice((0.0, 1e-7, 1e-4, 0.005, 0.125, 0.25, 0.5))
        share = dice.choice((0, 0.25, 1, 1, 1.5, 4, dice.uniform(0, 30)))
        if length > 1 and dice.random() < 0.7:
            values[-1] = values[-2] + dice.choice((-1, 1)) * values[-2] * tolerance * share
        if length > 1 and dice.random() < 0.4:
            slopes[-1] = slopes[0] * tolerance * share
        if dice.random() < 0.15:
            slopes[-1] = 0.0
        if dice.random() < 0.2:
            values[-1] = dice.choice(bad)
        if dice.random() < 0.2:
            slopes[-1] = dice.choice(bad[:2])
        most = dice.choice((0, 1, length - 2, length - 1, length, 50, 200))
        yield values, slopes, tolerance, most


def number(dice, least):
    return dice.choice((dice.uniform(least, 9), dice.randint(round(2 * least), 6) / 2))


def compiled(text):
    names = {"np": np, "math": math}
    exec(compile(text, "<mutant>", "exec"), names)
    return names["rule"]


RECORDS = list(records(2000))
EACH = 4  # one in so many mutants, since each takes a tenth of a second; all of them: 1


def words(rule):
    """Yield what a rule says of each record, None where it raises."""
    for record in RECORDS:
        try:
            yield rule(*record)
        except Exception:
            yield None


@pytest.mark.filterwarnings("ignore")
def test_who_departs_by_one_slip_is_refused_and_told_how():
    truth = list(words(compiled(STYLES["plain"])))
    verdicts = Counter()
    for text in [text for style in STYLES.values() for text in dict.fromkeys(mutants(style))][
        ::EACH
    ]:
        rule = compiled(text)
        alike = all(a == b for a, b in zip(words(rule), truth, strict=True))
        feedback = gd.check("convergence/should_stop", rule)
        assert feedback.passed == alike, (text, feedback.message)
        generic = feedback.mistake in ("speaks_unasked", "stays_silent", "ignored")
        verdicts["right" if alike else "seen" if generic else "named"] += 1
    wrong = verdicts["named"] + verdicts["seen"]
    assert wrong > 300 / EACH, verdicts
    # who asks for something that no line of the rule asks is shown the first record that tells
    assert verdicts["named"] >= 0.85 * wrong, verdicts
