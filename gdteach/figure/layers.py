"""The layers made of positions alone: trail, marker, segment, curve; the others are here, too."""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from typing import ClassVar

import numpy as np
from matplotlib.artist import Artist
from numpy.typing import ArrayLike

from gdteach.figure.arrow import Arrow
from gdteach.figure.label import Label
from gdteach.figure.layer import Layer, Line
from gdteach.figure.projection import box_of, to_pixels
from gdteach.figure.raster import Raster
from gdteach.figure.style import colour, scale

__all__ = ["Arrow", "Curve", "Label", "Layer", "Marker", "Raster", "Segment", "Trail"]

SHAPES = {"circle": "o", "ring": "o", "star": "*", "diamond": "D"}


@dataclass(frozen=True, eq=False)
class Trail(Line):
    """The path up to the step: a line through the iterates, a dot on each.

    Parameters
    ----------
    points : array_like, shape (steps + 1, 2), or 3 columns on 3-D axes
        Positions in data coordinates.
    dots, line : bool
        Whether each iterate gets a dot, and whether a line joins them: without it they are a cloud.
    ahead : bool
        Whether the rest of the path is shown faintly before it is walked.
    colour, width, dashed
        A role of ``gdteach.figure.style.COLOURS`` or any Matplotlib colour; points; True or False.
    """

    points: ArrayLike
    _: KW_ONLY
    dots: bool = True
    line: bool = True
    ahead: bool = False
    _tracks = ("points",)
    _switches = ("dots", "line", "ahead", "dashed")

    def draw(self, step: int) -> Sequence[Artist]:
        """Return the line up to the step, and the faint rest if it is shown."""
        points, width = np.asarray(self.points), self.width * scale()
        rest = self._line(points[step:], linewidth=width, alpha=0.25) if self.ahead else []
        mark = "o" if self.dots else ""
        stroke = self.stroke if self.line else {"linestyle": ""}
        walked = self._line(points[: step + 1], marker=mark, markersize=2.2 * width, **stroke)
        return rest + walked


@dataclass(frozen=True, eq=False)
class Marker(Layer):
    """The iterate at the step; between two steps it glides.

    Parameters
    ----------
    points, colour
        As for `Trail`.
    size : float
        Diameter in points.
    shape : {"circle", "ring", "star", "diamond"}
        A ring is hollow.
    """

    points: ArrayLike
    _: KW_ONLY
    size: float = 12.0
    shape: str = "circle"
    _tracks = ("points",)
    _measures = ("size",)
    _words: ClassVar = {"shape": SHAPES}

    def draw(self, step: int) -> Sequence[Artist]:
        """Return the mark at the step, whole or – outside the axes – not at all."""
        here, box = self.at(step), box_of(self.axes)
        shares = (to_pixels(self.axes, here)[0] - box[:2]) / box[2:]
        if not ((shares >= -0.01) & (shares <= 1.01)).all():  # NaN is nowhere
            return []
        ring = self.shape == "ring"
        return self._line(
            here,
            marker=SHAPES[self.shape],
            markersize=self.size * scale() * (1.4 if self.shape == "star" else 1),
            markeredgecolor=colour(self.colour) if ring else "white",
            markerfacecolor="white" if ring else colour(self.colour),
            markeredgewidth=2 if ring else 1.5,
            clip_on=False,
        )


@dataclass(frozen=True, eq=False)
class Segment(Line):
    """A straight line per step between two points, such as a tangent; it has no head.

    Parameters
    ----------
    starts, ends : array_like, shape (steps + 1, 2), or 3 columns on 3-D axes
        Both ends in data coordinates.
    colour, width, dashed
        As for `Trail`.
    """

    starts: ArrayLike
    ends: ArrayLike
    _: KW_ONLY
    colour: str = "gradient"
    width: float = 2.0
    _tracks = ("starts", "ends")

    def draw(self, step: int) -> Sequence[Artist]:
        """Return the line at the step."""
        return self._line(self.at(step), **self.stroke)


@dataclass(frozen=True, eq=False)
class Curve(Line):
    """A whole curve per step, such as a fitted line or a decision boundary.

    Parameters
    ----------
    points : array_like, shape (steps + 1, points, 2), or 3 columns on 3-D axes
        The curve at each step, in data coordinates; a NaN breaks it.
    colour, width, dashed
        As for `Trail`.
    """

    points: ArrayLike
    _tracks = ("points",)
    _depth = 3

    def draw(self, step: int) -> Sequence[Artist]:
        """Return the curve at the step."""
        return self._line(self.at(step)[0], **self.stroke)
