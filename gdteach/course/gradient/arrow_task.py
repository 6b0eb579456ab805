"""The arrow task: draw −∇f by eye on a stretched bowl, then see how far off the eye was.

Drawing is the prediction here. Only then come the true arrow, the two angles, and a play button
that stretches the bowl while the learner's arrow stays.
"""

from typing import Any

import ipywidgets as widgets
import numpy as np
from matplotlib.colors import to_hex
from matplotlib.ticker import MultipleLocator
from numpy.typing import NDArray

from gdteach.course.gradient import stretched_bowl as bowl
from gdteach.course.gradient.angles import angle_between, direction_of, unit
from gdteach.figure import Arrow, Curve, Label, Layer, Marker, Segment, figures, subplots
from gdteach.figure.paths import level, trace
from gdteach.figure.style import LEVELS
from gdteach.lab import Lab, Number, Point, Scene, Switch, button
from gdteach.numerics.arguments import finite_number, wrong
from gdteach.numerics.quadratics import quadratic_bowl
from gdteach.numerics.wording import vector

Array = NDArray[np.float64]
PLACES = ((4.0, 1.2), (-3.5, 1.5), (-4.0, -0.8), (2.5, -1.8), (1.5, 2.0), (-4.5, 0.5))
RINGS = (0.25, 0.5, 0.75, 1.0, 1.3, 1.7)  # sizes of the contours; 1 is through the point
LENGTH = 2.0  # of the arrows, which show directions


class Place(Point):
    """A point that is not the minimiser."""

    def check(self, lab: Any, value: Any) -> tuple[float, ...]:
        here = super().check(lab, value)
        if not any(here):
            where = "off the minimiser (0, 0), where ∇f = 0"
            raise ValueError(wrong(str(self.name), where, value))
        return here


class Drawn(Number):
    """The direction of an arrow that is drawn from the lab's point; None until one is."""

    def check(self, lab: Any, value: Any) -> Any:
        return None if value is None else finite_number("angle", value) % 360

    def tell(self, lab: Any, control: Any) -> None:
        control.value = lab.angle or 0.0

    def at(self, lab: Any, where: Array) -> Any:
        arrow = where - np.array(lab.point)
        # on the point itself there is no direction
        return round(float(direction_of(arrow)), 1) if arrow.any() else lab.angle


class ArrowTask(Lab):
    """A task: draw −∇f at a point of f = ½(x² + κy²), then compare.

    Attributes
    ----------
    misses : list of float
        Degrees between the learner's arrow and −∇f, one for each arrow that was shown.

    Examples
    --------
    >>> task = ArrowTask(point=(4, 1), condition_number=10)
    >>> task.angle = 194  # straight at the minimiser
    >>> task.revealed = True
    >>> round(task.misses[0])
    54
    """

    point = Place(
        PLACES[0], names=("x", "y"), doc="Where the arrow begins; not the minimiser (0, 0)."
    )
    condition_number = bowl.Stretch(
        10.0, at_least=1, at_most=100, label="stretch κ", played="stretches",
        doc="κ, from 1 (a round bowl) to 100; the nearest value played is taken.",
    )  # fmt: skip
    angle = Drawn(
        None, at_least=0, at_most=360, step=5, label="your arrow at (°)", on="map",
        doc="Of the learner's arrow, in degrees from the x axis; None until one is drawn.",
    )  # fmt: skip
    revealed = Switch(doc="Whether the true arrow is shown.")
    rows = ("angle reveal again condition_number",)
    bakes = 0

    def make_controls(self) -> dict[str, widgets.Widget]:
        def reveal() -> None:
            self.revealed = True

        return {
            "reveal": button("Show −∇f", reveal, icon="check", width=134),
            "again": button("Another place", self.another_place, icon="refresh", width=134),
        }

    def changed(self, names: frozenset[str]) -> None:
        if "point" in names and "angle" not in names:  # another place asks for another arrow
            self.angle, self.revealed = None, False
        if "revealed" in names and self.revealed and self.angle is not None:
            true = bowl.downhill(np.array(self.point), self.condition_number)
            self.misses.append(float(angle_between(self.angle, true)))
        self.controls["reveal"].disabled = self.revealed or self.angle is None
        self.controls["angle"].disabled = self.revealed

    def turned(self, name: str, value: Any) -> None:
        if name != "angle" or not self.revealed:  # once shown, the drawing is settled
            super().turned(name, value)

    def another_place(self) -> None:
        """Move to another point, where no arrow has been drawn."""
        known = [place for place in PLACES if place != self.point]
        after = PLACES.index(self.point) if self.point in PLACES else -1
        self.point = known[after % len(known)]

    # ------------------------------------------------------------------ what is shown

    @property
    def stretches(self) -> Array:
        """The stretches that the steps stand for: none before −∇f is shown."""
        return bowl.KAPPAS if self.revealed else bowl.KAPPAS[:0]

    def axes(self) -> None:
        self.misses: list[float] = []
        self.figure, (self.map, self.angles) = subplots(
            1, 2, width=9.2, height=3.9, width_ratios=[1.45, 1]
        )

    def still(self) -> None:
        self.map.set_facecolor("#F3F7FC")
        figures.map_axes(self.map, quadratic_bowl().domain)
        figures.title(self.map, "Which way does −∇f point?")
        axes = self.angles
        figures.log_axis(axes, "x", (1, 100))
        axes.xaxis.set_major_formatter("{x:g}")
        axes.yaxis.set_major_locator(MultipleLocator(30))
        axes.yaxis.set_major_formatter("{x:g}°")
        figures.ruled(axes)
        axes.set(ylim=(0, 90), xlabel="stretch κ")
        figures.title(axes, "How far apart?")  # no more: the answer is still to be drawn

    def scene(self) -> Scene:
        here = np.array(self.point)
        kappas = self.stretches if self.revealed else np.array([self.condition_number])
        through = bowl.contours(here, kappas, 61 if self.revealed else 121)
        layers: list[Layer] = [
            Curve(
                self.map, ring * through, colour=to_hex(LEVELS(0.75 * place / len(RINGS))),
                width=2.5 if ring == 1 else 1.5,
            )
            for place, ring in enumerate(RINGS)
        ]  # fmt: skip
        if self.revealed:
            layers.append(Segment(self.map, here[None], [[0, 0]], colour="minimiser", dashed=True))
        layers.append(Marker(self.map, [[0, 0]], colour="minimiser", shape="star"))
        if self.angle is not None:
            head = (here + LENGTH * unit(self.angle))[None]
            layers.append(Arrow(self.map, here[None], head, colour="second", label="yours"))
        if self.revealed:
            layers += self._truth(here, kappas)
        layers.append(Marker(self.map, here[None]))
        captions = [self._invitation()]
        if self.revealed:
            captions = [bowl.verdict(here, kappa, self.angle) for kappa in kappas]
        return Scene(layers, captions, captions[list(kappas).index(self.condition_number)], 0)

    def _truth(self, here: Array, kappas: Array) -> list[Layer]:
        """Return −∇f, by how much it misses the minimiser, and by how much the learner does."""
        down = LENGTH * unit(bowl.downhill(here, kappas))
        tails = np.broadcast_to(here, down.shape)
        missed = np.column_stack([kappas, bowl.off_the_minimiser(here, kappas)])
        layers = [
            Arrow(self.map, tails, here + down, dashed=True, colour="path", label="−∇f"),
            *trace(self.angles, missed),
            Label(self.angles, [[1.15, 84.0]], "−∇f and the way to ★", colour="path"),
        ]
        if self.angle is not None:
            mine = float(angle_between(self.angle, direction_of(-here)))
            name = Label(self.angles, [[90.0, mine + 2]], "yours", colour="second", anchor="end")
            layers += [level(self.angles, mine, colour="second", dashed=True), name]
        return layers

    def _invitation(self) -> str:
        where = f"You stand at {vector(self.point)} on f = ½(x² + {self.condition_number:g}y²)."
        if self.angle is None:
            return f"{where} Draw −∇f: press on the map and drag, or type an angle."
        return f"{where} Your arrow points to {self.angle:.0f}°. Turn it until you are content."
