"""Presses and drags: a widget that hears from the browser where on its figure a pointer is."""

from collections.abc import Callable
from typing import Any

import anywidget
import numpy as np
import traitlets
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from gdteach.figure.projection import to_data
from gdteach.numerics.arguments import function, instance, truth, wrong


class Pressed(anywidget.AnyWidget):
    """What an animated figure does when a pointer presses on one of its axes."""

    figure: Figure

    _sensitive = traitlets.List(traitlets.Int()).tag(sync=True)
    _pressed_only = traitlets.List(traitlets.Int()).tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        self._callbacks: dict[int, Callable[[NDArray[np.float64]], Any]] = {}
        super().__init__(**traits)
        self.on_msg(self._hear)

    def on_point(
        self, axes: Axes, callback: Callable[[NDArray[np.float64]], Any], *, drags: bool = True
    ) -> None:
        """Call back when a pointer presses or drags inside an axes.

        Parameters
        ----------
        axes : Axes
            Flat axes of this figure (a 3-D axes has no one point under the pointer).
        callback : function
            Gets the point in data coordinates, shape (2,). While it works, the browser keeps
            only the newest position, so that a slow callback lags but is never flooded.
        drags : bool
            Whether a drag calls back too. Without, a press does one thing, however the hand shakes.
        """
        instance("axes", axes, Axes)
        if axes not in self.figure.axes or axes.name == "3d":
            raise ValueError(wrong("axes", "flat axes of this figure", axes))
        place = self.figure.axes.index(axes)
        self._callbacks[place] = function("callback", callback)
        pressed_only = {*self._pressed_only, place} - ({place} if truth("drags", drags) else set())
        self._pressed_only, self._sensitive = sorted(pressed_only), sorted(self._callbacks)

    def _hear(self, _: Any, message: dict[str, Any], __: Any) -> None:
        if message.get("type") != "point":
            return
        try:
            place = message["axes"]
            point = to_data(self.figure.axes[place], message["x"], message["y"])
            self._callbacks[place](point)
        finally:
            self.send({"type": "pointed"})
