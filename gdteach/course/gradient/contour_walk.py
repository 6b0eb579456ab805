"""A walk along a contour: from a point all the way round, or to both ends and back."""

import numpy as np
from contourpy import contour_generator
from numpy.typing import NDArray

from gdteach.figure import figures
from gdteach.numerics.catalogue import Objective

Array = NDArray[np.float64]


def contour_walk(
    objective: Objective, point: Array, steps: int, *, heights: tuple[Array, ...] | None = None
) -> Array:
    """Return a walk at constant height, shape (steps + 1, 2), that begins and ends at a point.

    A closed contour is walked once round. One that leaves the map is walked to one end, back and
    to the other end, and back. Where there is none (a flat place, a point off the map) nobody
    moves. All steps are equally long on the map, which is the objective's domain; ``heights`` are
    x, y and f over it, as `gdteach.figure.figures.grid` makes them, if they are at hand.

    >>> from gdteach.numerics.quadratics import quadratic_bowl
    >>> walk = contour_walk(quadratic_bowl(1), np.array([3.0, 0.0]), 4)
    >>> np.hypot(*walk.T).round(6)  # on the round bowl, a circle
    array([3., 3., 3., 3., 3.])
    """
    stay = np.tile(point, (steps + 1, 1))
    (left, right), (low, high) = objective.domain
    if not (left <= point[0] <= right and low <= point[1] <= high):
        return stay
    x, y, values = figures.grid(objective, 121) if heights is None else heights
    level = float(objective.function(point))
    drawn = contour_generator(x, y, np.ma.masked_invalid(values)).lines(level)
    lines = [np.asarray(line, dtype=np.float64) for line in drawn]
    spacing = float(np.hypot(x[0, 1] - x[0, 0], y[1, 0] - y[0, 0]))
    distances = [np.hypot(*(line - point).T).min() for line in lines]
    if not lines or min(distances) > spacing:
        return stay
    line = lines[int(np.argmin(distances))]
    route = _through(line, int(np.hypot(*(line - point).T).argmin()), point)
    lengths = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(route, axis=0).T))])
    stops = np.linspace(0, lengths[-1], steps + 1)
    walk = np.column_stack([np.interp(stops, lengths, column) for column in route.T])
    return _levelled(objective, walk, level)


def _through(line: Array, nearest: int, point: Array) -> Array:
    """Return the corners of a line as a tour that begins and ends at a point on it."""
    if np.allclose(line[0], line[-1]):
        round_trip = np.roll(line[:-1], -nearest, axis=0)
        # the nearest corner may lie on either side of the point: leave it out
        return np.concatenate([point[None], round_trip[1:], point[None]])
    ahead, behind = line[nearest + 1 :], line[:nearest][::-1]
    here = point[None]
    return np.concatenate([here, ahead, ahead[::-1], here, behind, behind[::-1], here])


def _levelled(objective: Objective, walk: Array, level: float) -> Array:
    """Return the walk brought to the height exactly, by Newton's method along ∇f."""
    inside = walk[1:-1].copy()
    for _ in range(3):
        slope = objective.gradient(inside)
        size = np.sum(slope**2, axis=1)
        excess = objective.function(inside) - level
        with np.errstate(all="ignore"):
            correction = (excess / size)[:, None] * slope
        inside -= np.where(np.isfinite(correction), correction, 0.0)
    # near a pass ∇f all but vanishes, and Newton's step may throw a point off the line
    strayed = np.hypot(*(inside - walk[1:-1]).T) > 0.05 * np.ptp(objective.domain)
    inside[strayed] = walk[1:-1][strayed]
    return np.concatenate([walk[:1], inside, walk[-1:]])
