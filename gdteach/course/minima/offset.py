"""How far beside the ridge of a saddle the ball starts: a power of ten, or nothing."""

from typing import Any

import ipywidgets as widgets
import numpy as np
from numpy.typing import NDArray

from gdteach.lab import Baked, Composite, Numeric, pixels
from gdteach.numerics.arguments import number_within, wrong
from gdteach.numerics.wording import number

SMALLEST = 16  # k of the smallest power, 10⁻ᵏ


class OffsetControl(Composite):
    """A slider for k, the offset being 10⁻ᵏ, and a tick box for an offset of exactly 0."""

    def __init__(self) -> None:
        self.slider = widgets.IntSlider(min=0, max=SMALLEST, description="offset 10⁻ᵏ, k")
        self.zero = widgets.Checkbox(
            description="exactly on the ridge: y = 0", indent=False, layout={"width": "auto"}
        )
        super().__init__([self.slider, self.zero], flex_flow="row wrap")

    def read(self, part: widgets.Widget) -> float:
        return 0.0 if self.zero.value else float(10.0**-self.slider.value)

    def write(self, value: float) -> None:
        self.zero.value = self.slider.disabled = value == 0
        if value > 0:
            self.slider.value = round(-np.log10(value))  # or the end nearest to it


class Offset(Numeric):
    """A distance from the ridge: 0, or a number that has a power of ten."""

    def check(self, lab: Any, value: Any) -> float:
        remedy = "the saddle looks the same on both sides"
        offset = number_within(str(self.name), value, at_least=0, at_most=2, remedy=remedy)
        if 0 < offset < 1e-300:
            raise ValueError(wrong(str(self.name), "0 or at least 1e-300", value))
        return offset

    def control(self, lab: Any) -> widgets.Widget:
        return OffsetControl()

    def at(self, lab: Any, where: NDArray[np.float64]) -> float:
        return float(10.0 ** -np.clip(np.round(where[0]), 0, SMALLEST))

    def bake(self, lab: Any, room: int) -> Baked:
        """Offer the ridge itself, and every power of ten, or every other."""
        powers = np.arange(SMALLEST, -1, -1 if room > SMALLEST else -2)
        offsets = self.offered(lab, 0.0, *(10.0 ** -powers.astype(float)).tolist())
        words = [number(offset) if offset else "0: on the ridge" for offset in offsets]
        where = pixels(lab.escape, [-np.log10(max(offset, 1e-300)) for offset in offsets])
        return Baked(offsets, {self.label: words}, presses={lab.escape: [where]})
