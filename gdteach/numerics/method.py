"""Update rules: from an iterate and its gradient to the next iterate."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from gdteach.numerics import arguments
from gdteach.numerics.objective import Array

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


def check_rate(method: Any) -> None:
    """Check the learning rate of a method that is being made."""
    remedy = "with 0 nothing moves, and a negative one would climb"
    rate = arguments.number_within("learning_rate", method.learning_rate, at_least=0, remedy=remedy)
    object.__setattr__(method, "learning_rate", rate)


def check_shares(method: Any, *names: str) -> None:
    """Check parameters that say how much of a memory is kept: from 0 to below 1."""
    for name in names:
        kept = arguments.number_within(name, getattr(method, name), at_least=0)
        if kept >= 1:
            remedy = "at 1 nothing would ever be forgotten"
            raise ValueError(arguments.wrong(name, "below 1", kept, remedy))
        object.__setattr__(method, name, kept)


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
        check_rate(self)

    def update(self, w: Array, gradient: Array, state: State) -> tuple[Array, State]:
        """Return w − η∇f(w) and the memory, which stays empty."""
        step = self.learning_rate * gradient
        return np.subtract(w, step, out=step), state


@dataclass(frozen=True)
class Scheduled(Method):
    """Any method, with a learning rate that changes from step to step.

    Parameters
    ----------
    rule : callable
        Makes the method from a learning rate, such as ``GradientDescent``.
    schedule : callable
        Takes the step t = 0, 1, … and returns η for it.

    Notes
    -----
    The memory is that of the method; only η differs from step to step.

    Examples
    --------
    >>> Scheduled(GradientDescent, lambda t: 1 / (t + 1)).name
    'gradient descent, scheduled'
    """

    rule: Callable[[float], Method]
    schedule: Callable[[int], float]

    def __post_init__(self) -> None:
        arguments.function("rule", self.rule)
        arguments.function("schedule", self.schedule)

    @property
    def name(self) -> str:  # type: ignore[override]
        """What it is called: as the method, and that its rate is scheduled."""
        return f"{self.rule(self.schedule(0)).name}, scheduled"

    def start(self, w: Array) -> State:
        """Return the memory of the method, and the count of steps."""
        return self.rule(self.schedule(0)).start(w), 0

    def update(self, w: Array, gradient: Array, state: State) -> tuple[Array, State]:
        """Return the next iterates with the learning rate of this step, and the memory."""
        memory, t = state
        w_next, memory = self.rule(self.schedule(t)).update(w, gradient, memory)
        return w_next, (memory, t + 1)
