"""The house look: colours that mean the same everywhere, type and lines that can be read."""

import gc
import re
import weakref
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.text import Text

import gdteach as gd
from gdteach.figure import style

FOLDER = Path(gd.__file__).parent / "figure"
OKABE_ITO = {
    "path": "#D55E00",
    "minimiser": "#009E73",
    "saddle": "#CC79A7",
    "second": "#0072B2",
    "third": "#E69F00",
    "fourth": "#56B4E9",
}


@pytest.fixture(autouse=True)
def own_rcparams():
    with mpl.rc_context():
        yield
        gd.use_style("notebook")


# ------------------------------------------------------------------------------------ colours


def test_roles_have_the_colours_of_the_design_each_its_own():
    assert {role: style.COLOURS[role].upper() for role in OKABE_ITO} == OKABE_ITO
    assert style.COLOURS["gradient"] == "#000000"
    assert len({value.upper() for value in style.COLOURS.values()}) == len(style.COLOURS)


def test_the_browser_gets_its_colours_from_python_and_its_stylesheet_agrees():
    js, css = ((FOLDER / f"animated_figure.{kind}").read_text("utf-8") for kind in ("js", "css"))
    assert not re.findall(r"#[0-9a-fA-F]{6}\b", js)
    hand = re.search(r"\.gdteach-hand\s*\{[^}]*?stroke:\s*(#\w+)", css)
    focus = re.search(r":focus-visible\s*\{[^}]*?outline:[^;]*?(#\w+)", css)
    assert hand.group(1).upper() == style.COLOURS["path"]
    assert focus.group(1).upper() == style.COLOURS["second"]


def luminance(colour):
    """Return the relative luminance of an RGB colour, as WCAG 2 defines it."""
    c = np.asarray(colour)[:3]
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def test_level_sets_are_dark_where_low_and_never_too_dark_for_black():
    shades = np.array([luminance(c) for c in style.LEVELS(np.linspace(0, 1, 50))])
    assert (np.diff(shades) > 0).all()
    assert (shades[0] + 0.05) / 0.05 >= 4.5  # the contrast of black on the darkest


@pytest.mark.parametrize(
    ("given", "hexadecimal"),
    [
        ("path", "#d55e00"), ("red", "#ff0000"), ("tab:blue", "#1f77b4"), ("#ABC", "#aabbcc"),
        ("0.5", "#808080"), ("#01020380", "#01020380"),
    ],
)  # fmt: skip
def test_a_colour_is_what_a_browser_understands(given, hexadecimal):
    assert style.colour(given).lower() == hexadecimal


# --------------------------------------------------------------------------- type and lines


def texts():
    """Return all texts of figures that together hold every kind of text the package draws."""
    found = []
    for objective in (gd.rosenbrock(), gd.as_objective(lambda w: 1e6 * w)):
        player = gd.DescentLab(objective).player
        with player.drawn(1):
            found += player.figure.findobj(Text)
    deep, space = gd.subplots(subplot_kw={"projection": "3d"})
    gd.surface(space, gd.himmelblau(), points=7)
    deep.draw_without_rendering()
    figure, flat = gd.subplots()
    gd.gap_axes(flat, 1e3, 50, name="f(w_t)")
    gd.loss_curve(flat, [3, 2, 1], label="a label")
    flat.legend(["a line"], title="lines")
    gd.title(flat, "A heading")
    figure.suptitle("Above all")
    figure.draw_without_rendering()
    return found + figure.findobj(Text) + deep.findobj(Text)


@pytest.mark.parametrize(
    ("name", "smallest", "isolines"), [("notebook", 12, 10), ("lecture", 18, 14)]
)
def test_all_type_can_be_read(name, smallest, isolines):
    gd.use_style(name)
    seen = [text for text in texts() if text.get_text() and text.get_visible()]
    on_isolines = [text for text in seen if text.get_color() == "#24425F"]
    assert len(seen) - len(on_isolines) > 50
    assert len(on_isolines) > 2
    for text in seen:
        least = isolines if text in on_isolines else smallest
        assert text.get_fontsize() >= least - 1e-9, text


@pytest.mark.parametrize("name", ["notebook", "lecture"])
@pytest.mark.parametrize("objective", ["parabola", "himmelblau"])
def test_lines_are_two_points_wide_or_more(name, objective):
    gd.use_style(name)
    looks = [layer.look() for layer in gd.DescentLab(objective).player.layers]
    widths = [look["width"] * 0.75 for look in looks if "width" in look]  # points in a CSS pixel
    assert len(widths) >= 3
    _, axes = gd.subplots()
    graphs = gd.curve(axes, gd.parabola()), gd.loss_curve(axes, [2, 1])
    assert min(widths + [line.get_linewidth() for line in graphs]) >= 2 - 1e-9


# ----------------------------------------------------------------------------- the two looks


def test_a_lecture_is_larger_in_every_way():
    notebook, _ = gd.subplots(width=6, height=4)
    marker = gd.Marker(notebook.subplots(), [[0, 0]])
    small = marker.look()["size"]
    gd.use_style("lecture")
    lecture, _ = gd.subplots(width=6, height=4)
    assert (lecture.get_size_inches() > notebook.get_size_inches()).all()
    assert marker.look()["size"] > small
    assert style.current_style() == "lecture"


def test_the_learners_own_settings_are_left_alone():
    mpl.rcParams["font.size"] = 7
    before = dict(mpl.rcParams)
    _, axes = gd.subplots()
    gd.contour_map(axes, gd.himmelblau())
    assert dict(mpl.rcParams) == before


def drawn_in_a_cell():
    """Return the bytes of a picture as a notebook's cell draws one, and of a lab's still."""
    figure, (left, right) = gd.subplots(1, 2, width=7, height=3)
    gd.contour_map(left, gd.himmelblau())
    right.set(xlabel="step", ylabel="height $x^2$", xticks=[0, 1, 2])
    gd.title(right, "Where the ball is")
    right.plot([0, 1], [0, 1])
    right.text(0.5, 0.5, "here")
    right.annotate("there", (1, 0.2))
    right.legend(["a line"])
    return gd.picture(figure, "x").png, gd.DescentLab(gd.parabola()).player.still()


@pytest.fixture(scope="module")
def plain():
    """The same bytes, drawn before anybody sets anything."""
    return drawn_in_a_cell()


@pytest.mark.parametrize("theirs", ["dark_background", "ggplot", "xkcd", "usetex", "own"])
def test_the_learners_own_settings_do_not_reach_our_figures(theirs, plain):
    if theirs == "xkcd":
        plt.xkcd()
    elif theirs == "usetex":  # no LaTeX is needed, though it is asked for
        mpl.rcParams["text.usetex"] = True
    elif theirs == "own":
        small = {"font.size": 5, "axes.labelsize": 4, "figure.dpi": 40}
        mpl.rcParams.update(small | {"axes.formatter.use_locale": True, "axes.grid": True})
    else:
        plt.style.use(theirs)
    before = dict(mpl.rcParams)
    assert drawn_in_a_cell() == plain
    assert dict(mpl.rcParams) == before


# ----------------------------------------------------------------------------------- subplots


def test_subplots_is_like_pyplots_and_unknown_to_it():
    figure, axes = gd.subplots(2, 3, width=6, height=4, sharex=True)
    assert axes.shape == (2, 3)
    assert tuple(figure.get_size_inches()) == (6, 4)
    assert plt.get_fignums() == []


def test_a_figure_is_freed_with_its_last_reference():
    figure, axes = gd.subplots()
    gd.contour_map(axes, gd.saddle())
    gone = weakref.ref(figure)
    del figure, axes
    gc.collect()
    assert gone() is None
