"""The rates lab: how fast the gap closes, and what theory promises about it.

A straight line on the log axis means a constant number of digits per step. The promise for any
convex function bends: each further digit costs ten times the steps of the one before.
"""

from typing import Any

import numpy as np

from gdteach.course.convergence.bounds import Bounds, bounds, curvatures
from gdteach.figure import Curve, Layer, figures, subplots
from gdteach.figure.captions import iterate
from gdteach.figure.lines import Lines
from gdteach.figure.paths import against_steps, key, on_the_graph, path, trace
from gdteach.lab import Lab, LearningRate, Menu, Point, Scene, Steps, Switch, finding, run_of
from gdteach.numerics.trajectory import Trajectory
from gdteach.numerics.wording import number

LOWEST, HIGHEST = 1e-12, 1e6  # of the axis of gaps, for every run


class RatesLab(Lab):
    """A lab for the question how fast gradient descent converges, and how fast it has to.

    Attributes
    ----------
    trajectory : Trajectory or None
        The run on screen; None where f has no value at the start.
    promised : Bounds or None
        The gap of the run on screen, and the bounds on it.

    Examples
    --------
    >>> from gdteach.numerics.catalogue import quadratic_bowl
    >>> lab = RatesLab(quadratic_bowl(condition_number=9), learning_rate=0.2)
    >>> round(lab.promised.factor, 6)
    0.8
    """

    objective = Menu(1, 2)
    learning_rate = LearningRate()
    start = Point(on="map", doc="w₀; the objective's own start by default.")
    max_steps = Steps(60)
    log_steps = Switch(
        "log axis for the step, too", redraws=True, shown=False,
        doc="Whether the axis of steps is logarithmic too.",
    )  # fmt: skip
    rows = ("objective start", "learning_rate", "log_steps")
    trajectory: Trajectory | None
    promised: Bounds | None = None

    def axes(self) -> None:
        self.figure, (self.map, self.gaps) = subplots(
            1, 2, width=9.2, height=4.0, width_ratios=[0.62, 1]
        )
        self.map.set_anchor("N")  # its title beside that of the gaps

    def still(self) -> None:
        figures.landscape(self.map, self.objective, labels=False)
        figures.title(self.map, "Where the ball is")
        self.gaps.set_xscale("linear")
        figures.gap_axes(self.gaps, HIGHEST, self.max_steps, name="", lowest=LOWEST)
        if self.log_steps:
            self.gaps.set_xscale("log")
            self.gaps.set_xlim(1, max(self.max_steps, 10))
        figures.title(self.gaps, "The gap $f(w_t) - f^*$, and the promise")

    def scene(self) -> Scene:
        self.trajectory = None
        run = run_of(self.objective, self.start, self.learning_rate, self.max_steps)
        self.trajectory, self.promised = run, bounds(run, self.learning_rate)
        said = self._said(run)
        layers = [*path(self.map, on_the_graph(run)), *self._gaps()]
        alt = f"{finding(run, self.learning_rate)} {said}"
        return Scene(layers, self._captions(run, said), alt)

    def _gaps(self) -> list[Layer]:
        """Return the gap and the bounds on it, if the minimum value is known."""
        if self.promised is None:
            return []
        layers: list[Layer] = []
        names: list[tuple[str, dict[str, Any]]] = []
        for bound, colour, name in (
            (self.promised.convex, "second", "promise for a convex f"),
            (self.promised.linear, "curve", "promise for curvature μ to L"),
        ):
            if bound is not None:
                line = against_steps(self.gaps, bound)
                line = line[np.unique(np.geomspace(1, len(line), 1000).astype(int)) - 1][np.newaxis]
                layers.append(Curve(self.gaps, line, colour=colour, dashed=True))
                names.append((name, {"colour": colour, "dashed": True}))
        names.append(("the gap" if names else "the gap, and no promise", {"colour": "path"}))
        gaps = trace(self.gaps, against_steps(self.gaps, self.promised.gaps))
        return [*layers, *key(self.gaps, names), *gaps]

    def _captions(self, run: Trajectory, said: str) -> Lines:
        def line(t: int) -> str:
            if self.promised is None:
                return iterate(t, run.iterates[t])
            if t == run.n_steps and run.diverged_at is not None:
                return run.summary()
            before, gap = self.promised.gaps[max(t - 1, 0)], self.promised.gaps[t]
            found = f"gap at step {t}: {number(gap)}"
            if t > 0 and before > 0 and gap > 0:
                left = gap / before
                found += f"   this step left {number(left)} of it"
                found += f": {number(-np.log10(left), 2)} digits" if left <= 1 else ": it rose"
            return found

        return Lines(run.n_steps + 1, lambda t: f"{line(t)}\n{said}")

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
