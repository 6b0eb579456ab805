"""The bowl f = ½(x² + κy²): how it is stretched, where −∇f points, what is said of an arrow."""

from typing import Any

import ipywidgets as widgets
import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdteach.course.gradient.angles import angle_between, direction_of, unit
from gdteach.lab import Numeric

Array = NDArray[np.float64]
#: The stretches that are played.
KAPPAS = np.array(
    [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100], dtype=float
)
NEAR = 8.0  # degrees: as well as one draws with a mouse


class Stretch(Numeric):
    """A parameter κ: one of the stretches that are played."""

    def check(self, lab: Any, value: Any) -> float:
        kappa = super().check(lab, value)
        return float(KAPPAS[np.abs(np.log(KAPPAS / kappa)).argmin()])

    def control(self, lab: Any) -> widgets.Widget:
        options = [(f"{kappa:g}", kappa) for kappa in KAPPAS.tolist()]
        return widgets.SelectionSlider(options=options, description=self.label)


def downhill(w: Array, kappa: ArrayLike) -> Any:
    """Return the direction of −∇f in degrees, shape (...) for κ of shape (...).

    >>> downhill(np.array([4.0, 1.0]), [1.0, 4.0]).round(1)
    array([194., 225.])
    """
    kappa = np.asarray(kappa, dtype=np.float64)
    return direction_of(np.stack([np.broadcast_to(-w[0], kappa.shape), -kappa * w[1]], axis=-1))


def off_the_minimiser(w: Array, kappa: ArrayLike) -> Any:
    """Return the angle between −∇f and the way to (0, 0), in degrees, shape (...).

    >>> off_the_minimiser(np.array([5.0, 1.0]), [1.0, 25.0]).round(1)
    array([ 0. , 67.4])
    """
    return angle_between(downhill(w, kappa), direction_of(-w))


def contours(w: Array, kappas: Array, points: int) -> Array:
    """Return the ellipse through a point for each κ, shape (κs, points, 2)."""
    size = np.sqrt(w[0] ** 2 + kappas * w[1] ** 2)
    half_axes = np.column_stack([size, size / np.sqrt(kappas)])
    return half_axes[:, None] * unit(np.linspace(0, 360, points))


def verdict(w: Array, kappa: float, angle: float | None) -> str:
    """Return how far −∇f is off the minimiser, and a learner's arrow off both, if there is one."""
    off = f"−∇f is {off_the_minimiser(w, kappa):.0f}° off the way to the minimiser"
    if angle is None:
        return f"κ = {kappa:g}:   {off}."
    miss = angle_between(angle, downhill(w, kappa))
    line = f"κ = {kappa:g}:   your arrow is {miss:.0f}° off −∇f;   {off}."
    return f"{line} {named(angle, w, kappa)}".rstrip()


def named(angle: float, w: Array, kappa: float) -> str:
    """Return what an arrow does point at, where that has a name."""
    true, home = downhill(w, kappa), direction_of(-w)
    if angle_between(angle, true) <= NEAR:
        return "You drew −∇f."
    if angle_between(angle, home) <= NEAR:
        return "You aimed at the minimiser."
    if angle_between(angle, true + 180) <= NEAR:
        return "You drew +∇f, uphill."
    if min(angle_between(angle, true + side) for side in (90, -90)) <= NEAR:
        return "You drew along the contour."
    return ""
