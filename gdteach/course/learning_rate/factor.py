"""The factor lab: on a parabola one number, 1 − ηL, decides what becomes of the error.

Three views of one run: the ball on ½Lw², the staircase between the line "next error = factor ·
error" and the diagonal, and the size of the error on a log axis.
"""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets
import numpy as np
import traitlets

from gdteach.course.learning_rate.factor_picture import WIDEST, FactorPicture
from gdteach.figure.animated_figure import AnimatedFigure
from gdteach.figure.checked import Checked
from gdteach.lab.learning_rate import INK, LearningRateControl, checked_rate
from gdteach.lab.sizes import LABEL_WIDTH, px
from gdteach.lab.unmoved import Lab
from gdteach.numerics.arguments import finite_number, number_within, whole_number
from gdteach.numerics.descent import descend
from gdteach.numerics.methods import GradientDescent
from gdteach.numerics.quadratics import parabola
from gdteach.numerics.trajectory import Stopping, Trajectory
from gdteach.numerics.wording import number, signed, subscript

FLATTEST, STEEPEST = 0.01, 1000.0  # the curvatures that the box takes
ENDS_MEET = 1e-9  # a factor this close to 0 or −1 is one

#: What becomes of the error, by name; the labs' captions and the list of finds use these words.
REGIMES = {
    "stay": "no step at all",
    "creep": "same side, a little nearer every step",
    "one shot": "the step ends at the bottom",
    "cross": "other side at every step, and nearer",
    "bounce": "other side, just as far, for ever",
    "blow up": "other side, and further out every step",
}


def factor(learning_rate: float, smoothness: float) -> float:
    """Return 1 − ηL, what every step multiplies the error by on ½Lw²."""
    return 1 - learning_rate * smoothness


def regime(learning_rate: float, smoothness: float) -> str:
    """Return which of `REGIMES` a learning rate is in.

    Examples
    --------
    >>> [regime(eta, 2.0) for eta in (0.0, 0.2, 0.5, 0.6, 1.0, 1.1)]
    ['stay', 'creep', 'one shot', 'cross', 'bounce', 'blow up']
    """
    q = factor(learning_rate, smoothness)
    if learning_rate == 0:
        return "stay"
    if abs(q) <= ENDS_MEET:
        return "one shot"
    if abs(q + 1) <= ENDS_MEET:
        return "bounce"
    return "creep" if q > 0 else "cross" if q > -1 else "blow up"


class FactorLab(Lab):
    """A lab for the question what one step does to the error, with any learning rate.

    Parameters
    ----------
    learning_rate : float
        η ≥ 0, dimensionless here.
    smoothness : float
        L > 0, the curvature of f(w) = ½Lw².
    start : float
        w₀; since the bottom is at 0, also the first error.
    max_steps : int
        Steps in a run.

    Attributes
    ----------
    learning_rate, smoothness, start : float
    max_steps : int
        Each does what its control does when set from a cell.
    trajectory : Trajectory or None
        The run on screen; None where f has no value at the start.
    found : list of str
        The regimes seen so far.

    Examples
    --------
    >>> lab = FactorLab(learning_rate=1.0)
    >>> lab.found
    ['bounce']
    """

    learning_rate = Checked(0.3, lambda _, rate: checked_rate(rate))
    smoothness = Checked(
        2.0, lambda _, L: number_within("smoothness", L, at_least=FLATTEST, at_most=STEEPEST)
    )
    start = Checked(10.0, lambda _, start: finite_number("start", start))
    max_steps = Checked(20, lambda _, steps: whole_number("max_steps", steps, at_least=1))
    trajectory: Trajectory | None

    def __init__(
        self,
        *,
        learning_rate: float = 0.3,
        smoothness: float = 2.0,
        start: float = 10.0,
        max_steps: int = 20,
    ) -> None:
        self.found: list[str] = []
        self._quiet = True
        self._control = LearningRateControl()
        self._curvature = widgets.BoundedFloatText(
            min=FLATTEST, max=STEEPEST, step=0.5, description="curvature L",
            style={"description_width": px(LABEL_WIDTH)},
            layout=widgets.Layout(width=px(LABEL_WIDTH + 98)),
        )  # fmt: skip
        self._where = widgets.FloatText(
            step=0.5, description="start w", style={"description_width": px(64)},
            layout=widgets.Layout(width=px(162)),
        )  # fmt: skip
        self._finds = widgets.HTML(layout=widgets.Layout(margin="0 0 0 12px", height="auto"))
        self._picture = FactorPicture(whole_number("max_steps", max_steps, at_least=1))
        row = widgets.HBox(
            [self._curvature, self._where, self._finds],
            layout=widgets.Layout(flex_flow="row wrap", align_items="center"),
        )
        super().__init__([row, self._control], AnimatedFigure(self._picture.figure))
        self.player.on_point(self._picture.valley, self._pointed)
        self._control.observe(lambda change: self._typed("learning_rate", change), "value")
        self._curvature.observe(lambda change: self._typed("smoothness", change), "value")
        self._where.observe(lambda change: self._typed("start", change), "value")
        self.smoothness, self.start = smoothness, start
        self._control.suit(parabola(self.smoothness))
        self.learning_rate, self.max_steps = learning_rate, max_steps
        self._quiet = False
        self._run()

    # ------------------------------------------------------------------ parameters

    @traitlets.observe("learning_rate", "smoothness", "start")
    def _changed(self, change: dict[str, Any]) -> None:
        if change["name"] == "smoothness":
            self._control.suit(parabola(change["new"]))
        self._run()

    @traitlets.observe("max_steps")
    def _max_steps_changed(self, change: dict[str, Any]) -> None:
        if not self._quiet:
            self._picture.max_steps = change["new"]
            self._picture.dress()
            with self.player.hold_sync():
                self.player.redraw()
                self._run()

    def _typed(self, name: str, change: dict[str, Any]) -> None:
        if not self._quiet:
            self.set_trait(name, change["new"])

    def _pointed(self, where: np.ndarray) -> None:
        self.start = float(f"{where[0]:.3g}")

    def shown_parameters(self) -> dict[str, Any]:
        """Return the parameters that describe the lab in a line."""
        names = ("learning_rate", "smoothness", "start")
        return {name: f"{getattr(self, name):g}" for name in names} | {"max_steps": self.max_steps}

    # ------------------------------------------------------------------ the run

    def _run(self) -> None:
        """Descend with the parameters as they are, and show the run."""
        if self._quiet:
            return
        objective = parabola(self.smoothness)
        method, stopping = GradientDescent(self.learning_rate), Stopping(self.max_steps)
        self._quiet = True
        self._curvature.value, self._where.value = self.smoothness, self.start
        self._control.value = self.learning_rate
        self._quiet = False
        try:
            run = self.trajectory = descend(objective, self.start, method, stopping)
        except ValueError as error:  # so far out that f is infinite
            self.trajectory = None
            reason = f"No descent from here: {error}"
            self.player.show([], captions=[reason], alt=reason)
            return
        q = factor(self.learning_rate, self.smoothness)
        now = regime(self.learning_rate, self.smoothness)
        if now not in ("stay", *self.found):
            self.found.append(now)
        self._finds.value = _checklist(self.found)
        layers = self._picture.layers(run, self.smoothness, q, now)
        self.player.show(layers, captions=self._captions(run, now), alt=self._finding(now))

    def _captions(self, run: Trajectory, now: str) -> list[str]:
        q = factor(self.learning_rate, self.smoothness)
        rule = f"factor 1 − ηL = 1 − {number(self.learning_rate)}·{number(self.smoothness)}"
        rule = f"{rule} = {number(q)}   {now}: {REGIMES[now]}"
        w = run.iterates[:, 0]
        lines = [f"start: w₀ = {number(w[0])}"]
        lines += [
            f"w{subscript(t)} = {number(q)}·w{subscript(t - 1)} = "
            f"{number(q)}·{signed([w[t - 1]])} = {number(w[t])}"
            for t in range(1, len(w))
        ]
        if run.diverged_at is not None:
            lines[-1] += "   the next w or f(w) is too large for 64 bits: inf"
        if w[0] == 0:
            rule = "You start at the bottom: the error is 0, and every factor times 0 is 0."
        elif abs(w[0]) > WIDEST:
            rule += "   (the start is outside the picture)"
        return [f"{line}\n{rule}" for line in lines]

    def _finding(self, now: str) -> str:
        return (
            f"Gradient descent on a parabola with curvature {number(self.smoothness)}, learning "
            f"rate {number(self.learning_rate)}: every step multiplies the error by "
            f"{number(factor(self.learning_rate, self.smoothness))}, {REGIMES[now]}."
        )


def _checklist(found: list[str]) -> str:
    """Return the regimes as a line of HTML, those found so far with a tick."""
    marks = [
        f'<b style="white-space:nowrap">✓ {name}</b>'
        if name in found
        else f'<span style="white-space:nowrap">○ {name}</span>'
        for name in REGIMES
        if name != "stay"
    ]
    look = f"line-height:1.5;color:{INK};font-size:{px(13)}"
    return f'<div style="{look}">found: {" &nbsp; ".join(marks)}</div>'
