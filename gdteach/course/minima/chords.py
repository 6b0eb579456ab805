"""Chords of a graph: what convex means.

A chord joins two points of a graph. A function is convex when no chord has the graph above it,
strictly convex when every chord lies above the graph but for its two ends.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from gdteach.numerics import arguments
from gdteach.numerics.objective import Array, Objective


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
    arguments.instance("objective", objective, Objective)
    d = objective.dimension
    ends = np.array([arguments.point("a", a, d), arguments.point("b", b, d)])
    share = arguments.point("shares", shares)[:, np.newaxis]
    points = (1 - share) * ends[0] + share * ends[1]
    with np.errstate(all="ignore"):
        f_a, f_b = objective.function(ends)
        chord = (1 - share[:, 0]) * f_a + share[:, 0] * f_b
        gaps = chord - objective.function(points)
    return points, chord, gaps
