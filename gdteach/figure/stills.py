"""Still pictures of a figure: the PNG, and the picture as a notebook cell's output."""

from __future__ import annotations

import base64
import io
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from numpy.typing import NDArray
from PIL import Image

from gdteach.figure.projection import picture_size
from gdteach.figure.style import PIXELS_PER_INCH, style
from gdteach.numerics.arguments import instance, wrong

if TYPE_CHECKING:
    from gdteach.figure.animated_figure import AnimatedFigure

SHARPNESS = 2  # the picture has this many pixels per CSS pixel, for sharp screens
FILLS = 32  # colours of a picture that are kept exactly: those of most pixels
RED_GREEN_BLUE = np.array([1 << 16, 1 << 8, 1], dtype=np.uint32)  # makes one number of a colour


def release_from_pyplot(figure: Figure) -> None:
    """Close a figure that pyplot made, so that it is not shown a second time."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None and getattr(figure, "number", None) in pyplot.get_fignums():
        pyplot.close(figure)


def as_text(data: bytes) -> str:
    """Return bytes as base64, the text that JSON and data URLs hold them in."""
    return base64.b64encode(data).decode()


def png(figure: Figure) -> bytes:
    """Return a figure as a PNG of 256 colours at twice its size in CSS pixels.

    256 colours are plenty for flat fills, and make the file less than half as large. The fills keep
    their very colours, so that one height has one blue in every picture; edges share the rest.
    """
    buffer = io.BytesIO()
    # Pillow leaves a cycle behind that holds the names of this function until Python tidies up, so
    # none of them is a picture of 5 MB.
    _in_few_colours(_rendered(figure)).save(buffer, format="png", optimize=True)
    return buffer.getvalue()


def _in_few_colours(pixels: NDArray[np.uint8]) -> Image.Image:
    """Return a picture of 256 colours."""
    full = Image.fromarray(pixels)
    ranked = sorted(full.getcolors(full.width * full.height) or [], reverse=True)
    fills = np.array([rgb for _, rgb in ranked[:FILLS]], dtype=np.uint8)
    # the default, median cut, would blend a small marker with what is more frequent
    edges = full.quantize(
        256 - len(fills), method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
    )
    cells = np.array(edges) + np.uint8(len(fills))
    codes = pixels @ RED_GREEN_BLUE
    for place, code in enumerate(fills @ RED_GREEN_BLUE):
        cells[codes == code] = place
    image = Image.fromarray(cells)
    image.putpalette([*fills.ravel().tolist(), *(edges.getpalette() or [])])
    return image


def _rendered(figure: Figure) -> NDArray[np.uint8]:
    """Return a figure's pixels, shape (rows, columns, 3).

    ``figure.savefig`` would lay everything out twice and write a PNG for us to read again.
    """
    own = figure.canvas, figure.dpi, figure.get_facecolor()
    canvas = FigureCanvasAgg(figure)
    try:
        figure.set_dpi(SHARPNESS * PIXELS_PER_INCH)
        figure.set_facecolor("white")
        with style():
            canvas.draw()
        return np.array(canvas.buffer_rgba())[..., :3]
    finally:
        figure.set_canvas(own[0])
        figure.set_dpi(own[1])
        figure.set_facecolor(own[2])
        for text in figure.findobj(Text):  # each holds on to what drew it last, and its 5 MB
            vars(text)["_renderer"] = None


@dataclass(frozen=True)
class Picture:
    """A still picture as a cell's output: a PNG, its width in CSS pixels, its finding in words.

    The words are the output's text: what is compared when notebooks are tested, and what is read
    where pictures are not.
    """

    alt: str
    png: bytes = field(repr=False)
    width: int = field(repr=False)

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, Any]]:
        data = {"text/plain": repr(self), "image/png": as_text(self.png)}
        return data, {"image/png": {"width": self.width, "alt": self.alt}}

    def __repr__(self) -> str:
        """Return the finding in words."""
        return f"Picture: {self.alt}"


def picture(figure: Figure, alt: str) -> Picture:
    """Return a figure as a cell's output, with its finding in words.

    Parameters
    ----------
    figure : Figure
        As made by `subplots`.
    alt : str
        One sentence that says what is to be seen.
    """
    instance("figure", figure, Figure)
    if not instance("alt", alt, str).strip():
        raise ValueError(wrong("alt", "a sentence that says what is to be seen", alt))
    return Picture(alt, png(figure), round(picture_size(figure)[0]))


def with_still(
    bundle: Any, figure: AnimatedFigure, step: int | None = None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a widget's mime bundle with its figure's still picture, seen without a kernel."""
    data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
    about = {"width": round(picture_size(figure.figure)[0]), "alt": figure.alt or repr(figure)}
    return (
        {**(data or {}), "image/png": as_text(figure.still(step))},
        {**(metadata or {}), "image/png": about},
    )
