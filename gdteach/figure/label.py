"""The label layer: words and numbers in the picture, a line per step."""

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, replace
from typing import Any, ClassVar, Self

import numpy as np
from matplotlib.artist import Artist
from numpy.typing import ArrayLike, NDArray

from gdteach.figure.layer import Layer
from gdteach.figure.lines import lines
from gdteach.figure.projection import to_pixels
from gdteach.numerics.arguments import wrong

ANCHORS = {"start": "left", "middle": "center", "end": "right"}


@dataclass(frozen=True, eq=False)
class Label(Layer):
    """A short text per step, such as a number card in a corner or the name of a curve.

    Parameters
    ----------
    points : array_like, shape (steps + 1, 2), or (1, 2) if it stays where it is
        Where the text begins, on its baseline, in data coordinates.
    texts : str or sequence of str
        One line per step, or one for all steps; after its last step a label stays as it is.
    colour : str
        A role or a colour.
    anchor : {"start", "middle", "end"}
        Which part of the text stands at the point.
    bold : bool
        Whether it is a heading.

    Examples
    --------
    >>> from gdteach.figure.style import subplots
    >>> figure, axes = subplots()
    >>> Label(axes, [[0, 0]], ["f = 4", "f = 1", "f = 0.25"]).n_steps
    2
    """

    points: ArrayLike
    texts: str | Sequence[str]
    _: KW_ONLY
    colour: str = "gradient"
    anchor: str = "start"
    bold: bool = False
    _tracks = ("points",)
    _switches = ("bold",)
    _words: ClassVar = {"anchor": ANCHORS}

    def __post_init__(self) -> None:
        """Check the texts as well."""
        super().__post_init__()
        texts = lines("texts", [self.texts] if isinstance(self.texts, str) else self.texts)
        rows = len(self.tracks()[0])
        if not texts or (rows > 1 and len(texts) not in (1, rows)):
            raise ValueError(wrong("texts", f"one line, or one for each of {rows} rows", texts))
        object.__setattr__(self, "texts", tuple(texts) if isinstance(texts, list) else texts)

    @property
    def n_steps(self) -> int:
        """Return the last step this layer has a position or a text for."""
        return max(len(self.tracks()[0]), len(self.texts)) - 1

    def only(self, steps: NDArray[np.int64]) -> Self:
        """Return the layer with what it has at these steps alone."""
        texts = [self.texts[t] for t in steps if t < len(self.texts)]
        return replace(super().only(steps), texts=texts)

    def look(self) -> dict[str, Any]:
        """Return what the browser needs to draw it."""
        return super().look() | {"texts": list(self.texts)}

    def draw(self, step: int) -> Sequence[Artist]:
        """Return the text at the step; what has no place is not shown."""
        x, y = pixel = to_pixels(self.axes, self.at(step))[0]
        if not abs(x) + abs(y) < 1e4:  # out of sight, or NaN
            return []
        words = self.texts[min(step, len(self.texts) - 1)]
        weight = "bold" if self.bold else "normal"
        text = self._text(pixel, words, ha=ANCHORS[self.anchor], weight=weight)
        text.set_clip_box(self.axes.bbox)
        text.set_clip_on(True)
        return [text]
