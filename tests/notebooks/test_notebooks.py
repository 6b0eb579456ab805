"""Every notebook keeps the house rules, re-runs to itself, and has solutions that pass."""

import base64
import copy
import functools
import io
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import nbformat
import numpy as np
import pytest
from nbformat import NotebookNode
from PIL import Image

import gdteach
from tools.notebook_rules import CODE_CELLS, RULES, WORDS
from tools.refresh_notebooks import (
    KERNELSPEC,
    NOTEBOOKS,
    WIDGET_VIEW,
    as_text,
    execute,
    keep_unchanged_pictures,
    normalise,
    read,
    refreshed,
    without_pixels,
)
from tools.solutions import exercises, import_cell, mark, solutions, solutions_in

SHELF = sorted(NOTEBOOKS.glob("*.ipynb"))

each_notebook = pytest.mark.parametrize("path", SHELF, ids=lambda path: path.stem)
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)


def test_there_are_notebooks():
    assert SHELF


@each_rule
@each_notebook
def test_notebook_keeps_the_rule(path, rule):
    assert rule(read(path), path) == []


@functools.cache
def run_thrice(path) -> tuple[list[NotebookNode], ...]:
    """Return the cells as run from the top, then each code cell once more, then backwards."""
    notebook = copy.deepcopy(read(path))
    first, code = notebook.cells, [cell for cell in notebook.cells if cell.cell_type == "code"]
    again = [nbformat.v4.new_code_cell(cell.source) for cell in [*code, *reversed(code)]]
    notebook.cells = [*first, *again]
    cells = without_pixels(normalise(execute(notebook, path.parent)))["cells"]
    n, m = len(first), len(code)
    return cells[:n], cells[n : n + m], cells[: n + m - 1 : -1]


@each_notebook
def test_running_a_notebook_again_changes_nothing_but_pixels(path):
    assert run_thrice(path)[0] == without_pixels(read(path))["cells"]


@each_notebook
def test_every_cell_can_be_run_again_after_the_last_and_in_any_order(path):
    """A learner goes back: names must not have got new meanings further down."""
    from_the_top, *later = run_thrice(path)
    for cells in later:
        stored = (cell for cell in from_the_top if cell.cell_type == "code")
        for before, cell in zip(stored, cells, strict=True):
            outputs = [
                [each | {"execution_count": None} for each in found.outputs]
                for found in (before, cell)
            ]
            assert outputs[0] == outputs[1], cell.source


@each_notebook
def test_every_solution_passes_its_own_check(path):
    notebook = read(path)
    found = solutions(notebook)
    assert {solution.exercise for solution in found} >= {name for _, name in exercises(notebook)}
    for solution in found:
        verdict = mark(solution, import_cell(notebook), gdteach.check)
        assert verdict.passed, f"{solution.check}: {verdict.message}"


# The rules themselves, on a small notebook that keeps them all and on one that breaks each.


def markdown(text: str) -> NotebookNode:
    cell = nbformat.v4.new_markdown_cell(text)
    cell.metadata["slideshow"] = {"slide_type": "slide"}
    return cell


def code(text: str, count: int) -> NotebookNode:
    output = nbformat.v4.new_output("stream", name="stdout", text="f(w) = 0.25\n")
    return nbformat.v4.new_code_cell(text, execution_count=count, outputs=[output])


SOLUTION = """<details><summary>Solution</summary>

<!-- solution: check("here/double", double) -->

```python
def double(w):
    return factor * w
```

</details>"""


@pytest.fixture
def good(tmp_path) -> tuple[NotebookNode, Path]:
    """A notebook in a folder laid out like ours, with a neighbour on either side."""
    shelf = tmp_path / "notebooks"
    shelf.mkdir()
    (tmp_path / "README.md").write_text("# Contents\n", encoding="utf-8")
    for name in ("01_before", "03_after"):
        (shelf / f"{name}.ipynb").write_text("{}", encoding="utf-8")
    words = (WORDS[0] + WORDS[1]) // 2
    body = [
        cell
        for count in range(2, CODE_CELLS[0])
        for cell in (markdown("### A step\n\nWatch the ball."), code("w = 2", count))
    ]
    cells = [
        markdown("# Walk\n\nWhich way is down? 50 minutes, and 20 for the exercises."),
        markdown("You will do this, learn that, and need a derivative. " + "word " * words),
        code("import numpy as np\n\nfactor = 2", 1),
        markdown("## Walk"),
        *body,
        markdown("## What we saw"),
        markdown("## Exercises"),
        code("def double(w): ...\n\n\ngd.check('here/double', double)", CODE_CELLS[0]),
        markdown(SOLUTION),
        markdown("## In practice\n\nAgain: [the walk](#Walk)."),
        markdown("## Further reading"),
        markdown("[before](01_before.ipynb) · [contents](../README.md) · [after](03_after.ipynb)"),
    ]
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = nbformat.from_dict(KERNELSPEC)
    notebook.metadata["language_info"] = nbformat.from_dict({"name": "python"})
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
    path = shelf / "02_here.ipynb"
    path.write_text(as_text(notebook), encoding="utf-8")
    return notebook, path


@each_rule
def test_a_good_notebook_breaks_no_rule(rule, good):
    assert rule(*good) == []


def source(index: int, text: str) -> Callable[[NotebookNode], object]:
    return lambda notebook: notebook.cells[index].update(source=text)


def slideshow(index: int, **metadata: str) -> Callable[[NotebookNode], object]:
    return lambda notebook: notebook.cells[index].metadata.update(slideshow=metadata)


def instead_of(old: str, new: str) -> Callable[[NotebookNode], object]:
    def change(notebook: NotebookNode) -> None:
        (cell,) = (cell for cell in notebook.cells if cell.source == old)
        cell.source = new

    return change


def output(kind: str, **content) -> Callable[[NotebookNode], object]:
    more = nbformat.v4.new_output(kind, **content)
    return lambda notebook: notebook.cells[2].outputs.append(more)


def count_as_in_a_second_run(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.execution_count += 7


CHECK = '<!-- solution: check("here/double", double) -->'
STATE = {"application/vnd.jupyter.widget-state+json": {}}
BREAKS = {
    "code_is_short": [source(2, "w = 2\n" * 16), lambda notebook: notebook.cells.pop(2)],
    "prose_has_the_right_length": [source(1, "You do, learn, need.")],
    "opens_with_title_question_aims_and_imports": [
        source(0, "Which way is down? 50 min"),
        source(0, "# Walk\n\n50 minutes, and 20 for the exercises."),
        source(0, "# Walk\n\nDown?"),
        source(1, "You will do and need it."),
        source(5, "from math import pi"),
    ],
    "closes_with_the_usual_sections": [instead_of("## Further reading", "## The end")],
    "headings_step_down_one_at_a_time": [source(3, "#### Walk"), source(3, "# Walk")],
    "slides_are_marked": [
        slideshow(4, slide_type="-"),
        slideshow(4),
        slideshow(4, slide_type="page"),
        lambda notebook: notebook.cells[0].metadata.pop("slideshow"),
    ],
    "code_is_plain_python": [
        source(5, "!pip install gdteach"),
        source(5, "sys.path.append('..')"),
        source(5, "np.loadtxt('https://example.org/data')"),
        source(5, "w;"),
        source(5, "def step(w, lr): ..."),
        source(5, "eta = 0.1"),
    ],
    "prose_is_plain_markdown": [source(3, "<style>p {}</style>")],
    "stored_as_run_from_the_top": [
        count_as_in_a_second_run,
        lambda notebook: notebook.metadata.kernelspec.update(name="my-environment"),
        lambda notebook: notebook.metadata.update(widgets=STATE),
        lambda notebook: notebook.update(nbformat_minor=4),
    ],
    "outputs_read_without_a_kernel": [
        output("error", ename="ValueError", evalue="no", traceback=[]),
        output("stream", name="stderr", text="Warning"),
        output("display_data", data={WIDGET_VIEW: {}}),
        output("display_data", data={"image/png": "iVBO"}),
    ],
    "says_nothing_of_the_machine": [
        source(5, "open('/home/ada/data')"),
        output("stream", name="stdout", text="<object at 0x7f80c0ffee00>"),
    ],
    "pictures_in_prose_have_alt_text": [source(3, "![](../README.md)")],
    "links_resolve": [source(3, "[gone](99_gone.ipynb)"), source(3, "[gone](#Nowhere)")],
    "leads_to_its_neighbours": [source(-1, "[contents](../README.md)")],
    "every_exercise_has_its_solution": [
        instead_of(SOLUTION, "Try again."),
        instead_of(SOLUTION, SOLUTION.replace(CHECK, "")),
    ],
}


@each_rule
def test_a_broken_notebook_is_caught_by_the_rule(rule, good):
    for change in BREAKS[rule.__name__]:
        notebook, path = copy.deepcopy(good)
        change(notebook)
        assert rule(notebook, path), change


# Solutions.


def check(exercise_id, function):
    assert exercise_id == "here/double"
    return SimpleNamespace(passed=function(3) == 6)


@pytest.mark.parametrize(("factor", "passed"), [(2, True), (3, False)])
def test_a_solution_runs_after_the_imports_and_is_marked(good, factor, passed):
    notebook, _ = good
    imports = import_cell(notebook).replace("factor = 2", f"factor = {factor}")
    (solution,) = solutions(notebook)
    verdict = mark(solution, imports, check)
    assert verdict.passed is passed


def test_a_solution_does_not_lean_on_another_cell():
    (solution,) = solutions_in(SOLUTION)
    with pytest.raises(NameError, match="factor"):
        mark(solution, "", check)


def test_hints_are_not_solutions():
    assert solutions_in("<details><summary>Hint</summary>Draw it.</details>") == []


# `make notebooks`.


PIXELS = """import io, warnings
from IPython.display import Image as Show
from PIL import Image
import ipywidgets
picture = io.BytesIO()
Image.new("RGB", (40, 30), (0, 158, 115)).save(picture, "png", compress_level=LEVEL)
Show(picture.getvalue(), metadata={"alt": "green"})"""


@pytest.fixture(scope="module")
def executed(tmp_path_factory) -> NotebookNode:
    cells = [
        nbformat.v4.new_code_cell(PIXELS.replace("LEVEL", "9"), id="pixels"),
        nbformat.v4.new_code_cell("ipywidgets.IntSlider(3)", id="widget"),
        nbformat.v4.new_code_cell("", id="empty"),
        nbformat.v4.new_code_cell("print('w')\nprint('f', flush=True)\nprint(2)", id="text"),
    ]
    return execute(nbformat.v4.new_notebook(cells=cells), tmp_path_factory.mktemp("run"))


def test_normal_form_keeps_text_and_still_pictures_and_drops_the_rest(executed):
    assert "widgets" in executed.metadata
    normal = normalise(executed)
    assert "widgets" not in normal.metadata
    assert normal.metadata.kernelspec == KERNELSPEC
    assert "version" not in normal.metadata.language_info
    assert not any("execution" in cell.metadata for cell in normal.cells)
    assert [cell.execution_count for cell in normal.cells] == [1, 2, None, 3]
    pixels, widget, empty, text = (cell.outputs for cell in normal.cells)
    assert "image/png" in pixels[0].data
    assert set(widget[0].data) == {"text/plain"}
    assert empty == []
    assert [output.text for output in text] == ["w\nf\n2\n"]
    nbformat.validate(normal)


def test_normal_form_is_reached_in_one_step(executed):
    once = normalise(executed)
    assert as_text(normalise(once)) == as_text(once)


def test_refreshing_twice_changes_no_text(executed, tmp_path):
    path = tmp_path / "copy.ipynb"
    path.write_text(as_text(normalise(executed)), encoding="utf-8")
    assert as_text(refreshed(path)) == path.read_text(encoding="utf-8")


def test_kernels_treat_warnings_as_errors(tmp_path):
    cell = nbformat.v4.new_code_cell("import warnings\nwarnings.warn('careful')")
    with pytest.raises(Exception, match=r"(?s)UserWarning.*careful"):
        execute(nbformat.v4.new_notebook(cells=[cell]), tmp_path)


def png(pixels: np.ndarray, level: int) -> str:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, "png", compress_level=level)
    return base64.b64encode(stream.getvalue()).decode()


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        (lambda pixels: None, True),
        (lambda pixels: pixels.__iadd__(2), True),
        (lambda pixels: pixels[:2, :2].fill(0), False),
        (lambda pixels: pixels.resize((60, 20, 3), refcheck=False), False),
    ],
    ids=["the same", "rounded otherwise", "a moved marker", "another size"],
)
def test_a_stored_picture_stays_unless_it_shows_something_else(executed, change, kept):
    pixels = np.full((30, 40, 3), 200, dtype=np.uint8)
    stored, fresh = copy.deepcopy(executed), copy.deepcopy(executed)
    stored.cells[0].outputs[0].data["image/png"] = before = png(pixels, 1)
    change(pixels)
    fresh.cells[0].outputs[0].data["image/png"] = after = png(pixels, 9)
    assert before != after
    keep_unchanged_pictures(fresh, stored)
    assert fresh.cells[0].outputs[0].data["image/png"] == (before if kept else after)
