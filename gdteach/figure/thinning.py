"""Which steps of a long run are drawn: those that a screen can show to differ.

A path of 100 000 points is 7 MB that no eye can tell from one of 2000, and that a browser draws
again, for half a minute, at each press of a key. Up to `MOST` steps are all drawn.
"""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from gdteach.figure.layer import Layer
from gdteach.figure.projection import box_of, to_pixels
from gdteach.numerics.arguments import whole_number, wrong

MOST = 2000
SEEN = 0.5  # CSS pixels: a shorter way is not seen
FIRST, BY_COUNT, BY_SIGHT = 200, 400, 650  # steps; of those by sight the one before may come too
APPEARS = 1000.0  # CSS pixels: what comes into sight, or goes, has moved as if across the picture


def chosen_steps(steps: Sequence[int], rows: int) -> list[int]:
    """Return the steps that so many rows stand for, if any are chosen and they fit."""
    chosen = [whole_number("steps", step) for step in steps]
    if chosen and (len(chosen) != rows or chosen[0] != 0 or (np.diff(chosen) <= 0).any()):
        requirement = f"growing, from 0 on, one for each of {rows} rows"
        raise ValueError(wrong("steps", requirement, steps))
    return chosen


def spread(n_steps: int, count: int) -> list[int]:
    """Return about so many steps, 0 to ``n_steps``: all of the first, then ever farther apart.

    >>> spread(2000, 11)
    [0, 1, 3, 7, 15, 31, 62, 125, 251, 501, 1002, 2000]
    """
    chosen = np.geomspace(1, n_steps + 1, count + 1) - 1
    return [int(step) for step in np.unique(chosen.round())]


def eventful(heights: NDArray[np.float64], count: int) -> list[int]:
    """Return about so many steps, 0 to the last: half at even distances, half where heights move.

    The first ones are there in any case, to be stepped through.

    >>> eventful(np.where(np.arange(1001) < 500, 0.0, 9.0), 6)
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 400, 500, 600, 1000]
    """
    ways = np.abs(np.diff(heights, prepend=heights[0]))
    passed = np.linspace(0.0, 1.0, len(heights)) + np.cumsum(ways) / (ways.sum() or 1.0)
    chosen = np.searchsorted(passed, np.linspace(0.0, passed[-1], count))
    first = range(min(10, len(heights)))
    return [int(step) for step in np.unique([*first, *chosen])]


def drawn_steps(layers: Sequence[Layer], n_steps: int) -> list[int]:
    """Return the steps of a long run that are drawn, 0 to ``n_steps``; none says all of a short.

    They are the first ones, the last of every layer, some at even distances, and those by which
    something has come `SEEN` further – or as much further as keeps them within `MOST`.
    """
    if n_steps < MOST:
        return []
    moved = np.zeros(n_steps + 1)
    for layer in layers:
        for positions in layer.tracks():
            ways = moved[1 : len(positions)]
            np.maximum(ways, _ways(layer.axes, positions), out=ways)
    way = np.cumsum(moved)
    apart = max(SEEN, way[-1] / BY_SIGHT)
    seen = np.flatnonzero(np.diff(np.floor(way / apart), prepend=0.0))
    before = seen[moved[seen] > SEEN] - 1  # both ends of a leap, or a zigzag would lose corners
    evenly = np.linspace(0, n_steps, BY_COUNT).round().astype(np.int64)
    ends = np.array([layer.n_steps for layer in layers], dtype=np.int64)
    chosen = np.concatenate([np.arange(FIRST), evenly, seen, before, ends])
    return [int(step) for step in np.unique(chosen)]


def _ways(axes: Axes, positions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far, within its axes, a layer goes in every step, in CSS pixels, shape (steps,).

    Of a layer of many points the one that goes farthest counts.
    """
    corner, size = np.split(box_of(axes), 2)
    pixels = np.clip(to_pixels(axes, positions), corner, corner + size)
    ways = np.hypot(*np.moveaxis(np.diff(pixels, axis=0), -1, 0))
    gone = np.asarray(np.isnan(pixels).any(axis=-1))
    ways = np.where(gone[1:] == gone[:-1], np.nan_to_num(ways), APPEARS)
    return ways if ways.ndim == 1 else ways.max(axis=-1)
