"""A straight line, or a plane, through data: the squares of the residuals."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from gdteach.numerics import arguments
from gdteach.numerics.models.model import (
    Model,
    box_around,
    names_for,
    one_each,
    rows_of,
    slopes_and_intercept,
    with_ones,
)
from gdteach.numerics.objective import Array, Objective

# What the sum of squares is multiplied by, for m examples. The minimiser is the same in all three.
CONVENTIONS = {"1/m": lambda m: 1 / m, "1/2m": lambda m: 1 / (2 * m), "sum": lambda m: 1.0}


def linear_regression(
    inputs: ArrayLike, targets: ArrayLike, *, convention: str = "1/m", names: Sequence[str] = ()
) -> Model:
    r"""Return the squared error of the line a·x + b on data, as an objective of (a, b).

    Parameters
    ----------
    inputs : array, shape (m,) or (m, n)
        x: one number, or one row of n features, per example.
    targets : array, shape (m,)
        y: what the line is to say.
    convention : "1/m", "1/2m" or "sum"
        What the sum of squared residuals is multiplied by: 1/m is the mean squared error, 1/2m
        half of it, "sum" leaves it as it is. L, μ and the gradient grow with it, the minimiser
        does not change.
    names : sequence of str, optional
        What the features are, and last the target, with their units.

    Returns
    -------
    Model
        Its parameters are the n slopes (unit of y per unit of x), then the intercept (unit of y).

    Raises
    ------
    ValueError
        If the data do not determine the line: a feature that is constant, or fewer examples than
        parameters.

    Notes
    -----
    With the rows (x, 1) in a matrix A and c for the convention, f(w) = c‖Aw − y‖², ∇f(w) =
    2cAᵀ(Aw − y), and the Hessian is 2cAᵀA everywhere; L and μ are its largest and its smallest
    eigenvalue. The minimiser is that of the normal equations, found by least squares.

    References
    ----------
    T. Hastie, R. Tibshirani and J. Friedman, *The Elements of Statistical Learning*, 2nd edition
    (2009), section 3.2.

    Examples
    --------
    >>> loss = linear_regression([1, 2], [300, 500], convention="1/2m")
    >>> loss.minimisers.round(6).tolist(), round(2 / loss.smoothness, 6)
    ([[200.0, 100.0]], 0.583592)
    """
    x = rows_of(inputs)
    y = one_each(arguments.numbers("targets", targets), x)
    arguments.one_of("convention", convention, CONVENTIONS)
    A = with_ones(x)
    m, d = A.shape
    c = CONVENTIONS[convention](m)
    best, _, rank, singular = np.linalg.lstsq(A, y, rcond=None)
    if rank < d:
        requirement = f"data that determine {d} parameters"
        remedy = "leave out constant features and those that others make up"
        raise ValueError(arguments.wrong("inputs", requirement, inputs, remedy))
    hessian = 2 * c * A.T @ A
    L, mu = 2 * c * singular[[0, -1]] ** 2  # more accurate than the eigenvalues of AᵀA

    def residuals(w: Array) -> Array:
        return w @ A.T - y

    return Model(
        name=f"Squared error, {convention}",
        function=lambda w: c * np.sum(residuals(w) ** 2, axis=-1),
        gradient=lambda w: 2 * c * residuals(w) @ A,
        hessian=lambda w: np.broadcast_to(hessian, (*w.shape, d)),
        dimension=d,
        domain=box_around(np.zeros(d), best),
        minimisers=best[np.newaxis],
        minimum_value=float(c * np.sum(residuals(best) ** 2)),
        formula={"1/m": r"\tfrac{1}{m}", "1/2m": r"\tfrac{1}{2m}", "sum": ""}[convention]
        + r"\sum_i (a \cdot x_i + b - y_i)^2",
        source="Hastie, Tibshirani and Friedman, 2009, section 3.2",
        coordinates=slopes_and_intercept(d),
        start=np.zeros(d),
        smoothness=float(L),
        strong_convexity=float(mu),
        pace=(1 / float(L), 40),
        inputs=x,
        targets=y,
        names=names_for(x, names),
        batch_gradient=lambda w, rows: (
            2 * CONVENTIONS[convention](len(rows)) * (w @ A[rows].T - y[rows]) @ A[rows]
        ),
        predict=lambda w, new: np.asarray(w) @ with_ones(new).T,
    )


def a_line(objective: Objective) -> None:
    """Refuse an objective that is not the loss of a line."""
    if not isinstance(objective, Model) or objective.inputs.shape[1] != 1 or objective.classes:
        remedy = "linear_regression makes one"
        requirement = "the loss of a line with one input"
        raise ValueError(arguments.wrong("objective", requirement, objective, remedy))
