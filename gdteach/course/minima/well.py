"""The well lab: drag the start along a curve with several valleys, and see which one it ends in."""

from __future__ import annotations

from typing import Any

import traitlets
from numpy.typing import NDArray

from gdteach.course.minima.fate_look import fate_sentence, shares_listed
from gdteach.course.minima.well_picture import WellPicture
from gdteach.figure.animated_figure import AnimatedFigure
from gdteach.figure.checked import Checked
from gdteach.lab.learning_rate import LearningRateControl, checked_rate
from gdteach.lab.point_control import PointControl
from gdteach.lab.unmoved import Lab
from gdteach.numerics.arguments import finite_number, instance, one_of, whole_number, wrong
from gdteach.numerics.basins import BasinMap, basin_map
from gdteach.numerics.catalogue import OBJECTIVES, Objective, get_objective
from gdteach.numerics.descent import descend
from gdteach.numerics.methods import GradientDescent
from gdteach.numerics.trajectory import Stopping, Trajectory
from gdteach.numerics.valleys import Valleys
from gdteach.numerics.wording import number, subscript


class WellLab(Lab):
    """A lab for the question which valley a start leads to, on the graph of a function of w.

    Parameters
    ----------
    objective : Objective or str
        In one dimension; a string names one of the catalogue.
    learning_rate : float
        η ≥ 0, dimensionless here.
    start : float, optional
        w₀; the objective's own start by default.
    max_steps : int
        Steps of the run that is played.
    points : int
        Starts in the strip.

    Attributes
    ----------
    objective : Objective
    learning_rate : float
    start : float
        Each does what its control does when set from a cell.
    basins : BasinMap
        The fates of all starts in the strip.
    trajectory : Trajectory or None
        The run on screen; None where f has no value at the start.

    Examples
    --------
    >>> lab = WellLab("double_well", learning_rate=0.01, start=0.1)
    >>> print(f"{lab.trajectory.end[0]:.2f}")
    0.96
    """

    objective = Checked(None, lambda _, objective: _curve(objective))
    learning_rate = Checked(0.01, lambda _, rate: checked_rate(rate))
    start = Checked(0.0, lambda _, start: finite_number("start", start))
    basins: BasinMap
    trajectory: Trajectory | None

    def __init__(
        self,
        objective: Objective | str,
        *,
        learning_rate: float = 0.01,
        start: float | None = None,
        max_steps: int = 200,
        points: int = 480,
    ) -> None:
        self.max_steps = whole_number("max_steps", max_steps, at_least=1)
        self.points = whole_number("points", points, at_least=10)
        self._quiet = True
        self._where = PointControl(("start w",))
        self._control = LearningRateControl()
        self._picture = WellPicture()
        self._valleys = Valleys(_curve(objective))
        self._picture.dress(self._valleys)
        super().__init__(
            [self._where, self._control], AnimatedFigure(self._picture.figure, speed=50)
        )
        self.player.on_point(self._picture.graph, self._pointed)
        self.player.on_point(self._picture.strip, self._pointed)
        self._where.observe(self._typed, "value")
        self._control.observe(self._turned, "value")
        self.objective, self.learning_rate = self._valleys.objective, learning_rate
        if start is not None:
            self.start = start
        self._control.value = self.learning_rate  # no event told it, if that is the default
        self._quiet = False
        self._sort()

    # ------------------------------------------------------------------ parameters

    @traitlets.observe("objective")
    def _objective_changed(self, change: dict[str, Any]) -> None:
        objective = change["new"]
        quiet, self._quiet = self._quiet, True
        self.start = float(objective.start[0])
        self._control.suit(objective)
        self._quiet = quiet
        if not quiet:
            self._valleys = Valleys(objective)
            self._picture.dress(self._valleys)
            with self.player.hold_sync():
                self.player.redraw()
                self._sort()

    @traitlets.observe("start")
    def _start_changed(self, change: dict[str, Any]) -> None:
        self._where.value = (change["new"],)
        self._show()

    @traitlets.observe("learning_rate")
    def _rate_changed(self, change: dict[str, Any]) -> None:
        self._control.value = change["new"]
        self._sort()

    def _turned(self, change: dict[str, Any]) -> None:
        self.learning_rate = change["new"]

    def _typed(self, change: dict[str, Any]) -> None:
        (self.start,) = change["new"]

    def _pointed(self, where: NDArray) -> None:
        self.start = float(f"{where[0]:.3g}")

    def shown_parameters(self) -> dict[str, Any]:
        """Return the parameters that describe the lab in a line."""
        return {
            "objective": self.objective.name,
            "learning_rate": f"{self.learning_rate:g}",
            "start": f"{self.start:g}",
        }

    # ------------------------------------------------------------------ the run

    def _sort(self) -> None:
        """Find the fate of every start of the strip, and show the lab."""
        if not self._quiet:
            self.basins = basin_map(self._valleys, self.learning_rate, points=self.points)
            self._show()

    def _show(self) -> None:
        """Descend from the start, and show the run over the strip."""
        if self._quiet:
            return
        method, stopping = GradientDescent(self.learning_rate), Stopping(self.max_steps)
        try:
            self.trajectory = descend(self.objective, self.start, method, stopping)
            captions = self._captions(self.trajectory)
        except ValueError as error:  # f has no value at this start
            self.trajectory = None
            captions = [f"No descent from here: {error}"]
        layers = self._picture.layers(self.basins, self.trajectory)
        self.player.show(layers, captions=captions, alt=self._finding())

    def _captions(self, run: Trajectory) -> list[str]:
        end = fate_sentence(self._valleys, run, self.learning_rate)
        slopes = run.gradients[:, 0]
        rows = zip(run.iterates[:, 0], run.values, slopes, strict=True)
        lines = [
            f"w{subscript(t)} = {number(w)}   f = {number(value)}   slope {number(slope)}"
            for t, (w, value, slope) in enumerate(rows)
        ]
        for t in {0, len(lines) - 1}:  # on every line it would be most of what is sent
            lines[t] += f"\n{end}"
        return lines

    def _finding(self) -> str:
        return (
            f"Where the starts on {self.objective.name} end with learning rate "
            f"{number(self.learning_rate)}: {shares_listed(self.basins)}. The ball starts at "
            f"{number(self.start)}."
        )


def _curve(value: object) -> Objective:
    """Return an objective that has a graph."""
    if isinstance(value, str):
        value = get_objective(one_of("objective", value, OBJECTIVES))
    remedy = "make one of your function with as_objective"
    objective: Objective = instance("objective", value, Objective, remedy)
    if objective.dimension != 1:
        raise ValueError(wrong("objective", "of 1 dimension", objective))
    return objective
