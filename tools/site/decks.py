"""Slides made of fragments: a deck a notebook, by its slideshow metadata, turned by reveal.js."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from string import Template

from tools.site.fragments import Fragment, Told
from tools.site.prose import Address, prose, slug
from tools.teaching import chapters, notes_for

HERE = Path(__file__).parent
DECK = Template((HERE / "deck.html").read_text(encoding="utf-8"))
HEADING = re.compile(r"^##? (.+)$", re.MULTILINE)
ASKED = re.compile(r"""gd\.(predict|check)\(["'](\w+/\w+)["']""")
REVEAL = ("LICENSE", "dist/reveal.css", "dist/reveal.js", "plugin/notes/notes.js")

Slide = list[Fragment]


def columns(told: Told) -> list[list[Slide]]:
    """Return the slides of a notebook: those of a subslide stand below the slide before them."""
    made: list[list[Slide]] = []
    for fragment in told.fragments:
        if fragment.slide in ("skip", "notes"):
            continue
        if fragment.slide == "slide" or not made:
            made.append([[]])
        elif fragment.slide == "subslide":
            made[-1].append([])
        made[-1][-1].append(fragment)
    return made


def deck(told: Told, address: Address) -> str:
    """Return the deck of a notebook, with what TEACHING.md says as the speaker's notes."""
    said = notes_for(told.stem) if told.stem in chapters() else {}
    notes = {slug(about): note for about, note in said.items()}
    slides = ""
    for column in columns(told):
        made = "".join(_section(_cells(slide, notes, address)) for slide in column)
        slides += _section([made])
    slides = slides.replace(' loading="lazy"', "")  # what is not on screen is printed, too
    return DECK.substitute(title=html.escape(told.title), page=f"{told.stem}.html", slides=slides)


def _section(parts: Iterable[str]) -> str:
    return f"<section>\n{''.join(parts)}</section>\n"


def _cells(slide: Slide, notes: dict[str, str], address: Address) -> Iterator[str]:
    """Yield each cell of a slide, and after it what is to be said."""
    for fragment in slide:
        later = ' data-later=""' if fragment.slide == "fragment" else ""
        yield f'<div class="gdp-cell"{later}>\n{fragment.html}</div>\n'
        for about in topics(fragment.source):
            if note := notes.pop(slug(about), None):
                yield f'<aside class="notes">{prose(note, address)}</aside>\n'


def topics(source: str) -> list[str]:
    """Return what a cell is about, as TEACHING.md names it: sections, a question, an exercise."""
    asked = ASKED.findall(source)
    return HEADING.findall(source) + [
        topic if verb == "predict" else f"Exercise {topic}" for verb, topic in asked
    ]


def shared() -> dict[str, bytes]:
    """Return the files that all decks share, by their place: reveal.js and what is our own."""
    carrier = find_spec("sphinx_revealjs")  # found, not imported: that would ask for Sphinx
    assert carrier is not None
    assert carrier.origin is not None
    folder = Path(carrier.origin).parent / "_static" / "revealjs"
    files = [folder / place for place in REVEAL] + [HERE / "deck.css", HERE / "deck.js"]
    return {f"slides/{file.name}": file.read_bytes() for file in files}
