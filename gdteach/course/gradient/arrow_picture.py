"""The arrow task's picture: a bowl that can be stretched, and how far −∇f misses its bottom."""

from __future__ import annotations

import numpy as np
from matplotlib.ticker import FixedLocator, MultipleLocator, NullFormatter, NullLocator
from numpy.typing import NDArray

from gdteach.figure import figures
from gdteach.figure.label import Label
from gdteach.figure.layers import Arrow, Curve, Layer, Marker, Segment, Trail
from gdteach.figure.style import LEVELS, styled, subplots
from gdteach.numerics.quadratics import quadratic_bowl

Array = NDArray[np.float64]
#: The stretches that are played.
KAPPAS = np.array(
    [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100], dtype=float
)
RINGS = (0.25, 0.5, 0.75, 1.0, 1.3, 1.7)  # sizes of the contours; 1 is through the point
LENGTH = 2.0  # of the arrows, which show directions


def steepest_descent(w: Array, kappa: Array | float) -> Array:
    """Return −∇f for f = ½(x² + κy²), shape (..., 2) for κ of shape (...).

    >>> steepest_descent(np.array([4.0, 1.0]), 10.0).tolist()
    [-4.0, -10.0]
    """
    kappa = np.asarray(kappa, dtype=np.float64)
    return np.stack([np.broadcast_to(-w[0], kappa.shape), -kappa * w[1]], axis=-1)


def off_the_minimiser(w: Array, kappa: Array) -> Array:
    """Return the angle between −∇f and the way to (0, 0), in degrees, shape (...).

    >>> off_the_minimiser(np.array([5.0, 1.0]), np.array([1.0, 25.0])).round(1)
    array([ 0. , 67.4])
    """
    down = steepest_descent(w, kappa)
    across = down[..., 0] * -w[1] - down[..., 1] * -w[0]
    return np.degrees(np.arctan2(np.abs(across), down @ -w))


class ArrowPicture:
    """The still part, which is the same for every bowl, and the layers over it."""

    @styled
    def __init__(self) -> None:
        self.figure, (self.map, self.misses) = subplots(
            1, 2, width=9.2, height=3.9, width_ratios=[1.45, 1]
        )
        (left, right), (low, high) = quadratic_bowl().domain
        axes = self.map
        axes.set_facecolor("#F3F7FC")
        axes.set_aspect("equal", adjustable="box")
        axes.set_xlim(left, right)
        axes.set_ylim(low, high)
        axes.set_xlabel("$x$")
        axes.set_ylabel("$y$", rotation=0, va="center")
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_locator(MultipleLocator(2))
        figures.title(axes, "Draw −∇f at the point")
        axes = self.misses
        axes.set_xscale("log")
        axes.set_xlim(1, 100)
        axes.set_ylim(0, 90)
        axes.xaxis.set_major_locator(FixedLocator([1, 10, 100]))
        axes.xaxis.set_major_formatter("{x:g}")
        axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_minor_formatter(NullFormatter())
        axes.yaxis.set_major_locator(MultipleLocator(30))
        axes.yaxis.set_major_formatter("{x:g}°")
        axes.grid(axis="y", color="#E3E6E9", linewidth=1)
        axes.set_axisbelow(True)
        axes.set_xlabel("stretch κ")
        figures.title(axes, "How far apart?")  # no more: the answer is still to be drawn

    def layers(
        self, here: Array, kappas: Array, angle: float | None, *, revealed: bool
    ) -> list[Layer]:
        """Return what moves: contours, the learner's arrow, and the truth once it is revealed.

        Parameters
        ----------
        here : array, shape (2,)
            Where the arrows begin.
        kappas : array, shape (steps + 1,)
            The bowl at each step.
        angle : float or None
            The learner's arrow, in degrees, if there is one.
        revealed : bool
            Whether −∇f and the way to the minimiser are shown.
        """
        layers: list[Layer] = [*self._contours(here, kappas)]
        tail = here[None]
        home = -here / np.hypot(*here)
        if revealed:
            layers.append(
                Segment(self.map, tail, np.zeros((1, 2)), colour="minimiser", dashed=True)
            )
        layers.append(Marker(self.map, np.zeros((1, 2)), colour="minimiser", shape="star"))
        if angle is not None:
            drawn = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
            layers.append(
                Arrow(self.map, tail, (here + LENGTH * drawn)[None], colour="second", label="yours")
            )
        if revealed:
            down = steepest_descent(here, kappas)
            down *= LENGTH / np.hypot(*down.T)[:, None]
            tails = np.broadcast_to(here, down.shape)
            missed = np.column_stack([kappas, off_the_minimiser(here, kappas)])
            layers += [
                Arrow(self.map, tails, here + down, dashed=True, colour="path", label="−∇f"),
                Trail(self.misses, missed, ahead=True, dots=False),
                Marker(self.misses, missed),
                Label(self.misses, [[1.15, 84.0]], "−∇f and the way to ★", colour="path"),
            ]
            if angle is not None:
                layers += self._as_drawn(drawn, home)
        return [*layers, Marker(self.map, tail)]

    def _as_drawn(self, drawn: Array, home: Array) -> list[Layer]:
        """Return a line at the angle by which the learner's arrow misses the minimiser."""
        mine = float(np.degrees(np.arccos(np.clip(drawn @ home, -1, 1))))
        level = np.array([[1.0, mine], [100.0, mine]])
        return [
            Segment(self.misses, level[:1], level[1:], colour="second", dashed=True),
            Label(
                self.misses, np.array([[90.0, mine + 2]]), "yours", colour="second", anchor="end"
            ),
        ]

    def _contours(self, here: Array, kappas: Array) -> list[Layer]:
        """Return ellipses through the point and beside it, wherever κ puts them."""
        turn = np.linspace(0, 2 * np.pi, 37 if len(kappas) > 1 else 121)
        size = np.sqrt(here[0] ** 2 + kappas * here[1] ** 2)
        shape = np.stack(
            [size[:, None] * np.cos(turn), (size / np.sqrt(kappas))[:, None] * np.sin(turn)],
            axis=-1,
        )
        shades = [LEVELS(0.75 * place / len(RINGS)) for place in range(len(RINGS))]
        return [
            Curve(
                self.map, ring * shape, colour=_hexadecimal(shade),
                width=2.5 if ring == 1 else 1.5,
            )
            for ring, shade in zip(RINGS, shades, strict=True)
        ]  # fmt: skip


def _hexadecimal(shade: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in shade[:3])
