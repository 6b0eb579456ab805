"""The curvature that a method sees, and how much of it a constant η stands."""

from itertools import accumulate

import numpy as np

from gdteach.numerics.methods import AdaGrad, Adam, AMSGrad, Method, Momentum
from gdteach.numerics.objective import Array
from gdteach.numerics.trajectory import Trajectory


def _divisors(method: Method, gradients: Array) -> Array:
    """Return what each slope is divided by in each step, for slopes of shape (T, d).

    >>> from gdteach.numerics.methods import RMSProp
    >>> _divisors(RMSProp(0.1), np.array([[4.0], [0.0]])).round(3).tolist()
    [[1.265], [1.2]]
    """
    if not isinstance(method, AdaGrad | Adam):  # RMSProp is an AdaGrad
        return np.ones_like(gradients)
    squares = np.array(
        [*accumulate(gradients, method.squares, initial=np.zeros(gradients.shape[1]))]
    )[1:]
    if isinstance(method, AMSGrad):
        squares = np.maximum.accumulate(squares)
    return method.divisor(squares, np.arange(1, len(squares) + 1)[:, np.newaxis])


def seen_curvatures(method: Method, run: Trajectory) -> Array:
    """Return the largest curvature in the coordinates of each step of a run, shape (T,).

    A method that divides the slopes by d goes as plain descent does where each coordinate is
    stretched by √d. There the Hessian H has the entries H_ij/√(d_i d_j); NaN where one is infinite.
    """
    roots = np.sqrt(_divisors(method, run.gradients[:-1]))
    assert run.objective.hessian is not None
    seen = run.objective.hessian(run.iterates[:-1]) / roots[:, :, None] / roots[:, None, :]
    largest = np.full(run.n_steps, np.nan)
    finite = np.isfinite(seen).all(axis=(1, 2))
    largest[finite] = np.linalg.eigvalsh(seen[finite])[:, -1]
    return largest


def wall(method: Method) -> float:
    """Return the largest η·λ at which a method stays at a minimiser, if its divisors stand still.

    Notes
    -----
    With its divisors held, RMSProp is plain descent: the error is multiplied by 1 − ηλ. Momentum
    obeys e_{t+1} = (1 + β − ηλ)e_t − βe_{t−1}, whose roots lie within the unit circle up to
    ηλ = 2(1 + β); the mean of Adam is that velocity times 1 − β₁.

    >>> from gdteach.numerics.methods import RMSProp
    >>> [round(wall(method), 9) for method in (RMSProp(0.1), Momentum(0.1), Adam(0.1))]
    [2.0, 3.8, 38.0]
    """
    if isinstance(method, Adam):
        return 2 * (1 + method.beta1) / (1 - method.beta1)
    return 2 * (1 + method.momentum) if isinstance(method, Momentum) else 2.0
