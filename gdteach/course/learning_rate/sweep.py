"""The sweep lab: one start, every learning rate, and the steps each of them needs.

Here the scrubber's "step" is a learning rate: playing runs through them from small to too large,
the path on the map bends with them, and the count of steps draws its U.
"""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets
import numpy as np
import traitlets
from numpy.typing import NDArray

from gdteach.course.learning_rate.sweep_picture import SweepPicture
from gdteach.figure.animated_figure import AnimatedFigure
from gdteach.figure.checked import Checked
from gdteach.lab.learning_rate import checked_rate
from gdteach.lab.point_control import PointControl
from gdteach.lab.sizes import LABEL_WIDTH, px
from gdteach.lab.unmoved import Lab
from gdteach.numerics.arguments import instance, point, wrong
from gdteach.numerics.catalogue import Objective
from gdteach.numerics.curvature import Curvature, curvature, marks, rounded
from gdteach.numerics.sweep import Sweep, sweep_learning_rates
from gdteach.numerics.wording import number, vector

TARGET = 1e-6  # a run has arrived when f is less than this above its minimum
MOST_STEPS = 2000  # then a run is given up
MOST_EXTRA = 12  # learning rates of the learner's own that are kept in the sweep
PATH = 20  # steps of each path that the map shows
SHARES = (*np.linspace(0.1, 0.9, 25), *np.linspace(0.92, 0.995, 10), 1.01, 1.03, 1.06)  # of 2/L


class SweepLab(Lab):
    """A lab for the question which learning rate needs the fewest steps.

    Parameters
    ----------
    *objectives : Objective
        The menu: in two dimensions, with a known minimum and a curvature L.
    learning_rate : float, optional
        η ≥ 0 to begin with, dimensionless here; the smallest of the sweep by default.
    start : sequence of two floats, optional
        w₀; the objective's own start by default.

    Attributes
    ----------
    objective : Objective
    learning_rate : float
        The one on screen. Any value may be set: it joins the sweep.
    start : tuple of float
        Each does what its control does when set from a cell.
    found : Sweep
        Steps needed and first iterates for every learning rate.

    Examples
    --------
    >>> from gdteach.numerics.two_houses import two_houses
    >>> lab = SweepLab(two_houses(), learning_rate=0.3)
    >>> lab.steps_needed
    373
    """

    objective = Checked(None, lambda _, objective: _sweepable(objective))
    learning_rate = Checked(0.0, lambda _, rate: checked_rate(rate))
    start = Checked((), lambda _, start: tuple(point("start", start, 2).tolist()))
    found: Sweep

    def __init__(
        self,
        *objectives: Objective,
        learning_rate: float | None = None,
        start: tuple[float, ...] | None = None,
    ) -> None:
        if not objectives:
            raise ValueError("objectives must hold at least one objective, got none")
        rate = None if learning_rate is None else checked_rate(learning_rate)
        self._quiet = True
        self._menu = [_sweepable(objective) for objective in objectives]
        self._extra: list[float] = []  # learning rates that joined the sweep
        self._choice = widgets.Dropdown(
            description="function", style={"description_width": px(LABEL_WIDTH)},
            layout=widgets.Layout(width=px(360)),
        )  # fmt: skip
        self._box = widgets.BoundedFloatText(
            min=0, max=1e9, step=None, description="show η =",
            style={"description_width": px(LABEL_WIDTH)},
            layout=widgets.Layout(width=px(LABEL_WIDTH + 102)),
        )  # fmt: skip
        self._where = PointControl(("start x", "start y"))
        self._picture = SweepPicture(MOST_STEPS)
        first = self._menu[0]
        self._picture.dress(first, _known(first))
        row = widgets.HBox([self._box, self._where], layout=widgets.Layout(flex_flow="row wrap"))
        super().__init__([self._choice, row], AnimatedFigure(self._picture.figure, speed=10))
        self.player.on_point(self._picture.map, self._pointed, drags=False)
        self._where.observe(self._placed, "value")
        self._choice.observe(self._chosen, "value")
        self._box.observe(self._typed, "value")
        self.player.observe(self._scrubbed, "step")
        self.objective = first
        self.start = first.start if start is None else start
        self._quiet = False
        self._run(self._grid()[0] if rate is None else rate)

    # ------------------------------------------------------------------ parameters

    @traitlets.observe("objective")
    def _objective_changed(self, change: dict[str, Any]) -> None:
        objective = change["new"]
        if objective not in self._menu:
            self._menu.append(objective)
        quiet, self._quiet = self._quiet, True
        self._choice.options = [(known.name, known) for known in self._menu]
        self._choice.value = objective
        self._choice.layout.display = "none" if len(self._menu) == 1 else None
        self._extra = []
        for box, name in zip(self._where.boxes, objective.coordinates, strict=True):
            box.description = f"start {name}"
        self.start = objective.start
        self._quiet = quiet
        if not quiet:
            self._picture.dress(objective, _known(objective))
            with self.player.hold_sync():
                self.player.redraw()
                self._run(self._grid()[0])

    @traitlets.observe("start")
    def _start_changed(self, change: dict[str, Any]) -> None:
        quiet, self._quiet = self._quiet, True
        self._where.value = change["new"]
        self._quiet = quiet
        if not quiet:
            self._run(self.learning_rate)

    @traitlets.observe("learning_rate")
    def _rate_changed(self, change: dict[str, Any]) -> None:
        if not self._quiet:
            place = self._place(change["new"])
            if place is None:
                self._run(change["new"])
            else:
                self._say(float(self.found.learning_rates[place]))
                self.player.step = place

    def _chosen(self, change: dict[str, Any]) -> None:
        if not self._quiet:
            self.objective = change["new"]

    def _typed(self, change: dict[str, Any]) -> None:
        if not self._quiet:
            self.learning_rate = change["new"]

    def _placed(self, change: dict[str, Any]) -> None:
        if not self._quiet:
            self.start = change["new"]

    def _pointed(self, where: NDArray[np.float64]) -> None:
        self.start = [float(f"{value:.3g}") for value in where]

    def _scrubbed(self, change: dict[str, Any]) -> None:
        """Take over the learning rate at which a play or a scrub ended."""
        if not self._quiet:
            self._say(float(self.found.learning_rates[change["new"]]))

    def _say(self, rate: float) -> None:
        """Show a learning rate of the sweep in the box, and make it the lab's own."""
        quiet, self._quiet = self._quiet, True
        self.learning_rate = self._box.value = rate
        self._quiet = quiet

    def shown_parameters(self) -> dict[str, Any]:
        """Return the parameters that describe the lab in a line."""
        return {
            "objective": self.objective.name,
            "learning_rate": f"{self.learning_rate:g}",
            "start": vector(self.start).replace("−", "-"),
        }

    # ------------------------------------------------------------------ the sweep

    @property
    def steps_needed(self) -> int | None:
        """Steps until f is less than 10⁻⁶ above its minimum; None where it never is."""
        count = self.found.steps[self._place(self.learning_rate)]
        return int(count) if np.isfinite(count) else None

    def _grid(self) -> NDArray[np.float64]:
        """Return the learning rates of the sweep: up to 2/L and past it, the marks, the extra."""
        named = marks(self.objective)
        tried = [rounded(share * named["2/L"]) for share in SHARES]
        return np.unique([*tried, *named.values(), *self._extra])

    def _place(self, rate: float) -> int | None:
        """Return where a learning rate stands in the sweep, None if it is not part of it."""
        near = np.flatnonzero(np.isclose(self.found.learning_rates, rate, rtol=1e-9, atol=0))
        return int(near[0]) if near.size else None

    def _run(self, rate: float) -> None:
        """Sweep with the parameters as they are, and show one learning rate of it."""
        if not np.isclose(self._grid(), rate, rtol=1e-9, atol=0).any():
            self._extra = [*self._extra[1 - MOST_EXTRA :], rate]
        self.found = sweep_learning_rates(
            self.objective, self.start, self._grid(),
            target=TARGET, max_steps=MOST_STEPS, keep=PATH,
        )  # fmt: skip
        place = self._place(rate)
        assert place is not None
        self._say(float(self.found.learning_rates[place]))
        layers = self._picture.layers(self.found)
        quiet, self._quiet = self._quiet, True
        self.player.show(layers, captions=self._captions(), step=place, alt=self._finding())
        self._quiet = quiet

    def _captions(self) -> list[str]:
        known = _known(self.objective)
        names = {rate: name for name, rate in marks(self.objective).items()}
        lines = []
        for rate, count in zip(self.found.learning_rates, self.found.steps, strict=True):
            share = rate * known.largest / 2
            where = f" = {names[rate]}" if rate in names else f" = {number(share)} · 2/L"
            line = f"η = {number(rate)}{where}:   {_counted(count, share)}"
            if known.smallest is not None:
                line += (
                    f"\nEvery step multiplies the error along the steep direction by "
                    f"{number(1 - rate * known.largest)}, along the flat one by "
                    f"{number(1 - rate * known.smallest)}."
                )
            lines.append(line)
        return lines

    def _finding(self) -> str:
        best = int(np.argmin(self.found.steps))
        return (
            f"Steps needed on {self.objective.name} from {vector(self.start)} against the learning "
            f"rate: fewest, {number(self.found.steps[best])}, at η = "
            f"{number(self.found.learning_rates[best])}; none arrives from 2/L = "
            f"{number(2 / _known(self.objective).largest)} on."
        )


def _known(objective: Objective) -> Curvature:
    known = curvature(objective)
    assert known is not None  # `_sweepable` has made sure
    return known


def _sweepable(value: object) -> Objective:
    """Return an objective whose learning rates can be swept, else say what is missing."""
    remedy = "make one of your function with as_objective"
    objective: Objective = instance("objective", value, Objective, remedy)
    if objective.dimension != 2:
        raise ValueError(wrong("objective", "of 2 dimensions, to be drawn as a map", objective))
    if objective.minimum_value is None or curvature(objective) is None:
        remedy = "without them nobody knows when it has arrived, nor where 2/L is"
        requirement = "one with a known minimum and curvature"
        raise ValueError(wrong("objective", requirement, objective, remedy))
    return objective


def _counted(count: float, share: float) -> str:
    """Return in words how many steps a learning rate needs."""
    if np.isfinite(count):
        return f"{count:.0f} step{'' if count == 1 else 's'} until f is within 10⁻⁶ of its minimum"
    if share == 0:
        return "no step at all: it stays where it is"
    if share < 1:
        return f"not there after {MOST_STEPS} steps"
    return "never: the steep direction does not settle"
