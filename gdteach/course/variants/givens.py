"""What notebook 07's exercise of names gives: six paths, one η, and names for what made them."""

from dataclasses import dataclass

import numpy as np

from gdteach.numerics.descent import descend
from gdteach.numerics.method import State
from gdteach.numerics.methods import AdaGrad, Adam, Method, Momentum, RMSProp
from gdteach.numerics.objective import Array
from gdteach.numerics.quadratics import quadratic_bowl
from gdteach.numerics.trajectory import Stopping

PATHS: dict[str, str] = {
    "gradient_descent": "steps of η∇f",
    "momentum": "steps of ηv, where v keeps nine tenths of itself and takes up ∇f",
    "nesterov": "steps of η(∇f + βv): momentum, one velocity ahead",
    "adagrad": "∇f over the root of all its squares so far",
    "rmsprop": "∇f over the root of a mean of its squares that forgets, ρ = 0.9",
    "adam": "a mean of slopes over the root of a mean of squares, both corrected",
    "adam_uncorrected": "Adam that leaves both means as they are",
    "adam_multiplied": "Adam that multiplies both means by 1 − βᵗ, where it should divide",
}


@dataclass(frozen=True)
class _AdamMultiplied(Adam):
    def update(self, w: Array, gradient: Array, state: State) -> tuple[Array, State]:
        """Return the next iterates, and the means, which are those of Adam."""
        _, memory = super().update(w, gradient, state)
        mean, squares, _, t = memory
        corrected = (1 - self.beta1**t) * mean, (1 - self.beta2**t) * squares
        return w - self.learning_rate * corrected[0] / np.sqrt(corrected[1]), memory


_MADE_BY: dict[str, Method] = {
    "A": RMSProp(0.1),
    "B": AdaGrad(0.1),
    "C": Momentum(0.1),
    "D": Adam(0.1, correct_bias=False),
    "E": Adam(0.1),
    "F": _AdamMultiplied(0.1),
}


def mystery_paths() -> dict[str, Array]:
    """Return six paths on ½(x² + 10y²) from (4, 2), made by six methods, all with η = 0.1.

    Returns
    -------
    dict
        From "A" to "F" to iterates, shape ``(13, 2)``; fresh arrays at each call.

    Examples
    --------
    >>> {letter: path.shape for letter, path in mystery_paths().items()}["A"]
    (13, 2)
    """
    bowl, steps = quadratic_bowl(10), Stopping(12)
    return {
        letter: descend(bowl, (4, 2), method, steps).iterates.copy()
        for letter, method in _MADE_BY.items()
    }
