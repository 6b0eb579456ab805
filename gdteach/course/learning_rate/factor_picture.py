"""The factor lab's picture: the ball, the staircase of errors, and their size on a log axis."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from gdteach.figure import figures
from gdteach.figure.label import Label
from gdteach.figure.layers import Curve, Layer, Marker, Segment, Trail
from gdteach.figure.style import colour, styled, subplots
from gdteach.numerics.trajectory import Trajectory
from gdteach.numerics.wording import number

WIDEST, HIGHEST = 12.0, 120.0  # the picture's limits, for every η, L and start
GRID = "#E3E6E9"


class FactorPicture:
    """The still part, which no η, L or start changes, and the layers of a run.

    Parameters
    ----------
    max_steps : int
        The axis of steps ends here.
    """

    def __init__(self, max_steps: int) -> None:
        self.max_steps = max_steps
        self.figure, (self.valley, self.stairs, self.errors) = subplots(1, 3, width=9.2, height=3.5)
        self.dress()

    @styled
    def dress(self) -> None:
        """Return nothing; draw the still part."""
        for axes in (self.valley, self.stairs, self.errors):
            axes.clear()
        self.valley.set(
            xlim=(-WIDEST, WIDEST), ylim=(-0.05 * HIGHEST, HIGHEST), xlabel="$w$", ylabel="$f(w)$"
        )
        figures.title(self.valley, "The ball")
        span = (-WIDEST, WIDEST)
        self.stairs.set(xlim=span, ylim=span, xlabel="error now", ylabel="next error")
        self.stairs.plot(span, span, "--", color=colour("quiet"), linewidth=1.5)
        self.stairs.axhline(0, color=GRID, linewidth=1, zorder=0)
        self.stairs.axvline(0, color=GRID, linewidth=1, zorder=0)
        figures.title(self.stairs, "From error to error")
        for axes in (self.valley, self.stairs):
            axes.set_xticks([-10, -5, 0, 5, 10])
        self.stairs.set_yticks([-10, -5, 0, 5, 10])
        figures.gap_axes(self.errors, 1e4, self.max_steps, name="|w_t|")
        figures.title(self.errors, "Size of the error")

    def layers(self, run: Trajectory, smoothness: float, factor: float, name: str) -> list[Layer]:
        """Return what moves.

        Parameters
        ----------
        run : Trajectory
            On ½Lw².
        smoothness : float
            L.
        factor : float
            1 − ηL.
        name : str
            What such a factor does, in a word.
        """
        w = run.iterates[:, 0]
        slope = np.linspace(-WIDEST, WIDEST, 49)
        valley = np.column_stack([slope, 0.5 * smoothness * slope**2])
        ball = np.column_stack([w, run.values])
        # on a log axis an exact hit lies below every axis: let it leave through the floor
        size = np.column_stack([np.arange(len(w)), np.maximum(np.abs(w), 1e-3 * figures.GAP_FLOOR)])
        ends = np.array([[-WIDEST, -factor * WIDEST], [WIDEST, factor * WIDEST]])
        now = np.column_stack([w, w])
        free_corner = [[-0.94 * WIDEST, (0.86 if factor > 0 else -0.94) * WIDEST]]
        return [
            Curve(self.valley, valley[np.newaxis], colour="curve"),
            Trail(self.valley, ball, ahead=True),
            Marker(self.valley, ball[:1], shape="ring"),
            Marker(self.valley, ball),
            Segment(self.stairs, ends[:1], ends[1:], colour="second", width=2.25),
            Curve(self.stairs, _staircase(w), width=1.75),
            Label(self.stairs, free_corner, f"slope 1 − ηL = {number(factor)}", colour="second"),
            Marker(self.stairs, now[:1], shape="ring"),
            Marker(self.stairs, now),
            Label(self.errors, [[0.97 * self.max_steps, 1e3]], name, anchor="end"),
            Trail(self.errors, size, ahead=True, dots=False),
            Marker(self.errors, size),
        ]


def _staircase(errors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the staircase walked up to each step, shape (steps + 1, 2 steps + 1, 2).

    From the diagonal to the line of factors is the step; back to the diagonal, the next error
    becomes the error now. The stairs still to come wait at the last point.
    """
    corners = [(errors[0], errors[0])]
    for now, after in pairwise(errors):
        corners += [(now, after), (after, after)]
    path = np.array(corners)
    walked = np.minimum(np.arange(len(path)), 2 * np.arange(len(errors))[:, None])
    stairs: NDArray[np.float64] = path[walked]
    return stairs
