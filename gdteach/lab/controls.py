"""Controls made of several widgets that stand for one value, and buttons."""

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as widgets
import traitlets

from gdteach.lab.number_box import NumberBox
from gdteach.lab.sizes import label, px


def button(
    name: str, action: Callable[[], object], *, icon: str = "", width: float | None = None
) -> widgets.Button:
    """Return a button that calls a function of nothing; as wide as its name, or in CSS pixels."""
    layout = widgets.Layout(width="auto" if width is None else px(width))
    made = widgets.Button(description=name, icon=icon, layout=layout)
    made.on_click(lambda _: action())
    return made


class Composite(widgets.HBox):
    """Several widgets for one `value`; a subclass reads it off a part and writes it to all.

    Parameters
    ----------
    parts : sequence of Widget
        What a hand may turn; each has a ``value``.
    children : sequence of Widget, optional
        What is shown, if that is more than the parts.
    **layout
        Of the row.
    """

    value = traitlets.Any()

    def __init__(
        self,
        parts: Sequence[widgets.Widget],
        children: Sequence[widgets.Widget] | None = None,
        **layout: str,
    ) -> None:
        self._writing = False
        self.parts = list(parts)
        shown = self.parts if children is None else children
        super().__init__(shown, layout=widgets.Layout(overflow="visible", **layout))
        for part in self.parts:
            part.observe(self._heard, "value")

    def read(self, part: widgets.Widget) -> Any:
        """Return the value that the parts stand for, after a hand has turned one of them."""
        raise TypeError(f"{type(self).__name__} must have a method read")

    def write(self, value: Any) -> None:
        """Let every part say a value."""
        raise TypeError(f"{type(self).__name__} must have a method write")

    def make_room(self, first: bool) -> None:
        """Make room for the description of the part in front."""
        label(self.parts[0], first)

    def _heard(self, change: dict[str, Any]) -> None:
        if not self._writing:
            self.value = self.read(change["owner"])

    @traitlets.observe("value")
    def _value_changed(self, change: dict[str, Any]) -> None:
        self.put(change["new"])

    def put(self, value: Any) -> None:
        """Let every part say a value without hearing of it as if a hand had turned them."""
        writing, self._writing = self._writing, True
        try:
            self.write(value)
        finally:
            self._writing = writing


class PointControl(Composite):
    """A number box, with a name, for each coordinate of a point: for those who use keys."""

    def __init__(self, names: Sequence[str]) -> None:
        boxes = [NumberBox(step=0.1) for _ in range(max(len(names), 2))]
        super().__init__(boxes)
        self.name_boxes(names)

    @property
    def boxes(self) -> list[NumberBox]:
        """The boxes in use, one for each coordinate."""
        return [box for box in self.parts if box.layout.display != "none"]

    def name_boxes(self, names: Sequence[str]) -> None:
        """Give the boxes their names; those without one are put away."""
        for i, box in enumerate(self.parts):
            box.description = names[i] if i < len(names) else ""
            box.layout.display = None if i < len(names) else "none"
            if i:
                label(box, first=False)

    def read(self, part: widgets.Widget) -> tuple[float, ...]:
        """Return the coordinates."""
        return tuple(box.value for box in self.boxes)

    def write(self, value: tuple[float, ...]) -> None:
        """Show the coordinates."""
        for box, coordinate in zip(self.boxes, value, strict=False):
            box.value = coordinate
