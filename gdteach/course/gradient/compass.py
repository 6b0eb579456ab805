"""The compass lab: turn a unit vector, and measure the slope straight ahead in each direction."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets
import numpy as np
import traitlets
from numpy.typing import NDArray

from gdteach.course.gradient.compass_picture import ANGLES, CompassPicture, units
from gdteach.figure.checked import Checked
from gdteach.lab.point_lab import PointLab
from gdteach.lab.sizes import px
from gdteach.numerics.arguments import finite_number, truth
from gdteach.numerics.catalogue import Objective
from gdteach.numerics.wording import number, vector

Array = NDArray[np.float64]
H = 6e-6  # of the size of w: where a central difference errs least, see the end of notebook 01
FLAT = 1e-9  # a slope below this share of the steepest on the map is no slope


def measured_slopes(objective: Objective, w: Array, directions: Array) -> Array:
    """Return the slope at a point in each direction, measured by central differences.

    Parameters
    ----------
    objective : Objective
        f; its gradient is not asked.
    w : array, shape (d,)
        The point.
    directions : array, shape (n, d)
        Unit vectors u.

    Notes
    -----
    (f(w + hu) − f(w − hu)) / 2h with h = 6e-6, or that times the size of w where it is beyond 1.
    """
    h = H * max(1.0, float(np.abs(w).max()))
    ahead, behind = (objective.function(w + sign * h * directions) for sign in (1, -1))
    return np.asarray((ahead - behind) / (2 * h))


class CompassLab(PointLab):
    """A lab for the question in which direction the ground is steepest.

    The steps that are played turn the unit vector u once around, 5 degrees at a time.

    Parameters
    ----------
    *objectives : Objective or str
        The menu, in two dimensions each; a string names one of the catalogue.
    point : sequence of two floats, optional
        Where one stands; the objective's own start by default.
    direction : float
        Where u points, in degrees from the x axis towards the y axis.
    compare : bool
        Whether ∇f and the curve ‖∇f‖ cos θ are shown beside what was measured.

    Attributes
    ----------
    objective : Objective
    point : tuple of two floats
    direction : float
    compare : bool
        Each does what its control does when set from a cell; a direction is rounded to 5 degrees.
    slopes : ndarray, shape (73,)
        What was measured, for 0, 5, …, 360 degrees.

    Examples
    --------
    >>> from gdteach.numerics.quadratics import quadratic_bowl
    >>> lab = CompassLab(quadratic_bowl(10), point=(3, 1))
    >>> lab.slopes[[0, 18]].round(6)  # along x, and along y
    array([ 3., 10.])
    """

    direction = Checked(0.0, lambda _, degrees: _nearest_played(degrees))
    compare = Checked(False, lambda _, value: truth("compare", value))
    slopes: Array

    def __init__(
        self,
        *objectives: Objective | str,
        point: tuple[float, float] | None = None,
        direction: float = 0.0,
        compare: bool = False,
    ) -> None:
        self._picture = CompassPicture()
        self.slopes = np.empty(0)
        self._box = widgets.BoundedFloatText(
            min=0, max=360, step=5, description="u at (°)", style={"description_width": px(56)},
            layout=widgets.Layout(width=px(140)),
        )  # fmt: skip
        self._switch = widgets.Checkbox(
            description="compare with ‖∇f‖ cos θ", indent=False,
            layout=widgets.Layout(width=px(220), margin=f"2px 0 2px {px(16)}"),
        )  # fmt: skip
        super().__init__(objectives, self._picture, beside=(self._box, self._switch), speed=10)
        self.player.on_point(self._picture.map, self._pointed)
        self.player.on_point(self._picture.dial, self._turned)
        self.player.observe(self._stepped, "step")
        self._box.observe(lambda change: self.set_trait("direction", change["new"]), "value")
        self._switch.observe(lambda change: self.set_trait("compare", change["new"]), "value")
        if point is not None:
            self.point = point
        self.compare = compare
        self._begin()
        self.direction = direction

    @traitlets.observe("direction")
    def _direction_changed(self, change: dict[str, Any]) -> None:
        self._box.value = change["new"]
        self.player.step = int(np.abs(ANGLES - change["new"]).argmin())

    def _stepped(self, change: dict[str, Any]) -> None:
        self.direction = float(ANGLES[change["new"]])

    def _turned(self, where: Array) -> None:
        """Turn u to the angle that a hand presses on the dial."""
        self.direction = float(np.clip(where[0], 0, 360))

    @traitlets.observe("compare")
    def _compare_changed(self, change: dict[str, Any]) -> None:
        self._switch.value = change["new"]
        self._show()

    def shown_parameters(self) -> dict[str, Any]:
        """Return the parameters that describe the lab in a line."""
        more = {"direction": f"{self.direction:g}", "compare": self.compare}
        return super().shown_parameters() | more

    def _look(self, here: Array, value: float, gradient: Array) -> None:
        self.slopes = measured_slopes(self.objective, here, units(ANGLES))
        steepest = float(np.hypot(*gradient))
        flat = steepest <= FLAT * self._picture.steepest
        shown = gradient if self.compare and not flat else None
        layers = self._picture.layers(here, self.slopes, shown)
        captions = [
            self._caption(*each, gradient) for each in zip(ANGLES, self.slopes, strict=True)
        ]
        if flat:
            captions = ["The ground is flat here: the slope is 0 in every direction."] * len(ANGLES)
        self.player.show(layers, captions=captions, alt=self._finding(here, steepest))

    def _caption(self, angle: float, slope: float, gradient: Array) -> str:
        line = f"u at {angle:g}°: (f(w + hu) − f(w − hu)) / 2h = {number(tidy(slope))}"
        if not self.compare:
            return line
        size, uphill = float(np.hypot(*gradient)), np.degrees(np.arctan2(*gradient[::-1]))
        turned = abs((angle - uphill + 180) % 360 - 180)
        predicted = size * np.cos(np.radians(turned))
        return f"{line}   ‖∇f‖ cos θ = {number(size)}·cos {turned:.0f}° = {number(tidy(predicted))}"

    def _finding(self, here: Array, steepest: float) -> str:
        best = ANGLES[int(np.argmax(self.slopes))]
        return (
            f"The slope of {self.objective.name} at {vector(here)} in every direction: it is "
            f"largest, {number(float(self.slopes.max()))}, towards {best:g}°; the gradient has "
            f"length {number(steepest)}."
        )


def _nearest_played(degrees: Any) -> float:
    """Return the angle that is played nearest to a direction; full turns do not count."""
    given = finite_number("direction", degrees)
    within = given if 0 <= given <= 360 else given % 360
    return float(ANGLES[np.abs(ANGLES - within).argmin()])


def tidy(value: float) -> float:
    """Return a slope without the rounding errors that make a zero look like 10⁻¹²."""
    return round(float(value), 9)
