"""The map of all pairs of learning rate and momentum: how fast each of them is on a ravine."""

from dataclasses import replace
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from gdteach.course.variants.ravine import best_pair, factor
from gdteach.figure import colour, figures, scale
from gdteach.figure.style import LEVELS
from gdteach.lab import Baked, LearningRate, grid
from gdteach.numerics.arrivals import TARGET
from gdteach.numerics.curvature import rounded
from gdteach.numerics.momentum import Momentum

RIGHT_END = 4.2  # of 1/L: no pair with η ≥ 4/L arrives
COUNTS = np.ravel(np.outer(10 ** np.arange(7), [1, 2, 5]))  # steps for which there are isolines
SLOWEST = 30  # times the steps of the best pair: what is slower is all one colour
#: η times L, and β: the pairs that a page without Python has.
OFFERED = (0.5, 1.0, 2.0, 2.6, 3.3, 3.9), (0.0, 0.25, 0.5, 0.67, 0.8, 0.9)
BEYOND, HATCH, INK = "#F6E3D8", "#E9CDBB", "#24425F"


def map_of_pairs(axes: Axes, rule: type[Momentum], mu: float, L: float) -> None:
    """Draw the long-run steps to a millionth against η and β, few dark; the best has a star."""
    right, best = RIGHT_END / L, best_pair(rule, mu, L)
    rate, kept = np.meshgrid(np.linspace(0, right, 337), np.linspace(0, 1, 251))
    found = factor(rule, rate, kept, (mu, L))
    fewest = max(float(np.log(TARGET) / np.log(factor(rule, *best, (mu, L)))), 5.0)
    counts = COUNTS[(fewest < COUNTS) & (SLOWEST * fewest > COUNTS)]
    factors = TARGET ** (1 / counts)
    shades = LEVELS(np.linspace(0, 1, len(counts) + 1))
    axes.contourf(rate, kept, found, levels=[-1, *factors, 1], colors=shades)
    lines = axes.contour(rate, kept, found, levels=factors, colors="white", linewidths=1)
    places = []
    for level in factors:  # a number stands where the line has the slow pairs to its left
        rows = np.flatnonzero((found < level).any(axis=1))
        row = rows[len(rows) // 3]
        places.append((rate[0, (found[row] < level).argmax()], kept[row, 0]))
    words = dict(zip(factors, map(str, counts), strict=True))
    axes.clabel(lines, fmt=words, fontsize=10 * scale(), colors=INK, manual=places)
    never = axes.contourf(rate, kept, found, levels=[1, 1e9], colors=[BEYOND], hatches=["//"])
    never.set(edgecolor=HATCH, linewidth=0)
    axes.text(
        0.98, 0.05, "never arrives", ha="right", color=colour("path"), transform=axes.transAxes
    )
    figures.landmarks(axes, *np.transpose([best]))
    axes.set(xlim=(0, right), ylim=(0, 1), xlabel=r"learning rate $\eta$")
    axes.set_ylabel(r"momentum $\beta$")
    figures.title(axes, "Long-run steps to a millionth")


class Pair(LearningRate):
    """The learning rate of a pair: a press on the map sets momentum as well."""

    def bake(self, lab: Any, room: int) -> Baked:
        """Offer pairs of it with momentum."""
        rates = self.offered(
            lab, *(rounded(each / lab.objective.smoothness) for each in OFFERED[0])
        )
        shares = sorted({lab.momentum, *OFFERED[1]})
        made = grid({"learning rate η": rates, "β =": shares}, lab.pairs)
        pairs = [{"learning_rate": a, "momentum": b} for a, b in made.values]
        return replace(made, values=pairs)
