"""What every lab is: parameters with their controls above an animated figure.

A lab declares its parameters and says three things: its `axes`, what stands `still` on them, and
the `scene` its parameters ask for. This file does the rest.
"""

import pathlib
from time import perf_counter
from typing import Any, ClassVar

import ipywidgets as widgets
import numpy as np
from numpy.typing import NDArray

from gdteach.figure import saving
from gdteach.figure.animated_figure import AnimatedFigure
from gdteach.figure.stills import with_still
from gdteach.figure.style import current_style, style, subplots
from gdteach.lab import baking
from gdteach.lab.declared import documentation_of, signature_of
from gdteach.lab.scene import Scene, nothing_for
from gdteach.lab.wiring import Wired
from gdteach.numerics.catalogue import Objective

PATIENCE = 0.5  # seconds; where the last scene took longer, the next is announced


class Lab(Wired):
    """Controls and an animated figure, declared: the way to build a lab of your own.

    A subclass names its parameters (`Menu`, `LearningRate`, `Point`, `Number`, …) and overrides
    `axes`, `still` and `scene`. Each parameter is a trait, a control and an argument of the
    constructor, and all three say the same.

    Parameters
    ----------
    *objectives : Objective or str
        The menu, if the lab has one.
    **given
        The parameters, by name.

    Attributes
    ----------
    rows : tuple of str
        Names of the parameters whose controls stand beside each other, row by row. One that is
        not named has no control. By default each has a row of its own.
    bakes : int
        How many runs a page without Python has for each parameter, at most; none where one move
        builds on the last, as in a game.
    still_at_end : bool
        Whether the picture that is stored shows the last step, or the one on screen.
    speed : float
        Steps per second when it is played; more if a run would else take too long.
    spread : bool
        Whether its scenes hold only some steps of a run, spread over it: few enough to be played.
    player : AnimatedFigure
        ``lab.player.step`` is the step on screen.
    controls : dict
        The controls, by the names of the parameters.
    menu : list of Objective
        What the menu offers.

    Examples
    --------
    >>> from gdteach.figure.layers import Marker
    >>> from gdteach.lab.parameters import LearningRate
    >>> class Hop(Lab):
    ...     "A lab for the question where one step on f(w) = w² ends."
    ...     learning_rate = LearningRate(0.1)
    ...     def still(self):
    ...         self.map.set(xlim=(-1.2, 1.2), ylim=(-1, 1), xlabel="w")
    ...     def scene(self):
    ...         return Scene([Marker(self.map, [[1, 0], [1 - self.learning_rate * 2, 0]])])
    >>> lab = Hop(learning_rate=0.5)
    >>> lab, lab.player
    (Hop(learning_rate=0.5), AnimatedFigure(marker, step 0 of 1))
    """

    rows: ClassVar[tuple[str, ...] | None] = None
    bakes: ClassVar[int] = 60
    still_at_end: ClassVar[bool] = True
    speed: ClassVar[float] = 5.0
    spread: ClassVar[bool] = False
    _took = 0.0  # seconds, to work out the last scene

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls.__signature__ = signature_of(cls)
        cls.__doc__ = documentation_of(cls)

    def __init__(self, *objectives: Objective | str, **given: Any) -> None:
        self._take(objectives, given)
        with style():
            self.axes()
        rows = self._parameters if self.rows is None else self.rows
        card = self._make_controls([row.split() for row in rows])
        self.changed(frozenset(self._parameters))
        self._draw()
        self.player = AnimatedFigure(self.figure, speed=self._pace())
        super().__init__([card, self.player])
        self.add_class("gdteach-lab")
        self.add_class(f"gdteach-{current_style()}")  # the stylesheet enlarges a lecture's controls
        self._suit()
        self.show()
        self._listen()

    # ------------------------------------------------------------------ what a lab says

    def axes(self) -> None:
        """Make the figure and its axes, once: ``self.figure``, and names of your own."""
        self.figure, self.map = subplots()

    def still(self) -> None:
        """Draw what does not move, on cleared axes."""

    def scene(self) -> Scene:
        """Return what moves, for the parameters as they are; may raise `NothingToSee`."""
        return Scene([])

    # ------------------------------------------------------------------ what a lab may override

    def make_controls(self) -> dict[str, widgets.Widget]:
        """Return further controls by names that may stand in `rows`: buttons, replies."""
        return {}

    def changed(self, names: frozenset[str]) -> None:
        """Do what a change of parameters entails before it is shown; also once, when it is made."""

    def turned(self, name: str, value: Any) -> None:
        """Take over what a hand has turned a control to; a cell sets the trait itself."""
        setattr(self, name, value)

    def pressed(self, name: str, where: NDArray[np.float64]) -> None:
        """Take over a press on the axes of a parameter, in data coordinates."""
        self.turned(name, self._parameters[name].at(self, where))

    @property
    def still_step(self) -> int | None:
        """The step that the still picture shows, None for the last."""
        return None if self.still_at_end else self.player.step

    def shown_parameters(self) -> dict[str, Any]:
        """Return the parameters that describe the lab in a line."""
        shown = [(name, each) for name, each in self._parameters.items() if each.shown]
        return {name: each.words(getattr(self, name)) for name, each in shown}

    # ------------------------------------------------------------------ what a lab may ask for

    def show(self, scene: Scene | None = None) -> None:
        """Show the scene for the parameters as they are, in one message to the browser.

        ``with lab.together():`` shows several changes as one, at its end.
        """
        self.player.working = self._took > PATIENCE
        before = perf_counter()
        with np.errstate(all="ignore"):  # overflow is an outcome here, and has its caption
            try:
                scene = self.scene() if scene is None else scene
            except Exception as error:
                scene = nothing_for(error)
        self._took = perf_counter() - before
        steps = [self._place(name) for name, each in self._parameters.items() if each.played]
        step = next((step for step in steps if step is not None), scene.step)
        with self._deaf():
            self.player.show(
                scene.layers, captions=scene.captions, alt=scene.alt,
                step=step if scene.layers else scene.step, steps=scene.steps,
            )  # fmt: skip

    def page(self) -> dict[str, Any]:
        """Return what a page needs to play the lab without Python, as plain JSON."""
        return baking.record_of(self)

    def save(self, path: str | pathlib.Path, *, step: int | None = None) -> pathlib.Path:
        """Return the path of the file written: a picture, a film, or a page that plays.

        The page's controls turn, one at a time, among values whose runs are worked out now, which
        takes a few seconds. All else is as in `AnimatedFigure.save`.
        """
        return saving.save(self.player, path, step=step, record=self.page)

    def close(self) -> None:
        """Close the lab with its controls and its figure."""
        open_ones: list[Any] = [self]
        while open_ones:
            widget = open_ones.pop()
            # ipywidgets forgets neither layouts nor styles of what is closed
            parts = [getattr(widget, name, None) for name in ("layout", "style")]
            open_ones += [*getattr(widget, "children", ()), *filter(None, parts)]
            super().close() if widget is self else widget.close()

    # ------------------------------------------------------------------ what is stored

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Return the widget, and beside it the still picture for readers without a kernel."""
        return with_still(super()._repr_mimebundle_(**kwargs), self.player, self.still_step)

    def __repr__(self) -> str:
        """Return the lab's parameters, without an address, so that stored outputs compare."""
        parameters = ", ".join(f"{name}={value}" for name, value in self.shown_parameters().items())
        return f"{type(self).__name__}({parameters})"
