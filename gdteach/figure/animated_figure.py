"""A Matplotlib figure with a time axis.

The figure is drawn once; what moves is given as layers (see `gdteach.figure.layers`), sent to the
browser once per run, and played there at the screen's frame rate, however far away the kernel is.
"""

import pathlib
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import traitlets
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from gdteach.figure import saving
from gdteach.figure.checked import Checked
from gdteach.figure.layer import Layer
from gdteach.figure.lines import lines
from gdteach.figure.packing import deflated, layers_of, pack
from gdteach.figure.panels import panels
from gdteach.figure.pressing import Pressed
from gdteach.figure.projection import boxes, flatten_scales, picture_size
from gdteach.figure.stills import as_text, png, release_from_pyplot, with_still
from gdteach.figure.style import PIXELS_PER_INCH, STYLES, current_style, style
from gdteach.figure.thinning import chosen_steps, drawn_steps
from gdteach.numerics.arguments import instance, number_within, truth, whole_number

HERE = pathlib.Path(__file__).parent
BOTH_WAYS = {"sync": True, "echo_update": False}  # the browser sets it, and need not be told


class AnimatedFigure(Pressed):
    """A figure whose layers move with `step`, played by the browser.

    Parameters
    ----------
    figure : Figure
        The still part, already drawn. It is taken over: a pyplot figure is closed, so that it is
        not shown a second time, and its layout is frozen.
    layers : sequence of Layer
        What moves: Trail, Marker, Arrow, Segment, Curve, Label, on any axes of the figure.
    captions : sequence of str
        One line per step, shown under the picture and read out by screen readers.
    alt : str
        What the picture shows, in a sentence, for those who do not see it.

    Attributes
    ----------
    step : int
        The step on screen, kept within 0 … `n_steps`. Set it, link it (``jslink``) or observe it;
        it is told to Python when a play or a scrub ends. Of a run of more than 2000 steps it is
        one of `steps`, those that can be told apart on a screen.
    playing : bool
        Whether the browser is playing.
    speed : float
        Steps per second.
    captions : list of str
    alt : str
    working : bool
        Whether the next run is being worked out, which the figure then says.

    Examples
    --------
    >>> from gdteach.figure.layers import Marker
    >>> from gdteach.figure.style import subplots
    >>> figure, axes = subplots()
    >>> AnimatedFigure(figure, [Marker(axes, [[0, 0], [0.5, 0.5], [1, 1]])])
    AnimatedFigure(marker, step 0 of 2)
    """

    # as text: for a path, anywidget keeps every figure ever made, in case the file changes
    _esm = (HERE / "animated_figure.js").read_text(encoding="utf-8")
    _css = (HERE / "animated_figure.css").read_text(encoding="utf-8")

    step = Checked(0, lambda self, step: self._within_run(step)).tag(**BOTH_WAYS)
    n_steps = Checked(0, lambda _, last: whole_number("n_steps", last)).tag(sync=True)
    playing = Checked(False, lambda _, playing: truth("playing", playing)).tag(**BOTH_WAYS)
    speed = Checked(5.0, lambda _, speed: number_within("speed", speed, above=0)).tag(**BOTH_WAYS)
    captions = Checked([], lambda _, captions: lines("captions", captions))
    alt = Checked("", lambda _, alt: instance("alt", alt, str)).tag(sync=True)
    working = Checked(False, lambda _, working: truth("working", working)).tag(sync=True)
    _captions = traitlets.Unicode("").tag(sync=True)
    _driver = traitlets.Unicode("").tag(**BOTH_WAYS)
    _picture = traitlets.Unicode("").tag(sync=True)
    _size = traitlets.List(traitlets.Float()).tag(sync=True)
    _boxes = traitlets.List().tag(sync=True)
    _panels = traitlets.List().tag(sync=True)
    _scene = traitlets.Dict({"steps": [], "tracks": [], "layers": []}).tag(sync=True)

    def __init__(
        self,
        figure: Figure,
        layers: Iterable[Layer] = (),
        *,
        captions: Iterable[str] = (),
        alt: str = "",
        speed: float = 5.0,
    ) -> None:
        self.figure = instance("figure", figure, Figure)
        release_from_pyplot(figure)
        if not isinstance(figure.canvas, FigureCanvasAgg):
            FigureCanvasAgg(figure)
        figure.set_dpi(PIXELS_PER_INCH)  # the layout makes room for labels by their pixels
        self._engine = figure.get_layout_engine()
        self.layers: tuple[Layer, ...] = ()
        self._rows: list[int] = []
        super().__init__(alt=alt, speed=speed)
        self.redraw()
        self.show(layers, captions=captions)

    # ------------------------------------------------------------------ what is on screen

    def show(
        self,
        layers: Iterable[Layer],
        *,
        captions: Iterable[str] = (),
        step: int | None = None,
        alt: str | None = None,
        steps: Sequence[int] = (),
    ) -> None:
        """Replace the run on screen, in one message to the browser.

        Parameters
        ----------
        layers : sequence of Layer
            All layers of the new run.
        captions : sequence of str
            One line per step.
        step : int, optional
            The step to show. By default a figure that stood at its last step stands at the new
            last step, and any other stays where it is.
        alt : str, optional
            The new text alternative.
        steps : sequence of int, optional
            The steps that rows and captions stand for, if only some of a run are given.
        """
        layers, said = layers_of(self.figure, layers), lines("captions", captions)
        alt = self.alt if alt is None else instance("alt", alt, str)
        last = max([layer.n_steps for layer in layers] + [len(said) - 1, 0])
        rows = chosen_steps(steps, last + 1)
        last = rows[last] if rows else last
        was_last = self.step == self.n_steps > 0
        if step is None:
            step = last if was_last else min(self.step, last)
        step = whole_number("step", step)
        scene = pack(self.figure, layers, rows or drawn_steps(layers, last), bool(rows))
        with self.hold_sync():
            self.layers, self._rows = layers, rows
            self.n_steps = last
            self._scene = scene
            self.captions = said
            self.step = step
            self.alt = alt
            self.working = False

    def redraw(self) -> None:
        """Draw the still part again after it was changed, and send it."""
        if self._engine is not None:
            self.figure.set_layout_engine(self._engine)
        with style():
            self.figure.draw_without_rendering()
        # From here on the layout is frozen, else the layers and the picture could drift apart.
        self.figure.set_layout_engine("none")
        cut = panels(self.figure)
        FigureCanvasAgg(self.figure)  # the old one holds on to the pixels it was measured with
        type_size = STYLES[current_style()]["font.size"] * PIXELS_PER_INCH / 72
        with self.hold_sync():
            self._size = [*picture_size(self.figure), type_size]
            self._boxes = boxes(self.figure)
            self._panels = cut
            self._picture = "data:image/png;base64," + as_text(png(self.figure))
            if self.layers:
                self._scene = pack(self.figure, self.layers, self._scene["steps"], bool(self._rows))

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take over what the browser says."""
        if "step" in sync_data:  # past our end if linked to a longer figure: an answer to that
            # would pull the other one back, again and again
            sync_data = {**sync_data, "step": self._within_run(sync_data["step"])}
        super().set_state(sync_data)

    def _within_run(self, step: object) -> int:
        """Return the step kept within the run: a link or a player may ask for one beyond."""
        below = isinstance(step, (int, np.integer)) and step < 0
        within = min(whole_number("step", 0 if below else step), self.n_steps)
        return self.steps[bisect_right(self.steps, within) - 1]

    @property
    def steps(self) -> Sequence[int]:
        """The steps that are drawn: all, or of a very long run as many as can be told apart."""
        return self._scene["steps"] or range(self.n_steps + 1)

    @property
    def shown_captions(self) -> list[str]:
        """The captions of the steps that are drawn."""
        drawn = range(self.n_steps + 1) if self._rows else self.steps
        return [self.captions[t] for t in drawn if t < len(self.captions)]

    @traitlets.observe("captions")
    def _captions_changed(self, _: dict[str, Any]) -> None:
        self._captions = deflated(self.shown_captions)

    def close(self) -> None:
        """Close the widget, and let go of its figure: whoever holds the widget then holds little.

        IPython does, for every output that a cell has had.
        """
        opened = self.comm is not None and not sys.is_finalizing()
        super().close()
        if opened:
            flatten_scales(self.figure)
            self.figure.clear()
            self.layers = ()

    def play(self) -> None:
        """Start playing in the browser."""
        self.playing = True

    def pause(self) -> None:
        """Stop playing."""
        self.playing = False

    # ------------------------------------------------------------------ stills and files

    def still(self, step: int | None = None) -> bytes:
        """Return a PNG of the figure with its layers at a step (the last one by default)."""
        with self.drawn(self.n_steps if step is None else whole_number("step", step)):
            return png(self.figure)

    @contextmanager
    def drawn(self, step: int) -> Iterator[None]:
        """Return a context in which the layers are on the figure, over all that is still."""
        artists = []
        row = self.steps.index(self._within_run(step)) if self._rows else step
        try:
            with style():
                for place, layer in enumerate(self.layers):
                    for artist in layer.draw(row):
                        artist.set_zorder(100 + place)  # in the order of the layers
                        artists.append(artist)
            yield
        finally:
            for artist in artists:
                artist.remove()

    save = saving.save

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Return the widget, and beside it the still picture for readers without a kernel."""
        return with_still(super()._repr_mimebundle_(**kwargs), self)

    def __repr__(self) -> str:
        """Return a short description without an address, so that stored outputs compare."""
        kinds = ", ".join(dict.fromkeys(layer.kind for layer in self.layers)) or "no layers"
        return f"AnimatedFigure({kinds}, step {self.step} of {self.n_steps})"
