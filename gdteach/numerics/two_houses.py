"""A line through two houses: the smallest data set on which a learning rate has two masters."""

from __future__ import annotations

import numpy as np

from gdteach.numerics.objective import Array, Objective
from gdteach.numerics.quadratics import matrices

SIZES = np.array([1.0, 2.0])  # thousand square feet
PRICES = np.array([300.0, 500.0])  # thousand dollars
for _data in (SIZES, PRICES):
    _data.setflags(write=False)


def two_houses() -> Objective:
    r"""Return the loss of the line a·size + b on two houses, of (a, b): mean squared error, halved.

    The houses have 1 and 2 thousand square feet and were sold for 300 and 500 thousand dollars, so
    that a = 200 and b = 100 fit exactly. Small enough to check by hand, and stretched enough
    (κ = 47) that the flat direction waits for the steep one.

    Notes
    -----
    f(a, b) = 1/(2m) Σᵢ (a·sizeᵢ + b − priceᵢ)² with m = 2. Its Hessian is XᵀX/m = [[2.5, 1.5],
    [1.5, 1]] everywhere; L + μ is its trace, so the best constant learning rate 2/(L + μ) is 4/7.

    References
    ----------
    The two houses of A. Ng, *Machine Learning Specialization* (2022), course 1, week 1.

    Examples
    --------
    >>> objective = two_houses()
    >>> print(f"{2 / objective.smoothness:.6f} {objective.condition_number:.4f}")
    0.583592 46.9787
    """
    # row i holds what a and b are multiplied by in the prediction for house i
    inputs = np.column_stack([SIZES, np.ones_like(SIZES)])
    m = len(inputs)
    (aa, ab), (_, bb) = hessian = inputs.T @ inputs / m
    mu, L = np.linalg.eigvalsh(hessian)

    def residuals(w: Array) -> Array:
        return w @ inputs.T - PRICES

    return Objective(
        name="Two houses",
        function=lambda w: np.sum(residuals(w) ** 2, axis=-1) / (2 * m),
        gradient=lambda w: residuals(w) @ inputs / m,
        hessian=lambda w: matrices(w, aa, ab, bb),
        dimension=2,
        domain=np.array([[-60.0, 460.0], [-90.0, 310.0]]),
        minimisers=np.linalg.solve(inputs, PRICES)[np.newaxis],
        minimum_value=0.0,
        formula=r"\tfrac{1}{4}\left[(a + b - 300)^2 + (2a + b - 500)^2\right]",
        source="Ng, 2022",
        coordinates=("a", "b"),
        start=np.array([0.0, 0.0]),
        smoothness=float(L),
        strong_convexity=float(mu),
    )
