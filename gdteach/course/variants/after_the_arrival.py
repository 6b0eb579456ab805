"""The lab of what comes after the arrival: a method that is there goes on, and may not stay."""

from typing import Any

import numpy as np

from gdteach.course.variants.walls import seen_curvatures, wall
from gdteach.figure import Curve, Label, Layer, Marker, Trail, colour, figures, mosaic
from gdteach.figure.captions import iterate
from gdteach.figure.dressing import log_axis, ruled, step_axis
from gdteach.figure.paths import OUT_OF_SIGHT, level
from gdteach.figure.thinning import eventful
from gdteach.lab import Choice, Lab, Menu, Number, Point, Scene, Whole, run_of
from gdteach.lab.log_slider import LARGEST_RATE
from gdteach.numerics import methods
from gdteach.numerics.arguments import wrong
from gdteach.numerics.arrivals import TARGET
from gdteach.numerics.objective import Objective
from gdteach.numerics.trajectory import Trajectory
from gdteach.numerics.wording import number, times, vector

FRAMES, TAIL = 240, 8  # about so many steps are drawn, and the last positions at each
HEIGHTS, METERS = (1e-30, 1e3), (1e-2, 1e3)  # the ends of the axes
SEEN = 1e-8  # where f is less, a map shows no movement
RULES = methods.Adam, methods.AMSGrad, methods.RMSProp, methods.GradientDescent, methods.Momentum
METHODS: dict[str, Any] = {rule.name: rule for rule in RULES}
SCHEDULES: dict[str, Any] = {
    "constant": None,
    "η/√(1 + t/100)": lambda t: (1 + t / 100) ** -0.5,
    "η/(1 + t/100)": lambda t: 1 / (1 + t / 100),
}


def with_curvature(objective: Objective) -> None:
    """Refuse an objective whose minimum or curvature nobody knows."""
    if objective.hessian is None or objective.minimum_value is None:
        requirement = "one with a known minimum and Hessian"
        remedy = "without them nobody knows when it has arrived, nor where the wall is"
        raise ValueError(wrong("objective", requirement, objective, remedy))


class AfterTheArrivalLab(Lab):
    """A lab for the question what a method does after it has arrived.

    Attributes
    ----------
    trajectory : Trajectory
        The run on screen.
    arrived : int or None
        The first step with f no more than 10⁻⁶ above its minimum.
    highest_since : int or None
        Of the steps from there on, the one at which f is largest.
    meter : array, shape (T + 1,)
        For the step that led to each iterate, η times the curvature that the method sees: the
        largest eigenvalue of the Hessian, divided as the method divides its slopes. NaN at 0.
    wall : float
        What the meter must not exceed for the method to stay, were its divisors held.
    longest_step : float
        The longest way along one coordinate in one step, in units of that step's η.

    Examples
    --------
    >>> from gdteach.numerics.quadratics import quadratic_bowl
    >>> lab = AfterTheArrivalLab(quadratic_bowl(100), max_steps=500)
    >>> lab.arrived, round(lab.wall, 9)
    (151, 38.0)
    """

    objective = Menu(2, needs=with_curvature)
    method = Choice(METHODS, doc="The update rule, with its usual constants: β = 0.9, ρ = 0.9.")
    learning_rate = Number(  # a box: the marks under a slider are those of plain descent
        0.1, at_least=0, at_most=LARGEST_RATE, label="η =", doc="η ≥ 0, of the first step."
    )
    schedule = Choice(SCHEDULES, doc="What becomes of η with the steps t = 0, 1, ….")
    start = Point(doc="w₀; the objective's own start by default.")
    max_steps = Whole(10_000, at_most=30_000, redraws=True, shown=False, doc="Steps in a run.")
    rows = ("objective", "method schedule", "learning_rate start max_steps")
    speed = 15.0
    spread = True
    still_at_end = False  # which is the answer
    trajectory: Trajectory

    def axes(self) -> None:
        self.figure, (self.heights, self.near, self.meters) = mosaic(
            "fw;mw", width=9.2, height=4.4, width_ratios=[1.5, 1]
        )

    def still(self) -> None:
        for axes, name, ends in (
            (self.heights, "$f(w_t)$ above its minimum", HEIGHTS),
            (self.meters, "Meter: η · the curvature it sees", METERS),
        ):
            log_axis(axes, "y", ends, ticks=5)
            step_axis(axes, self.max_steps)
            ruled(axes)
            figures.title(axes, name)
        self.heights.set(xlabel="", xticklabels=[])
        self.heights.axhline(TARGET, color=colour("quiet"), linestyle="--")
        self.heights.annotate(
            "arrived: f ≤ 10⁻⁶", (self.max_steps / 2, TARGET), xytext=(0, 4),
            textcoords="offset points", color=colour("quiet"),
        )  # fmt: skip
        across, up = self.objective.coordinates
        self.near.set_aspect("equal")
        self.near.set(xlim=(-1.5, 1.5), ylim=(-1.5, 1.5), xlabel=f"$({across} - {across}^*)/\\eta$")
        self.near.set(xticks=[-1, 0, 1], yticks=[-1, 0, 1])
        self.near.set_ylabel(f"$({up} - {up}^*)/\\eta$", rotation=90, va="bottom")
        ruled(self.near, "both")
        figures.title(self.near, "Near the minimiser")

    def scene(self) -> Scene:
        rule, slows, rate = METHODS[self.method], SCHEDULES[self.schedule], self.learning_rate
        method = methods.Scheduled(rule, lambda t: rate * slows(t)) if slows else rule(rate)
        run = run_of(self.objective, self.start, method, self.max_steps)
        rates = rate * slows(np.arange(run.n_steps)) if slows else np.full(run.n_steps, rate)
        self.trajectory, self.wall = run, wall(rule(rate))
        self.meter = np.array([np.nan, *(rates * seen_curvatures(rule(rate), run))])
        ways = np.abs(np.diff(run.iterates, axis=0)).max(axis=1)
        self.longest_step = float(np.max(ways / rates, initial=0.0)) if rate else 0.0
        self._gaps = gaps = run.values - self.objective.minimum_value
        self.arrived = self.highest_since = None
        if (gaps <= TARGET).any():
            self.arrived = int(np.argmax(gaps <= TARGET))
            self.highest_since = self.arrived + int(np.argmax(gaps[self.arrived :]))
        shown = eventful(np.log10(np.clip(gaps, SEEN, HEIGHTS[1])), FRAMES)
        shown = sorted({*shown, self.arrived or 0, self.highest_since or 0})
        came = "it has not arrived" if self.arrived is None else f"it arrives at {self.arrived}"
        alt = (
            f"{self.method}, learning rate {number(rate)} ({self.schedule}), on "
            f"{self.objective.name} from {vector(self.start)}: of {times(run.n_steps, 'step')} "
            f"{came}; the captions tell f, the meter and the wall step by step."
        )
        return Scene(self._layers(shown), [self._caption(t) for t in shown], alt, steps=shown)

    def _layers(self, shown: list[int]) -> list[Layer]:
        points, there = self.trajectory.iterates, self.objective.minimisers
        lowest = points[np.argmin(self._gaps)]
        nearest = there[np.argmin(np.linalg.norm(there - lowest, axis=1))]
        rows = np.array(shown)
        tails = (points - nearest)[np.maximum(rows[:, np.newaxis] - range(TAIL)[::-1], 0)]
        tails /= self.learning_rate
        name = [[self.max_steps / 2, 1.4 * self.wall]]
        layers: list[Layer] = [
            Label(self.meters, name, f"wall: {number(self.wall)}", colour="second"),
            level(self.meters, self.wall, colour="second", dashed=True),
            Marker(self.near, [[0.0, 0.0]], colour="minimiser", shape="star", size=14),
            Curve(self.near, tails, width=1.75),
            Marker(self.near, tails[:, -1], size=10),
        ]
        for axes, heights in ((self.heights, self._gaps), (self.meters, self.meter)):
            seen = np.maximum(heights[rows], OUT_OF_SIGHT * axes.get_ylim()[0])
            curve = np.column_stack([rows, seen])
            layers += [Trail(axes, curve, dots=False), Marker(axes, curve)]
        return layers

    def _caption(self, t: int) -> str:
        run = self.trajectory
        line = f"{iterate(t, run.iterates[t])}   f = {number(run.values[t])}"
        line += f"   meter {number(self.meter[t])}, wall {number(self.wall)}" if t else ""
        if self.arrived is not None and t >= self.arrived:
            since = number(self._gaps[self.arrived : t + 1].max())
            line += f"\narrived after {times(self.arrived, 'step')}; largest f since: {since}"
        if t < run.n_steps:
            return line
        longest = f"longest step: {number(self.longest_step)} η along one coordinate"
        return f"{line}\n{longest}" if run.diverged_at is None else f"{line}\n{run.summary()}"
