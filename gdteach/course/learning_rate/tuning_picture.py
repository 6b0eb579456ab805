"""The tuning game's picture: a curve of heights for every try, and where it ended against η."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.ticker import LogLocator, NullLocator
from numpy.typing import NDArray

from gdteach.course.learning_rate.hidden_hill import STEPS, HiddenHill, heights_after
from gdteach.figure import figures
from gdteach.figure.label import Label
from gdteach.figure.layers import Curve, Layer, Marker, Trail
from gdteach.figure.style import styled, subplots

BOTTOM, TOP = 1e-8, 1e3  # heights, of the height at the start
SMALLEST, LARGEST = 1e-4, 1e3  # learning rates
ROLES = ("path", "second", "third", "fourth", "saddle")  # of the tries, in their order


class TuningPicture:
    """The still part, the same for every hill, and the layers of the tries made so far."""

    def __init__(self) -> None:
        self.figure, (self.heights, self.ends) = subplots(
            1, 2, width=9.2, height=3.7, width_ratios=[1.15, 1], sharey=True
        )
        self._dress()

    @styled
    def _dress(self) -> None:
        figures.gap_axes(self.heights, TOP, STEPS, name="f(w_t) / f(w_0)")
        figures.title(self.heights, "Your tries")
        self.heights.set_ylim(BOTTOM, TOP)
        self.heights.yaxis.set_major_locator(LogLocator(base=100, numticks=9))
        self.ends.set_xscale("log")
        self.ends.set_xlim(SMALLEST, LARGEST)
        self.ends.xaxis.set_major_locator(LogLocator(numticks=9))
        self.ends.xaxis.set_minor_locator(NullLocator())
        self.ends.grid(axis="y", color="#E3E6E9", linewidth=1)
        self.ends.set_axisbelow(True)
        self.ends.set_xlabel(r"learning rate $\eta$")
        figures.title(self.ends, f"Height after {STEPS} steps")

    def layers(
        self, hill: HiddenHill, tries: Sequence[tuple[float, NDArray[np.float64]]], *, reveal: bool
    ) -> list[Layer]:
        """Return what moves: every try's curve and end; once revealed, every η's end."""
        found: list[Layer] = []
        if not tries:
            found.append(Label(self.heights, [[STEPS / 2, 1e-3]], "no try so far", anchor="middle"))
        if reveal:
            wall = 2 / (hill.objective.smoothness or 1.0)
            rates = np.unique(
                [*np.geomspace(SMALLEST, LARGEST, 120), *np.linspace(0.5, 1.1, 80) * wall]
            )
            ends = np.clip(heights_after(hill.objective, hill.start, rates), 1e-3 * BOTTOM, 1e200)
            best = np.array([[hill.best_rate, max(hill.best_height, BOTTOM)]])
            found += [
                Curve(self.ends, np.column_stack([rates, ends])[None], colour="quiet", width=1.75),
                Marker(self.ends, best, colour="minimiser", shape="star", size=14),
            ]
        for place, (rate, heights) in enumerate(tries):
            role, name = ROLES[place % len(ROLES)], str(place + 1)
            shown = np.clip(heights, 1e-3 * BOTTOM, 1e200)
            curve = np.column_stack([np.arange(len(shown)), shown])
            end = np.array(
                [[np.clip(rate, SMALLEST, LARGEST), np.clip(shown[-1], 3 * BOTTOM, TOP / 3)]]
            )
            found += [
                Trail(self.heights, curve, colour=role, ahead=True, dots=False),
                Marker(self.heights, curve, colour=role, size=10),
                Label(self.heights, [_name_place(shown, place)], name, colour=role),
                Marker(self.ends, end, colour=role, size=10),
                Label(self.ends, end * [1.45, 1], name, colour=role),
            ]
        return found


def _name_place(heights: NDArray[np.float64], place: int) -> list[float]:
    """Return where a curve's name stands: above the curve, each try's a little further along."""
    seen = np.flatnonzero((heights > 10 * BOTTOM) & (heights < TOP / 30))
    wanted = 4 + 5 * place
    step = min(wanted, int(seen[-1]) if seen.size else 0)
    return [step + 0.3, float(np.clip(heights[step], 10 * BOTTOM, TOP / 30)) * 2]
