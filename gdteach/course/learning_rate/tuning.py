"""The tuning game: five tries at the learning rate of a hill that nobody sees.

On the left the height of every try, step by step; on the right where each ended, against its η.
"""

import html
from typing import Any

import ipywidgets as widgets
import numpy as np
from numpy.typing import NDArray

from gdteach.course.learning_rate.hidden_hill import STEPS, HiddenHill, heights_of, hidden_hill
from gdteach.figure import Curve, Label, Layer, Marker, figures, subplots
from gdteach.figure.paths import trace
from gdteach.lab import INK, Lab, Number, Scene, Whole, px
from gdteach.lab.log_slider import LARGEST_RATE
from gdteach.numerics.curvature import marks
from gdteach.numerics.wording import number

TRIES = 5
BOTTOM, TOP = 1e-8, 1e3  # heights, of the height at the start
SMALLEST, LARGEST = 1e-4, 1e3  # learning rates
ROLES = ("path", "second", "third", "fourth", "saddle")  # of the tries, in their order


class TuningGame(Lab):
    """A game for the question how few runs it takes to find a good learning rate.

    The hill is a quadratic bowl whose curvature is not told. A try is a run of 30 steps; its score
    is the decimal places it gains on the height, as a share of what the best constant η gains.

    Attributes
    ----------
    status : str
        What is said of the last try.

    Examples
    --------
    >>> game = TuningGame(seed=1)
    >>> game.attempt(1e-4)
    >>> game.tries, game.over
    ([0.0001], False)
    """

    seed = Whole(
        1, at_least=0, at_most=10**15, doc="Which hill; a class with one seed plays on one hill."
    )
    learning_rate = Number(
        0.1, at_least=0, at_most=LARGEST_RATE, label="your η =", shown=False,
        doc="What the box holds: the η of the next try.",
    )  # fmt: skip
    rows = ("learning_rate go new", "status")
    bakes = 0
    speed = 10.0
    status: str
    _hill: HiddenHill
    _runs: list[tuple[float, NDArray[np.float64]]]

    def make_controls(self) -> dict[str, widgets.Widget]:
        go = widgets.Button(description="Try it", layout=widgets.Layout(width=px(90)))
        new = widgets.Button(description="New hill", layout=widgets.Layout(width=px(90)))
        go.on_click(lambda _: self.attempt())
        new.on_click(lambda _: self.turned("seed", self.seed + 1))
        status = widgets.HTML(layout=widgets.Layout(height="auto", margin="0 4px"))
        return {"go": go, "new": new, "status": status}

    def shown_parameters(self) -> dict[str, Any]:
        return super().shown_parameters() | {"tries": f"{len(self._runs)} of {TRIES}"}

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

    def changed(self, names: frozenset[str]) -> None:
        if "seed" in names:
            self._hill, self._runs = hidden_hill(self.seed), []
            how = f"Type a learning rate and press Try it; you have {TRIES} tries."
            self._say(f"Hill {self.seed}. {how}")

    def attempt(self, learning_rate: float | None = None) -> None:
        """Use up a try, with the η in the box unless another is given."""
        if learning_rate is not None:
            self.learning_rate = learning_rate
        rate = self.learning_rate
        if self.over:
            self._say(f"All {TRIES} tries are used. {self._ending()} Another round: New hill.")
        elif rate == 0:
            self._say("η = 0 never takes a step, so this try was not counted.")
        else:
            self._runs.append((rate, self._hill.heights(rate)))
            self._say(self._reply())
        with self.player.hold_sync():
            self.show()
            self.player.step = self.player.n_steps

    def _say(self, status: str) -> None:
        self.status = status
        self.controls["status"].value = (
            f'<div role="status" aria-live="polite" style="color:{INK};line-height:1.5;'
            f'font-size:{px(14)}">{html.escape(status)}</div>'
        )

    def _reply(self) -> str:
        rate, heights = self._runs[-1]
        end, score = float(heights[-1]), self.scores[-1]
        left = f"leaves {number(end)} of the height" if end < 1 else "climbs: it ends higher"
        line = f"Try {len(self._runs)} of {TRIES}: η = {number(rate)} {left}. Score {score:.0f}."
        return f"{line} {self._ending()}" if self.over else line

    def _ending(self) -> str:
        known = marks(self._hill.objective)
        return (
            f"Your best: {max(self.scores):.0f} of 100. The star is the best constant η, "
            f"{number(self._hill.best_rate)}; here 2/(L + μ) = {number(known['2/(L+μ)'])} and "
            f"2/L = {number(known['2/L'])}."
        )

    # ------------------------------------------------------------------ the picture

    def axes(self) -> None:
        self.figure, (self.heights, self.ends) = subplots(
            1, 2, width=9.2, height=3.7, width_ratios=[1.15, 1], sharey=True
        )

    def still(self) -> None:
        figures.gap_axes(self.heights, TOP, STEPS, name="f(w_t) / f(w_0)", lowest=BOTTOM)
        figures.title(self.heights, "Your tries")
        figures.log_axis(self.ends, "x", (SMALLEST, LARGEST))
        figures.ruled(self.ends)
        self.ends.set_xlabel(r"learning rate $\eta$")
        self.ends.set_ylabel(f"$f(w_{{{STEPS}}}) / f(w_0)$")
        figures.title(self.ends, f"Height after {STEPS} steps")

    def scene(self) -> Scene:
        layers = self._best() if self.over else []
        for place, (rate, heights) in enumerate(self._runs):
            layers += self._try(place, rate, heights)
        layers.sort(key=lambda layer: isinstance(layer, Label))  # numbers lie over all curves
        if not self._runs:
            layers = [Label(self.heights, [[STEPS / 2, 1e-3]], "no try so far", anchor="middle")]
        captions = [self._caption(t) for t in range(STEPS + 1)] if self._runs else [""]
        return Scene(layers, captions, f"The tuning game. {self.status}")

    def _best(self) -> list[Layer]:
        """Return where every η would have ended, with a star on the best."""
        hill, wall = self._hill, marks(self._hill.objective)["2/L"]
        usual, near = np.geomspace(SMALLEST, LARGEST, 120), np.linspace(0.5, 1.1, 80) * wall
        rates = np.unique([*usual, *near])
        ends = np.clip(heights_of(hill.objective, hill.start, rates)[-1], 1e-3 * BOTTOM, 1e200)
        star = np.array([[hill.best_rate, max(hill.best_height, BOTTOM)]])
        return [
            Curve(self.ends, np.column_stack([rates, ends])[None], colour="quiet", width=1.75),
            Marker(self.ends, star, colour="minimiser", shape="star", size=22),
        ]

    def _try(self, place: int, rate: float, heights: NDArray[np.float64]) -> list[Layer]:
        """Return a try's curve of heights and its end, both with its number."""
        role, name = ROLES[place % len(ROLES)], str(place + 1)
        shown = np.clip(heights, 1e-3 * BOTTOM, 1e200)
        curve = np.column_stack([np.arange(len(shown)), shown])
        end = np.clip([[rate, shown[-1]]], [SMALLEST, 3 * BOTTOM], [LARGEST, TOP / 3])
        return [
            *trace(self.heights, curve, colour=role, size=10),
            Label(self.heights, [_on_its_curve(shown, place)], name, colour=role, anchor="middle"),
            Marker(self.ends, end, colour=role, size=10),
            Label(self.ends, end * [1.8, 1], name, colour=role),
        ]

    def _caption(self, t: int) -> str:
        heights = [f"try {i + 1}: {number(run[t])}" for i, (_, run) in enumerate(self._runs)]
        return f"height after {t} steps   " + "   ".join(heights)


def _on_its_curve(heights: NDArray[np.float64], place: int) -> list[float]:
    """Return where a curve's number stands: on the curve, each try's a little further along."""
    seen = np.flatnonzero((heights > 10 * BOTTOM) & (heights < TOP / 30))
    step = min(4 + 5 * place, int(seen[-1]) if seen.size else 0)
    return [step, 0.5 * float(np.clip(heights[step], 10 * BOTTOM, TOP / 30))]
