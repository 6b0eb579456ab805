"""Prints how large the package is, docstrings and blank lines included, and how large it may be."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import gdteach

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "gdteach"
COURSE = PACKAGE / "course"
INIT = PACKAGE / "__init__.py"


@dataclass(frozen=True)
class Size:
    """How many there are of something, and how many there may be; None where nothing is said."""

    what: str
    count: float
    limit: int | None = None

    def __str__(self) -> str:
        allowed = "" if self.limit is None else f"of {self.limit}"
        too_many = self.limit is not None and self.count > self.limit
        return f"{self.count:8g} {allowed:8}  {self.what}{'   <- too many' if too_many else ''}"


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def total(folder: Path) -> int:
    return sum(map(lines, files(folder)))


def bases(path: Path) -> dict[str, set[str]]:
    """Return the names of the classes of a file, and of what each is made from."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.name: {ast.unparse(base).rpartition(".")[2] for base in node.bases}
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }


def lab_files() -> list[Path]:
    """Return the files of the course that define a lab, a subclass of Lab by whatever way."""
    found = {path: bases(path) for path in files(PACKAGE)}
    above = {name: over for classes in found.values() for name, over in classes.items()}
    labs = {"Lab"}
    while more := {name for name, over in above.items() if over & labs} - labs:
        labs |= more
    return [path for path, classes in found.items() if COURSE in path.parents and labs & {*classes}]


def sizes() -> list[Size]:
    """Return what is counted; the limits are those that keep the package small."""
    package, course = total(PACKAGE), total(COURSE)
    rooms = [path for path in sorted(PACKAGE.iterdir()) if files(path)]
    labs = lab_files()
    return [
        Size("gdteach: lines of Python", package, 20_800),
        Size("the machine: all but course/", package - course, 11_000),
        *(Size(f"{room.name}/", total(room)) for room in rooms),
        Size("the longest file", max(map(lines, files(PACKAGE))), 260),
        Size("the longest lab", max(map(lines, labs)), 200),
        Size(f"the median of {len(labs)} labs", median(map(lines, labs)), 150),
        Size("gdteach/__init__.py", lines(INIT), 110),
        Size("public names", len(gdteach.__all__), 100),
        Size("tests/", total(ROOT / "tests"), 23_000),
    ]


def longest(paths: list[Path], how_many: int) -> list[Size]:
    ranked = sorted(paths, key=lines, reverse=True)[:how_many]
    return [Size(path.relative_to(ROOT).as_posix(), lines(path)) for path in ranked]


def main() -> None:
    print(*sizes(), sep="\n")
    print("\nThe longest files:", *longest(files(PACKAGE), 10), sep="\n")
    print("\nThe longest labs:", *longest(lab_files(), 5), sep="\n")


if __name__ == "__main__":
    main()
