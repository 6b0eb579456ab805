"""The surface view's picture: the surface over its floor on the left, the map on the right."""

from __future__ import annotations

import numpy as np
from matplotlib.ticker import MaxNLocator
from mpl_toolkits.mplot3d.axes3d import Axes3D
from numpy.typing import NDArray

from gdteach.figure import figures
from gdteach.figure.layers import Arrow, Layer, Marker, Segment, Trail
from gdteach.figure.style import LEVELS, styled, subplots
from gdteach.numerics.catalogue import Objective

Array = NDArray[np.float64]
CELLAR = 0.8  # how far below the surface its floor lies, as a share of the surface's height
LONGEST = 0.4  # length of the longest gradient as a share of the map's smaller side
SPACE = (0.01, 0.03, 0.45, 0.97)  # left, bottom, width and height of the surface's axes
TALL = 0.8  # height of the box around the surface, when the longer side of its floor is 1


class SurfacePicture:
    """The still part for an objective, and the layers of a walk at constant height."""

    @styled
    def __init__(self) -> None:
        self.figure, (left, self.map) = subplots(
            1, 2, width=9.2, height=4.0, width_ratios=[0.95, 1]
        )
        left.set_axis_off()  # it keeps the place free
        # beside the layout, else the pictures would move whenever the surface turns
        self.surface: Axes3D = self.figure.add_axes(SPACE, projection="3d")
        self._eye = -60.0, 30.0

    def look_from(self, azimuth: float, elevation: float) -> None:
        """Return nothing; turn the surface (degrees)."""
        self._eye = azimuth, elevation
        self.surface.view_init(elev=elevation, azim=azimuth)

    @styled
    def dress(self, objective: Objective) -> None:
        """Return nothing; draw the still part."""
        for axes in (self.surface, self.map):
            axes.clear()
        azimuth, elevation = self._eye
        space = self.surface
        figures.surface(space, objective, points=31, azimuth=azimuth, elevation=elevation)
        #: x, y and f over the map; made once, as a learner's own function is slow to ask.
        self.heights = x, y, values = figures.grid(objective, 121)
        low, high = float(np.nanmin(values)), float(np.nanmax(values))
        #: The height of the floor that the map is drawn on, under the surface.
        self.floor = low - CELLAR * (high - low or 1.0)
        self._lay_floor(x, y, values)
        space.set_xlim(*objective.domain[0])
        space.set_ylim(*objective.domain[1])
        space.set_zlim(self.floor, high)
        sides = np.ptp(objective.domain, axis=1)
        space.set_box_aspect((*(sides / sides.max()), TALL), zoom=0.9)
        for axis in (space.xaxis, space.yaxis, space.zaxis):
            axis.labelpad = 2
            axis.pane.set_visible(False)
            axis.set_major_locator(MaxNLocator(3, integer=axis is not space.zaxis))
        space.grid(False)
        heights = np.asarray(MaxNLocator(4).tick_values(low, high))
        space.set_zticks(heights[(heights >= low) & (heights <= high)])
        space.set_zlabel("")
        space.set_title("The surface, its height is $f$", loc="left", weight="bold", y=0.94)
        figures.contour_map(self.map, objective, minimisers=False)
        figures.title(self.map, "The map, seen from above")
        with np.errstate(all="ignore"):
            places = np.stack([x, y], axis=-1)[::4, ::4]
            sizes = np.linalg.norm(objective.gradient(places), axis=-1)
        steepest = float(np.max(sizes[np.isfinite(sizes)])) or 1.0
        self._arrow = LONGEST * float(sides.min()) / steepest

    def _lay_floor(self, x: Array, y: Array, values: Array) -> None:
        """Draw the map again, in the floor under the surface."""
        levels = figures.levels(values)
        shades = LEVELS(np.linspace(0, 1, len(levels) - 1))
        where = {"zdir": "z", "offset": self.floor}
        self.surface.contourf(x, y, values, levels=levels, colors=list(shades), **where)
        self.surface.contour(
            x, y, values, levels=levels[1:-1], colors="white", linewidths=0.8,
            linestyles="solid", **where,
        )  # fmt: skip

    def layers(self, walk: Array, value: float, slopes: Array, *, gradients: bool) -> list[Layer]:
        """Return what moves: one point on both pictures, and ∇f if it is wanted.

        Parameters
        ----------
        walk : array, shape (steps + 1, 2)
            Where the point is.
        value : float
            Its height, the same at every step.
        slopes : array, shape (steps + 1, 2)
            ∇f there.
        gradients : bool
            Whether ∇f is drawn.
        """
        above = np.column_stack([walk, np.full(len(walk), value)])
        below = np.column_stack([walk, np.full(len(walk), self.floor)])
        layers: list[Layer] = [
            Trail(self.surface, above, ahead=True, dots=False, width=1.75),
            Trail(self.map, walk, ahead=True, dots=False, width=1.75),
            Segment(self.surface, above, below, colour="quiet", dashed=True, width=1.5),
        ]
        if gradients:
            heads = walk + self._arrow * slopes
            flat = np.column_stack([heads, below[:, 2]])
            layers += [
                Arrow(self.surface, below, flat, label="∇f"),
                Arrow(self.map, walk, heads, label="∇f"),
            ]
        return [
            *layers,
            Marker(self.surface, below, colour="gradient", size=6),
            Marker(self.surface, above),
            Marker(self.map, walk),
        ]
