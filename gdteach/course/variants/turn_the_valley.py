"""The turned valley: one ravine at ten angles, and what each method makes of it.

Here the scrubber's "step" is an angle: the valley turns, and the start turns with it. Each method
is shown at its own best learning rate for that angle, found by trying 177 of them.
"""

import numpy as np

from gdteach.course.variants.contenders import CONTENDERS, decades
from gdteach.course.variants.turned import ANGLES, KAPPA, RATES, SHOWN, STARTS, swept, turn
from gdteach.figure import Curve, Label, Layer, Marker, figures, subplots
from gdteach.lab import Lab, Number, Scene
from gdteach.numerics.descent import descend
from gdteach.numerics.quadratics import quadratic_bowl
from gdteach.numerics.trajectory import Stopping
from gdteach.numerics.wording import number

FEWEST, TOP = 2.0, 2000.0  # steps: the ends of their axis
PATH = 25  # steps of each path that the map shows
LEVELS = (2.0, 40.0, 208.0)  # of f; the start lies on the last
ROUND = np.linspace(0, 2 * np.pi, 33)


class TurnTheValleyLab(Lab):
    """A lab for the question what becomes of each method when the valley is turned.

    Attributes
    ----------
    counts : dict
        For each method the steps until f ≤ 10⁻⁶ and stays so for 100 steps, with its best η, an
        array over the angles.
    best : dict
        For each method its best η at each angle.
    decades : dict
        For each method over how many decades of η it takes at most twice as many, at each angle.

    Examples
    --------
    >>> lab = TurnTheValleyLab(turned_by=30)
    >>> {name: int(counts[6]) for name, counts in lab.counts.items()}
    {'gradient descent': 412, 'momentum': 179, 'AdaGrad': 482, 'Adam': 178}
    """

    turned_by = Number(
        0.0, at_least=0, at_most=45, step=5, played="angles", nearest="linear",
        label="turned by (°)", doc="Of the valley floor, in degrees from the x axis; rounded to 5.",
    )  # fmt: skip
    speed = 1.5
    still_at_end = False  # which is no end, but another angle
    angles = ANGLES

    def axes(self) -> None:
        self.figure, (self.map, self.sweep) = subplots(
            1, 2, width=9.2, height=4.2, width_ratios=[1, 1.25]
        )
        #: For each method the steps with each learning rate at each angle, shape (177, 10).
        self.found = swept()
        self.counts = {name: found.min(axis=0) for name, found in self.found.items()}
        self.best = {name: RATES[found.argmin(axis=0)] for name, found in self.found.items()}
        self.decades = {name: decades(RATES, found) for name, found in self.found.items()}

    def still(self) -> None:
        figures.map_axes(self.map, [(-2.6, 5.4), (-3.2, 4.8)])
        figures.minimiser_stars(self.map, quadratic_bowl(KAPPA))
        figures.title(self.map, f"The first {PATH} steps")
        figures.log_axis(self.sweep, "x", (RATES[0], 1.3 * RATES[-1]))
        figures.log_axis(self.sweep, "y", (FEWEST, TOP))
        figures.ruled(self.sweep)
        self.sweep.set_xlabel(r"learning rate $\eta$")
        figures.title(self.sweep, "Steps until $f$ ≤ 10⁻⁶, and the fewest")

    def scene(self) -> Scene:
        layers = self._levels()
        for name in SHOWN:
            layers += [*self._path(name), *self._swept(name)]
        layers.append(Marker(self.map, STARTS, colour="gradient", shape="ring"))
        alt = "; ".join(
            f"{name} from {counts[0]:.0f} at 0° to {counts[-1]:.0f} at 45°"
            for name, counts in self.counts.items()
        )
        said = f"Fewest steps of each method as the valley is turned: {alt}."
        return Scene(layers, [self._caption(i) for i in range(len(ANGLES))], said)

    def _levels(self) -> list[Layer]:
        """Return level lines of the valley, turning."""
        ring = np.column_stack([np.cos(ROUND), np.sin(ROUND) / np.sqrt(KAPPA)])
        turned = np.array([turn(ring, angle) for angle in ANGLES])
        return [
            Curve(self.map, np.sqrt(2 * level) * turned, colour="#8DB3D8", width=1.5)
            for level in LEVELS
        ]

    def _path(self, name: str) -> list[Layer]:
        """Return the beginning of a method's run at each angle, and where it then is."""
        look = CONTENDERS[name]
        runs = [
            descend(quadratic_bowl(KAPPA, rotation=angle), start, look.rule(rate), Stopping(PATH))
            for angle, start, rate in zip(ANGLES, STARTS, self.best[name], strict=True)
        ]
        paths = np.array([run.iterates for run in runs])
        return [
            Curve(self.map, paths, width=2, **look.line),
            Marker(self.map, paths[:, -1], **look.mark),
        ]

    def _swept(self, name: str) -> list[Layer]:
        """Return the steps against η at each angle, and the fewest of them with their count."""
        look, found = CONTENDERS[name], self.found[name]
        here = np.column_stack([self.best[name], self.counts[name]])
        arrives = np.isfinite(found).any(axis=1)
        if (found == found[:, :1]).all():
            found = found[:, :1]  # turning changes nothing: one curve stands for all
        heights = np.where(np.isinf(found), np.nan, found)[arrives]
        curves = [np.column_stack([RATES[arrives], each]) for each in heights.T]
        words = [f"{name} {count:.0f}" for count in self.counts[name]]
        beside, anchor = here * [1, 0.55], "middle"
        if name == "gradient descent":
            beside = here * [1, 3]  # above its slit: momentum's curve runs below
        elif name == "Adam":
            beside, anchor = here * [0.8, 0.55], "start"
        elif name == "AdaGrad":  # above Adam's curve, or below it
            beside, anchor = here * np.where(here[:, 1:] < 200, 0.45, 1.4), "end"
            beside[:, 0] = RATES[-1]
        return [
            Curve(self.sweep, np.array(curves), **look.line),
            Marker(self.sweep, here, **look.mark),
            Label(self.sweep, beside, words, anchor=anchor),
        ]

    def _caption(self, i: int) -> str:
        first, *others = [f"{name} {self.counts[name][i]:.0f}" for name in SHOWN]
        rates = ", ".join(number(self.best[name][i]) for name in SHOWN)
        wide = ", ".join(f"{self.decades[name][i]:.1f}" for name in SHOWN)
        return (
            f"turned by {ANGLES[i]:.0f}°:   {first} steps, {', '.join(others)}\n"
            f"with η = {rates}; at most twice as many steps over {wide} decades of η"
        )
