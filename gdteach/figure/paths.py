"""What most labs show of a run: a ball on its path, a curve with a point on it, lines across.

Each function returns layers (or positions for them), to be put among a lab's own.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from gdteach.figure.label import Label
from gdteach.figure.layers import Layer, Marker, Segment, Trail
from gdteach.numerics.trajectory import Trajectory

BALL = 12.0  # points, the diameter of a ball
OUT_OF_SIGHT = 1e-3  # of the bottom of a log axis: where a height of 0 is put


def path(
    axes: Axes,
    points: ArrayLike,
    *,
    colour: str = "path",
    width: float = 2.25,
    ahead: bool = True,
    size: float = BALL,
) -> list[Layer]:
    """Return a ball on its path, shape (steps + 1, 2 or 3): trail, ring at the start, ball.

    What belongs under the ball, such as an arrow, goes between:

    >>> from gdteach.figure.style import subplots
    >>> figure, axes = subplots()
    >>> trail, *ball = path(axes, [[0, 0], [1, 1]])
    >>> trail.kind, [mark.shape for mark in ball]
    ('trail', ['ring', 'circle'])
    """
    points = np.asarray(points)
    return [
        Trail(axes, points, colour=colour, width=width, ahead=ahead),
        Marker(axes, points[:1], colour=colour, size=size, shape="ring"),
        Marker(axes, points, colour=colour, size=size),
    ]


def trace(
    axes: Axes, points: ArrayLike, *, colour: str = "path", width: float = 2.25, size: float = BALL
) -> list[Layer]:
    """Return a curve through points, shape (steps + 1, 2), faint ahead, and the point reached."""
    return [
        Trail(axes, points, colour=colour, width=width, ahead=True, dots=False),
        Marker(axes, points, colour=colour, size=size),
    ]


def against_steps(axes: Axes, heights: ArrayLike) -> NDArray[np.float64]:
    """Return heights, one per step, as positions on dressed axes, shape (steps + 1, 2).

    What is not finite has no place. On a log axis a height of 0, which lies below every picture,
    leaves through the floor; and a log axis of steps has no place for step 0.

    >>> from gdteach.figure.dressing import gap_axes
    >>> from gdteach.figure.style import subplots
    >>> figure, axes = subplots()
    >>> against_steps(gap_axes(axes, 100, 40), [4.0, 1.0, 0.0]).tolist()
    [[0.0, 4.0], [1.0, 1.0], [2.0, 1e-09]]
    """
    seen = np.array(heights, dtype=np.float64)
    seen[~np.isfinite(seen)] = np.nan
    if axes.get_yscale() == "log":
        seen = np.maximum(seen, OUT_OF_SIGHT * axes.get_ylim()[0])
    steps = np.arange(len(seen), dtype=np.float64)
    if axes.get_xscale() == "log":
        steps[0] = np.nan
    return np.column_stack([steps, seen])


def on_the_graph(run: Trajectory) -> NDArray[np.float64]:
    """Return where a run is seen, shape (T + 1, 2): on its graph, or (two dimensions) its map."""
    if run.iterates.shape[1] > 1:
        return run.iterates
    return np.column_stack([run.iterates[:, 0], run.values])


def level(axes: Axes, height: float, **look: Any) -> Segment:
    """Return a level line from edge to edge of dressed axes, such as a threshold."""
    left, right = axes.get_xlim()
    return Segment(axes, [[left, height]], [[right, height]], **look)


def upright(axes: Axes, place: float, **look: Any) -> Segment:
    """Return an upright line from edge to edge of dressed axes, such as one at η."""
    low, high = axes.get_ylim()
    return Segment(axes, [[place, low]], [[place, high]], **look)


def key(axes: Axes, entries: Iterable[tuple[str, dict[str, Any]]]) -> list[Layer]:
    """Return names in the upper right corner of flat axes, each beside a sample of its line.

    An entry is a name and the look of the line: the ``colour``, ``dashed``, ``width`` of a segment.
    """
    layers: list[Layer] = []
    for row, (name, look) in enumerate(entries):
        shares = np.array([[0.885, 0.925], [0.9, 0.94], [0.985, 0.94]]) - [0, 0.07 * row]
        display = axes.transAxes.transform(shares)
        place, left, right = axes.transData.inverted().transform(display)
        layers += [
            Label(axes, [place], name, colour=look["colour"], anchor="end"),
            Segment(axes, [left], [right], **look),
        ]
    return layers
