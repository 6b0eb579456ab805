"""The stop-lights lab's picture: four lamps, the run in space, and what the tests read."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import LogLocator, MaxNLocator, NullLocator
from numpy.typing import NDArray

from gdteach.figure import figures
from gdteach.figure.label import Label
from gdteach.figure.layers import Layer, Marker, Segment, Trail
from gdteach.figure.style import styled, subplots
from gdteach.numerics.catalogue import Objective
from gdteach.numerics.stop_tests import TESTS, distance, measured
from gdteach.numerics.trajectory import Stopping, Trajectory
from gdteach.numerics.wording import number

LOWEST, HIGHEST = 1e-12, 1e6  # of the axis of what the tests read, for every run
#: The colour of each test's curve, threshold and lamp; a dash and a name tell them apart as well.
LOOKS = {"gradient": "gradient", "step": "path", "value": "second", "limit": "curve"}
NAMES = {"gradient": "slope ‖∇f‖", "step": "step ‖Δw‖", "value": "change |Δf|"}


class StopLightsPicture:
    """The still part for an objective, and the layers of a run on it with its thresholds.

    Parameters
    ----------
    max_steps : int
        The axis of steps ends here.
    """

    def __init__(self, max_steps: int) -> None:
        self.max_steps = max_steps
        self.figure, grid = subplots(
            2, 2, width=9.2, height=4.9, height_ratios=[0.3, 1], width_ratios=[0.72, 1]
        )
        place = grid[0, 0].get_gridspec()
        for axes in grid[0]:
            axes.remove()
        self.lamps: Axes = self.figure.add_subplot(place[0, :])
        self.map, self.sizes = grid[1]

    @styled
    def dress(self, objective: Objective) -> None:
        """Return nothing; draw the still part."""
        for axes in (self.lamps, self.map, self.sizes):
            axes.clear()
            axes.set_aspect("auto")
        self.lamps.set(xlim=(0, 4), ylim=(0, 1))
        self.lamps.set_axis_off()
        self.objective = objective
        if objective.dimension == 1:
            figures.curve(self.map, objective)
        else:
            figures.contour_map(self.map, objective, labels=False)
        figures.title(self.map, "Where the ball is")
        self.sizes.set_yscale("log")
        self.sizes.set(xlim=(0, self.max_steps), ylim=(LOWEST, HIGHEST), xlabel="step $t$")
        self.sizes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
        self.sizes.yaxis.set_major_locator(LogLocator(base=100, numticks=9))
        self.sizes.yaxis.set_minor_locator(NullLocator())
        self.sizes.grid(axis="y", color="#E3E6E9", linewidth=1)
        self.sizes.set_axisbelow(True)
        figures.title(self.sizes, "What the tests read")

    def layers(
        self, run: Trajectory, stopping: Stopping, stops: dict[str, int | None]
    ) -> list[Layer]:
        """Return what moves.

        Parameters
        ----------
        run : Trajectory
            From the start to the end of the axis.
        stopping : Stopping
            The thresholds.
        stops : dict
            From test to the step at which it would have stopped the run, or None.
        """
        here = run.iterates
        if self.objective.dimension == 1:
            here = np.column_stack([here[:, 0], run.values])
        moving: list[Layer] = [
            Trail(self.map, here, ahead=True),
            Marker(self.map, here[:1], shape="ring"),
            Marker(self.map, here),
        ]
        thresholds = dict(zip(TESTS, (*stopping.tolerances, stopping.max_steps), strict=True))
        return [
            *moving,
            *self._curves(run, thresholds, stops),
            *(
                layer
                for place, name in enumerate(TESTS)
                for layer in self._lamp(place, name, thresholds[name], stops[name], run)
            ),
        ]

    def _curves(
        self,
        run: Trajectory,
        thresholds: dict[str, float | None],
        stops: dict[str, int | None],
    ) -> list[Layer]:
        """Return what the tests read, and the thresholds it is compared with."""
        layers: list[Layer] = []
        steps, end = np.arange(run.n_steps + 1), self.max_steps
        for row, (name, sizes) in enumerate(measured(run).items()):
            # on a log axis an exact 0 lies below every axis: let it leave through the floor
            seen = np.where(np.isnan(sizes), np.nan, np.maximum(sizes, 1e-3 * LOWEST))
            look: dict[str, Any] = {"colour": LOOKS[name], "dashed": name == "value"}
            path = np.column_stack([steps, seen])
            layers.append(Trail(self.sizes, path, dots=False, ahead=True, **look))
            corner = [[0.98 * end, HIGHEST / 10 ** (1.1 * (row + 1))]]
            layers.append(Label(self.sizes, corner, NAMES[name], colour=LOOKS[name], anchor="end"))
            threshold, stop = thresholds[name], stops[name]
            if threshold is None:
                continue
            line = np.array([[0.0, threshold], [end, threshold]])
            layers.append(
                Segment(self.sizes, line[:1], line[1:], colour=LOOKS[name], width=1.25, dashed=True)
            )
            if stop is not None:
                layers.append(Marker(self.sizes, path[[stop]], colour=LOOKS[name], size=9))
        limit = thresholds["limit"]
        wall = np.array([[limit, LOWEST], [limit, HIGHEST]], dtype=float)
        layers.append(
            Segment(self.sizes, wall[:1], wall[1:], colour=LOOKS["limit"], width=1.5, dashed=True)
        )
        return layers

    def _lamp(
        self, place: int, name: str, threshold: float | None, stop: int | None, run: Trajectory
    ) -> list[Layer]:
        """Return a lamp that goes on at the step at which its test would have stopped the run."""
        colour = LOOKS[name]
        bulb = np.array([[place + 0.09, 0.55]])
        sign = "≥" if name == "limit" else "≤"
        asked = f"{TESTS[name]} {sign} {'–' if threshold is None else number(threshold)}"
        layers: list[Layer] = [
            Marker(self.lamps, bulb, shape="ring", colour=colour, size=26),
            Label(self.lamps, [[place + 0.2, 0.78]], asked, colour=colour, bold=True),
        ]
        if stop is None:
            words = ("never", "in this run")
        else:
            away = distance(run, stop)
            value = float(run.values[stop])
            far = f"f = {number(value)}" if away is None else f"{number(away, 2)} away"
            words = (f"stops at step {stop}", far)
            layers.append(Marker(self.lamps, _from(stop, bulb), colour=colour, size=20))
        return [
            *layers,
            *(
                Label(self.lamps, [[place + 0.2, 0.43 - 0.35 * row]], line)
                for row, line in enumerate(words)
            ),
        ]


def _from(step: int, point: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return positions that are nowhere before a step, and stay at a point from then on."""
    positions = np.full((step + 1, 2), np.nan)
    positions[step] = point[0]
    return positions
