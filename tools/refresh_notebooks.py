"""Runs notebooks from top to bottom in fresh kernels and stores them in their normal form.

The normal form says nothing about when, where or how often a notebook was run, so that a diff
shows what changed: execution counts 1…n, no widget views or state (the still picture and the text
remain), no time stamps, one kernelspec. A stored picture whose pixels have not changed keeps its
bytes, which differ between Matplotlib versions.
"""

from __future__ import annotations

import argparse
import base64
import copy
import io
import os
import sys
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
from nbclient import NotebookClient
from nbformat import NotebookNode
from PIL import Image

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
# Of 255 levels a channel: a rounding, never a moved line.
PIXEL_TOLERANCE = 8
SECONDS_A_CELL = 120
# All warnings are errors but two of the kernel's own. Raised, the first would keep it from starting
# (Python 3.12 and 3.13), the second from ending before it is killed.
WARNINGS = (
    "error,"
    "ignore::DeprecationWarning:tornado.ioloop,"
    "ignore::PendingDeprecationWarning:ipykernel.kernelbase"
)


def execute(notebook: NotebookNode, folder: Path, timeout: float = SECONDS_A_CELL) -> NotebookNode:
    """Return a copy of `notebook`, run in a fresh kernel in `folder`, warnings as errors."""
    fresh = copy.deepcopy(notebook)
    client = NotebookClient(
        fresh,
        timeout=timeout,
        kernel_name=KERNELSPEC["name"],
        resources={"metadata": {"path": str(folder)}},
        coalesce_streams=True,
        extra_arguments=["--log-level=ERROR"],  # it would warn of what every local kernel does
    )
    client.execute(env={**os.environ, "PYTHONWARNINGS": WARNINGS})
    return fresh


def normalise(notebook: NotebookNode) -> NotebookNode:
    """Return a copy of `notebook` in its normal form; doing it again changes nothing."""
    normal = copy.deepcopy(notebook)
    normal.metadata.pop("widgets", None)
    normal.metadata["kernelspec"] = nbformat.from_dict(KERNELSPEC)
    language = normal.metadata.setdefault("language_info", NotebookNode(name="python"))
    language.pop("version", None)
    count = 0
    for cell in normal.cells:
        for volatile in ("execution", "collapsed", "scrolled", "ExecuteTime", "trusted"):
            cell.metadata.pop(volatile, None)
        cell.source = cell.source.rstrip("\n")
        if cell.cell_type != "code":
            continue
        ran = bool(cell.source.strip())
        count += ran
        cell.execution_count = count if ran else None
        cell.outputs = [kept for output in cell.outputs if (kept := _normal_output(output, count))]
    return normal


def _normal_output(output: NotebookNode, count: int) -> NotebookNode | None:
    if output.output_type == "execute_result":
        output.execution_count = count
    if "data" in output:
        output.data.pop(WIDGET_VIEW, None)
        output.metadata.pop(WIDGET_VIEW, None)
        if not output.data:
            return None
    return output


def keep_unchanged_pictures(fresh: NotebookNode, stored: NotebookNode) -> None:
    """Put a stored PNG back into `fresh` wherever the new one shows the same."""
    stored_cells = {cell.get("id"): cell for cell in stored.cells if cell.cell_type == "code"}
    for cell in fresh.cells:
        if cell.cell_type != "code" or cell.get("id") not in stored_cells:
            continue
        for new, old in zip(cell.outputs, stored_cells[cell.id].outputs, strict=False):
            before, after = (output.get("data", {}).get("image/png") for output in (old, new))
            if before and after and same_picture(before, after):
                new.data["image/png"] = before


def same_picture(first: str, second: str) -> bool:
    """Return whether two base64-encoded PNGs show the same, pixel by pixel."""
    if first == second:
        return True
    pixels = [
        np.asarray(Image.open(io.BytesIO(base64.b64decode(png))).convert("RGBA"), dtype=np.int16)
        for png in (first, second)
    ]
    if pixels[0].shape != pixels[1].shape:
        return False
    return bool(np.abs(pixels[0] - pixels[1]).max() <= PIXEL_TOLERANCE)


def refreshed(path: Path) -> NotebookNode:
    """Return the notebook at `path`, run afresh and in its normal form; the file is left alone."""
    stored = read(path)
    fresh = normalise(execute(stored, path.parent))
    keep_unchanged_pictures(fresh, stored)
    return fresh


def read(path: Path) -> NotebookNode:
    """Return the notebook at `path`, as format 4."""
    return nbformat.read(path, as_version=4)


def as_text(notebook: NotebookNode) -> str:
    """Return what stands in the file of `notebook`."""
    return nbformat.writes(notebook) + "\n"


def without_pixels(notebook: NotebookNode) -> dict[str, Any]:
    """Return a copy of `notebook` whose pictures are emptied, to compare everything else."""
    bare = copy.deepcopy(notebook)
    for cell in bare.cells:
        for output in cell.get("outputs", []):
            for kind in output.get("data", {}):
                if kind.startswith("image/"):
                    output.data[kind] = ""
    return bare


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebooks", nargs="*", type=Path, help="default: all in notebooks/")
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; fail if anything but pixels would change",
    )
    arguments = parser.parse_args()
    stale = 0
    for path in arguments.notebooks or sorted(NOTEBOOKS.glob("*.ipynb")):
        before = path.read_text(encoding="utf-8")
        fresh = refreshed(path)
        if arguments.check:
            changed = without_pixels(fresh) != without_pixels(read(path))
        else:
            changed = as_text(fresh) != before
            if changed:
                path.write_text(as_text(fresh), encoding="utf-8")
        stale += changed
        print(f"{path.name}: {'changed' if changed else 'unchanged'}")
    return 1 if arguments.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
