"""The rates lab: how fast the gap closes, and what theory promises about it.

A straight line on the log axis means a constant number of digits per step. The promise for any
convex function bends: each further digit costs ten times the steps of the one before.
"""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets
import numpy as np
import traitlets

from gdteach.course.convergence.rates_picture import RatesPicture
from gdteach.figure.checked import Checked
from gdteach.lab.run_lab import RunLab
from gdteach.lab.sizes import LABEL_WIDTH, px
from gdteach.numerics.arguments import truth
from gdteach.numerics.catalogue import Objective
from gdteach.numerics.rates import Bounds, bounds, curvatures
from gdteach.numerics.trajectory import Trajectory
from gdteach.numerics.wording import number, subscript, vector


class RatesLab(RunLab):
    """A lab for the question how fast gradient descent converges, and how fast it has to.

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
    log_steps : bool
        Whether the axis of steps is logarithmic too.

    Attributes
    ----------
    log_steps : bool
    objective : Objective
    learning_rate : float
    start : tuple of float
    max_steps : int
        Each does what its control does when set from a cell.
    promised : Bounds or None
        The gap of the run on screen, and the bounds on it.

    Examples
    --------
    >>> from gdteach.numerics.catalogue import quadratic_bowl
    >>> lab = RatesLab(quadratic_bowl(condition_number=9), learning_rate=0.2)
    >>> round(lab.promised.factor, 6)
    0.8
    """

    log_steps = Checked(False, lambda _, value: truth("log_steps", value))

    def __init__(
        self,
        *objectives: Objective | str,
        learning_rate: float = 0.1,
        start: float | tuple[float, ...] | None = None,
        max_steps: int = 60,
        log_steps: bool = False,
    ) -> None:
        self.promised: Bounds | None = None
        self._tick = widgets.Checkbox(
            description="log axis for the step, too", indent=False,
            layout=widgets.Layout(width="auto", margin=f"0 0 0 {px(LABEL_WIDTH + 8)}"),
        )  # fmt: skip
        super().__init__(*objectives, learning_rate=learning_rate, start=start, max_steps=max_steps)
        self._tick.observe(lambda change: self.set_trait("log_steps", change["new"]), "value")
        self.log_steps = log_steps

    def _make_picture(self, max_steps: int) -> RatesPicture:
        return RatesPicture(max_steps)

    def _more_controls(self) -> list[widgets.Widget]:
        return [self._tick]

    @traitlets.observe("log_steps")
    def _axis_changed(self, change: dict[str, Any]) -> None:
        self._tick.value = change["new"]
        self._picture.log_steps = change["new"]
        self._draw()

    def _show(self, run: Trajectory) -> None:
        self.promised = bounds(run, self.learning_rate)
        layers = self._picture.layers(run, self.promised)
        said = self._said(run)
        self.player.show(
            layers, captions=self._captions(run, said), alt=f"{self._finding(run)} {said}"
        )

    def _captions(self, run: Trajectory, said: str) -> list[str]:
        if self.promised is None:
            return [f"w{subscript(t)} = {vector(w)}\n{said}" for t, w in enumerate(run.iterates)]
        gaps, lines = self.promised.gaps, []
        for t, gap in enumerate(gaps):
            line = f"gap at step {t}: {number(gap)}"
            if t > 0 and gaps[t - 1] > 0 and gap > 0:
                left = gap / gaps[t - 1]
                line += f"   this step left {number(left)} of it"
                line += f": {number(-np.log10(left), 2)} digits" if left <= 1 else ": it rose"
            lines.append(f"{line}\n{said}")
        if run.diverged_at is not None:
            lines[-1] = f"{run.summary()}\n{said}"
        return lines

    def _said(self, run: Trajectory) -> str:
        """Return which promise holds, or why none does."""
        if self.promised is None:
            return "No promise: this function has no known minimum to measure a gap from."
        if self.learning_rate == 0:
            return "No promise: with η = 0 nothing moves."
        known = curvatures(self.objective, run.start)
        if known is None:
            return "No promise: between here and the minimiser f is not convex, or has no known L."
        q = self.promised.factor
        if q is not None:
            per_step = -2 * np.log10(q) if q > 0 else np.inf
            digits = "all digits at once" if q == 0 else f"{number(per_step, 2)} digits a step"
            return f"Promise: q = max(|1 − ημ|, |1 − ηL|) = {number(q)}, at least {digits}."
        if self.promised.convex is not None:
            return "Promise: the gap is at most ‖w₀ − w*‖²/(2ηt); μ = 0, so no line is promised."
        return f"No promise: η is too large for L = {number(known.largest)}."
