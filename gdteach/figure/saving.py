"""Files made from an animated figure: a picture, a film, or a page that plays by itself."""

from __future__ import annotations

import io
import os
import pathlib
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.animation import FFMpegWriter
from PIL import Image

from gdteach.figure import pages
from gdteach.figure.style import PIXELS_PER_INCH, style
from gdteach.numerics.arguments import whole_number, wrong

if TYPE_CHECKING:
    from gdteach.figure.animated_figure import AnimatedFigure


REST = 2.0  # s, how long a .gif shows its last step before it begins again
COLOURS = 255  # of a .gif, which has 256; the last marks what has not changed


def gif(figure: AnimatedFigure, path: pathlib.Path) -> None:
    """Write the still of each step that is drawn, without what has not changed since the last.

    All share the colours of the first, the middle and the last: pixels that stay, stay equal.
    """

    def still(step: int) -> Image.Image:
        return Image.open(io.BytesIO(figure.still(step))).convert("RGB")

    def reduced(picture: Image.Image) -> Image.Image:
        return picture.quantize(palette=cut, dither=Image.Dither.NONE)

    steps = figure.steps
    sheet = np.hstack([np.asarray(still(steps[at])) for at in (0, len(steps) // 2, -1)])
    cut = Image.fromarray(sheet).quantize(COLOURS, dither=Image.Dither.NONE)
    # Of the true colours that become one, the most frequent stands for all: white stays white.
    found, counts = np.unique(sheet.reshape(-1, 3), axis=0, return_counts=True)
    found = found[np.argsort(counts)]
    colours = np.array(cut.getpalette()).reshape(-1, 3)
    colours[np.asarray(reduced(Image.fromarray(found[None])))[0]] = found
    frames = [reduced(still(step)) for step in steps]
    for frame in frames:
        frame.putpalette(colours.ravel().tolist())
    pace = 1000 / figure.speed
    durations = [*[pace] * (len(frames) - 1), pace + 1000 * REST]
    frames[0].save(
        path, save_all=True, append_images=frames[1:], duration=durations, loop=0, optimize=True
    )


def mp4(figure: AnimatedFigure, path: pathlib.Path) -> None:
    """Write one frame for each step that is drawn, of even width and height for any player."""
    if not FFMpegWriter.isAvailable():
        raise RuntimeError(
            "an .mp4 needs ffmpeg, which was not found on this machine; "
            "install ffmpeg, or save as .gif or .html"
        )
    even = ["-pix_fmt", "yuv420p", "-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2"]
    writer = FFMpegWriter(fps=figure.speed, extra_args=even)
    with style(), writer.saving(figure.figure, str(path), dpi=PIXELS_PER_INCH):
        for step in figure.steps:
            with figure.drawn(step):
                writer.grab_frame()


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
            gif(figure, path)
        case ".mp4":
            mp4(figure, path)
        case _:
            remedy = "end the name in .png, .gif, .mp4 or .html"
            raise ValueError(wrong("path", "a kind of file this can write", given, remedy))
    return path
