"""The triptych: three balls on one bowl, with a learning rate too small, good and too large.

Three maps side by side, each with the height curve of its run underneath; one play button and one
scrubber move all three, and a press on any map drops all three balls there.
"""

import numpy as np

from gdteach.course.learning_rate.three_rates import PANELS, LearningRates
from gdteach.figure import Label, Layer, figures, subplots
from gdteach.figure.lines import Lines
from gdteach.figure.paths import against_steps, path, trace
from gdteach.figure.sampling import value_range
from gdteach.lab import Lab, Menu, Point, Scene, Whole, run_of
from gdteach.numerics.trajectory import Trajectory
from gdteach.numerics.wording import number, subscript, vector

ARRIVED = 1e-2  # of the height at the start: less is "there"
ROOM_TO_CLIMB = 100.0  # how far above the map's own heights the axis of heights ends


def verdict(run: Trajectory) -> str:
    """Return what a run of plain gradient descent shows, as it stands on its map.

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

    Attributes
    ----------
    trajectories : tuple of Trajectory
        The three runs on screen; empty where f has no value at the start.

    Examples
    --------
    >>> from gdteach.numerics.quadratics import quadratic_bowl
    >>> lab = TriptychLab(quadratic_bowl(9), learning_rates=(0.01, 0.2, 0.23), start=(-4, 1.2))
    >>> lab.verdicts
    ('too small: it crawls', 'good: it arrives', 'too large: it leaves')
    """

    objective = Menu(2)
    learning_rates = LearningRates(...)
    start = Point(on="maps", doc="w₀ of all three; the objective's own start by default.")
    max_steps = Whole(25, at_most=20_000, redraws=True, doc="Steps in a run.")
    rows = ("objective start", "learning_rates")
    trajectories: tuple[Trajectory, ...]

    def axes(self) -> None:
        self.figure, (self.maps, self.heights) = subplots(
            2, PANELS, width=9.2, height=4.25, height_ratios=[1.6, 1], sharey="row",
            gridspec_kw={"wspace": 0.07},
        )  # fmt: skip

    def still(self) -> None:
        lowest, highest = value_range(self.objective)
        known = self.objective.minimum_value
        #: What a height is measured from: the minimum, else the lowest place on the map.
        self.floor = lowest if known is None else known
        top = ROOM_TO_CLIMB * max(highest - self.floor, figures.GAP_FLOOR)
        name = "f(w_t)" if self.floor == 0 else "f(w_t) - f_{min}"
        for i, (ground, heights) in enumerate(zip(self.maps, self.heights, strict=True)):
            figures.contour_map(ground, self.objective, points=101, labels=False)
            figures.gap_axes(heights, top, self.max_steps, name=name, ticks=6)
            if i > 0:
                ground.set_ylabel("")
                heights.set_ylabel("")

    # ------------------------------------------------------------------ the runs

    @property
    def verdicts(self) -> tuple[str, ...]:
        """What stands on the maps; empty where f has no value at the start."""
        return tuple(verdict(run) for run in self.trajectories)

    def scene(self) -> Scene:
        self.trajectories = ()
        self.trajectories = tuple(
            run_of(self.objective, self.start, rate, self.max_steps) for rate in self.learning_rates
        )
        rates = zip(self.learning_rates, self.verdicts, strict=True)
        parts = [f"learning rate {number(rate)}, {words}" for rate, words in rates]
        alt = (
            f"Three runs of {self.max_steps} steps on {self.objective.name} from "
            f"{vector(self.start)}: {'; '.join(parts)}."
        )
        longest = max(run.n_steps for run in self.trajectories)
        layers = [layer for i in range(PANELS) for layer in self._panel(i)]
        return Scene(layers, Lines(longest + 1, self._caption), alt)

    def _panel(self, i: int) -> list[Layer]:
        """Return a ball on its map, and its height under a few words about it.

        A run that leaves crosses its map from edge to edge: there is no room for words there.
        """
        ground, heights, run = self.maps[i], self.heights[i], self.trajectories[i]
        corner, size = self.objective.domain[:, 0], np.ptp(self.objective.domain, axis=1)
        (_, right), (low, high) = heights.get_xlim(), heights.get_ylim()
        upper, lower = ([0.03 * right, low * (high / low) ** share] for share in (0.84, 0.07))
        rate = f"η = {number(self.learning_rates[i])}"
        return [
            *path(ground, run.iterates, width=1.75, size=10),
            *trace(heights, against_steps(heights, run.values - self.floor), size=10),
            Label(ground, [corner + [0.03, 0.05] * size], rate),
            Label(heights, [upper], verdict(run), bold=True),
            Label(heights, [lower], Lines(run.n_steps + 1, lambda t: _height(run, t))),
        ]

    def _caption(self, t: int) -> str:
        balls = zip(self.learning_rates, self.trajectories, strict=True)
        return "      ".join(
            f"η{subscript(i)} = {number(rate)}: {_height(run, t)}"
            for i, (rate, run) in enumerate(balls, start=1)
        )


def _height(run: Trajectory, t: int) -> str:
    """Return f at a step, or since when there is none: too large, or undefined."""
    if run.diverged_at is not None and t >= run.diverged_at:
        return f"no value from step {run.diverged_at} on"
    return f"f = {number(run.values[min(t, run.n_steps)])}"
