"""How fates look and read: a colour for every valley, a pattern for the others, a sentence each.

The same cells fill the maps, the strips and the bars beside them, so that a pattern needs no
legend. Two greys take turns along a diagonal where runs hop between two points; among more points
they make a chequerboard; diverged is nearly black; still on its way is white with thin lines.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.course.minima import fates
from gdteach.course.minima.basins import BasinMap
from gdteach.course.minima.fates import Fates
from gdteach.course.minima.valleys import Valleys
from gdteach.lab import NothingToSee, run_of
from gdteach.numerics.trajectory import Trajectory

# First what cannot be taken for a path; then over again.
VALLEYS = ("#F0E442", "fourth", "second", "third", "minimiser", "saddle")
_DARK, _MIDDLE, _PALE, _BLACK = "#4A4E54", "#8A8F98", "#D3D6DA", "#16181B"
COLOURS = (*VALLEYS, _DARK, _MIDDLE, _PALE, _BLACK, "#FFFFFF")
WHITE = len(COLOURS) - 1
_FIRST_GREY = len(VALLEYS)
STRIPES = 44  # across a map


def valley_colour(number: int) -> str:
    """Return the colour of the n-th valley, a role or hexadecimal digits."""
    return VALLEYS[number % len(VALLEYS)]


def fate_cells(found: Fates, *, stripe: float | None = None) -> NDArray[np.uint8]:
    """Return which of `COLOURS` each cell of a map has, shape (rows, columns) as the fates.

    A ``stripe`` of the patterns is so many cells wide; by default they look alike on any grid.
    """
    rows, columns = np.indices(found.shape)
    width = found.shape[1] / STRIPES if stripe is None else stripe
    across = ((rows + columns) // max(width, 1)).astype(int) % 2
    board = (rows // max(width, 1) + columns // max(width, 1)).astype(int) % 2
    lines = ((rows - columns) // max(width, 1)).astype(int) % 3 == 0
    cells = np.where(found >= 0, found % len(VALLEYS), WHITE)
    for fate, pattern in (
        (fates.CYCLE, np.where(across, _FIRST_GREY, _FIRST_GREY + 1)),
        (fates.RESTLESS, np.where(board, _FIRST_GREY + 1, _FIRST_GREY + 2)),
        (fates.DIVERGED, np.full(found.shape, _FIRST_GREY + 3)),
        (fates.UNDECIDED, np.where(lines, _FIRST_GREY + 2, WHITE)),
    ):
        cells = np.where(found == fate, pattern, cells)
    return cells.astype(np.uint8)


def run_if_any(*run: Any) -> tuple[Trajectory | None, str]:
    """Return a run as `run_of` does, or why there is none: the other starts have their fates."""
    try:
        return run_of(*run), ""
    except NothingToSee as reason:
        return None, str(reason)


def fate_sentence(valleys: Valleys, run: Trajectory, learning_rate: float) -> str:
    """Return what becomes of a run's start in the long run, in a sentence."""
    if learning_rate == 0:
        return "η = 0: nobody moves, and every start is still on its way."
    (fate,) = fates.fates(valleys, run.start[np.newaxis], learning_rate)
    if fate >= 0:
        return f"This start ends in the valley at {valleys.name(int(fate), fates.FATES)}."
    if run.diverged_at is not None:
        return f"This start diverges: it leaves the numbers at step {run.diverged_at}."
    if fate == fates.CYCLE:
        return "This start ends in a 2-cycle: it hops between two points for ever."
    return f"This start: {fates.FATES[int(fate)]} after {fates.MAX_STEPS} steps."


def shares_listed(found: BasinMap) -> str:
    """Return the shares of all valleys, and of the other fates that were met, as a list."""
    return "; ".join(
        f"{100 * share:.1f} % {found.valleys.name(fate, fates.FATES)}"
        for fate, share in found.shares.items()
        if fate >= 0 or share > 0
    )
