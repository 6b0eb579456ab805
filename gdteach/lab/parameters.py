"""The kinds of parameters a lab can have; a lab of one's own may add to them.

A kind says what a value must be, which control turns it, and what a press on the picture means.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets
import numpy as np
from numpy.typing import NDArray

from gdteach.lab.baked import FEWEST, Baked, numbers
from gdteach.lab.controls import PointControl
from gdteach.lab.log_slider import LARGEST_RATE, LearningRateControl
from gdteach.lab.number_box import NumberBox
from gdteach.lab.parameter import Numeric, Parameter
from gdteach.numerics.arguments import one_of, point, truth, whole_number, wrong
from gdteach.numerics.curvature import pace
from gdteach.numerics.wording import number, vector

if TYPE_CHECKING:
    from gdteach.lab.lab import Lab


class Point(Parameter):
    """A point of the objective's domain, or of a space of its own: boxes, and a press.

    Parameters
    ----------
    first : optional
        The objective's start by default; another objective brings it back.
    names : tuple of str, optional
        Its coordinates, if they are not the objective's.
    """

    kind = "sequence of float"
    about = "The objective's own start by default."

    def __init__(self, first: Any = None, *, names: tuple[str, ...] = (), **options: Any) -> None:
        first = (lambda lab: lab.objective.start) if first is None else first
        super().__init__(first, **{"renews": True, **options})
        self.names = names

    def coordinates(self, lab: Lab) -> tuple[str, ...]:
        """Return the names of its coordinates."""
        return self.names or tuple(lab.objective.coordinates)

    def check(self, lab: Lab, value: Any) -> tuple[float, ...]:
        return tuple(point(str(self.name), value, len(self.coordinates(lab))).tolist())

    def control(self, lab: Lab) -> widgets.Widget:
        return PointControl(())

    def names_of_parts(self, lab: Lab) -> list[str]:
        return [f"{self.label} {name}" for name in self.coordinates(lab)]

    def suit(self, lab: Lab, control: Any) -> None:
        control.name_boxes(self.names_of_parts(lab))

    def at(self, lab: Lab, where: NDArray[np.float64]) -> tuple[float, ...]:
        return tuple(float(f"{value:.3g}") for value in where[: len(self.coordinates(lab))])

    def words(self, value: tuple[float, ...]) -> str:
        return vector(value).replace("−", "-")


class Number(Numeric):
    """One number in a box.

    Parameters
    ----------
    step : float, optional
        What an arrow key adds.
    """

    def __init__(self, first: Any, *, step: float | None = None, **options: Any) -> None:
        super().__init__(first, **options)
        self.step = step

    def control(self, lab: Lab) -> widgets.Widget:
        return NumberBox(self.step, description=self.label)

    def bake(self, lab: Lab, room: int) -> Baked | None:
        low, high = self.bounds["at_least"], self.bounds["at_most"]
        if low is None or high is None or self.step is None:
            return super().bake(lab, room)
        return numbers(self, lab, room, low, high, self.step)


class Slider(Numeric):
    """One number on a slider that speaks when the hand rests: what it sets takes a while to draw.

    Parameters
    ----------
    low, high, step : float
        Its ends and its steps.
    """

    def __init__(
        self, first: Any, low: float, high: float, *, step: float = 1.0, **options: Any
    ) -> None:
        super().__init__(first, at_least=low, at_most=high, **options)
        self.low, self.high, self.step = low, high, step

    def check(self, lab: Lab, value: Any) -> float:
        return round(super().check(lab, value), 9)

    def control(self, lab: Lab) -> widgets.Widget:
        whole = float(self.step).is_integer()
        return widgets.FloatSlider(
            value=self.low, min=self.low, max=self.high, step=self.step, description=self.label,
            continuous_update=False, readout_format=".0f" if whole else ".2f",
        )  # fmt: skip

    def bake(self, lab: Lab, room: int) -> Baked | None:
        return numbers(self, lab, room, self.low, self.high, self.step)


def _suited(lab: Lab) -> float:
    """Return a learning rate that suits the objective of a lab, if it has one."""
    objective = getattr(lab, "objective", None)
    return 0.1 if objective is None else pace(objective)[0]


class LearningRate(Numeric):
    """A learning rate η: a log slider with the marks of theory, and a box for an exact value.

    Parameters
    ----------
    first : optional
        One with which the objective is worth watching by default; another brings its own.
    """

    about = "η ≥ 0, dimensionless here."

    def __init__(self, first: Any = None, **options: Any) -> None:
        if first is None:
            own = {"renews": True, "doc": f"{self.about} One that suits the objective by default."}
            first, options = _suited, own | options
        super().__init__(first, at_least=0, at_most=LARGEST_RATE, **options)

    def control(self, lab: Lab) -> widgets.Widget:
        return LearningRateControl(name=self._label or "learning rate η")

    def suit(self, lab: Lab, control: Any) -> None:
        objective = getattr(lab, "objective", None)
        if objective is not None:
            control.suit(objective)

    def bake(self, lab: Lab, room: int) -> Baked | None:
        control = lab.controls[str(self.name)]
        rates = self.offered(lab, *control.grid(max(room, FEWEST - 2 * bool(self.tried))))
        marks = {f"{name} = {number(rate)}": rates.index(rate) for name, rate in control.marks}
        words = [number(rate) for rate in rates]
        words = [
            number(rate, digits=4) if words.count(word) > 1 else word
            for rate, word in zip(rates, words, strict=True)
        ]
        return Baked(rates, {control.slider.description: words}, marks=marks)


class Whole(Parameter):
    """A whole number in a box.

    Parameters
    ----------
    at_least, at_most : int
        Its bounds. A run of 100 000 steps takes two seconds to work out, at each move of a slider.
    """

    kind = "int"

    def __init__(
        self, first: Any, *, at_least: int = 1, at_most: int = 100_000, **options: Any
    ) -> None:
        super().__init__(first, **options)
        self.at_least, self.at_most = at_least, at_most

    def check(self, lab: Lab, value: Any) -> int:
        name = str(self.name)
        whole = whole_number(name, value, at_least=self.at_least)
        if whole > self.at_most:
            raise ValueError(wrong(name, f"at most {self.at_most}", value))
        return whole

    def control(self, lab: Lab) -> widgets.Widget:
        return NumberBox(1, description=self.label)


class Steps(Whole):
    """How many steps a run has: so many, or more where the objective wants more to be watched."""

    def __init__(self, fewest: int, **options: Any) -> None:
        said = {"doc": f"Steps in a run: {fewest}, or more if the objective is slow, by default."}
        first = lambda lab: max(fewest, pace(lab.objective)[1])  # noqa: E731
        super().__init__(first, **said | {"renews": True, "redraws": True} | options)


class Switch(Parameter):
    """Something that is on or off: a tick box, called by its label."""

    kind = "bool"

    def __init__(self, label: str = "", first: Any = False, **options: Any) -> None:
        super().__init__(first, label=label, **options)

    def check(self, lab: Lab, value: Any) -> bool:
        return truth(str(self.name), value)

    def control(self, lab: Lab) -> widgets.Widget:
        layout = widgets.Layout(width="auto")
        return widgets.Checkbox(description=self.label, indent=False, layout=layout)

    def bake(self, lab: Lab, room: int) -> Baked | None:
        return Baked([False, True], {self.label: ["off", "on"]}, "switch")


class Choice(Parameter):
    """One of several words, in a menu, where "" stands as "choose …".

    Parameters
    ----------
    options : iterable of str
        What can be chosen; the first is the default if no other is given.
    """

    kind = "str"

    def __init__(self, options: Iterable[str], first: Any = None, **more: Any) -> None:
        self.options = tuple(options)
        super().__init__(self.options[0] if first is None else first, **more)

    def check(self, lab: Lab, value: Any) -> str:
        return one_of(str(self.name), value, self.options)

    def control(self, lab: Lab) -> widgets.Widget:
        options = [(option or "choose …", option) for option in self.options]
        return widgets.Dropdown(options=options, description=self.label)

    def bake(self, lab: Lab, room: int) -> Baked | None:
        words = [option or "choose …" for option in self.options]
        return Baked(self.options, {self.label: words}, "choice")
