"""The fog hike: twelve steps downhill on what is felt underfoot, then the fog lifts.

The learner chooses every step; gradient descent, given the same start, the same number of steps
and no more to go by, walks beside them when the map is shown.
"""

from typing import Any

import ipywidgets as widgets
import numpy as np
import traitlets
from numpy.typing import NDArray

from gdteach.course.start import hike_drawn as picture
from gdteach.course.start import hike_told as captions
from gdteach.course.start.hike import STRIDE, Hike
from gdteach.course.start.hills import random_hills
from gdteach.figure import subplots
from gdteach.lab import Lab, Number, Scene, Switch, Whole, button
from gdteach.numerics.objective import Objective
from gdteach.numerics.trajectory import Trajectory

Array = NDArray[np.float64]
LAST_SEED = 9999  # so that a number read out in class is short
SHORTEST = 0.05  # a click nearer than this to one's own feet is no step


class FogHike(Lab):
    """A lab for the question how to get down when all you know is the ground underfoot.

    Attributes
    ----------
    score : float or None
        The share of the possible drop that you achieved, 0 to 100 percent; None in fog.
    trajectory : Trajectory
        Gradient descent's walk from the same start.

    Examples
    --------
    >>> lab = FogHike(seed=7)
    >>> while not lab.finished:
    ...     lab.walk(*(-0.1 * lab.slope))
    >>> bool(np.allclose(lab.path, lab.trajectory.iterates))
    True
    """

    seed = Whole(
        0, at_least=0, at_most=LAST_SEED, label="hill",
        doc="Which hills, 0 to 9999: a whole class can walk the same ones; another begins a hike.",
    )  # fmt: skip
    finished = Switch(
        redraws=True, shown=False,
        doc="Whether the fog has lifted: after 12 steps, or when you ask for it.",
    )  # fmt: skip
    direction = Number(
        0.0, at_least=-360, at_most=360, step=5, label="direction °", shown=False,
        doc="Of the step in the boxes, in degrees from the right, anticlockwise.",
    )  # fmt: skip
    length = Number(
        1.0, at_least=SHORTEST, at_most=STRIDE, step=0.1, shown=False,
        doc="Of the step in the boxes, in units of the map.",
    )  # fmt: skip
    rows = ("seed another again lift", "direction length walk")
    bakes = 0
    speed = 2
    score = traitlets.Float(None, allow_none=True, read_only=True)
    trajectory: Trajectory
    _hike: Hike
    _aim: Array | None

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.player.on_point(self.map, self._walk_there, drags=False)

    def make_controls(self) -> dict[str, widgets.Widget]:
        def another() -> None:
            self.seed = (self.seed + 1) % (LAST_SEED + 1)

        def walk() -> None:
            if not self.finished:
                self.walk(*self._step_in_the_boxes())

        return {
            "another": button("Another hill", another),
            "again": button("Start again", self.start_again),
            "lift": button("Lift the fog", self.lift_fog),
            "walk": button("Walk", walk),
        }

    # ------------------------------------------------------------------ what is felt

    @property
    def height(self) -> float:
        """The height f where you stand, in metres."""
        return float(self._hike.heights[-1])

    @property
    def slope(self) -> Array:
        """∇f where you stand, shape (2,), in percent: it points the steepest way *up*."""
        return np.array(self._hike.slopes[-1])

    @property
    def path(self) -> Array:
        """Where you have stood, shape (steps so far + 1, 2)."""
        return np.array(self._hike.path)

    # ------------------------------------------------------------------ what is done

    def walk(self, dx: float, dy: float) -> None:
        """Take one step, as seen from where you stand: at most 1.5 long, and on the map.

        Raises
        ------
        RuntimeError
            If the fog has lifted.
        """
        if self.finished:
            raise RuntimeError(
                "this hike is over, since its fog has lifted; start_again() or another seed "
                "begins a new one"
            )
        self._hike, self._aim = self._hike.step(dx, dy), None
        self._remark = captions.remark(self._hike, dx, dy)
        if self._hike.steps_left:
            self.show()
        else:
            self.lift_fog()

    def start_again(self) -> None:
        """Go back to the start of the same hill, in fog."""
        if self.finished:
            self.finished = False  # which begins again, and shows it
        else:
            self._begin(self._hike.ground)
            self.show()

    def lift_fog(self) -> None:
        """End the hike where you stand, and show the map and both walks."""
        self.finished = True

    def changed(self, names: frozenset[str]) -> None:
        if "seed" in names:
            self._begin(random_hills(self.seed))
            self.trajectory = self._hike.descent()
            if "finished" not in names:  # another hill lies in fog
                self.finished = False
        elif "finished" in names and not self.finished:
            self._begin(self._hike.ground)
        elif not self.finished:  # the step in the boxes is another
            self._aim, self._remark = self._step_in_the_boxes(), ""
        for name in ("direction", "length", "walk", "lift"):
            self.controls[name].disabled = self.finished
        self.set_trait("score", self._hike.score if self.finished else None)

    def _begin(self, ground: Objective) -> None:
        self._hike, self._aim, self._remark = Hike.begin(ground), None, ""

    def _step_in_the_boxes(self) -> Array:
        angle = np.radians(self.direction)
        return self.length * np.array([np.cos(angle), np.sin(angle)])

    def _walk_there(self, where: Array) -> None:
        step = where - self._hike.here
        if not self.finished and np.hypot(*step) >= SHORTEST:
            self.walk(*step)

    def shown_parameters(self) -> dict[str, Any]:
        shown = super().shown_parameters() | {"steps": len(self._hike.path) - 1}
        return shown if self.score is None else shown | {"score": f"{self.score:.1f}"}

    # ------------------------------------------------------------------ what is shown

    def axes(self) -> None:
        self.figure, (self.map, self.heights) = subplots(
            1, 2, width=9.2, height=4.0, width_ratios=[1.15, 1]
        )

    def still(self) -> None:
        picture.dress_heights(self.heights)
        if self.finished:
            picture.reveal(self.map, self.heights, self._hike.ground)
        else:
            picture.hide(self.map, self._hike.ground)

    def scene(self) -> Scene:
        axes, hike, run = (self.map, self.heights), self._hike, self.trajectory
        if self.finished:
            layers = picture.in_the_clear(axes, hike, run)
            lines = captions.in_the_clear(hike, run)
            alt = f"Two walks on a map of hill {self.seed}. {captions.verdict(hike, run)}"
        else:
            layers = picture.in_fog(axes, hike, self._aim)
            lines = captions.in_fog(hike, self._remark)
            alt = f"The map of hill {self.seed}, hidden by fog."
        return Scene(layers, lines, alt, step=len(lines) - 1)
