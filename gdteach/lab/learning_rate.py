"""The learning-rate control: a slider on a log scale, a box for an exact value, and the theory.

Under the slider stand the marks 1/L, 2/(L+μ) and 2/L of the objective at hand, where they exist.
"""

from __future__ import annotations

import html

import ipywidgets as widgets
import numpy as np
import traitlets

from gdteach.figure.checked import Checked
from gdteach.figure.style import scale
from gdteach.lab.sizes import LABEL_WIDTH, px
from gdteach.numerics.arguments import number_within
from gdteach.numerics.catalogue import Objective
from gdteach.numerics.curvature import curvature, marks, rounded

# px from the slider's box to its track, as the browser has it
LEFT_OF_TRACK, RIGHT_OF_TRACK = 13, 6
LETTER = 0.014  # a letter's width as a share of the track, to see which labels would overlap
ROW = 18  # px, a row of labels
SLIDER_STEP = 0.005  # decades
LARGEST = 1e9  # beyond it one step leaves every picture
INK, PAPER = "var(--jp-ui-font-color1, #1a1a1a)", "var(--jp-layout-color0, #fff)"  # the theme's
DECADES_BELOW, TIMES_ABOVE = 2.5, 3.0  # how far the slider reaches around the marks


def checked_rate(value: object) -> float:
    """Return ``value`` as a float if it is a learning rate that the controls can show."""
    return number_within("learning_rate", value, at_least=0, at_most=LARGEST)


class LearningRateControl(widgets.VBox):
    """A log slider and a number box for η, with the marks of an objective under the slider.

    Parameters
    ----------
    value : float
        η ≥ 0. The slider cannot show 0 or a value out of its reach; the box shows any.
    name : str
        What the slider is called.
    label_width : float
        Room for that name, in CSS pixels.
    marked : bool
        Whether the marks are shown; without them it fits a third of the page.
    """

    value = Checked(0.1, lambda _, value: checked_rate(value))

    def __init__(
        self,
        value: float = 0.1,
        *,
        name: str = "learning rate η",
        label_width: float = LABEL_WIDTH,
        marked: bool = True,
    ) -> None:
        self._busy = False
        self._marked = marked
        self._marks: dict[str, float] = {}
        self._where = ""
        self.slider = widgets.FloatLogSlider(
            value=0.1, min=-3, max=0, step=SLIDER_STEP, readout=False,
            description=name,
            style={"description_width": px(label_width)},
            layout=widgets.Layout(width="100%", margin="0"),
        )  # fmt: skip
        self.box = widgets.BoundedFloatText(
            value=0.1, min=0, max=LARGEST, step=None, description="η =",
            style={"description_width": px(30)},
            layout=widgets.Layout(width=px(132)),
        )  # fmt: skip
        self.scale = widgets.HTML(layout=widgets.Layout(width="100%", margin="0", height="auto"))
        column = widgets.VBox(
            [self.slider, self.scale],
            layout=widgets.Layout(flex="1 1 300px" if marked else "1 1 120px", overflow="visible"),
        )
        super().__init__(
            [widgets.HBox([column, self.box], layout=widgets.Layout(align_items="flex-start"))]
        )
        self.slider.observe(self._from_slider, "value")
        self.box.observe(self._from_box, "value")
        self.value = value

    @traitlets.observe("value")
    def _to_controls(self, _: object) -> None:
        self._busy = True
        try:
            self.box.value = self.value
            self._reach()
            if self.value > 0 and self._apart(self.slider.value):
                self.slider.value = self.value
        finally:
            self._busy = False

    def _from_slider(self, change: dict[str, float]) -> None:
        # the browser rounds to the slider's own steps and says so: that was not the learner's hand
        new = change["new"]
        if not self._busy and self._apart(new):
            # the slider's place nearest to a mark means the mark: at 2/L, nearly is not enough
            on_mark = (
                mark
                for mark in self._marks.values()
                if abs(np.log10(new / mark)) <= 0.5 * SLIDER_STEP
            )
            self.value = next(on_mark, rounded(new))

    def _apart(self, place: float) -> bool:
        """Return whether the slider's place is another than the value's, to the slider's step.

        A place that is near enough is left alone: the slider may be in somebody's hand, and from a
        distant kernel a correction comes so late that it would undo what the hand did meanwhile.
        """
        return self.value <= 0 or bool(abs(np.log10(place / self.value)) > 0.6 * SLIDER_STEP)

    def _from_box(self, change: dict[str, float]) -> None:
        if not self._busy:
            self.value = change["new"]

    def suit(self, objective: Objective) -> None:
        """Return nothing; set the slider's reach and its marks for an objective."""
        known = curvature(objective)
        self._marks = marks(objective)
        self._where = known.where if known else ""
        self._busy = True
        try:
            self._reach()
        finally:
            self._busy = False

    def _reach(self) -> None:
        """Let the slider reach around the marks, and as far as the value if it lies beyond."""
        wall = self._marks.get("2/L", 1.0)
        low, high = np.log10(wall) - DECADES_BELOW, np.log10(TIMES_ABOVE * wall)
        if self.value > 0:
            low, high = min(low, np.log10(self.value)), max(high, np.log10(self.value))
        with self.slider.hold_trait_notifications():
            self.slider.min, self.slider.max = float(low), float(high)
        if self._marked:
            self.scale.value = scale_html(self._marks, float(low), float(high), self._where)


def scale_html(found: dict[str, float], low: float, high: float, where: str = "") -> str:
    """Return the marks as HTML, each under its place on the slider's track."""
    if not found:
        return ""
    ticks, labels = "", ""
    line, letter = round(ROW * scale()), LETTER * scale()
    ends: list[float] = []  # per row of labels: where its last label ends
    for name, rate in found.items():
        share = (np.log10(rate) - low) / (high - low)
        label = f"{name} = {rate:.3g}" + (f" (L {where})" if where and name == "2/L" else "")
        half = letter * len(label) / 2
        row = next((i for i, end in enumerate(ends) if end < share - half), len(ends))
        ends[row:] = [share + half, *ends[row + 1 :]]
        place, height = f"position:absolute;left:{100 * share:.2f}%;", 5 + row * line
        ticks += (
            f'<span class="gdteach-tick" title="{name}" style="{place}top:0;width:1px;'
            f'height:{height}px;background:currentColor"></span>'
        )
        labels += (
            f'<span style="{place}top:{height}px;transform:translateX(-50%);white-space:nowrap;'
            f'background:{PAPER};padding:0 2px">{html.escape(label)}</span>'
        )
    left = f"{round(LABEL_WIDTH * scale()) + LEFT_OF_TRACK}px"
    return (
        f'<div style="position:relative;height:{8 + line * len(ends)}px;font-size:{px(13)};'
        f'line-height:{line}px;color:{INK};margin:0 {RIGHT_OF_TRACK}px 0 {left}">'
        f"{ticks}{labels}</div>"
    )
