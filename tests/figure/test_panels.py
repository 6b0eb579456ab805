"""The panels of a picture, which can stand one below the other."""

import numpy as np
import pytest

import gdteach as gd
from gdteach.figure.panels import panels
from gdteach.figure.projection import box_of, to_pixels
from gdteach.figure.style import mosaic, style
from tests.seeing import told


def written(axes):
    """Return the edges, in CSS pixels, of an axes with all that is written around it."""
    with style():
        x0, y0, x1, y1 = np.array(axes.get_tightbbox().extents) * 96 / axes.figure.dpi
    return x0, 96 * axes.figure.get_figheight() - y1, x1, 96 * axes.figure.get_figheight() - y0


@pytest.mark.parametrize(
    ("layout", "where"),
    [
        ("ab", ["a", "b"]),
        ("abc;def", ["ad", "be", "cf"]),  # columns belong together
        ("ma;mb", ["m", "ab"]),
        ("ll;ms", ["l", "m", "s"]),  # something spans the columns: rows first
        ("a;b", ["a", "b"]),
    ],
)
def test_every_panel_holds_the_whole_of_its_axes(layout, where):
    figure, axes = mosaic(layout)
    letters = sorted(set(layout) - {";"}, key=layout.index)
    named = dict(zip(letters, axes, strict=True))
    for each in axes:
        each.set(xlabel="step", ylabel="f", title="Where")
    found = told(gd.AnimatedFigure(figure), "panels")
    assert len(found) == len(where)
    for (left, top, width, height), letters in zip(found, where, strict=True):
        for letter in letters:
            x0, y0, x1, y1 = written(named[letter])
            assert left <= x0 < x1 <= left + width
            assert top <= y0 < y1 <= top + height
    # whole within the picture, and without another's axes
    area = 96**2 * np.prod(figure.get_size_inches())
    assert 0.7 * area < sum(width * height for _, _, width, height in found) <= area
    assert np.min(found) >= 0


def test_a_lone_panel_is_what_is_drawn_in_the_middle_of_a_wide_picture():
    figure, axes = gd.subplots(width=9)
    axes.set_aspect("equal")
    figure.draw_without_rendering()
    x0, _, x1, _ = written(axes)
    ((left, _, width, _),) = panels(figure)
    assert x0 - 10 < left <= x0 < x1 <= left + width < x1 + 10


def test_what_cannot_be_cut_is_one_panel():
    figure, (left, _) = gd.subplots(1, 2)
    assert len(panels(figure)) == 2
    title = figure.suptitle("Both")
    assert panels(figure) == []
    title.remove()
    assert len(panels(figure)) == 2
    left.text(1.9, 0.5, "across")
    assert len(panels(figure)) == 1


def test_a_leap_far_up_or_down_stays_over_the_middle_of_its_own_axes():
    figure, both = gd.subplots(1, 2)
    gd.AnimatedFigure(figure)
    for axes in both:
        left, _, width, _ = box_of(axes)
        far = to_pixels(axes, np.array([[0.5, 1e9], [0.5, -1e300]]))
        assert far[:, 0] == pytest.approx([left + width / 2] * 2)
