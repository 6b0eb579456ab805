"""What the labs of one run share: a function, a start, a learning rate, and the run they make."""

from __future__ import annotations

from typing import Any, Protocol

import ipywidgets as widgets
import traitlets
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike, NDArray

from gdteach.figure.animated_figure import AnimatedFigure
from gdteach.figure.captions import update_captions
from gdteach.figure.checked import Checked
from gdteach.figure.sampling import value_range
from gdteach.lab.learning_rate import LearningRateControl, checked_rate
from gdteach.lab.sizes import LABEL_WIDTH, px
from gdteach.lab.unmoved import Lab
from gdteach.numerics.arguments import instance, one_of, point, whole_number, wrong
from gdteach.numerics.catalogue import OBJECTIVES, Objective, get_objective
from gdteach.numerics.descent import descend
from gdteach.numerics.methods import GradientDescent
from gdteach.numerics.trajectory import Stopping, Trajectory
from gdteach.numerics.wording import number, vector


class RunPicture(Protocol):
    """A figure for runs: its still part for an objective.

    It also has `layers`, which returns what moves, from whatever `_show` hands it.
    """

    figure: Figure
    map: Axes | None  # where a press sets the start
    max_steps: int

    def dress(self, objective: Objective) -> None:
        """Draw the still part."""


class RunLab(Lab):
    """A lab that shows one run; a subclass says how it looks.

    A subclass gives a picture (`_make_picture`), may put controls of its own between the common
    ones and the figure (`_more_controls`), and may say other things about a run (`_show`).

    Parameters
    ----------
    *objectives : Objective or str
        The menu, in one or two dimensions each; a string names one of the catalogue.
    learning_rate : float
        η ≥ 0, dimensionless here.
    start : float or sequence of float, optional
        w₀; the objective's own start by default.
    max_steps : int
        Steps in a run.
    """

    learning_rate = Checked(0.1, lambda _, rate: checked_rate(rate))
    start = Checked((), lambda lab, start: lab._checked_start(start))
    objective = Checked(None, lambda lab, objective: lab._known(objective))
    max_steps = Checked(40, lambda _, steps: whole_number("max_steps", steps, at_least=1))

    def __init__(
        self,
        *objectives: Objective | str,
        learning_rate: float = 0.1,
        start: float | tuple[float, ...] | None = None,
        max_steps: int = 40,
    ) -> None:
        if not objectives:
            raise ValueError("objectives must hold at least one objective, got none")
        self._quiet = True
        self._run_shown: Trajectory | None = None
        self._menu: list[Objective] = []
        self._named: dict[str, Objective] = {}
        for objective in objectives:
            self._menu.append(self._known(objective))
        first = self._menu[0]
        # all that may be wrong, before a picture is drawn
        whole_number("max_steps", max_steps, at_least=1)
        checked_rate(learning_rate)
        w = first.start if start is None else point("start", start, first.dimension)
        self._control = LearningRateControl()
        self._choice = widgets.Dropdown(
            description="function", style={"description_width": px(LABEL_WIDTH)},
            layout=widgets.Layout(width=px(360)),
        )  # fmt: skip
        self._boxes = [_coordinate_box(), _coordinate_box()]
        self._picture: Any = self._make_picture(max_steps)
        row = widgets.HBox(
            [self._choice, *self._boxes], layout=widgets.Layout(flex_flow="row wrap")
        )
        controls = [row, self._control, *self._more_controls()]
        self._picture.dress(first)
        super().__init__(controls, AnimatedFigure(self._picture.figure))
        if self._picture.map is not None:
            self.player.on_point(self._picture.map, self._pointed)
        self._choice.observe(self._chosen, "value")
        self._control.observe(self._turned, "value")
        for box in self._boxes:
            box.observe(self._typed, "value")
        self.objective = first
        self.learning_rate = learning_rate
        self.max_steps = max_steps
        self.start = w
        self._control.suit(first)
        self._quiet = False
        self._run()

    # ------------------------------------------------------------------ what a subclass says

    def _make_picture(self, max_steps: int) -> RunPicture:
        raise NotImplementedError

    def _more_controls(self) -> list[widgets.Widget]:
        return []

    # ------------------------------------------------------------------ parameters

    def _known(self, objective: object) -> Objective:
        """Return an objective that can be drawn; a name stands for the same one every time."""
        if isinstance(objective, str):
            name = one_of("objective", objective, OBJECTIVES)
            objective = self._named.setdefault(name, get_objective(name))
        remedy = "make one of your function with as_objective"
        found: Objective = instance("objective", objective, Objective, remedy)
        if found.dimension > 2:
            raise ValueError(wrong("objective", "of 1 or 2 dimensions, to be drawn", found))
        if found not in self._menu:
            value_range(found)
        return found

    def _checked_start(self, start: ArrayLike) -> tuple[float, ...]:
        return tuple(point("start", start, self.objective.dimension).tolist())

    @traitlets.observe("objective")
    def _objective_changed(self, change: dict[str, Any]) -> None:
        objective = change["new"]
        if objective not in self._menu:
            self._menu.append(objective)
        quiet, self._quiet = self._quiet, True
        self._choice.options = list(zip(self._entries(), self._menu, strict=True))
        self._choice.value = objective
        alone = len(self._menu) == 1
        self._choice.layout.display = "none" if alone else None
        self._boxes[0].style.description_width = px(LABEL_WIDTH) if alone else px(52)
        self._boxes[0].layout.width = px(LABEL_WIDTH + 98) if alone else px(150)
        self._boxes[1].layout.display = None if objective.dimension == 2 else "none"
        names = ("start x", "start y") if objective.dimension == 2 else ("start w", "")
        for box, name in zip(self._boxes, names, strict=True):
            box.description = name
        self.start = tuple(objective.start.tolist())
        self._control.suit(objective)
        self._quiet = quiet
        self._draw()

    def _entries(self) -> list[str]:
        """Return what the menu calls its objectives; namesakes are numbered."""
        names = [objective.name for objective in self._menu]
        return [
            name if names.count(name) == 1 else f"{name} {names[: i + 1].count(name)}"
            for i, name in enumerate(names)
        ]

    @traitlets.observe("max_steps")
    def _max_steps_changed(self, change: dict[str, Any]) -> None:
        self._picture.max_steps = change["new"]
        self._draw()

    @traitlets.observe("start")
    def _start_changed(self, _: dict[str, Any]) -> None:
        quiet, self._quiet = self._quiet, True
        for box, value in zip(self._boxes, self.start, strict=False):
            box.value = value
        self._quiet = quiet
        self._run()

    @traitlets.observe("learning_rate")
    def _rate_changed(self, change: dict[str, Any]) -> None:
        self._control.value = change["new"]
        self._run()

    def _turned(self, change: dict[str, Any]) -> None:
        self.learning_rate = change["new"]

    def _chosen(self, change: dict[str, Any]) -> None:
        if not self._quiet:
            self.objective = change["new"]

    def _typed(self, _: dict[str, Any]) -> None:
        if not self._quiet:
            self.start = tuple(box.value for box in self._boxes[: self.objective.dimension])

    def _pointed(self, where: NDArray[Any]) -> None:
        self.start = tuple(float(f"{value:.3g}") for value in where[: self.objective.dimension])

    def shown_parameters(self) -> dict[str, Any]:
        """Return the parameters that describe the lab in a line."""
        return {
            "objective": self.objective.name,
            "learning_rate": f"{self.learning_rate:g}",
            "start": vector(self.start).replace("−", "-"),
            "max_steps": self.max_steps,
        }

    # ------------------------------------------------------------------ the run

    @property
    def trajectory(self) -> Trajectory | None:
        """The run on screen; None where f has no value at the start."""
        return self._run_shown

    def _draw(self) -> None:
        """Draw the still part again, and the run on it, in one message to the browser."""
        if self._quiet:
            return
        self._picture.dress(self.objective)
        with self.player.hold_sync():
            self.player.redraw()
            self._run()

    def _run(self) -> None:
        """Descend with the parameters as they are, and show the run."""
        if self._quiet:
            return
        method = GradientDescent(self.learning_rate)
        try:
            run = descend(self.objective, self.start, method, Stopping(max_steps=self.max_steps))
        except ValueError as error:  # f has no value at this start
            self._run_shown = None
            reason = f"No descent from here: {error}"
            self.player.show([], captions=[reason], alt=reason)
            return
        self._run_shown = run
        self._show(run)

    def _show(self, run: Trajectory) -> None:
        """Put a run on screen."""
        captions = update_captions(run, self.learning_rate)
        layers = self._picture.layers(run, self.learning_rate)
        self.player.show(layers, captions=captions, alt=self._finding(run))

    def _finding(self, run: Trajectory) -> str:
        return (
            f"Gradient descent on {self.objective.name}, "
            f"learning rate {number(self.learning_rate)}, from {vector(self.start)}: "
            f"after {run.n_steps} steps at {vector(run.iterates[-1])}."
        )


def _coordinate_box() -> widgets.FloatText:
    return widgets.FloatText(
        step=0.1, style={"description_width": px(52)}, layout=widgets.Layout(width=px(150))
    )
