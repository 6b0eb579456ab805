"""The twins lab: whether two trained networks are two, or one with its units in other places."""

import numpy as np
from numpy.typing import NDArray

from gdteach.course.training.matching import MOST_UNITS, matches, trained, units, with_units
from gdteach.figure import Curve, Layer, Marker, colour, figures, subplots
from gdteach.lab import Lab, Menu, NothingToSee, Scene, Whole
from gdteach.numerics.arguments import wrong
from gdteach.numerics.models.network import Network
from gdteach.numerics.objective import Objective
from gdteach.numerics.wording import number, subscript

Floats = NDArray[np.float64]
SHARES = np.linspace(0, 1, 41)  # of the way from one network to the other
ROWS = (0.0, -2.6)  # where the units of the two networks stand
BAR = 0.13  # how far apart the bars of a unit are, in units


def a_network_to_match(objective: Objective) -> None:
    """Refuse an objective that is not the loss of a network with few hidden units."""
    if not isinstance(objective, Network) or objective.layers.hidden > MOST_UNITS:
        requirement = f"the loss of a network with at most {MOST_UNITS} hidden units"
        raise ValueError(wrong("objective", requirement, objective, "network makes one"))


class TwinsLab(Lab):
    """A lab for the question whether two trained networks are really two.

    Attributes
    ----------
    networks : tuple of array, shape (d,)
        Both minima.
    stages : array, shape (h + 1, d)
        The second network with 0, 1, … h of its units in the places of those they are most like:
        the same function every time.
    heights : array, shape (h + 1, 41)
        The loss on the straight line from the first network to each of these.
    """

    objective = Menu(needs=a_network_to_match, label="network")
    first = Whole(1, at_least=0, label="seed of the first", doc="Which random start it had.")
    second = Whole(
        4, at_least=0, label="seed of the second", tried=(2,), doc="Which random start it had."
    )
    rows = ("objective first second",)
    speed = 1.5
    networks: tuple[Floats, ...]

    def axes(self) -> None:
        self._known: dict[tuple[Objective, int], Floats | None] = {}
        self.figure, (self.tiles, self.line) = subplots(
            1, 2, width=9.2, height=3.9, width_ratios=[1.6, 1]
        )

    def still(self) -> None:
        hidden = self.objective.layers.hidden
        self.tiles.set(xlim=(-0.7, hidden - 0.3), ylim=(ROWS[1] - 1.9, ROWS[0] + 1.25))
        self.tiles.set_axis_off()
        for row, name in zip(ROWS, ("first network", "second network"), strict=True):
            self.tiles.plot([-0.6, hidden - 0.4], [row, row], color=colour("quiet"), linewidth=1)
            self.tiles.text(-0.6, row + 1.1, name, weight="bold", va="bottom")
        for i in range(hidden):
            self.tiles.text(i, ROWS[1] - 1.35, f"{i + 1}", ha="center", color=colour("quiet"))
        inputs = [f"x{subscript(i + 1)}" for i in range(self.objective.layers.inputs)]
        bars = f"from {', '.join(inputs)}; intercept; to {', '.join(self.objective.classes)}"
        words = self.tiles.text(-0.6, ROWS[1] - 1.8, f"bars: {bars}", color=colour("quiet"))
        words.set_in_layout(False)
        self.line.set(xlim=(-0.06, 1.06), ylim=(0, 1.15 * np.log(len(self.objective.classes))))
        self.line.set_xticks([0, 0.5, 1], ["first", "half-way", "second"])
        figures.ruled(self.line)
        figures.title(self.line, "Loss on the straight line")

    def _trained(self, seed: int) -> Floats:
        """Return the minimum that a seed leads to; it is found once."""
        key = self.objective, seed
        if key not in self._known:
            self._known[key] = trained(self.objective, seed)
        found = self._known[key]
        if found is None:
            raise NothingToSee(
                f"From seed {seed} the descent had not come to a minimum: without weight decay "
                "there may be none. weight_decay(..., 0.01) gives the network one."
            )
        return found

    def scene(self) -> Scene:
        model, layers = self.objective, self.objective.layers
        self.networks = ours, theirs = self._trained(self.first), self._trained(self.second)
        own, other = units(layers, ours), units(layers, theirs)
        order, signs = matches(own, other)
        # which of the second's units stands where, and with which sign, stage by stage
        places, turned = [np.arange(len(own))], [np.ones(len(own))]
        for i, partner in enumerate(order):
            now, sign = places[-1].copy(), turned[-1].copy()
            there = int(np.flatnonzero(now == partner)[0])
            now[[i, there]] = now[[there, i]]
            sign[partner] = signs[i]
            places.append(now)
            turned.append(sign)
        self.stages = np.array(
            [
                with_units(layers, theirs, (sign[:, np.newaxis] * other)[now])
                for now, sign in zip(places, turned, strict=True)
            ]
        )
        between = ours + SHARES[:, np.newaxis] * (self.stages - ours)[:, np.newaxis]
        self.heights = model(between)
        scenes = [*self._tiles(own, other, places, turned), *self._line()]
        return Scene(scenes, self._captions(), self._captions()[-1])

    def _tiles(self, own: Floats, other: Floats, places: list, turned: list) -> list[Layer]:
        """Return a column of bars for each unit: the second network's glide into their places."""
        largest = max(np.abs(own).max(), np.abs(other).max())
        count = own.shape[1]
        across = BAR * (np.arange(count) - (count - 1) / 2)

        def bars(x: float, row: float, values: Floats) -> Floats:
            ends = np.full((count, 3, 2), np.nan)
            ends[:, :2, 0] = (x + across)[:, np.newaxis]
            ends[:, 0, 1], ends[:, 1, 1] = row, row + values / largest
            return ends.reshape(-1, 2)

        layers: list[Layer] = [
            Curve(self.tiles, [bars(i, ROWS[0], values)], colour="second", width=5)
            for i, values in enumerate(own)
        ]
        for j, values in enumerate(other):
            track = [
                bars(int(np.flatnonzero(now == j)[0]), ROWS[1], sign[j] * values)
                for now, sign in zip(places, turned, strict=True)
            ]
            layers.append(Curve(self.tiles, np.array(track), colour="third", width=5))
        return layers

    def _line(self) -> list[Layer]:
        """Return the loss on the way from one network to the other, and the two ends."""
        ways = np.stack(np.broadcast_arrays(SHARES, self.heights), axis=-1)
        return [
            Curve(self.line, ways, width=3),
            Marker(self.line, [[0, self.heights[0, 0]]], colour="second"),
            Marker(self.line, [[1, self.heights[0, -1]]], colour="third", shape="diamond"),
        ]

    def _captions(self) -> list[str]:
        distances = np.linalg.norm(self.stages - self.networks[0], axis=1)
        lines = []
        for k, (away, heights) in enumerate(zip(distances, self.heights, strict=True)):
            matched = f"{k} of {len(distances) - 1} units in place"
            if k and np.array_equal(self.stages[k], self.stages[k - 1]):
                matched += " (this one was already)"
            lines.append(
                f"{matched}: distance {number(round(float(away), 9))}, highest loss between them "
                f"{number(heights.max(), digits=5)}.\nThe networks themselves: "
                f"{number(heights[0], digits=5)} and {number(heights[-1], digits=5)}."
            )
        return lines
