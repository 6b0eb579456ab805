"""The arrow layer: a gradient or a step, with a head and a short label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any, ClassVar

import numpy as np
from matplotlib.artist import Artist
from matplotlib.patheffects import withStroke
from numpy.typing import ArrayLike, NDArray

from gdteach.figure.layer import Layer
from gdteach.figure.projection import box_of, figure_of, picture_size, to_pixels
from gdteach.figure.style import colour, scale
from gdteach.numerics.arguments import instance


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
        length = np.hypot(*(head - tail))
        if not length > 0.5:  # pixels; NaN has no length
            return []
        arrow = self.axes.annotate(
            "",
            xy=(head[0] / width, 1 - head[1] / height),
            xytext=(tail[0] / width, 1 - tail[1] / height),
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
        (x, y), side = self._label_place(tail, head)
        text = self.axes.annotate(
            self.label,
            xy=(x / width, 1 - y / height),
            xycoords="figure fraction",
            ha=side,
            va="baseline",
            color=colour(self.colour),
            path_effects=[withStroke(linewidth=3, foreground="white")],
        )
        return [arrow, text]

    def _label_place(
        self, tail: NDArray[np.float64], head: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], str]:
        """Return the pixel at which the label's baseline begins or ends, as in the browser."""
        along, across = (head - tail) / np.hypot(*(head - tail))
        if abs(across) < 0.3:  # flat: above the middle of the shaft, else past the head
            place, side = (tail + head) / 2 - np.array([0, 10]), "center"
        else:
            back = along < -0.3
            place = head + np.array([10 * along + (-6 if back else 4), 14 * across + 4])
            side = "right" if back else "left"
        left, top, width, height = box_of(self.axes)
        place = np.clip(place, [left + 4, top + 16], [left + width - 22, top + height - 6])
        return place, side
