"""The saddle lab: start beside the ridge of a saddle, as near as you like, and time the escape."""

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from gdteach.course.minima.offset import SMALLEST, Offset
from gdteach.figure import Label, Layer, Marker, Segment, Trail, colour, figures, scale, subplots
from gdteach.figure.captions import iterate
from gdteach.figure.paths import path, upright
from gdteach.lab import Lab, LearningRate, Scene, run_of
from gdteach.numerics.batch import walk
from gdteach.numerics.catalogue import Objective, saddle
from gdteach.numerics.trajectory import Trajectory
from gdteach.numerics.wording import number

AWAY = 1.0  # the ball has left the saddle when |y| is at least this
MOST_STEPS = 220  # the axis of steps ends here
EDGE = SMALLEST + 0.6  # where the axis of powers ends
LIMITS = (10.0 ** -(SMALLEST + 4), 1e4)  # of the distances: below them is room for two words


def escape_times(learning_rate: float) -> NDArray[np.float64]:
    """Return the first step with |y| ≥ 1, counted in runs from 10⁰ … 10⁻¹⁶, NaN if none is."""
    starts = np.column_stack([np.ones(SMALLEST + 1), 10.0 ** -np.arange(SMALLEST + 1)])
    runs = walk(SaddleLab.objective.gradient, starts, learning_rate, MOST_STEPS)
    away = np.abs(runs[..., 1]) >= AWAY
    return np.where(away.any(axis=0), away.argmax(axis=0), np.nan)


class SaddleLab(Lab):
    """A lab for the question how long a saddle holds the ball, on f(x, y) = x² − y².

    Attributes
    ----------
    trajectory : Trajectory
        The run on screen.
    measured : int or None
        The first step with |y| ≥ 1; None if there is none within 220 steps.
    predicted : float
        What the formula says: log(1/y₀) / log(1 + 2η), before rounding up; infinite for y₀ = 0.

    Examples
    --------
    >>> lab = SaddleLab(learning_rate=0.1, offset=1e-12)
    >>> lab.measured, round(lab.predicted, 2)
    (152, 151.55)
    """

    learning_rate = LearningRate(0.1)
    offset = Offset(0.01, on="escape", doc="Of the start (1, y₀) from the ridge y = 0: y₀ ≥ 0.")
    rows = ("offset", "learning_rate")
    speed = 20
    objective: ClassVar[Objective] = saddle()
    trajectory: Trajectory

    def axes(self) -> None:
        self.figure, (self.map, self.distance, self.escape) = subplots(
            1, 3, width=9.2, height=3.7, width_ratios=[1.12, 1, 1]
        )

    def still(self) -> None:
        figures.contour_map(self.map, self.objective, labels=False)
        self.map.plot(
            0, 0, "D", color=colour("saddle"), markersize=10 * scale(), markeredgecolor="white"
        )
        figures.title(self.map, "The path")
        figures.log_axis(self.distance, "y", LIMITS)
        self.distance.set_yticks(10.0 ** np.arange(-SMALLEST, 1, 4))
        self.distance.set(xlim=(0, MOST_STEPS), xlabel="step $t$", ylabel="distance $|y_t|$")
        self.distance.axhline(AWAY, color=colour("quiet"), linestyle="--", linewidth=1.5)
        self.distance.text(4, 3 * AWAY, "$|y| = 1$")
        for row, (word, role) in enumerate((("measured", "path"), ("predicted", "second"))):
            self.distance.text(
                0.98, 0.03 + 0.09 * row, word, color=colour(role), weight="bold", ha="right",
                transform=self.distance.transAxes,
            )  # fmt: skip
        figures.title(self.distance, "Leaving the ridge")
        self.escape.set(xlim=(0, EDGE), ylim=(0, MOST_STEPS), xticks=[0, 4, 8, 12, 16])
        self.escape.set_xlabel("$k$, for an offset of $10^{-k}$")
        figures.ruled(self.escape, "both")
        self.escape.set_ylabel("steps until $|y| \\geq 1$")
        figures.title(self.escape, "Time to leave")

    @property
    def growth(self) -> float:
        """1 + 2η, by which every step multiplies y."""
        return 1 + 2 * self.learning_rate

    @property
    def predicted(self) -> float:
        if self.offset >= AWAY:
            return 0.0
        if self.offset == 0 or self.learning_rate == 0:
            return np.inf
        return float(np.log(AWAY / self.offset) / np.log1p(2 * self.learning_rate))

    @property
    def measured(self) -> int | None:
        away = np.flatnonzero(np.abs(self.trajectory.iterates[:, 1]) >= AWAY)
        return int(away[0]) if away.size else None

    def scene(self) -> Scene:
        start = 1.0, self.offset
        self.trajectory = run = run_of(self.objective, start, self.learning_rate, MOST_STEPS)
        layers = [*path(self.map, run.iterates), *self._times(), *self._distances()]
        return Scene(layers, self._captions(), self._finding())

    def _times(self) -> list[Layer]:
        """Return the steps until it leaves for every offset: the line predicted, dots counted."""
        powers = np.log10(self.growth)  # of ten that a step covers
        end = min(EDGE, MOST_STEPS * powers)
        height = end / powers if powers else 0
        counted = enumerate(escape_times(self.learning_rate))
        return [
            Segment(self.escape, [[0, 0]], [[end, height]], colour="second"),
            *(Marker(self.escape, [dot], size=7) for dot in counted),
        ]

    def _distances(self) -> list[Layer]:
        """Return the distances from the ridge, predicted and as they are, and where k stands."""
        if self.offset == 0:
            note = "y = 0, at every step"
            return [Label(self.distance, [[MOST_STEPS / 2, 1e-9]], note, anchor="middle")]
        away = np.abs(self.trajectory.iterates[:, 1])
        steps = np.arange(len(away))
        predicted = np.column_stack([steps, self.offset * self.growth**steps])
        seen = np.column_stack([steps, away])
        return [
            Trail(self.distance, predicted, colour="second", dots=False, ahead=True, width=5),
            Trail(self.distance, seen, dots=False, width=2),
            Marker(self.distance, seen),
            upright(self.escape, -np.log10(self.offset), width=1.5, dashed=True),
        ]

    def _captions(self) -> list[str]:
        run = self.trajectory
        lines = [
            f"{iterate(t, w)}   ‖∇f‖ = {number(norm)}"
            for t, (w, norm) in enumerate(zip(run.iterates, run.gradient_norms, strict=True))
        ]
        for t in {0, len(lines) - 1}:  # on every line it would be most of what is sent
            lines[t] += f"\n{self._finding()}"
        if run.diverged_at is not None:
            lines[-1] += f"\nAt step {run.diverged_at} it leaves the numbers."
        return lines

    def _finding(self) -> str:
        times = f"each step multiplies y by 1 + 2η = {number(self.growth)}"
        if self.learning_rate == 0:
            return "η = 0: nobody moves."
        if self.offset == 0:
            return f"y₀ = 0: {times}, and 0 stays 0. It ends on the saddle, for ever."
        if self.offset >= AWAY:
            return f"y₀ = {number(self.offset)}: it starts beyond |y| = 1; {times}."
        found = "not yet, after 220 steps" if self.measured is None else f"step {self.measured}"
        return (
            f"y₀ = {number(self.offset)}: {times}. Predicted: log(1/y₀)/log(1 + 2η) = "
            f"{number(self.predicted, digits=5)} steps; measured: {found}."
        )
