"""Three learning rates as one parameter of a lab: a slider and a box for each map."""

from typing import Any

import ipywidgets as widgets

from gdteach.lab import Composite, Lab, LearningRateControl, Parameter
from gdteach.lab.log_slider import LARGEST_RATE
from gdteach.numerics.arguments import number_within, point, wrong
from gdteach.numerics.wording import subscript, vector

PANELS = 3


class ThreeRates(Composite):
    """A slider and a box for each learning rate, side by side as the maps are."""

    def __init__(self) -> None:
        names = [f"η{subscript(i + 1)}" for i in range(PANELS)]
        controls = [LearningRateControl(name, marked=False) for name in names]
        super().__init__(controls, flex_flow="row wrap")

    def read(self, part: widgets.Widget) -> tuple[float, ...]:
        return tuple(control.value for control in self.parts)

    def write(self, value: tuple[float, ...]) -> None:
        for control, rate in zip(self.parts, value, strict=True):
            control.value = rate


class LearningRates(Parameter):
    """Three learning rates, one for each map; they must be given."""

    kind = "sequence of three floats"
    about = "One η ≥ 0 for each ball, dimensionless here."

    def check(self, lab: Lab, value: Any) -> tuple[float, ...]:
        name = str(self.name)
        rates = point(name, value).tolist()
        if len(rates) != PANELS:
            raise ValueError(wrong(name, "three numbers, one for each map", value))
        return tuple(number_within(name, rate, at_least=0, at_most=LARGEST_RATE) for rate in rates)

    def control(self, lab: Lab) -> widgets.Widget:
        return ThreeRates()

    def suit(self, lab: Lab, control: Any) -> None:
        for part in control.parts:
            part.suit(lab.objective)

    def words(self, value: tuple[float, ...]) -> str:
        return vector(value)
