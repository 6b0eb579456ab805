"""The tangent lab's picture: the curve with its secant, and the slope of the secant against h."""

from __future__ import annotations

import numpy as np
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator
from numpy.typing import NDArray

from gdteach.figure import figures
from gdteach.figure.label import Label
from gdteach.figure.layers import Curve, Layer, Marker, Segment, Trail
from gdteach.figure.style import styled, subplots
from gdteach.numerics.catalogue import Objective

Array = NDArray[np.float64]
DECADES = 3  # from the widest h down to a thousandth of it
LEADING = (9, 8, 7, 6, 5, 4.5, 4, 3.5, 3, 2.5, 2, 1.5, 1)  # numbers one reads at a glance


def shrinking(widest: float) -> Array:
    """Return values of h that are easy to read, from about ``widest`` down by three decades.

    Examples
    --------
    >>> shrinking(3)[:6].tolist(), float(shrinking(3)[-1])
    ([3.0, 2.5, 2.0, 1.5, 1.0, 0.9], 0.003)
    """
    top = int(np.floor(np.log10(widest)))
    rungs = [lead * 10.0**decade for decade in range(top, top - 5, -1) for lead in LEADING]
    rounded = np.array([float(f"{rung:.3g}") for rung in rungs])
    first = rounded[rounded <= widest * (1 + 1e-9)][0]
    return rounded[(rounded <= first) & (rounded >= 0.9999 * first / 10**DECADES)]


class TangentPicture:
    """The still part for an objective, and the layers of a secant that narrows."""

    def __init__(self) -> None:
        self.figure, (self.graph, self.slopes) = subplots(
            1, 2, width=9.2, height=3.9, width_ratios=[1.25, 1]
        )

    @styled
    def dress(self, objective: Objective) -> None:
        """Return nothing; draw the still part."""
        for axes in (self.graph, self.slopes):
            axes.clear()
        left, right = objective.domain[0]
        #: The values of h that are played.
        self.widths = shrinking((right - left) / 3)
        figures.curve(self.graph, objective, minimisers=False)
        figures.title(self.graph, "A line through two points")
        with np.errstate(all="ignore"):
            found = objective.gradient(np.linspace(left, right, 401)[:, None])
        found = found[np.isfinite(found)]
        low, high = float(found.min()), float(found.max())
        room = 0.08 * (high - low) or 1.0
        axes = self.slopes
        axes.set_xscale("log")
        axes.set_xlim(1.15 * self.widths[0], 0.85 * self.widths[-1])  # wide on the left
        axes.set_ylim(low - room, high + room)
        axes.xaxis.set_major_locator(LogLocator())
        axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_major_formatter(FuncFormatter(lambda h, _: f"{h:g}"))
        axes.set_xlabel("distance $h$, shrinking")
        axes.set_ylabel("slope")
        axes.grid(axis="y", color="#E3E6E9", linewidth=1)
        axes.set_axisbelow(True)
        figures.title(axes, "How steep that line is")

    def layers(
        self, touch: tuple[float, float], ends: Array, found: Array, tangent: float
    ) -> list[Layer]:
        """Return what moves: the secant on the curve, and the trace of its slope.

        Parameters
        ----------
        touch : tuple of two floats
            w and f(w).
        ends : array, shape (2, values of h, 2)
            The two points of each secant.
        found : array, shape (values of h,)
            Its slope.
        tangent : float
            f′(w).
        """
        w, value = touch
        first, second = ends
        edges = np.array(self.graph.get_xlim())
        line = np.stack(
            [np.column_stack([np.full_like(found, x), first[:, 1] + found * (x - first[:, 0])])
             for x in edges], axis=1,
        )  # fmt: skip
        corner = np.column_stack([second[:, 0], first[:, 1]])
        limit = np.column_stack([edges, value + tangent * (edges - w)])
        trace = np.column_stack([self.widths, found])
        level = np.array([self.slopes.get_xlim(), [tangent, tangent]]).T
        above = level[1:] + np.array([0, 0.03 * np.ptp(self.slopes.get_ylim())])
        return [
            Segment(self.graph, limit[:1], limit[1:], dashed=True, width=1.5),
            Curve(self.graph, np.stack([first, corner, second], axis=1), colour="quiet", width=1.5),
            Curve(self.graph, line, colour="second"),
            Marker(self.graph, self._seen(first), colour="second"),
            Marker(self.graph, self._seen(second), colour="second"),
            Marker(self.graph, self._seen(np.array([touch]))),
            Segment(self.slopes, level[:1], level[1:], dashed=True, width=1.5),
            Label(self.slopes, above, "f′(w)", anchor="end"),
            Trail(self.slopes, trace, colour="second", ahead=True, dots=False),
            Marker(self.slopes, trace, colour="second"),
        ]

    def _seen(self, points: Array) -> Array:
        """Return points with those outside the graph taken away: a mark would stray beside it."""
        low, high = np.array([self.graph.get_xlim(), self.graph.get_ylim()]).T
        within = ((points >= low) & (points <= high)).all(axis=1, keepdims=True)
        return np.where(within, points, np.nan)
