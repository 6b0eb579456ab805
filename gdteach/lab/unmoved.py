"""The base of the labs that are not declared yet; it goes with the last of them."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from gdteach.figure.animated_figure import AnimatedFigure
from gdteach.figure.stills import with_still
from gdteach.figure.style import current_style
from gdteach.lab.sizes import px
from gdteach.numerics.arguments import instance, wrong


class Lab(widgets.VBox):
    """Controls and an animated figure; each parameter is a trait, so that cells can turn it too.

    Parameters
    ----------
    controls : list of Widget
        Shown above the figure.
    player : AnimatedFigure
        The picture with its transport.

    Attributes
    ----------
    player : AnimatedFigure
        ``lab.player.step`` is the step on screen, ``lab.player.save("run.gif")`` keeps the run.
    """

    def __init__(self, controls: list[widgets.Widget], player: AnimatedFigure) -> None:
        self.player: AnimatedFigure = instance("player", player, AnimatedFigure)
        if not isinstance(controls, (list, tuple)):
            raise TypeError(wrong("controls", "a list of widgets", controls))
        for control in controls:
            instance("controls", control, widgets.Widget)
        card = widgets.VBox(controls, layout=widgets.Layout(max_width=px(910), margin="0 0 4px 0"))
        super().__init__([card, player])
        self.add_class("gdteach-lab")
        self.add_class(f"gdteach-{current_style()}")  # the stylesheet enlarges a lecture's controls

    def shown_parameters(self) -> dict[str, Any]:
        """Return the parameters that describe the lab in a line."""
        return {}

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Return the widget, and beside it the still picture for readers without a kernel."""
        return with_still(super()._repr_mimebundle_(**kwargs), self.player)

    def __repr__(self) -> str:
        """Return the lab's parameters, without an address, so that stored outputs compare."""
        parameters = ", ".join(f"{name}={value}" for name, value in self.shown_parameters().items())
        return f"{type(self).__name__}({parameters})"
