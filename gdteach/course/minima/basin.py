"""The basin lab: every start of the map, coloured by where it ends, while the learning rate moves.

A coarse map follows the hand, a fine one comes when it rests. A press on the map plays the path
from there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ipywidgets as widgets
import numpy as np
import traitlets
from numpy.typing import NDArray

from gdteach.course.minima.basin_picture import BasinPicture
from gdteach.course.minima.fate_look import fate_sentence, shares_listed
from gdteach.course.minima.rest import AfterRest
from gdteach.figure.animated_figure import AnimatedFigure
from gdteach.figure.checked import Checked
from gdteach.lab.learning_rate import LearningRateControl, checked_rate
from gdteach.lab.point_control import PointControl
from gdteach.lab.sizes import LABEL_WIDTH, px
from gdteach.lab.unmoved import Lab
from gdteach.numerics.arguments import instance, one_of, point, whole_number, wrong
from gdteach.numerics.basins import MAX_STEPS, BasinMap, basin_bands, basin_map
from gdteach.numerics.catalogue import OBJECTIVES, Objective, get_objective
from gdteach.numerics.descent import descend
from gdteach.numerics.methods import GradientDescent
from gdteach.numerics.trajectory import Stopping, Trajectory
from gdteach.numerics.valleys import Valleys
from gdteach.numerics.wording import number, subscript, vector

COARSE_STEPS = 600  # of a coarse map: with any more it could not follow the hand
PATH = 60  # steps of the path that is played


class BasinLab(Lab):
    """A lab for the question which start ends in which minimum, with this learning rate.

    Parameters
    ----------
    *objectives : Objective or str
        The menu, in two dimensions each; a string names one of the catalogue. Minimisers that an
        objective does not know are looked for. A function of your own, made with `as_objective`,
        is asked for one point at a time: give it few ``points``.
    learning_rate : float
        η ≥ 0, dimensionless here.
    start : sequence of two floats, optional
        Where the path begins; the objective's own start by default.
    points : int
        Starts along each side of the map.
    coarse : int
        The same while the hand moves.

    Attributes
    ----------
    objective : Objective
    learning_rate : float
    start : tuple of float
        Each does what its control does when set from a cell.
    basins : BasinMap
        The fine map, with the share of every fate.
    trajectory : Trajectory or None
        The path on screen; None where f has no value at the start.

    Examples
    --------
    >>> lab = BasinLab("himmelblau", learning_rate=0.015, points=60)
    >>> print(f"{lab.basins.share(2):.3f} of the starts end in the third valley")
    0.000 of the starts end in the third valley
    """

    objective = Checked(None, lambda lab, objective: lab._known(objective))
    learning_rate = Checked(0.01, lambda _, rate: checked_rate(rate))
    start = Checked((), lambda _, start: tuple(point("start", start, 2).tolist()))
    trajectory: Trajectory | None

    def __init__(
        self,
        *objectives: Objective | str,
        learning_rate: float = 0.005,
        start: tuple[float, ...] | None = None,
        points: int = 400,
        coarse: int = 100,
    ) -> None:
        if not objectives:
            raise ValueError("objectives must hold at least one objective, got none")
        self.points = whole_number("points", points, at_least=10)
        self.coarse = min(whole_number("coarse", coarse, at_least=10), self.points)
        self._quiet = True
        self._valleys: dict[Objective, Valleys] = {}
        self._named: dict[str, Objective] = {}
        self._shown: BasinMap | None = None
        self._by_hand = False
        self.trajectory = None
        self._choice = widgets.Dropdown(
            description="function", style={"description_width": px(LABEL_WIDTH)},
            layout=widgets.Layout(width=px(360)),
        )  # fmt: skip
        self._where = PointControl(("start x", "start y"))
        self._control = LearningRateControl()
        self._picture = BasinPicture()
        menu = [self._known(objective) for objective in objectives]
        self._picture.dress(self._valleys[menu[0]])
        row = widgets.HBox([self._choice, self._where], layout=widgets.Layout(flex_flow="row wrap"))
        super().__init__([row, self._control], AnimatedFigure(self._picture.figure, speed=10))
        self._refine = AfterRest(self._fine_bands)
        self._replay = AfterRest(self._play_path)
        self.player.on_point(self._picture.map, self._pointed)
        self._choice.observe(self._chosen, "value")
        self._where.observe(self._typed, "value")
        self._control.observe(self._turned, "value")
        self.objective, self.learning_rate = menu[0], learning_rate
        if start is not None:
            self.start = start
        self._control.value = self.learning_rate  # no event told it, if that is the default
        self._quiet = False
        self._map_anew()

    # ------------------------------------------------------------------ parameters

    def _known(self, objective: object) -> Objective:
        """Return an objective whose valleys are known from now on; a name stands for one."""
        if isinstance(objective, str):
            name = one_of("objective", objective, OBJECTIVES)
            objective = self._named.setdefault(name, get_objective(name))
        remedy = "make one of your function with as_objective"
        found: Objective = instance("objective", objective, Objective, remedy)
        if found.dimension != 2:
            raise ValueError(wrong("objective", "of 2 dimensions, to be drawn as a map", found))
        if found not in self._valleys:
            self._valleys[found] = Valleys(found)
        return found

    @traitlets.observe("objective")
    def _objective_changed(self, change: dict[str, Any]) -> None:
        objective = change["new"]
        quiet, self._quiet = self._quiet, True
        self._choice.options = [(known.name, known) for known in self._valleys]
        self._choice.value = objective
        self._choice.layout.display = None if len(self._valleys) > 1 else "none"
        for box, name in zip(self._where.boxes, objective.coordinates, strict=True):
            box.description = f"start {name}"
        self.start = objective.start
        self._control.suit(objective)
        self._quiet = quiet
        if not quiet:
            self._picture.dress(self._valleys[objective])
            with self.player.hold_sync():
                self.player.redraw()
                self._map_anew()

    @traitlets.observe("start")
    def _start_changed(self, change: dict[str, Any]) -> None:
        self._where.value = change["new"]
        self._show()

    @traitlets.observe("learning_rate")
    def _rate_changed(self, change: dict[str, Any]) -> None:
        by_hand, self._by_hand = self._by_hand, False
        self._control.value = change["new"]
        if self._quiet:
            return
        if not by_hand:
            self._map_anew()
            return
        self._shown = basin_map(
            self._valleys[self.objective], self.learning_rate,
            points=self.coarse, max_steps=COARSE_STEPS,
        )  # fmt: skip
        self._show()
        self._refine.moved()

    def _turned(self, change: dict[str, Any]) -> None:
        self._by_hand = self.learning_rate != change["new"]
        self.learning_rate = change["new"]

    def _chosen(self, change: dict[str, Any]) -> None:
        if not self._quiet:
            self.objective = change["new"]

    def _typed(self, change: dict[str, Any]) -> None:
        if not self._quiet:
            self.start = change["new"]

    def _pointed(self, where: NDArray[np.float64]) -> None:
        """Begin where a hand presses, and play from there when it rests."""
        self.player.pause()
        self.player.step = 0
        self.start = [float(f"{value:.3g}") for value in where]
        self._replay.moved()

    def _play_path(self) -> Iterator[None]:
        if self.player.n_steps:
            self.player.play()
        yield

    def shown_parameters(self) -> dict[str, Any]:
        """Return the parameters that describe the lab in a line."""
        return {
            "objective": self.objective.name,
            "learning_rate": f"{self.learning_rate:g}",
            "start": vector(self.start).replace("−", "-"),
            "points": self.points,
        }

    # ------------------------------------------------------------------ the map

    @property
    def basins(self) -> BasinMap:
        """The fine map for the parameters as they are."""
        if self._shown is None or self._shown.fates.shape[0] < self.points:
            self._map_anew()
        assert self._shown is not None
        return self._shown

    def _map_anew(self) -> None:
        """Draw the fine map at once."""
        self._refine.cancel()
        for _ in self._fine_bands():
            pass

    def _fine_bands(self) -> Iterator[None]:
        """Yield between the bands of the fine map, and show it after the last one."""
        valleys, rate = self._valleys[self.objective], self.learning_rate
        for found in basin_bands(valleys, rate, points=self.points, max_steps=MAX_STEPS):
            if found is not None:
                self._shown = found
                self._show()
            yield

    def _show(self) -> None:
        """Show the map there is, with the path from the start."""
        if self._quiet or self._shown is None:
            return
        method, stopping = GradientDescent(self.learning_rate), Stopping(PATH)
        try:
            self.trajectory = descend(self.objective, self.start, method, stopping)
            captions = self._captions(self.trajectory)
        except ValueError as error:  # f has no value at this start
            self.trajectory = None
            captions = [f"No descent from here: {error}"]
        layers = self._picture.layers(self._shown, self.trajectory)
        self.player.show(layers, captions=captions, alt=self._finding())

    def _captions(self, run: Trajectory) -> list[str]:
        end = fate_sentence(self._valleys[self.objective], run, self.learning_rate)
        return [
            f"w{subscript(t)} = {vector(w)}   f = {number(value)}\n{end}"
            for t, (w, value) in enumerate(zip(run.iterates, run.values, strict=True))
        ]

    def _finding(self) -> str:
        assert self._shown is not None
        return (
            f"Where the starts of a map of {self.objective.name} end with learning rate "
            f"{number(self.learning_rate)}: {shares_listed(self._shown)}."
        )
