"""The factor lab: on a parabola one number, 1 − ηL, decides what becomes of the error.

Three views of one run: the ball on ½Lw², the staircase between the line "next error = factor ·
error" and the diagonal, and the size of the error on a log axis.
"""

import ipywidgets as widgets
import numpy as np

from gdteach.course.learning_rate.regimes import REGIMES, factor, regime, staircase
from gdteach.figure import Curve, Label, Layer, Marker, Segment, Trail, colour, figures, subplots
from gdteach.figure.paths import against_steps, on_the_graph, path
from gdteach.lab import INK, Lab, LearningRate, Number, Scene, Whole, px, run_of
from gdteach.numerics.catalogue import Objective, parabola
from gdteach.numerics.trajectory import Trajectory
from gdteach.numerics.wording import number, signed, subscript

WIDEST, HIGHEST = 12.0, 120.0  # the picture's limits, for every η, L and start


class FactorLab(Lab):
    """A lab for the question what one step does to the error, with any learning rate.

    Attributes
    ----------
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

    learning_rate = LearningRate(0.3)
    smoothness = Number(
        2.0, at_least=0.01, at_most=1000, step=0.5, label="curvature L",
        doc="L > 0, the curvature of f(w) = ½Lw².",
    )  # fmt: skip
    start = Number(
        10.0, step=0.5, label="start w", on="valley",
        doc="w₀; since the bottom is at 0, also the first error.",
    )  # fmt: skip
    max_steps = Whole(20, at_most=200, redraws=True, doc="Steps in a run.")
    rows = ("smoothness start finds", "learning_rate")
    trajectory: Trajectory | None

    @property
    def objective(self) -> Objective:
        """f(w) = ½Lw²."""
        return parabola(self.smoothness)

    def make_controls(self) -> dict[str, widgets.Widget]:
        self.found: list[str] = []
        return {"finds": widgets.HTML(layout=widgets.Layout(margin="0 0 0 12px", height="auto"))}

    def changed(self, names: frozenset[str]) -> None:
        if "smoothness" in names:
            self.controls["learning_rate"].suit(self.objective)

    def axes(self) -> None:
        self.figure, (self.valley, self.stairs, self.errors) = subplots(1, 3, width=9.2, height=3.5)

    def still(self) -> None:
        span, ticks = (-WIDEST, WIDEST), [-10, -5, 0, 5, 10]
        self.valley.set(xlim=span, ylim=(-0.05 * HIGHEST, HIGHEST), xlabel="$w$", ylabel="$f(w)$")
        self.valley.set_xticks(ticks)
        figures.title(self.valley, "The ball")
        self.stairs.set(xlim=span, ylim=span, xlabel="error now", ylabel="next error")
        self.stairs.set(xticks=ticks, yticks=ticks)
        self.stairs.plot(span, span, "--", color=colour("quiet"), linewidth=1.5)
        for draw in (self.stairs.axhline, self.stairs.axvline):
            draw(0, color="#E3E6E9", linewidth=1, zorder=0)
        figures.title(self.stairs, "From error to error")
        figures.gap_axes(self.errors, 1e4, self.max_steps, name="|w_t|")
        figures.title(self.errors, "Size of the error")

    def scene(self) -> Scene:
        self.trajectory = None
        run = run_of(self.objective, self.start, self.learning_rate, self.max_steps)
        self.trajectory = run
        eta, L = self.learning_rate, self.smoothness
        q, now = factor(eta, L), regime(eta, L)
        if now not in ("stay", *self.found):
            self.found.append(now)
        self.controls["finds"].value = _checklist(self.found)
        alt = (
            f"Gradient descent on a parabola with curvature {number(L)}, learning rate "
            f"{number(eta)}: every step multiplies the error by {number(q)}, {REGIMES[now]}."
        )
        return Scene(self._layers(run, q, now), self._captions(run, q, now), alt)

    def _layers(self, run: Trajectory, q: float, now: str) -> list[Layer]:
        w, slope = run.iterates[:, 0], np.linspace(-WIDEST, WIDEST, 49)
        valley = np.column_stack([slope, 0.5 * self.smoothness * slope**2])
        ends = np.array([[-WIDEST, -q * WIDEST], [WIDEST, q * WIDEST]])
        above_the_line = [[-0.08 * WIDEST, 0.62 * WIDEST]]
        sizes = against_steps(self.errors, np.abs(w))
        kept = np.clip(sizes[:, 1], *self.errors.get_ylim())  # a ball that leaves waits at the edge
        on_diagonal, words = np.column_stack([w, w]), f"factor {number(q)}: {now}"
        return [
            Curve(self.valley, valley[np.newaxis], colour="curve"),
            *path(self.valley, on_the_graph(run)),
            Segment(self.stairs, ends[:1], ends[1:], colour="second", width=2.25),
            Curve(self.stairs, staircase(w), width=1.75),
            Label(
                self.stairs, above_the_line, f"slope {number(q)}", colour="second", anchor="middle"
            ),
            Marker(self.stairs, on_diagonal[:1], shape="ring"),
            Marker(self.stairs, on_diagonal),
            Trail(self.errors, sizes, ahead=True, dots=False),
            Marker(self.errors, np.column_stack([sizes[:, 0], kept])),
            Label(self.errors, [[0.97 * self.max_steps, 1e3]], words, anchor="end"),
        ]

    def _captions(self, run: Trajectory, q: float, now: str) -> list[str]:
        w, eta, L = run.iterates[:, 0], number(self.learning_rate), number(self.smoothness)
        rule = f"factor 1 − ηL = 1 − {eta}·{L} = {number(q)}   {now}: {REGIMES[now]}"
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


def _checklist(found: list[str]) -> str:
    """Return the regimes as a line of HTML, those found so far with a tick."""
    marks = []
    for name in [name for name in REGIMES if name != "stay"]:
        tag, tick = ("b", "✓") if name in found else ("span", "○")
        marks.append(f'<{tag} style="white-space:nowrap">{tick} {name}</{tag}>')
    look = f"line-height:1.5;color:{INK};font-size:{px(13)}"
    return f'<div style="{look}">found: {" &nbsp; ".join(marks)}</div>'
