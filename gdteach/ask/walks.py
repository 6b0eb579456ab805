"""Gradient descent with faults on purpose: what a given program would do, step by step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.numerics.wording import listed, printed

Vector = NDArray[np.float64]
Gradient = Callable[[Vector], Vector]


@dataclass(frozen=True, eq=False)
class Walk:
    """What a descent program is asked: where to start, on which slope, how far.

    Parameters
    ----------
    gradient : callable
        From a point, shape ``(d,)``, to the gradient there, shape ``(d,)``.
    start : ndarray, shape (d,)
        The first iterate; its dtype may be integer, to see whether the program minds.
    learning_rate : float
        η, dimensionless here.
    n_steps : int
        The number of updates.
    names : tuple of str
        What the learner's function calls the start: one name, or one per coordinate.
    """

    gradient: Gradient
    start: NDArray[Any]
    learning_rate: float
    n_steps: int
    names: tuple[str, ...] = ("start",)

    @property
    def dimension(self) -> int:
        """The number of coordinates d."""
        return self.start.size

    def __str__(self) -> str:
        places = self.start if len(self.names) == self.dimension else [self.start]
        given = [f"`{name}` = {printed(w)}" for name, w in zip(self.names, places, strict=True)]
        given.append(f"`learning_rate` = {printed(self.learning_rate)}")
        return listed([*given, f"`n_steps` = {self.n_steps}"])


def plain_slope(gradient: Gradient, w: Vector) -> Vector:
    """Return ∇f(w), as gradient descent uses it."""
    return gradient(w)


def everything(walk: Callable[[int], Vector], n_steps: int) -> Vector:
    """Return all iterates of a walk, start included, as the exercise asks."""
    return walk(n_steps)


@dataclass(frozen=True, eq=False)
class Program:
    """A descent program; each field is a place for one fault, and without any it is right.

    Parameters
    ----------
    sign : float
        −1 goes down, +1 climbs, 0 stays.
    rate : callable
        From the learning rate asked for to the one used.
    schedule : callable
        From the step index t to a factor on the rate.
    slope : callable
        From the gradient function and a point to the direction used.
    looks_at : str
        Where the slope is taken: "here", at the "start" or at the point "before".
    order : tuple of int
        Coordinates updated one after the other in this order; empty means all at once.
    memory, look_ahead : float, bool
        The share β of the last step that is added to the next; whether the slope is taken after it.
    whole : bool
        Whether every iterate is cut to whole numbers.
    begin : callable
        From the start asked for to the point where the walk begins.
    keep : callable
        From the walk, a function of the number of steps, and n_steps to what is returned.
    """

    sign: float = -1.0
    rate: Callable[[float], float] = field(default=lambda rate: rate)
    schedule: Callable[[int], float] = field(default=lambda t: 1.0)
    slope: Callable[[Gradient, Vector], Vector] = plain_slope
    looks_at: str = "here"
    order: tuple[int, ...] = ()
    memory: float = 0.0
    look_ahead: bool = False
    whole: bool = False
    begin: Callable[[Vector], Vector] = field(default=lambda start: start)
    keep: Callable[[Callable[[int], Vector], int], Vector] = everything

    def returns(self, problem: Walk) -> Vector:
        """Return what this program hands back, shape ``(n_steps + 1, d)`` unless `keep` differs."""
        return self.keep(lambda n_steps: self.walk(problem, n_steps), problem.n_steps)

    def walk(self, problem: Walk, n_steps: int) -> Vector:
        """Return the points visited in ``n_steps`` steps, shape ``(n_steps + 1, d)``."""
        w = self.begin(np.array(problem.start, dtype=np.float64))
        visited, step = [w], np.zeros_like(w)
        for t in range(n_steps):
            factor = self.sign * self.rate(problem.learning_rate) * self.schedule(t)
            if self.order:
                w = self._one_after_the_other(problem, visited, factor)
            else:
                step = self.memory * step + factor * self.slope(
                    problem.gradient, self._place(visited, self.memory * step)
                )
                w = w + step
            w = np.trunc(w) if self.whole else w
            visited.append(w)
        return np.array(visited)

    def _place(self, visited: list[Vector], carried: Vector) -> Vector:
        """Return the point at which the slope of the next step is taken."""
        if self.looks_at == "start":
            return visited[0]
        if self.looks_at == "before":
            return visited[max(len(visited) - 2, 0)]
        return visited[-1] + carried if self.look_ahead else visited[-1]

    def _one_after_the_other(self, problem: Walk, visited: list[Vector], factor: float) -> Vector:
        """Return the next point when each coordinate sees the new values of those before it."""
        w = visited[-1].copy()
        for i in (i for i in self.order if i < w.size):
            here = w if self.looks_at == "here" else self._place(visited, np.zeros_like(w))
            w[i] += factor * self.slope(problem.gradient, here)[i]
        return w


RIGHT = Program()
