"""Update rules with a scale for each coordinate: AdaGrad, RMSProp, Adam, AMSGrad."""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike

from gdteach.numerics.arguments import number_within, truth
from gdteach.numerics.method import Array, Method, State, check_rate, check_shares


@dataclass(frozen=True)
class AdaGrad(Method):
    """AdaGrad: each coordinate's step is divided by the root of all its squared slopes so far.

    Parameters
    ----------
    learning_rate : float
        η, the size of the first step in every coordinate.
    epsilon : float
        ε, added outside the root, as PyTorch does; optax adds 1e-7 inside and starts at 0.1.

    Notes
    -----
    s_{t+1} = s_t + ∇f(w_t)², w_{t+1} = w_t − η∇f(w_t)/(√s_{t+1} + ε), s₀ = 0, by coordinates.

    References
    ----------
    J. Duchi, E. Hazan and Y. Singer, *Adaptive subgradient methods for online learning and
    stochastic optimization*, Journal of Machine Learning Research 12 (2011), 2121-2159.
    """

    learning_rate: float
    epsilon: float = 1e-10
    name: ClassVar[str] = "AdaGrad"

    def __post_init__(self) -> None:
        check_rate(self)
        object.__setattr__(self, "epsilon", number_within("epsilon", self.epsilon, at_least=0))

    def start(self, w: Array) -> State:
        """Return no squares."""
        return (np.zeros_like(w),)

    def update(self, w: Array, gradient: Array, state: State) -> tuple[Array, State]:
        """Return the next iterates and the squares."""
        squares = self.squares(state[0], gradient)
        step = self.learning_rate * gradient
        step /= self.divisor(squares, 0)
        return np.subtract(w, step, out=step), (squares,)

    def squares(self, squares: Array, gradient: Array) -> Array:
        """Return s with the squares of one more gradient."""
        return squares + gradient * gradient

    def divisor(self, squares: Array, t: ArrayLike) -> Array:
        """Return what a gradient is divided by, for s after ``t`` steps."""
        return np.sqrt(squares) + self.epsilon


@dataclass(frozen=True)
class RMSProp(AdaGrad):
    """RMSProp: AdaGrad that forgets, so that its steps do not fade.

    Parameters
    ----------
    learning_rate, epsilon
        As for `AdaGrad`; ε is 1e-8, as PyTorch has it.
    decay : float
        ρ, 0 ≤ ρ < 1: PyTorch's ``alpha``, whose default is 0.99.

    Notes
    -----
    s_{t+1} = ρs_t + (1 − ρ)∇f(w_t)², w_{t+1} = w_t − η∇f(w_t)/(√s_{t+1} + ε), s₀ = 0. There is no
    correction of the bias: the first step is η/√(1 − ρ) in every coordinate.

    References
    ----------
    T. Tieleman and G. Hinton, lecture 6.5 of *Neural networks for machine learning* (2012).
    """

    decay: float = 0.9
    epsilon: float = 1e-8
    name: ClassVar[str] = "RMSProp"

    def __post_init__(self) -> None:
        super().__post_init__()
        check_shares(self, "decay")

    def squares(self, squares: Array, gradient: Array) -> Array:
        """Return s with the squares of one more gradient."""
        return self.decay * squares + (1 - self.decay) * (gradient * gradient)


@dataclass(frozen=True)
class Adam(Method):
    """Adam: a mean of the slopes, over the root of a mean of their squares.

    Parameters
    ----------
    learning_rate : float
        η.
    beta1, beta2 : float
        β₁ and β₂, 0 ≤ β < 1: how much of the two means is kept.
    epsilon : float
        ε, added outside the root and after the correction, as in PyTorch and optax.
    correct_bias : bool
        Whether both means, which begin at 0, are divided by 1 − βᵗ.

    Notes
    -----
    m_t = β₁m_{t−1} + (1 − β₁)g, s_t = β₂s_{t−1} + (1 − β₂)g², g = ∇f(w_{t−1}), t = 1, 2, …;
    w_t = w_{t−1} − η·m̂/(√ŝ + ε) with m̂ = m_t/(1 − β₁ᵗ), ŝ = s_t/(1 − β₂ᵗ). Without the
    correction the steps are too long: most at t = 12, by a factor of 6.57 for a constant slope.

    References
    ----------
    D. P. Kingma and J. Ba, *Adam: a method for stochastic optimization*, ICLR 2015.
    """

    learning_rate: float
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    correct_bias: bool = True
    name: ClassVar[str] = "Adam"

    def __post_init__(self) -> None:
        check_rate(self)
        check_shares(self, "beta1", "beta2")
        object.__setattr__(self, "epsilon", number_within("epsilon", self.epsilon, at_least=0))
        truth("correct_bias", self.correct_bias)

    def start(self, w: Array) -> State:
        """Return both means, all 0, what is divided by, and the count of steps."""
        return np.zeros_like(w), np.zeros_like(w), np.zeros_like(w), 0

    def update(self, w: Array, gradient: Array, state: State) -> tuple[Array, State]:
        """Return the next iterates and the means."""
        mean, squares, below, t = state
        mean = self.beta1 * mean + (1 - self.beta1) * gradient
        squares = self.squares(squares, gradient)
        below, t = self._below(below, squares), t + 1
        step = self.learning_rate / self._filled(self.beta1, t) * mean
        step /= self.divisor(below, t)
        return np.subtract(w, step, out=step), (mean, squares, below, t)

    def squares(self, squares: Array, gradient: Array) -> Array:
        """Return s with the squares of one more gradient."""
        return self.beta2 * squares + (1 - self.beta2) * (gradient * gradient)

    def divisor(self, squares: Array, t: ArrayLike) -> Array:
        """Return what the mean is divided by, for s after ``t`` steps."""
        return np.sqrt(squares / self._filled(self.beta2, t)) + self.epsilon

    def _filled(self, beta: float, t: Any) -> Any:
        """Return which share of a mean's weights is filled after ``t`` steps; 1 if uncorrected."""
        return 1 - beta**t if self.correct_bias else 1

    def _below(self, below: Array, squares: Array) -> Array:
        return squares


@dataclass(frozen=True)
class AMSGrad(Adam):
    """AMSGrad: Adam that divides by the largest mean of squares so far.

    Parameters
    ----------
    learning_rate, beta1, beta2, epsilon, correct_bias
        As for `Adam`.

    Notes
    -----
    The maximum is taken before the correction of the bias, as PyTorch does; optax takes it
    afterwards, which is another method of the same name.

    References
    ----------
    S. J. Reddi, S. Kale and S. Kumar, *On the convergence of Adam and beyond*, ICLR 2018.
    """

    name: ClassVar[str] = "AMSGrad"

    def _below(self, below: Array, squares: Array) -> Array:
        return np.maximum(below, squares)
