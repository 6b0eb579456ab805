"""What every layer is: positions per step on an axes, a colour role, and a way to draw itself.

A layer is plain data – positions in the data coordinates of an axes – with two ways to be seen:
the browser draws it over the picture (`AnimatedFigure` sends it as pixels), and `draw` puts it on
the axes with Matplotlib, for still pictures, GIFs and films.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import KW_ONLY, dataclass, replace
from typing import Any, ClassVar, Self

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke
from matplotlib.text import Annotation
from mpl_toolkits.mplot3d.art3d import Line3D
from numpy.typing import ArrayLike, NDArray

from gdteach.figure.projection import FARTHEST, to_shares
from gdteach.figure.style import PIXELS_PER_INCH, colour, scale
from gdteach.numerics.arguments import instance, number_within, one_of, real, truth, wrong


def track(name: str, value: ArrayLike, axes: Axes, *, depth: int = 2) -> NDArray[np.float64]:
    """Return positions as a read-only float64 array with ``depth`` axes, the last of size 2 or 3.

    Infinite and NaN entries are allowed: such a position is outside every picture.
    """
    coordinates = 3 if axes.name == "3d" else 2
    shape = f"(steps + 1, {'points, ' * (depth - 2)}{coordinates})"
    requirement = f"an array of numbers of shape {shape}"
    try:
        np.asarray(value)
    except ValueError as error:  # ragged nesting
        raise ValueError(wrong(name, requirement, value)) from error
    array = real(value)
    if array is None:
        raise TypeError(wrong(name, requirement, value))
    if array.ndim != depth or array.shape[-1] != coordinates or array.size == 0:
        raise ValueError(wrong(name, requirement, value, f"its shape is {array.shape}"))
    array.flags.writeable = False
    return array


@dataclass(frozen=True, eq=False)
class Layer(ABC):
    """What every layer has: the axes it lives on, its colour role, and a look.

    A kind of layer names its fields by what they are, and they are checked and sent accordingly.

    Parameters
    ----------
    axes : Axes
        Where the positions live; log scales and 3-D projections are honoured.
    colour : str
        A role of ``gdteach.figure.style.COLOURS`` or any Matplotlib colour.
    """

    axes: Axes
    _: KW_ONLY
    colour: str = "path"
    kind: ClassVar[str]  # the name of the class, as the browser knows it
    _tracks: ClassVar[tuple[str, ...]] = ()  # positions, a row per step
    _depth: ClassVar[int] = 2  # how many axes the arrays of positions have
    _measures: ClassVar[tuple[str, ...]] = ()  # in points
    _switches: ClassVar[tuple[str, ...]] = ()
    _words: ClassVar[dict[str, Iterable[str]]] = {}  # with the words to choose from, if any

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.kind = cls.__name__.lower()

    def __post_init__(self) -> None:
        """Check every field; make the positions read-only arrays."""
        instance("axes", self.axes, Axes)
        for name in self._tracks:
            positions = track(name, getattr(self, name), self.axes, depth=self._depth)
            object.__setattr__(self, name, positions)
        rows = [len(positions) for positions in self.tracks()]
        if len(set(rows)) > 1:
            raise ValueError(
                f"{' and '.join(self._tracks)} must have as many rows, one per step, "
                f"got {' and '.join(map(str, rows))}"
            )
        colour(self.colour)
        for name in self._measures:
            number_within(name, getattr(self, name), above=0)
        for name in self._switches:
            truth(name, getattr(self, name))
        for name, known in self._words.items():
            word = instance(name, getattr(self, name), str)
            if known:
                one_of(name, word, known)

    @property
    def n_steps(self) -> int:
        """Return the last step this layer has a position for."""
        return len(self.tracks()[0]) - 1

    def tracks(self) -> list[NDArray[np.float64]]:
        """Return the arrays of positions, in data coordinates."""
        return [getattr(self, name) for name in self._tracks]

    def at(self, step: int) -> NDArray[np.float64]:
        """Return where it is at a step, a row per track; after its last step it stays there."""
        return np.array([positions[min(step, len(positions) - 1)] for positions in self.tracks()])

    def only(self, steps: NDArray[np.int64]) -> Self:
        """Return the layer with what it has at these steps alone, of which 0 is the first."""
        if self.n_steps == 0:
            return self
        tracks = zip(self._tracks, self.tracks(), strict=True)
        kept: dict[str, Any] = {name: each[steps[steps < len(each)]] for name, each in tracks}
        return replace(self, **kept)

    def look(self) -> dict[str, Any]:
        """Return what the browser needs to draw it, sizes in CSS pixels."""
        pixels = PIXELS_PER_INCH / 72 * scale()
        measures = {name: getattr(self, name) * pixels for name in self._measures}
        others = {name: getattr(self, name) for name in (*self._switches, *self._words)}
        return {"kind": self.kind, "colour": colour(self.colour)} | measures | others

    @abstractmethod
    def draw(self, step: int) -> Sequence[Artist]:
        """Return the artists added to the axes to show the layer at a step."""

    def _line(self, positions: NDArray[np.float64], **options: Any) -> list[Artist]:
        """Return a line drawn through positions, shape (points, 2 or 3)."""
        shown = np.clip(positions, -FARTHEST, FARTHEST)
        kind = Line3D if self.axes.name == "3d" else Line2D
        line = kind(*shown.T, color=colour(self.colour), **options)
        # not axes.plot: what moves changes neither the limits nor the data they are made from
        return [self.axes.add_artist(line)]

    def _text(self, pixel: NDArray[np.float64], text: str, **options: Any) -> Annotation:
        """Return text that stands on a pixel, with a white edge against what is behind it."""
        return self.axes.annotate(
            text,
            tuple(to_shares(self.axes, pixel)),
            xycoords="figure fraction",
            va="baseline",
            color=colour(self.colour),
            path_effects=[withStroke(linewidth=3, foreground="white")],
            **options,
        )


@dataclass(frozen=True, eq=False)
class Line(Layer):
    """A layer that is made of lines.

    Parameters
    ----------
    width : float
        Line width in points.
    dashed : bool
        Whether the line is dashed.
    """

    _: KW_ONLY
    width: float = 2.25
    dashed: bool = False
    _measures = ("width",)
    _switches: ClassVar[tuple[str, ...]] = ("dashed",)

    @property
    def stroke(self) -> dict[str, Any]:
        """Return width and dashes as Matplotlib takes them."""
        return {"linewidth": self.width * scale(), "linestyle": "--" if self.dashed else "-"}
