"""The tangent lab: a secant through two points of a curve turns into the tangent as h shrinks."""

import numpy as np
from numpy.typing import NDArray

from gdteach.figure import Curve, Label, Layer, Marker, Segment, figures, subplots
from gdteach.figure.paths import level, trace
from gdteach.figure.sampling import limits
from gdteach.lab import Lab, Menu, Numeric, Point, Scene, Switch, seen_at
from gdteach.numerics.wording import number

Array = NDArray[np.float64]
DECADES = 3  # from the widest h down to a thousandth of it
LEADING = (9, 8, 7, 6, 5, 4.5, 4, 3.5, 3, 2.5, 2, 1.5, 1)  # numbers one reads at a glance


def shrinking(widest: float) -> Array:
    """Return values of h that are easy to read, from about ``widest`` down by three decades.

    >>> shrinking(3)[:6].tolist(), float(shrinking(3)[-1])
    ([3.0, 2.5, 2.0, 1.5, 1.0, 0.9], 0.003)
    """
    top = int(np.floor(np.log10(widest)))
    rungs = [lead * 10.0**decade for decade in range(top, top - 5, -1) for lead in LEADING]
    rounded = np.array([float(f"{rung:.3g}") for rung in rungs])
    first = rounded[rounded <= widest * (1 + 1e-9)][0]
    return rounded[(rounded <= first) & (rounded >= 0.9999 * first / 10**DECADES)]


class TangentLab(Lab):
    """A lab for the question what a slope at one point is: the limit of slopes between two.

    The steps that are played are values of h, from wide to narrow.

    Attributes
    ----------
    secant_slopes : ndarray
        The slope of the secant for each of the `widths`.

    Examples
    --------
    >>> from gdteach.numerics.catalogue import parabola
    >>> lab = TangentLab(parabola(smoothness=2.0), point=1, h=0.5)
    >>> float(lab.secant_slopes[lab.player.step])  # (f(1.5) − f(1)) / 0.5
    2.5
    """

    objective = Menu(1)
    point = Point(on="graph", doc="w; the objective's own start by default.")
    h = Numeric(
        lambda lab: lab.widths[0], above=0, played="widths", nearest="log",
        doc="To the second point (unit of w); the nearest value played, by default the widest.",
    )  # fmt: skip
    both_sides = Switch("second point on both sides", doc="Whether w − h takes the place of w.")
    rows = ("objective point both_sides",)
    speed = 10
    secant_slopes: Array

    @property
    def widths(self) -> Array:
        """The values of h that are played."""
        return shrinking(float(np.ptp(self.objective.domain[0])) / 3)

    def axes(self) -> None:
        self.figure, (self.graph, self.slopes) = subplots(
            1, 2, width=9.2, height=3.9, width_ratios=[1.25, 1]
        )

    def still(self) -> None:
        left, right = self.objective.domain[0]
        figures.curve(self.graph, self.objective, minimisers=False)
        figures.title(self.graph, "A line through two points")
        slopes = self.objective.gradient(np.linspace(left, right, 401)[:, None])
        axes = self.slopes
        ends = 1.15 * self.widths[0], 0.85 * self.widths[-1]  # wide on the left
        figures.log_axis(axes, "x", ends)
        axes.xaxis.set_major_formatter("{x:g}")
        axes.set(ylim=limits(slopes), xlabel="distance $h$, shrinking", ylabel="slope")
        figures.ruled(axes)
        figures.title(axes, "How steep that line is")

    def scene(self) -> Scene:
        self.secant_slopes = np.empty(0)
        here, value, gradient = seen_at(self.objective, self.point)
        w, tangent, widths = float(here[0]), float(gradient[0]), self.widths
        first, second = (
            np.column_stack([ends, self.objective.function(ends[:, None])])
            for ends in (np.full_like(widths, w) - self.both_sides * widths, w + widths)
        )
        run, rise = (second - first).T
        self.secant_slopes = rise / run
        captions = [caption(*each) for each in zip(widths, first, second, strict=True)]
        captions[-1] += f"\nThe tangent at w = {number(w)} has slope {precise(tangent)}."
        alt = (
            f"Secants of {self.objective.name} at w = {number(w)}: as h shrinks to "
            f"{number(widths[-1])} their slope becomes {precise(self.secant_slopes[-1])}; "
            f"the tangent has slope {precise(tangent)}."
        )
        touch = np.array([[w, value]])
        layers = self._on_graph(touch, first, second, tangent) + self._on_slopes(tangent)
        return Scene(layers, captions, alt)

    def _on_graph(self, touch: Array, first: Array, second: Array, tangent: float) -> list[Layer]:
        """Return the tangent, and the secant with its rise and run."""
        edges = np.array(self.graph.get_xlim())
        limit = np.column_stack([edges, touch[0, 1] + tangent * (edges - touch[0, 0])])
        (w, f), slope = first.T, self.secant_slopes
        line = [np.column_stack([np.full_like(w, x), f + slope * (x - w)]) for x in edges]
        corner = np.column_stack([second[:, 0], f])
        return [
            Segment(self.graph, limit[:1], limit[1:], dashed=True, width=1.5),
            Curve(self.graph, np.stack([first, corner, second], axis=1), colour="quiet", width=1.5),
            Curve(self.graph, np.stack(line, axis=1), colour="second"),
            Marker(self.graph, self._seen(first), colour="second"),
            Marker(self.graph, self._seen(second), colour="second"),
            Marker(self.graph, self._seen(touch)),
        ]

    def _seen(self, points: Array) -> Array:
        """Return points with those outside the graph taken away: a mark would stray beside it."""
        low, high = np.array([self.graph.get_xlim(), self.graph.get_ylim()]).T
        within = ((points >= low) & (points <= high)).all(axis=1, keepdims=True)
        return np.where(within, points, np.nan)

    def _on_slopes(self, tangent: float) -> list[Layer]:
        """Return the trace of the secant's slope, and the level of the tangent's."""
        across = level(self.slopes, tangent, dashed=True, width=1.5)
        above = np.add(across.ends, [0, 0.03 * np.ptp(self.slopes.get_ylim())])
        found = np.column_stack([self.widths, self.secant_slopes])
        name = Label(self.slopes, above, "f′(w)", anchor="end")
        return [across, name, *trace(self.slopes, found, colour="second")]


def caption(h: float, left: Array, right: Array) -> str:
    """Return the slope between two points of the graph, with its numbers."""
    (a, f_a), (b, f_b) = left, right
    if not np.isfinite([f_a, f_b]).all():
        return f"h = {number(h)}: f has no value at one of the two points."
    rise, run = precise(f_b - f_a), precise(b - a)
    return (
        f"h = {number(h)}   rise f({precise(b)}) − f({precise(a)}) = {rise}, run {run}:   "
        f"slope {rise} / {run} = {precise((f_b - f_a) / (b - a))}"
    )


def precise(value: float) -> str:
    """Return a number with enough digits to see a small rise."""
    return number(float(value), digits=5)
