"""What the fog hike draws: the map in fog and in the clear, and the walks on it."""

from dataclasses import replace
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from numpy.typing import NDArray

from gdteach.course.start.hike import STEPS, STRIDE, Hike
from gdteach.figure import Arrow, Curve, Layer, Marker, Trail, colour, figures, scale
from gdteach.figure.paths import against_steps
from gdteach.numerics.objective import Objective
from gdteach.numerics.trajectory import Trajectory

Array = NDArray[np.float64]
Pair = tuple[Axes, Axes]  # the map, and how high the walkers are
YOU, IT = "second", "path"  # colour roles; your line is solid, gradient descent's dashed
FALL = 0.35  # length of the downhill arrow at 1 % of slope; it grows with the root: it is no step
CROWDED = 1.2  # a contour's label nearer to the lowest point would be walked upon
ROOM = 0.24  # from the walker's middle to where the arrow begins
HIGHEST, LOWEST = 40.0, -80.0  # m from the start: the same axis for every hill tells nothing
FOG = ["#E7EBEE", "#EBEEF1", "#EFF2F4", "#F3F5F7", "#F7F9FA"]
CORNERS = 25  # of the circle that is one stride


def dress_heights(axes: Axes) -> None:
    """Dress the axes of heights, the same for every hill."""
    figures.step_axis(axes, STEPS, ticks=4)
    axes.set(ylim=(LOWEST, HIGHEST), ylabel="metres above the start")
    axes.axhline(0, color=colour("quiet"), linewidth=1.2, zorder=1)
    figures.title(axes, "How high you are")


def hide(map_axes: Axes, ground: Objective) -> None:
    """Draw the map in fog: axes to find one's way by, and nothing else."""
    (left, right), (low, high) = ground.domain
    x, y = np.meshgrid(np.linspace(left, right, 81), np.linspace(low, high, 81))
    map_axes.contourf(x, y, _wisps(x, y), levels=len(FOG) - 1, colors=FOG)
    figures.map_axes(map_axes, ground.domain)
    figures.title(map_axes, "The map, in fog")


def _wisps(x: Array, y: Array) -> Array:
    """Return swirls that have nothing to do with the hills below: the same on every map."""
    rng = np.random.default_rng(0)
    waves = rng.normal(0, 1.1, (12, 2))
    phases = rng.uniform(0, 2 * np.pi, 12)
    return np.cos(np.stack([x, y], axis=-1) @ waves.T + phases).sum(axis=-1)


def reveal(map_axes: Axes, heights: Axes, ground: Objective) -> None:
    """Draw the map in the clear, and what was possible."""
    lowest = ground.minimum_value
    assert lowest is not None
    above = replace(ground, function=lambda w: ground(w) - lowest)
    bottom = ground.minimisers[0]
    for label in figures.contour_map(map_axes, above, minimisers=False).labelTexts:
        label.set_visible(bool(np.hypot(*(label.get_position() - bottom)) > CROWDED))
    figures.title(map_axes, "Metres above the lowest point")
    possible = lowest - float(ground(ground.start))
    heights.axhline(possible, color=colour("minimiser"), linestyle=":", zorder=1)
    entries = [
        _entry("you", YOU, linestyle="-", marker="o"),
        _entry("gradient descent", IT, linestyle="--", marker="o"),
        _entry("lowest point", "minimiser", linestyle=":", marker="*"),
    ]
    heights.legend(handles=entries, loc="upper right", borderaxespad=0.1)


def _entry(label: str, role: str, **look: Any) -> Line2D:
    """Return a line as it stands in the legend."""
    size, width = (10 if look["marker"] == "*" else 5) * scale(), 1.7 * scale()
    return Line2D([], [], color=colour(role), linewidth=width, markersize=size, label=label, **look)


def in_fog(axes: Pair, hike: Hike, aim: Array | None) -> list[Layer]:
    """Return the walk so far, what has been felt on it, and the step that is being considered."""
    on_map, path, slopes = axes[0], hike.path, hike.slopes
    last = len(path) - 1
    steepness = np.maximum(np.linalg.norm(slopes, axis=1, keepdims=True), 1e-12)
    tails = path - ROOM * slopes / steepness
    heads = tails - FALL * slopes / np.sqrt(steepness)
    steps = np.diff(path, axis=0)
    followed = (-steps * slopes[:-1]).sum(axis=1) > 0.9 * np.hypot(*steps.T) * steepness[:-1, 0]
    felt: list[Layer] = [  # a place's arrow stays, quietly, if you left it on another way
        Arrow(on_map, *_from(k + 1, [tails[k], heads[k]], last), colour="quiet", width=1.5)
        for k in np.flatnonzero(~followed).tolist()
    ]
    if hike.steps_left:
        turn = np.linspace(0, 2 * np.pi, CORNERS)
        circle = path[-1] + STRIDE * np.column_stack([np.cos(turn), np.sin(turn)])
        (rings,) = _from(last, [circle], last)
        felt.append(Curve(on_map, rings, colour="quiet", width=1.2, dashed=True))
    if aim is not None:  # the step itself, not a direction
        ends = _from(last, [path[-1], path[-1] + aim], last)
        felt.append(Arrow(on_map, *ends, colour=YOU, width=1.7))
    trails, marks = _walk(axes, hike, YOU, size=10)
    return [
        *felt,
        Arrow(on_map, tails, heads, colour=IT, dashed=True, label="downhill"),
        *trails,
        *marks,
    ]


def in_the_clear(axes: Pair, hike: Hike, run: Trajectory) -> list[Layer]:
    """Return both walks, to be played side by side."""
    your_trails, your_marks = _walk(axes, hike, YOU, size=6, width=1.5)
    its_walk = Hike(hike.ground, run.iterates)
    its_trails, its_marks = _walk(axes, its_walk, IT, size=10, width=1.5, dashed=True)
    star = Marker(axes[0], hike.ground.minimisers[:1], colour="minimiser", shape="star")
    # the dashes and the ring show even where both walks are one
    return [*your_trails, *its_trails, star, *its_marks, *your_marks]


def _walk(
    axes: Pair, hike: Hike, role: str, *, size: float, width: float = 2.0, dashed: bool = False
) -> tuple[list[Layer], list[Layer]]:
    """Return the trails of a walk on the map and on the axes of heights, and its marks."""
    on_map, heights = axes
    climb = against_steps(heights, hike.heights - hike.heights[0])
    trails: list[Layer] = [
        Trail(where, points, colour=role, dashed=dashed, width=width)
        for where, points in ((on_map, hike.path), (heights, climb))
    ]
    marks: list[Layer] = [
        Marker(on_map, hike.path[:1], shape="ring", colour=role, size=size),
        Marker(on_map, hike.path, colour=role, size=size),
        Marker(heights, climb, colour=role, size=size),
    ]
    return trails, marks


def _from(step: int, places: list[Array], last: int) -> list[Array]:
    """Return tracks of places that are not there before a step."""
    there = np.arange(last + 1) >= step
    return [np.where(there.reshape(-1, *[1] * place.ndim), place, np.nan) for place in places]
