"""The five layers: trail, marker, arrow, segment and curve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any, ClassVar

import numpy as np
from matplotlib.artist import Artist
from numpy.typing import ArrayLike, NDArray

from gdteach.figure.arrow import Arrow
from gdteach.figure.layer import Layer
from gdteach.figure.projection import box_of, to_pixels
from gdteach.figure.style import colour, scale
from gdteach.numerics.arguments import one_of

__all__ = ["Arrow", "Curve", "Layer", "Marker", "Segment", "Trail"]

SHAPES = {"circle": "o", "ring": "o", "star": "*", "diamond": "D"}


@dataclass(frozen=True, eq=False)
class Trail(Layer):
    """The path up to the step: a line through the iterates, a dot on each.

    Parameters
    ----------
    points : array_like, shape (steps + 1, 2), or 3 columns on 3-D axes
        Positions in data coordinates.
    colour : str
        A role of ``gdteach.figure.style.COLOURS`` or any Matplotlib colour.
    width : float
        Line width in points.
    dots : bool
        Whether each iterate gets a dot.
    ahead : bool
        Whether the rest of the path is shown faintly before it is walked.
    dashed : bool
        Whether the line is dashed.
    """

    points: ArrayLike
    _: KW_ONLY
    colour: str = "path"
    width: float = 2.25
    dots: bool = True
    ahead: bool = False
    dashed: bool = False
    kind: ClassVar[str] = "trail"
    _tracks: ClassVar[tuple[str, ...]] = ("points",)
    _switches: ClassVar[tuple[str, ...]] = ("dots", "ahead", "dashed")

    def draw(self, step: int) -> Sequence[Artist]:
        """Return the line up to the step, and the faint rest if it is shown."""
        points = np.asarray(self.points)
        width = self.width * scale()
        artists = []
        if self.ahead:
            artists += self._line(points[step:], linewidth=width, alpha=0.25)
        return artists + self._line(
            points[: step + 1],
            linewidth=width,
            linestyle="--" if self.dashed else "-",
            marker="o" if self.dots else "",
            markersize=2.2 * width,
        )


@dataclass(frozen=True, eq=False)
class Marker(Layer):
    """The iterate at the step; between two steps it glides.

    Parameters
    ----------
    points : array_like, shape (steps + 1, 2), or 3 columns on 3-D axes
        Positions in data coordinates.
    colour : str
        A role or a colour.
    size : float
        Diameter in points.
    shape : {"circle", "ring", "star", "diamond"}
        A ring is hollow.
    """

    points: ArrayLike
    _: KW_ONLY
    colour: str = "path"
    size: float = 12.0
    shape: str = "circle"
    kind: ClassVar[str] = "marker"
    _tracks: ClassVar[tuple[str, ...]] = ("points",)
    _measures: ClassVar[tuple[str, ...]] = ("size",)

    def __post_init__(self) -> None:
        """Check the shape as well."""
        super().__post_init__()
        one_of("shape", self.shape, SHAPES)

    def look(self) -> dict[str, Any]:
        """Return what the browser needs to draw it."""
        return super().look() | {"shape": self.shape}

    def draw(self, step: int) -> Sequence[Artist]:
        """Return the mark at the step, whole or – outside the axes – not at all."""
        here = self._row("points", step)[None]
        if not self._in_sight(here):
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

    def _in_sight(self, position: NDArray[np.float64]) -> bool:
        x, y = (to_pixels(self.axes, position)[0] - box_of(self.axes)[:2]) / box_of(self.axes)[2:]
        return bool(-0.01 <= x <= 1.01 and -0.01 <= y <= 1.01)


@dataclass(frozen=True, eq=False)
class Segment(Layer):
    """A straight line per step between two points, such as a tangent; it has no head.

    Parameters
    ----------
    starts, ends : array_like, shape (steps + 1, 2), or 3 columns on 3-D axes
        Both ends in data coordinates.
    colour : str
        A role or a colour.
    width : float
        Line width in points.
    dashed : bool
        Whether the line is dashed.
    """

    starts: ArrayLike
    ends: ArrayLike
    _: KW_ONLY
    colour: str = "gradient"
    width: float = 2.0
    dashed: bool = False
    kind: ClassVar[str] = "segment"
    _tracks: ClassVar[tuple[str, ...]] = ("starts", "ends")
    _switches: ClassVar[tuple[str, ...]] = ("dashed",)

    def draw(self, step: int) -> Sequence[Artist]:
        """Return the line at the step."""
        ends = np.array([self._row("starts", step), self._row("ends", step)])
        return self._line(
            ends, linewidth=self.width * scale(), linestyle="--" if self.dashed else "-"
        )


@dataclass(frozen=True, eq=False)
class Curve(Layer):
    """A whole curve per step, such as a fitted line or a decision boundary.

    Parameters
    ----------
    points : array_like, shape (steps + 1, points, 2), or 3 columns on 3-D axes
        The curve at each step, in data coordinates; a NaN breaks it.
    colour : str
        A role or a colour.
    width : float
        Line width in points.
    dashed : bool
        Whether the line is dashed.
    """

    points: ArrayLike
    _: KW_ONLY
    colour: str = "path"
    width: float = 2.25
    dashed: bool = False
    kind: ClassVar[str] = "curve"
    _tracks: ClassVar[tuple[str, ...]] = ("points",)
    _switches: ClassVar[tuple[str, ...]] = ("dashed",)
    _depth: ClassVar[int] = 3

    def draw(self, step: int) -> Sequence[Artist]:
        """Return the curve at the step."""
        return self._line(
            self._row("points", step),
            linewidth=self.width * scale(),
            linestyle="--" if self.dashed else "-",
        )
