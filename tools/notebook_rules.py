"""The rules every notebook keeps: how it is built, stored and linked.

Each rule takes the notebook and its path and returns a list of complaints.
`tests/notebooks/test_notebooks.py` gates on them;
`python -m tools.notebook_rules notebooks/02_algorithm.ipynb`
lists them for an author.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from statistics import median

from nbformat import NotebookNode

from tools.refresh_notebooks import KERNELSPEC, WIDGET_VIEW, as_text, normalise, read
from tools.solutions import DETAILS, exercises, solutions_in

Rule = Callable[[NotebookNode, Path], list[str]]
RULES: list[Rule] = []

CODE_CELLS = (15, 25)
WORDS = (1200, 2000)
# The opening is shorter: twenty minutes.
SHORTER = {"00_start_here": {"code": (3, 15), "words": (400, 1200)}}
LONGEST_CELL = 15
MEDIAN_CELL = 4
CLOSING_SECTIONS = ["What we saw", "Exercises", "In practice", "Further reading"]
SLIDE_TYPES = ("slide", "subslide", "fragment", "skip", "notes")
NOT_SPELLED_OUT = {"lr", "alpha", "eta"}
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(\s*([^)\s]+)[^)]*\)")
IMAGE = re.compile(r"!\[([^\]]*)\]\(\s*([^)\s]+)[^)]*\)")
MACHINE = re.compile(r"(?:/home/|/root/|/work/|/tmp/|/Users/|[A-Z]:\\\\?Users)|\b0x[0-9a-f]{6,}\b")
IMPORT = re.compile(r"^\s*(?:import|from\s+\S+\s+import)\s", re.MULTILINE)
MINUTES = re.compile(r"\b(\d+) minutes, and (\d+) for the exercises?\b")


def rule(check: Rule) -> Rule:
    """Add `check` to the rules."""
    RULES.append(check)
    return check


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the code cells."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def markdown_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """Return the markdown cells."""
    return [cell for cell in notebook.cells if cell.cell_type == "markdown"]


def prose(markdown: str) -> str:
    """Return `markdown` without code, comments and collapsed solutions."""
    return COMMENT.sub("", FENCE.sub("", DETAILS.sub("", markdown)))


def headings(notebook: NotebookNode) -> list[tuple[int, str, int]]:
    """Return (level, text, cell index) of every heading outside code."""
    return [
        (len(marks), text.strip(), index)
        for index, cell in enumerate(notebook.cells)
        if cell.cell_type == "markdown"
        for marks, text in re.findall(r"^(#{1,6})\s+(.+)$", prose(cell.source), re.MULTILINE)
    ]


def minutes(notebook: NotebookNode) -> str | None:
    """Return the minutes that the notebook says it takes, as "55 + 20": itself, its exercises."""
    for cell in notebook.cells[:3]:
        if found := MINUTES.search(cell.source):
            return " + ".join(found.groups())
    return None


def links(notebook: NotebookNode) -> Iterator[str]:
    """Yield the targets of all links and images in the prose."""
    for cell in markdown_cells(notebook):
        text = FENCE.sub("", cell.source)
        yield from LINK.findall(text)
        yield from (target for _, target in IMAGE.findall(text))


def _limits(path: Path, of: str, usual: tuple[int, int]) -> tuple[int, int]:
    return SHORTER.get(path.stem, {}).get(of, usual)


@rule
def code_is_short(notebook: NotebookNode, path: Path) -> list[str]:
    """Few cells, short ones, and at least as much said as coded."""
    cells = code_cells(notebook)
    lengths = [sum(bool(line.strip()) for line in cell.source.splitlines()) for cell in cells]
    low, high = _limits(path, "code", CODE_CELLS)
    complaints = []
    if not low <= len(cells) <= high:
        complaints.append(f"{len(cells)} code cells; {low} to {high} wanted")
    if lengths and median(lengths) > MEDIAN_CELL:
        complaints.append(f"median code cell has {median(lengths):g} lines; at most {MEDIAN_CELL}")
    if lengths and max(lengths) > LONGEST_CELL:
        complaints.append(f"a code cell of {max(lengths)} lines; at most {LONGEST_CELL}")
    if len(markdown_cells(notebook)) < len(cells):
        complaints.append(
            f"{len(markdown_cells(notebook))} markdown cells for {len(cells)} of code"
        )
    return complaints


@rule
def prose_has_the_right_length(notebook: NotebookNode, path: Path) -> list[str]:
    """Words of prose: without code, without solutions."""
    words = sum(len(prose(cell.source).split()) for cell in markdown_cells(notebook))
    low, high = _limits(path, "words", WORDS)
    return [] if low <= words <= high else [f"{words} words of prose; {low} to {high} wanted"]


@rule
def opens_with_title_question_aims_and_imports(notebook: NotebookNode, path: Path) -> list[str]:
    """Title, question and minutes, do / learn / need, then the one import cell."""
    complaints = []
    cells = notebook.cells
    if not cells or cells[0].cell_type != "markdown" or not cells[0].source.startswith("# "):
        complaints.append("the first cell does not begin with a title (# ...)")
    first_code = next((i for i, cell in enumerate(cells) if cell.cell_type == "code"), len(cells))
    opening = "\n".join(cell.source for cell in cells[:first_code])
    if "?" not in opening:
        complaints.append("no question before the import cell")
    if minutes(notebook) is None:
        complaints.append("the first three cells do not say '… minutes, and … for the exercises'")
    complaints += [
        f"the opening does not say what the learner will {aim}"
        for aim in ("do", "learn", "need")
        if not re.search(rf"\b{aim}\b", opening, re.IGNORECASE)
    ]
    importing = [
        number for number, cell in enumerate(code_cells(notebook)) if IMPORT.search(cell.source)
    ]
    if importing != [0]:
        complaints.append(
            f"imports stand in code cells {importing}; the first alone should hold them"
        )
    return complaints


@rule
def closes_with_the_usual_sections(notebook: NotebookNode, path: Path) -> list[str]:
    """End with what we saw, exercises, in practice, further reading: once each, in this order."""
    titles = [text for level, text, _ in headings(notebook) if level == 2]
    ending = titles[-len(CLOSING_SECTIONS) :]
    if ending == CLOSING_SECTIONS:
        return []
    return [f"the last level-2 headings are {ending}; {CLOSING_SECTIONS} wanted"]


@rule
def headings_step_down_one_at_a_time(notebook: NotebookNode, path: Path) -> list[str]:
    """One title; no level is skipped: a screen reader's outline is the table of contents."""
    found = headings(notebook)
    complaints = [
        f"heading {text!r} jumps from level {above} to {level}"
        for (above, *_), (level, text, _) in pairwise(found)
        if level > above + 1
    ]
    if sum(level == 1 for level, *_ in found) != 1:
        complaints.append("there should be exactly one level-1 heading")
    return complaints


@rule
def slides_are_marked(notebook: NotebookNode, path: Path) -> list[str]:
    """Start with a slide; a cell that goes on with one has no slideshow metadata.

    nbconvert and RISE read "-" as "goes on", too; jupyterlab-slideshow hides such a cell.
    """
    known = [{"slide_type": slide_type} for slide_type in SLIDE_TYPES]
    found = [cell.metadata.get("slideshow") for cell in notebook.cells]
    return ([] if found[:1] == known[:1] else ["cell 0 does not start a slide"]) + [
        f"the slideshow metadata of cell {index} is {metadata}: leave it out, or one of {known}"
        for index, metadata in enumerate(found)
        if metadata is not None and metadata not in known
    ]


@rule
def code_is_plain_python(notebook: NotebookNode, path: Path) -> list[str]:
    """No magics, shell lines, path tricks, downloads or hidden output; names spelled out."""
    complaints = []
    for number, cell in enumerate(code_cells(notebook), start=1):
        try:
            tree = ast.parse(cell.source)
        except SyntaxError as error:
            complaints.append(f"code cell {number} is not plain Python: {error.msg}")
            continue
        if cell.source.rstrip().endswith(";"):
            complaints.append(f"code cell {number} ends in a semicolon")
        complaints += [
            f"code cell {number} holds {trick!r}"
            for trick in ("sys.path", "http://", "https://", "urllib", "urlretrieve", "<style")
            if trick in cell.source
        ]
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        names |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
        complaints += [
            f"code cell {number}: spell out {name!r}" for name in sorted(names & NOT_SPELLED_OUT)
        ]
    return complaints


@rule
def prose_is_plain_markdown(notebook: NotebookNode, path: Path) -> list[str]:
    """No style or script injected through a markdown cell."""
    return [
        f"cell {index} holds {tag}"
        for index, cell in enumerate(notebook.cells)
        if cell.cell_type == "markdown"
        for tag in ("<style", "<script", "<iframe")
        if tag in cell.source.lower()
    ]


@rule
def stored_as_run_from_the_top(notebook: NotebookNode, path: Path) -> list[str]:
    """Format 4.5 or later, counts 1…n, and in the normal form of `make notebooks`."""
    complaints = []
    if (notebook.nbformat, notebook.nbformat_minor) < (4, 5):
        complaints.append(f"format {notebook.nbformat}.{notebook.nbformat_minor}; 4.5 wanted")
    counts = [cell.execution_count for cell in code_cells(notebook)]
    if counts != list(range(1, len(counts) + 1)):
        complaints.append(f"execution counts are {counts}: not run from top to bottom")
    if notebook.metadata.get("kernelspec") != KERNELSPEC:
        complaints.append(f"kernelspec is {notebook.metadata.get('kernelspec')}")
    if "widgets" in notebook.metadata:
        complaints.append("metadata.widgets is stored")
    if as_text(normalise(notebook)) != as_text(notebook):
        complaints.append("not in its normal form: run `make notebooks`")
    return complaints


@rule
def outputs_read_without_a_kernel(notebook: NotebookNode, path: Path) -> list[str]:
    """No widget views, errors or warnings stored; each picture has its text alternative."""
    complaints = []
    for number, cell in enumerate(code_cells(notebook), start=1):
        for output in cell.outputs:
            kind = output.output_type
            if kind == "error" and "raises-exception" not in cell.metadata.get("tags", []):
                complaints.append(f"code cell {number} stores an error: {output.ename}")
            if kind == "stream" and output.name == "stderr":
                complaints.append(f"code cell {number} stores what went to stderr")
            if WIDGET_VIEW in output.get("data", {}):
                complaints.append(f"code cell {number} stores a widget view")
            if "image/png" in output.get("data", {}) and not _alternative(output):
                complaints.append(f"code cell {number} stores a picture without alt text")
    return complaints


def _alternative(output: NotebookNode) -> str:
    # IPython's own display of a bare figure has no place for it.
    if output.data.get("text/plain", "").startswith("<Figure size"):
        return output.data["text/plain"]
    return output.metadata.get("image/png", {}).get("alt", "").strip()


@rule
def says_nothing_of_the_machine(notebook: NotebookNode, path: Path) -> list[str]:
    """No absolute path, no memory address, in sources and text outputs."""
    complaints = []
    for index, cell in enumerate(notebook.cells):
        texts = [cell.source]
        for output in cell.get("outputs", []):
            texts += [output.get("text", "")]
            texts += [v for k, v in output.get("data", {}).items() if k.startswith("text/")]
        for text in texts:
            if found := MACHINE.search(text):
                complaints.append(f"cell {index} names the machine: {found.group(0)!r}")
    return complaints


@rule
def pictures_in_prose_have_alt_text(notebook: NotebookNode, path: Path) -> list[str]:
    """Every image of a markdown cell says what it shows."""
    return [
        f"the image {target} has no alt text"
        for cell in markdown_cells(notebook)
        for alt, target in IMAGE.findall(cell.source)
        if not alt.strip()
    ]


@rule
def links_resolve(notebook: NotebookNode, path: Path) -> list[str]:
    """Every link to a file or to a heading of this notebook leads somewhere."""
    anchors = {text.replace(" ", "-") for _, text, _ in headings(notebook)}
    complaints = []
    for target in links(notebook):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        if file and not (path.parent / file).exists():
            complaints.append(f"the link to {target} leads nowhere")
        if not file and anchor not in anchors:
            complaints.append(f"no heading for the link #{anchor}")
    return complaints


@rule
def leads_to_its_neighbours(notebook: NotebookNode, path: Path) -> list[str]:
    """Link, in the last cell, the notebook before, the contents (README.md), the one after."""
    shelf = sorted(other.name for other in path.parent.glob("*.ipynb"))
    place = shelf.index(path.name)
    wanted = [*shelf[max(place - 1, 0) : place], "../README.md", *shelf[place + 1 : place + 2]]
    last = notebook.cells[-1] if notebook.cells else None
    found = LINK.findall(last.source) if last is not None else []
    return [] if found == wanted else [f"the last cell links {found}; {wanted} wanted"]


@rule
def every_exercise_has_its_solution(notebook: NotebookNode, path: Path) -> list[str]:
    """Follow an exercise by a markdown cell with the solution for the same one."""
    complaints = []
    for index, exercise in exercises(notebook):
        after = next((c for c in notebook.cells[index + 1 :] if c.cell_type == "markdown"), None)
        try:
            offered = [s.exercise for s in solutions_in(after.source)] if after else []
        except ValueError as error:
            complaints.append(str(error))
            continue
        if exercise not in offered:
            complaints.append(f"the exercise {exercise} (cell {index}) is not followed by one")
    return complaints


def main() -> int:
    complained = False
    for path in map(Path, sys.argv[1:]):
        for check in RULES:
            for complaint in check(read(path), path):
                complained = True
                print(f"{path.name}: {check.__name__}: {complaint}")
    return complained


if __name__ == "__main__":
    sys.exit(main())
