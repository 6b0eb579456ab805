"""From data coordinates to pixels of the picture and back, and layers packed for the browser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from mpl_toolkits.mplot3d import proj3d
from numpy.typing import NDArray

from gdteach.layers import Layer
from gdteach.style import PIXELS_PER_INCH

#: Farther than this from the picture's middle, in pixels, nothing can be seen: positions are
#: drawn in to this distance, so that 10³⁰⁰ is still a direction and still JSON.
FAR = 20_000.0


def picture_size(figure: Figure) -> tuple[float, float]:
    """Return width and height of a figure in CSS pixels."""
    width, height = figure.get_size_inches() * PIXELS_PER_INCH
    return float(width), float(height)


def to_pixels(axes: Axes, positions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return pixels, shape (..., 2), x to the right and y *down* from the upper left corner.

    The axes' own transform does the work, so log scales and 3-D projections are right. Positions
    out of sight are drawn in towards the middle; what has no place (NaN, or a negative number on
    a log axis) is NaN.
    """
    figure = axes.get_figure(root=True)
    width, height = picture_size(figure)
    flat = np.array(positions.reshape(-1, positions.shape[-1]))
    with np.errstate(all="ignore"):
        flat = np.clip(flat, -1e150, 1e150)
        if axes.name == "3d":
            x, y, _ = proj3d.proj_transform(*flat.T, axes.get_proj())
            flat = np.column_stack([x, y])
        display = np.asarray(axes.transData.transform(flat), dtype=np.float64)
        display = np.clip(display, -1e150, 1e150) * (PIXELS_PER_INCH / figure.dpi)
        middle = np.array([width / 2, height / 2])
        away = display - middle
        distance = np.hypot(*away.T)[:, None]
        away *= np.minimum(1.0, FAR / np.maximum(distance, 1.0))
        pixels = (middle + away) * [1, -1] + [0, height]
    return pixels.reshape(*positions.shape[:-1], 2)


def to_data(axes: Axes, x: float, y: float) -> NDArray[np.float64]:
    """Return the data coordinates, shape (2,), of a pixel of the picture."""
    figure = axes.get_figure(root=True)
    _, height = picture_size(figure)
    display = np.array([x, height - y]) * (figure.dpi / PIXELS_PER_INCH)
    return np.asarray(axes.transData.inverted().transform(display), dtype=np.float64)


def boxes(figure: Figure) -> list[list[float]]:
    """Return, for every axes of a figure, [left, top, width, height] in pixels."""
    width, height = picture_size(figure)
    found = []
    for axes in figure.axes:
        box = axes.get_position()
        corner = [box.x0 * width, (1 - box.y1) * height, box.width * width, box.height * height]
        found.append([round(float(value), 1) for value in corner])
    return found


def pack(figure: Figure, layers: Sequence[Layer]) -> dict[str, Any]:
    """Return layers as plain JSON: each distinct array of positions once, then who uses it.

    Positions are rounded to 0.1 pixel. A hundred iterates shown as a trail, a marker and an arrow
    cost 2 to 4 kB, because the three share their positions.
    """
    tracks: list[dict[str, Any]] = []
    known: dict[tuple[int, bytes, tuple[int, ...]], int] = {}
    packed = []
    for layer in layers:
        place = figure.axes.index(layer.axes)
        indices = []
        for positions in layer.tracks():
            key = (place, positions.tobytes(), positions.shape)
            if key not in known:
                pixels = np.round(to_pixels(layer.axes, positions), 1) + 0.0  # no −0.0
                flat: list[float | None] = pixels.ravel().tolist()
                if not np.isfinite(pixels).all():
                    missing = np.repeat(~np.isfinite(pixels).all(axis=-1).ravel(), 2)
                    flat = [
                        None if gone else value for gone, value in zip(missing, flat, strict=True)
                    ]
                known[key] = len(tracks)
                points = 1 if positions.ndim == 2 else positions.shape[1]
                tracks.append({"points": points, "xy": flat})
            indices.append(known[key])
        packed.append(layer.look() | {"axes": place, "tracks": indices})
    return {"tracks": tracks, "layers": packed}
