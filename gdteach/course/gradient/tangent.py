"""The tangent lab: a secant through two points of a curve turns into the tangent as h shrinks."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets
import numpy as np
import traitlets
from numpy.typing import NDArray

from gdteach.course.gradient.tangent_picture import TangentPicture
from gdteach.figure.checked import Checked
from gdteach.lab.point_lab import PointLab
from gdteach.lab.sizes import px
from gdteach.numerics.arguments import number_within, truth
from gdteach.numerics.catalogue import Objective
from gdteach.numerics.wording import number


class TangentLab(PointLab):
    """A lab for the question what a slope at one point is: the limit of slopes between two.

    The steps that are played are values of h, from wide to narrow.

    Parameters
    ----------
    *objectives : Objective or str
        The menu, in one dimension each; a string names one of the catalogue.
    point : float, optional
        w, where the tangent touches; the objective's own start by default.
    h : float, optional
        The distance to the second point (unit of w); the widest by default.
    both_sides : bool
        Whether the secant goes through w − h and w + h instead of w and w + h.

    Attributes
    ----------
    objective : Objective
    point : tuple of one float
    both_sides : bool
    h : float
        Each does what its control does when set from a cell; h takes the nearest value played.
    secant_slopes : ndarray
        The slope of the secant for each h played.

    Examples
    --------
    >>> from gdteach.numerics.catalogue import parabola
    >>> lab = TangentLab(parabola(smoothness=2.0), point=1, h=0.5)
    >>> float(lab.secant_slopes[lab.player.step])  # (f(1.5) − f(1)) / 0.5
    2.5
    """

    names = ("point w",)
    h = Checked(1.0, lambda lab, h: lab._nearest_played(h))
    both_sides = Checked(False, lambda _, value: truth("both_sides", value))
    secant_slopes: NDArray[np.float64]

    def __init__(
        self,
        *objectives: Objective | str,
        point: float | None = None,
        h: float | None = None,
        both_sides: bool = False,
    ) -> None:
        self._picture = TangentPicture()
        self.secant_slopes = np.empty(0)
        self._switch = widgets.Checkbox(
            description="second point on both sides", indent=False,
            layout=widgets.Layout(width=px(230), margin=f"2px 0 2px {px(16)}"),
        )  # fmt: skip
        super().__init__(objectives, self._picture, beside=(self._switch,), speed=10)
        self.player.on_point(self._picture.graph, self._pointed)
        self.player.observe(self._stepped, "step")
        self._switch.observe(self._switched, "value")
        if point is not None:
            self.point = point
        self.both_sides = both_sides
        self._begin()
        if h is not None:
            self.h = h

    def _nearest_played(self, h: Any) -> float:
        h = number_within("h", h, above=0)
        played = self._picture.widths
        return float(played[np.abs(np.log(played / h)).argmin()])

    @traitlets.observe("h")
    def _h_changed(self, change: dict[str, Any]) -> None:
        self.player.step = int(np.abs(self._picture.widths - change["new"]).argmin())

    def _stepped(self, change: dict[str, Any]) -> None:
        if not self._quiet:
            self.h = float(self._picture.widths[change["new"]])

    @traitlets.observe("both_sides")
    def _both_sides_changed(self, change: dict[str, Any]) -> None:
        self._switch.value = change["new"]
        self._show()

    def _switched(self, change: dict[str, Any]) -> None:
        self.both_sides = change["new"]

    def shown_parameters(self) -> dict[str, Any]:
        """Return the parameters that describe the lab in a line."""
        return super().shown_parameters() | {"h": f"{self.h:g}", "both_sides": self.both_sides}

    def _look(self, here: NDArray[np.float64], value: float, gradient: NDArray[np.float64]) -> None:
        w, tangent = float(here[0]), float(gradient[0])
        widths = self._picture.widths
        left = np.full_like(widths, w) - (widths if self.both_sides else 0)
        right = w + widths
        low, high = (self.objective.function(ends[:, None]) for ends in (left, right))
        self.secant_slopes = (high - low) / (right - left)
        ends = np.stack([np.column_stack([left, low]), np.column_stack([right, high])])
        layers = self._picture.layers((w, value), ends, self.secant_slopes, tangent)
        captions = [
            self._caption(h, *pair) for h, pair in zip(widths, ends.swapaxes(0, 1), strict=True)
        ]
        captions[-1] += f"\nThe tangent at w = {number(w)} has slope {precise(tangent)}."
        self.player.show(layers, captions=captions, alt=self._finding(w, tangent))
        self.h = float(widths[self.player.step])  # another function may have other widths

    def _caption(self, h: float, left: NDArray[np.float64], right: NDArray[np.float64]) -> str:
        (a, f_a), (b, f_b) = left, right
        if not np.isfinite([f_a, f_b]).all():
            return f"h = {number(h)}: f has no value at one of the two points."
        rise, run = precise(f_b - f_a), precise(b - a)
        return (
            f"h = {number(h)}   rise f({precise(b)}) − f({precise(a)}) = {rise}, run {run}:   "
            f"slope {rise} / {run} = {precise((f_b - f_a) / (b - a))}"
        )

    def _finding(self, w: float, tangent: float) -> str:
        last = self.secant_slopes[-1]
        return (
            f"Secants of {self.objective.name} at w = {number(w)}: as h shrinks to "
            f"{number(self._picture.widths[-1])} their slope becomes {precise(last)}; "
            f"the tangent has slope {precise(tangent)}."
        )


def precise(value: float) -> str:
    """Return a number with enough digits to see a small rise."""
    return number(float(value), digits=5)
