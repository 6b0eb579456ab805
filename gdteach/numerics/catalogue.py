"""The catalogue: standard functions to descend, with constants known to full precision."""

from collections.abc import Callable

import numpy as np

from gdteach.numerics import arguments
from gdteach.numerics.objective import Array, Objective
from gdteach.numerics.quadratics import matrices, parabola, quadratic_bowl, slopes


def rosenbrock() -> Objective:
    """Return (1−x)² + 100(y−x²)²: a curved valley, quick to find and slow to follow.

    References
    ----------
    H. H. Rosenbrock, "An automatic method for finding the greatest or least value of a function",
    *The Computer Journal* 3 (1960) 175–184; his start (−1.2, 1).
    """

    def function(w: Array) -> Array:
        a, b = 1 - w[..., 0], w[..., 1] - w[..., 0] * w[..., 0]
        return a * a + 100 * b * b

    def gradient(w: Array) -> Array:
        x, y = w[..., 0], w[..., 1]
        upwards = 200 * (y - x * x)
        return slopes(w, 2 * (x - 1) - 2 * x * upwards, upwards)

    def hessian(w: Array) -> Array:
        x, y = w[..., 0], w[..., 1]
        return matrices(w, 2 + 1200 * x * x - 400 * y, -400 * x, 200.0)

    return Objective(
        name="Rosenbrock",
        function=function,
        gradient=gradient,
        hessian=hessian,
        dimension=2,
        domain=np.array([[-2.0, 2.0], [-1.0, 3.0]]),
        minimisers=np.array([[1.0, 1.0]]),
        minimum_value=0.0,
        formula=r"(1 - x)^2 + 100\,(y - x^2)^2",
        source="Rosenbrock, 1960",
        start=np.array([-1.2, 1.0]),
        pace=(0.0015, 1000),
    )


def himmelblau() -> Objective:
    """Return (x²+y−11)² + (x+y²−7)²: four minimisers of the same depth, four basins.

    References
    ----------
    D. M. Himmelblau, *Applied Nonlinear Programming* (1972).
    """

    def function(w: Array) -> Array:
        squares = w * w
        a = squares[..., 0] + w[..., 1] - 11
        b = w[..., 0] + squares[..., 1] - 7
        return a * a + b * b

    def gradient(w: Array) -> Array:
        # Half of each component is 2xa + b and a + 2yb. Whole-array and in-place steps: basin
        # maps evaluate this tens of millions of times.
        squares = w * w
        a, b = squares[..., 0], squares[..., 1]
        a += w[..., 1]
        a -= 11
        b += w[..., 0]
        b -= 7
        slope = w + w
        slope[..., 0] *= a
        slope[..., 0] += b
        slope[..., 1] *= b
        slope[..., 1] += a
        slope += slope
        return slope

    def hessian(w: Array) -> Array:
        x, y = w[..., 0], w[..., 1]
        return matrices(w, 12 * x * x + 4 * y - 42, 4 * (x + y), 12 * y * y + 4 * x - 26)

    return Objective(
        name="Himmelblau",
        function=function,
        gradient=gradient,
        hessian=hessian,
        dimension=2,
        domain=np.array([[-6.0, 6.0], [-6.0, 6.0]]),
        minimisers=np.array(
            [
                [3.0, 2.0],
                [-2.805118086952745, 3.131312518250573],
                [-3.779310253377747, -3.2831859912861696],
                [3.5844283403304917, -1.8481265269644036],
            ]
        ),
        minimum_value=0.0,
        formula="(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
        source="Himmelblau, 1972",
        start=np.array([0.0, 0.0]),
        pace=(0.01, 40),
    )


def double_well() -> Objective:
    """Return w⁴ − 2w² + 0.3w: two valleys, the left one deeper, a barrier at w = 0.0754."""
    return Objective(
        name="Double well",
        function=lambda w: (((w * w - 2) * w + 0.3) * w)[..., 0],
        gradient=lambda w: 4 * (w * w - 1) * w + 0.3,
        hessian=lambda w: (12 * w * w - 4)[..., np.newaxis],
        dimension=1,
        domain=np.array([[-2.0, 2.0]]),
        minimisers=np.array([[-1.0355787140888537]]),
        minimum_value=-1.305428483743916,
        formula=r"w^4 - 2w^2 + 0.3\,w",
        source="this course: the standard double well, tilted",
        start=np.array([1.8]),
        pace=(0.02, 40),
        local_minimisers=np.array([[0.9601495555191055]]),
    )


def saddle() -> Objective:
    """Return x² − y²: ∇f = 0 at the origin, and yet no minimum there or anywhere.

    References
    ----------
    J. D. Lee et al., "Gradient descent only converges to minimizers", *COLT* (2016).
    """
    return Objective(
        name="Saddle",
        function=lambda w: (w[..., 0] - w[..., 1]) * (w[..., 0] + w[..., 1]),
        gradient=lambda w: slopes(w, 2 * w[..., 0], -2 * w[..., 1]),
        hessian=lambda w: matrices(w, 2.0, 0.0, -2.0),
        dimension=2,
        domain=np.array([[-2.0, 2.0], [-2.0, 2.0]]),
        formula="x^2 - y^2",
        source="Lee et al., 2016",
        start=np.array([-1.5, 0.01]),
        pace=(0.1, 40),
        smoothness=2.0,
    )


def plateau() -> Objective:
    """Return 1 − exp(−w²): a hole in a plain so flat that a small gradient means nothing.

    Notes
    -----
    f″(w) = (2 − 4w²)exp(−w²) is largest at 0, so L = 2; it is negative for |w| > 1/√2.
    """
    return Objective(
        name="Plateau",
        function=lambda w: -np.expm1(-w * w)[..., 0],
        gradient=lambda w: 2 * w * np.exp(-w * w),
        hessian=lambda w: ((2 - 4 * w * w) * np.exp(-w * w))[..., np.newaxis],
        dimension=1,
        domain=np.array([[-6.0, 6.0]]),
        minimisers=np.array([[0.0]]),
        minimum_value=0.0,
        formula="1 - e^{-w^2}",
        source="this course: a Gaussian, upside down",
        start=np.array([2.0]),
        pace=(0.3, 40),
        smoothness=2.0,
    )


def quartic() -> Objective:
    """Return w⁴: at its minimiser the curvature is zero, and descent slows down for ever."""
    return Objective(
        name="Quartic",
        function=lambda w: ((w * w) ** 2)[..., 0],
        gradient=lambda w: 4 * w * w * w,
        hessian=lambda w: (12 * w * w)[..., np.newaxis],
        dimension=1,
        domain=np.array([[-2.0, 2.0]]),
        minimisers=np.array([[0.0]]),
        minimum_value=0.0,
        formula="w^4",
        source="this course: the simplest degenerate minimum",
        start=np.array([1.0]),
        pace=(0.1, 100),
    )


#: Every objective of the catalogue: from its name to the function that makes it.
OBJECTIVES: dict[str, Callable[[], Objective]] = {
    "parabola": parabola,
    "quadratic_bowl": quadratic_bowl,
    "rosenbrock": rosenbrock,
    "himmelblau": himmelblau,
    "double_well": double_well,
    "saddle": saddle,
    "plateau": plateau,
    "quartic": quartic,
}


def get_objective(name: str) -> Objective:
    """Return the objective of that name in `OBJECTIVES`, with its default constants.

    >>> get_objective("saddle")
    Objective('Saddle', 2-D)
    """
    return OBJECTIVES[arguments.one_of("name", name, OBJECTIVES)]()
