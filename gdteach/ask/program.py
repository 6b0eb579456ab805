"""A right program as named lines: what a mistake is a change to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

Line = Callable[..., Any]
Given = Mapping[str, Any]  # what an exercise hands out, by name
Changes = Mapping[str, Line]  # what goes wrong, by the name of a line or of a given quantity
UNCHANGED: Changes = MappingProxyType({})


class Program:
    """A right program, line by line, that can be run with some of its lines changed.

    Each line is a function of quantities named above it or given; the last one is the answer. A
    change takes the place of a line, or of a given quantity; where it has an argument ``it``, that
    is what the unchanged line gives.

    >>> chance = Program(failing=lambda p: 1 - p, answer=lambda failing, n: 1 - failing**n)
    >>> chance({"p": 0.5, "n": 2}), chance({"p": 0.5, "n": 2}, {"answer": lambda it: -it})
    (array(0.75), array(-0.75))
    """

    def __init__(self, **lines: Line) -> None:
        self.lines = lines

    def __call__(self, given: Given, changes: Changes = UNCHANGED) -> NDArray[np.float64]:
        """Return what this program answers, as an array of numbers."""
        *_, answer = self.quantities(given, changes).values()
        return np.asarray(answer, dtype=np.float64)

    def quantities(self, given: Given, changes: Changes = UNCHANGED) -> dict[str, Any]:
        """Return all that the program knows at its end, by name, in the order of its lines."""
        known = dict(given)
        for name in changes.keys() & given.keys():
            known[name] = run_line(changes[name], {**given, "it": given[name]})
        return run_lines(self.lines, known, changes)


@dataclass(frozen=True)
class Other:
    """A line that takes other quantities, by their names, and what it makes of them."""

    names: tuple[str, ...]
    make: Line = lambda it: it

    def __call__(self, *values: Any) -> Any:
        """Return what it makes of them."""
        return self.make(*values)


def run_lines(lines: Mapping[str, Line], known: Given, changes: Changes) -> dict[str, Any]:
    """Return what is known, and what lines make of it in their order, some of them changed."""
    known = dict(known)
    for name, line in lines.items():
        known[name] = run_line(line, known)
        if name in changes:
            known[name] = run_line(changes[name], {**known, "it": known[name]})
    return known


def run_line(line: Line, known: Mapping[str, Any]) -> Any:
    """Return what a line gives, called with the quantities that its arguments name."""
    return line(*[known[name] for name in arguments_of(line)])


def arguments_of(line: Line) -> tuple[str, ...]:
    """Return the names of a line's arguments."""
    if isinstance(line, Other):
        return line.names
    return line.__code__.co_varnames[: line.__code__.co_argcount]
