"""The rates lab's picture: the run in space, and its gap with what theory promises about it."""

from __future__ import annotations

import numpy as np
from matplotlib.ticker import LogLocator, MaxNLocator, NullLocator
from numpy.typing import NDArray

from gdteach.figure import figures
from gdteach.figure.label import Label
from gdteach.figure.layers import Curve, Layer, Marker, Trail
from gdteach.figure.style import styled, subplots
from gdteach.numerics.catalogue import Objective
from gdteach.numerics.rates import Bounds
from gdteach.numerics.trajectory import Trajectory

LOWEST, HIGHEST = 1e-12, 1e6  # of the axis of gaps, for every run


class RatesPicture:
    """The still part for an objective, and the layers of a run on it with its bounds.

    Parameters
    ----------
    max_steps : int
        The axis of steps ends here.
    """

    def __init__(self, max_steps: int) -> None:
        self.max_steps = max_steps
        self.log_steps = False
        self.figure, (self.map, self.gaps) = subplots(
            1, 2, width=9.2, height=4.0, width_ratios=[0.62, 1]
        )

    @styled
    def dress(self, objective: Objective) -> None:
        """Return nothing; draw the still part."""
        for axes in (self.map, self.gaps):
            axes.clear()
            axes.set_aspect("auto")
        self.objective = objective
        if objective.dimension == 1:
            figures.curve(self.map, objective)
        else:
            figures.contour_map(self.map, objective, labels=False)
        figures.title(self.map, "Where the ball is")
        self.gaps.set_yscale("log")
        if self.log_steps:
            self.gaps.set_xscale("log")
            self.gaps.set_xlim(1, max(self.max_steps, 10))
        else:
            self.gaps.set_xscale("linear")
            self.gaps.set_xlim(0, self.max_steps)
            self.gaps.xaxis.set_major_locator(MaxNLocator(5, integer=True))
        self.gaps.set(ylim=(LOWEST, HIGHEST), xlabel="step $t$")
        self.gaps.yaxis.set_major_locator(LogLocator(base=100, numticks=9))
        self.gaps.yaxis.set_minor_locator(NullLocator())
        self.gaps.grid(axis="y", color="#E3E6E9", linewidth=1)
        self.gaps.set_axisbelow(True)
        figures.title(self.gaps, "The gap $f(w_t) - f^*$, and the promise")

    def layers(self, run: Trajectory, promised: Bounds | None) -> list[Layer]:
        """Return what moves.

        Parameters
        ----------
        run : Trajectory
            Of plain gradient descent.
        promised : Bounds or None
            Its gap and the bounds; None where the minimum value is not known.
        """
        here = run.iterates
        if self.objective.dimension == 1:
            here = np.column_stack([here[:, 0], run.values])
        layers: list[Layer] = [
            Trail(self.map, here, ahead=True),
            Marker(self.map, here[:1], shape="ring"),
            Marker(self.map, here),
        ]
        if promised is None:
            return layers
        rows = []
        for bound, colour, name in (
            (promised.convex, "second", "promise for a convex f"),
            (promised.linear, "curve", "promise with curvature ≥ μ"),
        ):
            if bound is not None:
                line = self._track(bound)[np.newaxis]
                layers.append(Curve(self.gaps, line, colour=colour, dashed=True))
                rows.append((name, colour))
        rows.append(("the gap", "path"))
        if len(rows) == 1:
            rows.append(("no promise here", "quiet"))
        end = 0.98 * self.max_steps
        gaps = self._track(promised.gaps)
        return [
            *layers,
            *(
                Label(self.gaps, [[end, HIGHEST / 10 ** (1.2 * (row + 1))]], name, colour=colour,
                      anchor="end")
                for row, (name, colour) in enumerate(rows)
            ),
            Trail(self.gaps, gaps, ahead=True, dots=False),
            Marker(self.gaps, gaps),
        ]  # fmt: skip

    def _track(self, heights: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return a curve against the step; what is 0 leaves through the floor."""
        steps = np.arange(len(heights), dtype=float)
        if self.log_steps:
            steps[0] = np.nan  # a log axis has no place for step 0
        seen = np.where(np.isfinite(heights), np.maximum(heights, 1e-3 * LOWEST), np.nan)
        return np.column_stack([steps, seen])
