"""The noise ball: where descent on mini-batches comes to rest, and in how large a cloud."""

from dataclasses import replace

import numpy as np

from gdteach.figure import Curve, Label, Layer, Marker, Trail, colour, figures, scale, subplots
from gdteach.figure.captions import iterate
from gdteach.figure.paths import level
from gdteach.figure.thinning import spread
from gdteach.lab import Choice, Lab, LearningRate, Menu, Point, Scene, Switch, Whole
from gdteach.numerics.arguments import wrong
from gdteach.numerics.method import GradientDescent, Scheduled
from gdteach.numerics.models.linear_regression import a_line
from gdteach.numerics.noise_ball import covariance_at_rest
from gdteach.numerics.objective import Objective
from gdteach.numerics.stochastic import ORDERS, StochasticRun, stochastic_descent
from gdteach.numerics.wording import number, signed, subscript, times, told_apart

WINDOW = 1 / 12  # of the sides of the loss's domain: how far the map reaches from the minimiser
BEFORE = 0.7  # where the start stands on the logarithmic axis of examples
FLOOR, TOP = 1e-4, 10.0  # the ends of the axis of distances
DRAWN = 200  # dots of the cloud, and about as many on the way there
ROUND = np.linspace(0, 2 * np.pi, 73)


def solved(objective: Objective) -> None:
    """Refuse an objective that is not the loss of a line whose minimiser is known."""
    a_line(objective)
    if not len(objective.minimisers):
        remedy = "linear_regression makes one; a penalty moves the minimiser"
        raise ValueError(wrong("objective", "one with a known minimiser", objective, remedy))


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

    objective = Menu(needs=solved, label="loss")
    learning_rate = LearningRate(0.1)
    batch = Whole(1, doc="Examples per step; more than there are means all.")
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
        unit = self.objective.names[-1].partition(" (")[2].rstrip(")")
        #: Of both parameters, where they have one: if the inputs are standardised.
        self.unit = unit if np.isclose(self.objective.inputs.std(), 1) else ""
        figures.title(axes, "Distance to the minimiser" + f" ({self.unit})" * bool(self.unit))

    def _length(self, value: float) -> str:
        return f"{number(value)} {self.unit}".rstrip()

    def _rate(self, t: int) -> float:
        """Return η for a step."""
        passed = 0.0 if self.schedule == "constant" else t / self.per_epoch
        return self.learning_rate / (1 + passed)

    def scene(self) -> Scene:
        examples = len(self.objective.targets)
        batch = min(self.batch, examples)
        #: How many steps an epoch has.
        self.per_epoch = -(-examples // batch)
        self.run = stochastic_descent(
            self.objective, self.start, Scheduled(GradientDescent, self._rate),
            batch=batch, epochs=self.epochs, seed=self.seed, order=self.order,
        )  # fmt: skip
        self.distances = np.linalg.norm(self.run.iterates - self.best, axis=1)
        noise = covariance_at_rest(
            self.objective, self.learning_rate, batch, twice=self.order == "drawn"
        )
        self.radius = float(np.sqrt(np.trace(noise)))
        last = len(self.distances) - 1
        evenly = np.linspace(0, last, DRAWN).round().astype(int)
        shown = np.union1d(spread(last, DRAWN), evenly).tolist()
        alt = (
            f"Descent on batches of {batch} of {examples} examples, {self.order}, "
            f"η = {number(self.learning_rate)}, {self.schedule}: {self._told(last)}."
        )
        layers = self._walked(shown)
        if self.average and self.epochs > 1:
            layers += self._averaged(shown)
        return Scene(layers, [self._caption(t) for t in shown], alt, steps=shown)

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
        first, run = self.per_epoch, self.run
        means = np.full_like(run.iterates, np.nan)
        means[first + 1 :] = StochasticRun(run.iterates[first:], run.seen[first:]).averages
        away = np.linalg.norm(means - self.best, axis=1)
        places = np.column_stack([np.maximum(run.seen[shown], BEFORE), away[shown]])
        beside = np.maximum(places * [0.75, 0.7], [0, 1.5 * FLOOR])
        return [
            Marker(self.map, means[shown], colour="second", shape="diamond", size=9),
            Trail(self.distance, places, colour="second", dots=False, width=1.75),
            Marker(self.distance, places, colour="second", shape="diamond"),
            Label(self.distance, beside, "average", colour="second", anchor="end"),
        ]

    def _told(self, t: int) -> str:
        """Return how far a step is from the minimiser, and how far it was predicted to be."""
        seen = int(self.run.seen[t])
        epochs = number(seen / len(self.objective.targets))
        counts = f"({epochs} epoch{'s' * (epochs != '1')}, {times(t, 'step')})"
        where = "" if self.schedule == "constant" else " for constant η"
        predicted = f"predicted{where} {self._length(self.radius)}"
        if not np.isfinite(self.radius):
            predicted = f"the cloud has no size{where or ' at this η'}"
        away = self._length(self.distances[t])
        return f"after {times(seen, 'example')} {counts}: distance {away}; {predicted}"

    def _caption(self, t: int) -> str:
        w = self.run.iterates
        if t == 0 or self.learning_rate == 0:
            return f"{self._told(t)}\n{iterate(t, w[t])}"
        rate, old = self._rate(t - 1), subscript(t - 1)
        slope, (before, after) = (w[t - 1] - w[t]) / rate, told_apart(w[t - 1], w[t])
        update = f"{before} − {number(rate)}·{signed(slope)} = {after}"
        says = f"w{subscript(t)} = w{old} − {number(rate)}·g{old} = {update}"
        since, last = self.distances[self.per_epoch + 1 :], ""
        if t == len(w) - 1 and len(since):
            rms = self._length(np.sqrt(np.mean(since**2)))
            last = f"\nSince epoch 1 the distance was {rms} (root mean square)."
        return f"{self._told(t)}\n{says}   (g: gradient on the batch){last}"
