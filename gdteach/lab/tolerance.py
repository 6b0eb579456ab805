"""The tolerance of a stopping test as a parameter of a lab."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from gdteach.lab.baked import FEWEST, Baked
from gdteach.lab.log_slider import LARGEST_TOLERANCE, SMALLEST_TOLERANCE, ToleranceControl
from gdteach.lab.parameter import Numeric

if TYPE_CHECKING:
    from gdteach.lab.lab import Lab


class Tolerance(Numeric):
    """A tolerance of a stopping test: a log slider and a box.

    Parameters
    ----------
    symbol : str
        What is compared with it.
    """

    def __init__(self, first: Any = 1e-6, *, symbol: str, **options: Any) -> None:
        bounds = {"at_least": SMALLEST_TOLERANCE, "at_most": LARGEST_TOLERANCE}
        super().__init__(first, **bounds, **options)
        self.symbol = symbol

    def control(self, lab: Lab) -> widgets.Widget:
        """Return a log slider with a box."""
        return ToleranceControl(self.label, self.symbol)

    def names_of_parts(self, lab: Lab) -> list[str]:
        """Return its name, and what is compared with it."""
        return [f"{self.label} {self.symbol} ≤"]

    def bake(self, lab: Lab, room: int) -> Baked | None:
        """Return the values to be tried, where runs are not too long."""
        return super().bake(lab, room) if room > FEWEST else None
