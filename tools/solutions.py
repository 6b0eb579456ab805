"""Takes the solutions out of a notebook's collapsed blocks and has them checked.

A solution is a markdown cell of this shape, right after its exercise:

    <details><summary>Solution</summary>

    <!-- solution: check("algorithm/gradient_descent", gradient_descent) -->

    ```python
    def gradient_descent(gradient, start, learning_rate, n_steps):
        ...
    ```

    </details>

The comment holds the check as the learner would call it, without `gd.`. An exercise whose answer
is a value needs no Python block: `<!-- solution: check("gradient/wrong_one", "C") -->`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

DETAILS = re.compile(r"<details\b.*?</details>", re.DOTALL | re.IGNORECASE)
CHECK = re.compile(r"<!--\s*solution:\s*(.+?)\s*-->", re.DOTALL)
PYTHON = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Solution:
    """A solution: its Python, and the call that checks it."""

    code: str
    check: str

    @property
    def exercise(self) -> str:
        """Which exercise it solves."""
        return exercises_checked(self.check)[0]


def solutions_in(markdown: str) -> list[Solution]:
    """Return the solutions in one markdown cell; ValueError where a block has no single check."""
    found = []
    for block in DETAILS.findall(markdown):
        code, checks = PYTHON.findall(block), CHECK.findall(block)
        if len(checks) > 1 or (code and not checks):
            raise ValueError(
                "a <details> block with Python in it needs exactly one "
                f"<!-- solution: check(..., ...) --> comment, got {len(checks)}: {block[:80]!r}"
            )
        if checks:
            found.append(Solution("\n".join(code), checks[0]))
    return found


def solutions(notebook: NotebookNode) -> list[Solution]:
    """Return all solutions of a notebook, in order."""
    return [
        solution
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for solution in solutions_in(cell.source)
    ]


def exercises_checked(code: str) -> list[str]:
    """Return the "topic/name" of each exercise that some code checks."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return []
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    return [ast.literal_eval(call.args[0]) for call in calls if _name(call) == "check"]


def _name(call: ast.Call) -> str:
    """Return the name of the function that is called, without what it is taken from."""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def exercises(notebook: NotebookNode) -> list[tuple[int, str]]:
    """Return (cell index, "topic/name") for every exercise: a code cell that checks it."""
    return [
        (index, exercise)
        for index, cell in enumerate(notebook.cells)
        if cell.cell_type == "code"
        for exercise in exercises_checked(cell.source)
    ]


def import_cell(notebook: NotebookNode) -> str:
    """Return the source of the notebook's first code cell, which holds its imports."""
    return next(cell.source for cell in notebook.cells if cell.cell_type == "code")


def mark(solution: Solution, imports: str, check: Callable[[str, Any], Any]) -> Any:
    """Return what `check` says of `solution`, run in a namespace of its own after `imports`."""
    namespace: dict[str, Any] = {"__name__": "solution"}
    exec(imports, namespace)
    exec(solution.code, namespace)
    return eval(solution.check, {"check": check, **namespace})
