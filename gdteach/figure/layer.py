"""What every layer is: positions per step on an axes, a colour role, and a way to draw itself.

A layer is plain data – positions in the data coordinates of an axes – with two ways to be seen:
the browser draws it over the picture (`AnimatedFigure` sends it as pixels), and `draw` puts it on
the axes with Matplotlib, for still pictures, GIFs and films.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any, ClassVar

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from mpl_toolkits.mplot3d.art3d import Line3D
from numpy.typing import ArrayLike, NDArray

from gdteach.figure.style import PIXELS_PER_INCH, colour, scale
from gdteach.numerics.arguments import instance, number_within, truth, wrong


def track(name: str, value: ArrayLike, axes: Axes, *, depth: int = 2) -> NDArray[np.float64]:
    """Return positions as a read-only float64 array with ``depth`` axes, the last of size 2 or 3.

    Infinite and NaN entries are allowed: such a position is outside every picture.
    """
    letters = "(steps + 1, {})" if depth == 2 else "(steps + 1, points, {})"
    requirement = f"an array of numbers of shape {letters.format(3 if axes.name == '3d' else 2)}"
    try:
        raw = np.asarray(value)
    except ValueError as error:  # ragged nesting
        raise ValueError(wrong(name, requirement, value)) from error
    if raw.dtype.kind not in "iuf":
        raise TypeError(wrong(name, requirement, value))
    array = np.array(raw, dtype=np.float64)
    coordinates = 3 if axes.name == "3d" else 2
    if array.ndim != depth or array.shape[-1] != coordinates or array.size == 0:
        raise ValueError(wrong(name, requirement, value, f"its shape is {array.shape}"))
    array.flags.writeable = False
    return array


@dataclass(frozen=True, eq=False)
class Layer(ABC):
    """What every layer has: the axes it lives on, its colour role, and a look.

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
    kind: ClassVar[str] = ""
    _tracks: ClassVar[tuple[str, ...]] = ()
    _depth: ClassVar[int] = 2
    _measures: ClassVar[tuple[str, ...]] = ("width",)  # in points
    _switches: ClassVar[tuple[str, ...]] = ()

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

    @property
    def n_steps(self) -> int:
        """Return the last step this layer has a position for."""
        return len(self.tracks()[0]) - 1

    def tracks(self) -> list[NDArray[np.float64]]:
        """Return the arrays of positions, in data coordinates."""
        return [getattr(self, name) for name in self._tracks]

    def look(self) -> dict[str, Any]:
        """Return what the browser needs to draw it, sizes in CSS pixels."""
        pixels = PIXELS_PER_INCH / 72 * scale()
        measures = {name: getattr(self, name) * pixels for name in self._measures}
        switches = {name: getattr(self, name) for name in self._switches}
        return {"kind": self.kind, "colour": colour(self.colour)} | measures | switches

    @abstractmethod
    def draw(self, step: int) -> Sequence[Artist]:
        """Return the artists added to the axes to show the layer at a step."""

    def _row(self, name: str, step: int) -> NDArray[np.float64]:
        """Return the positions at a step; after its last step a layer stays where it is."""
        positions: NDArray[np.float64] = getattr(self, name)
        return positions[min(step, len(positions) - 1)]

    def _line(self, positions: NDArray[np.float64], **options: Any) -> list[Artist]:
        """Return a line drawn through positions, shape (points, 2 or 3)."""
        shown = np.clip(positions, -1e100, 1e100)  # far beyond every picture, well within floats
        kind = Line3D if self.axes.name == "3d" else Line2D
        line = kind(*shown.T, color=colour(self.colour), **options)
        # not axes.plot: what moves changes neither the limits nor the data they are made from
        return [self.axes.add_artist(line)]
