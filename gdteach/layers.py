"""The five layers: trail, marker, arrow, segment and curve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any, ClassVar

import numpy as np
from matplotlib.artist import Artist
from numpy.typing import ArrayLike

from gdteach._arguments import instance, one_of
from gdteach.layer import Layer
from gdteach.projection import figure_of, picture_size, to_pixels
from gdteach.style import colour, scale

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
        A role of ``gdteach.style.COLOURS`` or any Matplotlib colour.
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
        """Return the mark at the step."""
        ring = self.shape == "ring"
        return self._line(
            self._row("points", step)[None],
            marker=SHAPES[self.shape],
            markersize=self.size * scale() * (1.4 if self.shape == "star" else 1),
            markeredgecolor=colour(self.colour) if ring else "white",
            markerfacecolor="white" if ring else colour(self.colour),
            markeredgewidth=2 if ring else 1.5,
        )


@dataclass(frozen=True, eq=False)
class Arrow(Layer):
    """An arrow per step, such as ∇f at the iterate; it stays put while the marker glides.

    Parameters
    ----------
    tails, heads : array_like, shape (steps + 1, 2), or 3 columns on 3-D axes
        Both ends in data coordinates.
    colour : str
        A role or a colour.
    width : float
        Line width in points.
    dashed : bool
        Whether the shaft is dashed (−∇f; the step −η∇f is solid).
    label : str
        Short text beside the head, such as "∇f".
    """

    tails: ArrayLike
    heads: ArrayLike
    _: KW_ONLY
    colour: str = "gradient"
    width: float = 2.25
    dashed: bool = False
    label: str = ""
    kind: ClassVar[str] = "arrow"
    _tracks: ClassVar[tuple[str, ...]] = ("tails", "heads")
    _switches: ClassVar[tuple[str, ...]] = ("dashed",)

    def __post_init__(self) -> None:
        """Check the label as well."""
        super().__post_init__()
        instance("label", self.label, str)

    def look(self) -> dict[str, Any]:
        """Return what the browser needs to draw it."""
        return super().look() | {"label": self.label}

    def draw(self, step: int) -> Sequence[Artist]:
        """Return the shaft with its head, and the label if there is one."""
        # in shares of the figure, where a head at 10³⁰⁰ is still a place and 3-D axes have no depth
        width, height = picture_size(figure_of(self.axes))
        ends = np.array([self._row("tails", step), self._row("heads", step)])
        tail, head = to_pixels(self.axes, ends)
        along, across = head - tail
        length = np.hypot(along, across)
        if not length > 0.5:  # pixels; NaN has no length
            return []
        tail, head = (end / [width, -height] + [0, 1] for end in (tail, head))
        arrow = self.axes.annotate(
            "",
            xy=tuple(head),
            xytext=tuple(tail),
            xycoords="figure fraction",
            textcoords="figure fraction",
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-|>,head_width=0.3,head_length=0.6",
                "color": colour(self.colour),
                "linewidth": self.width * scale(),
                "linestyle": "--" if self.dashed else "-",
                "shrinkA": 0,
                "shrinkB": 0,
            },
        )
        assert arrow.arrow_patch is not None
        arrow.arrow_patch.set_clip_box(self.axes.bbox)
        if not self.label or length < 30:  # else no room to say what it is
            return [arrow]
        flat = abs(across) < 0.3 * length
        text = self.axes.annotate(
            self.label,
            xy=tuple((tail + head) / 2 if flat else head),
            xytext=(0, 8) if flat else (6, 6),
            xycoords="figure fraction",
            textcoords="offset points",
            ha="center" if flat else "left",
            color=colour(self.colour),
            clip_on=True,
            clip_box=self.axes.bbox,
        )
        return [arrow, text]


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
