"""A notebook as fragments: the HTML of each cell, and the files that its labs and pictures need."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from PIL import Image

from gdteach.ask.question_bank import load_questions
from gdteach.figure import pages
from tools.refresh_notebooks import WIDGET_VIEW, execute, read
from tools.site.bakery import MIME
from tools.site.prose import Address, coloured, prose
from tools.site.questions import question

SECONDS_A_CELL = 600  # the runs of a lab are worked out in its cell
ASKS = re.compile(r'gd\.predict\("[^"]*"(, \w+)?\)')
BAKERY = "from tools.site import bakery\n\nbakery.register()"


@dataclass
class Fragment:
    """The HTML of a cell, what its slideshow metadata say ("slide", … or ""), and its source."""

    html: str
    slide: str = ""
    source: str = ""


@dataclass
class Told:
    """A notebook: its name, its title, its fragments in order, and files by their place."""

    stem: str
    title: str = ""
    fragments: list[Fragment] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    questions: int = 0
    labs: int = 0


def tell(path: Path, address: Address, elsewhere: str) -> Told:
    """Return a notebook, run afresh; `elsewhere` are links to where Python is, as HTML."""
    notebook = read(path)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(BAKERY))
    ran = execute(notebook, path.parent, timeout=SECONDS_A_CELL)
    told = Told(path.stem)
    for cell in ran.cells[1:]:
        if cell.cell_type == "markdown":
            parts = [prose(cell.source, address)]
        else:
            parts = list(_code(told, cell, elsewhere))
        slide = cell.metadata.get("slideshow", {}).get("slide_type", "")
        told.fragments.append(Fragment("".join(parts), slide, cell.source))
    told.title = next(line[2:] for line in ran.cells[1].source.splitlines() if line[:2] == "# ")
    return told


def _code(told: Told, cell: NotebookNode, elsewhere: str) -> Iterator[str]:
    """Yield a cell's program, unless it does no more than ask, and what it has put out."""
    if not ASKS.fullmatch(cell.source):
        yield coloured(cell.source)
    if "exercise" in cell.metadata.get("tags", []):  # it replies to what a learner has written
        yield f'<p class="gdp-needs">To answer, write it in the notebook. {elsewhere}</p>\n'
        return
    for output in cell.outputs:
        data, metadata = output.get("data", {}), output.get("metadata", {})
        if output.output_type == "stream":
            yield f"<pre>{html.escape(output.text)}</pre>\n"
        elif MIME in data:
            yield from played(told, data[MIME], elsewhere)
        elif "image/png" in data:
            yield picture(told, {"png": data["image/png"], **metadata.get("image/png", {})})
        elif "text/html" in data:
            yield f'<div class="gdp-output">{data["text/html"]}</div>\n'
        elif "\n" in data.get("text/plain", "") or WIDGET_VIEW not in data:
            yield f"<pre>{html.escape(data['text/plain'])}</pre>\n"
        if WIDGET_VIEW in data and MIME not in data:
            yield f'<p class="gdp-needs">What the notebook has here needs Python. {elsewhere}</p>\n'


def played(told: Told, page: dict[str, Any], elsewhere: str) -> Iterator[str]:
    """Yield a question with what it opens, a lab, or a figure."""
    lab, asked = page, "question" in page
    if asked:
        lab = page["lab"]
        told.questions += 1
        bank = load_questions()
        yield question(bank[page["question"]], told.questions, opens=lab is not None)
    if lab is None:
        return
    record, plays = lab["record"], _plays(lab["record"])
    still = picture(told, lab["still"], stands_in=plays)
    needs = f'<p class="gdp-needs">{_needed(record)} {elsewhere}</p>'
    if not plays:
        away = " hidden" if asked else ""
        yield f'<div class="gdp-lab"{away}>{still}{needs}</div>\n'
        return
    told.labs += 1
    key = f"{told.stem[:2]}-{told.labs}"
    for i, entry in enumerate(record["entries"]):
        for each in entry["stills"]:
            each["_picture"] = kept(told, each["_picture"].partition(",")[2])[0]
        told.files[f"data/{key}-{i}.js"] = pages.data(f"{key}-{i}", entry).encode()
    baked = record["needs"] or any(entry["controls"] for entry in record["entries"])
    yield pages.element(record, key, still + needs * bool(baked), hidden=asked) + "\n"


def _plays(record: dict[str, Any] | None) -> bool:
    """Return whether anything of a lab moves on a page."""
    return record is not None and any(
        entry["base"]["scene"]["layers"] and (entry["base"]["n_steps"] or entry["controls"])
        for entry in record["entries"]
    )


def _needed(record: dict[str, Any] | None) -> str:
    """Return in words what of a lab needs Python."""
    controls = [each for entry in record["entries"] for each in entry["controls"]] if record else []
    names = ", ".join(record["needs"]) if record else ""
    if not controls and not names:
        return "What you do here is answered by Python."
    said = []
    if len({each["name"] for each in controls}) > 1:
        said.append("On this page one control moves at a time, and the others go back.")
    if any(each["presses"] for each in controls):
        said.append("A press in the picture means the nearest place that the sliders have.")
    if any(each["kind"] == "slider" for each in controls):
        said.append(f"Other values need Python{', and so do: ' * bool(names)}{names}.")
    elif names:
        said.append(f"These need Python: {names}.")
    return " ".join(said)


def picture(told: Told, still: dict[str, Any], *, stands_in: bool = False) -> str:
    """Return a picture as an element; its file is kept."""
    if not still.get("png"):
        return ""
    place, (width, height) = kept(told, still["png"], stands_in=stands_in)
    shown = still.get("width", width // 2)
    kind = "gdp-still" if stands_in else "gdp-picture"
    alt = html.escape(str(still.get("alt", "")))
    tall = round(height * shown / width)
    return (
        f'<img class="{kind}" src="{place}" width="{shown}" height="{tall}" alt="{alt}" '
        'loading="lazy">\n'
    )


def kept(told: Told, png: str, *, stands_in: bool = False) -> tuple[str, tuple[int, int]]:
    """Return the place of a picture among the files, and its size in pixels.

    It is kept as lossless WebP, a quarter smaller than the PNG; equal pictures share a place. What
    stands in for a lab, until that is open or on paper, has half the resolution.
    """
    image = Image.open(io.BytesIO(base64.b64decode(png))).convert("RGB")
    if stands_in:
        image = image.resize((image.width // 2, image.height // 2), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    image.save(written, "WEBP", lossless=not stands_in, quality=75)
    data = written.getvalue()
    place = f"pictures/{hashlib.sha256(data).hexdigest()[:12]}.webp"
    told.files[place] = data
    return place, image.size
