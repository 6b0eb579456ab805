"""The stop-lights lab: four stopping tests read one run, and each says when it would have ended it.

The run goes on to the end of the axis whatever the tests say, so that one sees what a test that
speaks too early would have missed.
"""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets
import traitlets

from gdteach.course.convergence.stop_lights_picture import StopLightsPicture
from gdteach.figure.checked import Checked
from gdteach.lab.run_lab import RunLab
from gdteach.lab.sizes import px
from gdteach.lab.tolerance import ToleranceControl, checked_tolerance
from gdteach.numerics.arguments import whole_number
from gdteach.numerics.catalogue import Objective
from gdteach.numerics.stop_tests import TESTS, distance, measured, stop_steps
from gdteach.numerics.trajectory import Stopping, Trajectory
from gdteach.numerics.wording import number, subscript, vector

_TOLERANCES = {
    "gradient_tolerance": ("slope", "‖∇f‖"),
    "step_tolerance": ("step", "‖Δw‖"),
    "value_tolerance": ("change", "|Δf|"),
}


class StopLightsLab(RunLab):
    """A lab for the question which stopping test would have ended this run, and where.

    Parameters
    ----------
    *objectives : Objective or str
        The menu, in one or two dimensions each; a string names one of the catalogue.
    learning_rate : float
        η ≥ 0, dimensionless here.
    start : float or sequence of float, optional
        w₀; the objective's own start by default.
    max_steps : int
        Steps in the run that is shown.
    tolerance : float
        What all three tolerances begin with.
    step_limit : int, optional
        Where the fourth test ends the run; half of ``max_steps`` by default.

    Attributes
    ----------
    gradient_tolerance, step_tolerance, value_tolerance : float
        The thresholds for ‖∇f‖ (unit of ∇f), ‖Δw‖ (unit of w) and |Δf| (unit of f).
    step_limit : int
    objective : Objective
    learning_rate : float
    start : tuple of float
    max_steps : int
        Each does what its control does when set from a cell.
    stops : dict
        From "gradient", "step", "value" and "limit" to the step at which the test would have ended
        the run, or None.

    Examples
    --------
    >>> from gdteach.numerics.catalogue import parabola
    >>> lab = StopLightsLab(parabola(2.0), learning_rate=1.0, start=10, max_steps=20)
    >>> lab.stops
    {'gradient': None, 'step': None, 'value': 1, 'limit': 10}
    """

    gradient_tolerance = Checked(1e-6, lambda _, v: checked_tolerance("gradient_tolerance", v))
    step_tolerance = Checked(1e-6, lambda _, v: checked_tolerance("step_tolerance", v))
    value_tolerance = Checked(1e-6, lambda _, v: checked_tolerance("value_tolerance", v))
    step_limit = Checked(100, lambda _, steps: whole_number("step_limit", steps, at_least=1))

    def __init__(
        self,
        *objectives: Objective | str,
        learning_rate: float = 0.1,
        start: float | tuple[float, ...] | None = None,
        max_steps: int = 100,
        tolerance: float = 1e-6,
        step_limit: int | None = None,
    ) -> None:
        self.stops: dict[str, int | None] = dict.fromkeys(TESTS)
        self._controls = {name: ToleranceControl(*words) for name, words in _TOLERANCES.items()}
        self._limit = widgets.BoundedIntText(
            value=100, min=1, max=1_000_000, description="step limit",
            style={"description_width": px(72)},
            layout=widgets.Layout(flex="1 1 330px", max_width=px(180)),
        )  # fmt: skip
        super().__init__(*objectives, learning_rate=learning_rate, start=start, max_steps=max_steps)
        self._quiet = True
        for name, control in self._controls.items():
            control.observe(lambda change, name=name: self.set_trait(name, change["new"]), "value")
            self.set_trait(name, checked_tolerance("tolerance", tolerance))
        self._limit.observe(lambda change: self.set_trait("step_limit", change["new"]), "value")
        self.step_limit = max(self.max_steps // 2, 1) if step_limit is None else step_limit
        self._quiet = False
        self._read()

    def _make_picture(self, max_steps: int) -> StopLightsPicture:
        return StopLightsPicture(max_steps)

    def _more_controls(self) -> list[widgets.Widget]:
        layout = widgets.Layout(flex_flow="row wrap", grid_gap="2px 14px")
        return [widgets.HBox([*self._controls.values(), self._limit], layout=layout)]

    @traitlets.observe(*_TOLERANCES, "step_limit")
    def _threshold_changed(self, change: dict[str, Any]) -> None:
        if change["name"] == "step_limit":
            self._limit.value = change["new"]
        else:
            self._controls[change["name"]].value = change["new"]
        self._read()

    @property
    def stopping(self) -> Stopping:
        """The four thresholds."""
        return Stopping(
            self.step_limit, self.gradient_tolerance, self.step_tolerance, self.value_tolerance
        )

    def _read(self) -> None:
        """Read the run that is there with the thresholds as they are."""
        if not self._quiet and self.trajectory is not None:
            self._show(self.trajectory)

    def _show(self, run: Trajectory) -> None:
        self.stops = stop_steps(run, self.stopping)
        layers = self._picture.layers(run, self.stopping, self.stops)
        self.player.show(layers, captions=self._captions(run), alt=self._finding(run))

    def _captions(self, run: Trajectory) -> list[str]:
        slope, step, change = (series for series in measured(run).values())
        lines = []
        for t in range(run.n_steps + 1):
            line = f"w{subscript(t)} = {vector(run.iterates[t])}   ‖∇f‖ = {number(slope[t])}"
            if t > 0:
                line += f"   ‖Δw‖ = {number(step[t])}   |Δf| = {number(change[t])}"
            on = [
                TESTS[name] if name != "limit" else "step limit"
                for name, stop in self.stops.items()
                if stop is not None and stop <= t
            ]
            lines.append(f"{line}\nlamps on: {', '.join(on) if on else 'none'}")
        if run.diverged_at is not None:
            lines[-1] += f"   At step {run.diverged_at} it left the numbers: diverged."
        elif self.learning_rate == 0:
            lines[-1] += "   With η = 0 it never moves, and two tests call that arriving."
        return lines

    def _finding(self, run: Trajectory) -> str:
        said = []
        for name, stop in self.stops.items():
            test = "the step limit" if name == "limit" else f"the test on {TESTS[name]}"
            if stop is None:
                said.append(f"{test} would never have stopped it")
                continue
            away = distance(run, stop)
            far = "" if away is None else f", {number(away, 2)} from the minimiser"
            said.append(f"{test} would have stopped it at step {stop}{far}")
        return (
            f"Gradient descent on {self.objective.name}, learning rate "
            f"{number(self.learning_rate)}, from {vector(self.start)}: {'; '.join(said)}."
        )
