"""Where a graph rises above its chords: how far at most, and lines that mark the place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from gdteach.course.minima.chords import chord_gaps
from gdteach.numerics.objective import Array, Objective

HATCHES = 90  # across the picture


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
