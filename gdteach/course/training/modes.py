"""The descent on a line's squared error, mode by mode: exact, however many steps it takes."""

import numpy as np

from gdteach.numerics.models.model import Model, with_ones
from gdteach.numerics.objective import Array

TARGET = 1e-6  # a run has arrived when this share of its first gap is left
RATES = {
    "1/L": lambda L, mu: 1 / L,
    "2/(L+μ)": lambda L, mu: 2 / (L + mu),
    "1.9/L": lambda L, mu: 1.9 / L,
}


class Modes:
    """A descent on the squared error of a line, worked out mode by mode instead of step by step."""

    def __init__(self, model: Model, rate: str) -> None:
        _, stretches, self.directions = np.linalg.svd(with_ones(model.inputs), full_matrices=False)
        self.curvatures = model.smoothness * (stretches / stretches[0]) ** 2
        self.minimiser = model.minimisers[0]
        self.errors = self.directions @ (model.start - self.minimiser)
        factors = 1 - RATES[rate](*self.curvatures) * self.curvatures
        self.factors = np.where(np.abs(factors) < 1e-12, 0.0, factors)  # 0 but for rounding
        self.gaps = self.curvatures * self.errors**2

    def at(self, t: int) -> Array:
        """Return the iterate after t steps, shape (2,)."""
        return self.minimiser + self.directions.T @ (self.errors * self.factors**t)

    def steps_to_go(self) -> int:
        """Return the first step at which no more than a millionth of the first gap is left."""
        allowed = TARGET * self.gaps.sum()
        high = 1
        while self.gaps @ self.factors ** (2 * high) > allowed:
            high *= 2
        low = high // 2
        while high - low > 1:
            middle = (low + high) // 2
            arrived = self.gaps @ self.factors ** (2 * middle) <= allowed
            low, high = (low, middle) if arrived else (middle, high)
        return high
