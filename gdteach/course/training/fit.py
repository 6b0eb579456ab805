"""The fit lab: a line that moves over the data while the ball rolls on its loss."""

import numpy as np
from numpy.typing import NDArray

from gdteach.course.training import examples
from gdteach.figure import Curve, Label, Layer, figures, subplots
from gdteach.figure.captions import climbing, update
from gdteach.figure.lines import Lines
from gdteach.figure.paths import path
from gdteach.lab import Lab, LearningRate, Menu, Point, Scene, Whole, finding, run_of
from gdteach.numerics.models.linear_regression import a_line
from gdteach.numerics.trajectory import Trajectory
from gdteach.numerics.wording import number

BARS = 20  # examples whose residuals are drawn


class FitLab(Lab):
    """A lab for the question what the line does while its parameters descend.

    Attributes
    ----------
    trajectory : Trajectory
        The run on screen, of slope and intercept.

    Examples
    --------
    >>> from gdteach.numerics.models.linear_regression import linear_regression
    >>> lab = FitLab(linear_regression([-1, 1], [1, 3]), learning_rate=0.5)
    >>> lab.trajectory.iterates[1].tolist()
    [1.0, 2.0]
    """

    objective = Menu(needs=a_line, label="loss")
    learning_rate = LearningRate(tried=(1.0,))
    start = Point(on="map", doc="w₀ = (slope, intercept); the objective's own start by default.")
    max_steps = Whole(30, at_most=1000, redraws=True, doc="Steps in a run.")
    rows = ("objective start", "learning_rate")
    trajectory: Trajectory

    def axes(self) -> None:
        self.figure, (self.data, self.map) = subplots(
            1, 2, width=9.2, height=3.9, width_ratios=[1.25, 1]
        )

    def still(self) -> None:
        examples.line(self.data, self.objective)
        figures.title(self.data, "The line")
        figures.contour_map(self.map, self.objective, labels=False)
        self.map.set_aspect("equal" if self._alike else "auto")
        self.map.set_xlabel("slope $a$")
        self.map.set_ylabel("intercept $b$", rotation=90, va="bottom")
        figures.title(self.map, "Its loss")

    @property
    def _alike(self) -> bool:
        """Whether slope and intercept are shown on one scale."""
        sides = np.ptp(self.objective.domain, axis=1)
        return bool(np.isclose(sides[0], sides[1]))

    def scene(self) -> Scene:
        run = run_of(self.objective, self.start, self.learning_rate, self.max_steps)
        self.trajectory = run
        alt = f"{finding(run, self.learning_rate)} The line after each step lies over the data."
        layers = [*self._over_the_data(run.iterates), *path(self.map, run.iterates)]
        return Scene(layers, Lines(run.n_steps + 1, self._caption), alt)

    def _over_the_data(self, iterates: NDArray[np.float64]) -> list[Layer]:
        """Return the line of every step, and the residuals of some examples."""
        model = self.objective
        ends = np.array(self.data.get_xlim())
        lines = np.stack(np.broadcast_arrays(ends, model.predict(iterates, ends)), axis=-1)
        some = np.linspace(0, len(model.targets) - 1, BARS).round().astype(int)
        x, y = model.inputs[some, 0], model.targets[some]
        says = model.predict(iterates, x)
        bars = np.full((len(iterates), len(some), 3, 2), np.nan)
        bars[:, :, :2, 0] = x[:, np.newaxis]
        bars[:, :, 0, 1], bars[:, :, 1, 1] = y, says
        corner = [[ends[0] + 0.03 * np.ptp(ends), self.data.get_ylim()[1] * 0.93]]
        losses = Lines(len(iterates), lambda t: f"f = {number(self.trajectory.values[t])}")
        return [
            Curve(self.data, bars.reshape(len(iterates), -1, 2), colour="quiet", width=1.25),
            Curve(self.data, lines, width=3),
            Label(self.data, corner, list(losses), bold=True),
        ]

    def _caption(self, t: int) -> str:
        run = self.trajectory
        a, b = run.iterates[t].round(12) + 0.0
        says = f"line: y = {number(a)}·x + {number(b)}".replace("+ −", "− ")
        came = f"{update(run, self.learning_rate, t)}\n" if t else ""
        last = f"\n{run.summary()}" if t == run.n_steps else ""
        return f"{came}{says}   f = {number(run.values[t])}{climbing(run, t)}{last}"
