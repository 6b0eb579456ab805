"""Takes the solutions out of a notebook's collapsed blocks and puts them before their checkers.

A solution is a markdown cell of this shape, right after its exercise:

    <details><summary>Solution</summary>

    <!-- solution: check_gradient_descent(gradient_descent) -->

    ```python
    def gradient_descent(gradient, start, learning_rate, n_steps):
        ...
    ```

    </details>

The comment holds the check as the learner would call it, without `gd.`. An exercise whose answer
is a value needs no Python block: `<!-- solution: check_diagnosis("uphill") -->`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

DETAILS = re.compile(r"<details\b.*?</details>", re.DOTALL | re.IGNORECASE)
CHECK = re.compile(r"<!--\s*solution:\s*(.+?)\s*-->", re.DOTALL)
PYTHON = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
# A numerical check of a gradient is a tool that lessons use, not the marking of an exercise.
NOT_A_CHECKER = {"check_gradient"}


@dataclass(frozen=True)
class Solution:
    """A solution: its Python, and the expression that marks it."""

    code: str
    check: str

    @property
    def checker(self) -> str:
        """Name of the checker that the expression calls."""
        return self.check.partition("(")[0].removeprefix("gd.")


def solutions_in(markdown: str) -> list[Solution]:
    """Return the solutions in one markdown cell; ValueError where a block has no single check."""
    found = []
    for block in DETAILS.findall(markdown):
        code, checks = PYTHON.findall(block), CHECK.findall(block)
        if len(checks) > 1 or (code and not checks):
            raise ValueError(
                "a <details> block with Python in it needs exactly one "
                f"<!-- solution: check_...(...) --> comment, got {len(checks)}: {block[:80]!r}"
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


def checkers_called(code: str) -> list[str]:
    """Return the names of the exercise checkers that a code cell calls."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return []
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    names = [
        call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls
    ]
    return [name for name in names if name.startswith("check_") and name not in NOT_A_CHECKER]


def exercises(notebook: NotebookNode) -> list[tuple[int, str]]:
    """Return (cell index, checker) for every exercise: a code cell that calls a checker."""
    return [
        (index, checker)
        for index, cell in enumerate(notebook.cells)
        if cell.cell_type == "code"
        for checker in checkers_called(cell.source)
    ]


def import_cell(notebook: NotebookNode) -> str:
    """Return the source of the notebook's first code cell, which holds its imports."""
    return next(cell.source for cell in notebook.cells if cell.cell_type == "code")


def mark(solution: Solution, imports: str, checkers: Mapping[str, Any]) -> Any:
    """Return what the checker says of `solution`, run in a namespace of its own after `imports`."""
    namespace: dict[str, Any] = {"__name__": "solution"}
    exec(imports, namespace)
    exec(solution.code, namespace)
    return eval(solution.check, {**checkers, **namespace})
