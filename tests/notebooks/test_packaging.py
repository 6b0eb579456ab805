"""The wheel: everything is in it, and it works in an environment that never saw this checkout."""

import sys
import tomllib
import zipfile
from email.parser import HeaderParser
from pathlib import Path

import pytest

from tests.clean_environment import ROOT, make_environment, run

pytestmark = pytest.mark.install

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DATA = {".js", ".css", ".html", ".toml", ".json", ".typed"}

FIRST_USE = """
import importlib.resources, pathlib, sys
import gdteach as gd
assert "{checkout}" not in gd.__file__, gd.__file__
objective = gd.parabola()
trajectory = gd.gradient_descent(objective, [10.0], 0.2, max_steps=10)
assert abs(trajectory.iterates[-1, 0] - 10 * 0.8**10) < 1e-12, trajectory.iterates[-1]
from matplotlib.figure import Figure
figure = Figure()
figure.subplots().plot([0, 1])
widget = gd.AnimatedFigure(figure, alt="a line")
assert "render" in widget._esm and "{{" in widget._css
overrides = pathlib.Path(sys.prefix, "share/jupyter/lab/settings/overrides.d/gdteach.json")
assert "saveState" in overrides.read_text()
assert "widget-view" in pathlib.Path(sys.prefix, "etc/jupyter/jupyter_config.json").read_text()
print("works")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "--wheel-dir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_every_file_of_the_package(wheel):
    packed = set(zipfile.ZipFile(wheel).namelist())
    tracked = run("git", "-C", ROOT, "ls-files", "gdteach").split()
    assert {Path(name).suffix for name in packed} >= DATA
    assert "gdteach/py.typed" in packed
    assert {name for name in tracked if (ROOT / name).exists()} <= packed


def test_the_wheel_says_what_it_is_and_carries_its_licences(wheel):
    archive = zipfile.ZipFile(wheel)
    (metadata,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
    said = HeaderParser().parsestr(archive.read(metadata).decode())
    assert (said["Name"], said["Version"]) == (PROJECT["name"], PROJECT["version"])
    assert said.get_all("License-File") == PROJECT["license-files"]
    for licence in PROJECT["license-files"]:
        (path,) = (name for name in archive.namelist() if name.endswith(f"/licenses/{licence}"))
        assert len(archive.read(path)) > 500


def test_the_wheel_works_where_nothing_else_of_the_project_is(wheel, tmp_path):
    environment = make_environment(tmp_path / "clean")
    environment.pip("install", "--quiet", "--no-compile", wheel)
    environment.pip("check")
    answer = environment.run("-W", "error", "-c", FIRST_USE.format(checkout=ROOT), cwd=tmp_path)
    assert answer.strip().endswith("works")
