"""The chord lab's picture: a chord, hatched where the graph is above it, and the gap between."""

from __future__ import annotations

import numpy as np
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from gdteach.figure import figures
from gdteach.figure.label import Label
from gdteach.figure.layers import Curve, Layer, Marker, Segment, Trail
from gdteach.figure.style import colour, styled, subplots
from gdteach.numerics.convexity import chord_gaps
from gdteach.numerics.objective import Objective

Array = NDArray[np.float64]

SHARES = np.linspace(0, 1, 51)  # s from A to B, what is played
HATCHES = 90  # across the picture
TOUCH = 1e-9  # of the height of the picture: below that the graph is on the chord
BAD = "third"  # the colour of a violation; it is hatched, too


class ChordPicture:
    """The still part for an objective, and the layers of a chord."""

    def __init__(self) -> None:
        self.figure, (self.graph, self.gap) = subplots(
            1, 2, width=9.2, height=4.1, width_ratios=[1.35, 1]
        )

    @styled
    def dress(self, objective: Objective) -> None:
        """Return nothing; draw the still part."""
        self.objective = objective
        for axes in (self.graph, self.gap):
            axes.clear()
        figures.curve(self.graph, objective, minimisers=False)
        low, high = self.graph.get_ylim()
        self.graph.set_ylim(low, high + 0.06 * (high - low))  # room for the letters
        figures.title(self.graph, "A chord of the graph")
        worst, best = self._range()
        least = 0.05 * (high - low)
        depth = max(-1.15 * worst, least) if worst < -self.touch else max(0.3 * best, least)
        height = max(min(1.15 * best, 5 * depth), least)
        self.gap.set(xlim=(0, 1), ylim=(-depth, height))
        self.gap.axhspan(-depth, 0, color=colour(BAD), alpha=0.22, linewidth=0)
        self.gap.axhline(0, color=colour("quiet"), linewidth=1.5)
        self.gap.text(0.5, -0.82 * depth, "graph above the chord", ha="center", va="center")
        self.gap.xaxis.set_major_locator(MaxNLocator(4))
        self.gap.yaxis.set_major_locator(MaxNLocator(5))
        self.gap.set_xlabel("$s$, from A to B")
        figures.title(self.gap, "Chord minus graph")

    def _range(self) -> tuple[float, float]:
        """Return the smallest and largest gap of the chords across the picture."""
        left, right = self.objective.domain[0]
        ends = np.linspace(left, right, 13)
        gaps = [
            chord_gaps(self.objective, a, b, np.linspace(0, 1, 13))[2]
            for i, a in enumerate(ends)
            for b in ends[i + 1 :]
        ]
        finite = np.array(gaps)[np.isfinite(gaps)]
        return float(finite.min(initial=0.0)), float(finite.max(initial=0.0))

    @property
    def touch(self) -> float:
        """The gap below which the graph is on the chord."""
        return TOUCH * float(np.ptp(self.graph.get_ylim()))

    def layers(self, a: float, b: float) -> list[Layer]:
        """Return what shows the chord from a to b, and the point on it that moves."""
        points, chord, gaps = chord_gaps(self.objective, a, b, SHARES)
        w = points[:, 0]
        on_chord, on_graph = np.column_stack([w, chord]), np.column_stack([w, chord - gaps])
        bad = (gaps < -self.touch)[:, np.newaxis]
        trace = np.column_stack([SHARES, gaps])
        room = 0.045 * float(np.ptp(self.graph.get_ylim()))
        letters = [
            Label(self.graph, [end + np.array([0, room])], name, colour="second", anchor="middle")
            for end, name in ((on_chord[0], "A"), (on_chord[-1], "B"))
        ]
        return [
            Curve(self.graph, self._hatching(a, b)[np.newaxis], colour=BAD, width=2),
            Segment(self.graph, on_chord[:1], on_chord[-1:], colour="second", width=2.5),
            Segment(self.graph, np.where(bad, np.nan, on_graph), on_chord, width=2.5),
            Segment(self.graph, np.where(bad, on_graph, np.nan), on_chord, colour="path", width=4),
            *(Marker(self.graph, [end], colour="second", size=14) for end in on_chord[[0, -1]]),
            *letters,
            Marker(self.graph, on_graph, colour="curve", size=9),
            Marker(self.graph, on_chord, colour="second", shape="ring", size=10),
            Trail(self.gap, trace, colour="second", ahead=True, dots=False),
            Marker(self.gap, trace, colour="second", shape="ring", size=10),
        ]

    def _hatching(self, a: float, b: float) -> Array:
        """Return upright lines from the chord to the graph wherever the graph is above it."""
        left, right = sorted((a, b))
        pitch = float(np.ptp(self.objective.domain)) / HATCHES
        w = pitch * np.arange(np.ceil(left / pitch), np.floor(right / pitch) + 1)
        if left == right or len(w) == 0:
            return np.full((1, 2), np.nan)
        points, chord, gaps = chord_gaps(self.objective, a, b, (w - a) / (b - a))
        lines = np.full((len(w), 3, 2), np.nan)
        above = gaps < -self.touch
        lines[above, :2, 0] = points[above]
        lines[above, 0, 1], lines[above, 1, 1] = chord[above], (chord - gaps)[above]
        return lines.reshape(-1, 2)
