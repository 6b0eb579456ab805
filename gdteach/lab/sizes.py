"""Sizes of controls, which grow with the type in a lecture."""

import ipywidgets as widgets

from gdteach.figure.style import scale
from gdteach.lab.number_box import NumberBox

LABEL_WIDTH = 128  # CSS pixels, the description of the first control of a row
LETTER, AROUND = 6.6, 9  # CSS pixels: a letter of a description on average, and its margins
# what a control is wide beside its description, in CSS pixels
ROOM = {
    NumberBox: 98,
    widgets.Dropdown: 232,
    widgets.FloatSlider: 288,
    widgets.IntSlider: 302,
    widgets.SelectionSlider: 236,
}


def px(length: float) -> str:
    """Return a length in CSS pixels for the look in force, as a stylesheet wants it."""
    return f"{round(length * scale())}px"


def align(rows: list[list[widgets.Widget]]) -> None:
    """Give the first controls of several rows one column of labels, and the others room."""
    for row in rows:
        first = len(rows) > 1
        for control in row:
            if control.layout.display != "none":
                label(control, first)
                first = False


def label(control: widgets.Widget, first: bool) -> None:
    """Make room for a control's description: the column of labels, or as wide as it is."""
    if hasattr(control, "make_room"):  # several widgets that know which of them is in front
        control.make_room(first)
    elif type(control) in ROOM:
        width = LABEL_WIDTH if first else round(LETTER * len(control.description)) + AROUND
        control.style.description_width = px(width)
        control.layout.width = px(width + ROOM[type(control)])
    elif isinstance(control, widgets.Checkbox):
        control.layout.margin = f"2px 0 2px {px(LABEL_WIDTH + 8 if first else 16)}"
