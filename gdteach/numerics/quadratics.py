"""Quadratic objectives, on which every statement about gradient descent can be worked out."""

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from gdteach.numerics import arguments
from gdteach.numerics.models.linear_regression import linear_regression
from gdteach.numerics.models.model import Model
from gdteach.numerics.objective import Array, Objective


def slopes(w: Array, x: ArrayLike, y: ArrayLike) -> Array:
    """Return gradients of two components, laid out in memory like the points ``w``."""
    both = np.empty_like(w)
    both[..., 0], both[..., 1] = x, y
    return both


def matrices(w: Array, xx: ArrayLike, xy: ArrayLike, yy: ArrayLike) -> Array:
    """Return symmetric 2 × 2 matrices, one per point of ``w``."""
    all_four = np.empty((*w.shape, 2))
    all_four[..., 0, 0], all_four[..., 1, 1] = xx, yy
    all_four[..., 0, 1] = all_four[..., 1, 0] = xy
    return all_four


def parabola(smoothness: float = 1.0, minimiser: float = 0.0) -> Objective:
    r"""Return ½L(w−c)², the function on which every claim about η can be worked out by hand.

    Parameters
    ----------
    smoothness : float, positive
        L = f″, the same everywhere (value per squared unit of w). L = 2 makes it w².
    minimiser : float
        c (unit of w).

    Notes
    -----
    L = μ = ``smoothness``. Gradient descent multiplies the error w−c by 1−ηL at every step.

    References
    ----------
    S. Boyd and L. Vandenberghe, *Convex Optimization* (2004), section 9.3.

    Examples
    --------
    >>> float(parabola(smoothness=2.0)(3.0))
    9.0
    """
    L = arguments.number_within("smoothness", smoothness, above=0)
    c = arguments.finite_number("minimiser", minimiser)
    factor = {1.0: r"\tfrac{1}{2}\,", 2.0: ""}.get(L, rf"{L / 2:g}\,")
    inner = "w" if c == 0 else rf"(w {'-' if c > 0 else '+'} {abs(c):g})"
    return Objective(
        name="Parabola",
        function=lambda w: (0.5 * L * (w - c) ** 2)[..., 0],
        gradient=lambda w: L * (w - c),
        hessian=lambda w: np.full((*w.shape, 1), L),
        dimension=1,
        domain=np.array([[c - 12, c + 12]]),
        minimisers=np.array([[c]]),
        minimum_value=0.0,
        formula=f"{factor}{inner}^2",
        source="Boyd and Vandenberghe, 2004, section 9.3",
        start=np.array([c + 10]),
        smoothness=L,
        strong_convexity=L,
        pace=(0.3 / L, 40),
    )


def quadratic_bowl(
    condition_number: float = 10.0,
    *,
    smoothness: float | None = None,
    rotation: float = 0.0,
    minimiser: ArrayLike = (0.0, 0.0),
) -> Objective:
    r"""Return ½(w−c)ᵀA(w−c) in two dimensions, as stretched and as turned as you like.

    Parameters
    ----------
    condition_number : float, at least 1
        κ = L/μ (dimensionless): 1 is a round bowl, 100 a long valley.
    smoothness : float, positive, optional
        L, the larger eigenvalue of A (value per squared unit of w). Left out, it is κ: μ = 1.
    rotation : float
        Angle in degrees, anticlockwise, from the x axis to the valley floor.
    minimiser : array, shape (2,)
        c (unit of w).

    Notes
    -----
    The eigenvalues of the Hessian A are L and μ = L/κ.

    References
    ----------
    S. Boyd and L. Vandenberghe, *Convex Optimization* (2004), section 9.3.2.
    """
    kappa = arguments.number_within("condition_number", condition_number, at_least=1)
    L = kappa if smoothness is None else arguments.number_within("smoothness", smoothness, above=0)
    angle = np.deg2rad(arguments.finite_number("rotation", rotation))
    c = arguments.point("minimiser", minimiser, 2)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    mu = L / kappa
    matrix = turn @ np.diag([mu, L]) @ turn.T
    (a, b), (_, e) = (matrix + matrix.T) / 2  # symmetric to the last bit

    def function(w: Array) -> Array:
        x, y = w[..., 0] - c[0], w[..., 1] - c[1]
        return 0.5 * (a * x * x + 2 * b * x * y + e * y * y)

    def gradient(w: Array) -> Array:
        x, y = w[..., 0] - c[0], w[..., 1] - c[1]
        return slopes(w, a * x + b * y, b * x + e * y)

    flat, steep = ("" if k == 1 else rf"{k:.4g}\," for k in (mu, L))
    straight = rf"\tfrac{{1}}{{2}}\,({flat}x^2 + {steep}y^2)"
    half_box = np.array([5.0, 3.4])  # as wide as the space beside a curve of heights
    start = turn @ np.array([-4.0, 2.0])  # off both axes of the bowl, so that it zigzags
    start *= min(1.0, 0.9 * float((half_box / np.maximum(np.abs(start), 1e-9)).min()))
    general = r"\tfrac{1}{2}\,(w-c)^\top A\,(w-c)"
    return Objective(
        name="Round bowl" if kappa == 1 else "Stretched bowl",
        function=function,
        gradient=gradient,
        hessian=lambda w: matrices(w, a, b, e),
        dimension=2,
        domain=np.column_stack([c - half_box, c + half_box]),
        minimisers=c[np.newaxis],
        minimum_value=0.0,
        formula=straight if angle == 0 and not c.any() else general,
        source="Boyd and Vandenberghe, 2004, section 9.3.2",
        start=c + start,
        smoothness=L,
        strong_convexity=mu,
        pace=(min(0.15 / mu, 1.5 / L), 40),  # a stretched one zigzags, a round one does not
    )


def two_houses() -> Model:
    """Return the loss of a line a·size + b through two houses: half the mean squared error.

    The smallest data set on which a learning rate has two masters: 1 and 2 thousand square feet,
    sold for 300 and 500 thousand dollars, so that a = 200 and b = 100 fit exactly. Small enough to
    check by hand, and stretched enough (κ = 47) that the flat direction waits for the steep one.

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
    names = "size (thousand square feet)", "price (thousand dollars)"
    return replace(
        linear_regression([1, 2], [300, 500], convention="1/2m", names=names),
        name="Two houses",
        domain=np.array([[-60.0, 460.0], [-90.0, 310.0]]),
        minimisers=np.array([[200.0, 100.0]]),
        minimum_value=0.0,
        formula=r"\tfrac{1}{4}\left[(a + b - 300)^2 + (2a + b - 500)^2\right]",
        source="Ng, 2022",
        pace=(0.3, 100),
    )
