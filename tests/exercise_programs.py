"""Programs that learners might write: what the tests of the exercises share."""

import linecache
import textwrap

import numpy as np

CELL_HEAD = "def gradient_descent(gradient, start, learning_rate, n_steps):"


def in_a_cell(body, name="<cell>"):
    """Return the function that a notebook cell defines, its source known as IPython makes it."""
    source = f"{CELL_HEAD}\n{textwrap.indent(textwrap.dedent(body).strip(), '    ')}\n"
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    names = {"np": np, "__name__": "__main__"}
    exec(compile(source, name, "exec"), names)
    return names["gradient_descent"]


def descend(gradient, start, learning_rate, n_steps):
    """The right program, from which many a wrong one is made."""
    w = start
    iterates = [w]
    for _ in range(n_steps):
        w = w - learning_rate * gradient(w)
        iterates.append(w)
    return iterates


class Wrong:
    """A list of wrong programs, each with the name of its mistake."""

    def __init__(self):
        self.programs = []

    def __call__(self, slug):
        def remember(program):
            self.programs.append((slug, program))
            return program

        return remember

    def stepping(self, slug, step, name=""):
        """Add a program that records rightly and steps to step(gradient, w, η, t, path)."""

        def program(gradient, start, learning_rate, n_steps):
            path = [start.astype(float)]
            for t in range(n_steps):
                path.append(step(gradient, path[-1], learning_rate, t, path))
            return path

        program.__name__ = name or slug
        self.programs.append((slug, program))

    @property
    def ids(self):
        return [f"{slug}-{program.__name__}" for slug, program in self.programs]

    @property
    def slugs(self):
        return {slug for slug, _ in self.programs}
