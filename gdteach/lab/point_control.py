"""A point as boxes to type in: what a drag in the picture sets, for those who use keys."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets
import traitlets

from gdteach.lab.sizes import px
from gdteach.numerics.arguments import point


class PointControl(widgets.HBox):
    """A number box for each coordinate of a point.

    Parameters
    ----------
    names : tuple of str
        What the boxes are called, one name for each coordinate.
    value : tuple of float, optional
        The point; the origin by default.
    """

    value = traitlets.Tuple()

    def __init__(self, names: tuple[str, ...], value: tuple[float, ...] | None = None) -> None:
        self._busy = False
        self.boxes = [
            widgets.FloatText(
                step=0.1, description=name, style={"description_width": px(56)},
                layout=widgets.Layout(width=px(150)),
            )
            for name in names
        ]  # fmt: skip
        super().__init__(self.boxes, layout=widgets.Layout(overflow="visible"))
        for box in self.boxes:
            box.observe(self._typed, "value")
        self.value = (0.0,) * len(names) if value is None else value

    @traitlets.validate("value")
    def _is_point(self, proposal: dict[str, Any]) -> tuple[float, ...]:
        return tuple(point("point", proposal["value"], len(self.boxes)).tolist())

    @traitlets.observe("value")
    def _to_boxes(self, _: object) -> None:
        self._busy = True
        for box, coordinate in zip(self.boxes, self.value, strict=True):
            box.value = coordinate
        self._busy = False

    def _typed(self, _: object) -> None:
        if not self._busy:
            self.value = tuple(box.value for box in self.boxes)
