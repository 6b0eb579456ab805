"""How a lab is wired: a value that changes in a cell, by a hand or by the player is told on, once.

*heard*: a control was turned; the lab takes the value over. *told*: the control says what the value
is, during which it is not heard. *shown*: at the end of the outermost change, in one message.
"""

import html
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import ipywidgets as widgets
import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from gdteach.figure.animated_figure import AnimatedFigure
from gdteach.figure.projection import flatten_scales
from gdteach.figure.style import COLOURS, style, styled
from gdteach.lab.declared import check_names, menu_of, parameters_of
from gdteach.lab.log_slider import INK
from gdteach.lab.number_box import unread
from gdteach.lab.scene import Scene, nothing_for
from gdteach.lab.sizes import align, px
from gdteach.numerics.catalogue import Objective
from gdteach.numerics.own_function import failure

LONGEST = 20  # seconds that a run plays


class Wired(widgets.VBox):
    """A lab without its words: `gdteach.lab.lab.Lab` says what each part is for."""

    figure: Figure
    player: AnimatedFigure
    spread: ClassVar[bool]

    def _take(self, objectives: tuple[Objective | str, ...], given: dict[str, Any]) -> None:
        """Take over the arguments, in the order in which the parameters are declared."""
        self._parameters = parameters_of(type(self))
        self._menu = menu_of(self._parameters)
        self._changes: set[str] = set()  # names of parameters, not yet shown
        self._depth = 0  # of changes that belong together
        self._telling = False  # whether what is heard comes from this side
        self.menu: list[Objective] = []
        self.named: dict[str, Objective] = {}  # those of the catalogue that were asked for by name
        check_names(type(self), objectives, given)
        for name, each in self._parameters.items():
            if name == self._menu:
                self.menu = [each.check(self, objective) for objective in objectives]
                value: Any = self.menu[0]
            else:
                value = given.get(name)
                if name not in given or (value is None and each.works_out):
                    value = each.default(self)
            setattr(self, name, value)

    def _make_controls(self, rows: list[list[str]]) -> widgets.VBox:
        """Return the controls, row by row."""
        named = {name for row in rows for name in row}
        self._own = {n: p.control(self) for n, p in self._parameters.items() if n in named}
        self.controls: dict[str, Any] = self._own | self.make_controls()
        self._rows = [[self.controls[name] for name in row] for row in rows]
        wrap = {"flex_flow": "row wrap", "align_items": "center", "overflow": "visible"}
        lines = [
            row[0] if len(row) == 1 else widgets.HBox(row, layout=widgets.Layout(**wrap))
            for row in self._rows
        ]
        layout = widgets.Layout(height="auto", display="none")
        self.refusal = widgets.HTML(layout=layout)
        lines.append(self.refusal)
        return widgets.VBox(lines, layout=widgets.Layout(max_width=px(910), margin="0 0 4px 0"))

    def _listen(self) -> None:
        """Begin to hear of changes."""
        self.observe(self._parameter_changed, list(self._parameters))
        self.player.observe(self._stepped, "step")
        for name, each in self._parameters.items():
            if name in self._own:
                self._own[name].observe(lambda change, n=name: self._heard(n, change), "value")
            for axes in np.ravel(getattr(self, each.on) if each.on else []):
                press = lambda where, n=name: self._pressed(n, where)  # noqa: E731
                self.player.on_point(axes, press, drags=each.drags)

    # ------------------------------------------------------------------ heard

    def _heard(self, name: str, change: dict[str, Any]) -> None:
        """Take over what a control says; what is refused or rounded does not stay on it."""
        if self._telling:
            return
        with self.together():
            try:
                value = self._parameters[name].validate(self, change["new"])
            except Exception as error:
                self._refuse(name, change["new"], error)
            else:
                self._notice("")
                self.turned(name, value)
        self._tell(name)

    def _refuse(self, name: str, value: Any, error: Exception) -> None:
        """Say under the controls why a value is not taken."""
        each = self._parameters[name]
        if not isinstance(error, (TypeError, ValueError)) and not failure(error):
            raise error
        texts = [part for part in np.ravel(np.array(value, object)) if isinstance(part, str)]
        label = each.label.removesuffix(" =")
        said = failure(error) or f"{str(error).replace(name, label, 1)}."
        why = unread(texts[0]) if texts else said
        blank = texts and not texts[0].strip()
        self._notice("" if blank else f"{why} It stays {each.words(getattr(self, name))}.")

    def _notice(self, words: str) -> None:
        """Show words under the controls, read out at once, or nothing."""
        look = f"border-left:3px solid {COLOURS['path']};padding-left:8px;color:{INK}"
        look += f";line-height:1.5;font-size:{px(14)}"
        said = f'<div role="alert" style="{look}">{html.escape(words, quote=False)}</div>'
        self.refusal.layout.display = None if words else "none"
        self.refusal.value = said if words else ""

    def _pressed(self, name: str, where: NDArray[np.float64]) -> None:
        with self.together():
            self.pressed(name, where)

    def _stepped(self, change: dict[str, Any]) -> None:
        """Take over the value at which a play or a scrub ended."""
        for name, each in self._parameters.items():
            values = getattr(self, each.played) if each.played else ()
            if change["new"] < len(values) and not self._telling:
                setattr(self, name, float(values[change["new"]]))

    def _parameter_changed(self, change: dict[str, Any]) -> None:
        self._notice("")
        with self.together():
            self._changes.add(change["name"])
            if change["name"] == self._menu:
                self._renew()
            else:
                self._tell(change["name"])

    def _renew(self) -> None:
        """Suit the controls to another objective, and bring back the defaults that belong to it."""
        if self.objective not in self.menu:
            self.menu.append(self.objective)
        self._suit()
        for name, each in self._parameters.items():
            if each.renews:
                setattr(self, name, each.default(self))
            elif each.nearest:
                setattr(self, name, getattr(self, name))
        self.player.speed = self._pace()

    def _pace(self) -> float:
        """Return the steps per second with which no run takes too long."""
        if self.spread:
            return self.speed
        return max(self.speed, getattr(self, "max_steps", 0) / LONGEST)

    # ------------------------------------------------------------------ told

    def _suit(self) -> None:
        """Let every control know the objective, and its value."""
        for name, control in self._own.items():
            with self._deaf():
                self._parameters[name].suit(self, control)
            self._tell(name)
        align(self._rows)

    def _tell(self, name: str) -> None:
        if name in self._own:
            with self._deaf():
                self._parameters[name].tell(self, self._own[name])

    @contextmanager
    def _deaf(self) -> Iterator[None]:
        telling, self._telling = self._telling, True
        try:
            yield
        finally:
            self._telling = telling

    # ------------------------------------------------------------------ shown

    @contextmanager
    def together(self) -> Iterator[None]:
        """Return a context in which several changes are shown as one, at its end."""
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if self._depth == 0 and self._changes:
                self._settle()

    def _settle(self) -> None:
        """Show what has changed, or why a learner's function lets nothing be shown."""
        self._depth += 1
        nothing = None
        try:
            self.changed(frozenset(self._changes))
        except Exception as error:
            nothing = nothing_for(error)
        finally:
            self._depth -= 1
            names, self._changes = self._changes, set()
        parts = {self._parameters[name].redraws for name in names} - {False}
        if parts:
            with self.player.hold_sync():
                nothing = self._redraw(parts, nothing)
                self.player.redraw()
                self.show(nothing)
            return
        steps = [self._place(name) for name in names]
        if None in steps or nothing:
            self.show(nothing)
        else:  # only the step is another
            self.player.step = steps[0]

    def _redraw(self, parts: Collection[bool | str], nothing: Scene | None) -> Scene | None:
        """Draw parts of the still again, or clear the axes; return why, if there is nothing."""
        if not nothing:
            try:
                self._draw(parts)
                return None
            except Exception as error:
                nothing = nothing_for(error)
        self._clear()
        return nothing

    def _place(self, name: str) -> int | None:
        """Return the step that stands for the value of a parameter, None if none does."""
        each = self._parameters[name]
        if not each.played:
            return None
        values = np.asarray(getattr(self, each.played))
        near = np.flatnonzero(np.isclose(values, getattr(self, name), rtol=1e-9, atol=0))
        return int(near[0]) if near.size else None

    def _draw(self, parts: Collection[bool | str] = (True,)) -> None:
        """Draw the still part on cleared axes, in the house look, or the named parts of it."""
        if True in parts:
            self._clear()
        with style():
            for part in ("still",) if True in parts else parts:
                getattr(self, str(part))()

    @styled
    def _clear(self) -> None:
        flatten_scales(self.figure)
        for axes in self.figure.axes:
            axes.clear()
            axes.set_aspect("auto")
