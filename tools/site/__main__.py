"""Builds the site: every notebook as a page and as slides, the front page, the table of letters."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from time import perf_counter

from tools.binder_link import git
from tools.refresh_notebooks import NOTEBOOKS, as_text, read
from tools.site import decks
from tools.site.fragments import Told, tell
from tools.site.pages import ROOT, Course, shared


def build(course: Course, out: Path, only: tuple[Path, ...] = ()) -> None:
    """Write the site into a folder, or the pages of some notebooks alone."""
    told, front = _told(course, only or course.notebooks), course.front()
    texts = {f"{each.stem}.html": course.notebook(each, path) for path, each in told.items()}
    texts |= {
        f"{each.stem}.slides.html": decks.deck(each, course.address) for each in told.values()
    }
    texts |= {
        "index.html": course.page(front.title, front.fragments[0].html),
        "letters.html": course.letters(),
    }
    files = {place: data for each in [front, *told.values()] for place, data in each.files.items()}
    files |= {place: text.encode() for place, text in texts.items()}
    files |= {f"notebooks/{path.name}": bare(path) for path in course.notebooks}
    shutil.rmtree(out, ignore_errors=True)
    for place, data in (files | shared(list(texts.values())) | decks.shared()).items():
        file = out / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def bare(path: Path) -> bytes:
    """Return a notebook to run, without its outputs: they are on its page."""
    notebook = read(path)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return as_text(notebook).encode()


def _told(course: Course, paths: tuple[Path, ...]) -> dict[Path, Told]:
    """Return the notebooks, run side by side."""
    os.environ["PYTHONPATH"] = os.pathsep.join(
        filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])  # a kernel finds the bakery
    )
    with ProcessPoolExecutor(min(len(paths), os.cpu_count() or 1)) as workers:
        jobs = [
            workers.submit(tell, path, course.address, course.elsewhere(path)) for path in paths
        ]
        return {path: job.result() for path, job in zip(paths, jobs, strict=True)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("notebooks", nargs="*", type=Path, help="default: all in notebooks/")
    parser.add_argument("--out", type=Path, default=ROOT / "site")
    arguments = parser.parse_args()
    course = Course(
        tuple(sorted(NOTEBOOKS.glob("*.ipynb"))),
        git("config", "--get", "remote.origin.url"),
        git("symbolic-ref", "--short", "HEAD") or "main",
    )
    before = perf_counter()
    build(course, arguments.out, tuple(path.resolve() for path in arguments.notebooks))
    total = sum(file.stat().st_size for file in arguments.out.rglob("*") if file.is_file())
    print(
        f"{arguments.out / 'index.html'}: {total / 1e6:.1f} MB in {perf_counter() - before:.0f} s"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
