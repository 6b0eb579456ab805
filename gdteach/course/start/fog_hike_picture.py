"""The fog hike's picture: the map, hidden or not, and beside it how high the walkers are."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from gdteach.course.start.hike import STEPS, STRIDE, Hike
from gdteach.figure import figures
from gdteach.figure.layers import Arrow, Curve, Layer, Marker, Trail
from gdteach.figure.style import colour, scale, styled, subplots
from gdteach.numerics.trajectory import Trajectory

YOU, IT = "second", "path"  # colour roles; your line is solid, gradient descent's dashed
FALL = 0.1  # length of the downhill arrow on the map, per percent of slope
ROOM = 0.24  # from the walker's middle to where the arrow begins
HIGHEST, LOWEST = 40.0, -80.0  # m from the start: the same axis for every hill tells nothing
FOG = ["#E7EBEE", "#EBEEF1", "#EFF2F4", "#F3F5F7", "#F7F9FA"]
_CORNERS = 25  # of the circle that is one stride


class FogHikePicture:
    """The still part in fog and in the clear, and the layers of a hike on it."""

    def __init__(self) -> None:
        self.figure, (self.map, self.heights) = subplots(
            1, 2, width=9.2, height=4.0, width_ratios=[1.15, 1]
        )

    # ------------------------------------------------------------------ the still part

    @styled
    def hide(self, hike: Hike) -> None:
        """Return nothing; draw the map in fog: axes to find one's way by, and nothing else."""
        self._clear()
        (left, right), (low, high) = hike.ground.domain
        x, y = np.meshgrid(np.linspace(left, right, 81), np.linspace(low, high, 81))
        self.map.contourf(x, y, _wisps(x, y), levels=len(FOG) - 1, colors=FOG)
        _square(self.map, hike)
        figures.title(self.map, "The map, in fog")
        figures.title(self.heights, "How high you are")

    @styled
    def reveal(self, hike: Hike, run: Trajectory) -> None:
        """Return nothing; draw the map in the clear, and what was possible."""
        self._clear()
        lowest = hike.ground.minimum_value
        assert lowest is not None
        heights = replace(hike.ground, function=lambda w: hike.ground(w) - lowest)
        figures.contour_map(self.map, heights)
        figures.title(self.map, "Metres above the lowest point")
        possible = lowest - run.values[0]
        self.heights.axhline(possible, color=colour("minimiser"), linestyle=":", zorder=1)
        entries = [
            _entry("you", YOU, "-", "o"),
            _entry("gradient descent", IT, "--", "o"),
            _entry("lowest point", "minimiser", ":", "*"),
        ]
        self.heights.legend(handles=entries, loc="upper right", borderaxespad=0.1)
        figures.title(self.heights, "How high you are")

    def _clear(self) -> None:
        for axes in (self.map, self.heights):
            axes.clear()
        self.heights.set_xlim(0, STEPS)
        self.heights.set_ylim(LOWEST, HIGHEST)
        self.heights.xaxis.set_major_locator(MaxNLocator(4, integer=True))
        self.heights.axhline(0, color=colour("quiet"), linewidth=1.2, zorder=1)
        self.heights.set_xlabel("step $t$")
        self.heights.set_ylabel("metres above the start")

    # ------------------------------------------------------------------ what moves

    def in_fog(self, hike: Hike, aim: NDArray[np.float64] | None) -> list[Layer]:
        """Return the walk so far, and what has been felt on it.

        Parameters
        ----------
        hike : Hike
            The walk.
        aim : array, shape (2,), or None
            The step that is being considered.
        """
        path, slopes = hike.path, hike.slopes
        last = len(path) - 1
        steepness = np.maximum(np.linalg.norm(slopes, axis=1, keepdims=True), 1e-12)
        tails = path - ROOM * slopes / steepness
        heads = tails - FALL * slopes
        felt: list[Layer] = [  # a place's arrow stays, quietly, when you have left it
            Arrow(self.map, *_from(k + 1, tails[k], heads[k], last), colour="quiet", width=1.5)
            for k in range(last)
        ]
        if hike.steps_left:
            turn = np.linspace(0, 2 * np.pi, _CORNERS)
            circle = path[-1] + STRIDE * np.column_stack([np.cos(turn), np.sin(turn)])
            rings = np.full((last + 1, _CORNERS, 2), np.nan)
            rings[last] = circle
            felt.append(Curve(self.map, rings, colour="quiet", width=1.2, dashed=True))
        if aim is not None:
            goal = _from(last, path[-1], path[-1] + aim, last)  # the step, not a direction
            felt.append(Arrow(self.map, *goal, colour=YOU, width=1.7))
        return [
            *felt,
            Arrow(self.map, tails, heads, colour=IT, dashed=True, label="downhill"),
            *self._trails(hike, YOU),
            *self._markers(hike, YOU),
        ]

    def in_the_clear(self, hike: Hike, run: Trajectory) -> list[Layer]:
        """Return both walks, to be played side by side."""
        its = Hike(hike.ground, run.iterates)
        return [  # the dashes and the ring show even where both walks are one
            *self._trails(hike, YOU),
            *self._trails(its, IT, dashed=True),
            *self._markers(its, IT, size=12),
            *self._markers(hike, YOU, size=7),
        ]

    def _trails(self, hike: Hike, role: str, *, dashed: bool = False) -> list[Layer]:
        return [
            Trail(self.map, hike.path, colour=role, dashed=dashed),
            Trail(self.heights, _climb(hike), colour=role, dashed=dashed),
        ]

    def _markers(self, hike: Hike, role: str, *, size: float = 10) -> list[Layer]:
        return [
            Marker(self.map, hike.path[:1], shape="ring", colour=role, size=size),
            Marker(self.map, hike.path, colour=role, size=size),
            Marker(self.heights, _climb(hike), colour=role, size=size),
        ]


def _entry(
    label: str, role: str, dashes: Literal["-", "--", ":"], mark: Literal["o", "*"]
) -> Line2D:
    """Return a line as it stands in the legend."""
    size = (10 if mark == "*" else 5) * scale()
    return Line2D(
        [], [], color=colour(role), linewidth=1.7 * scale(), linestyle=dashes,
        marker=mark, markersize=size, label=label,
    )  # fmt: skip


def _climb(hike: Hike) -> NDArray[np.float64]:
    """Return how far above the start each step is, as points of the right-hand axes."""
    return np.column_stack([np.arange(len(hike.path)), hike.heights - hike.heights[0]])


def _from(
    step: int, tail: NDArray[np.float64], head: NDArray[np.float64], last: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return an arrow that is not there before a step, as tails and heads."""
    tails, heads = np.full((2, last + 1, 2), np.nan)
    tails[step:], heads[step:] = tail, head
    return tails, heads


def _square(axes: Axes, hike: Hike) -> None:
    """Dress the axes as a contour map is dressed."""
    axes.set_aspect("equal", adjustable="box")
    axes.set_xlim(*hike.ground.domain[0])
    axes.set_ylim(*hike.ground.domain[1])
    axes.set_xlabel("$x$")
    axes.set_ylabel("$y$", rotation=0, va="center")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(5, integer=True))


def _wisps(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return swirls that have nothing to do with the hills below: the same on every map."""
    rng = np.random.default_rng(0)
    waves = rng.normal(0, 1.1, (12, 2))
    phases = rng.uniform(0, 2 * np.pi, 12)
    return np.sum(
        [
            np.cos(a * x + b * y + phase)
            for (a, b), phase in zip(waves.tolist(), phases.tolist(), strict=True)
        ],
        axis=0,
    )
