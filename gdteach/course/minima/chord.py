"""The chord lab: drag two points of a graph, and look for a chord with the graph above it.

With candidates of the gallery it asks for a verdict, too, and replies to it.
"""

import html
from typing import Any

import ipywidgets as widgets
import numpy as np
import traitlets
from matplotlib.ticker import MaxNLocator

from gdteach.course.minima.chords import chord_gaps, extreme_gaps, hatching
from gdteach.course.minima.gallery import VERDICTS, Candidate
from gdteach.figure import Curve, Label, Layer, Marker, Segment, Trail, colour, figures, subplots
from gdteach.lab import INK, Baked, Choice, Lab, Menu, NothingToSee, Point, Scene, grid
from gdteach.numerics.objective import Array
from gdteach.numerics.wording import number

SHARES = np.linspace(0, 1, 51)  # s from A to B, what is played
FINE = np.linspace(0, 1, 241)  # where the graph is compared with the chord
TOUCH = 1e-9  # of the height of the picture: below that the graph is on the chord
STOPS = 6  # where an end can be, on a page without Python
BAD = "third"  # the colour of a violation; it is hatched, too


class Ends(Point):
    """The two ends of a chord; a press moves the nearer one."""

    def default(self, lab: Any) -> tuple[float, ...]:
        left, right = lab.objective.domain[0]
        inset = 0.2 * (right - left)
        return tuple(float(f"{end:.3g}") for end in (left + inset, right - inset))

    def suit(self, lab: Any, control: Any) -> None:
        control.name_boxes(self.names)

    def at(self, lab: Any, where: Array) -> tuple[float, ...]:
        ends = list(lab.ends)
        nearer = int(np.abs(np.subtract(ends, where[0])).argmin())
        ends[nearer] = float(f"{np.clip(where[0], *lab.objective.domain[0]):.3g}")
        return tuple(ends)

    def bake(self, lab: Any, room: int) -> Baked:
        """Offer chords between some points of the graph."""
        left, right = lab.objective.domain[0]
        stops = [float(f"{end:.3g}") for end in np.linspace(left, right, STOPS)]
        a, b = lab.ends
        sides = [sorted({*stops[:-1], a}), sorted({*stops[1:], b})]
        return grid(dict(zip(self.names, sides, strict=True)))


class Verdict(Choice):
    """What is thought of a candidate; of another function it is not asked."""

    def suit(self, lab: Any, control: Any) -> None:
        control.layout.display = None if isinstance(lab.objective, Candidate) else "none"

    def bake(self, lab: Any, room: int) -> None:
        """Offer none: the reply is Python's."""


class ChordLab(Lab):
    """A lab for the question whether a function is convex, asked of one chord after another.

    A `Candidate` on its menu is to be judged: see `convexity_gallery`.

    Attributes
    ----------
    answers : dict
        The verdicts on the candidates seen so far, by their names; "" where there is none yet.
    holds : bool
        Whether the chord on screen is nowhere below the graph.

    Examples
    --------
    >>> lab = ChordLab("plateau", ends=(0, 3))
    >>> lab.holds
    False
    """

    objective = Menu(1)
    ends = Ends(
        names=("A at w", "B at w"), on="graph",
        doc="Where the chord begins and ends (unit of w); by default well inside the picture.",
    )  # fmt: skip
    answer = Verdict(
        ("", *VERDICTS), lambda lab: lab.answers.get(lab.objective.name, ""), renews=True,
        label="is it convex?", shown=False, doc='The verdict on the candidate on screen, or "".',
    )  # fmt: skip
    rows = ("objective ends", "answer", "reply")
    speed = 20
    answers = traitlets.Dict()  # of each lab's own

    def make_controls(self) -> dict[str, widgets.Widget]:
        return {"reply": widgets.HTML(layout=widgets.Layout(height="auto", width="auto"))}

    def axes(self) -> None:
        self.figure, (self.graph, self.gap) = subplots(
            1, 2, width=9.2, height=4.1, width_ratios=[1.35, 1]
        )

    def still(self) -> None:
        figures.curve(self.graph, self.objective, minimisers=False)
        low, high = self.graph.get_ylim()
        self.graph.set_ylim(low, high + 0.06 * (high - low))  # room for the letters
        self.touch = TOUCH * float(np.ptp(self.graph.get_ylim()))
        figures.title(self.graph, "A chord of the graph")
        worst, best = extreme_gaps(self.objective)
        least = 0.05 * (high - low)
        depth = max(-1.15 * worst, least) if worst < -self.touch else max(0.3 * best, least)
        height = max(min(1.15 * best, 5 * depth), least)
        self.gap.set(xlim=(0, 1), ylim=(-depth, height))
        self.gap.set(xlabel="$s$, from A to B", ylabel="chord minus graph")
        self.gap.axhspan(-depth, 0, color=colour(BAD), alpha=0.22, linewidth=0)
        self.gap.axhline(0, color=colour("quiet"), linewidth=1.5)
        self.gap.text(0.5, -0.82 * depth, "graph above the chord", ha="center", va="center")
        self.gap.xaxis.set_major_locator(MaxNLocator(4))
        self.gap.yaxis.set_major_locator(MaxNLocator(5))
        figures.title(self.gap, "The gap along the chord")

    @property
    def holds(self) -> bool:
        a, b = self.ends
        return bool((chord_gaps(self.objective, a, b, FINE)[2] >= -self.touch).all())

    def changed(self, names: frozenset[str]) -> None:
        candidate, reply = self.objective, self.controls["reply"]
        asked = [each for each in self.menu if isinstance(each, Candidate)]
        reply.layout.display = None if candidate in asked else "none"
        if candidate in asked:
            self.answers[candidate.name] = self.answer
            right = sum(self.answers.get(each.name) == each.verdict for each in asked)
            count = f" <b>{right} of {len(asked)} right so far.</b>" if self.answer else ""
            reply.value = (
                '<div role="status" aria-live="polite" style="line-height:1.5;max-width:56em;'
                f'color:{INK}">{html.escape(candidate.reply(self.answer))}{count}</div>'
            )

    def scene(self) -> Scene:
        a, b = self.ends
        points, chord, gaps = chord_gaps(self.objective, a, b, SHARES)
        if not (np.isfinite(chord).all() and np.isfinite(gaps).all()):
            raise NothingToSee("f has no value somewhere on this chord: choose other ends.")
        finding = self._finding()
        rows = zip(SHARES, points[:, 0], chord, gaps, strict=True)
        captions = [f"{self._comparison(*row)}\n{finding}" for row in rows]
        alt = f"A chord of {self.objective.name}. {finding}"
        return Scene(self._layers(points[:, 0], chord, gaps), captions, alt)

    def _layers(self, w: Array, chord: Array, gaps: Array) -> list[Layer]:
        """Return the chord, hatched where the graph is above it, and the point that moves."""
        on_chord, on_graph = np.column_stack([w, chord]), np.column_stack([w, chord - gaps])
        hatched = [hatching(self.objective, self.ends, self.touch)]
        bad = (gaps < -self.touch)[:, np.newaxis]
        trace = np.column_stack([SHARES, gaps])
        ends = on_chord[[0, -1]]
        above = np.add(ends, [0, 0.045 * np.ptp(self.graph.get_ylim())])
        return [
            Curve(self.graph, hatched, colour=BAD, width=2),
            Segment(self.graph, ends[:1], ends[1:], colour="second", width=2.5),
            Segment(self.graph, np.where(bad, np.nan, on_graph), on_chord, width=2.5),
            Segment(self.graph, np.where(bad, on_graph, np.nan), on_chord, colour="path", width=4),
            Marker(self.graph, on_graph, colour="curve", size=9),
            Marker(self.graph, on_chord, colour="second", shape="ring", size=10),
            # over the ring, which would make another mark of the end where it stops
            *(Marker(self.graph, [end], colour="second", size=14) for end in ends),
            *(
                Label(self.graph, [place], letter, colour="second", anchor="middle")
                for place, letter in zip(above, "AB", strict=True)
            ),
            Trail(self.gap, trace, colour="second", ahead=True, dots=False),
            Marker(self.gap, trace, colour="second", shape="ring", size=10),
        ]

    def _comparison(self, share: float, w: float, chord: float, gap: float) -> str:
        side = "below" if gap > 0 else "above"
        relation = f"the graph is {side} by {number(abs(gap))}"
        if abs(gap) <= self.touch:
            relation = "they touch"
        return (
            f"s = {number(share)}, w = {number(w)}:   chord {number(chord)}, "
            f"graph {number(chord - gap)}:   {relation}"
        )

    def _finding(self) -> str:
        a, b = self.ends
        if a == b:
            return "A and B are the same point: that is no chord yet. Pull one of them away."
        if self.holds:
            return (
                "No violation on this chord. Convex is the claim that there is none on any chord."
            )
        return (
            "On this chord the graph rises above it (hatched): f is not convex. One such is enough."
        )
