"""The descent lab: choose a function, a start and a learning rate, and watch the ball walk down.

On the left the run in space – the graph of f in one dimension, its contour map in two – and on
the right how high the ball still is, step by step.
"""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets
import numpy as np
import traitlets
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from gdteach import figures
from gdteach._arguments import finite_number, instance, point, whole_number
from gdteach.animated_figure import AnimatedFigure
from gdteach.captions import number, update_captions, vector
from gdteach.descent import descend
from gdteach.labs.lab import Lab
from gdteach.labs.learning_rate import LearningRateControl
from gdteach.labs.sizes import LABEL_WIDTH, px
from gdteach.layers import Arrow, Layer, Marker, Segment, Trail
from gdteach.methods import GradientDescent
from gdteach.objectives import Objective, get_objective
from gdteach.style import styled, subplots
from gdteach.trajectory import Stopping, Trajectory


class DescentLab(Lab):
    """A lab for the question where the ball goes from here, with this learning rate.

    Parameters
    ----------
    *objectives : Objective or str
        The menu, in one or two dimensions each; a string names one of the catalogue.
    learning_rate : float
        η ≥ 0, dimensionless here.
    start : float or sequence of float, optional
        w₀; the objective's own start by default.
    max_steps : int
        Steps in a run.

    Attributes
    ----------
    objective : Objective
    learning_rate : float
    start : tuple of float
        Each does what its control does when set from a cell. An objective that is not on the
        menu joins it.
    trajectory : Trajectory or None
        The run on screen; None where f has no value at the start.

    Examples
    --------
    >>> from gdteach.objectives import parabola
    >>> lab = DescentLab(parabola(smoothness=2.0), learning_rate=0.2, start=10, max_steps=10)
    >>> round(float(lab.trajectory.iterates[-1, 0]), 9)
    0.060466176
    """

    learning_rate = traitlets.Float(0.1)
    start = traitlets.Tuple()
    objective = traitlets.Instance(Objective)
    trajectory: Trajectory | None

    def __init__(
        self,
        *objectives: Objective | str,
        learning_rate: float = 0.1,
        start: float | tuple[float, ...] | None = None,
        max_steps: int = 40,
    ) -> None:
        if not objectives:
            raise ValueError("objectives must hold at least one objective, got none")
        self._menu = [self._known(objective) for objective in objectives]
        self.max_steps = whole_number("max_steps", max_steps, at_least=1)
        self.trajectory = None
        self._quiet = True
        self._control = LearningRateControl()
        self._choice = widgets.Dropdown(
            description="function", style={"description_width": px(LABEL_WIDTH)},
            layout=widgets.Layout(width=px(360)),
        )  # fmt: skip
        self._boxes = [_coordinate_box(), _coordinate_box()]
        figure, (self._map, self._heights) = subplots(
            1, 2, width=9.2, height=3.9, width_ratios=[1.15, 1]
        )
        controls = [widgets.HBox([self._choice, *self._boxes]), self._control]
        first = self._menu[0]
        self._dress(first)
        super().__init__(controls, AnimatedFigure(figure))
        self.player.on_point(self._map, self._pointed)
        self._choice.observe(self._chosen, "value")
        self._control.observe(
            lambda change: self.set_trait("learning_rate", change["new"]), "value"
        )
        for box in self._boxes:
            box.observe(self._typed, "value")
        self.objective = first
        self.learning_rate = learning_rate
        if start is not None:
            self.start = start
        self._control.suit(first)
        self._quiet = False
        self._run()

    # ------------------------------------------------------------------ parameters

    @staticmethod
    def _known(objective: object) -> Objective:
        if isinstance(objective, str):
            return get_objective(objective)
        found: Objective = instance(
            "objective", objective, Objective, "make one of your function with as_objective"
        )
        if found.dimension > 2:
            raise ValueError(f"objective must have 1 or 2 dimensions to be drawn, got {found!r}")
        return found

    @traitlets.validate("learning_rate")
    def _valid_rate(self, proposal: dict[str, Any]) -> float:
        self._control.value = proposal["value"]
        return self._control.value

    @traitlets.validate("start")
    def _valid_start(self, proposal: dict[str, Any]) -> tuple[float, ...]:
        return tuple(point("start", proposal["value"], self.objective.dimension).tolist())

    def __setattr__(self, name: str, value: Any) -> None:
        # a bare number is a start, and a name is an objective: say it once, for every way in
        if name == "start" and np.ndim(value) == 0:
            value = (finite_number("start", value),)
        elif name == "start":
            value = tuple(point("start", value).tolist())
        elif name == "objective":
            value = self._known(value)
        super().__setattr__(name, value)

    @traitlets.observe("objective")
    def _objective_changed(self, change: dict[str, Any]) -> None:
        objective = change["new"]
        if objective not in self._menu:
            self._menu.append(objective)
        quiet, self._quiet = self._quiet, True
        self._choice.options = [(known.name, known) for known in self._menu]
        self._choice.value = objective
        alone = len(self._menu) == 1
        self._choice.layout.display = "none" if alone else None
        self._boxes[0].style.description_width = px(LABEL_WIDTH) if alone else px(52)
        self._boxes[0].layout.width = px(LABEL_WIDTH + 98) if alone else px(150)
        self._boxes[1].layout.display = None if objective.dimension == 2 else "none"
        names = ("start x", "start y") if objective.dimension == 2 else ("start w", "")
        for box, name in zip(self._boxes, names, strict=True):
            box.description = name
        self.start = tuple(objective.start.tolist())
        self._control.suit(objective)
        self._quiet = quiet
        if not quiet:
            self._dress(objective)
            self.player.redraw()
            self._run()

    @traitlets.observe("start")
    def _start_changed(self, _: dict[str, Any]) -> None:
        quiet, self._quiet = self._quiet, True
        for box, value in zip(self._boxes, self.start, strict=False):
            box.value = value
        self._quiet = quiet
        self._run()

    @traitlets.observe("learning_rate")
    def _rate_changed(self, _: dict[str, Any]) -> None:
        self._run()

    def _chosen(self, change: dict[str, Any]) -> None:
        if not self._quiet:
            self.objective = change["new"]

    def _typed(self, _: dict[str, Any]) -> None:
        if not self._quiet:
            self.start = tuple(box.value for box in self._boxes[: self.objective.dimension])

    def _pointed(self, where: np.ndarray) -> None:
        self.start = tuple(float(f"{value:.3g}") for value in where[: self.objective.dimension])

    def shown_parameters(self) -> dict[str, Any]:
        """Return the parameters that describe the lab in a line."""
        return {
            "objective": self.objective.name,
            "learning_rate": f"{self.learning_rate:g}",
            "start": vector(self.start).replace("−", "-"),
            "max_steps": self.max_steps,
        }

    # ------------------------------------------------------------------ the picture

    @styled
    def _dress(self, objective: Objective) -> None:
        """Draw the still part for an objective."""
        for axes in (self._map, self._heights):
            axes.clear()
            axes.set_aspect("auto")
        if objective.dimension == 1:
            figures.curve(self._map, objective)
        else:
            figures.contour_map(self._map, objective)
        figures.title(self._map, "Where the ball is")
        self._floor = objective.minimum_value
        highest = _highest(objective)
        if self._floor is not None and highest > self._floor:
            name = "f(w_t)" if self._floor == 0 else "f(w_t) - f_{min}"
            figures.gap_axes(self._heights, highest - self._floor, self.max_steps, name=name)
        else:
            self._floor = None
            _plain_heights(self._heights, objective, highest, self.max_steps)
        figures.title(self._heights, "How high it still is")

    def _run(self) -> None:
        """Descend with the parameters as they are, and show the run."""
        if self._quiet:
            return
        method = GradientDescent(self.learning_rate)
        try:
            self.trajectory = descend(
                self.objective, self.start, method, Stopping(max_steps=self.max_steps)
            )
        except ValueError as error:  # f has no value at this start
            self.trajectory = None
            self.player.show([], captions=[f"No descent from here: {error}"])
            return
        captions = update_captions(self.trajectory, self.learning_rate)
        self.player.show(self._layers(self.trajectory), captions=captions, alt=self._finding())

    def _finding(self) -> str:
        run = self.trajectory
        assert run is not None
        return (
            f"Gradient descent on {self.objective.name}, "
            f"learning rate {number(self.learning_rate)}, from {vector(self.start)}: "
            f"after {run.n_steps} steps at {vector(run.iterates[-1])}."
        )

    def _layers(self, run: Trajectory) -> list[Layer]:
        gaps = run.values - (self._floor or 0.0)
        if self._floor is not None:
            # on a log axis an exact hit lies below every axis: let it leave through the floor
            gaps = np.maximum(gaps, 1e-3 * figures.GAP_FLOOR)
        heights = np.column_stack([np.arange(len(gaps)), gaps])
        place = self._in_one if self.objective.dimension == 1 else self._in_two
        return [
            *place(run),
            Trail(self._heights, heights, ahead=True, dots=False),
            Marker(self._heights, heights),
        ]

    def _in_one(self, run: Trajectory) -> list[Layer]:
        """Return curve, tangent, step: what one dimension shows."""
        w, f, slope = run.iterates[:, 0], run.values, run.gradients[:, 0]
        here = np.column_stack([w, f])
        landing = w - self.learning_rate * slope
        left, right = self.objective.domain[0]
        # half a tangent that looks equally long whether the slope is gentle or steep
        low, high = self._map.get_ylim()
        steepness = slope / (high - low) * (right - left)
        reach = 0.16 * (right - left) / np.hypot(1, steepness)
        tangent = [
            np.column_stack([w + side * reach, f + side * reach * slope]) for side in (-1, 1)
        ]
        level = np.column_stack([landing, f])
        below = np.column_stack([landing, [*f[1:], f[-1]]])
        return [
            Segment(self._map, *tangent),
            Segment(self._map, level, below, colour="quiet", dashed=True),
            Arrow(self._map, here, level, colour="path", label="−η f′(w)"),
            Trail(self._map, here, width=1.2),
            Marker(self._map, np.broadcast_to(here[0], here.shape), shape="ring"),
            Marker(self._map, here),
        ]

    def _in_two(self, run: Trajectory) -> list[Layer]:
        """Return path, gradient, step: what a contour map shows."""
        here = run.iterates
        ahead = here - self.learning_rate * run.gradients
        size = run.gradient_norms[:, None]
        with np.errstate(all="ignore"):
            direction = np.where(size > 1e-9, run.gradients / size, 0.0)
        reach = 0.13 * np.ptp(self.objective.domain, axis=1).min()
        return [
            Trail(self._map, here, ahead=True),
            Arrow(self._map, here, here + reach * direction, label="∇f"),
            Arrow(self._map, here, ahead, colour="path"),
            Marker(self._map, here[:1], shape="ring"),
            Marker(self._map, here),
        ]


def _coordinate_box() -> widgets.FloatText:
    return widgets.FloatText(
        step=0.1, style={"description_width": px(52)}, layout=widgets.Layout(width=px(150))
    )


def _highest(objective: Objective) -> float:
    """Return the largest finite value of an objective over its domain."""
    if objective.dimension == 2:
        return float(np.nanmax(figures.grid(objective, 41)[2]))
    with np.errstate(all="ignore"):
        values = objective.function(np.linspace(*objective.domain[0], 101)[:, None])
    return float(np.max(values[np.isfinite(values)]))


def _plain_heights(axes: Axes, objective: Objective, highest: float, max_steps: int) -> None:
    """Dress an axes for values whose minimum is not known: a plain scale that shows the domain."""
    axes.set_yscale("linear")
    if objective.dimension == 2:
        lowest = float(np.nanmin(figures.grid(objective, 41)[2]))
    else:
        with np.errstate(all="ignore"):
            values = objective.function(np.linspace(*objective.domain[0], 101)[:, None])
        lowest = float(np.min(values[np.isfinite(values)]))
    room = 0.05 * (highest - lowest) or 1.0
    axes.set_ylim(lowest - room, highest + room)
    axes.set_xlim(0, max_steps)
    axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.set_xlabel("step $t$")
    axes.set_ylabel("$f(w_t)$")
