"""A slider on a log scale with a box for an exact value: a tolerance, or a learning rate.

Under a learning rate's slider stand the marks 1/L, 2/(L+μ) and 2/L of the objective at hand.
"""

import html

import ipywidgets as widgets
import numpy as np

from gdteach.figure.style import scale
from gdteach.lab.controls import Composite
from gdteach.lab.sizes import LABEL_WIDTH, px
from gdteach.numerics.catalogue import Objective
from gdteach.numerics.curvature import curvature, marks

# px from the slider's box to its track, as the browser has it
LEFT_OF_TRACK, RIGHT_OF_TRACK = 13, 6
LETTER = 0.014  # a letter's width as a share of the track, to see which labels would overlap
ROW = 18  # px, a row of labels
INK, PAPER = "var(--jp-ui-font-color1, #1a1a1a)", "var(--jp-layout-color0, #fff)"  # the theme's
DECADES_BELOW, TIMES_ABOVE = 2.5, 3.0  # how far the slider reaches around the marks
LARGEST_RATE = 1e9  # beyond it one step leaves every picture
SMALLEST_TOLERANCE, LARGEST_TOLERANCE = 1e-12, 1e2


class LogSlider(Composite):
    """A log slider and a number box for one positive number, or 0 in the box alone.

    ``name`` and ``symbol`` are what the two are called; ``widths``, in CSS pixels, are those of the
    slider's name, of the box's, and of the box. ``under`` stands under the slider.
    """

    low, high = 0.0, LARGEST_RATE  # what the box takes; unless it is 0, the slider reaches as far
    step, digits = 0.005, 3  # decades of the slider; its places are read to so many digits

    def __init__(
        self,
        name: str,
        symbol: str,
        widths: tuple[float, float, float],
        under: widgets.Widget | None = None,
        **layout: str,
    ) -> None:
        self.slider = widgets.FloatLogSlider(
            value=self.low or 1e-3, min=np.log10(self.low or 1e-3),
            max=np.log10(self.high) if self.low else 0, step=self.step, readout=False,
            description=name, style={"description_width": px(widths[0])},
            layout=widgets.Layout(width="100%", margin="0"),
        )  # fmt: skip
        self.box = widgets.BoundedFloatText(
            value=self.low, min=self.low, max=self.high, step=None, description=symbol,
            style={"description_width": px(widths[1])},
            layout=widgets.Layout(width=px(widths[2]), flex="0 0 auto"),
        )  # fmt: skip
        stack = widgets.VBox(
            [self.slider] if under is None else [self.slider, under],
            layout=widgets.Layout(flex="1 1 120px", overflow="visible"),
        )
        super().__init__([self.slider, self.box], [stack, self.box], **layout)

    def make_room(self, first: bool) -> None:
        """Leave the descriptions as wide as they were made."""

    def write(self, value: float) -> None:
        """Show a value in the box, and the place nearest to it on the slider."""
        self.box.value = value
        self.reach(value)
        if value > 0 and self._apart(self.slider.value, value):
            self.slider.value = value

    def read(self, part: widgets.Widget) -> float:
        """Return what the box says, or the slider's place as it is read."""
        place = float(part.value)
        if part is self.box:
            return place
        # the browser rounds to the slider's own steps and says so: that was not the learner's hand
        return self.meant(place) if self._apart(place, self.value) else float(self.value)

    def meant(self, place: float) -> float:
        """Return the value that a hand means by a place on the slider."""
        return float(f"{place:.{self.digits}g}")

    def reach(self, value: float) -> None:
        """Let the slider reach as far as it has to for a value."""

    def _apart(self, place: float, value: float) -> bool:
        """Return whether the slider's place is another than the value's, to the slider's step.

        A place that is near enough is left alone: the slider may be in somebody's hand, and from a
        distant kernel a correction comes so late that it would undo what the hand did meanwhile.
        """
        return value <= 0 or bool(abs(np.log10(place / value)) > 0.6 * self.slider.step)


class ToleranceControl(LogSlider):
    """A log slider and a number box for one tolerance, called by a name and what it bounds."""

    low, high, step, digits = SMALLEST_TOLERANCE, LARGEST_TOLERANCE, 0.1, 2

    def __init__(self, name: str, symbol: str) -> None:
        widths = (64, 54, 140)
        super().__init__(name, f"{symbol} ≤", widths, flex="1 1 330px", align_items="center")


class LearningRateControl(LogSlider):
    """A log slider and a number box for η, with the marks of an objective under the slider.

    The slider cannot show 0 or a value out of its reach; the box shows any. It is called by its
    ``name``, or by its letter alone; without the marks it fits a third of the page.
    """

    def __init__(self, symbol: str = "η", name: str = "", *, marked: bool = True) -> None:
        under = widgets.Layout(width="100%", margin="0", height="auto")
        self.scale = widgets.HTML(layout=under) if marked else None
        self._marks: dict[str, float] = {}
        self._where = ""
        widths = (LABEL_WIDTH, 30, 132) if name else (22, 30, 112)
        layout = {"align_items": "flex-start"} if marked else {"flex": "1 1 250px"}
        super().__init__(name or symbol, f"{symbol} =", widths, self.scale, **layout)

    def suit(self, objective: Objective) -> None:
        """Set the slider's reach and its marks for an objective."""
        known = curvature(objective)
        self._marks = marks(objective)
        self._where = known.where if known else ""
        if self.value is not None:
            self.put(self.value)

    def meant(self, place: float) -> float:
        """Return a mark for the place nearest to it: at 2/L, nearly is not enough."""
        near = 0.5 * self.slider.step
        on_mark = (m for m in self._marks.values() if abs(np.log10(place / m)) <= near)
        return next(on_mark, super().meant(place))

    def reach(self, value: float) -> None:
        """Let the slider reach around the marks, and as far as the value if it lies beyond."""
        wall = self._marks.get("2/L", 1.0)
        low, high = np.log10(wall) - DECADES_BELOW, np.log10(TIMES_ABOVE * wall)
        if value > 0:
            low, high = min(low, np.log10(value)), max(high, np.log10(value))
        with self.slider.hold_trait_notifications():
            self.slider.min, self.slider.max = float(low), float(high)
        if self.scale is not None:
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
