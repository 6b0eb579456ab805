"""The compass lab's picture: a unit vector on the map, and the slope ahead against its angle."""

from __future__ import annotations

import numpy as np
from matplotlib.ticker import MaxNLocator, MultipleLocator
from numpy.typing import NDArray

from gdteach.figure import figures
from gdteach.figure.label import Label
from gdteach.figure.layers import Arrow, Curve, Layer, Marker, Segment, Trail
from gdteach.figure.style import styled, subplots
from gdteach.numerics.catalogue import Objective

Array = NDArray[np.float64]
ANGLES = np.arange(0.0, 361.0, 5.0)  # degrees from the x axis towards the y axis
NEEDLE = 0.2  # length of u as a share of the map's smaller side: it shows a direction


def units(degrees: Array) -> Array:
    """Return unit vectors at angles, shape (n, 2).

    >>> units(np.array([0.0, 90.0])).round(12).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    radians = np.radians(degrees)
    return np.column_stack([np.cos(radians), np.sin(radians)])


class CompassPicture:
    """The still part for an objective, and the layers of one turn of u."""

    def __init__(self) -> None:
        self.figure, (self.map, self.dial) = subplots(
            1, 2, width=9.2, height=3.7, width_ratios=[1.2, 1]
        )

    @styled
    def dress(self, objective: Objective) -> None:
        """Return nothing; draw the still part."""
        for axes in (self.map, self.dial):
            axes.clear()
        figures.contour_map(self.map, objective, minimisers=False)
        figures.title(self.map, "Which way you face")
        x, y, _ = figures.grid(objective, 61)
        with np.errstate(all="ignore"):
            sizes = np.linalg.norm(objective.gradient(np.stack([x, y], axis=-1)), axis=-1)
        #: The steepest slope on the map (value per unit of w): the dial's scale.
        self.steepest = float(np.max(sizes[np.isfinite(sizes)])) or 1.0
        self._needle = NEEDLE * float(np.ptp(objective.domain, axis=1).min())
        axes = self.dial
        axes.set_xlim(0, 360)
        axes.set_ylim(-1.08 * self.steepest, 1.08 * self.steepest)
        axes.xaxis.set_major_locator(MultipleLocator(90))
        axes.yaxis.set_major_locator(MaxNLocator(5))
        axes.xaxis.set_major_formatter("{x:g}°")
        axes.axhline(0, color="#8A8F98", linewidth=1)
        axes.set_xlabel("direction of $u$, from the $x$ axis")
        axes.set_ylabel("slope ahead")
        figures.title(axes, "The slope ahead, measured")

    def layers(self, here: Array, measured: Array, gradient: Array | None) -> list[Layer]:
        """Return what moves: u on the map, the trace of the slope, and what it is compared with.

        Parameters
        ----------
        here : array, shape (2,)
            Where one stands.
        measured : array, shape (73,)
            The slope in each of the directions `ANGLES`.
        gradient : array, shape (2,), or None
            ∇f if it is to be shown.
        """
        tail = np.broadcast_to(here, (len(ANGLES), 2))
        trace = np.column_stack([ANGLES, measured])
        layers: list[Layer] = []
        if gradient is not None:
            layers += self._comparison(here, gradient)
        return [
            *layers,
            Trail(self.dial, trace, colour="second", width=1.5),
            Marker(self.dial, trace, colour="second"),
            Arrow(self.map, tail, here + self._needle * units(ANGLES), colour="second", label="u"),
            Marker(self.map, here[None]),
        ]

    def _comparison(self, here: Array, gradient: Array) -> list[Layer]:
        """Return ∇f and the contour's direction on the map, and the cosine on the dial."""
        size = float(np.hypot(*gradient))
        uphill = float(np.degrees(np.arctan2(gradient[1], gradient[0]))) % 360
        fine = np.linspace(0, 360, 181)
        cosine = np.column_stack([fine, size * np.cos(np.radians(fine - uphill))])
        along = 1.3 * self._needle * np.array([-gradient[1], gradient[0]]) / size
        head = here + 1.5 * self._needle * gradient / size
        low, high = self.dial.get_ylim()
        base = low + 0.03 * (high - low)
        layers: list[Layer] = [
            Segment(
                self.map, (here - along)[None], (here + along)[None], colour="quiet", dashed=True
            ),
            Arrow(self.map, here[None], head[None], label="∇f"),
            Curve(self.dial, cosine[None], colour="gradient", width=1.5, dashed=True),
        ]
        for angle, name in ((uphill, "∇f"), ((uphill + 180) % 360, "−∇f")):
            ends = np.array([[angle, low], [angle, high]])
            anchor = "start" if angle < 320 else "end"
            text = np.array([[angle + (6 if angle < 320 else -6), base]])
            layers += [
                Segment(self.dial, ends[:1], ends[1:], colour="quiet", dashed=True, width=1.25),
                Label(self.dial, text, name, anchor=anchor),
            ]
        return layers
