"""The compass lab: turn a unit vector, and measure the slope straight ahead in each direction."""

from typing import Any, ClassVar

import numpy as np
from matplotlib.ticker import MaxNLocator, MultipleLocator
from numpy.typing import NDArray

from gdteach.course.gradient.angles import angle_between, direction_of, measured_slopes, unit
from gdteach.figure import Arrow, Curve, Label, Layer, Marker, Segment, Trail, figures, subplots
from gdteach.figure.paths import upright
from gdteach.figure.sampling import steepest
from gdteach.lab import Lab, Menu, Number, Point, Scene, Switch, seen_at
from gdteach.numerics.arguments import finite_number
from gdteach.numerics.wording import number, vector

Array = NDArray[np.float64]
ANGLES = np.arange(0.0, 361.0, 5.0)  # degrees from the x axis towards the y axis
FLAT = 1e-9  # a slope below this share of the steepest on the map is no slope
EDGE = 7.0  # degrees of room beside the dial, for whole dots at both ends
NEEDLE = 0.2  # length of u as a share of the map's smaller side: it shows a direction


class Direction(Number):
    """An angle in degrees; full turns do not count."""

    def check(self, lab: Any, value: Any) -> float:
        degrees = finite_number(str(self.name), value)
        return degrees if 0 <= degrees <= 360 else degrees % 360

    def at(self, lab: Any, where: Array) -> float:
        return float(np.clip(where[0], 0, 360))


class CompassLab(Lab):
    """A lab for the question in which direction the ground is steepest: u turns once around.

    Attributes
    ----------
    slopes : ndarray, shape (73,)
        What was measured, for 0, 5, …, 360 degrees.

    Examples
    --------
    >>> from gdteach.numerics.quadratics import quadratic_bowl
    >>> lab = CompassLab(quadratic_bowl(10), point=(3, 1))
    >>> lab.slopes[[0, 18]].round(6)  # along x, and along y
    array([ 3., 10.])
    """

    objective = Menu(2)
    point = Point(on="map", doc="Where one stands; the objective's own start by default.")
    direction = Direction(
        0.0, at_least=0, at_most=360, step=5, label="u at (°)", on="dial", played="angles",
        nearest="linear", doc="Of u, in degrees from the x axis towards the y axis; rounded to 5.",
    )  # fmt: skip
    compare = Switch(
        "compare with ‖∇f‖ cos θ",
        doc="Whether ∇f and the curve ‖∇f‖ cos θ are shown beside what was measured.",
    )
    rows = ("objective point direction compare",)
    speed = 10
    angles: ClassVar = ANGLES
    slopes: Array

    def axes(self) -> None:
        self.figure, (self.map, self.dial) = subplots(
            1, 2, width=9.2, height=3.7, width_ratios=[1.2, 1]
        )

    def still(self) -> None:
        self.needle = NEEDLE * float(np.ptp(self.objective.domain, axis=1).min())
        figures.contour_map(self.map, self.objective, minimisers=False)
        figures.title(self.map, "Which way you face (not to scale)")
        #: The steepest slope on the map (value per unit of w): the dial's scale.
        self.steepest = steepest(self.objective)
        axes = self.dial
        axes.set(xlim=(-EDGE, 360 + EDGE), ylim=(-1.08 * self.steepest, 1.08 * self.steepest))
        axes.xaxis.set_major_locator(MultipleLocator(90))
        axes.yaxis.set_major_locator(MaxNLocator(5))
        axes.xaxis.set_major_formatter("{x:g}°")
        axes.axhline(0, color="#8A8F98", linewidth=1)
        axes.set(xlabel="direction of $u$, from the $x$ axis", ylabel="slope ahead")
        figures.title(axes, "The slope ahead, measured")

    def scene(self) -> Scene:
        self.slopes = np.empty(0)
        here, _, gradient = seen_at(self.objective, self.point)
        self.slopes = measured_slopes(self.objective, here, unit(ANGLES))
        size = float(np.hypot(*gradient))
        flat = size <= FLAT * self.steepest
        tail = np.broadcast_to(here, (len(ANGLES), 2))
        trace = np.column_stack([ANGLES, self.slopes])
        layers = [
            *(self._comparison(here, gradient) if self.compare and not flat else []),
            Trail(self.dial, trace, colour="second", width=1.5),
            Marker(self.dial, trace, colour="second"),
            Arrow(self.map, tail, here + self.needle * unit(ANGLES), colour="second", label="u"),
            Marker(self.map, here[None]),
        ]
        rows = zip(ANGLES, self.slopes, strict=True)
        captions = [self._caption(angle, slope, gradient) for angle, slope in rows]
        if flat:
            captions = ["The ground is flat here: the slope is 0 in every direction."] * len(ANGLES)
        alt = (
            f"The slope of {self.objective.name} at {vector(here)} in every direction: it is "
            f"largest, {number(float(self.slopes.max()))}, towards "
            f"{ANGLES[self.slopes.argmax()]:g}°; the gradient has length {number(size)}."
        )
        return Scene(layers, captions, alt)

    def _comparison(self, here: Array, gradient: Array) -> list[Layer]:
        """Return ∇f and the contour's direction on the map, and the cosine on the dial."""
        size, uphill = float(np.hypot(*gradient)), direction_of(gradient)
        fine = np.linspace(0, 360, 181)
        cosine = np.column_stack([fine, size * np.cos(np.radians(fine - uphill))])
        along = 1.3 * self.needle * np.array([-gradient[1], gradient[0]]) / size
        head = here + 1.5 * self.needle * gradient / size
        quiet: dict[str, Any] = {"colour": "quiet", "dashed": True}
        layers: list[Layer] = [
            Segment(self.map, (here - along)[None], (here + along)[None], **quiet),
            Label(self.map, (here - 1.1 * along)[None], "contour", colour="quiet", anchor="end"),
            Arrow(self.map, here[None], head[None], label="∇f"),
            Curve(self.dial, cosine[None], colour="gradient", width=1.5, dashed=True),
        ]
        falling = (uphill + 90) % 360  # over the half turn after it the dial is free
        place, side = (falling + 6, "start") if falling < 270 else (falling - 186, "end")
        above = 0.02 * np.ptp(self.dial.get_ylim())
        layers.append(Label(self.dial, [[place, above]], "‖∇f‖ cos θ", anchor=side))
        for angle, name in ((uphill, "∇f"), ((uphill + 180) % 360, "−∇f")):
            line = upright(self.dial, angle, width=1.25, **quiet)
            aside, anchor = (6, "start") if angle < 320 else (-6, "end")
            foot = np.add(line.starts, [aside, 0.03 * np.ptp(self.dial.get_ylim())])
            layers += [line, Label(self.dial, foot, name, anchor=anchor)]
        return layers

    def _caption(self, angle: float, slope: float, gradient: Array) -> str:
        line = f"u at {angle:g}°: (f(w + hu) − f(w − hu)) / 2h = {number(tidy(slope))}"
        if not self.compare:
            return line
        size = float(np.hypot(*gradient))
        turned = angle_between(angle, direction_of(gradient))
        predicted = size * np.cos(np.radians(turned))
        return f"{line}   ‖∇f‖ cos θ = {number(size)}·cos {turned:.0f}° = {number(tidy(predicted))}"


def tidy(value: float) -> float:
    """Return a slope without the rounding errors that make a zero look like 10⁻¹²."""
    return round(float(value), 9)
