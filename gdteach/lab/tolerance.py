"""A tolerance control: a slider on a log scale, and a box for an exact value."""

from __future__ import annotations

import ipywidgets as widgets
import numpy as np
import traitlets

from gdteach.figure.checked import Checked
from gdteach.lab.sizes import px
from gdteach.numerics.arguments import number_within

SMALLEST, LARGEST = 1e-12, 1e2
SLIDER_STEP = 0.1  # decades


class ToleranceControl(widgets.HBox):
    """A log slider and a number box for one tolerance.

    Parameters
    ----------
    name : str
        What the slider is called.
    symbol : str
        What is compared with the tolerance.
    """

    value = Checked(1e-6, lambda _, value: checked_tolerance("tolerance", value))

    def __init__(self, name: str, symbol: str) -> None:
        self._busy = False
        self.slider = widgets.FloatLogSlider(
            value=1e-6, min=np.log10(SMALLEST), max=np.log10(LARGEST), step=SLIDER_STEP,
            readout=False, description=name,
            style={"description_width": px(64)},
            layout=widgets.Layout(flex="1 1 150px", min_width="0", margin="0"),
        )  # fmt: skip
        self.box = widgets.BoundedFloatText(
            value=1e-6, min=SMALLEST, max=LARGEST, step=None, description=f"{symbol} ≤",
            style={"description_width": px(54)},
            layout=widgets.Layout(width=px(140), flex="0 0 auto"),
        )  # fmt: skip
        super().__init__(
            [self.slider, self.box],
            layout=widgets.Layout(flex="1 1 330px", align_items="center", overflow="visible"),
        )
        self.slider.observe(self._from_slider, "value")
        self.box.observe(self._from_box, "value")

    @traitlets.observe("value")
    def _to_controls(self, _: object) -> None:
        self._busy = True
        try:
            self.box.value = self.value
            if self._apart(self.slider.value):
                self.slider.value = self.value
        finally:
            self._busy = False

    def _from_slider(self, change: dict[str, float]) -> None:
        if not self._busy and self._apart(change["new"]):
            self.value = float(f"{change['new']:.2g}")

    def _apart(self, place: float) -> bool:
        """Return whether the slider stands elsewhere than the value, to the slider's step."""
        return bool(abs(np.log10(place / self.value)) > 0.6 * SLIDER_STEP)

    def _from_box(self, change: dict[str, float]) -> None:
        if not self._busy:
            self.value = change["new"]


def checked_tolerance(name: str, value: object) -> float:
    """Return ``value`` as a float if it is a tolerance that the slider can show."""
    return number_within(name, value, at_least=SMALLEST, at_most=LARGEST)
