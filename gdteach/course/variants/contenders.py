"""The methods that are compared, each with one look in every picture."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from gdteach.numerics.adaptive import AdaGrad, Adam, RMSProp
from gdteach.numerics.method import GradientDescent, Method
from gdteach.numerics.momentum import Momentum, Nesterov
from gdteach.numerics.objective import Array

DOUBLE = 2.0  # times the fewest steps: what still counts as a good learning rate


@dataclass(frozen=True)
class Contender:
    """A method with its look: a colour, and a line and a mark that tell it from the others."""

    rule: Callable[[float], Method]
    colour: str
    shape: str
    size: float  # points; so different that a mark on another one leaves it to be seen
    dashed: bool = False

    @property
    def line(self) -> dict[str, Any]:
        """How its lines look, whatever layer draws them."""
        return {"colour": self.colour, "dashed": self.dashed}

    @property
    def mark(self) -> dict[str, Any]:
        """How its marks look."""
        return {"colour": self.colour, "shape": self.shape, "size": self.size}


#: From the name of a method to what takes part under it.
CONTENDERS = {
    "gradient descent": Contender(GradientDescent, "path", "circle", 15),
    "momentum": Contender(Momentum, "second", "diamond", 15.5, dashed=True),
    "Nesterov": Contender(Nesterov, "saddle", "ring", 12),
    "AdaGrad": Contender(AdaGrad, "third", "diamond", 12),
    "RMSProp": Contender(RMSProp, "curve", "ring", 9.5, dashed=True),
    "Adam": Contender(Adam, "fourth", "circle", 8, dashed=True),
}


def decades(rates: Array, counts: Array) -> Array:
    """Return over how many decades of η a method takes at most twice its fewest steps.

    Parameters
    ----------
    rates : array, shape (r,)
        Learning rates, evenly spaced on a log scale.
    counts : array, shape (r, n)
        Steps with each of them, inf where it does not arrive.

    Examples
    --------
    >>> decades(np.array([0.01, 0.1, 1.0, 10.0]), np.array([[9.0], [4.0], [5.0], [np.inf]]))
    array([2.])
    """
    good = np.isfinite(counts) & (counts <= DOUBLE * counts.min(axis=0))
    return np.asarray(np.sum(good, axis=0) * np.log10(rates[1] / rates[0]))
