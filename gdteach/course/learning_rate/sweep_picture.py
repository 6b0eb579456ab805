"""The sweep lab's picture: the path for one learning rate, and the steps needed against all."""

from __future__ import annotations

import numpy as np
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from gdteach.figure import figures
from gdteach.figure.label import Label
from gdteach.figure.layers import Curve, Layer, Marker, Trail
from gdteach.figure.style import colour, scale, styled, subplots
from gdteach.numerics.catalogue import Objective
from gdteach.numerics.curvature import Curvature
from gdteach.numerics.sweep import Sweep

RIGHT_END = 1.1  # of the wall 2/L: how far the axis of learning rates goes
FEWEST = 4.0  # steps, the bottom of the axis; its top is where runs are given up
BEYOND = "#F6E3D8"  # where no learning rate arrives


class SweepPicture:
    """The still part for an objective, and the layers of a sweep: one "step" per learning rate.

    Parameters
    ----------
    max_steps : int
        When a run is given up.
    """

    def __init__(self, max_steps: int) -> None:
        self.top = 2.0 * max_steps
        self.figure, (self.map, self.counts) = subplots(
            1, 2, width=9.2, height=3.7, width_ratios=[1.25, 1]
        )

    @styled
    def dress(self, objective: Objective, known: Curvature) -> None:
        """Return nothing; draw the still part: the map, and the axes for the U with its marks."""
        for axes in (self.map, self.counts):
            axes.clear()
        figures.contour_map(self.map, objective)
        figures.title(self.map, "The path")
        wall = 2 / known.largest
        counts = self.counts
        counts.set_yscale("log")
        counts.set(xlim=(0, RIGHT_END * wall), ylim=(FEWEST, self.top))
        counts.xaxis.set_major_locator(MaxNLocator(5))
        counts.set_xlabel(r"learning rate $\eta$")
        counts.set_ylabel("steps until it arrives")
        counts.axvspan(wall, RIGHT_END * wall, color=BEYOND, linewidth=0)
        figures.title(self.counts, "Steps needed")
        self._mark(wall, "2/L", "path", "left")
        if known.smallest is not None:
            best = 2 / (known.largest + known.smallest)
            self._mark(best, r"2/(L+\mu)", "minimiser", "right", dashed=True)

    def _mark(self, rate: float, name: str, role: str, side: str, *, dashed: bool = False) -> None:
        """Draw a learning rate that theory singles out, with its name at the foot."""
        self.counts.axvline(
            rate, color=colour(role), linewidth=1.5 * scale(), linestyle="--" if dashed else "-"
        )
        self.counts.annotate(
            f"${name}$", (rate, FEWEST), xytext=(4 if side == "left" else -4, 6),
            textcoords="offset points", ha=side, va="bottom", color=colour(role),
        )  # fmt: skip

    def layers(self, found: Sweep) -> list[Layer]:
        """Return what moves from learning rate to learning rate."""
        arrived = np.isfinite(found.steps)
        heights = np.where(arrived, np.maximum(found.steps, FEWEST), np.nan)
        curve = np.column_stack([found.learning_rates, heights])
        # a run that never arrives stands at the upper edge, where its count would be infinite
        here = np.where(np.isnan(curve), 0.8 * self.top, curve)
        paths: NDArray[np.float64] = np.swapaxes(found.iterates, 0, 1)
        words = [f"{count:.0f}" if np.isfinite(count) else "never" for count in found.steps]
        right = 0.75 * self.counts.get_xlim()[1]
        above = np.column_stack([np.clip(here[:, 0], 0.1 * right, right), 1.35 * here[:, 1]])
        above[:, 1] = np.minimum(above[:, 1], 0.55 * self.top)
        return [
            Curve(self.map, paths, width=1.75),
            Marker(self.map, paths[:1, 0], shape="ring"),
            Trail(self.counts, curve, dots=True, width=1.75),
            Marker(self.counts, here),
            Label(self.counts, above, words, anchor="end"),
        ]
