"""The surface view: a function of two variables as a surface and as a map, one point on both."""

import numpy as np
from matplotlib.ticker import MaxNLocator
from mpl_toolkits.mplot3d.axes3d import Axes3D
from numpy.typing import NDArray

from gdteach.course.gradient.contour_walk import contour_walk
from gdteach.figure import Arrow, Layer, Marker, Segment, Trail, figures, mosaic
from gdteach.figure.sampling import steepest
from gdteach.lab import Lab, Menu, Point, Scene, Slider, Switch, seen_at
from gdteach.numerics.catalogue import Objective
from gdteach.numerics.wording import number, vector

Array = NDArray[np.float64]
STEPS = 48
HIGHEST = 80  # degrees: from straight above, the surface would hide its own map
CELLAR = 0.8  # how far below the surface its floor lies, as a share of the surface's height
LONGEST = 0.4  # length of the longest gradient as a share of the map's smaller side
SPACE = (0.0, 0.03, 0.44, 0.97)  # left, bottom, width and height of the surface's axes
TALL = 0.8  # height of the box around the surface, when the longer side of its floor is 1


def dress(space: Axes3D, objective: Objective) -> None:
    """Dress the axes around a surface: a floor in the proportions of the map, and few numbers."""
    across, up = objective.domain
    space.set(xlim=across, ylim=up)
    space.set_zlabel("$f$", rotation=0)
    sides = np.ptp(objective.domain, axis=1)
    space.set_box_aspect((*(sides / sides.max()), TALL), zoom=0.9)
    for axis in (space.xaxis, space.yaxis, space.zaxis):
        axis.labelpad = 4 if axis is space.zaxis else 9
        axis.pane.set_visible(False)
        axis.set_major_locator(MaxNLocator(3, integer=axis is not space.zaxis))
    space.grid(False)


class SurfaceView(Lab):
    """A lab for the question how a surface and its map belong together.

    The steps that are played walk along the contour through the point, at constant height.

    Attributes
    ----------
    walk : ndarray, shape (49, 2), or (1, 2) where there is no contour
        The places that are played.
    """

    objective = Menu(2)
    point = Point(on="map")
    azimuth = Slider(
        -60.0, -180, 180, step=5, label="turn (azimuth)", redraws="look",
        doc="Where the eye is around the vertical, in degrees, -180 to 180.",
    )  # fmt: skip
    elevation = Slider(
        30.0, 0, HIGHEST, step=5, label="tilt (elevation)", redraws="look",
        doc=f"Where the eye is above the floor, in degrees, 0 to {HIGHEST}.",
    )  # fmt: skip
    show_gradient = Switch(  # from a cell alone: a box would answer before notebook 01 asks
        doc="Whether ∇f is drawn on the map and in the floor under the surface."
    )
    rows = ("objective point", "azimuth elevation")
    speed = 10
    walk: Array

    def axes(self) -> None:
        self.figure, (self.map,) = mosaic(".m", width=9.2, height=4.0, width_ratios=[0.95, 1])
        # beside the layout, else the pictures would move whenever the surface turns
        self.surface: Axes3D = self.figure.add_axes(SPACE, projection="3d")

    def still(self) -> None:
        objective, space = self.objective, self.surface
        figures.surface(space, objective, points=31).set_zorder(3)
        space.computed_zorder = False  # else the floor would cover its own contours
        self.look()
        #: x, y and f over the map; made once, as a learner's own function is slow to ask.
        self.heights = x, y, values = figures.grid(objective, 121)
        low, high = float(np.nanmin(values)), float(np.nanmax(values))
        #: The height of the floor that the map is drawn on, under the surface.
        self.floor = low - CELLAR * (high - low or 1.0)
        figures.bands(space, x, y, values, width=0.8, zdir="z", offset=self.floor)
        dress(space, objective)
        space.set_zlim(self.floor, high)
        heights = np.asarray(MaxNLocator(4).tick_values(low, high))
        space.set_zticks(heights[(heights >= low) & (heights <= high)])
        space.set_title("The surface, its height is $f$", loc="left", weight="bold", y=0.925)
        figures.contour_map(self.map, objective, minimisers=False)
        figures.title(self.map, "The map, seen from above")
        self.map.set_anchor("N")  # its title beside that of the surface
        #: Length of ∇f on the map for a slope of 1.
        shorter = float(np.ptp(objective.domain, axis=1).min())
        self.arrow = LONGEST * shorter / steepest(objective, points=31)

    def look(self) -> None:
        """Turn the surface, which need not be drawn again."""
        self.surface.view_init(elev=self.elevation, azim=self.azimuth)

    def scene(self) -> Scene:
        self.walk = np.empty((0, 2))
        here, value, _ = seen_at(self.objective, self.point)
        walk = contour_walk(self.objective, here, STEPS, heights=self.heights)
        stays = bool((walk == here).all())
        self.walk = walk[:1] if stays else walk
        slopes = self.objective.gradient(self.walk)
        captions = [
            f"(x, y) = {vector(place)}   height f = {number(value)}   "
            + (
                f"∇f = {vector(slope)}, drawn {number(self.arrow, 2)} times as long, "
                if self.show_gradient
                else ""
            )
            + f"steepest slope {number(float(np.hypot(*slope)))}"
            for place, slope in zip(self.walk, slopes, strict=True)
        ]
        if stays:
            captions[0] += "   There is no contour to walk along from here."
        alt = (
            f"{self.objective.name} as a surface and as a map, with one point on both: "
            f"{vector(here)} at height {number(value)}."
        )
        return Scene(self._layers(value, slopes), captions, alt)

    def _layers(self, value: float, slopes: Array) -> list[Layer]:
        """Return one point on both pictures, and ∇f if it is wanted."""
        walk = self.walk
        above, below = (
            np.column_stack([walk, np.full(len(walk), height)]) for height in (value, self.floor)
        )
        layers: list[Layer] = [
            Trail(self.surface, above, ahead=True, dots=False, width=1.75),
            Trail(self.map, walk, ahead=True, dots=False, width=1.75),
            Segment(self.surface, above, below, colour="quiet", dashed=True, width=1.5),
        ]
        if self.show_gradient:
            heads = walk + self.arrow * slopes
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
