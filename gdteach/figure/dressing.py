"""What axes wear: limits that stay put, scales, ticks, quiet lines to read by, and names.

Nothing here draws data. Labs take their axes from here, so that a step, a gap or a map looks the
same in every notebook.
"""

from typing import Literal

import numpy as np
from matplotlib import ticker
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from gdteach.figure.projection import FARTHEST
from gdteach.figure.style import styled
from gdteach.numerics.arguments import instance, number_within, whole_number

GAP_FLOOR = 1e-6  # the bottom of a log axis of gaps: below it a run has visibly arrived


@styled
def title(axes: Axes, text: str) -> None:
    """Write a heading over an axes, flush left, in the house look."""
    instance("axes", axes, Axes).set_title(instance("text", text, str), loc="left", weight="bold")


def ruled(axes: Axes, along: Literal["x", "y", "both"] = "y") -> None:
    """Draw quiet lines to read by at the ticks of an axis, under everything else."""
    axes.grid(axis=along, color="#E3E6E9", linewidth=1)
    axes.set_axisbelow(True)


def step_axis(axes: Axes, n_steps: int, *, ticks: int = 5) -> None:
    """Let the axis to the right count steps, 0 … ``n_steps``, in whole numbers."""
    axes.set(xlim=(0, max(n_steps, 1)), xlabel="step $t$")
    axes.xaxis.set_major_locator(ticker.MaxNLocator(ticks, integer=True))


def log_axis(
    axes: Axes,
    along: Literal["x", "y"],
    limits: tuple[float, float],
    *,
    base: float = 10,
    ticks: int = 9,
) -> None:
    """Make an axis logarithmic between limits, with at most so many ticks, at powers of a base."""
    # limits first: with none, a new scale looks for data, and finds those of cleared axes as well
    axes.set(**{f"{along}lim": limits, f"{along}scale": "log"})
    axis = axes.xaxis if along == "x" else axes.yaxis
    axis.set_major_locator(ticker.LogLocator(base=base, numticks=ticks))
    axis.set_minor_locator(ticker.NullLocator())


@styled
def gap_axes(
    axes: Axes,
    highest: float,
    n_steps: int,
    *,
    name: str = "f(w_t)",
    lowest: float = GAP_FLOOR,
    ticks: int = 9,
) -> Axes:
    r"""Return the axes dressed for a gap against the step, on a log axis whose limits stay put.

    Parameters
    ----------
    axes : Axes
        Where curves of gaps (values minus the minimum value, or gradient norms) will be drawn.
    highest : float
        A typical large value; the axis ends at the next power of ten, 1e100 at the most.
    n_steps : int
        The axis of steps ends here.
    name : str
        The symbol of what is shown, in LaTeX; "" for none.
    lowest : float
        The axis of gaps begins here.
    ticks : int
        At most so many numbers on it.
    """
    instance("axes", axes, Axes)
    number_within("lowest", lowest, above=0)
    highest = min(number_within("highest", highest, above=0), FARTHEST)
    top = max(10 ** np.ceil(np.log10(highest)), 10 * lowest)
    # below the usual floor are so many decades that every second power of ten has a number
    log_axis(axes, "y", (lowest, top), base=100 if lowest < GAP_FLOOR else 10, ticks=ticks)
    step_axis(axes, whole_number("n_steps", n_steps))
    ruled(axes)
    axes.set_ylabel(f"${name}$" if instance("name", name, str) else "")
    return axes


def map_axes(axes: Axes, domain: ArrayLike, coordinates: tuple[str, ...] = ("x", "y")) -> None:
    """Dress an axes as a map of a domain, shape (2, 2): both scales alike, both letters named."""
    across, up = coordinates
    ends = np.asarray(domain, dtype=np.float64)
    axes.set_aspect("equal", adjustable="box")
    axes.set(xlim=ends[0], ylim=ends[1], xlabel=f"${across}$")
    axes.set_ylabel(f"${up}$", rotation=0, va="center")
    whole = bool(np.ptp(ends, axis=1).min() >= 4)  # else hardly a number would be left
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(ticker.MaxNLocator(5, integer=whole))
