"""The saddle lab: start beside the ridge of a saddle, as near as you like, and time the escape."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets
import numpy as np
import traitlets
from numpy.typing import NDArray

from gdteach.course.minima.saddle_picture import AWAY, MOST_STEPS, SMALLEST, SaddlePicture
from gdteach.figure.animated_figure import AnimatedFigure
from gdteach.figure.checked import Checked
from gdteach.lab.learning_rate import LearningRateControl, checked_rate
from gdteach.lab.sizes import LABEL_WIDTH, px
from gdteach.lab.unmoved import Lab
from gdteach.numerics.arguments import number_within, wrong
from gdteach.numerics.catalogue import saddle
from gdteach.numerics.descent import descend
from gdteach.numerics.methods import GradientDescent
from gdteach.numerics.trajectory import Stopping, Trajectory
from gdteach.numerics.wording import number, subscript, vector

START_X = 1.0
NOWHERE = "0 exactly"  # the offset that no k stands for


class SaddleLab(Lab):
    """A lab for the question how long a saddle holds the ball, on f(x, y) = x² − y².

    Parameters
    ----------
    learning_rate : float
        η ≥ 0, dimensionless here.
    offset : float
        y₀ ≥ 0, the distance from the ridge y = 0; the ball starts at (1, y₀).

    Attributes
    ----------
    learning_rate : float
    offset : float
        Each does what its control does when set from a cell.
    trajectory : Trajectory
        The run on screen.
    measured : int or None
        The first step with |y| ≥ 1; None if there is none within 220 steps.
    predicted : float
        What the formula says: log(1/y₀) / log(1 + 2η), before rounding up; infinite for y₀ = 0.

    Examples
    --------
    >>> lab = SaddleLab(learning_rate=0.1, offset=1e-12)
    >>> lab.measured, round(lab.predicted, 2)
    (152, 151.55)
    """

    learning_rate = Checked(0.1, lambda _, rate: checked_rate(rate))
    offset = Checked(0.0, lambda _, offset: _offset(offset))
    trajectory: Trajectory

    def __init__(self, *, learning_rate: float = 0.1, offset: float = 0.01) -> None:
        self._quiet = True
        self._control = LearningRateControl()
        self._objective = saddle()
        self._slider = widgets.IntSlider(
            min=0, max=SMALLEST, description="offset 10⁻ᵏ, k", readout=True,
            style={"description_width": px(LABEL_WIDTH)},
            layout=widgets.Layout(width=px(430)),
        )  # fmt: skip
        self._zero = widgets.Checkbox(
            description="exactly on the ridge: y = 0", indent=False,
            layout=widgets.Layout(width=px(260)),
        )  # fmt: skip
        self._picture = SaddlePicture()
        row = widgets.HBox([self._slider, self._zero], layout=widgets.Layout(flex_flow="row wrap"))
        super().__init__([row, self._control], AnimatedFigure(self._picture.figure, speed=20))
        self.player.on_point(self._picture.escape, self._pointed)
        self._slider.observe(self._slid, "value")
        self._zero.observe(self._slid, "value")
        self._control.observe(self._turned, "value")
        self._control.suit(self._objective)
        self.learning_rate, self.offset = learning_rate, offset
        self._to_controls()  # no event told them, if these are the defaults
        self._quiet = False
        self._show()

    # ------------------------------------------------------------------ parameters

    @traitlets.observe("learning_rate", "offset")
    def _changed(self, _: dict[str, Any]) -> None:
        self._to_controls()
        self._show()

    def _to_controls(self) -> None:
        """Let the controls say what the parameters are; the slider, the nearest k."""
        quiet, self._quiet = self._quiet, True
        self._control.value = self.learning_rate
        self._zero.value = self._slider.disabled = self.offset == 0
        if self.offset > 0:
            self._slider.value = int(np.clip(np.round(-np.log10(self.offset)), 0, SMALLEST))
        self._quiet = quiet

    def _turned(self, change: dict[str, Any]) -> None:
        if not self._quiet:
            self.learning_rate = change["new"]

    def _slid(self, _: dict[str, Any]) -> None:
        if not self._quiet:
            self.offset = 0.0 if self._zero.value else 10.0**-self._slider.value

    def _pointed(self, where: NDArray[np.float64]) -> None:
        """Take the k that was pressed on the axis of offsets."""
        self.offset = 10.0 ** -int(np.clip(np.round(where[0]), 0, SMALLEST))

    def shown_parameters(self) -> dict[str, Any]:
        """Return the parameters that describe the lab in a line."""
        return {"learning_rate": f"{self.learning_rate:g}", "offset": f"{self.offset:g}"}

    # ------------------------------------------------------------------ the run

    @property
    def predicted(self) -> float:
        """What the formula says: y is multiplied by 1 + 2η at every step."""
        if self.offset >= AWAY:
            return 0.0
        if self.offset == 0 or self.learning_rate == 0:
            return np.inf
        return float(np.log(AWAY / self.offset) / np.log1p(2 * self.learning_rate))

    @property
    def measured(self) -> int | None:
        """The first step with |y| ≥ 1, counted in the run."""
        away = np.flatnonzero(np.abs(self.trajectory.iterates[:, 1]) >= AWAY)
        return int(away[0]) if away.size else None

    def _times(self) -> NDArray[np.float64]:
        """Return the first step with |y| ≥ 1 for the offsets 10⁰ … 10⁻¹⁶, NaN where there is none.

        Counted in runs, not worked out: all of them descend as one array.
        """
        w = np.column_stack([np.full(SMALLEST + 1, START_X), 10.0 ** -np.arange(SMALLEST + 1)])
        times = np.full(len(w), np.nan)
        with np.errstate(all="ignore"):
            for t in range(MOST_STEPS + 1):
                times[np.isnan(times) & (np.abs(w[:, 1]) >= AWAY)] = t
                w = w - self.learning_rate * self._objective.gradient(w)
        return times

    def _show(self) -> None:
        """Descend with the parameters as they are, and show the run among those of all offsets."""
        if self._quiet:
            return
        method = GradientDescent(self.learning_rate)
        start = (START_X, self.offset)
        self.trajectory = descend(self._objective, start, method, Stopping(MOST_STEPS))
        exponent = -np.log10(self.offset) if self.offset > 0 else None
        growth = 1 + 2 * self.learning_rate
        layers = self._picture.layers(self.trajectory, growth, self._times(), exponent)
        self.player.show(layers, captions=self._captions(), alt=self._finding())

    def _captions(self) -> list[str]:
        run, finding = self.trajectory, self._finding()
        lines = [
            f"w{subscript(t)} = {vector(w)}   ‖∇f‖ = {number(norm)}"
            for t, (w, norm) in enumerate(zip(run.iterates, run.gradient_norms, strict=True))
        ]
        for t in {0, len(lines) - 1}:  # on every line it would be most of what is sent
            lines[t] += f"\n{finding}"
        if run.diverged_at is not None:
            lines[-1] += f"\nAt step {run.diverged_at} it leaves the numbers."
        return lines

    def _finding(self) -> str:
        times = f"each step multiplies y by 1 + 2η = {number(1 + 2 * self.learning_rate)}"
        if self.learning_rate == 0:
            return "η = 0: nobody moves."
        if self.offset == 0:
            return f"y₀ = 0: {times}, and 0 stays 0. It ends on the saddle, for ever."
        if self.offset >= AWAY:
            return f"y₀ = {number(self.offset)}: it starts beyond |y| = 1; {times}."
        found = "not yet, after 220 steps" if self.measured is None else f"step {self.measured}"
        return (
            f"y₀ = {number(self.offset)}: {times}. Predicted: log(1/y₀)/log(1 + 2η) = "
            f"{number(self.predicted, digits=5)} steps; measured: {found}."
        )


def _offset(value: object) -> float:
    remedy = "the saddle looks the same on both sides"
    offset = number_within("offset", value, at_least=0, at_most=2, remedy=remedy)
    if 0 < offset < 1e-300:
        raise ValueError(wrong("offset", "0 or at least 1e-300", value))
    return offset
