"""Layers packed for the browser: positions in pixels, as plain JSON."""

import base64
import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from gdteach.figure.layer import Layer
from gdteach.figure.projection import to_pixels
from gdteach.numerics.arguments import instance, wrong


def layers_of(figure: Figure, layers: object) -> tuple[Layer, ...]:
    """Return layers as a tuple if each of them is one and lives on the figure."""
    remedy = "use Trail, Marker, Arrow, Segment, Curve, Label or Raster"
    if isinstance(layers, Layer):
        layers = [layers]
    if isinstance(layers, str) or not isinstance(layers, Iterable):
        raise TypeError(wrong("layers", "a list of layers", layers, remedy))
    layers = tuple(instance("layers", layer, Layer, remedy) for layer in layers)
    for layer in layers:
        if layer.axes not in figure.axes:
            raise ValueError(wrong("layers", "on axes of this figure", layer))
    return layers


def pack(
    figure: Figure, layers: Sequence[Layer], steps: Sequence[int] = (), given: bool = False
) -> dict[str, Any]:
    """Return layers as plain JSON: each distinct array of positions once, then who uses it.

    The figure is laid out, as it will be drawn; ``steps`` are those drawn of a long run, and
    ``given`` says that the layers have a row for each of these and for no other. Positions
    are rounded to 0.1 pixel: a hundred iterates shown as a trail, a marker and an arrow, which
    share them, cost 2 to 4 kB.
    """
    tracks: list[dict[str, Any]] = []
    known: dict[tuple[int, bytes, tuple[int, ...]], int] = {}
    packed = []
    for layer in layers:
        if steps and not given:
            layer = layer.only(np.array(steps))
        place = figure.axes.index(layer.axes)
        indices = []
        for positions in layer.tracks():
            key = (place, positions.tobytes(), positions.shape)
            if key not in known:
                pixels = np.round(to_pixels(layer.axes, positions), 1) + 0.0  # no −0.0
                flat: list[float | None] = list(pixels.ravel().tolist())
                for gone in np.flatnonzero(~np.isfinite(pixels).all(axis=-1).ravel()):
                    flat[2 * gone : 2 * gone + 2] = None, None  # JSON knows no NaN
                known[key] = len(tracks)
                points = 1 if positions.ndim == 2 else positions.shape[1]
                tracks.append({"points": points, "xy": flat})
            indices.append(known[key])
        packed.append(layer.look() | {"axes": place, "tracks": indices})
    return {"steps": list(steps), "tracks": tracks, "layers": packed}


def deflated(value: Any, level: int = 6) -> str:
    """Return plain JSON as base64 text of deflated JSON, or nothing for nothing.

    Captions are one line per step, each much like the last: a fifth of their plain size.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    return base64.b64encode(zlib.compress(text, level)).decode() if value else ""
