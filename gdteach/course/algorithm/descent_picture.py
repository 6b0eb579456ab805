"""The descent lab's picture: the run in space on the left, how high it still is on the right."""

from __future__ import annotations

import numpy as np
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from gdteach.figure import figures
from gdteach.figure.layers import Arrow, Layer, Marker, Segment, Trail
from gdteach.figure.sampling import value_range
from gdteach.figure.style import styled, subplots
from gdteach.numerics.catalogue import Objective
from gdteach.numerics.trajectory import Trajectory

ARROW = 0.13  # length of the ∇f arrow as a share of the map: it shows a direction
TANGENT = 0.16  # half the tangent's length as a share of the curve's width


class DescentPicture:
    """The still part for an objective, and the layers of a run on it.

    Parameters
    ----------
    max_steps : int
        The axis of steps ends here.
    """

    def __init__(self, max_steps: int) -> None:
        self.max_steps = max_steps
        self.figure, (self.map, self.heights) = subplots(
            1, 2, width=9.2, height=3.9, width_ratios=[1.15, 1]
        )

    @styled
    def dress(self, objective: Objective) -> None:
        """Return nothing; draw the still part."""
        self.objective = objective
        for axes in (self.map, self.heights):
            axes.clear()
            axes.set_aspect("auto")
        if objective.dimension == 1:
            figures.curve(self.map, objective)
        else:
            figures.contour_map(self.map, objective)
        figures.title(self.map, "Where the ball is")
        lowest, highest = value_range(objective)
        #: What a height is measured from; None where the minimum is not known.
        self.floor = objective.minimum_value
        if self.floor is not None and highest > self.floor:
            name = "f(w_t)" if self.floor == 0 else "f(w_t) - f_{min}"
            figures.gap_axes(self.heights, highest - self.floor, self.max_steps, name=name)
        else:
            self.floor = None
            self._plain_heights(lowest, highest)
        figures.title(self.heights, "How high it still is")

    def _plain_heights(self, lowest: float, highest: float) -> None:
        room = 0.05 * (highest - lowest) or 1.0
        self.heights.set_yscale("linear")
        self.heights.set_ylim(lowest - room, highest + room)
        self.heights.set_xlim(0, self.max_steps)
        self.heights.xaxis.set_major_locator(MaxNLocator(5, integer=True))
        self.heights.set_xlabel("step $t$")
        self.heights.set_ylabel("$f(w_t)$")

    def layers(self, run: Trajectory, learning_rate: float) -> list[Layer]:
        """Return what moves: the run in space, and its heights."""
        gaps = run.values - (self.floor or 0.0)
        if self.floor is not None:
            # on a log axis an exact hit lies below every axis: let it leave through the floor
            gaps = np.maximum(gaps, 1e-3 * figures.GAP_FLOOR)
        heights = np.column_stack([np.arange(len(gaps)), gaps])
        in_space = self._on_curve if self.objective.dimension == 1 else self._on_map
        with np.errstate(over="ignore", invalid="ignore"):
            landing = run.iterates - learning_rate * run.gradients
            moving = in_space(run, landing)
        return [
            *moving,
            Trail(self.heights, heights, ahead=True, dots=False),
            Marker(self.heights, heights),
        ]

    def _on_curve(self, run: Trajectory, landing: NDArray[np.float64]) -> list[Layer]:
        """Return curve, tangent, step: what one dimension shows."""
        w, f, slope = run.iterates[:, 0], run.values, run.gradients[:, 0]
        here = np.column_stack([w, f])
        left, right = self.objective.domain[0]
        low, high = self.map.get_ylim()
        # a tangent that looks equally long whether the slope is gentle or steep
        steepness = slope / (high - low) * (right - left)
        reach = TANGENT * (right - left) / np.hypot(1, steepness)
        tangent = [
            np.column_stack([w + side * reach, f + side * reach * slope]) for side in (-1, 1)
        ]
        level = np.column_stack([landing[:, 0], f])
        below = np.column_stack([landing[:, 0], [*f[1:], f[-1]]])
        return [
            Segment(self.map, *tangent),
            Segment(self.map, level, below, colour="quiet", dashed=True),
            Trail(self.map, here, width=2.0),
            Arrow(self.map, here, level, colour="path", label="−η f′(w)"),  # over the path
            Marker(self.map, here[:1], shape="ring"),
            Marker(self.map, here),
        ]

    def _on_map(self, run: Trajectory, landing: NDArray[np.float64]) -> list[Layer]:
        """Return path, gradient, step: what a contour map shows."""
        here, size = run.iterates, run.gradient_norms[:, None]
        with np.errstate(all="ignore"):
            direction = np.where(size > 1e-9, run.gradients / size, 0.0)
        reach = ARROW * np.ptp(self.objective.domain, axis=1).min()
        return [
            Trail(self.map, here, ahead=True),
            Arrow(self.map, here, here + reach * direction, label="∇f"),
            Arrow(self.map, here, landing, colour="path"),
            Marker(self.map, here[:1], shape="ring"),
            Marker(self.map, here),
        ]
