"""Layers: what moves over a still picture, one position per step.

A layer is plain data – positions in the data coordinates of an axes – with two ways to be seen:
the browser draws it over the picture (`AnimatedFigure` sends it as pixels), and `draw` puts it on
the axes with Matplotlib, for still pictures, GIFs and films.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import Any, ClassVar

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from gdteach._arguments import instance, number_within, one_of, truth, wrong
from gdteach.style import COLOURS, PIXELS_PER_INCH, colour, scale

SHAPES = {"circle": "o", "ring": "o", "star": "*", "diamond": "D"}


def track(name: str, value: ArrayLike, axes: Axes, *, depth: int = 2) -> NDArray[np.float64]:
    """Return positions as a read-only float64 array with ``depth`` axes, the last of size 2 or 3.

    Infinite and NaN entries are allowed: such a position is outside every picture.
    """
    coordinates = 3 if axes.name == "3d" else 2
    raw = np.asarray(value)
    if raw.dtype.kind not in "iuf":
        raise TypeError(wrong(name, "an array of numbers", value))
    array = np.array(raw, dtype=np.float64)
    letters = "(steps + 1, 2)" if depth == 2 else "(steps + 1, points, 2)"
    expected = letters.replace("2)", f"{coordinates})")
    if array.ndim != depth or array.shape[-1] != coordinates or array.size == 0:
        raise ValueError(
            wrong(name, f"an array of shape {expected}", value, f"its shape is {array.shape}")
        )
    array.flags.writeable = False
    return array


@dataclass(frozen=True, eq=False)
class Layer:
    """What every layer has: the axes it lives on, its colour role, and a look.

    Parameters
    ----------
    axes : Axes
        Where the positions live; log scales and 3-D projections are honoured.
    """

    axes: Axes
    kind: ClassVar[str] = ""
    _tracks: ClassVar[tuple[str, ...]] = ()
    _depth: ClassVar[int] = 2

    def __post_init__(self) -> None:
        instance("axes", self.axes, Axes)
        lengths = set()
        for name in self._tracks:
            positions = track(name, getattr(self, name), self.axes, depth=self._depth)
            object.__setattr__(self, name, positions)
            lengths.add(len(positions))
        if len(lengths) > 1:
            names = " and ".join(self._tracks)
            raise ValueError(f"{names} must have a row per step each, got {sorted(lengths)} rows")
        if not isinstance(self.colour, str):
            known = ", ".join(COLOURS)
            raise TypeError(wrong("colour", "a colour or a role", self.colour, f"roles: {known}"))
        if "width" in self.__dataclass_fields__:
            number_within("width", self.width, above=0)

    @property
    def n_steps(self) -> int:
        """Return the last step this layer has a position for."""
        return len(getattr(self, self._tracks[0])) - 1

    def tracks(self) -> list[NDArray[np.float64]]:
        """Return the arrays of positions, in data coordinates."""
        return [getattr(self, name) for name in self._tracks]

    def look(self) -> dict[str, Any]:
        """Return what the browser needs to draw it, sizes in CSS pixels."""
        pixels = PIXELS_PER_INCH / 72 * scale()
        return {"kind": self.kind, "colour": colour(self.colour)} | {
            name: getattr(self, name) * pixels
            for name in ("width", "size")
            if name in self.__dataclass_fields__
        }

    def _row(self, name: str, step: int) -> NDArray[np.float64]:
        positions = getattr(self, name)
        return positions[min(step, len(positions) - 1)]

    def draw(self, step: int) -> Sequence[Artist]:
        """Return the artists added to the axes to show the layer at a step."""
        raise NotImplementedError

    def _line(self, positions: NDArray[np.float64], **options: Any) -> list[Artist]:
        with np.errstate(over="ignore", invalid="ignore"):
            shown = np.where(np.abs(positions) < 1e100, positions, np.nan)
        limits = self.axes.axis()
        artists = self.axes.plot(*shown.T, color=colour(self.colour), **options)
        if self.axes.name != "3d":
            self.axes.axis(limits)  # what moves never changes what is seen
        return list(artists)


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

    def __post_init__(self) -> None:
        super().__post_init__()
        for name in ("dots", "ahead", "dashed"):
            truth(name, getattr(self, name))

    def look(self) -> dict[str, Any]:
        """Return what the browser needs to draw it."""
        return super().look() | {"dots": self.dots, "ahead": self.ahead, "dashed": self.dashed}

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

    def __post_init__(self) -> None:
        super().__post_init__()
        one_of("shape", self.shape, SHAPES)
        number_within("size", self.size, above=0)

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
            zorder=6,
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

    def __post_init__(self) -> None:
        super().__post_init__()
        truth("dashed", self.dashed)
        instance("label", self.label, str)

    def look(self) -> dict[str, Any]:
        """Return what the browser needs to draw it."""
        return super().look() | {"dashed": self.dashed, "label": self.label}

    def draw(self, step: int) -> Sequence[Artist]:
        """Return the shaft with its head, and the label if there is one."""
        tail, head = self._row("tails", step), self._row("heads", step)
        if self.axes.name == "3d" or not np.isfinite([tail, head]).all() or np.allclose(tail, head):
            return self._line(np.array([tail, head]), linewidth=self.width * scale())
        arrow = self.axes.annotate(
            "",
            xy=tuple(head),
            xytext=tuple(tail),
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-|>,head_width=0.3,head_length=0.6",
                "color": colour(self.colour),
                "linewidth": self.width * scale(),
                "linestyle": "--" if self.dashed else "-",
                "shrinkA": 0,
                "shrinkB": 0,
            },
            zorder=5,
        )
        arrow.arrow_patch.set_clip_box(self.axes.bbox)
        ends = self.axes.transData.transform([tail, head])
        along, across = ends[1] - ends[0]
        flat = abs(across) < 0.3 * np.hypot(along, across)
        text = self.axes.annotate(
            self.label if np.hypot(along, across) > 30 else "",  # else no room to say what it is
            xy=tuple((np.asarray(tail) + head) / 2 if flat else head),
            xytext=(0, 8) if flat else (6, 6),
            textcoords="offset points",
            ha="center" if flat else "left",
            color=colour(self.colour),
            annotation_clip=True,
            zorder=7,
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
    width: float = 1.75
    dashed: bool = False
    kind: ClassVar[str] = "segment"
    _tracks: ClassVar[tuple[str, ...]] = ("starts", "ends")

    def look(self) -> dict[str, Any]:
        """Return what the browser needs to draw it."""
        return super().look() | {"dashed": self.dashed}

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
    """

    points: ArrayLike
    _: KW_ONLY
    colour: str = "path"
    width: float = 2.25
    dashed: bool = field(default=False)
    kind: ClassVar[str] = "curve"
    _tracks: ClassVar[tuple[str, ...]] = ("points",)
    _depth: ClassVar[int] = 3

    def look(self) -> dict[str, Any]:
        """Return what the browser needs to draw it."""
        return super().look() | {"dashed": self.dashed}

    def draw(self, step: int) -> Sequence[Artist]:
        """Return the curve at the step."""
        return self._line(
            self._row("points", step),
            linewidth=self.width * scale(),
            linestyle="--" if self.dashed else "-",
        )
