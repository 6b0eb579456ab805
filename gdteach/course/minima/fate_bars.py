"""What stands beside a map of fates: the share of each, and what each valley bears.

Functions that dress an axes draw what stays for one objective, the others return layers.
"""

from collections.abc import Iterable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from gdteach.course.minima.basins import BasinMap
from gdteach.course.minima.fate_look import COLOURS, WHITE, fate_cells, valley_colour
from gdteach.course.minima.fates import FATES, SHORT
from gdteach.course.minima.valleys import Valleys
from gdteach.figure import Label, Layer, Raster, colour, figures
from gdteach.figure.paths import upright
from gdteach.numerics.wording import number

BAR, PER_ROW, PER_BAR = 0.62, 16, 240  # thickness as a share of a row; cells of a row, of 100 %
MOST = 1.3  # the axis of learning rates ends at this many times the largest limit


def _name_rows(axes: Axes, valleys: Valleys, fates: Iterable[int]) -> None:
    names = [valleys.name(fate, SHORT) for fate in fates]
    axes.set_yticks(range(len(names)), names)
    axes.tick_params(axis="y", length=0)


def dress_shares(axes: Axes, valleys: Valleys) -> None:
    """Give each fate a row, from the top."""
    fates = (*range(len(valleys)), *FATES)
    axes.set(xlim=(0, 100), ylim=(len(fates) - 0.5, -0.5), xticks=[0, 25, 50, 75, 100])
    _name_rows(axes, valleys, fates)
    figures.title(axes, "Share of the starts, in %")


def share_bars(axes: Axes, basins: BasinMap) -> list[Layer]:
    """Return a bar for each fate, in its pattern, and its length in numbers."""
    fates, shares = np.array(list(basins.shares)), np.array(list(basins.shares.values()))
    rows = len(shares)
    row, within = np.divmod(np.arange(rows * PER_ROW)[::-1, np.newaxis], PER_ROW)
    thick = np.abs(within - (PER_ROW - 1) / 2) < BAR * PER_ROW / 2
    filled = thick & (np.arange(PER_BAR) < np.round(shares[row] * PER_BAR))
    pattern = fate_cells(np.broadcast_to(fates[row], filled.shape), stripe=6)
    cells = np.where(filled, pattern, WHITE)
    return [
        Raster(axes, cells, COLOURS, (0, rows - 0.5), (100, -0.5), opacity=0.9),
        *(
            Label(axes, [[100 * share + 2, row + 0.2]], f"{100 * share:.1f}")
            for row, share in enumerate(shares)
        ),
    ]


def dress_limits(axes: Axes, valleys: Valleys) -> None:
    """Draw up to which learning rate each valley holds."""
    bears = np.where(np.isfinite(valleys.limits), valleys.limits, np.nan)
    reach = MOST * float(np.nanmax(bears, initial=0.0)) or 1.0
    for row, limit in enumerate(np.where(np.isnan(bears), reach, bears)):
        axes.barh(row, limit, height=BAR, color=colour(valley_colour(row)), alpha=0.85)
    axes.set(xlim=(0, reach), ylim=(max(len(bears), 1) - 0.5, -1.2))
    axes.set_xlabel("learning rate $\\eta$")
    axes.xaxis.set_major_locator(MaxNLocator(4))
    _name_rows(axes, valleys, range(len(bears)))
    figures.title(axes, "Holds while $\\eta < 2/\\lambda$")


def needle(axes: Axes, learning_rate: float) -> list[Layer]:
    """Return the line at η; beyond the axis it stands at its end."""
    reach, top = axes.get_xlim()[1], axes.get_ylim()[1]  # the rows count downwards
    where = min(learning_rate, 0.995 * reach)
    beyond = " →" if learning_rate > reach else ""
    side = "end" if where > 0.7 * reach else "start"
    place = where + (-0.015 if side == "end" else 0.015) * reach
    words = f"η = {number(learning_rate)}{beyond}"
    return [
        upright(axes, where, width=2.5),
        Label(axes, [[place, top + 0.62]], words, anchor=side),
    ]
