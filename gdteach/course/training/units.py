"""The units lab: the same birds, the same line, and how long the descent takes in other units.

Here the scrubber's "step" is a unit: millimetres, centimetres, metres, and three ways of moving
the zero. What a descent needs is worked out exactly, mode by mode: no run is that long.
"""

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib import ticker

from gdteach.course.training import examples
from gdteach.course.training.modes import RATES, Modes
from gdteach.figure import Curve, Label, Layer, Marker, Trail, figures, subplots
from gdteach.lab import Choice, Lab, Scene, Whole
from gdteach.numerics.models.linear_regression import linear_regression
from gdteach.numerics.models.penguins import penguins
from gdteach.numerics.objective import Array
from gdteach.numerics.wording import number, times

FEWEST, MOST = 0.5, 1e9  # the ends of the axis of steps
#: From the name of a unit to lengths in it, given in mm, when those of all birds are known.
UNITS: dict[str, Callable[[Array, Array], Array]] = {
    "mm": lambda mm, birds: mm,
    "cm": lambda mm, birds: mm / 10,
    "m": lambda mm, birds: mm / 1000,
    "centred": lambda mm, birds: mm - birds.mean(),
    "tens": lambda mm, birds: (mm - 200) / 10,
    "z": lambda mm, birds: (mm - birds.mean()) / birds.std(),
}
WORDS = {
    "centred": "centred (mm − mean)",
    "tens": "tens of mm from 200",
    "z": "z (standardised: centred, divided by the standard deviation)",
}
ROUND = np.linspace(0, 2 * np.pi, 73)


def grouped(count: float) -> str:
    """Return a number whose thousands can be told apart.

    >>> grouped(38354618), grouped(1.9965)
    ('38\u2009354\u2009618', '2.00')
    """
    return (f"{count:,.0f}" if count >= 100 or count == int(count) else f"{count:.2f}").replace(
        ",", "\u2009"
    )


class UnitsLab(Lab):
    """A lab for the question what the unit of the data does to the descent.

    Attributes
    ----------
    steps_to_go : list of int
        For each unit, the steps until a millionth of the first gap is left.
    condition_numbers : list of float
        κ in each unit.

    Examples
    --------
    >>> UnitsLab(rate="1/L").steps_to_go
    [38354618, 385557, 28112, 1347, 10, 1]
    """

    rate = Choice(RATES, label="learning rate η =", doc="Which formula gives η, in every unit.")
    after = Whole(
        1, label="line after so many steps", tried=(10, 100, 1000, 10_000),
        doc="Steps of the line that is shown.",
    )  # fmt: skip
    rows = ("rate after",)
    speed = 1.0

    def axes(self) -> None:
        birds = penguins()
        self.lengths = birds["flipper_length_mm"].astype(float)
        masses = birds["body_mass_g"] / 1000
        names = ("flipper length (mm)", "body mass (kg)")
        self.models = [
            linear_regression(unit(self.lengths, self.lengths), masses, names=names)
            for unit in UNITS.values()
        ]
        self.figure, (self.data, self.bowl, self.counts) = subplots(
            1, 3, width=9.2, height=3.6, width_ratios=[1.0, 0.62, 1.45]
        )

    def still(self) -> None:
        examples.line(self.data, self.models[0])
        figures.title(self.data, "The line")
        self.bowl.set_aspect("equal", adjustable="box")
        self.bowl.set(xlim=(-1.15, 1.15), ylim=(-1.6, 1.15), xticks=[], yticks=[])
        self.bowl.set(xlabel="slope $a$", ylabel="intercept $b$")
        figures.title(self.bowl, "Its bowl")
        figures.log_axis(self.counts, "y", (FEWEST, MOST), base=100)
        self.counts.set_xlim(-0.6, len(UNITS) - 0.4)
        self.counts.xaxis.set_major_locator(ticker.FixedLocator(range(len(UNITS))))
        self.counts.set_xticklabels(UNITS)
        figures.ruled(self.counts)
        figures.title(self.counts, "Steps to go")

    def changed(self, names: frozenset[str]) -> None:
        if "rate" in names:
            #: The descent in each unit.
            self.modes = [Modes(model, self.rate) for model in self.models]

    @property
    def steps_to_go(self) -> list[int]:
        return [each.steps_to_go() for each in self.modes]

    @property
    def condition_numbers(self) -> list[float]:
        return [float(model.condition_number or np.inf) for model in self.models]

    def scene(self) -> Scene:
        counts = self.steps_to_go
        alt = "Steps until a millionth of the gap is left: " + ", ".join(
            f"{unit} {count}" for unit, count in zip(UNITS, counts, strict=True)
        )
        layers = [*self._lines(), *self._bowls(), *self._counted(counts)]
        return Scene(layers, self._captions(counts), f"{alt}.")

    def _lines(self) -> list[Layer]:
        """Return the line in each unit, over the birds in millimetres."""
        ends = np.array(self.data.get_xlim())
        drawn = []
        for unit, modes in zip(UNITS.values(), self.modes, strict=True):
            a, b = modes.at(self.after)
            drawn.append(np.column_stack([ends, a * unit(ends, self.lengths) + b]))
        return [Curve(self.data, np.array(drawn), width=3)]

    def _bowls(self) -> list[Layer]:
        """Return a level line of the loss in each unit, both parameters on one scale."""
        drawn = []
        for modes in self.modes:
            steep, flat = np.sqrt(modes.curvatures[1] / modes.curvatures), modes.directions
            ring = steep * np.column_stack([np.cos(ROUND), np.sin(ROUND)])
            drawn.append(ring @ flat)
        words = [f"κ = {grouped(kappa)}" for kappa in self.condition_numbers]
        return [
            Curve(self.bowl, np.array(drawn), colour="second", width=2.5),
            Marker(self.bowl, [[0, 0]], colour="minimiser", shape="star"),
            Label(self.bowl, [[0, -1.5]], words, anchor="middle", bold=True),
        ]

    def _counted(self, counts: Sequence[int]) -> list[Layer]:
        """Return the steps to go, unit by unit as the scrubber comes to them."""
        places = np.column_stack([np.arange(len(counts)), counts])
        words = [grouped(count) for count in counts]
        above = places * [1, 2.2]
        above[:, 0] = np.clip(above[:, 0], 0.4, len(counts) - 1.2)
        return [
            Trail(self.counts, places, width=1.75),
            Marker(self.counts, places),
            Label(self.counts, above, words, anchor="middle", bold=True),
        ]

    def _captions(self, counts: Sequence[int]) -> list[str]:
        lines = []
        told = zip(UNITS, self.models, self.modes, counts, strict=True)
        for unit, model, modes, count in told:
            L, mu = modes.curvatures
            now = number(model(modes.at(self.after)))
            lines.append(
                f"{WORDS.get(unit, unit)}:   L = {number(L)}, μ = {number(mu)}, "
                f"κ = {grouped(L / mu)}; η = {self.rate} = {number(RATES[self.rate](L, mu))}\n"
                f"{grouped(count)} step{'s' * (count > 1)} until a millionth of the gap is left. "
                f"After {times(self.after, 'step')}: f = {now}, and "
                f"{number(model(modes.minimiser))} is the least."
            )
        return lines
