"""The race lab: every method from one start, at its own best learning rate or all at one.

Cost is counted in gradient evaluations, of which each of these methods makes one per step. What
is best is decided by the median over many starts, and not by the start on screen.
"""

import numpy as np

from gdteach.course.variants.contenders import CONTENDERS, Contender
from gdteach.course.variants.racing import (
    MOST,
    RATES,
    TARGET,
    Trials,
    arrival,
    known,
    starts_of,
    tried,
)
from gdteach.course.variants.result_table import table
from gdteach.figure import Curve, Layer, Marker, Trail, figures, mosaic
from gdteach.figure.paths import level, upright
from gdteach.figure.thinning import spread
from gdteach.lab import Choice, Lab, LearningRate, Menu, Point, Scene, Whole, run_of
from gdteach.numerics.arrivals import SETTLED
from gdteach.numerics.objective import Array, grid_over
from gdteach.numerics.trajectory import Trajectory
from gdteach.numerics.wording import listed, number, times, vector

OWN, ONE = "own best", "one for all"  # η
FRAMES = 110  # about so many steps of a run are drawn
BEFORE, LOWEST = 0.6, 1e-9  # where step 0 stands on a log axis, and the bottom of the gaps
NOWHERE = np.full((len(RATES), 2), np.nan)


class RaceLab(Lab):
    """A lab for the question which method is the fastest, and at which learning rate.

    Attributes
    ----------
    runs : dict
        For each method its run from the start on screen.
    rates : dict
        The η of each.
    evaluations : dict
        Gradient evaluations until f is within 10⁻⁶ of its minimum and stays so for 100 steps, from
        the start on screen; inf if that takes more than ``max_steps``.
    starts : array, shape (20, 2)
        Where runs begin whose median says which η is best: drawn evenly from the domain, always
        the same. A function of your own, which is asked point by point, has 5.
    counts : dict
        The evaluations from each of these, arrays.
    decades : dict
        Over how many decades of η the median of these is at most twice its least.

    Examples
    --------
    >>> import gdteach as gd
    >>> lab = RaceLab(gd.quadratic_bowl(100, rotation=30))
    >>> [int(lab.evaluations[name]) for name in ("gradient descent", "momentum", "AdaGrad")]
    [443, 182, 471]
    """

    objective = Menu(2, needs=known)
    tuned = Choice((OWN, ONE), label="η of each method", doc="Whether each has its own best η.")
    learning_rate = LearningRate(0.01, doc="η ≥ 0 for all, where they run at one.")
    start = Point(on="map")
    max_steps = Whole(
        1000, at_most=MOST, label="at most", redraws=True,
        doc="The budget of each run, in gradient evaluations.",
    )  # fmt: skip
    rows = ("objective tuned", "learning_rate", "start max_steps")
    speed = 10.0
    spread = True
    still_step = property(lambda lab: lab.player.step)  # the end would tell who wins

    def axes(self) -> None:
        self.figure, (self.map, self.gaps, self.sweep, self.card) = mosaic(
            "mgs;ccc", width=9.2, height=4.5, width_ratios=[1, 1.1, 1.1], height_ratios=[1.5, 1]
        )

    def still(self) -> None:
        figures.contour_map(self.map, self.objective, labels=False)
        self.card.set_axis_off()
        self.card.set(xlim=(0, 1), ylim=(0, len(CONTENDERS) + 1.3))
        highest = self.objective(grid_over(self.objective.domain, 20)).max() - self.floor
        for axes, name, limits in (
            (self.gaps, "Above the minimum", (LOWEST, 10 ** np.ceil(np.log10(highest)))),
            (self.sweep, f"Median of {len(self.starts)} starts", (2, 2 * MOST)),
        ):
            figures.log_axis(axes, "y", limits, base=1000 if axes is self.gaps else 10)
            figures.ruled(axes)
            figures.title(axes, name)
        figures.log_axis(self.gaps, "x", (BEFORE, self.max_steps))
        figures.log_axis(self.sweep, "x", (RATES[0], RATES[-1]), base=100)
        self.gaps.set_xlabel("gradient evaluations")
        self.sweep.set_xlabel(r"learning rate $\eta$")

    @property
    def floor(self) -> float:
        """The least value of the objective."""
        return float(self.objective.minimum_value)

    # ------------------------------------------------------------------ what is found

    def changed(self, names: frozenset[str]) -> None:
        if "objective" in names:
            self.starts = starts_of(self.objective)
        idle = self.tuned == OWN
        self.controls["learning_rate"].layout.display = "none" if idle else None

    def scene(self) -> Scene:
        swept = tried(self.objective)
        one = swept
        if self.tuned == ONE:
            one = tried(self.objective, self.learning_rate, self.max_steps)
        self.runs, self.rates, self.counts = {}, {}, {}
        self.evaluations, self.decades = {}, {}
        for name, each in CONTENDERS.items():
            best = one[name].best
            self.rates[name] = rate = float(one[name].rates[best])
            self.counts[name] = self._affordable(one[name].counts[best])
            self.decades[name] = swept[name].decades
            run = run_of(self.objective, self.start, each.rule(rate), self.max_steps + SETTLED)
            self.runs[name] = run
            self.evaluations[name] = float(self._affordable(arrival(run.values - self.floor)))
        shown = spread(self.max_steps, FRAMES)
        layers: list[Layer] = [level(self.gaps, TARGET, colour="quiet", dashed=True, width=1.5)]
        if self.tuned == ONE and self.learning_rate:
            layers.append(upright(self.sweep, self.learning_rate, colour="quiet", width=1.5))
        for name, each in CONTENDERS.items():
            layers += self._running(self.runs[name], each, shown)
            layers += self._swept(swept[name], name, each)
        layers += self._table(shown)
        layers.append(Marker(self.map, [self.start], colour="gradient", shape="ring"))
        return Scene(layers, [self._caption(t) for t in shown], self._alt(), steps=shown)

    def _affordable(self, counts: Array | float) -> Array:
        return np.where(np.asarray(counts) <= self.max_steps, counts, np.inf)

    # ------------------------------------------------------------------ what is drawn

    def _running(self, run: Trajectory, look: Contender, shown: list[int]) -> list[Layer]:
        """Return a run on the map, and its gap against the evaluations."""
        steps = np.minimum(shown, run.n_steps)  # one that diverged stays where it was last
        here = run.iterates[steps]
        gaps = np.maximum(run.values[steps] - self.floor, LOWEST)
        curve = np.column_stack([np.maximum(shown, BEFORE), gaps])
        return [
            mark
            for axes, points in ((self.map, here), (self.gaps, curve))
            for mark in (
                Trail(axes, points, dots=False, **look.line),
                Marker(axes, points, **look.mark),
            )
        ]

    def _swept(self, trials: Trials, name: str, look: Contender) -> list[Layer]:
        """Return the median against η, and where this race is; nothing before the first step."""
        medians = np.median(self._affordable(trials.counts), axis=1)
        curve = np.column_stack([trials.rates, np.where(np.isinf(medians), np.nan, medians)])
        here = [self.rates[name], np.median(self.counts[name])]
        return [
            Curve(self.sweep, [NOWHERE[: len(curve)], curve], **look.line),
            Marker(self.sweep, [[np.nan, np.nan], here], **look.mark),
        ]

    def _table(self, shown: list[int]) -> list[Layer]:
        """Return who needs how much; but for η, nothing before the first step."""
        rows = {}
        for name, counts in self.counts.items():
            taken, median, wide = self.evaluations[name], np.median(counts), self.decades[name]
            rows[name] = (
                number(self.rates[name]),
                [f"{taken:.0f}" if t >= taken else "–" for t in shown],
                ["", f"{median:.0f}" if np.isfinite(median) else "–"],
                ["", f"{np.isfinite(counts).sum()} of {len(counts)}"],
                ["", f"{wide:.1f}" if wide else "–"],
            )
        words = ("η", "from here", f"median of {len(self.starts)}", "arrive in time")
        return table(self.card, (*words, "good η, in decades"), rows)

    def _caption(self, t: int) -> str:
        there = sorted((taken, name) for name, taken in self.evaluations.items() if taken <= t)
        said = listed(f"{name} ({taken:.0f})" for taken, name in there) if there else "nobody"
        line = f"after {times(t, 'gradient evaluation')}:   arrived: {said}"
        if t < self.max_steps:
            return line
        best = f"best η: least median of {len(self.starts)} starts; " * (self.tuned == OWN)
        return f"{line}\n{best}good η: a median at most twice the least"

    def _alt(self) -> str:
        taken = "; ".join(
            f"{name} at η = {number(rate)} "
            + ("never" if np.isinf(self.evaluations[name]) else f"{self.evaluations[name]:.0f}")
            for name, rate in self.rates.items()
        )
        return (
            f"Gradient evaluations until it arrives on {self.objective.name} from "
            f"{vector(self.start)}, η {self.tuned}: {taken}."
        )
