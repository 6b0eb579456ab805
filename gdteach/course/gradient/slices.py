"""The slice lab: hold one coordinate, walk along the other, and a curve with a slope is left."""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.typing import NDArray

from gdteach.course.gradient.slices_picture import SlicesPicture
from gdteach.lab.point_lab import PointLab
from gdteach.numerics.catalogue import Objective
from gdteach.numerics.wording import number, vector

Array = NDArray[np.float64]
STEPS_A_WALK = 24  # along one slice: out to one edge of the map, to the other, and back
LETTERS = ("x", "y")


def there_and_back(here: float, low: float, high: float, steps: int) -> Array:
    """Return a walk from a place to one end of an interval, to the other, and back.

    >>> there_and_back(1.0, 0.0, 2.0, 8)
    array([1. , 1.5, 2. , 1.5, 1. , 0.5, 0. , 0.5, 1. ])
    """
    corners = np.array([here, high, low, here])
    walked = np.concatenate([[0], np.cumsum(np.abs(np.diff(corners)))])
    return np.interp(np.linspace(0, walked[-1], steps + 1), walked, corners)


class SliceLab(PointLab):
    """A lab for the question what a partial derivative is: the slope of a slice.

    The steps that are played walk along x with y held, then along y with x held.

    Parameters
    ----------
    *objectives : Objective or str
        The menu, in two dimensions each; a string names one of the catalogue.
    point : sequence of two floats, optional
        Where both slices pass; the objective's own start by default.

    Attributes
    ----------
    objective : Objective
    point : tuple of two floats
        Each does what its control does when set from a cell.
    partials : tuple of two floats
        The slopes of the two slices at the point.

    Examples
    --------
    >>> from gdteach.numerics.quadratics import quadratic_bowl
    >>> SliceLab(quadratic_bowl(10), point=(3, 1)).partials
    (3.0, 10.0)
    """

    partials: tuple[float, ...]

    def __init__(
        self, *objectives: Objective | str, point: tuple[float, float] | None = None
    ) -> None:
        self._picture = SlicesPicture()
        self.partials = ()
        super().__init__(objectives, self._picture, speed=10)
        self.player.on_point(self._picture.map, self._pointed)
        for i, axes in enumerate(self._picture.profiles):
            self.player.on_point(axes, partial(self._pointed_on_profile, i))
        if point is not None:
            self.point = point
        self._begin()

    def _pointed_on_profile(self, i: int, where: Array) -> None:
        """Move along one slice to where a hand presses."""
        moved = list(self.point)
        moved[i] = float(f"{where[0]:.3g}")
        self.point = tuple(moved)

    def _look(self, here: Array, value: float, gradient: Array) -> None:
        self.partials = tuple(gradient.tolist())
        walk = np.tile(here, (2 * STEPS_A_WALK + 1, 1))
        for i, (low, high) in enumerate(self.objective.domain):
            ends = min(low, here[i]), max(high, here[i])
            stretch = slice(i * STEPS_A_WALK, (i + 1) * STEPS_A_WALK + 1)
            walk[stretch, i] = there_and_back(here[i], *ends, STEPS_A_WALK)
        heights, slopes = self.objective.function(walk), self.objective.gradient(walk)
        layers = self._picture.layers(self.objective, walk, heights, slopes)
        captions = [
            self._caption(step, *row)
            for step, row in enumerate(zip(walk, heights, slopes, strict=True))
        ]
        standing = (
            f"At {vector(here)}, f = {number(value)}. Along x the slope ∂f/∂x is "
            f"{number(gradient[0])}; along y the slope ∂f/∂y is {number(gradient[1])}."
        )
        captions[0] = captions[-1] = standing
        self.player.show(
            layers, captions=captions, alt=f"Slices of {self.objective.name}. {standing}"
        )

    def _caption(self, step: int, place: Array, height: float, slope: Array) -> str:
        i = int(step > STEPS_A_WALK)
        moving, held = LETTERS[i], LETTERS[1 - i]
        return (
            f"Along {moving}, with {held} held at {number(place[1 - i])}: at {moving} = "
            f"{number(place[i])} f = {number(height)}, and the slope ∂f/∂{moving} is "
            f"{number(slope[i])}."
        )
