"""The fog hike: twelve steps downhill on what is felt underfoot, then the fog lifts.

The learner chooses every step; gradient descent, given the same start, the same number of steps
and no more to go by, walks beside them when the map is shown.
"""

from __future__ import annotations

import math
from typing import Any

import ipywidgets as widgets
import numpy as np
import traitlets
from numpy.typing import NDArray

from gdteach.course.start import fog_hike_captions as captions
from gdteach.course.start.fog_hike_picture import FogHikePicture
from gdteach.course.start.hike import STRIDE, Hike
from gdteach.course.start.hills import random_hills
from gdteach.figure.animated_figure import AnimatedFigure
from gdteach.figure.checked import Checked
from gdteach.lab.sizes import px
from gdteach.lab.unmoved import Lab
from gdteach.numerics.arguments import whole_number, wrong
from gdteach.numerics.trajectory import Trajectory

LAST_SEED = 9999  # so that a number read out in class is short
SHORTEST = 0.05  # a click nearer than this to one's own feet is no step


def _seed(value: object) -> int:
    seed = whole_number("seed", value)
    if seed > LAST_SEED:
        raise ValueError(wrong("seed", f"at most {LAST_SEED}", value))
    return seed


class FogHike(Lab):
    """A lab for the question how to get down when all you know is the ground underfoot.

    Parameters
    ----------
    seed : int
        Which hills, 0 to 9999: a whole class can walk the same ones.

    Attributes
    ----------
    seed : int
        Setting it begins another hike, as its control does.
    height : float
        f where you stand, in metres.
    slope : array, shape (2,)
        ∇f where you stand, in percent: it points the steepest way *up*.
    path : array, shape (steps so far + 1, 2)
        Where you have stood.
    finished : bool
        Whether the fog has lifted: after 12 steps, or when you ask for it.
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

    seed = Checked(0, lambda self, value: _seed(value))
    finished = traitlets.Bool(False, read_only=True)
    score = traitlets.Float(None, allow_none=True, read_only=True)
    trajectory: Trajectory

    def __init__(self, seed: int = 0) -> None:
        self._hike = Hike.begin(random_hills(_seed(seed)))
        self._aim: NDArray[np.float64] | None = None
        self._quiet = True
        self._picture = FogHikePicture()
        self._picture.hide(self._hike)
        super().__init__(self._make_controls(), AnimatedFigure(self._picture.figure, speed=2))
        self.player.on_point(self._picture.map, self._pointed, drags=False)
        self.seed = seed
        self._quiet = False
        self.start_again()

    def _make_controls(self) -> list[widgets.Widget]:
        self._number = widgets.BoundedIntText(
            self.seed, min=0, max=LAST_SEED, description="hill",
            style={"description_width": px(28)}, layout=widgets.Layout(width=px(108)),
        )  # fmt: skip
        self._another = _button("Another hill", lambda: setattr(self, "seed", self._next()))
        self._again = _button("Start again", self.start_again)
        self._lift = _button("Lift the fog", self.lift_fog)
        self._direction = widgets.BoundedFloatText(
            0, min=-360, max=360, step=5, description="direction °",
            style={"description_width": px(78)}, layout=widgets.Layout(width=px(158)),
        )  # fmt: skip
        self._length = widgets.BoundedFloatText(
            1, min=SHORTEST, max=STRIDE, step=0.1, description="length",
            style={"description_width": px(50)}, layout=widgets.Layout(width=px(122)),
        )  # fmt: skip
        self._walk = _button("Walk", self._walked)
        self._number.observe(self._numbered, "value")
        for box in (self._direction, self._length):
            box.observe(self._aimed, "value")
        groups = [
            _row([self._number, self._another, self._again, self._lift]),
            _row([self._direction, self._length, self._walk]),
        ]
        return [_row(groups, flex_flow="row wrap")]

    # ------------------------------------------------------------------ what is felt

    @property
    def height(self) -> float:
        """Return f where you stand."""
        return float(self._hike.heights[-1])

    @property
    def slope(self) -> NDArray[np.float64]:
        """Return ∇f where you stand, shape (2,)."""
        return np.array(self._hike.slopes[-1])

    @property
    def path(self) -> NDArray[np.float64]:
        """Return where you have stood, shape (steps so far + 1, 2)."""
        return np.array(self._hike.path)

    # ------------------------------------------------------------------ what is done

    def walk(self, dx: float, dy: float) -> None:
        """Return nothing; take one step, at most 1.5 long, and on the map.

        Parameters
        ----------
        dx, dy : float
            Where to, as seen from where you stand.

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
        self._hike = self._hike.step(dx, dy)
        self._aim = None
        if self._hike.steps_left == 0:
            self.lift_fog()
        else:
            self._show(_remark(self._hike, dx, dy))

    def start_again(self) -> None:
        """Return nothing; go back to the start of the same hill, in fog."""
        self._hike = Hike.begin(self._hike.ground)
        self.trajectory = self._hike.descent()
        self._aim = None
        if self.finished:
            self._picture.hide(self._hike)
            self.player.redraw()
        self._over(False)

    def lift_fog(self) -> None:
        """Return nothing; end the hike where you stand, and show the map and both walks."""
        if not self.finished:
            self._aim = None
            self._picture.reveal(self._hike, self.trajectory)
            self.player.redraw()
            self._over(True)

    def _over(self, over: bool) -> None:
        for control in (self._direction, self._length, self._walk, self._lift):
            control.disabled = over
        self.set_trait("finished", over)
        self._show()
        self.set_trait("score", self._hike.score if over else None)

    # ------------------------------------------------------------------ the controls

    def _next(self) -> int:
        return (self.seed + 1) % (LAST_SEED + 1)

    def _numbered(self, change: dict[str, Any]) -> None:
        self.seed = change["new"]

    @traitlets.observe("seed")
    def _seed_changed(self, change: dict[str, Any]) -> None:
        self._number.value = change["new"]
        if not self._quiet:
            self._hike = Hike.begin(random_hills(change["new"]))
            self.start_again()

    def _aimed(self, _: dict[str, Any]) -> None:
        if not self.finished:
            self._aim = self._chosen_step()
            self._show()

    def _chosen_step(self) -> NDArray[np.float64]:
        angle = np.radians(self._direction.value)
        return np.asarray(self._length.value * np.array([np.cos(angle), np.sin(angle)]))

    def _walked(self) -> None:
        if not self.finished:
            self.walk(*self._chosen_step().tolist())

    def _pointed(self, where: NDArray[np.float64]) -> None:
        step = where - self._hike.here
        if not self.finished and np.hypot(*step) >= SHORTEST:
            self.walk(*step.tolist())

    def shown_parameters(self) -> dict[str, Any]:
        """Return the parameters that describe the lab in a line."""
        shown: dict[str, Any] = {"seed": self.seed, "steps": len(self._hike.path) - 1}
        return shown if self.score is None else shown | {"score": f"{self.score:.0f}"}

    # ------------------------------------------------------------------ what is shown

    def _show(self, remark: str = "") -> None:
        if self.finished:
            layers = self._picture.in_the_clear(self._hike, self.trajectory)
            lines = captions.in_the_clear(self._hike, self.trajectory)
            finding = captions.verdict(self._hike, self.trajectory)
            alt = f"Two walks on a map of hill {self.seed}. {finding}"
        else:
            layers = self._picture.in_fog(self._hike, self._aim)
            lines = captions.in_fog(self._hike, remark)
            alt = f"The map of hill {self.seed}, hidden by fog."
        self.player.show(layers, captions=lines, step=len(lines) - 1, alt=alt)


def _remark(hike: Hike, dx: float, dy: float) -> str:
    """Return what to say of a step that could not be taken as it was meant."""
    if (hike.here[:, np.newaxis] == hike.ground.domain).any():
        return "The map ends here: you stand at its edge."
    if math.hypot(dx, dy) > STRIDE + 1e-9:
        return f"That was farther than one stride, so you walked {STRIDE:g} in its direction."
    return ""


def _button(name: str, action: Any) -> widgets.Button:
    button = widgets.Button(description=name, layout=widgets.Layout(width="auto"))
    button.on_click(lambda _: action())
    return button


def _row(parts: list[widgets.Widget], **layout: str) -> widgets.HBox:
    return widgets.HBox(parts, layout=widgets.Layout(overflow="visible", **layout))
