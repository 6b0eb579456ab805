"""The saddle lab's picture: the path on the map, the distance from the ridge, the time to leave."""

from __future__ import annotations

import numpy as np
from matplotlib.ticker import LogLocator, NullLocator
from numpy.typing import NDArray

from gdteach.figure import figures
from gdteach.figure.label import Label
from gdteach.figure.layers import Layer, Marker, Segment, Trail
from gdteach.figure.style import colour, scale, styled, subplots
from gdteach.numerics.catalogue import saddle
from gdteach.numerics.trajectory import Trajectory

MOST_STEPS, SMALLEST = 220, 16  # the axes end here: steps, and powers of ten
AWAY = 1.0  # the ball has left the saddle when |y| is at least this


class SaddlePicture:
    """The still part, which no learning rate and no offset changes, and the layers of a run."""

    def __init__(self) -> None:
        self.figure, (self.map, self.distance, self.escape) = subplots(
            1, 3, width=9.2, height=3.7, width_ratios=[1.12, 1, 1]
        )
        self._dress()

    @styled
    def _dress(self) -> None:
        figures.contour_map(self.map, saddle(), labels=False)
        self.map.plot(
            0, 0, "D", color=colour("saddle"), markersize=10 * scale(), markeredgecolor="white"
        )
        figures.title(self.map, "The path")
        axes = self.distance
        axes.set_yscale("log")
        axes.set(xlim=(0, MOST_STEPS), ylim=(10.0 ** -(SMALLEST + 1), 1e2), xlabel="step $t$")
        axes.yaxis.set_major_locator(LogLocator(numticks=6))
        axes.yaxis.set_minor_locator(NullLocator())
        axes.axhline(AWAY, color=colour("quiet"), linestyle="--", linewidth=1.5)
        figures.title(axes, "Distance $|y_t|$")
        axes = self.escape
        axes.set(xlim=(0, SMALLEST + 0.6), ylim=(0, MOST_STEPS))
        axes.set_xticks([0, 4, 8, 12, 16])
        axes.set_xlabel("$k$, for an offset of $10^{-k}$")
        axes.grid(color="#E3E6E9", linewidth=1)
        axes.set_axisbelow(True)
        figures.title(axes, "Steps until $|y| ≥ 1$")

    def layers(
        self, run: Trajectory, growth: float, counts: NDArray[np.float64], exponent: float | None
    ) -> list[Layer]:
        """Return what moves.

        Parameters
        ----------
        run : Trajectory
            On x² − y².
        growth : float
            1 + 2η.
        counts : array, shape (17,)
            Steps measured for offsets 10⁰ … 10⁻¹⁶; NaN where the run has not left in time.
        exponent : float or None
            k of the offset on screen; None for an offset of exactly 0.
        """
        away = np.abs(run.iterates[:, 1])
        steps = np.arange(len(away))
        seen = np.column_stack([steps, np.where(away > 0, away, np.nan)])
        predicted = np.column_stack([steps, away[0] * growth ** np.minimum(steps, 1e4)])
        slope = np.log(10) / np.log(growth) if growth > 1 else np.inf
        reach = min(SMALLEST + 0.6, MOST_STEPS / slope) if np.isfinite(slope) else 0.0
        measured = np.column_stack([np.arange(SMALLEST + 1), counts])
        dots = [Marker(self.escape, [dot], colour="path", size=7) for dot in measured]
        layers: list[Layer] = [
            Trail(self.map, run.iterates, ahead=True),
            Marker(self.map, run.iterates[:1], shape="ring"),
            Marker(self.map, run.iterates),
            Segment(self.escape, [[0, 0]], [[reach, reach * slope if reach else 0]],
                    colour="second"),
            *dots,
        ]  # fmt: skip
        if exponent is not None:
            layers += [
                Trail(self.distance, predicted, colour="second", dots=False, ahead=True, width=5),
                Trail(self.distance, seen, dots=False, width=2),
                Marker(self.distance, seen),
                Segment(self.escape, [[exponent, 0]], [[exponent, MOST_STEPS]], width=1.5,
                        dashed=True),
            ]  # fmt: skip
        else:
            note = "y = 0, at every step"
            layers.append(Label(self.distance, [[MOST_STEPS / 2, 1e-9]], note, anchor="middle"))
        return layers
