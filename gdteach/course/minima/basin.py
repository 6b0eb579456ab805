"""The basin lab: every start of the map, coloured by where it ends, while the learning rate moves.

A coarse map follows the hand, a fine one comes when it rests. A press on the map plays the path
from there.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from gdteach.course.minima.fate_bars import dress_limits, dress_shares, needle, share_bars
from gdteach.course.minima.fate_lab import FateLab
from gdteach.course.minima.fate_look import (
    COLOURS,
    fate_cells,
    fate_sentence,
    run_if_any,
    shares_listed,
)
from gdteach.course.minima.rest import AfterRest
from gdteach.figure import Marker, Raster, Trail, figures, mosaic
from gdteach.figure.captions import iterate
from gdteach.figure.paths import path
from gdteach.figure.sampling import grid, levels
from gdteach.lab import LearningRate, Menu, Point, Scene, Whole
from gdteach.numerics.objective import Objective
from gdteach.numerics.trajectory import Trajectory
from gdteach.numerics.wording import number

PATH = 60  # steps of the path that is played
RELIEF = (0.4, 1.0)  # greys of the lowest and the highest ground
OPACITY = 0.68  # of the fates over the relief


class BasinLab(FateLab):
    """A lab for the question which start ends in which minimum, with this learning rate.

    Minimisers that an objective does not know are looked for.

    Attributes
    ----------
    basins : BasinMap
        The fine map, with the share of every fate; of a function of your own the finest so far.
    shown : BasinMap
        The map on screen: while a hand moves the learning rate, a coarse one.
    trajectory : Trajectory or None
        The path on screen; None where f has no value at the start.

    Examples
    --------
    >>> lab = BasinLab("himmelblau", learning_rate=0.015, points=60)
    >>> print(f"{lab.basins.share(2):.3f} of the starts end in the third valley")
    0.000 of the starts end in the third valley
    """

    objective = Menu(2)
    learning_rate = LearningRate(0.005, tried=(0.001,))
    start = Point(
        on="map", tried=lambda lab: map(tuple, lab.valleys.points.round(2).tolist()),
        doc="Where the path begins; the objective's own start by default.",
    )  # fmt: skip
    points = Whole(
        400, at_least=10,
        doc="Starts along each side of the map; of a function of your own, asked for each, as "
        "many as a minute allows.",
    )  # fmt: skip
    coarse = Whole(100, at_least=10, shown=False, doc="The same while the hand moves, at most.")
    rows = ("objective start", "learning_rate")
    bakes = 40  # each is a whole map
    speed = 10
    trajectory: Trajectory | None

    def __init__(self, *objectives: Objective | str, **given: Any) -> None:
        self.replay = AfterRest(self._play_path)
        super().__init__(*objectives, **given)

    def pressed(self, name: str, where: NDArray[np.float64]) -> None:
        """Begin where a hand presses, and play from there when it rests."""
        self.player.pause()
        self.player.step = 0
        super().pressed(name, where)
        self.replay.moved()

    def _play_path(self) -> Iterator[None]:
        if self.player.n_steps:
            self.player.play()
        yield

    # ------------------------------------------------------------------ the picture

    def axes(self) -> None:
        self.figure, (self.map, self.shares, self.limits) = mosaic(
            "ms;ml", width=9.2, height=5.0, width_ratios=[1.5, 1], height_ratios=[1.6, 1]
        )

    def still(self) -> None:
        objective = self.objective
        x, y, values = grid(objective)
        chosen = levels(values)
        shades = [str(shade) for shade in np.linspace(*RELIEF, len(chosen) - 1)]
        self.map.contourf(x, y, values, levels=chosen, colors=shades)
        self.map.contour(x, y, values, levels=chosen[1:-1], colors="white", linewidths=1.0)
        figures.map_axes(self.map, objective.domain, objective.coordinates)
        self.map.set_xlabel(f"${objective.coordinates[0]}$ of the start")
        for axis in (self.map.xaxis, self.map.yaxis):
            axis.set_major_locator(MaxNLocator(6, integer=True))
        figures.title(self.map, "Where each start ends")
        dress_shares(self.shares, self.valleys)
        dress_limits(self.limits, self.valleys)

    def scene(self) -> Scene:
        run, reason = run_if_any(self.objective, self.start, self.learning_rate, PATH)
        self.trajectory = run
        low, high = self.objective.domain.T
        cells = fate_cells(self.shown.fates)
        layers = [
            Raster(self.map, cells, COLOURS, low, high, opacity=OPACITY),
            *share_bars(self.shares, self.shown),
            *needle(self.limits, self.learning_rate),
            *(
                Marker(self.map, [floor], colour="minimiser", shape="star", size=13)
                for floor in self.valleys.points
            ),
        ]
        captions = [f"{reason}\n{self.fineness}".strip()]
        if run:
            layers.append(Trail(self.map, run.iterates, colour="#FFFFFF", width=5, dots=False))
            layers += path(self.map, run.iterates)
            end = f"{fate_sentence(self.valleys, run, self.learning_rate)} {self.fineness}".strip()
            captions = [
                f"{iterate(t, w)}   f = {number(value)}\n{end}"
                for t, (w, value) in enumerate(zip(run.iterates, run.values, strict=True))
            ]
        alt = (
            f"Where the starts of a map of {self.objective.name} end with learning rate "
            f"{number(self.learning_rate)}: {shares_listed(self.shown)}."
        )
        return Scene(layers, captions, alt)
