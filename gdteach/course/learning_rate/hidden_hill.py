"""A bowl that nobody sees: what the tuning game is played on, and how a try is scored."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdteach.course.learning_rate.rate_sweep import sweep_learning_rates
from gdteach.numerics.arguments import whole_number
from gdteach.numerics.catalogue import Objective, quadratic_bowl

STEPS = 30  # a try has as many
FLATTEST, STEEPEST = 0.03, 300.0  # the range of L
ROUNDEST, LONGEST = 8.0, 20.0  # the range of κ
LEAST = 1e-300  # a height below it counts as this, so that its logarithm exists


@dataclass(frozen=True, eq=False)
class HiddenHill:
    """A bowl of unknown curvature, with a start whose height is 1.

    The start is as high in the steep direction as in the flat one: neither can be neglected.
    """

    objective: Objective
    start: NDArray[np.float64]  # shape (2,)
    best_rate: float  # the constant η that leaves the least height after `STEPS` steps
    best_height: float  # that height

    def heights(self, learning_rate: float) -> NDArray[np.float64]:
        """Return f after 0 … `STEPS` steps; inf once a run has left the numbers."""
        return heights_of(self.objective, self.start, [learning_rate])[:, 0]

    def score(self, height: float) -> float:
        """Return 0 … 100: the decimal places gained, as a share of those of the best η."""
        if not height < 1:
            return 0.0
        share = np.log10(max(height, LEAST)) / np.log10(self.best_height)
        return float(min(100.0, 100 * share))


def hidden_hill(seed: int) -> HiddenHill:
    """Return the hill of a seed: the same everywhere, so that a class can play the same one.

    >>> hill = hidden_hill(1)
    >>> print(f"{hill.score(hill.heights(hill.best_rate)[-1]):.0f}")
    100
    """
    generator = np.random.default_rng(whole_number("seed", seed))
    smoothness = float(np.exp(generator.uniform(np.log(FLATTEST), np.log(STEEPEST))))
    condition_number = float(generator.uniform(ROUNDEST, LONGEST))
    angle = float(generator.uniform(0, 180))
    bowl = quadratic_bowl(condition_number, smoothness=smoothness, rotation=angle)
    turn = np.deg2rad(angle)
    along, across = np.array([np.cos(turn), np.sin(turn)]), np.array([-np.sin(turn), np.cos(turn)])
    start = along / np.sqrt(smoothness / condition_number) + across / np.sqrt(smoothness)
    low, high = 0.01 / smoothness, 2 / smoothness
    for _ in range(4):  # the height is a convex function of η: close in on its lowest point
        rates = np.linspace(low, high, 201)
        heights = heights_of(bowl, start, rates)[-1]
        lowest = int(np.argmin(heights))
        low, high = rates[max(lowest - 1, 0)], rates[min(lowest + 1, 200)]
    return HiddenHill(bowl, start, float(rates[lowest]), float(heights[lowest]))


def heights_of(
    objective: Objective, start: ArrayLike, learning_rates: ArrayLike
) -> NDArray[np.float64]:
    """Return f after 0 … `STEPS` steps, a column for each learning rate; inf where it left."""
    walked = sweep_learning_rates(
        objective, start, learning_rates, target=LEAST, max_steps=0, keep=STEPS
    )
    with np.errstate(all="ignore"):
        heights = objective.function(walked.iterates)
    return np.where(np.isfinite(heights), heights, np.inf)
