"""What the front page promises is there: commands, links, notebooks, minutes."""

import re
import tomllib

import pytest
import yaml
from PIL import Image

from tests.clean_environment import ROOT, run
from tools.notebook_rules import IMAGE, LINK, minutes
from tools.refresh_notebooks import NOTEBOOKS, read

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "TEACHING.md")]
FENCES = re.compile(r"^(`{3,}).*?^\1$", re.DOTALL | re.MULTILINE)
CELLS = r"^\| \[[^\]]+\]\((notebooks/[^)]+)\) \|(.+)\|(.+)\| (\d+ \+ \d+) \|$"
ROW = re.compile(CELLS, re.MULTILINE)
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def test_the_front_page_is_one_screen():
    assert len(README.splitlines()) <= 60


def test_the_table_lists_the_notebooks_and_their_own_minutes():
    shelf = [f"notebooks/{path.name}" for path in sorted(NOTEBOOKS.glob("*.ipynb"))]
    rows = ROW.findall(README)
    assert [path for path, *_ in rows] == shelf != []
    for path, question, outcome, said in rows:
        assert said == minutes(read(ROOT / path))
        assert question.strip().endswith("?")
        assert outcome.strip()


def test_without_make_the_first_notebook_opens_too():
    first = min(NOTEBOOKS.glob("*.ipynb")).name
    assert f"--LabApp.default_url=/lab/tree/notebooks/{first}\n" in README


@each_page
def test_commands_are_targets_of_make_and_the_files_they_name_exist(page):
    text = page.read_text(encoding="utf-8")
    code = "\n".join(block.strip("`") for block in re.findall(r"`+[^`]+`+", text))
    named = set(re.findall(r"^make ([a-z-]+)", code, re.MULTILINE))
    assert named <= TARGETS
    assert page.name != "README.md" or named >= {"lab", "test", "site", "binder-link"}
    for name in re.findall(r"\b(?:tests|tools|notebooks|gdteach|binder)/[\w./-]+\w", text):
        assert (ROOT / name).exists(), name
    for module in re.findall(r"-m tools\.(\w+)", text):
        assert (ROOT / "tools" / f"{module}.py").exists(), module


@each_page
def test_links_and_pictures_resolve(page):
    text = FENCES.sub("", page.read_text(encoding="utf-8"))
    assert page.name != "README.md" or len(LINK.findall(text)) > 5
    targets = LINK.findall(text) + [target for _, target in IMAGE.findall(text)]
    for target in targets:
        assert target.startswith(("https://", "#")) or (page.parent / target).exists(), target


def test_three_doors_stand_before_all_else():
    before = README.partition("| notebook |")[0].partition("</picture>")[2]
    doors = dict(re.findall(r"^- \*\*\[?([^*\]]+).*?\*\*(.+?)(?=^- |\Z)", before, re.M | re.S))
    assert list(doors) == ["Read and play", "Binder", "Your own machine"]
    for door, way in zip(doors.values(), ("site", "binder-link", "lab"), strict=True):
        assert f"`make {way}`" in door
    assert "`https://OWNER.github.io/REPO/`" in doors["Read and play"]
    assert "[Your own machine](#start)" in before
    assert "\n## Start\n" in README


def test_the_picture_moves_is_sharp_and_says_what_it_shows():
    assert IMAGE.findall(README) == []  # one picture, and it has a still for those who want none
    unmoved = r'<source media="\(prefers-reduced-motion: reduce\)" srcset="([^"]+)">\s*'
    shown = r'<img src="([^"]+)" width="(\d+)" alt="([^"]+)">\s*</picture>'
    ((still, film, width, alt),) = re.findall(rf"<picture>\s*{unmoved}{shown}", README)
    assert len(alt.split()) >= 10
    with Image.open(ROOT / still) as picture, Image.open(ROOT / film) as moving:
        assert picture.size == moving.size
        assert picture.width >= 2 * int(width) >= 1400
        assert picture.height < picture.width
        assert getattr(picture, "n_frames", 1) == 1
        assert moving.n_frames > 10
        assert moving.info["loop"] == 0  # again and again
    assert (ROOT / film).stat().st_size <= 700_000


def test_help_lists_every_target():
    listed = {line.split()[1] for line in run("make", "--silent", "help", cwd=ROOT).splitlines()}
    assert listed == TARGETS >= {"lab", "test", "notebooks", "clean"}


def test_python_floor_is_the_same_everywhere():
    floor = PROJECT["requires-python"].removeprefix(">=")
    assert f"Python {floor}" in README
    assert f"({floor.replace('.', ', ')})" in (ROOT / "tools/make_environment.sh").read_text()
    workflow = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text())
    assert workflow["jobs"]["test"]["strategy"]["matrix"]["python"][0] == floor


def test_ci_runs_what_contributors_run():
    workflow = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text())
    assert {"run": "make test"} in workflow["jobs"]["test"]["steps"]
    assert (ROOT / ".ci/run").read_text().splitlines()[-1] == "exec make test </dev/null"
    assert (ROOT / ".ci/run").stat().st_mode & 0o111


def test_citation_agrees_with_the_package():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(citation)
    assert citation["version"] == PROJECT["version"]
    assert PROJECT["license"] in citation["license"]
    assert f"[Unreleased]: {PROJECT['version']}" in (ROOT / "CHANGELOG.md").read_text()


def test_licences_name_their_holder():
    for name in PROJECT["license-files"]:
        text = (ROOT / name).read_text(encoding="utf-8")
        assert re.search(r"Copyright \(c\) \d{4} the gdteach authors", text), name
