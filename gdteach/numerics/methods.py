"""Update rules: from an iterate and its gradient to the next iterate."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from gdteach.numerics import arguments

Array = NDArray[np.float64]

State = tuple[Any, ...]
"""A method's memory: arrays shaped like the iterates, plain numbers, or nothing at all, ``()``."""


class Method(ABC):
    """A rule for the next iterate.

    A subclass says how to `update`; one with a memory (a velocity, a sum of squares) also says
    how that memory begins, in `start`. Points come as arrays of shape ``(..., d)``: one run or
    a hundred thousand at once, so a rule works elementwise, or along the last axis only.

    Neither method may change its arguments: iterates are kept.
    """

    name: ClassVar[str]

    def start(self, w: Array) -> State:
        """Return the memory before the first step, for starts ``w`` of shape ``(..., d)``."""
        return ()

    @abstractmethod
    def update(self, w: Array, gradient: Array, state: State) -> tuple[Array, State]:
        """Return the next iterates, shape ``(..., d)``, and the memory after this step."""


@dataclass(frozen=True)
class GradientDescent(Method):
    """The plain rule: step against the gradient, η‖∇f(w)‖ far.

    Parameters
    ----------
    learning_rate : float, zero or positive
        η (squared unit of w per unit of value). At 0 nothing moves, which a slider may show.

    Notes
    -----
    w_{t+1} = w_t − η∇f(w_t)

    References
    ----------
    A. Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées",
    *Comptes rendus* 25 (1847) 536–538.
    """

    learning_rate: float
    name: ClassVar[str] = "gradient descent"

    def __post_init__(self) -> None:
        remedy = "with 0 nothing moves, and a negative one would climb"
        rate = arguments.number_within(
            "learning_rate", self.learning_rate, at_least=0, remedy=remedy
        )
        object.__setattr__(self, "learning_rate", rate)

    def update(self, w: Array, gradient: Array, state: State) -> tuple[Array, State]:
        """Return w − η∇f(w) and the memory, which stays empty."""
        step = self.learning_rate * gradient
        return np.subtract(w, step, out=step), state
