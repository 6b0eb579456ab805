"""The well lab's picture: a curve with its valleys, and under it the fate of every start."""

from __future__ import annotations

import numpy as np
from matplotlib.ticker import MaxNLocator

from gdteach.course.minima.fate_look import COLOURS, fate_cells
from gdteach.figure import figures
from gdteach.figure.label import Label
from gdteach.figure.layers import Layer, Marker, Segment, Trail
from gdteach.figure.raster import Raster
from gdteach.figure.style import colour, scale, styled, subplots
from gdteach.numerics.basins import BasinMap
from gdteach.numerics.stationary import stationary_points
from gdteach.numerics.trajectory import Trajectory
from gdteach.numerics.valleys import Valleys

WALLS = 2.5  # how far above the hilltop the picture goes, in depths of the deepest valley
STRIPE = 9  # cells, the width of the strip's patterns
ROWS = 16  # of cells


class WellPicture:
    """The still part for an objective's valleys, and the layers of a strip and a run."""

    def __init__(self) -> None:
        self.figure, (self.graph, self.strip) = subplots(
            2, 1, width=9.2, height=4.5, sharex=True, height_ratios=[8, 1]
        )

    @styled
    def dress(self, valleys: Valleys) -> None:
        """Return nothing; draw the still part."""
        objective = valleys.objective
        for axes in (self.graph, self.strip):
            axes.clear()
        figures.curve(self.graph, objective, minimisers=False)
        tops = stationary_points(objective).of_kind("maximum")
        for points, mark, role in (
            (valleys.points, "*", "minimiser"), (tops, "D", "saddle"),
        ):  # fmt: skip
            self.graph.plot(
                points[:, 0], objective.function(points), mark, color=colour(role),
                markersize=(17 if mark == "*" else 9) * scale(), markeredgecolor="white",
                markeredgewidth=1.2, linestyle="", zorder=4,
            )  # fmt: skip
        for top in tops[:, 0]:
            self.graph.axvline(top, color=colour("quiet"), linestyle="--", linewidth=1.2)
        if len(tops):  # the walls may be so high that nobody would see the valleys
            low, summit = float(valleys.values.min()), float(objective.function(tops).max())
            depth = summit - low
            self.graph.set_ylim(low - 0.35 * depth, summit + WALLS * depth)
        self.graph.set_xlabel("")
        self.graph.tick_params(labelbottom=False)
        figures.title(self.graph, "The ball, and the share of all starts that each valley gets")
        self.strip.set(ylim=(0, 1), yticks=[], xlabel="start $w_0$, coloured by where it ends")
        self.strip.spines["left"].set_visible(False)
        self.strip.xaxis.set_major_locator(MaxNLocator(9, steps=[1, 2, 5, 10]))

    def layers(self, basins: BasinMap, run: Trajectory | None) -> list[Layer]:
        """Return the strip of fates, and the run on the curve."""
        (left, right) = basins.valleys.objective.domain[0]
        strip = np.repeat(basins.fates[np.newaxis], ROWS, axis=0)
        raster = Raster(
            self.strip, fate_cells(strip, stripe=STRIPE), COLOURS, (left, 0), (right, 1)
        )
        valleys = basins.valleys
        room = 0.09 * float(np.ptp(self.graph.get_ylim()))
        found = [
            Label(
                self.graph,
                [[floor, value + room]],
                f"{100 * basins.share(i):.1f} %",
                anchor="middle",
            )
            for i, (floor, value) in enumerate(
                zip(valleys.points[:, 0], valleys.values, strict=True)
            )
        ]
        stars = [
            Marker(self.strip, [[floor, 0.5]], colour="minimiser", shape="star")
            for floor in valleys.points[:, 0]
        ]
        if run is None:
            return [raster, *stars, *found]
        start, low = run.start[0], self.graph.get_ylim()[0]
        path = np.column_stack([run.iterates[:, 0], run.values])
        return [
            raster,
            *stars,
            *found,
            Segment(self.graph, [[start, low]], path[:1], width=1.5),
            Segment(self.strip, [[start, 0]], [[start, 1]], width=2.5),
            Trail(self.graph, path, width=1.5),
            Marker(self.graph, path[:1], shape="ring"),
            Marker(self.graph, path),
        ]
