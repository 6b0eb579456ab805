"""Where the ground is flat: the stationary points of an objective, sorted by their curvatures."""

from dataclasses import dataclass

import numpy as np

from gdteach.numerics import arguments
from gdteach.numerics.differences import central_difference_hessian
from gdteach.numerics.objective import Array, Objective, checked_objective, grid_over

_ROUNDS = 60  # of Newton's method from each start; quadratic convergence needs far fewer
_FLAT = 1e-9  # of the steepest slope in the box: below that it is flat
_THERE = 1e-9  # of the box's width: after so short a step of Newton's the next is nothing
_SAME = 1e-5  # of the box's width: nearer points are one
_DEGENERATE = 1e-7  # of the largest curvature in the box: below that a curvature counts as none


@dataclass(frozen=True, eq=False, repr=False)
class StationaryPoints:
    """Points with ∇f = 0, the lowest first. The arrays are read-only, one row per point.

    ``points``, shape (m, d), says where they are (unit of w), ``values``, shape (m,), how high, and
    ``curvatures``, shape (m, d), holds the eigenvalues of the Hessian there, in ascending order.
    Each of ``kinds`` is "minimum", "maximum", "saddle" or "degenerate" (a curvature is 0).
    """

    points: Array
    values: Array
    curvatures: Array
    kinds: tuple[str, ...]

    def __post_init__(self) -> None:
        for array in (self.points, self.values, self.curvatures):
            array.setflags(write=False)

    def __len__(self) -> int:
        return len(self.points)

    def of_kind(self, kind: str) -> Array:
        """Return the points of one kind, shape (k, d)."""
        arguments.one_of("kind", kind, ("minimum", "maximum", "saddle", "degenerate"))
        return self.points[[found == kind for found in self.kinds]]

    def __repr__(self) -> str:
        return f"StationaryPoints({', '.join(self.kinds) or 'none'})"


def _kind(curvatures: Array, largest: float) -> str:
    if (np.abs(curvatures) <= _DEGENERATE * largest).any():
        return "degenerate"
    if (curvatures > 0).all():
        return "minimum"
    return "maximum" if (curvatures < 0).all() else "saddle"


def hessians(objective: Objective, w: Array) -> Array:
    """Return ∇²f at points, shape (n, d, d), by central differences where f has no formula."""
    if objective.hessian is not None:
        return np.asarray(objective.hessian(w))
    if not len(w):
        return np.empty((*w.shape, w.shape[1]))
    return np.asarray(central_difference_hessian(objective.function, w))


def stationary_points(objective: Objective, *, points: int = 21) -> StationaryPoints:
    """Return the points of an objective's domain where ∇f = 0, as far as Newton's method finds any.

    Parameters
    ----------
    objective : Objective
        Twice differentiable, in one or two dimensions.
    points : int
        Newton's method begins at so many starts along each side of the domain. A finer grid finds
        points that a coarser one misses.

    Notes
    -----
    From each start, w ← w − (∇²f)⁺∇f(w), with steps of at most a tenth of the domain. Unlike
    gradient descent it is drawn to saddles and maxima as much as to minima, which is what is wanted
    here.

    Examples
    --------
    >>> from gdteach.numerics.catalogue import double_well
    >>> found = stationary_points(double_well())
    >>> found
    StationaryPoints(minimum, minimum, maximum)
    >>> print(found.points.ravel().round(4))
    [-1.0356  0.9601  0.0754]
    """
    checked_objective(objective, 2)
    w = grid_over(objective.domain, arguments.whole_number("points", points, at_least=2))
    width = np.ptp(objective.domain, axis=1).max()
    with np.errstate(all="ignore"):
        steepest = np.nanmax(np.abs(objective.gradient(w)), initial=0.0)
        sharpest = np.nanmax(np.abs(hessians(objective, w)), initial=0.0)
        arrived = [w[:0]]
        for _ in range(_ROUNDS):
            w = w[np.isfinite(w).all(axis=1)]
            slope, curved = objective.gradient(w), hessians(objective, w)
            usable = np.isfinite(slope).all(axis=1) & np.isfinite(curved).all(axis=(1, 2))
            w, slope, curved = w[usable], slope[usable], curved[usable]
            step = -(np.linalg.pinv(curved) @ slope[..., np.newaxis])[..., 0]
            length = np.linalg.norm(step, axis=1, keepdims=True)
            w = w + step * np.minimum(1.0, 0.1 * width / np.maximum(length, 1e-300))
            if length.max(initial=0.0) <= 1e-14 * width:
                break
            if objective.hessian is None:  # nine values a step: no more once it is as good as there
                there = length[:, 0] <= _THERE * width
                arrived, w = [*arrived, w[there]], w[~there]
        w = np.concatenate([*arrived, w])
        flat = (np.abs(objective.gradient(w)) <= _FLAT * steepest).all(axis=1)
    low, high = objective.domain.T
    found = _distinct(w[flat & ((w >= low) & (w <= high)).all(axis=1)], _SAME * width)
    values = np.asarray(objective.function(found)).reshape(len(found))
    order = np.argsort(values, kind="stable")
    curvatures = np.asarray(np.linalg.eigvalsh(hessians(objective, found[order])), np.float64)
    kinds = tuple(_kind(row, sharpest) for row in curvatures)
    return StationaryPoints(found[order], values[order], curvatures, kinds)


def _distinct(points: Array, tolerance: float) -> Array:
    """Return points without those that are nearer than the tolerance to an earlier one."""
    kept = points[:0]
    while len(points):
        kept = np.concatenate([kept, points[:1]])
        points = points[np.abs(points - points[0]).max(axis=1) > tolerance]
    return kept
