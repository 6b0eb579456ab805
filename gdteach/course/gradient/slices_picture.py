"""The slice lab's picture: a map with two straight lines, and the height met along each."""

from __future__ import annotations

import numpy as np
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from gdteach.figure import figures
from gdteach.figure.layers import Curve, Layer, Marker, Segment
from gdteach.figure.style import styled, subplots
from gdteach.numerics.catalogue import Objective

Array = NDArray[np.float64]
COLOURS = ("second", "third")  # of the slice along x (solid) and of the one along y (dashed)
TANGENT = 0.17  # half the tangent's length as a share of the axes


class SlicesPicture:
    """The still part for an objective, and the layers of a walk along both slices."""

    @styled
    def __init__(self) -> None:
        self.figure, axes = subplots(2, 2, width=9.2, height=4.2, width_ratios=[1.35, 1])
        grid = axes[0, 0].get_gridspec()
        for old in axes[:, 0]:
            old.remove()
        self.map = self.figure.add_subplot(grid[:, 0])
        #: The slices along x and along y.
        self.profiles = list(axes[:, 1])

    @styled
    def dress(self, objective: Objective) -> None:
        """Return nothing; draw the still part."""
        for axes in (self.map, *self.profiles):
            axes.clear()
        figures.contour_map(self.map, objective, minimisers=False)
        figures.title(self.map, "The map, and two straight walks")
        values = figures.grid(objective, 81)[2]
        low, high = float(np.nanmin(values)), float(np.nanmax(values))
        room = 0.08 * (high - low) or 1.0
        for axes, letter, held, ends in zip(
            self.profiles, "xy", "yx", objective.domain, strict=True
        ):
            axes.set_xlim(*ends)
            axes.set_ylim(low - room, high + room)
            axes.set_xlabel(f"${letter}$", labelpad=0)
            axes.set_ylabel("$f$", rotation=0, va="center", labelpad=2)
            axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
            axes.yaxis.set_major_locator(MaxNLocator(4))
            figures.title(axes, f"Along ${letter}$, with ${held}$ held")

    def layers(
        self, objective: Objective, walk: Array, heights: Array, slopes: Array
    ) -> list[Layer]:
        """Return what moves: the walker on the map and on each profile, with its tangent.

        Parameters
        ----------
        objective : Objective
            What is sliced.
        walk : array, shape (steps + 1, 2)
            First along x, in the second half along y; it begins and ends at the point.
        heights, slopes : array, shapes (steps + 1,) and (steps + 1, 2)
            f and ∇f there.
        """
        half = len(walk) // 2
        here = walk[:1]
        layers: list[Layer] = []
        for i, (axes, colour) in enumerate(zip(self.profiles, COLOURS, strict=True)):
            low, high = objective.domain[i]
            ends = np.tile(here, (2, 1))
            ends[:, i] = low, high
            along = np.linspace(low, high, 121)
            line = np.tile(here, (121, 1))
            line[:, i] = along
            profile = np.column_stack([along, objective.function(line)])
            # on the way along the other slice there is nobody on this one
            away = np.arange(len(walk)) > half if i == 0 else np.arange(len(walk)) < half
            away[[0, -1]] = False
            walker = np.column_stack([walk[:, i], heights])
            walker[away] = np.nan
            reach = self._reach(axes, slopes[:, i])
            aside = np.column_stack([reach, reach * slopes[:, i]])
            layers += [
                Segment(self.map, ends[:1], ends[1:], colour=colour, dashed=i == 1),
                Curve(axes, profile[None], colour=colour, dashed=i == 1),
                Segment(axes, walker - aside, walker + aside),
                Marker(axes, walker),
            ]
        return [
            *layers,
            Marker(self.map, here, shape="ring"),
            Marker(self.map, walk),
        ]

    @staticmethod
    def _reach(axes: figures.Axes, slopes: Array) -> Array:
        """Return half the width of tangents that all look equally long."""
        width, height = np.ptp(axes.get_xlim()), np.ptp(axes.get_ylim())
        box = axes.bbox
        steepness = slopes / height * width * box.height / box.width
        return TANGENT * width / np.hypot(1, steepness)
