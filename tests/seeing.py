"""How tests look at pictures: pixels by colour, and what is sent to the browser."""

import base64
import functools
import html
import io
import itertools
import json
import re
import zlib

import numpy as np
import pytest
from PIL import Image

import gdteach.figure.style
from gdteach.lab.declared import parameters_of


def pixels(png):
    """Return a PNG as integers, shape (height, width, 3)."""
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


def off(role, png):
    """Return how far each pixel's colour is from that of a role, shape (height, width)."""
    rgb = [int(gdteach.figure.style.colour(role)[i : i + 2], 16) for i in (1, 3, 5)]
    return np.abs(pixels(png) - rgb).max(axis=-1)


def corners_of(role, png, tolerance=30):
    """Return the corners, in CSS pixels, of all that has the colour of a role, shape (2, 2)."""
    rows, columns = np.nonzero(off(role, png) <= tolerance)
    assert rows.size, f"nothing in the colour of {role}"
    ends = np.array([[columns.min(), rows.min()], [columns.max(), rows.max()]])
    return (ends + 0.5) / gdteach.figure.stills.SHARPNESS


def place_of(role, png, tolerance=30):
    """Return the middle of all that has the colour of a role, shape (2,)."""
    return corners_of(role, png, tolerance).mean(axis=0)


PICTURES = itertools.count()


def no_picture(figure):
    """Stand in for a picture, which takes a while; each is another one."""
    return str(next(PICTURES)).encode()


def as_made(make, forget=lambda lab: None):
    """Return a fixture: one lab for a file, as making one takes a while; each test finds it new.

    Its parameters are set back; before, `forget` clears what it keeps beside them. Its pictures
    cost nothing; layers and layout are the real ones.
    """

    @functools.cache
    def first():
        lab = make()
        menu_first = sorted(parameters_of(type(lab)), key=lambda name: name != "objective")
        return lab, {name: getattr(lab, name) for name in menu_first}, lab.player.step

    @pytest.fixture
    def lab(monkeypatch):
        monkeypatch.setattr("gdteach.figure.animated_figure.png", no_picture)
        one, parameters, step = first()
        with one.together():
            forget(one)
            for name, value in parameters.items():
                setattr(one, name, value)
        one.player.step = step
        return one

    return lab


def layers(lab, kind, axes):
    """Return the layers of a kind that a lab shows on one of its axes."""
    return [layer for layer in lab.player.layers if layer.kind == kind and layer.axes is axes]


def told(figure, name):
    """Return what an animated figure has told the browser: its scene, boxes, picture, size …"""
    return figure.get_state(f"_{name}")[f"_{name}"]


def messages(widget, monkeypatch):
    """Return a list that fills with what `widget` sends to the browser from now on."""
    sent = []
    monkeypatch.setattr(
        widget.comm, "send", lambda data=None, metadata=None, buffers=None: sent.append(data)
    )
    return sent


def size(message):
    """Return the bytes of a message as it goes over the wire, in UTF-8."""
    return len(json.dumps(message, ensure_ascii=False, allow_nan=False).encode())


def press(player, axes, x, y):
    """Press where shares of an axes' width and height say, as the browser tells of it."""
    place = player.figure.axes.index(axes)
    left, bottom, width, height = gdteach.figure.projection.box_of(axes)
    where = {"x": left + x * width, "y": bottom + y * height}
    player._handle_custom_msg({"type": "point", "axes": place, **where}, [])


def played(page):
    """Return what a page says of what it plays, and the entries it brings, as plain JSON."""
    about = json.loads(html.unescape(re.search('data-page="(.*?)"', page).group(1)))
    brought = re.findall(r'gdteach\.data\("[\w-]+", "(.*?)"\);', page)
    entries = [json.loads(zlib.decompress(base64.b64decode(each))) for each in brought]
    for entry in entries:
        for run in [entry["base"], *(run for each in entry["controls"] for run in each["runs"])]:
            if run is None:
                continue
            said = run["captions"]
            columns = zip(*(column.split("|") for column in said["numbers"]), strict=True)
            rows = list(columns) or [()] * len(said["which"])
            run["captions"] = [
                "".join(map("".join, itertools.zip_longest(said["forms"][form], row, fillvalue="")))
                for form, row in zip(said["which"], rows, strict=True)
            ]
            for track in run["scene"]["tracks"]:
                moves = np.array(track.pop("by"), dtype=float).reshape(-1, 2 * track["points"])
                xy = np.where(np.isnan(moves), np.nan, np.nancumsum(moves, axis=0)) / 10
                track["xy"] = [None if np.isnan(at) else at for at in xy.ravel().tolist()]
    return about, entries
