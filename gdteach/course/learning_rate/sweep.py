"""The sweep lab: one start, every learning rate, and the steps each of them needs.

Here the scrubber's "step" is a learning rate: playing runs through them from small to too large,
the path on the map bends with them, and the count of steps draws its U.
"""

import numpy as np
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from gdteach.course.learning_rate.rate_sweep import Sweep, sweep_learning_rates
from gdteach.figure import Curve, Label, Layer, Marker, Trail, colour, figures, scale, subplots
from gdteach.lab import Lab, Menu, Number, Point, Scene
from gdteach.lab.log_slider import LARGEST_RATE
from gdteach.numerics.arguments import wrong
from gdteach.numerics.catalogue import Objective
from gdteach.numerics.curvature import Curvature, curvature, marks, rounded
from gdteach.numerics.wording import number, times, vector

TARGET = 1e-6  # a run has arrived when f is less than this above its minimum
MOST_STEPS = 2000  # then a run is given up
MOST_EXTRA = 12  # learning rates of the learner's own that are kept in the sweep
PATH = 20  # steps of each path that the map shows
SHARES = (*np.linspace(0.1, 0.9, 25), *np.linspace(0.92, 0.995, 10), 1.01, 1.03, 1.06)  # of 2/L
RIGHT_END = 1.1  # of the wall 2/L: how far the axis of learning rates goes
FEWEST, TOP = 4.0, 2.0 * MOST_STEPS  # the ends of the axis of steps
BEYOND = "#F6E3D8"  # where no learning rate arrives


def sweepable(objective: Objective) -> Curvature:
    """Return the curvatures of an objective that can be swept, else say what is missing."""
    known = curvature(objective)
    if objective.minimum_value is None or known is None:
        remedy = "without them nobody knows when it has arrived, nor where 2/L is"
        requirement = "one with a known minimum and curvature"
        raise ValueError(wrong("objective", requirement, objective, remedy))
    return known


def rates_of(objective: Objective) -> NDArray[np.float64]:
    """Return the learning rates of an objective's sweep: up to 2/L and past it, and the marks."""
    named = marks(objective)
    return np.unique([*(rounded(share * named["2/L"]) for share in SHARES), *named.values()])


class SweepLab(Lab):
    """A lab for the question which learning rate needs the fewest steps.

    Attributes
    ----------
    found : Sweep
        Steps needed and first iterates for every learning rate.

    Examples
    --------
    >>> from gdteach.numerics.quadratics import two_houses
    >>> lab = SweepLab(two_houses(), learning_rate=0.3)
    >>> lab.steps_needed
    373
    """

    objective = Menu(2, needs=sweepable)
    learning_rate = Number(
        lambda lab: rates_of(lab.objective)[0], at_least=0, at_most=LARGEST_RATE,
        renews=True, played="swept", label="show η =",
        doc="η ≥ 0, dimensionless here; the smallest of the sweep by default. Any value joins it.",
    )  # fmt: skip
    start = Point(on="map", drags=False, doc="w₀; the objective's own start by default.")
    rows = ("objective", "learning_rate start")
    speed = 10.0
    still_at_end = False  # which is no end, but another η
    found: Sweep

    def axes(self) -> None:
        self.figure, (self.map, self.counts) = subplots(
            1, 2, width=9.2, height=3.7, width_ratios=[1.25, 1]
        )

    def still(self) -> None:
        figures.contour_map(self.map, self.objective)
        figures.title(self.map, "The path")
        named, counts = marks(self.objective), self.counts
        right = RIGHT_END * named["2/L"]
        counts.set_yscale("log")
        counts.set(xlim=(0, right), ylim=(FEWEST, TOP))
        counts.set(xlabel=r"learning rate $\eta$", ylabel="steps until it arrives")
        counts.xaxis.set_major_locator(MaxNLocator(5))
        counts.axvspan(named["2/L"], right, color=BEYOND, linewidth=0)
        figures.title(counts, "Steps needed")
        self._mark(named["2/L"], "2/L", "path", "left")
        if "2/(L+μ)" in named:
            self._mark(named["2/(L+μ)"], r"2/(L+\mu)", "minimiser", "right", dashed=True)

    def _mark(self, rate: float, name: str, role: str, side: str, *, dashed: bool = False) -> None:
        """Draw a learning rate that theory singles out, with its name at the foot."""
        tint, dash = colour(role), "--" if dashed else "-"
        self.counts.axvline(rate, color=tint, linewidth=1.5 * scale(), linestyle=dash)
        self.counts.annotate(
            f"${name}$", (rate, FEWEST), xytext=(4 if side == "left" else -4, 6),
            textcoords="offset points", ha=side, va="bottom", color=tint,
        )  # fmt: skip

    # ------------------------------------------------------------------ the sweep

    @property
    def swept(self) -> NDArray[np.float64]:
        """The learning rates that the steps of the player stand for."""
        return self.found.learning_rates

    @property
    def steps_needed(self) -> int | None:
        """Steps until f is less than 10⁻⁶ above its minimum; None where it never is."""
        count = self.found.steps[np.abs(self.swept - self.learning_rate).argmin()]
        return int(count) if np.isfinite(count) else None

    def changed(self, names: frozenset[str]) -> None:
        if "objective" in names:
            self._extra: list[float] = []  # learning rates that joined the sweep
        known = [*rates_of(self.objective), *self._extra]
        if not np.isclose(known, self.learning_rate, rtol=1e-9, atol=0).any():
            self._extra = [*self._extra[1 - MOST_EXTRA :], self.learning_rate]

    def scene(self) -> Scene:
        self.found = found = sweep_learning_rates(
            self.objective, self.start, np.unique([*rates_of(self.objective), *self._extra]),
            target=TARGET, max_steps=MOST_STEPS, keep=PATH,
        )  # fmt: skip
        best = int(np.argmin(found.steps))
        alt = (
            f"Steps needed on {self.objective.name} from {vector(self.start)} against the learning "
            f"rate: fewest, {number(found.steps[best])}, at η = {number(self.swept[best])}; none "
            f"arrives from 2/L = {number(marks(self.objective)['2/L'])} on."
        )
        return Scene(self._layers(found), self._captions(), alt)

    def _layers(self, found: Sweep) -> list[Layer]:
        """Return what moves from learning rate to learning rate."""
        arrived = np.isfinite(found.steps)
        heights = np.where(arrived, np.maximum(found.steps, FEWEST), np.nan)
        curve = np.column_stack([found.learning_rates, heights])
        # a run that never arrives stands at the upper edge, where its count would be infinite
        here = np.where(np.isnan(curve), 0.8 * TOP, curve)
        paths: NDArray[np.float64] = np.swapaxes(found.iterates, 0, 1)
        words = [f"{count:.0f}" if np.isfinite(count) else "never" for count in found.steps]
        right = 0.75 * self.counts.get_xlim()[1]
        above = np.column_stack([np.clip(here[:, 0], 0.1 * right, right), 1.35 * here[:, 1]])
        above[:, 1] = np.minimum(above[:, 1], 0.55 * TOP)
        return [
            Curve(self.map, paths, width=1.75),
            Marker(self.map, paths[:1, 0], shape="ring"),
            Trail(self.counts, curve, dots=True, width=1.75),
            Marker(self.counts, here),
            Label(self.counts, above, words, anchor="end"),
        ]

    def _captions(self) -> list[str]:
        L, mu, _ = sweepable(self.objective)
        names = {rate: name for name, rate in marks(self.objective).items()}
        lines = []
        for rate, count in zip(self.found.learning_rates, self.found.steps, strict=True):
            share = rate * L / 2
            where = names.get(rate, f"{number(share)} · 2/L")
            line = f"η = {number(rate)} = {where}:   {_counted(count, share)}"
            if mu is not None:
                line += (
                    f"\nEvery step multiplies the error along the steep direction by "
                    f"{number(1 - rate * L)}, along the flat one by {number(1 - rate * mu)}."
                )
            lines.append(line)
        return lines


def _counted(count: float, share: float) -> str:
    """Return in words how many steps a learning rate needs."""
    if np.isfinite(count):
        return f"{times(int(count), 'step')} until f is within 10⁻⁶ of its minimum"
    if share == 0:
        return "no step at all: it stays where it is"
    if share < 1:
        return f"not there after {MOST_STEPS} steps"
    return "never: the steep direction does not settle"
