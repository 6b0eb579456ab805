"""Two classes and a straight boundary between them: the logarithmic loss."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from gdteach.numerics.models.model import (
    Model,
    box_around,
    classes_of,
    names_for,
    rows_of,
    slopes_and_intercept,
    with_ones,
)
from gdteach.numerics.objective import Array


def sigmoid(score: ArrayLike) -> Array:
    """Return 1/(1 + e⁻ˢ), without overflow at either end."""
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(score)))


def minimiser_by_newton(model: Model, hessian: Callable[[Array], Array], L: float) -> Array | None:
    """Return the minimiser of a convex loss, or None where descending it leads on for ever.

    There the curvature falls to nothing, while at a minimiser that stands alone some is left.
    """
    w, shares = model.start, 0.5 ** np.arange(30)
    for _ in range(100):
        curvature, slope = hessian(w), model.gradient(w)
        if np.linalg.eigvalsh(curvature)[0] < 1e-12 * L:
            return None
        step = np.linalg.solve(curvature, -slope)
        length = np.abs(step).max() / (1 + np.abs(w).max())
        if length < 1e-9:
            return w + step
        if length < 1e-3:  # then values differ by less than rounding, and Newton needs no search
            w = w + step
        else:
            tried = w + shares[:, np.newaxis] * step
            w = tried[model(tried).argmin()]
    return None


def logistic_regression(
    inputs: ArrayLike, targets: ArrayLike, *, names: Sequence[str] = ()
) -> Model:
    r"""Return the mean logarithmic loss of a linear classifier, as an objective of its weights.

    Parameters
    ----------
    inputs : array, shape (m,) or (m, n)
        x: one row of n features per example.
    targets : array, shape (m,)
        y: the class of each example, a number or a word; of the two, the first in order is 0.
    names : sequence of str, optional
        What the features are, and last the target, with their units.

    Returns
    -------
    Model
        Its parameters are the n weights and the intercept; it predicts the probability of class 1.
        A minimiser is given where there is one: where a line separates the classes there is none,
        f comes as near to 0 as you like while the weights grow.

    Notes
    -----
    With the rows (x, 1) in a matrix A and p = 1/(1 + e⁻ᴬʷ), f(w) = −mean(y log p + (1−y) log(1−p))
    and ∇f(w) = Aᵀ(p − y)/m. It is convex; L = ¼ λ_max(AᵀA/m), which the Hessian attains where
    every p is ½, as at w = 0. It has no μ over all of ℝᵈ.

    References
    ----------
    T. Hastie, R. Tibshirani and J. Friedman, *The Elements of Statistical Learning*, 2nd edition
    (2009), section 4.4.

    Examples
    --------
    >>> loss = logistic_regression([0, 1, 2, 3], [0, 1, 0, 1])
    >>> loss.minimisers.round(4).tolist(), round(loss.minimum_value, 6)
    ([[0.9082, -1.3623]], 0.586872)
    >>> logistic_regression([0, 1, 2, 3], [0, 0, 1, 1]).minimisers.size  # separable
    0
    """
    x = rows_of(inputs)
    codes, classes = classes_of(targets, x, at_most=2)
    y = codes.astype(np.float64)
    A = with_ones(x)
    m, d = A.shape
    L = 0.25 * float(np.linalg.eigvalsh(A.T @ A / m)[-1])

    def function(w: Array) -> Array:
        score = w @ A.T
        return np.mean(np.logaddexp(0, score) - y * score, axis=-1)

    def gradient(w: Array) -> Array:
        return (sigmoid(w @ A.T) - y) @ A / m

    def hessian(w: Array) -> Array:
        p = sigmoid(w @ A.T)
        weights = (p * (1 - p))[..., np.newaxis]
        return np.swapaxes(A * weights, -1, -2) @ A / m

    model = Model(
        name=" or ".join(classes),
        function=function,
        gradient=gradient,
        hessian=hessian,
        dimension=d,
        domain=box_around(np.zeros(d), np.ones(d)),
        formula=r"\tfrac{1}{m}\sum_i \log(1 + e^{s_i}) - y_i s_i,\quad s_i = a \cdot x_i + b",
        source="Hastie, Tibshirani and Friedman, 2009, section 4.4",
        coordinates=slopes_and_intercept(d),
        start=np.zeros(d),
        smoothness=L,
        pace=(1 / L, 200),
        inputs=x,
        targets=y,
        names=names_for(x, names),
        classes=classes,
        batch_gradient=lambda w, rows: (sigmoid(w @ A[rows].T) - y[rows]) @ A[rows] / len(rows),
        predict=lambda w, new: sigmoid(np.asarray(w) @ with_ones(new).T),
    )
    best = minimiser_by_newton(model, hessian, L)
    if best is None:
        return model
    return replace(
        model, minimisers=best[np.newaxis], minimum_value=float(function(best)),
        domain=box_around(np.zeros(d), best),
    )  # fmt: skip
