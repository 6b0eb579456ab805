"""The triptych: three balls on one bowl, with a learning rate too small, good and too large.

Three maps side by side, each with the height curve of its run underneath; one play button and one
scrubber move all three, and a press on any map drops all three balls there.
"""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets
import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from gdteach.course.learning_rate.triptych_picture import PANELS, TriptychPicture
from gdteach.figure.animated_figure import AnimatedFigure
from gdteach.figure.checked import Checked
from gdteach.figure.sampling import value_range
from gdteach.lab.learning_rate import LearningRateControl, checked_rate
from gdteach.lab.point_control import PointControl
from gdteach.lab.sizes import px
from gdteach.lab.unmoved import Lab
from gdteach.numerics.arguments import instance, point, whole_number, wrong
from gdteach.numerics.catalogue import Objective
from gdteach.numerics.descent import descend
from gdteach.numerics.methods import GradientDescent
from gdteach.numerics.trajectory import Stopping, Trajectory
from gdteach.numerics.wording import number, subscript, vector

ARRIVED = 1e-2  # of the height at the start: less is "there"


def verdict(run: Trajectory) -> str:
    """Return what a run of plain gradient descent shows, as it stands on its map.

    Examples
    --------
    >>> from gdteach.numerics.descent import gradient_descent
    >>> from gdteach.numerics.quadratics import parabola
    >>> [verdict(gradient_descent(parabola(), 1, eta)) for eta in (0.001, 1, 1.999, 2.1)]
    ['too small: it crawls', 'good: it arrives', 'too large: it bounces', 'too large: it leaves']
    """
    if not run.gradients[0].any():
        return "at rest: no slope"
    if run.n_steps and (run.iterates == run.start).all():
        return "zero: it stays"
    floor = run.objective.minimum_value
    lowest = float(run.values.min()) if floor is None else floor
    if run.diverged_at is not None or run.values[-1] > run.values[0]:
        return "too large: it leaves"
    if run.values[-1] - lowest <= ARRIVED * (run.values[0] - lowest):
        return "good: it arrives"
    back_and_forth = float(np.sum(run.gradients[-1] * run.gradients[-2])) < 0
    return "too large: it bounces" if back_and_forth else "too small: it crawls"


class TriptychLab(Lab):
    """A lab for the question what a learning rate too small, good or too large does.

    Parameters
    ----------
    objective : Objective
        In two dimensions.
    learning_rates : sequence of three floats
        One η ≥ 0 for each ball, dimensionless here.
    start : sequence of two floats, optional
        w₀ of all three; the objective's own start by default.
    max_steps : int
        Steps in a run.

    Attributes
    ----------
    objective : Objective
    learning_rates : tuple of float
    start : tuple of float
        Each does what its control does when set from a cell.
    trajectories : tuple of Trajectory
        The three runs on screen; empty where f has no value at the start.

    Examples
    --------
    >>> from gdteach.numerics.quadratics import quadratic_bowl
    >>> lab = TriptychLab(quadratic_bowl(9), learning_rates=(0.01, 0.2, 0.23), start=(-4, 1.2))
    >>> lab.verdicts
    ('too small: it crawls', 'good: it arrives', 'too large: it leaves')
    """

    objective = Checked(None, lambda _, objective: _drawable(objective))
    learning_rates = Checked((), lambda _, rates: _three_rates(rates))
    start = Checked((), lambda _, start: tuple(point("start", start, 2).tolist()))
    max_steps = Checked(25, lambda _, steps: whole_number("max_steps", steps, at_least=1))
    trajectories: tuple[Trajectory, ...]

    def __init__(
        self,
        objective: Objective,
        *,
        learning_rates: tuple[float, ...],
        start: tuple[float, ...] | None = None,
        max_steps: int = 25,
    ) -> None:
        self._quiet = True
        self.trajectories = ()
        self._rates = [_rate_control(i) for i in range(PANELS)]
        self._where = PointControl(("start x", "start y"))
        self._picture = TriptychPicture(whole_number("max_steps", max_steps, at_least=1))
        self._picture.dress(_drawable(objective))
        row = widgets.HBox(self._rates, layout=widgets.Layout(flex_flow="row wrap"))
        super().__init__([self._where, row], AnimatedFigure(self._picture.figure))
        for ground in self._picture.maps:
            self.player.on_point(ground, self._pointed)
        self._where.observe(self._typed, "value")
        for control in self._rates:
            control.observe(self._moved, "value")
        self.objective, self.learning_rates = objective, learning_rates
        self.max_steps = max_steps
        self.start = self.objective.start if start is None else start
        self._quiet = False
        self._run()

    # ------------------------------------------------------------------ parameters

    @traitlets.observe("objective")
    def _objective_changed(self, change: dict[str, Any]) -> None:
        objective = change["new"]
        for control in self._rates:
            control.suit(objective)
        for box, name in zip(self._where.boxes, objective.coordinates, strict=True):
            box.description = f"start {name}"
        quiet, self._quiet = self._quiet, True
        self.start = objective.start
        self._quiet = quiet
        self._draw()

    @traitlets.observe("max_steps")
    def _max_steps_changed(self, change: dict[str, Any]) -> None:
        self._picture.max_steps = change["new"]
        self._draw()

    @traitlets.observe("start")
    def _start_changed(self, change: dict[str, Any]) -> None:
        self._where.value = change["new"]
        self._run()

    @traitlets.observe("learning_rates")
    def _rates_changed(self, change: dict[str, Any]) -> None:
        quiet, self._quiet = self._quiet, True
        for control, rate in zip(self._rates, change["new"], strict=True):
            control.value = rate
        self._quiet = quiet
        self._run()

    def _moved(self, _: dict[str, Any]) -> None:
        if not self._quiet:
            self.learning_rates = [control.value for control in self._rates]

    def _typed(self, change: dict[str, Any]) -> None:
        self.start = change["new"]

    def _pointed(self, where: NDArray[np.float64]) -> None:
        self.start = [float(f"{value:.3g}") for value in where]

    def shown_parameters(self) -> dict[str, Any]:
        """Return the parameters that describe the lab in a line."""
        return {
            "objective": self.objective.name,
            "learning_rates": vector(self.learning_rates),
            "start": vector(self.start).replace("−", "-"),
            "max_steps": self.max_steps,
        }

    # ------------------------------------------------------------------ the runs

    @property
    def verdicts(self) -> tuple[str, ...]:
        """What stands on the maps; empty where f has no value at the start."""
        return tuple(verdict(run) for run in self.trajectories)

    def _draw(self) -> None:
        """Draw the still part again, and the runs on it, in one message to the browser."""
        if not self._quiet:
            self._picture.dress(self.objective)
            with self.player.hold_sync():
                self.player.redraw()
                self._run()

    def _run(self) -> None:
        """Descend three times with the parameters as they are, and show the runs."""
        if self._quiet:
            return
        stopping = Stopping(self.max_steps)
        try:
            self.trajectories = tuple(
                descend(self.objective, self.start, GradientDescent(rate), stopping)
                for rate in self.learning_rates
            )
        except ValueError as error:  # f has no value at this start
            self.trajectories = ()
            reason = f"No descent from here: {error}"
            self.player.show([], captions=[reason], alt=reason)
            return
        layers = self._picture.layers(self.trajectories, self.verdicts)
        self.player.show(layers, captions=self._captions(), alt=self._finding())

    def _captions(self) -> list[str]:
        lines = []
        for t in range(max(run.n_steps for run in self.trajectories) + 1):
            balls = zip(self.learning_rates, self.trajectories, strict=True)
            parts = [
                f"η{subscript(i)} = {number(rate)}: {_height(run, t)}"
                for i, (rate, run) in enumerate(balls, start=1)
            ]
            lines.append("      ".join(parts))
        return lines

    def _finding(self) -> str:
        rates = zip(self.learning_rates, self.verdicts, strict=True)
        parts = [f"learning rate {number(rate)}, {words}" for rate, words in rates]
        return (
            f"Three runs of {self.max_steps} steps on {self.objective.name} from "
            f"{vector(self.start)}: {'; '.join(parts)}."
        )


def _drawable(value: object) -> Objective:
    """Return an objective that has a map."""
    remedy = "make one of your function with as_objective"
    objective: Objective = instance("objective", value, Objective, remedy)
    if objective.dimension != 2:
        raise ValueError(wrong("objective", "of 2 dimensions, to be drawn as a map", objective))
    value_range(objective)
    return objective


def _three_rates(value: ArrayLike) -> tuple[float, ...]:
    """Return three learning rates that the controls can show."""
    rates = point("learning_rates", value).tolist()
    if len(rates) != PANELS:
        raise ValueError(wrong("learning_rates", "three numbers, one for each map", value))
    return tuple(checked_rate(rate) for rate in rates)


def _rate_control(place: int) -> LearningRateControl:
    """Return a control that fits over one of the maps."""
    name = f"η{subscript(place + 1)}"
    control = LearningRateControl(name=name, label_width=22, marked=False)
    control.box.description = f"{name} ="
    control.box.layout.width = px(112)
    control.layout = widgets.Layout(flex="1 1 250px", overflow="visible")
    return control


def _height(run: Trajectory, t: int) -> str:
    """Return f at a step, or when the run left the numbers."""
    if run.diverged_at is not None and t >= run.diverged_at:
        return f"left the numbers at step {run.diverged_at}"
    return f"f = {number(run.values[min(t, run.n_steps)])}"
