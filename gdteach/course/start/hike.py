"""A walk in the fog: twelve steps of limited length on hills that are felt underfoot alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from gdteach.course.start.hills import CURVATURE, STEPS, STRIDE
from gdteach.numerics import arguments
from gdteach.numerics.descent import gradient_descent
from gdteach.numerics.objective import Array, Objective
from gdteach.numerics.trajectory import Trajectory

LEARNING_RATE = 1 / CURVATURE  # the same on all hills: who walks in fog cannot choose by the map


@dataclass(frozen=True, eq=False)
class Hike:
    """A walk so far. It does not change: each step makes a new one.

    >>> from gdteach.course.start.hills import random_hills
    >>> hike = Hike.begin(random_hills(7))
    >>> hike.step(0.3, -0.4).steps_left
    11
    """

    ground: Objective  # the hills, with a known minimum; the walk begins at their start
    path: Array  # where the walker has stood, shape (steps so far + 1, 2)

    @classmethod
    def begin(cls, ground: Objective) -> Hike:
        """Return a walk that has not begun to move."""
        return cls(ground, ground.start[np.newaxis])

    @property
    def here(self) -> Array:
        """Return where the walker stands, shape (2,)."""
        return np.array(self.path[-1])

    @property
    def heights(self) -> Array:
        """Return f at every place of the walk, shape (steps so far + 1,)."""
        return np.asarray(self.ground(self.path))

    @property
    def slopes(self) -> Array:
        """Return ∇f at every place of the walk, shape (steps so far + 1, 2)."""
        return np.asarray(self.ground.gradient(self.path))

    @property
    def steps_left(self) -> int:
        """Return how many steps may still be taken."""
        return STEPS - (len(self.path) - 1)

    def step(self, dx: float, dy: float) -> Hike:
        """Return the walk with one more step, by (dx, dy); the twelfth is the last.

        A step longer than a stride is cut to one in its direction, and what would leave the map
        slides along its edge.
        """
        aim = np.array([arguments.finite_number("dx", dx), arguments.finite_number("dy", dy)])
        if self.steps_left == 0:
            raise RuntimeError(f"all {STEPS} steps of this hike are taken; start again to walk on")
        largest = np.abs(aim).max()
        if largest > STRIDE:  # first, else a step of 10³⁰⁰ has an infinite length
            aim = aim / largest * STRIDE
        aim = aim * (STRIDE / max(np.hypot(*aim), STRIDE))
        landing = np.clip(self.here + aim, *self.ground.domain.T)
        return replace(self, path=np.vstack([self.path, landing]))

    def shares(self, path: ArrayLike | None = None) -> Array:
        """Return how much of the possible drop is achieved, in percent, at every place of a path.

        That is 100·(f(w₀) − f(w)) / (f(w₀) − f_min), and 0 for places higher than the start. The
        path, shape (n, 2), is this walk's own if left out.
        """
        heights = self.heights if path is None else np.asarray(self.ground(path))
        lowest = self.ground.minimum_value
        assert lowest is not None
        return np.clip(100 * (heights[0] - heights) / (heights[0] - lowest), 0.0, 100.0)

    @property
    def score(self) -> float:
        """Return the share of the possible drop achieved by now, from 0 to 100 percent."""
        return float(self.shares()[-1])

    def descent(self) -> Trajectory:
        """Return gradient descent's walk: the same start, the same number of steps, η = 0.1."""
        return gradient_descent(self.ground, self.ground.start, LEARNING_RATE, max_steps=STEPS)
