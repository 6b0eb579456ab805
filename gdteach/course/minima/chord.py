"""The chord lab: drag two points of a graph, and look for a chord with the graph above it.

With candidates of the gallery it asks for a verdict, too, and replies to it.
"""

from __future__ import annotations

import html
from typing import Any

import ipywidgets as widgets
import numpy as np
import traitlets
from numpy.typing import ArrayLike, NDArray

from gdteach.course.minima.chord_picture import SHARES, ChordPicture
from gdteach.course.minima.gallery import VERDICTS, Candidate
from gdteach.figure.animated_figure import AnimatedFigure
from gdteach.figure.checked import Checked
from gdteach.lab.point_control import PointControl
from gdteach.lab.sizes import LABEL_WIDTH, px
from gdteach.lab.unmoved import Lab
from gdteach.numerics.arguments import instance, one_of, point, wrong
from gdteach.numerics.catalogue import OBJECTIVES, Objective, get_objective
from gdteach.numerics.convexity import chord_gaps
from gdteach.numerics.wording import number

UNDECIDED = ""
FINE = np.linspace(0, 1, 241)  # where the graph is compared with the chord


class ChordLab(Lab):
    """A lab for the question whether a function is convex, asked of one chord after another.

    Parameters
    ----------
    *objectives : Objective, Candidate or str
        The menu, in one dimension each; a string names one of the catalogue. A `Candidate` is to
        be judged: see `convexity_gallery`.
    ends : sequence of two floats, optional
        Where the chord begins and ends (unit of w).

    Attributes
    ----------
    objective : Objective
    ends : tuple of two floats
    answer : str
        The verdict on the function on screen, one of ``gdteach.VERDICTS`` or "". Each does what
        its control does when set from a cell.
    answers : dict
        The verdicts given so far, by the functions' names.
    holds : bool
        Whether the chord on screen is nowhere below the graph.

    Examples
    --------
    >>> lab = ChordLab("plateau", ends=(0, 3))
    >>> lab.holds
    False
    """

    objective = Checked(None, lambda lab, objective: lab._known(objective))
    ends = Checked((), lambda _, ends: tuple(point("ends", ends, 2).tolist()))
    answer = Checked(
        UNDECIDED, lambda _, verdict: one_of("answer", verdict, (*VERDICTS, UNDECIDED))
    )

    def __init__(
        self, *objectives: Objective | Candidate | str, ends: ArrayLike | None = None
    ) -> None:
        if not objectives:
            raise ValueError("objectives must hold at least one objective, got none")
        self._quiet = True
        self._menu: list[Objective] = []
        self._named: dict[str, Objective] = {}
        self._candidates: dict[Objective, Candidate] = {}
        self.answers: dict[str, str] = {}
        self._choice = widgets.Dropdown(
            description="function", style={"description_width": px(64)},
            layout=widgets.Layout(width=px(300)),
        )  # fmt: skip
        self._where = PointControl(("A at w", "B at w"))
        self._verdict = widgets.Dropdown(
            options=[("choose …", UNDECIDED), *((verdict, verdict) for verdict in VERDICTS)],
            description="is it convex?", style={"description_width": px(LABEL_WIDTH - 30)},
            layout=widgets.Layout(width=px(310)),
        )  # fmt: skip
        self._reply = widgets.HTML(layout=widgets.Layout(height="auto", width="auto"))
        self._picture = ChordPicture()
        for objective in objectives:
            self._menu.append(self._known(objective))
        first = self._menu[0]
        self._picture.dress(first)
        wrap = widgets.Layout(flex_flow="row wrap", align_items="center", overflow="visible")
        row = widgets.HBox([self._choice, self._where], layout=wrap)
        self._judging = widgets.VBox([self._verdict, self._reply])
        super().__init__([row, self._judging], AnimatedFigure(self._picture.figure, speed=20))
        self.player.on_point(self._picture.graph, self._pointed)
        self._choice.observe(self._chosen, "value")
        self._where.observe(self._typed, "value")
        self._verdict.observe(self._judged, "value")
        self.objective = first
        if ends is not None:
            self.ends = ends
        self._quiet = False
        self._show()

    # ------------------------------------------------------------------ parameters

    def _known(self, value: object) -> Objective:
        """Return an objective that has a graph; a name stands for the same one every time."""
        if isinstance(value, Candidate):
            self._candidates[value.objective] = value
            value = value.objective
        if isinstance(value, str):
            name = one_of("objective", value, OBJECTIVES)
            value = self._named.setdefault(name, get_objective(name))
        remedy = "make one of your function with as_objective"
        objective: Objective = instance("objective", value, Objective, remedy)
        if objective.dimension != 1:
            raise ValueError(wrong("objective", "of 1 dimension", objective))
        return objective

    @traitlets.observe("objective")
    def _objective_changed(self, change: dict[str, Any]) -> None:
        objective = change["new"]
        if objective not in self._menu:
            self._menu.append(objective)
        quiet, self._quiet = self._quiet, True
        self._choice.options = [(known.name, known) for known in self._menu]
        self._choice.value = objective
        self._choice.layout.display = None if len(self._menu) > 1 else "none"
        left, right = objective.domain[0]
        inset = 0.2 * (right - left)
        self.ends = [float(f"{end:.3g}") for end in (left + inset, right - inset)]
        self._judging.layout.display = None if objective in self._candidates else "none"
        self.answer = self.answers.get(objective.name, UNDECIDED)
        self._verdict.value = self.answer
        self._quiet = quiet
        self._say()
        if not quiet:
            self._picture.dress(objective)
            with self.player.hold_sync():
                self.player.redraw()
                self._show()

    @traitlets.observe("ends")
    def _ends_changed(self, change: dict[str, Any]) -> None:
        self._where.value = change["new"]
        self._show()

    @traitlets.observe("answer")
    def _answer_changed(self, change: dict[str, Any]) -> None:
        if not self._quiet and self.objective in self._candidates:
            self.answers[self.objective.name] = change["new"]
            self._verdict.value = change["new"]
            self._say()

    def _chosen(self, change: dict[str, Any]) -> None:
        if not self._quiet:
            self.objective = change["new"]

    def _typed(self, change: dict[str, Any]) -> None:
        if not self._quiet:
            self.ends = change["new"]

    def _judged(self, change: dict[str, Any]) -> None:
        if not self._quiet:
            self.answer = change["new"]

    def _pointed(self, where: NDArray[np.float64]) -> None:
        """Move the nearer end to where a hand presses, to three digits, as it is read."""
        left, right = self.objective.domain[0]
        ends = list(self.ends)
        nearer = int(np.argmin(np.abs(np.array(ends) - where[0])))
        ends[nearer] = float(f"{min(max(where[0], left), right):.3g}")
        self.ends = ends

    def shown_parameters(self) -> dict[str, Any]:
        """Return the parameters that describe the lab in a line."""
        return {
            "objective": self.objective.name.replace(":  ", " "),
            "ends": f"({self.ends[0]:.3g}, {self.ends[1]:.3g})",
        }

    # ------------------------------------------------------------------ what is shown

    @property
    def holds(self) -> bool:
        """Whether the chord on screen is nowhere below the graph."""
        a, b = self.ends
        _, _, gaps = chord_gaps(self.objective, a, b, FINE)
        return bool((gaps >= -self._picture.touch).all())

    def _show(self) -> None:
        if self._quiet:
            return
        a, b = self.ends
        points, chord, gaps = chord_gaps(self.objective, a, b, SHARES)
        if not (np.isfinite(chord).all() and np.isfinite(gaps).all()):
            reason = "f has no value somewhere on this chord: choose other ends."
            self.player.show([], captions=[reason], alt=reason)
            return
        verdict = self._finding()
        rows = zip(SHARES, points[:, 0], chord, gaps, strict=True)
        captions = [f"{self._comparison(*row)}\n{verdict}" for row in rows]
        alt = f"A chord of {self.objective.name}. {verdict}"
        self.player.show(self._picture.layers(a, b), captions=captions, alt=alt)

    def _comparison(self, share: float, w: float, chord: float, gap: float) -> str:
        graph = chord - gap
        if abs(gap) <= self._picture.touch:
            relation = "they touch"
        else:
            side = "below" if gap > 0 else "above"
            relation = f"the graph is {side} by {number(abs(gap))}"
        return (
            f"s = {number(share)}, w = {number(w)}:   chord {number(chord)}, "
            f"graph {number(graph)}:   {relation}"
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

    def _say(self) -> None:
        """Reply to the verdict, and count the right ones."""
        candidate = self._candidates.get(self.objective)
        if candidate is None or not self.answer:
            reply = (
                "" if candidate is None else "Look for a chord that speaks against it, then judge."
            )
            self._reply.value = _status(reply)
            return
        judged = [
            each for each in self._candidates.values() if self.answers.get(each.objective.name)
        ]
        right = sum(self.answers[each.objective.name] == each.verdict for each in judged)
        word = "Right" if self.answer == candidate.verdict else "Not this one"
        count = f"{right} of {len(self._candidates)} right so far."
        self._reply.value = _status(f"{word}. {candidate.replies[self.answer]}", count)


def _status(reply: str, count: str = "") -> str:
    """Return a reply as a polite live region, in the theme's own ink."""
    tail = f" <b>{html.escape(count)}</b>" if count else ""
    return (
        '<div role="status" aria-live="polite" style="line-height:1.5;max-width:56em;'
        f'color:var(--jp-ui-font-color1, #1a1a1a)">{html.escape(reply)}{tail}</div>'
    )
