"""Reads TEACHING.md: what a teacher says to each section, question and exercise of a notebook.

One text serves as the page and as the speaker's notes of the slides. It says

    ## [00 · Start here](notebooks/00_start_here.ipynb) · 35 + 5     the notebook, its own minutes
    ### Twelve steps · 9 (5)                           a section, its minutes (in a class of 45)
    ### What we saw / In practice · 2 (–)              two that share a note and their minutes
    **`start/fog`** or **Exercise `start/one_step`**   a question; an exercise (ids may be the same)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

TEACHING = Path(__file__).resolve().parent.parent / "TEACHING.md"
CHAPTER = re.compile(r"\[.+\]\(notebooks/(\w+)\.ipynb\) · (\d+ \+ \d+)")
SECTION = re.compile(r"(.+) · (\d+) \((\d+|–)\)")
ENTRY = re.compile(r"^\*\*((?:Exercise )?`\w+/\w+`)\*\*\s*", re.MULTILINE)


@dataclass(frozen=True)
class Section:
    """What is said to a section of a notebook, or to a few that share it."""

    titles: tuple[str, ...]
    minutes: int
    of_45: int
    note: str
    entries: dict[str, str]


@dataclass(frozen=True)
class Chapter:
    """What is said to a notebook; ``minutes`` as it says them itself, "35 + 5"."""

    minutes: str
    sections: tuple[Section, ...]


def chapters() -> dict[str, Chapter]:
    """Return the chapters by the name of their notebook, such as "00_start_here"."""
    found = {}
    for part in _parts("## ", TEACHING.read_text(encoding="utf-8")):
        head, *sections = _parts("### ", f"### {part}")
        if named := CHAPTER.fullmatch(head.strip()):
            found[named[1]] = Chapter(named[2], tuple(map(_section, sections)))
    return found


def notes_for(notebook: str) -> dict[str, str]:
    """Return what to say in a notebook, Markdown by section title, question and exercise.

    >>> notes_for("00_start_here")["Exercise start/one_step"].split(".")[0]
    'One line'
    """
    notes: dict[str, str] = {}
    for section in chapters()[notebook].sections:
        notes |= dict.fromkeys(section.titles, section.note) | section.entries
    return notes


def _parts(mark: str, text: str) -> list[str]:
    """Return what follows each line that begins with `mark`, up to the next."""
    return re.split(rf"^{mark}", text, flags=re.MULTILINE)[1:]


def _section(text: str) -> Section:
    heading, _, body = text.partition("\n")
    named = SECTION.fullmatch(heading)
    if named is None:
        raise ValueError(
            "a section must begin with its title, its minutes and those of a class of 45, "
            f"got {heading!r}; write it as '### Twelve steps · 9 (5)'"
        )
    note, *entries = (piece.strip() for piece in ENTRY.split(body))
    names = [name.replace("`", "") for name in entries[::2]]
    of_45 = 0 if named[3] == "–" else int(named[3])
    said = dict(zip(names, entries[1::2], strict=True))
    return Section(tuple(named[1].split(" / ")), int(named[2]), of_45, note, said)
