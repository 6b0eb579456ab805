"""The package's imports point one way, and its numerics need nothing but NumPy."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "gdteach"
FILES = sorted(PACKAGE.rglob("*.py"))

# What each room may import from, itself included. Above them all stands gdteach/__init__.py.
ROOMS = {
    "numerics": {"numerics"},
    "figure": {"numerics", "figure"},
    "lab": {"numerics", "figure", "lab"},
    "ask": {"numerics", "ask"},
    "course": {"numerics", "figure", "lab", "ask", "course"},
}
# A question is shown in the size of type that is in force; checks reach the numerics, no figure.
SHOWS_A_QUESTION = {"questions.py", "question_look.py"}
LAYERS = ("gdteach.figure.layers", "gdteach.figure.arrow")


def imports(path: Path) -> set[str]:
    """Return the dotted names that `path` imports anywhere, in functions too."""
    found = set()
    inside = path.relative_to(PACKAGE.parent).parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(inside[: len(inside) - node.level + 1]) if node.level else ""
            origin = ".".join(filter(None, (above, node.module)))
            found |= {f"{origin}.{name.name}" for name in node.names}
    return found


def rooms(names: set[str], depth: int = 1) -> set[str]:
    """Return which of gdteach's rooms, or folders of the course, stand among dotted `names`."""
    parts = [name.split(".") for name in names]
    return {part[depth] for part in parts if part[0] == "gdteach" and len(part) > depth}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


LIBRARY = [path for path in FILES if path.parent != PACKAGE]


def test_the_package_is_five_rooms():
    assert {room_of(path) for path in LIBRARY} == set(ROOMS)
    assert [path.name for path in FILES if path.parent == PACKAGE] == ["__init__.py"]


@pytest.mark.parametrize("path", LIBRARY, ids=name_of)
def test_a_file_imports_only_what_its_room_may(path):
    names, room, shows = imports(path), room_of(path), path.name in SHOWS_A_QUESTION
    assert rooms(names) <= ROOMS[room] | ({"figure"} if shows else set())
    of_the_course = {name for name in names if name.startswith("gdteach.course.")}
    assert rooms(of_the_course, depth=2) <= {path.parent.name}, "folders of the course stand alone"
    if room in {"numerics", "ask"}:
        foreign = {name.split(".")[0] for name in names} - set(sys.stdlib_module_names)
        widgets = {"ipywidgets", "traitlets"} if shows else set()
        assert foreign <= {"numpy", "gdteach"} | widgets


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_file_is_called_by_its_idea(path):
    assert path.stem not in {"utils", "util", "helpers", "misc", "common"}


def test_importing_the_package_leaves_pyplot_alone():
    # pyplot picks a backend on import: the learner's choice, not ours.
    question = "import sys, gdteach; print('matplotlib.pyplot' in sys.modules, gdteach.__all__)"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", question], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("False [")


def test_every_public_name_is_shown_to_learners_or_instructors_or_is_for_a_lab_of_ones_own():
    import gdteach

    texts = [
        "".join(cell["source"])
        for path in (PACKAGE.parent / "notebooks").glob("*.ipynb")
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
    ]
    texts.append((PACKAGE.parent / "README.md").read_text(encoding="utf-8"))
    shown = {name for text in texts for name in re.findall(r"\bgd\.(\w+)", text)}
    homes = {name: getattr(getattr(gdteach, name), "__module__", "") for name in gdteach.__all__}
    for_a_lab = {name for name, home in homes.items() if home.startswith(("gdteach.lab", *LAYERS))}
    assert shown <= set(gdteach.__all__) <= shown | for_a_lab
    assert 10 < len(set(gdteach.__all__)) == len(gdteach.__all__) <= 100
