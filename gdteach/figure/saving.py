"""Files made from an animated figure: a picture, a film, or a page that plays by itself."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from matplotlib.animation import AbstractMovieWriter, FFMpegWriter, PillowWriter

from gdteach.figure import pages
from gdteach.figure.style import PIXELS_PER_INCH, style
from gdteach.numerics.arguments import whole_number, wrong

if TYPE_CHECKING:
    from gdteach.figure.animated_figure import AnimatedFigure


def film(figure: AnimatedFigure, path: pathlib.Path, writer: AbstractMovieWriter) -> None:
    """Write one frame for each step that is drawn."""
    with style(), writer.saving(figure.figure, str(path), dpi=PIXELS_PER_INCH):
        for step in figure.steps:
            with figure.drawn(step):
                writer.grab_frame()


def mp4_writer(figure: AnimatedFigure) -> AbstractMovieWriter:
    """Return a writer of films that any player can show: of even width and height."""
    if not FFMpegWriter.isAvailable():
        raise RuntimeError(
            "an .mp4 needs ffmpeg, which was not found on this machine; "
            "install ffmpeg, or save as .gif or .html"
        )
    even = ["-pix_fmt", "yuv420p", "-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2"]
    return FFMpegWriter(fps=figure.speed, extra_args=even)


def save(
    figure: AnimatedFigure,
    path: str | pathlib.Path,
    *,
    step: int | None = None,
    record: Callable[[], pages.Record] | None = None,
) -> pathlib.Path:
    """Return the path of the file written: a picture, a film, or a page that plays.

    Parameters
    ----------
    path : str or Path
        The ending decides: ``.png`` (the last step, or ``step``), ``.gif`` and ``.mp4`` (the
        whole run at ``speed``; an .mp4 needs ffmpeg), ``.html`` (one self-contained page with the
        transport). ``~`` stands for your home folder.
    step : int, optional
        For ``.png``, the step to show.
    record : function, optional
        For ``.html``, what the page plays, if that is more than the run on screen.
    """
    if not isinstance(path, (str, pathlib.Path)):
        raise TypeError(wrong("path", "a file name", path))
    if step is not None:
        whole_number("step", step)
    given, path = str(path), pathlib.Path(os.path.expanduser(path))
    match path.suffix.lower():
        case ".png":
            path.write_bytes(figure.still(step))
        case ".html":
            told = record() if record else pages.record_of(figure)
            path.write_text(pages.whole(told), encoding="utf-8")
        case ".gif":
            film(figure, path, PillowWriter(fps=figure.speed))
        case ".mp4":
            film(figure, path, mp4_writer(figure))
        case _:
            remedy = "end the name in .png, .gif, .mp4 or .html"
            raise ValueError(wrong("path", "a kind of file this can write", given, remedy))
    return path
