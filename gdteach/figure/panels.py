"""Where a picture can be cut, so that in a narrow place its panels stand one below the other."""

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from gdteach.figure.projection import box_of, picture_size
from gdteach.figure.style import PIXELS_PER_INCH, styled

Box = list[float]  # left, top, width and height in CSS pixels of the picture


def panels(figure: Figure) -> list[Box]:
    """Return the boxes of a figure's panels in their order, or none if it has but one.

    It is cut into columns or else, where something spans them all, into rows and those into
    columns. What is written across a whole figure cannot be cut.
    """
    width, height = picture_size(figure)
    if figure.texts or figure.legends or len(figure.axes) < 2:
        return []
    spans = _spans(figure)
    cells = _cut(spans, 0, [0.0, 0.0, width, height])
    if len(cells) == 1:
        rows = _cut(spans, 1, [0.0, 0.0, width, height])
        cells = [cell for row, members in rows for cell in _cut(members, 0, row)]
    return [box for box, _ in cells] if len(cells) > 1 else []


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


def _cut(
    spans: NDArray[np.float64], way: int, box: Sequence[float]
) -> list[tuple[Box, NDArray[np.float64]]]:
    """Return the parts of a box, cut midway between what stands beside each other along a way."""
    order = spans[np.argsort(spans[:, way, 0])]
    reached = np.maximum.accumulate(order[:, way, 1])
    gaps = np.flatnonzero(order[1:, way, 0] > reached[:-1])
    begin, end = box[way], box[way] + box[way + 2]
    middles = (reached[gaps] + order[gaps + 1, way, 0]) / 2
    edges = [begin, *(float(round(middle)) for middle in middles), end]
    parts = []
    groups = np.split(order, gaps + 1)
    for low, high, group in zip(edges[:-1], edges[1:], groups, strict=True):
        part = list(box)
        part[way], part[way + 2] = low, round(high - low, 1)
        parts.append((part, group))
    return parts
