"""Update rules with a velocity: momentum, and Nesterov's."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from gdteach.numerics.method import Array, Method, State, check_rate, check_shares


@dataclass(frozen=True)
class Momentum(Method):
    """Momentum, also called heavy ball: the velocity remembers a share β of itself.

    Parameters
    ----------
    learning_rate : float
        η.
    momentum : float
        β, 0 ≤ β < 1.

    Notes
    -----
    v_{t+1} = βv_t + ∇f(w_t), w_{t+1} = w_t − ηv_{t+1}, v₀ = 0: the form of PyTorch and optax, in
    which a change of η acts on the whole velocity at once. With v ← βv − η∇f, w ← w + v (Sutskever
    and others) constant η gives the same iterates; with (1 − β)∇f in place of ∇f (Ng) η has to be
    1/(1 − β) times as large.

    References
    ----------
    B. T. Polyak, *Some methods of speeding up the convergence of iteration methods*, USSR
    Computational Mathematics and Mathematical Physics 4(5) (1964), 1-17.
    """

    learning_rate: float
    momentum: float = 0.9
    name: ClassVar[str] = "momentum"

    def __post_init__(self) -> None:
        check_rate(self)
        check_shares(self, "momentum")

    def start(self, w: Array) -> State:
        """Return no velocity."""
        return (np.zeros_like(w),)

    def update(self, w: Array, gradient: Array, state: State) -> tuple[Array, State]:
        """Return w − ηv and the new velocity v."""
        velocity = self.momentum * state[0]
        velocity += gradient
        step = self.learning_rate * self._direction(velocity, gradient)
        return np.subtract(w, step, out=step), (velocity,)

    def _direction(self, velocity: Array, gradient: Array) -> Array:
        return velocity


@dataclass(frozen=True)
class Nesterov(Momentum):
    """Nesterov's momentum: the step looks ahead along the velocity.

    Parameters
    ----------
    learning_rate, momentum
        As for `Momentum`.

    Notes
    -----
    v_{t+1} = βv_t + ∇f(w_t), w_{t+1} = w_t − η(∇f(w_t) + βv_{t+1}), v₀ = 0: the form of PyTorch.
    Its iterates are the look-ahead points of the textbook's form, where the gradient is taken at
    w − ηβv.

    References
    ----------
    Y. Nesterov, *A method of solving a convex programming problem with convergence rate O(1/k²)*,
    Soviet Mathematics Doklady 27(2) (1983), 372-376.
    """

    name: ClassVar[str] = "Nesterov"

    def _direction(self, velocity: Array, gradient: Array) -> Array:
        return gradient + self.momentum * velocity
