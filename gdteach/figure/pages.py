"""What a page needs to play figures and labs with neither kernel nor network.

A page plays a record of plain JSON, with an entry for each entry of the lab's menu: its controls
with their values, and a run for each of these, worked out beforehand. The browser's half is
`page.js`; the runs are played by the very code that plays them in Jupyter.
"""

from __future__ import annotations

import html
import json
import pathlib
import re
from collections.abc import Sequence
from itertools import zip_longest
from string import Template
from typing import TYPE_CHECKING, Any

from gdteach.figure.packing import deflated

if TYPE_CHECKING:
    from gdteach.figure.animated_figure import AnimatedFigure

Record = dict[str, Any]

HERE = pathlib.Path(__file__).parent
NUMBER = re.compile("(−?[0-9]+(?:[.][0-9]+)?(?:×10[⁻⁰¹²³⁴-⁹]+)?|[₀-₉]+)")  # no other digits
STANDS = ("_picture", "_size", "_boxes", "_panels")  # what is told of the still part of a figure
PAGE = Template((HERE / "page.html").read_text(encoding="utf-8"))


def run_of(figure: AnimatedFigure, stills: list[Record]) -> Record:
    """Return what moves on a figure as it is; what stands joins the `stills` if it is new there."""
    still = {name: getattr(figure, name) for name in STANDS}
    if still not in stills:
        stills.append(still)
    moves = {"scene": figure._scene, "n_steps": figure.n_steps, "alt": figure.alt}
    return {"still": stills.index(still), "captions": figure.shown_captions, **moves}


def entry_of(figure: AnimatedFigure, name: str = "") -> Record:
    """Return an entry with the run on screen, and no controls."""
    stills: list[Record] = []
    base = run_of(figure, stills)
    return {"name": name, "speed": figure.speed, "stills": stills, "base": base, "controls": []}


def record_of(figure: AnimatedFigure) -> Record:
    """Return what a page needs to play a figure: its run, from the beginning."""
    return {
        "menu": "", "entry": 0, "step": 0, "entries": [entry_of(figure)], "needs": [],
        "title": figure.alt or "An animated figure",
    }  # fmt: skip


def script() -> str:
    """Return one classic script that plays what is on its page: a module would not load offline."""
    figure = (HERE / "animated_figure.js").read_text(encoding="utf-8").partition("\nexport ")[0]
    page = (HERE / "page.js").read_text(encoding="utf-8")
    return f'(() => {{\n"use strict";\n{figure}\n{page}}})();\n'


def sheet() -> str:
    """Return the style sheet of figures and their controls."""
    names = ("animated_figure.css", "page.css")
    return "".join((HERE / name).read_text(encoding="utf-8") for name in names)


def element(record: Record, key: str, inside: str = "", *, hidden: bool = False) -> str:
    """Return the HTML in which a record is played; its entries come as `data(key-0, …)`."""
    about = {"key": key, "names": [entry["name"] for entry in record["entries"]]}
    about |= {name: record[name] for name in ("menu", "entry", "step")}
    told = html.escape(json.dumps(about, ensure_ascii=False))
    away = " hidden" if hidden else ""
    return f'<div class="gdteach-lab gdp-lab" data-page="{told}"{away}>{inside}</div>'


def data(key: str, entry: Record) -> str:
    """Return the script that brings one entry; base64 can end no script, whatever it says."""
    return f'gdteach.data("{key}", "{packed(entry)}");\n'


def packed(entry: Record) -> str:
    """Return an entry as it travels: in base64, deflated."""
    controls = [c | {"runs": [_thin(run) for run in c["runs"]]} for c in entry["controls"]]
    return deflated(entry | {"base": _thin(entry["base"]), "controls": controls}, level=9)


def _thin(run: Record | None) -> Record | None:
    """Return a run that deflates well: its tracks say how far each point moves."""
    if run is None:
        return None
    tracks = [{"points": t["points"], "by": _moved(t)} for t in run["scene"]["tracks"]]
    scene = run["scene"] | {"tracks": tracks}
    return run | {"scene": scene, "captions": _forms(run["captions"])}


def _forms(captions: Sequence[str]) -> Record:
    """Return captions as forms, which form each has, and column by column the numbers in them.

    Much of a run is its captions, and one differs from the next by its numbers alone: apart, they
    deflate to half the size.
    """
    split = [NUMBER.split(each) for each in captions]
    forms = [each[::2] for each in split]
    distinct = list(dict.fromkeys(map(tuple, forms)))
    numbers = zip_longest(*(each[1::2] for each in split), fillvalue="")
    return {
        "forms": distinct, "which": [distinct.index(tuple(form)) for form in forms],
        "numbers": ["|".join(column) for column in numbers],
    }  # fmt: skip


def _moved(track: Record) -> list[int | None]:
    """Return by how many tenths of a pixel each number differs from that of the step before."""
    before = [0] * (2 * track["points"])
    moved: list[int | None] = []
    for i, at in enumerate(track["xy"]):
        if at is None:
            moved.append(None)
            continue
        place, tenths = i % len(before), round(10 * at)
        moved.append(tenths - before[place])
        before[place] = tenths
    return moved


def whole(record: Record) -> str:
    """Return one HTML file that plays a record offline."""
    title = html.escape(record["title"])
    entries = [data(f"saved-{i}", entry) for i, entry in enumerate(record["entries"])]
    return PAGE.substitute(
        title=title,
        css=sheet(),
        script=script() + "".join(entries),
        lab=element(record, "saved", f"<noscript>{title}</noscript>"),
    )
