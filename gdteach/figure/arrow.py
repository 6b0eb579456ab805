"""The arrow layer: a gradient or a step, with a head and a short label."""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from typing import ClassVar

import numpy as np
from matplotlib.artist import Artist
from numpy.typing import ArrayLike, NDArray

from gdteach.figure.layer import Line
from gdteach.figure.projection import box_of, to_pixels, to_shares
from gdteach.figure.style import colour, scale

LETTER = 10  # CSS pixels, a letter of a label at most


@dataclass(frozen=True, eq=False)
class Arrow(Line):
    """An arrow per step, such as ∇f at the iterate; it stays put while the marker glides.

    Parameters
    ----------
    tails, heads, colour, width, dashed
        As for `Segment`, from tail to head; −∇f is dashed, the step −η∇f is solid.
    label : str
        Short text beside the head, such as "∇f".
    """

    tails: ArrayLike
    heads: ArrayLike
    _: KW_ONLY
    colour: str = "gradient"
    label: str = ""
    _tracks = ("tails", "heads")
    _words: ClassVar = {"label": ()}

    def draw(self, step: int) -> Sequence[Artist]:
        """Return the shaft with its head, and the label if there is one."""
        tail, head = ends = to_pixels(self.axes, self.at(step))
        length = np.hypot(*(head - tail))
        if not length > 0.5:  # pixels; NaN has no length
            return []
        # in shares of the figure, where a head at 10³⁰⁰ is still a place and 3-D axes have no depth
        begin, end = to_shares(self.axes, ends)
        arrow = self.axes.annotate(
            "",
            end,
            begin,
            xycoords="figure fraction",
            textcoords="figure fraction",
            annotation_clip=False,
            arrowprops={
                "arrowstyle": "-|>,head_width=0.3,head_length=0.6",
                "color": colour(self.colour),
                "shrinkA": 0,
                "shrinkB": 0,
                **self.stroke,
            },
        )
        assert arrow.arrow_patch is not None
        arrow.arrow_patch.set_clip_box(self.axes.bbox)
        if not self.label or length < 30:  # else no room to say what it is
            return [arrow]
        place, side = self._label_place(tail, head)
        return [arrow, self._text(place, self.label, ha=side)]

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
        room = LETTER * scale() * len(self.label)
        before = {"left": 0.0, "center": 0.5, "right": 1.0}[side] * room
        low = [left + 4 + before, top + 16]
        high = [left + width - 4 - (room - before), top + height - 6]
        return np.clip(place, low, high), side
