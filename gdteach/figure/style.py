"""The house look: what each colour means, and the type sizes for a notebook and for a lecture.

A colour stands for the same thing in every picture (Okabe and Ito's palette, told apart with any
colour vision), and never alone: a marker or a dash differs too.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from inspect import getmembers, isfunction
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap, is_color_like, to_hex, to_rgba
from matplotlib.figure import Figure

from gdteach.numerics.arguments import number_within, one_of, whole_number, wrong

#: Role -> colour. Layers, curves and maps name the role, never the number.
COLOURS = {
    "path": "#D55E00",  # iterates, the path, the step −η∇f
    "gradient": "#000000",
    "minimiser": "#009E73",
    "saddle": "#CC79A7",  # and maxima
    "second": "#0072B2",
    "third": "#E69F00",
    "fourth": "#56B4E9",
    "curve": "#33475B",  # the graph of the objective itself
    "quiet": "#8A8F98",  # guide lines
}

#: Level sets: low is dark, and even the darkest lets a black arrow be seen.
LEVELS = LinearSegmentedColormap.from_list(
    "gdteach_levels", ["#5E8FC0", "#8DB3D8", "#B8D0E8", "#D9E6F3", "#EEF4FA", "#F8FBFE"]
)

PIXELS_PER_INCH = 96  # so that a point of type is 4/3 of a CSS pixel, as everywhere on a page


def _look(type_size: float, line_width: float) -> dict[Any, Any]:
    """Return the rcParams of one look from its type size and line width, both in points."""
    return {
        "font.family": "DejaVu Sans",
        "font.size": type_size,
        "axes.titlesize": type_size + 1,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.labelsize": type_size,
        "xtick.labelsize": type_size,
        "ytick.labelsize": type_size,
        "legend.fontsize": type_size,
        "figure.titlesize": type_size + 2,
        "lines.linewidth": line_width,
        "lines.markersize": 3 * line_width,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": "#3C4043",
        "axes.linewidth": 1.0,
        "xtick.color": "#3C4043",
        "ytick.color": "#3C4043",
        "axes.facecolor": "white",
        "figure.facecolor": "white",
        "savefig.facecolor": "white",
        "savefig.transparent": False,
        "savefig.bbox": None,  # a cropped picture would slide from under its layers
        "figure.dpi": PIXELS_PER_INCH,
        "mathtext.fontset": "dejavusans",
        "axes.unicode_minus": True,
        "legend.frameon": False,
    }


STYLES = {"notebook": _look(12, 2.25), "lecture": _look(18, 3.25)}
_SCALE = {"notebook": 1.0, "lecture": 1.4}
_current = "notebook"
_inside = False  # whether the house look is in force
#: What Matplotlib itself would draw with, but for where it draws.
PLAIN = {
    key: mpl.rcParamsDefault[key] for key in mpl.rcParamsDefault if not key.startswith("backend")
}


def use_style(name: str) -> None:
    """Set the look of every figure made from now on.

    Parameters
    ----------
    name : {"notebook", "lecture"}
        "notebook" has 12-point type; "lecture" has 18-point type, thicker lines and larger
        figures, for a projector.
    """
    global _current
    _current = one_of("name", name, STYLES)
    mpl.rcParams.update(STYLES[_current])


def current_style() -> str:
    """Return the name of the look in force."""
    return _current


def scale() -> float:
    """Return how much larger than in a notebook lines and marks are drawn, dimensionless."""
    return _SCALE[_current]


def colour(role: str, argument: str = "colour") -> str:
    """Return the colour of a role, or any Matplotlib colour, as hexadecimal digits.

    The browser knows those, and neither "C0" nor "tab:blue". An error message calls it as its
    ``argument`` is called.

    >>> colour("path"), colour("tab:blue")
    ('#D55E00', '#1f77b4')
    """
    known = f"roles: {', '.join(COLOURS)}"
    if not isinstance(role, str):
        raise TypeError(wrong(argument, "a role or a colour (a string)", role, known))
    if role in COLOURS:
        return COLOURS[role]
    if not is_color_like(role):
        near = get_close_matches(role, COLOURS, n=1)
        remedy = f"did you mean {near[0]!r}?" if near else known
        raise ValueError(wrong(argument, "a role or a colour", role, remedy))
    return to_hex(role, keep_alpha=to_rgba(role)[3] < 1)


@contextmanager
def style() -> Iterator[None]:
    """Return a context in which Matplotlib draws in the house look, and heights may overflow.

    That is Matplotlib's own defaults and the look in force, whatever a learner's style sheets,
    theme or ``matplotlibrc`` say.
    """
    global _inside
    if _inside:
        yield
        return
    theirs = {key: value for key, value in PLAIN.items() if dict.get(mpl.rcParams, key) != value}
    _inside = True
    try:
        with mpl.rc_context(theirs | STYLES[_current]), np.errstate(all="ignore"):
            yield
    finally:
        _inside = False


styled = style()  # the same as a decorator: whatever a function draws is in the house look


class HouseAxes(Axes):
    """Flat axes that draw in the house look also what a notebook's cell asks them for."""


_BESIDES = "set", "grid", "tick_params"  # what else makes something that is seen
for _name, _method in getmembers(Axes, isfunction):
    if _name[0] != "_" and (_name in vars(Axes) or _name.startswith(_BESIDES)):
        setattr(HouseAxes, _name, styled(_method))


@styled
def subplots(
    rows: int = 1, columns: int = 1, *, width: float = 9.0, height: float = 4.0, **options: Any
) -> tuple[Figure, Any]:
    """Return a figure in the house look and its axes, like ``pyplot.subplots``.

    The figure belongs to nobody else: pyplot does not know it, so it is not shown twice and it
    is freed with its last reference.

    Parameters
    ----------
    rows, columns : int
        The grid of axes.
    width, height : float
        Size in inches of 96 CSS pixels, for the notebook look; the lecture look enlarges both.
    **options
        Passed to ``Figure.subplots`` (``sharey``, ``width_ratios``, ``subplot_kw``, ...).

    Returns
    -------
    figure : matplotlib.figure.Figure
    axes : matplotlib.axes.Axes or ndarray of Axes

    Examples
    --------
    >>> figure, axes = subplots(width=6, height=4)
    >>> axes.get_figure() is figure
    True
    """
    rows = whole_number("rows", rows, at_least=1)
    columns = whole_number("columns", columns, at_least=1)
    figure = _empty_figure(width, height)
    return figure, figure.subplots(rows, columns, **_housed(options))


@styled
def mosaic(
    layout: str, *, width: float = 9.0, height: float = 4.0, **options: Any
) -> tuple[Figure, list[Axes]]:
    """Return a figure as `subplots` does, and axes that may span rows or columns of its grid.

    ``layout`` has a letter for each cell, rows divided by ``;``. Cells with the same letter are one
    axes; the axes come in the order in which their letters first appear.

    >>> figure, (map, above, below) = mosaic("ma;mb", height=5.0, width_ratios=[2, 1])
    """
    figure = _empty_figure(width, height)
    return figure, list(figure.subplot_mosaic(layout, **_housed(options)).values())


def _housed(options: dict[str, Any]) -> dict[str, Any]:
    """Return options for axes, which are the house's own unless a projection is asked for."""
    asked = options.get("subplot_kw") or {}
    kind = {} if {"projection", "polar", "axes_class"} & {*asked} else {"axes_class": HouseAxes}
    return {**options, "subplot_kw": {**asked, **kind}}


def _empty_figure(width: float, height: float) -> Figure:
    """Return a figure of a size given in inches of the notebook look."""
    size = number_within("width", width, above=0), number_within("height", height, above=0)
    factor = 1.3 if _current == "lecture" else 1.0
    figure = Figure(figsize=tuple(factor * np.array(size)), layout="constrained")
    FigureCanvasAgg(figure)
    return figure
