"""Programs that learners might write: tables of them, and ways to write one down shortly."""

import linecache
import textwrap
import tomllib
from functools import partial
from pathlib import Path

import numpy as np

import gdteach as gd

COURSE = Path(__file__).parent / "course"
check_gradient_descent = partial(gd.check, "algorithm/gradient_descent")
CELL_HEAD = "def gradient_descent(gradient, start, learning_rate, n_steps):"


def in_a_cell(body, name="<cell>", head=CELL_HEAD):
    """Return the function with this head and body, as a notebook cell defines it."""
    return cell(f"{head}\n{textwrap.indent(textwrap.dedent(body).strip(), '    ')}\n", name)


def cell(source, name="<cell>"):
    """Return the function that a notebook cell defines, its source known as IPython makes it."""
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    names = {"np": np, "__name__": "__main__"}
    exec(compile(source, name, "exec"), names)
    return names[source.split("(")[0].removeprefix("def ")]


def written_programs():
    """Return what stands in every ``programs.toml``: exercise, mistake, program, what is said."""
    rows = []
    for path in sorted(COURSE.glob("*/programs.toml")):
        for each in tomllib.loads(path.read_text(encoding="utf-8"))["program"]:
            program = cell(each["code"], f"<{path.parent.name} {len(rows)}>")
            rows.append((each["exercise"], each["mistake"], program, each.get("says", "")))
    return rows


def descend(gradient, start, learning_rate, n_steps):
    """The right program, from which many a wrong one is made."""
    w = start
    iterates = [w]
    for _ in range(n_steps):
        w = w - learning_rate * gradient(w)
        iterates.append(w)
    return iterates


class Programs:
    """A table of programs for an exercise: each with the name of its mistake, "" if it is right.

    It decorates a program (``@programs("uphill")``), or takes one (``programs.add``).
    """

    def __init__(self, exercise):
        self.exercise, self.rows = exercise, []

    def __call__(self, slug="", says=""):
        return lambda program: self.add(slug, program, says)

    def add(self, slug, program, says=""):
        """Add a program; `says` is a pattern that the reply must hold."""
        self.rows.append((slug, program, says))
        return program

    def stepping(self, slug, step):
        """Add a descent that records rightly and steps to step(gradient, w, η, t, path)."""

        def program(gradient, start, learning_rate, n_steps):
            path = [start.astype(float)]
            for t in range(n_steps):
                path.append(step(gradient, path[-1], learning_rate, t, path))
            return path

        self.add(slug, program)

    def handing_back(self, slug, change):
        """Add a descent that walks n + 1 steps, where n were asked, and returns change(walk, n)."""

        def program(gradient, start, learning_rate, n_steps):
            walk = np.array(descend(gradient, start, learning_rate, n_steps + 1))
            return change(walk, n_steps)

        self.add(slug, program)

    @property
    def right(self):
        """The right program that comes first, None if there is none."""
        return next((program for slug, program, _ in self.rows if not slug), None)
