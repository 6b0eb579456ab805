"""The race lab: every method from one start, at its own best learning rate or all at one.

Cost is counted in gradient evaluations, of which each of these methods makes one per step. What
is best is decided by the median over many starts, and not by the start on screen.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.course.variants import race_told, racing
from gdteach.course.variants.contenders import CONTENDERS, Contender
from gdteach.course.variants.racing import RATES, Result
from gdteach.figure import Curve, Layer, Marker, Trail, colour, figures, mosaic
from gdteach.figure.paths import upright
from gdteach.figure.thinning import spread
from gdteach.lab import OFF, Baked, Choice, Lab, Menu, Number, Point, Scene, Whole, pixels
from gdteach.lab.log_slider import LARGEST_RATE
from gdteach.numerics.arrivals import TARGET
from gdteach.numerics.objective import grid_over
from gdteach.numerics.wording import number, vector

OWN, ONE = "own best", "one for all"  # η
FRAMES = 110  # about so many steps of a run are drawn
BEFORE, LOWEST = 0.6, 1e-9  # where step 0 stands on a log axis, and the bottom of the gaps
NOWHERE = np.full((len(RATES), 2), np.nan)


class Tuned(Choice):
    """Whether each method has its own best learning rate, or all have one."""

    def bake(self, lab: Any, room: int) -> Baked:
        """Offer the own best ones, and common ones over the sweep."""
        chosen = [float(f"{rate:.3g}") for rate in RATES[::4]]  # as they are read
        settings = [{"tuned": OWN, "learning_rate": lab.learning_rate}]
        settings += [{"tuned": ONE, "learning_rate": each} for each in chosen]
        words = [OWN, *(f"{number(each)} for all" for each in chosen)]
        presses = {lab.sweep: [[OFF, *pixels(lab.sweep, chosen)]]}
        return Baked(settings, {self.label: words}, presses=presses)


class RaceLab(Lab):
    """A lab for the question which method is the fastest, and at which learning rate.

    Attributes
    ----------
    results : dict
        For each method a result: its ``rate`` η, its ``run`` from the start on screen and the
        ``evaluations`` until it arrives (f within 10⁻⁶ of its minimum, for 100 steps; inf if not
        within ``max_steps``); these ``counts`` from the other starts, their ``median``, how many
        have ``arrived``; and over how many ``decades`` of η the median is at most twice its least.
    starts : array, shape (20, 2)
        Where runs begin whose median says which η is best: drawn evenly from the domain, always
        the same. A function of your own, which is asked point by point, has 5.

    Examples
    --------
    >>> import gdteach as gd
    >>> lab = RaceLab(gd.quadratic_bowl(100, rotation=30))
    >>> [int(lab.results[name].evaluations) for name in ("momentum", "AdaGrad", "Adam")]
    [182, 471, 184]
    """

    objective = Menu(2, needs=racing.known)
    tuned = Tuned((OWN, ONE), label="η of each method", doc="Whether each has its own best η.")
    learning_rate = Number(
        0.01, at_least=0, at_most=LARGEST_RATE, on="sweep", label="η =",
        doc="η ≥ 0 for all, where they run at one; a press on the axes of learning rates sets it.",
    )  # fmt: skip
    start = Point(on="map")
    max_steps = Whole(
        1000, at_most=racing.MOST, redraws=True,
        doc="The budget of each run, in gradient evaluations.",
    )  # fmt: skip
    rows = ("objective", "tuned learning_rate", "start max_steps")
    speed = 10.0
    spread = True
    still_at_end = False  # which would tell who wins

    def axes(self) -> None:
        self.figure, (self.map, self.gaps, self.sweep, self.card) = mosaic(
            "mgs;ccc", width=9.2, height=4.5, width_ratios=[1, 1.1, 1.1], height_ratios=[1.5, 1]
        )

    def still(self) -> None:
        figures.contour_map(self.map, self.objective, labels=False)
        self.card.set_axis_off()
        self.card.set(xlim=(0, 1), ylim=(0, len(CONTENDERS) + 1.5))
        highest = self.objective(grid_over(self.objective.domain, 20)).max() - self.floor
        for axes, name, limits in (
            (self.gaps, "Above the minimum", (LOWEST, 10 ** np.ceil(np.log10(highest)))),
            (self.sweep, f"Median of {len(self.starts)} starts", (2, 2 * racing.MOST)),
        ):
            figures.log_axis(axes, "y", limits, base=1000 if axes is self.gaps else 10)
            figures.ruled(axes)
            figures.title(axes, name)
        figures.log_axis(self.sweep, "x", (RATES[0], RATES[-1]), base=100)
        figures.log_axis(self.gaps, "x", (BEFORE, max(self.max_steps, 2)))
        self.gaps.axhline(TARGET, color=colour("quiet"), linestyle="--")
        self.gaps.set_xlabel("gradient evaluations")
        self.sweep.set(xlabel=r"learning rate $\eta$", ylabel="evaluations")

    @property
    def floor(self) -> float:
        """The least value of the objective."""
        return float(self.objective.minimum_value)

    def changed(self, names: frozenset[str]) -> None:
        if "objective" in names:
            self.starts = racing.starts_of(self.objective)
        idle = self.tuned == OWN
        self.controls["learning_rate"].layout.display = "none" if idle else None

    def pressed(self, name: str, where: NDArray[np.float64]) -> None:
        if name == "learning_rate":
            self.tuned = ONE
        super().pressed(name, where)

    def scene(self) -> Scene:
        rate = self.learning_rate if self.tuned == ONE else None
        self.results = racing.race(self.objective, self.start, rate, self.max_steps)
        shown = spread(self.max_steps, FRAMES)
        layers: list[Layer] = []
        if rate:
            layers.append(upright(self.sweep, rate, colour="quiet", width=1.5))
        for name, each in CONTENDERS.items():
            layers += self._running(self.results[name], each, shown)
            layers += self._swept(self.results[name], each)
        layers += race_told.table(self.card, self.results, shown)
        layers.append(Marker(self.map, [self.start], colour="gradient", shape="ring"))
        lines = [race_told.caption(self.results, t, t == self.max_steps) for t in shown]
        alt = (
            f"Gradient evaluations until it arrives on {self.objective.name} from "
            f"{vector(self.start)}, η {self.tuned}: {race_told.alternative(self.results)}."
        )
        return Scene(layers, lines, alt, steps=shown)

    # ------------------------------------------------------------------ what is drawn

    def _running(self, result: Result, look: Contender, shown: list[int]) -> list[Layer]:
        """Return a run on the map, and its gap against the evaluations."""
        run = result.run
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

    def _swept(self, result: Result, look: Contender) -> list[Layer]:
        """Return the median against η, and where this race is; nothing before the first step."""
        swept = result.swept
        medians = np.median(racing.affordable(swept.counts, self.max_steps), axis=1)
        curve = np.column_stack([swept.rates, np.where(np.isinf(medians), np.nan, medians)])
        here = [result.rate, result.median]
        return [
            Curve(self.sweep, [NOWHERE[: len(curve)], curve], **look.line),
            Marker(self.sweep, [[np.nan, np.nan], here], **look.mark),
        ]
