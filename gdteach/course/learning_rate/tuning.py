"""The tuning game: five tries at the learning rate of a hill that nobody sees."""

from __future__ import annotations

import html
from typing import Any

import ipywidgets as widgets
import numpy as np
import traitlets
from numpy.typing import NDArray

from gdteach.course.learning_rate.hidden_hill import STEPS, HiddenHill, hidden_hill
from gdteach.course.learning_rate.tuning_picture import TuningPicture
from gdteach.figure.animated_figure import AnimatedFigure
from gdteach.figure.checked import Checked
from gdteach.lab.learning_rate import INK, checked_rate
from gdteach.lab.sizes import LABEL_WIDTH, px
from gdteach.lab.unmoved import Lab
from gdteach.numerics.arguments import whole_number
from gdteach.numerics.wording import number

TRIES = 5


class TuningGame(Lab):
    """A game for the question how few runs it takes to find a good learning rate.

    The hill is a quadratic bowl whose curvature is not told. A try is a run of 30 steps; its score
    is the decimal places it gains on the height, as a share of what the best constant η gains.

    Parameters
    ----------
    seed : int
        Which hill; a class with one seed plays on one hill.

    Attributes
    ----------
    seed : int
        Setting it starts over on another hill.
    learning_rate : float
        What the box holds: the η of the next try.
    tries : list of float
        The learning rates tried so far.
    scores : list of float
        Their scores, 0 to 100.

    Examples
    --------
    >>> game = TuningGame(seed=1)
    >>> game.attempt(1e-4)
    >>> game.tries, game.over
    ([0.0001], False)
    """

    seed = Checked(1, lambda _, seed: whole_number("seed", seed))
    learning_rate = Checked(0.1, lambda _, rate: checked_rate(rate))

    def __init__(self, *, seed: int = 1) -> None:
        self._box = widgets.BoundedFloatText(
            value=0.1, min=0, max=1e9, step=None, description="your η =",
            style={"description_width": px(LABEL_WIDTH)},
            layout=widgets.Layout(width=px(LABEL_WIDTH + 102)),
        )  # fmt: skip
        go = widgets.Button(description="Try it", layout=widgets.Layout(width=px(90)))
        new = widgets.Button(description="New hill", layout=widgets.Layout(width=px(90)))
        self._status = widgets.HTML(layout=widgets.Layout(height="auto", margin="0 4px"))
        self._picture = TuningPicture()
        row = widgets.HBox([self._box, go, new], layout=widgets.Layout(flex_flow="row wrap"))
        super().__init__([row, self._status], AnimatedFigure(self._picture.figure, speed=10))
        self._box.observe(lambda change: self.set_trait("learning_rate", change["new"]), "value")
        go.on_click(lambda _: self.attempt())
        new.on_click(lambda _: self.set_trait("seed", self.seed + 1))
        self.seed = seed
        self._start_over()

    @traitlets.observe("learning_rate")
    def _rate_changed(self, change: dict[str, Any]) -> None:
        self._box.value = change["new"]

    @traitlets.observe("seed")
    def _start_over(self, _: object = None) -> None:
        self._hill: HiddenHill = hidden_hill(self.seed)
        self._runs: list[tuple[float, NDArray[np.float64]]] = []
        self._show(
            f"Hill {self.seed}. Type a learning rate and press Try it; you have {TRIES} tries."
        )

    # ------------------------------------------------------------------ playing

    @property
    def tries(self) -> list[float]:
        """The learning rates tried so far."""
        return [rate for rate, _ in self._runs]

    @property
    def scores(self) -> list[float]:
        """The score of every try, 0 to 100."""
        return [self._hill.score(float(heights[-1])) for _, heights in self._runs]

    @property
    def over(self) -> bool:
        """Whether all tries are used."""
        return len(self._runs) >= TRIES

    def attempt(self, learning_rate: float | None = None) -> None:
        """Return nothing; use up a try, with the η in the box unless another is given.

        Raises
        ------
        ValueError
            If the learning rate is negative.
        """
        if learning_rate is not None:
            self.learning_rate = learning_rate
        rate = self.learning_rate
        if self.over:
            self._show(f"All {TRIES} tries are used. {self._ending()} Another round: New hill.")
        elif rate == 0:
            self._show("η = 0 never takes a step, so this try was not counted.")
        else:
            self._runs.append((rate, self._hill.heights(rate)))
            self._show(self._reply())

    def _reply(self) -> str:
        rate, heights = self._runs[-1]
        end, score = float(heights[-1]), self.scores[-1]
        left = f"leaves {number(end)} of the height" if end < 1 else "climbs: it ends higher"
        line = f"Try {len(self._runs)} of {TRIES}: η = {number(rate)} {left}. Score {score:.0f}."
        return f"{line} {self._ending()}" if self.over else line

    def _ending(self) -> str:
        known = self._hill.objective
        assert known.smoothness is not None
        assert known.strong_convexity is not None
        middle = 2 / (known.smoothness + known.strong_convexity)
        return (
            f"Your best: {max(self.scores):.0f} of 100. The star is the best constant η, "
            f"{number(self._hill.best_rate)}; here 2/(L + μ) = {number(middle)} and "
            f"2/L = {number(2 / known.smoothness)}."
        )

    # ------------------------------------------------------------------ the picture

    def _show(self, status: str) -> None:
        self._status.value = (
            f'<div role="status" aria-live="polite" style="color:{INK};line-height:1.5;'
            f'font-size:{px(14)}">{html.escape(status)}</div>'
        )
        layers = self._picture.layers(self._hill, self._runs, reveal=self.over)
        captions = [self._caption(t) for t in range(STEPS + 1)] if self._runs else [""]
        alt = f"The tuning game. {status}"
        self.player.show(layers, captions=captions, step=len(captions) - 1, alt=alt)

    def _caption(self, t: int) -> str:
        heights = [
            f"try {i}: {number(float(heights[t]))}"
            for i, (_, heights) in enumerate(self._runs, start=1)
        ]
        return f"height after {t} steps   " + "   ".join(heights)

    def shown_parameters(self) -> dict[str, Any]:
        """Return the parameters that describe the lab in a line."""
        return {"seed": self.seed, "tries": f"{len(self._runs)} of {TRIES}"}
