"""The panels of a picture, which in a narrow place stand one below the other."""

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from gdteach.figure.projection import box_of, picture_size
from gdteach.figure.style import PIXELS_PER_INCH, styled

MARGIN = 3  # CSS pixels around what is written around a panel's axes


def panels(figure: Figure) -> list[list[float]]:
    """Return left, top, width and height of a figure's panels in their order, in CSS pixels.

    Its axes are told apart by columns or else, where something spans them all, by rows and those by
    columns. There are none if something is written across the whole figure.
    """
    if figure.texts or figure.legends or not figure.axes:
        return []
    spans = _spans(figure)
    groups = _apart(spans, 0)
    if len(groups) == 1:
        groups = [group for row in _apart(spans, 1) for group in _apart(row, 0)]
    found = []
    for group in groups:
        low = np.maximum(np.floor(group[..., 0].min(axis=0)) - MARGIN, 0)
        high = np.minimum(np.ceil(group[..., 1].max(axis=0)) + MARGIN, picture_size(figure))
        found.append([*low.tolist(), *(high - low).tolist()])
    return found


@styled
def _spans(figure: Figure) -> NDArray[np.float64]:
    """Return for every axes its edges with all that is written around it, shape (n, 2, 2).

    They are the low and the high edge along the picture's width, and along its height, downwards.
    """
    height = picture_size(figure)[1]
    spans = []
    for axes in figure.axes:
        left, top, width, tall = box_of(axes)
        edges = [[left, left + width], [top, top + tall]]
        around = axes.get_tightbbox()
        if around is not None and np.isfinite(around.extents).all():
            x0, y0, x1, y1 = np.array(around.extents) * (PIXELS_PER_INCH / figure.dpi)
            edges[0] = [min(edges[0][0], x0), max(edges[0][1], x1)]
            edges[1] = [min(edges[1][0], height - y1), max(edges[1][1], height - y0)]
        spans.append(edges)
    return np.array(spans)


def _apart(spans: NDArray[np.float64], way: int) -> list[NDArray[np.float64]]:
    """Return groups of axes between which there is room along a way, in their order along it."""
    order = spans[np.argsort(spans[:, way, 0])]
    reached = np.maximum.accumulate(order[:, way, 1])
    return np.split(order, np.flatnonzero(order[1:, way, 0] > reached[:-1]) + 1)
