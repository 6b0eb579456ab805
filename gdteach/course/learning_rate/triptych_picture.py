"""The triptych's picture: three maps of one objective, and under each the heights of its run."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.ticker import LogLocator

from gdteach.figure import figures
from gdteach.figure.label import Label
from gdteach.figure.layers import Layer, Marker, Trail
from gdteach.figure.sampling import value_range
from gdteach.figure.style import styled, subplots
from gdteach.numerics.catalogue import Objective
from gdteach.numerics.trajectory import Trajectory
from gdteach.numerics.wording import number

PANELS = 3
ROOM_TO_CLIMB = 100.0  # how far above the map's own heights the axis of heights ends


class TriptychPicture:
    """The still part for an objective, and the layers of three runs on it.

    Parameters
    ----------
    max_steps : int
        The axes of steps end here.
    """

    def __init__(self, max_steps: int) -> None:
        self.max_steps = max_steps
        self.figure, (self.maps, self.heights) = subplots(
            2, PANELS, width=9.2, height=4.25, height_ratios=[1.6, 1], sharey="row"
        )

    @styled
    def dress(self, objective: Objective) -> None:
        """Return nothing; draw the still part."""
        lowest, highest = value_range(objective)
        known = objective.minimum_value
        #: What a height is measured from: the minimum, else the lowest place on the map.
        self.floor = lowest if known is None else known
        corner, size = objective.domain[:, 0], np.ptp(objective.domain, axis=1)
        self._lower, self._upper = [corner + [0.03, 0.05] * size], [corner + [0.03, 0.9] * size]
        top = ROOM_TO_CLIMB * max(highest - self.floor, figures.GAP_FLOOR)
        name = "f(w_t)" if self.floor == 0 else "f(w_t) - f_{min}"
        for i, (ground, heights) in enumerate(zip(self.maps, self.heights, strict=True)):
            ground.clear()
            heights.clear()
            figures.contour_map(ground, objective, points=101, labels=False)
            figures.gap_axes(heights, top, self.max_steps, name=name)
            heights.yaxis.set_major_locator(LogLocator(numticks=6))
            if i > 0:
                ground.set_ylabel("")
                heights.set_ylabel("")

    def layers(self, runs: Sequence[Trajectory], words: Sequence[str]) -> list[Layer]:
        """Return what moves: three balls on their maps under a few words each, their heights."""
        found: list[Layer] = []
        panels = zip(runs, words, self.maps, self.heights, strict=True)
        for run, heading, ground, heights in panels:
            # on a log axis an exact hit lies below every axis: let it leave through the floor
            gaps = np.maximum(run.values - self.floor, 1e-3 * figures.GAP_FLOOR)
            curve = np.column_stack([np.arange(len(gaps)), gaps])
            found += [
                Trail(ground, run.iterates, ahead=True, width=1.75),
                Label(ground, self._upper, heading, bold=True),
                Label(ground, self._lower, _card(run)),
                Marker(ground, run.iterates[:1], shape="ring", size=10),
                Marker(ground, run.iterates, size=10),
                Trail(heights, curve, ahead=True, dots=False),
                Marker(heights, curve, size=10),
            ]
        return found


def _card(run: Trajectory) -> list[str]:
    """Return η and the height at each step, as they stand in the corner of a map."""
    rate = f"η = {number(getattr(run.method, 'learning_rate', np.nan))}"
    return [f"{rate}\u2003f = {number(value)}" for value in run.values]
