"""From data coordinates to pixels of the picture and back."""

from typing import cast

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from mpl_toolkits.mplot3d.axes3d import Axes3D
from numpy.typing import NDArray

from gdteach.figure.style import PIXELS_PER_INCH

#: Farther than this from the middle of its axes, in pixels, nothing can be seen: positions are
#: drawn in to this distance, so that 10³⁰⁰ is still a direction and still JSON.
FAR = 20_000.0
#: Farther than this from 0, in data coordinates, nothing is drawn: transforms would overflow.
FARTHEST = 1e100


def picture_size(figure: Figure) -> tuple[float, float]:
    """Return width and height of a figure in CSS pixels."""
    width, height = figure.get_size_inches() * PIXELS_PER_INCH
    return float(width), float(height)


def figure_of(axes: Axes) -> Figure:
    """Return the whole figure that an axes is on, also from within a subfigure."""
    return cast(Figure, axes.get_figure(root=True))


def flatten_scales(figure: Figure) -> None:
    """Make all scales linear. Before 3.11.2, Matplotlib warns when shared log axes are cleared."""
    for axes in figure.axes:
        axes.set(xscale="linear", yscale="linear")


def to_pixels(axes: Axes, positions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return pixels, shape (..., 2), x to the right and y *down* from the upper left corner.

    Positions are in data coordinates, shape (..., 2), or (..., 3) on 3-D axes. The axes' own
    transform does the work, so log scales and 3-D projections are right. Positions out of sight
    are drawn in towards the middle of their axes (0 on a log axis lies far below); what has no
    place (NaN, or a point behind the eye of 3-D axes) is NaN.
    """
    figure = figure_of(axes)
    _, height = picture_size(figure)
    left, top, across, down = box_of(axes)
    middle = np.array([left + across / 2, height - top - down / 2])
    flat = np.array(positions.reshape(-1, positions.shape[-1]))
    with np.errstate(all="ignore"):
        flat = np.clip(flat, -FARTHEST, FARTHEST)
        if isinstance(axes, Axes3D):
            flat = _projected(axes, flat)
        display = np.asarray(axes.transData.transform(flat), dtype=np.float64)
        display = np.clip(display, -1e150, 1e150) * (PIXELS_PER_INCH / figure.dpi)
        away = display - middle
        distance = np.hypot(*away.T)[:, None]
        away *= np.minimum(1.0, FAR / np.maximum(distance, 1.0))
        pixels = (middle + away) * [1, -1] + [0, height]
    return pixels.reshape(*positions.shape[:-1], 2)


def _projected(axes: Axes3D, positions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return where 3-D positions, shape (n, 3), fall on the plane of the picture, shape (n, 2)."""
    scaled = [
        axis.get_transform().transform(column)
        for axis, column in zip((axes.xaxis, axes.yaxis, axes.zaxis), positions.T, strict=True)
    ]
    x, y, _, depth = axes.get_proj() @ np.array([*scaled, np.ones(len(positions))])
    depth = np.where(depth > 0, depth, np.nan)  # behind the eye all is upside down
    return np.column_stack([x / depth, y / depth])


def to_shares(axes: Axes, pixels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return pixels, shape (..., 2), as shares of the figure, y *up* from the lower left corner."""
    return pixels / picture_size(figure_of(axes)) * [1, -1] + [0, 1]


def to_data(axes: Axes, x: float, y: float) -> NDArray[np.float64]:
    """Return where a pixel lies in the data coordinates of flat axes, shape (2,).

    ``x`` and ``y`` count CSS pixels from the picture's upper left corner, to the right and down.
    """
    figure = figure_of(axes)
    _, height = picture_size(figure)
    display = np.array([x, height - y]) * (figure.dpi / PIXELS_PER_INCH)
    return np.asarray(axes.transData.inverted().transform(display), dtype=np.float64)


def box_of(axes: Axes) -> NDArray[np.float64]:
    """Return left, top, width and height of an axes in pixels, shape (4,)."""
    figure = figure_of(axes)
    # not get_position(), which in a subfigure is a share of the subfigure
    left, bottom, right, top = np.array(axes.bbox.extents) * (PIXELS_PER_INCH / figure.dpi)
    return np.array([left, picture_size(figure)[1] - top, right - left, top - bottom])


def boxes(figure: Figure) -> list[list[float]]:
    """Return, for every axes of a figure, [left, top, width, height] in pixels."""
    return [[round(float(value), 1) for value in box_of(axes)] for axes in figure.axes]
