"""Chords of a graph, and lines that mark where the graph rises above one: what convex means.

A chord joins two points of a graph. A function is convex when no chord has the graph above it,
strictly convex when every chord lies above the graph but for its two ends.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import ArrayLike

from gdteach.numerics import arguments
from gdteach.numerics.objective import Array, Objective, checked_objective

HATCHES = 90  # across the picture


def chord_gaps(
    objective: Objective, a: ArrayLike, b: ArrayLike, shares: ArrayLike
) -> tuple[Array, Array, Array]:
    """Return points between a and b, the chord over them, and how far it is above the graph.

    Parameters
    ----------
    objective : Objective
        Of any dimension d.
    a, b : float or array, shape (d,)
        The ends of the chord (unit of w).
    shares : array, shape (n,)
        s of each point: 0 at a, 1 at b (dimensionless).

    Returns
    -------
    points, chord, gaps : arrays, shapes (n, d), (n,) and (n,)
        (1 − s)a + sb; (1 − s)f(a) + sf(b); the chord minus f, negative where the graph is above it.

    Examples
    --------
    >>> from gdteach.numerics.catalogue import plateau
    >>> _, chord, gaps = chord_gaps(plateau(), 0.0, 3.0, [0.5])
    >>> print(chord.round(2), gaps.round(2))
    [0.5] [-0.39]
    """
    d = checked_objective(objective).dimension
    ends = np.array([arguments.point("a", a, d), arguments.point("b", b, d)])
    share = arguments.point("shares", shares)[:, np.newaxis]
    points = (1 - share) * ends[0] + share * ends[1]
    with np.errstate(all="ignore"):
        f_a, f_b = objective.function(ends)
        chord = (1 - share[:, 0]) * f_a + share[:, 0] * f_b
        gaps = chord - objective.function(points)
    return points, chord, gaps


def extreme_gaps(objective: Objective) -> tuple[float, float]:
    """Return the smallest and largest gap of the chords across the picture, in one dimension."""
    left, right = objective.domain[0]
    ends, shares = np.linspace(left, right, 13), np.linspace(0, 1, 13)
    gaps = np.array([chord_gaps(objective, a, b, shares)[2] for a, b in combinations(ends, 2)])
    finite = gaps[np.isfinite(gaps)]
    return float(finite.min(initial=0.0)), float(finite.max(initial=0.0))


def hatching(objective: Objective, ends: Sequence[float], touch: float) -> Array:
    """Return upright lines from a chord to the graph wherever the graph is above it by ``touch``.

    Shape (n, 2), with NaN between two lines; they stand where others stood before the ends moved.
    """
    a, b = ends
    pitch = float(np.ptp(objective.domain)) / HATCHES
    left, right = np.clip(sorted(ends), *objective.domain[0]) / pitch
    w = pitch * np.arange(np.ceil(left), np.floor(right) + 1)
    if a == b or len(w) == 0:
        return np.full((1, 2), np.nan)
    points, chord, gaps = chord_gaps(objective, a, b, (w - a) / (b - a))
    lines = np.full((len(w), 3, 2), np.nan)
    above = gaps < -touch
    lines[above, :2, 0] = points[above]
    lines[above, 0, 1], lines[above, 1, 1] = chord[above], (chord - gaps)[above]
    return lines.reshape(-1, 2)
