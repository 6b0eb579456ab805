"""Where a classifier changes its mind: the outlines of its classes, as curves of so many points."""

from collections.abc import Sequence

import contourpy
import numpy as np
from numpy.typing import NDArray

from gdteach.numerics.models.model import Model

Floats = NDArray[np.float64]
GRID = 61  # points along each side, on which the classifier is asked


def resampled(lines: Sequence[Floats], count: int) -> Floats:
    """Return lines, shape (n, 2) each, as one of ``count`` points; NaN stands between two lines.

    Each line has points in proportion to its length; one too short for two of them is left out.
    """
    found = np.full((count, 2), np.nan)
    ways = [np.append(0.0, np.cumsum(np.hypot(*np.diff(line, axis=0).T))) for line in lines]
    longest = sorted(range(len(lines)), key=lambda i: -ways[i][-1])[: count // 4]
    total, place = sum(ways[i][-1] for i in longest), 0
    for i in longest:
        points = int((count - len(longest)) * ways[i][-1] / total) if total else 0
        if points >= 2:
            along = np.linspace(0, ways[i][-1], points)
            found[place : place + points] = np.column_stack(
                [np.interp(along, ways[i], part) for part in lines[i].T]
            )
            place += points + 1
    return found


def outlines(model: Model, iterates: Floats, box: Floats, count: int) -> Floats:
    """Return the outlines of all classes but the last, shape (classes − 1, T + 1, count, 2).

    Together they are every place of the ``box``, shape (2, 2), at which two classes are likeliest.
    """
    across, up = (np.linspace(low, high, GRID) for low, high in box)
    grid = np.stack(np.meshgrid(across, up), axis=-1).reshape(-1, 2)
    says = model.predict(iterates, grid)
    found = np.empty((len(model.classes) - 1, len(iterates), count, 2))
    for k in range(len(model.classes) - 1):
        ahead = says[..., k] - np.delete(says, k, axis=-1).max(axis=-1)
        for t, heights in enumerate(ahead.reshape(len(iterates), GRID, GRID)):
            contours = contourpy.contour_generator(across, up, heights)
            found[k, t] = resampled([np.asarray(line) for line in contours.lines(0.0)], count)
    return found
