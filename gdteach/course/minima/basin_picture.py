"""The basin lab's picture: the map of fates, the share of each, and what each valley bears."""

from __future__ import annotations

import numpy as np
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from gdteach.course.minima.fate_look import COLOURS, WHITE, fate_cells, valley_colour
from gdteach.figure import figures
from gdteach.figure.label import Label
from gdteach.figure.layers import Layer, Marker, Segment, Trail
from gdteach.figure.raster import Raster
from gdteach.figure.sampling import grid, levels
from gdteach.figure.style import colour, styled, subplots
from gdteach.numerics.basins import FATES, SHORT, BasinMap
from gdteach.numerics.trajectory import Trajectory
from gdteach.numerics.valleys import Valleys
from gdteach.numerics.wording import number

RELIEF = (0.4, 1.0)  # greys of the lowest and the highest ground
OPACITY = 0.68  # of the fates over the relief
BAR, PER_ROW, PER_BAR = 0.62, 16, 240  # thickness as a share of a row; cells of a row, of 100 %
MOST = 1.3  # the axis of learning rates ends at this many times the largest limit


class BasinPicture:
    """The still part for an objective's valleys, and the layers of a map and a path on it."""

    def __init__(self) -> None:
        self.figure, axes = subplots(
            2, 2, width=9.2, height=5.0, width_ratios=[1.5, 1], height_ratios=[1.6, 1]
        )
        spec = axes[0, 0].get_gridspec()
        for cell in axes[:, 0]:
            cell.remove()
        self.map = self.figure.add_subplot(spec[:, 0])
        self.shares, self.limits = axes[:, 1]

    @styled
    def dress(self, valleys: Valleys) -> None:
        """Return nothing; draw the still part."""
        self.valleys = valleys
        #: Every fate that gets a row, from the top.
        self.fates = (*range(len(valleys)), *FATES)
        for axes in (self.map, self.shares, self.limits):
            axes.clear()
        self._dress_map()
        self._dress_shares()
        self._dress_limits()

    def _dress_map(self) -> None:
        """Draw the relief that shines through the fates."""
        objective = self.valleys.objective
        x, y, values = grid(objective)
        chosen = levels(values)
        shades = np.linspace(*RELIEF, len(chosen) - 1)
        self.map.contourf(x, y, values, levels=chosen, colors=[str(shade) for shade in shades])
        self.map.contour(x, y, values, levels=chosen[1:-1], colors="white", linewidths=1.0)
        self.map.set_aspect("equal")
        self.map.set(xlim=objective.domain[0], ylim=objective.domain[1])
        across, up = objective.coordinates
        self.map.set_xlabel(f"${across}$ of the start")
        self.map.set_ylabel(f"${up}$", rotation=0, va="center")
        for axis in (self.map.xaxis, self.map.yaxis):
            axis.set_major_locator(MaxNLocator(6, integer=True))
        figures.title(self.map, "Where each start ends")

    def _dress_shares(self) -> None:
        rows = len(self.fates)
        names = [self.valleys.name(fate, SHORT) for fate in self.fates]
        self.shares.set(xlim=(0, 100), ylim=(rows - 0.5, -0.5))
        self.shares.set_yticks(range(rows), names)
        self.shares.set_xticks([0, 25, 50, 75, 100])
        self.shares.tick_params(axis="y", length=0)
        figures.title(self.shares, "Share of the starts, in %")

    def _dress_limits(self) -> None:
        bears = np.where(np.isfinite(self.valleys.limits), self.valleys.limits, np.nan)
        rows = len(bears)
        self.reach = MOST * float(np.nanmax(bears, initial=0.0)) or 1.0
        for row, limit in enumerate(bears):
            length = self.reach if np.isnan(limit) else limit
            self.limits.barh(row, length, height=BAR, color=colour(valley_colour(row)), alpha=0.85)
        self.limits.set(xlim=(0, self.reach), ylim=(max(rows, 1) - 0.5, -1.2))
        self.limits.set_yticks(range(rows), [self.valleys.name(row, SHORT) for row in range(rows)])
        self.limits.tick_params(axis="y", length=0)
        self.limits.xaxis.set_major_locator(MaxNLocator(4))
        self.limits.set_xlabel("learning rate $\\eta$")
        figures.title(self.limits, "Holds while $\\eta < 2/\\lambda$")

    # ------------------------------------------------------------------ what moves

    def layers(self, basins: BasinMap, run: Trajectory | None) -> list[Layer]:
        """Return the fates with their shares, and the path from one start."""
        domain = self.valleys.objective.domain
        stars = [
            Marker(self.map, [floor], colour="minimiser", shape="star", size=13)
            for floor in self.valleys.points
        ]
        return [
            Raster(
                self.map, fate_cells(basins.fates), COLOURS, domain[:, 0], domain[:, 1],
                opacity=OPACITY,
            ),
            *self._bars(basins),
            *self._needle(basins.learning_rate),
            *stars,
            *([] if run is None else self._path(run.iterates)),
        ]  # fmt: skip

    def _bars(self, basins: BasinMap) -> list[Layer]:
        """Return a bar for each fate, in its pattern, and its length in numbers."""
        shares = [basins.share(fate) for fate in self.fates]
        rows = len(shares)
        row, within = np.divmod(np.arange(rows * PER_ROW)[::-1, np.newaxis], PER_ROW)
        thick = np.abs(within - (PER_ROW - 1) / 2) < BAR * PER_ROW / 2
        filled = thick & (np.arange(PER_BAR) < np.round(np.array(shares)[row] * PER_BAR))
        fates = np.broadcast_to(np.array(self.fates, np.int8)[row], filled.shape)
        cells = np.where(filled, fate_cells(fates, stripe=6), WHITE)
        low, high = (0, rows - 0.5), (100, -0.5)
        numbers = [
            Label(self.shares, [[100 * share + 2, row + 0.2]], f"{100 * share:.1f}")
            for row, share in enumerate(shares)
        ]
        return [Raster(self.shares, cells, COLOURS, low, high, opacity=0.9), *numbers]

    def _needle(self, learning_rate: float) -> list[Layer]:
        """Return the line at η; beyond the axis it stands at its end."""
        low, high = self.limits.get_ylim()  # the rows count downwards
        where = min(learning_rate, 0.995 * self.reach)
        beyond = " →" if learning_rate > self.reach else ""
        side = "end" if where > 0.7 * self.reach else "start"
        place = where + (-0.015 if side == "end" else 0.015) * self.reach
        return [
            Segment(self.limits, [[where, low]], [[where, high]], width=2.5),
            Label(self.limits, [[place, high + 0.62]], f"η = {number(learning_rate)}{beyond}",
                  anchor=side),
        ]  # fmt: skip

    def _path(self, iterates: NDArray[np.float64]) -> list[Layer]:
        return [
            Trail(self.map, iterates, colour="#FFFFFF", width=5, dots=False),
            Trail(self.map, iterates, ahead=True),
            Marker(self.map, iterates[:1], shape="ring"),
            Marker(self.map, iterates),
        ]
