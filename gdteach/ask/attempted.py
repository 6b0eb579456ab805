"""Has the learner begun? A `...` left in place is no mistake, only an exercise still to do."""

import ast
import dis
import functools
import inspect
import textwrap
from types import CodeType, FunctionType, MethodType
from typing import Any

MOST_NUMBERS = 8  # looked at, of those in a learner's code
# What a body of `...`, `pass` or a bare docstring compiles to, over the versions of Python.
_EMPTY_BODY = {"RESUME", "NOP", "LOAD_CONST", "RETURN_CONST", "RETURN_VALUE"}


def source_of(function: Any) -> tuple[Any, dict[str, Any] | None]:
    """Return the code object and the globals of what a callable runs; None where it has none."""
    try:
        return _source_of(function)
    except BaseException:  # an object of the learner's own, which refuses to be looked into
        return None, None


def _source_of(inner: Any, depth: int = 20) -> tuple[Any, dict[str, Any] | None]:
    for _ in range(depth):
        call = getattr(type(inner), "__call__", None)  # noqa: B004 - its code is wanted
        if isinstance(inner, functools.partial):
            inner = inner.func
        elif hasattr(inner, "__wrapped__"):
            inner = inner.__wrapped__
        elif hasattr(inner, "__func__"):
            inner = inner.__func__
        elif not hasattr(inner, "__code__") and hasattr(call, "__code__"):
            inner = call
        else:
            code, home = getattr(inner, "__code__", None), getattr(inner, "__globals__", None)
            return (code, home) if isinstance(code, CodeType) else (None, None)
    return None, None


def signature_of(function: Any) -> inspect.Signature | None:
    """Return a callable's signature; None where it does not tell, or refuses to be looked into."""
    try:
        return inspect.signature(function)
    except BaseException:
        return None


def is_untouched(function: Any) -> bool:
    """Return whether there is nothing to run: `...` or None instead of a function, or as its body.

    >>> def later(gradient, start):
    ...     '''Return the iterates.'''
    ...     ...
    >>> is_untouched(later), is_untouched(...), is_untouched(abs)
    (True, True, False)
    """
    if function is ... or function is None:
        return True
    code = source_of(function)[0]
    if code is None:
        return False
    instructions = list(dis.get_instructions(code))
    returned = instructions[-1]
    if returned.opname == "RETURN_VALUE" and len(instructions) > 1:
        returned = instructions[-2]
    return {step.opname for step in instructions} <= _EMPTY_BODY and returned.argval in (None, ...)


def gap_line(function: Any) -> int | None:
    """Return the line of the first `...` that still waits to be replaced, None if there is none.

    The ellipsis of an index (``path[t, ...]``) or of a type (``Callable[..., float]``) is no gap.
    Without source text (a function made by ``exec``) the answer is None.
    """
    code = source_of(function)[0]
    if code is None:
        return None
    try:
        lines, first = inspect.getsourcelines(code)
        tree = ast.parse(textwrap.dedent("".join(lines)))
    except Exception:  # no text, or none that can be taken apart
        return None
    gaps = list(_gaps(tree))
    return first + min(gaps) - 1 if gaps else None


def _gaps(node: ast.AST) -> list[int]:
    """Return the line numbers of every `...` below a node that is no index."""
    if isinstance(node, ast.Subscript):
        return _gaps(node.value)
    if isinstance(node, ast.Constant) and node.value is ...:
        return [node.lineno]
    return [line for child in ast.iter_child_nodes(node) for line in _gaps(child)]


def numbers_in(function: Any) -> list[float]:
    """Return the numbers that stand in a function's code, in its defaults or under global names.

    >>> numbers_in(lambda w, rate=0.3: max(-1.5, w - rate * 2.0))
    [0.3, 1.5, 2.0]
    """
    code, home = source_of(function)
    plain = isinstance(function, FunctionType | MethodType)
    found = list(function.__defaults__ or ()) if plain else []
    codes = [code] if code else []
    for each in codes:
        codes += [const for const in each.co_consts if isinstance(const, CodeType)]
        found += each.co_consts
        found += [(home or {}).get(name) for name in each.co_names]
    numbers = [
        abs(float(each)) for each in found if isinstance(each, int | float) and abs(each) < 1e9
    ]
    return list(dict.fromkeys(numbers))[:MOST_NUMBERS]
