"""A slider on a log scale with a box for an exact value: a tolerance, or a learning rate.

Under a learning rate's slider stand the marks 1/L, 2/(L+μ) and 2/L of the objective at hand.
"""

import html

import ipywidgets as widgets
import numpy as np

from gdteach.figure.style import scale
from gdteach.lab.controls import Composite
from gdteach.lab.number_box import NumberBox
from gdteach.lab.sizes import LABEL_WIDTH, px
from gdteach.numerics.catalogue import Objective
from gdteach.numerics.curvature import curvature, marks

# px from the slider's box to its track, as the browser has it
LEFT_OF_TRACK, RIGHT_OF_TRACK = 13, 6
LETTER = 0.017  # a letter as a share of a narrow track, to see which labels would overlap
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

    step, digits = 0.005, 3  # decades from place to place; a place is read to so many digits
    low, high = 1e-3, 1.0  # how far the slider reaches

    def __init__(
        self,
        name: str,
        symbol: str,
        widths: tuple[float, float, float],
        under: widgets.Widget | None = None,
        **layout: str,
    ) -> None:
        low, high = self.ends(0.0)
        self.slider = widgets.IntSlider(
            low, low, high, readout=False, description=name,
            style={"description_width": px(widths[0])},
            layout=widgets.Layout(width="100%", margin="0"),
        )  # fmt: skip
        self.box = NumberBox(
            description=symbol, style={"description_width": px(widths[1])},
            layout=widgets.Layout(width=px(widths[2]), flex="0 0 auto"),
        )  # fmt: skip
        stack = widgets.VBox(
            [self.slider] if under is None else [self.slider, under],
            layout=widgets.Layout(flex="1 1 120px", overflow="visible"),
        ).add_class("gdteach-slider")
        super().__init__([self.slider, self.box], [stack, self.box], **layout)

    def make_room(self, first: bool) -> None:
        """Leave the descriptions as wide as they were made."""

    def write(self, value: float | str) -> None:
        """Show a value in the box, and the place nearest to it on the slider."""
        self.box.value = value
        if isinstance(value, str):  # nobody could read it: it is about to be refused
            return
        slider, (low, high) = self.slider, self.ends(value)
        # one after the other: a place beyond the ends, if only for a moment, the browser would move
        slider.min, slider.max = min(low, slider.min), max(high, slider.max)
        slider.value = self.place(value) if value > 0 else min(max(slider.value, low), high)
        slider.min, slider.max = low, high

    def read(self, part: widgets.Widget) -> float | str:
        """Return what the box says, or what a hand means by the slider's place."""
        return part.value if part is self.box else self.meant(10 ** (part.value * self.step))

    def place(self, value: float) -> int:
        """Return where on the slider a positive value stands.

        The slider counts steps: the browser keeps whole numbers as they are, while it would round
        any other, and say so as if a hand had turned it.
        """
        return round(np.log10(value) / self.step)

    def meant(self, value: float) -> float:
        """Return the value that a hand means by a place on the slider."""
        return float(f"{value:.{self.digits}g}")

    def ends(self, value: float) -> tuple[int, int]:
        """Return the slider's first and last place, so that it reaches a value."""
        return self.place(self.low), self.place(self.high)


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
        self._where, self._usual = "", 1.0
        widths = (LABEL_WIDTH, 30, 132) if name else (22, 30, 112)
        layout = {"align_items": "flex-start"} if marked else {"flex": "1 1 250px"}
        super().__init__(name or symbol, f"{symbol} =", widths, self.scale, **layout)

    def suit(self, objective: Objective) -> None:
        """Set the slider's reach and its marks for an objective."""
        known = curvature(objective)
        self._marks = marks(objective)
        self._where = known.where if known else ""
        self._usual = 2 * objective.pace[0] if objective.pace else 1.0
        if self.value is not None:
            self.put(self.value)

    @property
    def marks(self) -> list[tuple[str, float]]:
        """The marks with their rates."""
        return list(self._marks.items())

    def grid(self, room: int) -> list[float]:
        """Return rates over the slider's reach, evenly on its scale, and the marks exactly."""
        low, high = self.slider.min * self.step, self.slider.max * self.step
        rates = {self.meant(10**place) for place in np.linspace(low, high, room)}
        return sorted(rates | {*self._marks.values()})

    def meant(self, value: float) -> float:
        """Return a mark at the place nearest to it: at 2/L, nearly is not enough."""
        here = self.place(value)
        on_mark = (mark for mark in self._marks.values() if self.place(mark) == here)
        return next(on_mark, super().meant(value))

    def ends(self, value: float) -> tuple[int, int]:
        """Return places around the marks, and as far as the value if it lies beyond."""
        wall = max(self._marks.values(), default=self._usual)
        places = [self.place(end) for end in (10**-DECADES_BELOW * wall, TIMES_ABOVE * wall)]
        places += [self.place(value)] if value > 0 else []
        return min(places), max(places)

    def write(self, value: float | str) -> None:
        """Show a value, and the marks under their places."""
        super().write(value)
        if self.scale is not None:
            low, high = self.slider.min * self.step, self.slider.max * self.step
            self.scale.value = scale_html(self._marks, low, high, self._where)


def scale_html(found: dict[str, float], low: float, high: float, where: str = "") -> str:
    """Return the marks as HTML, each under its place on the slider's track."""
    if not found:
        return ""
    ticks, labels, said = "", "", []
    line, letter = round(ROW * scale()), LETTER * scale()
    ends: list[float] = []  # per row of labels: where its last label ends
    for name, rate in found.items():
        share = (np.log10(rate) - low) / (high - low)
        label = f"{name} = {rate:.3g}" + (f" (L {where})" if where and name == "2/L" else "")
        said.append(label)
        half = letter * len(label) / 2
        row = next((i for i, end in enumerate(ends) if end < share - half), len(ends))
        ends[row:] = [share + half, *ends[row + 1 :]]
        place, height = f"position:absolute;left:{100 * share:.2f}%;", 5 + row * line
        ticks += (
            f'<span class="gdteach-tick" title="{name}" style="{place}top:0;width:1px;'
            f'height:{height}px;background:currentColor"></span>'
        )
        labels += (
            f'<span class="gdteach-mark" style="{place}top:{height}px;transform:translateX(-50%);'
            f'white-space:nowrap;background:{PAPER};padding:0 2px">{html.escape(label)}</span>'
        )
    left = f"{round(LABEL_WIDTH * scale()) + LEFT_OF_TRACK}px"
    return (
        f'<div class="gdteach-marks" style="position:relative;height:{8 + line * len(ends)}px;'
        f"font-size:{px(13)};line-height:{line}px;color:{INK};"
        f'margin:0 {RIGHT_OF_TRACK}px 0 {left}">{ticks}{labels}'
        f'<span class="gdteach-marks-said" style="display:none">{html.escape(" · ".join(said))}'
        "</span></div>"
    )
