"""The arrow task: draw −∇f by eye on a stretched bowl, then see how far off the eye was.

Drawing is the prediction here. Only then come the true arrow, the two angles, and a play button
that stretches the bowl while the learner's arrow stays.
"""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets
import numpy as np
import traitlets
from numpy.typing import NDArray

from gdteach.course.gradient.angles import angle_between, direction_of
from gdteach.course.gradient.arrow_picture import KAPPAS, ArrowPicture, steepest_descent
from gdteach.figure.animated_figure import AnimatedFigure
from gdteach.figure.checked import Checked
from gdteach.lab.sizes import px
from gdteach.lab.unmoved import Lab
from gdteach.numerics.arguments import finite_number, number_within, point, truth, wrong
from gdteach.numerics.wording import vector

Array = NDArray[np.float64]
PLACES = ((4.0, 1.2), (-3.5, 1.5), (-4.0, -0.8), (2.5, -1.8), (1.5, 2.0), (-4.5, 0.5))
NEAR = 8.0  # degrees: as well as one draws with a mouse


class ArrowTask(Lab):
    """A task: draw −∇f at a point of f = ½(x² + κy²), then compare.

    Parameters
    ----------
    point : sequence of two floats
        Where the arrow begins; not the minimiser (0, 0).
    condition_number : float
        κ, from 1 (a round bowl) to 100; the nearest value played is taken.

    Attributes
    ----------
    point : tuple of two floats
    condition_number : float
    angle : float or None
        The learner's arrow, in degrees from the x axis; None until one is drawn.
    revealed : bool
        Whether the true arrow is shown.
    misses : list of float
        Degrees between the learner's arrow and −∇f, one for each arrow that was shown.

    Examples
    --------
    >>> task = ArrowTask(point=(4, 1), condition_number=10)
    >>> task.angle = 194  # straight at the minimiser
    >>> task.revealed = True
    >>> round(task.misses[0])
    54
    """

    point = Checked((), lambda _, where: _off_the_minimiser(where))
    condition_number = Checked(10.0, lambda _, kappa: _nearest_played(kappa))
    angle = Checked(None, lambda _, degrees: _direction(degrees))
    revealed = Checked(False, lambda _, value: truth("revealed", value))

    def __init__(
        self, *, point: tuple[float, float] = PLACES[0], condition_number: float = 10.0
    ) -> None:
        self._quiet = True
        self.misses: list[float] = []
        self._picture = ArrowPicture()
        self._kappa = widgets.SelectionSlider(
            options=[(f"{kappa:g}", kappa) for kappa in KAPPAS], description="stretch κ",
            style={"description_width": px(64)}, layout=widgets.Layout(width=px(300)),
        )  # fmt: skip
        self._box = widgets.BoundedIntText(
            min=0, max=360, step=5, description="your arrow at (°)",
            style={"description_width": px(112)}, layout=widgets.Layout(width=px(190)),
        )  # fmt: skip
        self._reveal = _button("Show −∇f", "check")
        self._again = _button("Another place", "refresh")
        row = widgets.HBox(
            [self._box, self._reveal, self._again, self._kappa],
            layout=widgets.Layout(flex_flow="row wrap", align_items="center", overflow="visible"),
        )
        super().__init__([row], AnimatedFigure(self._picture.figure, speed=5))
        self.player.on_point(self._picture.map, self._drawn)
        self.player.observe(self._stepped, "step")
        self._kappa.observe(
            lambda change: self.set_trait("condition_number", change["new"]), "value"
        )
        self._box.observe(self._typed, "value")
        self._reveal.on_click(lambda _: self.set_trait("revealed", True))
        self._again.on_click(lambda _: self.another_place())
        self.point = point
        self.condition_number = condition_number
        self._kappa.value = self.condition_number
        self._quiet = False
        self._show()

    # ------------------------------------------------------------------ parameters

    @traitlets.observe("condition_number")
    def _stretched(self, change: dict[str, Any]) -> None:
        self._kappa.value = change["new"]
        if self.revealed:
            self.player.step = int(np.flatnonzero(change["new"] == KAPPAS)[0])
        else:
            self._show()

    def _stepped(self, change: dict[str, Any]) -> None:
        if self.revealed and not self._quiet:
            self.condition_number = float(KAPPAS[change["new"]])

    @traitlets.observe("point")
    def _moved(self, _: dict[str, Any]) -> None:
        """Begin again: another place asks for another arrow."""
        quiet, self._quiet = self._quiet, True
        self.revealed, self.angle = False, None
        self._quiet = quiet
        self._show()

    @traitlets.observe("angle")
    def _turned(self, change: dict[str, Any]) -> None:
        if change["new"] is not None:
            quiet, self._quiet = self._quiet, True
            self._box.value = round(change["new"])
            self._quiet = quiet
        self._show()

    @traitlets.observe("revealed")
    def _shown(self, change: dict[str, Any]) -> None:
        if change["new"] and self.angle is not None:
            self.misses.append(angle_between(self.angle, self._truth()))
        self._show()

    def _drawn(self, where: Array) -> None:
        """Turn the learner's arrow to where a hand presses."""
        arrow = where - np.array(self.point)
        if not self.revealed and arrow.any():
            self.angle = round(direction_of(arrow), 1)

    def _typed(self, change: dict[str, Any]) -> None:
        if not self._quiet and not self.revealed:
            self.angle = change["new"]

    def another_place(self) -> None:
        """Return nothing; move to another point, where no arrow has been drawn."""
        known = [place for place in PLACES if place != self.point]
        after = PLACES.index(self.point) if self.point in PLACES else -1
        self.point = known[after % len(known)]

    def shown_parameters(self) -> dict[str, Any]:
        """Return the parameters that describe the task in a line."""
        return {
            "point": vector(self.point).replace("−", "-"),
            "condition_number": f"{self.condition_number:g}",
            "angle": None if self.angle is None else f"{self.angle:g}",
            "revealed": self.revealed,
        }

    # ------------------------------------------------------------------ what is shown

    def _truth(self) -> float:
        return direction_of(steepest_descent(np.array(self.point), self.condition_number))

    def _show(self) -> None:
        if self._quiet:
            return
        here = np.array(self.point)
        self._reveal.disabled = self.revealed or self.angle is None
        self._box.disabled = self.revealed
        if self.revealed:
            kappas, step = KAPPAS, int(np.flatnonzero(self.condition_number == KAPPAS)[0])
            captions = [self._verdict(here, kappa) for kappa in kappas]
        else:
            kappas, step = np.array([self.condition_number]), 0
            captions = [self._invitation()]
        layers = self._picture.layers(here, kappas, self.angle, revealed=self.revealed)
        quiet, self._quiet = self._quiet, True
        self.player.show(layers, captions=captions, step=step, alt=captions[step])
        self._quiet = quiet

    def _invitation(self) -> str:
        where = f"You stand at {vector(self.point)} on f = ½(x² + {self.condition_number:g}y²)."
        if self.angle is None:
            return f"{where} Draw −∇f: press on the map and drag, or type an angle."
        return f"{where} Your arrow points to {self.angle:.0f}°. Turn it until you are content."

    def _verdict(self, here: Array, kappa: float) -> str:
        true = direction_of(steepest_descent(here, kappa))
        home = direction_of(-here)
        off = f"−∇f is {angle_between(true, home):.0f}° off the way to the minimiser"
        if self.angle is None:
            return f"κ = {kappa:g}:   {off}."
        mine = f"your arrow is {angle_between(self.angle, true):.0f}° off −∇f"
        return f"κ = {kappa:g}:   {mine};   {off}. {self._named(true, home)}".rstrip()

    def _named(self, true: float, home: float) -> str:
        """Return what the learner's arrow does point at, where that has a name."""
        assert self.angle is not None
        if angle_between(self.angle, true) <= NEAR:
            return "You drew −∇f."
        if angle_between(self.angle, home) <= NEAR:
            return "You aimed at the minimiser."
        if angle_between(self.angle, true + 180) <= NEAR:
            return "You drew +∇f, uphill."
        if min(angle_between(self.angle, true + side) for side in (90, -90)) <= NEAR:
            return "You drew along the contour."
        return ""


def _off_the_minimiser(where: Any) -> tuple[float, ...]:
    here = tuple(point("point", where, 2).tolist())
    if not any(here):
        raise ValueError(wrong("point", "off the minimiser (0, 0), where ∇f = 0", where))
    return here


def _nearest_played(kappa: Any) -> float:
    given = number_within("condition_number", kappa, at_least=1, at_most=100)
    return float(KAPPAS[np.abs(np.log(KAPPAS / given)).argmin()])


def _direction(degrees: Any) -> float | None:
    return None if degrees is None else finite_number("angle", degrees) % 360


def _button(name: str, icon: str) -> widgets.Button:
    return widgets.Button(description=name, icon=icon, layout=widgets.Layout(width=px(134)))
