"""The noise ball: where descent on mini-batches comes to rest, and in how large a cloud."""

from dataclasses import replace

import numpy as np

from gdteach.course.variants.noise_told import ToldRun, unit_of
from gdteach.figure import Curve, Label, Layer, Marker, Trail, colour, figures, scale, subplots
from gdteach.figure.paths import level
from gdteach.figure.thinning import spread
from gdteach.lab import Choice, Lab, LearningRate, Menu, Point, Scene, Switch, Whole
from gdteach.numerics.method import GradientDescent, Scheduled
from gdteach.numerics.noise_ball import a_solved_line, covariance_at_rest
from gdteach.numerics.stochastic import ORDERS, StochasticRun, stochastic_descent
from gdteach.numerics.wording import number

WINDOW = 1 / 12  # of the sides of the loss's domain: how far the map reaches from the minimiser
BEFORE = 0.7  # where the start stands on the logarithmic axis of examples
FLOOR, TOP = 1e-4, 10.0  # the ends of the axis of distances
DRAWN = 200  # dots of the cloud, and about as many on the way there
ROUND = np.linspace(0, 2 * np.pi, 73)


class NoiseBallLab(Lab):
    """A lab for the question where descent on mini-batches rests, and how large its cloud is.

    Attributes
    ----------
    run : StochasticRun
        The run on screen, of slope and intercept.
    distances : array, shape (T + 1,)
        How far it is from the minimiser.
    radius : float
        The distance predicted for the long run (root of the mean square), if η stays and each
        batch is chosen anew; inf where there is none.

    Examples
    --------
    >>> from gdteach.numerics.models.linear_regression import linear_regression
    >>> lab = NoiseBallLab(linear_regression([-1, 1, -1, 1], [0, 0, 2, 2], convention="1/2m"))
    >>> round(lab.radius, 6), lab.run.iterates.shape
    (0.333333, (41, 2))
    """

    objective = Menu(needs=a_solved_line, label="loss")
    learning_rate = LearningRate(0.1, tried=(0.01, 0.4))
    batch = Whole(1, tried=(8,), doc="Examples per step; more than there are means all.")
    order = Choice(ORDERS, doc="Of the examples: shuffled every epoch, drawn anew, or as stored.")
    schedule = Choice(
        ("constant", "η/(1 + epochs)"),
        shown=False,
        doc="η stays, or is divided by 1 + epochs passed.",
    )
    epochs = Whole(10, at_most=100, redraws=True, doc="How often all examples are gone through.")
    seed = Whole(0, at_least=0, shown=False, doc="Of what is left to chance.")
    average = Switch("average since epoch 1", shown=False, doc="Draws their average as well.")
    start = Point(
        lambda lab: (lab.best + lab.reach * [-0.75, 0.75]).round(2), on="map",
        shown=False, doc="w₀; in a corner of the map by default.",
    )  # fmt: skip
    rows = ("objective start", "learning_rate", "order schedule", "batch epochs seed average")
    speed = 30.0
    spread = True
    best = property(lambda lab: lab.objective.minimisers[0])
    reach = property(lambda lab: WINDOW * np.ptp(lab.objective.domain, axis=1))
    run: StochasticRun

    def axes(self) -> None:
        self.figure, (self.map, self.distance) = subplots(
            1, 2, width=9.2, height=4.1, width_ratios=[1, 1.2]
        )

    def still(self) -> None:
        window = np.column_stack([self.best - self.reach, self.best + self.reach])
        here = replace(self.objective, domain=window)
        figures.contour_map(self.map, here, labels=False, minimisers=False)
        alike = bool(np.isclose(*self.reach))
        self.map.set(xlabel="slope $a$", aspect="equal" if alike else "auto")
        self.map.set_ylabel("intercept $b$", rotation=90, va="bottom")
        figures.title(self.map, "The iterates")
        examples, axes = len(self.objective.targets), self.distance
        figures.log_axis(axes, "y", (FLOOR, TOP))
        figures.log_axis(axes, "x", (BEFORE, 1.3 * self.epochs * examples))
        figures.ruled(axes)
        axes.axvline(examples, color=colour("quiet"), linewidth=1.25 * scale(), linestyle=":")
        axes.annotate(
            "1 epoch", (examples, TOP), xytext=(-5, -4), textcoords="offset points",
            ha="right", va="top", color=colour("curve"),
        )  # fmt: skip
        axes.set_xlabel("examples seen")
        unit = unit_of(self.objective)
        figures.title(axes, "Distance to the minimiser" + f" ({unit})" * bool(unit))

    def scene(self) -> Scene:
        examples, rate = len(self.objective.targets), self.learning_rate
        batch = min(self.batch, examples)
        per_epoch, fades = -(-examples // batch), self.schedule != "constant"
        schedule = lambda t: rate / (1 + fades * t / per_epoch)  # noqa: E731
        self.run = stochastic_descent(
            self.objective, self.start, Scheduled(GradientDescent, schedule),
            batch=batch, epochs=self.epochs, seed=self.seed, order=self.order,
        )  # fmt: skip
        noise = covariance_at_rest(self.objective, rate, batch, twice=self.order == "drawn")
        self.radius = radius = float(np.sqrt(np.trace(noise)))
        #: The run with its prediction, in words.
        self.told = ToldRun(self.objective, self.run, schedule, per_epoch, radius, fades)
        self.distances = self.told.distances
        last = len(self.distances) - 1
        evenly = np.linspace(0, last, DRAWN).round().astype(int)
        shown = np.union1d(spread(last, DRAWN), evenly).tolist()
        layers = self._walked(shown)
        if self.average and self.epochs > 1:
            layers += self._averaged(shown)
        alt = (
            f"Descent on batches of {batch} of {examples} examples, {self.order}, "
            f"η = {number(rate)}, {self.schedule}: {self.told.told(last)}."
        )
        return Scene(layers, [self.told.caption(t) for t in shown], alt, steps=shown)

    def _walked(self, shown: list[int]) -> list[Layer]:
        """Return the iterates as a cloud, their distances, and those predicted if there are any."""
        run, radius = self.run, self.radius if np.isfinite(self.radius) else np.nan
        circle = self.best + radius * np.column_stack([np.cos(ROUND), np.sin(ROUND)])
        iterates = run.iterates[shown]
        distances = np.column_stack([np.maximum(run.seen[shown], BEFORE), self.distances[shown]])
        return [
            Trail(self.map, iterates, line=False, width=1.4),
            Marker(self.map, [self.best], colour="minimiser", shape="star", size=10),
            Curve(self.map, [circle], colour="curve", dashed=True),
            Marker(self.map, iterates[:1], shape="ring", size=9),
            Marker(self.map, iterates, size=9),
            level(self.distance, radius, colour="curve", dashed=True),
            Label(self.distance, [[1.1 * BEFORE, 0.5 * radius]], "predicted", colour="curve"),
            Trail(self.distance, distances, dots=False, width=1.5),
            Marker(self.distance, distances),
        ]

    def _averaged(self, shown: list[int]) -> list[Layer]:
        """Return the mean of all iterates since the first epoch, and how far away it is."""
        means = self.told.means[shown]
        seen = np.maximum(self.run.seen[shown], BEFORE)
        places = np.column_stack([seen, self.told.away(means)])
        beside = np.maximum(places * [0.75, 0.7], [0, 1.5 * FLOOR])
        return [
            Marker(self.map, means, colour="second", shape="diamond", size=9),
            Trail(self.distance, places, colour="second", dots=False, width=1.75),
            Marker(self.distance, places, colour="second", shape="diamond"),
            Label(self.distance, beside, "average", colour="second", anchor="end"),
        ]
