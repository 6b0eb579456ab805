"""The surface view: a function of two variables as a surface and as a map, one point on both."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets
import numpy as np
import traitlets
from numpy.typing import NDArray

from gdteach.course.gradient.contour_walk import contour_walk
from gdteach.course.gradient.surface_picture import SurfacePicture
from gdteach.figure.checked import Checked
from gdteach.lab.point_lab import PointLab
from gdteach.lab.sizes import px
from gdteach.numerics.arguments import number_within, truth
from gdteach.numerics.catalogue import Objective
from gdteach.numerics.wording import number, vector

Array = NDArray[np.float64]
STEPS = 48
HIGHEST = 80  # degrees: from straight above, the surface would hide its own map


class SurfaceView(PointLab):
    """A lab for the question how a surface and its map belong together.

    The steps that are played walk along the contour through the point, at constant height.

    Parameters
    ----------
    *objectives : Objective or str
        The menu, in two dimensions each; a string names one of the catalogue.
    point : sequence of two floats, optional
        The objective's own start by default.
    azimuth : float
        Where the eye is around the vertical, in degrees, -180 to 180.
    elevation : float
        Where the eye is above the floor, in degrees, 0 to 80.
    show_gradient : bool
        Whether ∇f is drawn on the map and in the floor under the surface.

    Attributes
    ----------
    objective : Objective
    point : tuple of two floats
    azimuth, elevation : float
    show_gradient : bool
        Each does what its control does when set from a cell.
    walk : ndarray, shape (49, 2)
        The places on the contour that are played.
    """

    azimuth = Checked(-60.0, lambda _, degrees: _azimuth(degrees))
    elevation = Checked(30.0, lambda _, degrees: _elevation(degrees))
    show_gradient = Checked(False, lambda _, value: truth("show_gradient", value))
    walk: Array

    def __init__(
        self,
        *objectives: Objective | str,
        point: tuple[float, float] | None = None,
        azimuth: float = -60.0,
        elevation: float = 30.0,
        show_gradient: bool = False,
    ) -> None:
        self._picture = SurfacePicture()
        self.walk = np.empty((0, 2))
        self._picture.look_from(_azimuth(azimuth), _elevation(elevation))
        self._turn = _slider("turn (azimuth)", -180, 180)
        self._tilt = _slider("tilt (elevation)", 0, HIGHEST)
        self._switch = widgets.Checkbox(
            description="show ∇f", indent=False,
            layout=widgets.Layout(width=px(110), margin=f"2px 0 2px {px(16)}"),
        )  # fmt: skip
        sliders = widgets.HBox(
            [self._turn, self._tilt],
            layout=widgets.Layout(flex_flow="row wrap", overflow="visible"),
        )
        super().__init__(
            objectives, self._picture, beside=(self._switch,), below=(sliders,), speed=10
        )
        self.player.on_point(self._picture.map, self._pointed)
        for name, control in (
            ("azimuth", self._turn),
            ("elevation", self._tilt),
            ("show_gradient", self._switch),
        ):
            control.observe(lambda change, name=name: self._moved(name, change["new"]), "value")
        if point is not None:
            self.point = point
        self.azimuth, self.elevation = azimuth, elevation
        self._turn.value, self._tilt.value = self.azimuth, self.elevation
        self.show_gradient = show_gradient
        self._begin()

    def _moved(self, name: str, value: Any) -> None:
        if not self._quiet:
            setattr(self, name, value)

    @traitlets.observe("azimuth", "elevation")
    def _eye_moved(self, _: dict[str, Any]) -> None:
        if self._quiet:
            return
        self._turn.value, self._tilt.value = self.azimuth, self.elevation
        self._picture.look_from(self.azimuth, self.elevation)
        self.player.redraw()

    @traitlets.observe("show_gradient")
    def _switched(self, change: dict[str, Any]) -> None:
        self._switch.value = change["new"]
        self._show()

    def shown_parameters(self) -> dict[str, Any]:
        """Return the parameters that describe the lab in a line."""
        return super().shown_parameters() | {
            "azimuth": f"{self.azimuth:g}",
            "elevation": f"{self.elevation:g}",
            "show_gradient": self.show_gradient,
        }

    def _look(self, here: Array, value: float, gradient: Array) -> None:
        heights = self._picture.heights
        self.walk = contour_walk(self.objective, here, STEPS, heights=heights)
        slopes = self.objective.gradient(self.walk)
        layers = self._picture.layers(self.walk, value, slopes, gradients=self.show_gradient)
        captions = [
            self._caption(place, value, slope)
            for place, slope in zip(self.walk, slopes, strict=True)
        ]
        if (self.walk == here).all():
            captions = [f"{captions[0]}   There is no contour to walk along from here."]
            layers = self._picture.layers(
                self.walk[:1], value, slopes[:1], gradients=self.show_gradient
            )
        alt = (
            f"{self.objective.name} as a surface and as a map, with one point on both: "
            f"{vector(here)} at height {number(value)}."
        )
        self.player.show(layers, captions=captions, alt=alt)

    def _caption(self, place: Array, value: float, slope: Array) -> str:
        line = f"(x, y) = {vector(place)}   height f = {number(value)}"
        return f"{line}   ∇f = {vector(slope)}" if self.show_gradient else line


def _azimuth(degrees: Any) -> float:
    # sliders count in floats: five steps of 5 from -75 are -50.00000000000003
    return round(number_within("azimuth", degrees, at_least=-180, at_most=180), 6)


def _elevation(degrees: Any) -> float:
    return round(number_within("elevation", degrees, at_least=0, at_most=HIGHEST), 6)


def _slider(name: str, low: float, high: float) -> widgets.FloatSlider:
    """Return a slider that speaks when the hand rests: a surface takes a while to draw."""
    return widgets.FloatSlider(
        min=low, max=high, step=5, description=name, continuous_update=False, readout_format=".0f",
        style={"description_width": px(112)}, layout=widgets.Layout(width=px(400)),
    )  # fmt: skip
