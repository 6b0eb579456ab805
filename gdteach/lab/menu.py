"""The menu of objectives, the one parameter that the others may depend on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from gdteach.figure.sampling import value_range
from gdteach.lab.parameter import Parameter
from gdteach.numerics.arguments import instance, one_of, wrong
from gdteach.numerics.catalogue import OBJECTIVES, Objective, get_objective

if TYPE_CHECKING:
    from gdteach.lab.lab import Lab


class Menu(Parameter):
    """The objective, chosen from a menu that is hidden while it has one entry.

    Another objective that is set from a cell joins the menu; namesakes are numbered.

    Parameters
    ----------
    *dimensions : int
        The dimensions that the lab can draw: one and two by default, any if it has ``needs``.
    needs : callable, optional
        Takes an objective and raises an error that says what is missing.
    """

    kind = "Objective or str"

    def __init__(
        self, *dimensions: int, needs: Callable[[Objective], object] = value_range, **options: Any
    ) -> None:
        self.needs = needs
        self.dimensions = dimensions or ((1, 2) if needs is value_range else ())
        spelt = " or ".join({1: "one", 2: "two"}.get(d, str(d)) for d in self.dimensions)
        plural = "" if self.dimensions == (1,) else "s"
        where = f", in {spelt} dimension{plural}" if spelt else ""
        said = f"The menu{where}; a string names one of the catalogue."
        super().__init__(**{"label": "function", "doc": said, "redraws": True, **options})

    def check(self, lab: Lab, value: Any) -> Objective:
        name = str(self.name)
        if isinstance(value, str):
            known = one_of(name, value, OBJECTIVES)
            value = lab.named.setdefault(known, get_objective(known))
        remedy = "make one of your function with as_objective"
        objective: Objective = instance(name, value, Objective, remedy)
        if objective not in lab.menu:
            if self.dimensions and objective.dimension not in self.dimensions:
                spelt = " or ".join(map(str, self.dimensions))
                plural = "" if self.dimensions == (1,) else "s"
                requirement = f"of {spelt} dimension{plural}, to be drawn"
                raise ValueError(wrong(name, requirement, objective))
            self.needs(objective)
        return objective

    def control(self, lab: Lab) -> widgets.Widget:
        return widgets.Dropdown(description=self.label)

    def tell(self, lab: Lab, control: Any) -> None:
        names = [objective.name for objective in lab.menu]
        entries = [
            name if names.count(name) == 1 else f"{name} {names[: i + 1].count(name)}"
            for i, name in enumerate(names)
        ]
        control.options = list(zip(entries, lab.menu, strict=True))
        control.value = lab.objective
        control.layout.display = "none" if len(entries) == 1 else None

    def words(self, value: Objective) -> str:
        return value.name
