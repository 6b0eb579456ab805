"""What the labs of notebook 01 share: one function at a time, and one point on it to look at."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol

import ipywidgets as widgets
import numpy as np
import traitlets
from matplotlib.figure import Figure
from numpy.typing import NDArray

from gdteach.figure.animated_figure import AnimatedFigure
from gdteach.figure.checked import Checked
from gdteach.lab.point_control import PointControl
from gdteach.lab.sizes import px
from gdteach.lab.unmoved import Lab
from gdteach.numerics.arguments import instance, point, wrong
from gdteach.numerics.catalogue import Objective, get_objective
from gdteach.numerics.wording import vector


class StillPart(Protocol):
    """A figure that can be drawn for an objective; what moves over it is not its affair."""

    figure: Figure

    def dress(self, objective: Objective) -> None:
        """Return nothing; draw the still part."""


class PointLab(Lab):
    """A lab about one point on the graph or the map of a function.

    A lab of this kind says how many coordinates a point has (`names`) and what to show (`_look`);
    it ends its ``__init__`` with ``self._begin()``.

    Parameters
    ----------
    objectives : sequence of Objective or str
        The menu; a string names one of the catalogue.
    picture : StillPart
        Its ``dress(objective)`` draws the still part.
    beside, below : sequence of Widget
        More controls, on the row of the point and under it.
    speed : float
        Steps per second when it is played.

    Attributes
    ----------
    objective : Objective
        One that is not on the menu joins it.
    point : tuple of float
        Each does what its control does when set from a cell.
    """

    names: ClassVar[tuple[str, ...]] = ("point x", "point y")
    objective = Checked(None, lambda lab, objective: lab._known(objective))
    point = Checked((), lambda lab, where: lab._checked_point(where))

    def __init__(
        self,
        objectives: tuple[Objective | str, ...],
        picture: StillPart,
        *,
        beside: tuple[widgets.Widget, ...] = (),
        below: tuple[widgets.Widget, ...] = (),
        speed: float = 5.0,
    ) -> None:
        if not objectives:
            raise ValueError("objectives must hold at least one objective, got none")
        self._quiet = True
        self._menu = [self._known(objective) for objective in objectives]
        self._choice = widgets.Dropdown(
            description="function", style={"description_width": px(60)},
            layout=widgets.Layout(width=px(250)),
        )  # fmt: skip
        self._boxes = PointControl(self.names)
        self._still_part = picture
        picture.dress(self._menu[0])
        row = widgets.HBox(
            [self._choice, self._boxes, *beside],
            layout=widgets.Layout(flex_flow="row wrap", align_items="center", overflow="visible"),
        )
        super().__init__([row, *below], AnimatedFigure(picture.figure, speed=speed))
        self._choice.observe(self._chosen, "value")
        self._boxes.observe(self._typed, "value")
        self.objective = self._menu[0]

    def _begin(self) -> None:
        """Show the lab for the first time: all its parameters are in place."""
        self._quiet = False
        self._show()

    # ------------------------------------------------------------------ parameters

    @classmethod
    def _known(cls, objective: object) -> Objective:
        if isinstance(objective, str):
            objective = get_objective(objective)
        remedy = "make one of your function with as_objective"
        found: Objective = instance("objective", objective, Objective, remedy)
        d = len(cls.names)
        if found.dimension != d:
            raise ValueError(wrong("objective", f"of {d} dimension{'s' * (d > 1)}", found))
        return found

    @classmethod
    def _checked_point(cls, where: Any) -> tuple[float, ...]:
        return tuple(point("point", where, len(cls.names)).tolist())

    @traitlets.observe("objective")
    def _objective_changed(self, change: dict[str, Any]) -> None:
        objective = change["new"]
        if objective not in self._menu:
            self._menu.append(objective)
        quiet, self._quiet = self._quiet, True
        self._choice.options = [(known.name, known) for known in self._menu]
        self._choice.value = objective
        self._choice.layout.display = None if len(self._menu) > 1 else "none"
        self.point = objective.start
        self._quiet = quiet
        if not quiet:
            self._still_part.dress(objective)
            self.player.redraw()
            self._show()

    @traitlets.observe("point")
    def _point_changed(self, change: dict[str, Any]) -> None:
        self._boxes.value = change["new"]
        self._show()

    def _chosen(self, change: dict[str, Any]) -> None:
        if not self._quiet:
            self.objective = change["new"]

    def _typed(self, change: dict[str, Any]) -> None:
        if not self._quiet:
            self.point = change["new"]

    def _pointed(self, where: NDArray[np.float64]) -> None:
        """Move to where a hand presses, to three digits, as it is read."""
        self.point = tuple(float(f"{value:.3g}") for value in where[: len(self.names)])

    def shown_parameters(self) -> dict[str, Any]:
        """Return the parameters that describe the lab in a line."""
        return {
            "objective": self.objective.name,
            "point": vector(self.point).replace("−", "-"),
        }

    # ------------------------------------------------------------------ what is shown

    def _show(self) -> None:
        """Look at the point as it is, or say why there is nothing to see."""
        if self._quiet:
            return
        here = np.array(self.point)
        with np.errstate(all="ignore"):
            value = float(self.objective.function(here))
            gradient = np.asarray(self.objective.gradient(here))
        if not (np.isfinite(value) and np.isfinite(gradient).all()):
            letter = "(x, y)" if len(self.names) > 1 else "w"
            reason = f"f has no slope at {letter} = {vector(here)}: choose a point in the picture."
            self.player.show([], captions=[reason], alt=reason)
            return
        with np.errstate(all="ignore"):
            self._look(here, value, gradient)

    def _look(self, here: NDArray[np.float64], value: float, gradient: NDArray[np.float64]) -> None:
        """Show what there is to see at a point where f and ∇f have values."""
        raise NotImplementedError
