"""Drawing on a Matplotlib Axes: contour maps, curves, loss curves, surfaces, in the house look.

Every function takes an Axes, draws the *still* part of a picture on it, dresses it (symbols and
meanings on both axes) and returns the main artist. Nothing here computes a descent.
"""

from typing import Any

import numpy as np
from matplotlib import ticker
from matplotlib.axes import Axes
from matplotlib.contour import QuadContourSet
from matplotlib.lines import Line2D
from mpl_toolkits.mplot3d.art3d import Poly3DCollection
from mpl_toolkits.mplot3d.axes3d import Axes3D
from numpy.typing import ArrayLike

from gdteach.figure.dressing import (  # noqa: F401 (labs find all of them here)
    GAP_FLOOR,
    gap_axes,
    log_axis,
    map_axes,
    ruled,
    step_axis,
    title,
)
from gdteach.figure.sampling import grid, levels, limits, value_range
from gdteach.figure.style import LEVELS, colour, scale, styled
from gdteach.numerics.arguments import finite_number, instance, numbers, truth, whole_number, wrong
from gdteach.numerics.catalogue import Objective
from gdteach.numerics.wording import number, times


def _objective(value: object, dimension: int) -> Objective:
    remedy = "make one of your function with as_objective"
    objective: Objective = instance("objective", value, Objective, remedy)
    if objective.dimension != dimension:
        raise ValueError(wrong("objective", f"of {times(dimension, 'dimension')}", objective))
    return objective


@styled
def contour_map(
    axes: Axes,
    objective: Objective,
    *,
    points: int = 161,
    labels: bool = True,
    minimisers: bool = True,
) -> QuadContourSet:
    """Return the isolines drawn: a map of a two-dimensional objective, low is dark.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    objective : Objective
        With ``dimension == 2``; its domain is what the map shows.
    points : int
        Grid points along each side.
    labels : bool
        Whether isolines carry their value.
    minimisers : bool
        Whether known minimisers get a green star.
    """
    instance("axes", axes, Axes)
    objective = _objective(objective, 2)
    labels, minimisers = truth("labels", labels), truth("minimisers", minimisers)
    value_range(objective)
    x, y, values = grid(objective, whole_number("points", points, at_least=10))
    lines = bands(axes, x, y, values, antialiased=True)
    if labels:
        labelled = np.asarray(lines.levels)[2::2]
        for text in axes.clabel(lines, labelled, fmt=number, fontsize=10 * scale()):
            text.set_color("#24425F")
    if minimisers:
        minimiser_stars(axes, objective)
    map_axes(axes, objective.domain, objective.coordinates)
    return lines


def bands(
    axes: Axes,
    x: ArrayLike,
    y: ArrayLike,
    values: ArrayLike,
    *,
    width: float = 1.0,
    **where: Any,
) -> QuadContourSet:
    """Return the isolines drawn between filled bands, low is dark; ``where`` is for 3-D axes."""
    chosen = levels(values)
    shades = LEVELS(np.linspace(0, 1, len(chosen) - 1))
    axes.contourf(x, y, values, levels=chosen, colors=list(shades), **where)
    lines = axes.contour(
        x, y, values, levels=chosen[1:-1], colors="white", linewidths=width, linestyles="solid",
        **where,
    )  # fmt: skip
    if len(chosen) == 2:  # a constant: 3-D axes stumble over no lines
        lines.remove()
    return lines


@styled
def minimiser_stars(axes: Axes, objective: Objective) -> Line2D | None:
    """Return the stars drawn on the known minimisers of a map or a graph; None if none is known."""
    known = [p for p in (objective.minimisers, objective.local_minimisers) if len(p)]
    if not known:
        return None
    stars = np.concatenate(known)
    heights = objective.function(stars) if objective.dimension == 1 else stars[:, 1]
    return landmarks(axes, stars[:, 0], heights)


@styled
def landmarks(axes: Axes, across: ArrayLike, up: ArrayLike, role: str = "minimiser") -> Line2D:
    """Return the marks drawn at points, shapes (n,) each: a star on minimisers, else diamonds."""
    star = role == "minimiser"
    (line,) = axes.plot(
        across, up, "*" if star else "D", color=colour(role), linestyle="", zorder=4,
        markersize=(17 if star else 9) * scale(), markeredgecolor="white", markeredgewidth=1.2,
    )  # fmt: skip
    return line


@styled
def curve(
    axes: Axes, objective: Objective, *, points: int = 401, minimisers: bool = True
) -> Line2D:
    """Return the line drawn: the graph of a one-dimensional objective over its domain.

    Parameters
    ----------
    axes : Axes
        Where to draw.
    objective : Objective
        With ``dimension == 1``.
    points : int
        Number of points the line goes through.
    minimisers : bool
        Whether known minimisers get a green star.
    """
    instance("axes", axes, Axes)
    objective = _objective(objective, 1)
    truth("minimisers", minimisers)
    value_range(objective)
    w, values = grid(objective, whole_number("points", points, at_least=10))
    (line,) = axes.plot(w, values, color=colour("curve"))
    if minimisers:
        minimiser_stars(axes, objective)
    axes.set(xlim=objective.domain[0], ylim=limits(values), xlabel="$w$", ylabel="$f(w)$")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(ticker.MaxNLocator(6))
    return line


def landscape(axes: Axes, objective: Objective, *, labels: bool = True) -> None:
    """Draw an objective as its dimension allows: its graph in one, its contour map in two."""
    if objective.dimension == 1:
        curve(axes, objective)
    else:
        contour_map(axes, objective, labels=labels)


@styled
def loss_curve(axes: Axes, gaps: ArrayLike, *, role: str = "path", label: str = "") -> Line2D:
    """Return the line drawn: one gap per step, on whatever scale the axes have.

    Parameters
    ----------
    axes : Axes
        Dressed with `gap_axes`, or with a plain scale.
    gaps : array_like, shape (T + 1,)
        Values minus the minimum value (or values, or gradient norms), one per step.
    role : str
        A colour role.
    label : str
        Written at the end of the line.
    """
    instance("axes", axes, Axes)
    tint = colour(role, "role")
    instance("label", label, str)
    heights = numbers("gaps", gaps)
    if heights.ndim != 1:
        raise ValueError(
            wrong("gaps", "one number per step", gaps, f"its shape is {heights.shape}")
        )
    shown = np.where(heights > 0, heights, np.nan) if axes.get_yscale() == "log" else heights
    (line,) = axes.plot(np.arange(len(shown)), shown, color=tint)
    seen = np.flatnonzero(np.isfinite(shown))
    if label and seen.size:
        axes.annotate(
            label, (seen[-1], shown[seen[-1]]), xytext=(6, 0), textcoords="offset points",
            color=tint, va="center", annotation_clip=False,
        )  # fmt: skip
    return line


@styled
def surface(
    axes: Axes3D,
    objective: Objective,
    *,
    points: int = 61,
    elevation: float = 32,
    azimuth: float = -60,
) -> Poly3DCollection:
    """Return the surface drawn: the graph of a two-dimensional objective.

    Parameters
    ----------
    axes : Axes3D
        Made with ``subplot_kw={"projection": "3d"}``.
    objective : Objective
        With ``dimension == 2``.
    points : int
        Grid points along each side.
    elevation, azimuth : float
        Where the eye is, in degrees above the floor and around the vertical.
    """
    if not isinstance(axes, Axes3D):
        remedy = 'make it with subplot_kw={"projection": "3d"}'
        raise TypeError(wrong("axes", "3-D axes", axes, remedy))
    elevation, azimuth = finite_number("elevation", elevation), finite_number("azimuth", azimuth)
    x, y, values = grid(_objective(objective, 2), whole_number("points", points, at_least=5))
    sheet = axes.plot_surface(
        x, y, values, cmap=LEVELS, rstride=1, cstride=1, linewidth=0.2,
        edgecolor="#7FA3C4", antialiased=True, alpha=0.9,
    )  # fmt: skip
    axes.view_init(elev=elevation, azim=azimuth)
    axes.set(xlabel="$x$", ylabel="$y$", zlabel="$f(x, y)$")
    return sheet
