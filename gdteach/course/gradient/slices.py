"""The slice lab: hold one coordinate, walk along the other, and a curve with a slope is left."""

from functools import partial
from typing import Any

import numpy as np
from matplotlib.ticker import MaxNLocator
from mpl_toolkits.mplot3d.axes3d import Axes3D
from numpy.typing import NDArray

from gdteach.course.gradient.surface_view import dress
from gdteach.figure import Curve, Layer, Marker, Segment, figures, mosaic
from gdteach.figure.paths import level, upright
from gdteach.figure.sampling import limits
from gdteach.lab import Lab, Menu, Point, Scene, seen_at
from gdteach.numerics.catalogue import Objective
from gdteach.numerics.wording import number, vector

Array = NDArray[np.float64]
STEPS_A_WALK = 24  # along one slice: out to one edge of the map, to the other, and back
LOOKS: tuple[dict[str, Any], ...] = ({"colour": "second"}, {"colour": "third", "dashed": True})
SPACE = (0.0, 0.0, 0.28, 0.97)  # left, bottom, width and height of the surface's axes
TANGENT = 0.17  # half the tangent's length as a share of the axes


def there_and_back(here: float, low: float, high: float, steps: int) -> Array:
    """Return a walk from a place to one end of an interval, to the other, and back.

    >>> there_and_back(1.0, 0.0, 2.0, 8)
    array([1. , 1.5, 2. , 1.5, 1. , 0.5, 0. , 0.5, 1. ])
    """
    corners = np.array([here, high, low, here])
    walked = np.concatenate([[0], np.cumsum(np.abs(np.diff(corners)))])
    return np.interp(np.linspace(0, walked[-1], steps + 1), walked, corners)


class SliceLab(Lab):
    """A lab for the question what a partial derivative is: the slope of a slice.

    The steps that are played walk along x with y held, then along y with x held.

    Attributes
    ----------
    partials : tuple of two floats
        The slopes of the two slices at the point.

    Examples
    --------
    >>> from gdteach.numerics.quadratics import quadratic_bowl
    >>> SliceLab(quadratic_bowl(10), point=(3, 1)).partials
    (3.0, 10.0)
    """

    objective = Menu(2)
    point = Point(on="map", doc="Where both slices pass; the objective's own start by default.")
    rows = ("objective point",)
    speed = 10
    partials: tuple[float, ...]

    def __init__(self, *objectives: Objective | str, **given: Any) -> None:
        super().__init__(*objectives, **given)
        for i, axes in enumerate(self.profiles):
            self.player.on_point(axes, partial(self._moved_along, i))

    def _moved_along(self, i: int, where: Array) -> None:
        """Move along one slice to where a hand presses on its profile."""
        there = np.array(self.point)
        there[i] = where[0]
        self.pressed("point", there)

    def axes(self) -> None:
        self.figure, (self.map, *self.profiles) = mosaic(
            ".mx;.my", width=9.2, height=3.8, width_ratios=[1.1, 1.05, 0.8]
        )
        self.surface: Axes3D = self.figure.add_axes(SPACE, projection="3d")
        self.surface.set_anchor("N")

    def still(self) -> None:
        figures.surface(self.surface, self.objective, points=31)
        dress(self.surface, self.objective)
        self.surface.set_title("Two walks on the surface", loc="left", weight="bold", y=0.95)
        figures.contour_map(self.map, self.objective, minimisers=False)
        figures.title(self.map, "The same, on the map")
        self.map.set_anchor("N")  # its title beside the others
        heights = limits(figures.grid(self.objective, 81)[2])
        letters = self.objective.coordinates
        for i, axes in enumerate(self.profiles):
            axes.set(xlim=self.objective.domain[i], ylim=heights)
            axes.set_xlabel(f"${letters[i]}$", labelpad=0)
            axes.set_ylabel("$f$", rotation=0, va="center", ha="right", labelpad=4)
            axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
            axes.yaxis.set_major_locator(MaxNLocator(4))
            figures.title(axes, f"Along ${letters[i]}$, with ${letters[1 - i]}$ held")

    def scene(self) -> Scene:
        self.partials = ()
        here, value, gradient = seen_at(self.objective, self.point)
        self.partials = tuple(gradient.tolist())
        walk = np.tile(here, (2 * STEPS_A_WALK + 1, 1))
        for i, (low, high) in enumerate(self.objective.domain):
            ends = min(low, here[i]), max(high, here[i])
            stretch = slice(i * STEPS_A_WALK, (i + 1) * STEPS_A_WALK + 1)
            walk[stretch, i] = there_and_back(here[i], *ends, STEPS_A_WALK)
        heights, slopes = self.objective.function(walk), self.objective.gradient(walk)
        layers = [
            level(self.map, here[1], **LOOKS[0]),
            upright(self.map, here[0], **LOOKS[1]),
            *self._on_profile(0, walk, heights, slopes),
            *self._on_profile(1, walk, heights, slopes),
            Marker(self.map, here[None], shape="ring"),
            Marker(self.map, walk),
            Marker(self.surface, np.column_stack([walk, heights])),
        ]
        rows = zip(walk, heights, slopes, strict=True)
        captions = [self._caption(step, *row) for step, row in enumerate(rows)]
        x, y = self.objective.coordinates
        captions[0] = captions[-1] = (
            f"At {vector(here)}, f = {number(value)}. Along {x} the slope ∂f/∂{x} is "
            f"{number(gradient[0])}; along {y} the slope ∂f/∂{y} is {number(gradient[1])}."
        )
        return Scene(layers, captions, f"Slices of {self.objective.name}. {captions[0]}")

    def _on_profile(self, i: int, walk: Array, heights: Array, slopes: Array) -> list[Layer]:
        """Return f along one coordinate, and the walker on it with a tangent."""
        axes = self.profiles[i]
        along = np.linspace(*axes.get_xlim(), 121)
        line = np.tile(walk[0], (121, 1))
        line[:, i] = along
        curve = np.column_stack([line, self.objective.function(line)])
        walker = np.column_stack([walk[:, i], heights])
        # on the way along the other slice there is nobody on this one
        walker[slice(STEPS_A_WALK + 1, -1) if i == 0 else slice(1, STEPS_A_WALK)] = np.nan
        # tangents that all look equally long
        width, height = np.ptp(axes.get_xlim()), np.ptp(axes.get_ylim())
        steepness = slopes[:, i] / height * width * axes.bbox.height / axes.bbox.width
        reach = TANGENT * width / np.hypot(1, steepness)
        aside = np.column_stack([reach, reach * slopes[:, i]])
        return [
            Curve(axes, curve[None, :, [i, 2]], **LOOKS[i]),
            Curve(self.surface, curve[None], **LOOKS[i]),
            Segment(axes, walker - aside, walker + aside),
            Marker(axes, walker),
        ]

    def _caption(self, step: int, place: Array, height: float, slope: Array) -> str:
        i = int(step > STEPS_A_WALK)
        moving, held = self.objective.coordinates[i], self.objective.coordinates[1 - i]
        return (
            f"Along {moving}, with {held} held at {number(place[1 - i])}: at {moving} = "
            f"{number(place[i])} f = {number(height)}, and the slope ∂f/∂{moving} is "
            f"{number(slope[i])}."
        )
