"""No file outgrows its limit; `make sizes` prints the sums, which a new notebook may raise."""

import inspect
import pathlib

import pytest

import gdteach as gd
from tools.sizes import Size, lab_files, sizes

LABS = [gd.DescentLab, gd.FogHike, gd.SweepLab, gd.BasinLab]


FILES = [
    size for size in sizes() if size.what.startswith(("the longest", "the median", "gdteach/_"))
]


@pytest.mark.parametrize("size", FILES, ids=lambda size: size.what)
def test_no_file_outgrows_its_limit(size):
    assert len(FILES) == 4
    assert size.count <= size.limit, f"{size}: split it, or say once what stands twice"


@pytest.mark.parametrize("lab", LABS)
def test_a_lab_is_found_however_it_is_made(lab):
    assert pathlib.Path(inspect.getfile(lab)).resolve() in lab_files()


@pytest.mark.parametrize("other", [gd.AnimatedFigure, gd.gradient_descent, gd.predict])
def test_nothing_else_is_taken_for_a_lab(other):
    assert pathlib.Path(inspect.getfile(other)).resolve() not in lab_files()


@pytest.mark.parametrize(("count", "marked"), [(75, False), (76, True), (75.5, True)])
def test_what_is_too_much_is_marked(count, marked):
    assert ("too many" in str(Size("public names", count, limit=75))) is marked
    assert "too many" not in str(Size("public names", count))
