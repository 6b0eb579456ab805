"""The raster layer: coloured cells that fill a rectangle of an axes, such as a basin map.

It is sent as a small picture of its own, so that it can change with every move of a slider: 100 ×
100 cells in half a dozen colours are 1 to 3 kB, where the still part of a figure is fifty.
"""

import io
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.image import AxesImage
from numpy.typing import ArrayLike, NDArray
from PIL import Image

from gdteach.figure.layer import Layer
from gdteach.figure.stills import as_text
from gdteach.figure.style import colour
from gdteach.numerics.arguments import instance, number_within, point, wrong


@dataclass(frozen=True, eq=False)
class Raster(Layer):
    """Coloured cells between two corners; the same at every step.

    Parameters
    ----------
    cells : integer array, shape (rows, columns)
        Which of the colours each cell has; the first row is the lowest.
    colours : sequence of str
        At most 256 roles or colours, without transparency.
    low, high : array_like, shape (2,)
        The lower left and the upper right corner, in data coordinates of flat axes.
    opacity : float
        Between 0 and 1; the still part of the figure shines through.

    Examples
    --------
    >>> from gdteach.figure.style import subplots
    >>> figure, axes = subplots()
    >>> Raster(axes, [[0, 1], [1, 0]], ["second", "third"], (0, 0), (1, 1)).n_steps
    0
    """

    cells: ArrayLike
    colours: Sequence[str]
    low: ArrayLike
    high: ArrayLike
    _: KW_ONLY
    opacity: float = 1.0
    _tracks = ("low", "high")

    def __post_init__(self) -> None:
        """Check the cells and their colours as well."""
        instance("axes", self.axes, Axes)
        if self.axes.name == "3d":
            raise ValueError(wrong("axes", "flat axes", self.axes))
        for name in self._tracks:
            object.__setattr__(self, name, point(name, getattr(self, name), 2)[np.newaxis])
        super().__post_init__()
        number_within("opacity", self.opacity, at_least=0, at_most=1)
        colours = [colour(each, "colours") for each in self.colours]
        if not 0 < len(colours) <= 256 or any(to_rgba(each)[3] < 1 for each in colours):
            remedy = "opacity makes the whole layer transparent"
            raise ValueError(wrong("colours", "1 to 256 solid colours", self.colours, remedy))
        cells = np.asarray(self.cells)
        if cells.dtype.kind not in "iu":
            raise TypeError(wrong("cells", "whole numbers, one per cell", self.cells))
        if cells.ndim != 2 or cells.size == 0:
            remedy = f"its shape is {cells.shape}"
            raise ValueError(wrong("cells", "of shape (rows, columns)", self.cells, remedy))
        if cells.min() < 0 or cells.max() >= len(colours):
            remedy = f"they range from {cells.min()} to {cells.max()}"
            raise ValueError(wrong("cells", f"within 0 … {len(colours) - 1}", self.cells, remedy))
        held = np.array(cells, dtype=np.uint8)
        held.flags.writeable = False
        object.__setattr__(self, "cells", held)
        object.__setattr__(self, "colours", tuple(colours))

    def _palette(self) -> NDArray[np.uint8]:
        """Return the colours as bytes, shape (colours, 3)."""
        shades = np.array([to_rgba(each)[:3] for each in self.colours])
        return np.asarray(np.round(255 * shades), dtype=np.uint8)

    def look(self) -> dict[str, Any]:
        """Return what the browser needs to draw it: the cells as a PNG with a palette."""
        cells = np.asarray(self.cells)
        image = Image.frombytes("P", cells.shape[::-1], np.ascontiguousarray(cells[::-1]).tobytes())
        image.putpalette(self._palette().tobytes())
        buffer = io.BytesIO()
        image.save(buffer, format="png")
        picture = "data:image/png;base64," + as_text(buffer.getvalue())
        return super().look() | {"picture": picture, "opacity": self.opacity}

    def draw(self, step: int) -> Sequence[Artist]:
        """Return the cells as an image on the axes, whose limits stay as they are."""
        (left, low), (right, high) = np.ravel(self.low), np.ravel(self.high)
        image = AxesImage(
            self.axes,
            interpolation="nearest",
            origin="lower",
            extent=(left, right, low, high),
            alpha=self.opacity,
        )
        image.set_data(self._palette()[np.asarray(self.cells)])
        image.set_clip_path(self.axes.patch)
        self.axes.add_artist(image)
        return [image]
