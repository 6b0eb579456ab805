"""A built site: that of GDTEACH_SITE, or of a notebook with one of everything."""

import os
import pathlib
import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tests.browser.conftest import browser, chromium, new_context  # noqa: F401 (fixtures)
from tests.clean_environment import ROOT

EVERYTHING = [
    "# One of everything\n\nA formula $f'(w) = 2w$, `code with $`, a [page](01_gradient.ipynb).",
    "## A lab\n\n$$\\begin{aligned} w_{t+1} &= w_t - \\eta\\,\\nabla f(w_t) \\\\"
    " \\kappa &= L/\\mu \\end{aligned}$$",
    ["import gdteach as gd\n\nprint('1 < 2 and $3')"],
    [
        "bowl = gd.quadratic_bowl(10)\n"
        "gd.DescentLab(bowl, 'parabola', learning_rate=0.15, start=(4, 2), max_steps=9)"
    ],
    "## A question",
    ["gd.predict('algorithm/first_step')"],
    ["gd.predict('algorithm/zigzag', gd.TangentLab('parabola'))"],
    "**What do I do?** Play.\n\n<details><summary>What you saw</summary>\n\nA chord.\n\n</details>",
    "## What needs Python",
    ["gd.FogHike(seed=3)"],
    ["answer = {'A': ..., 'B': ..., 'C': ..., 'D': ...}\ngd.check('algorithm/diagnosis', answer)"],
    "<details><summary>A solution</summary>\n\n```python\nanswer = 1\n```\n\n</details>",
    "## A picture\n\n| the largest, $L$ | the smallest, $\\mu$ |\n|---|---|\n| 1 | 2 |",
    [
        "figure, axes = gd.subplots(width=4, height=3)\n"
        "gd.contour_map(axes, gd.quadratic_bowl(4))\ngd.picture(figure, 'A bowl from above.')"
    ],
]  # fmt: skip
SLIDES = {"slide": [0, 1, 4, 8], "subslide": [6, 7, 10, 12], "fragment": [13]}  # of these cells


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    if "GDTEACH_SITE" in os.environ:
        return ROOT / os.environ["GDTEACH_SITE"]
    folder = tmp_path_factory.mktemp("site")
    cells = [
        new_markdown_cell(each) if isinstance(each, str) else new_code_cell(*each)
        for each in EVERYTHING
    ]
    cells[10].metadata["tags"] = ["exercise"]
    for slide, places in SLIDES.items():
        for i in places:
            cells[i].metadata["slideshow"] = {"slide_type": slide}
    path = folder / "02_algorithm.ipynb"
    nbformat.write(new_notebook(cells=cells), path)
    builder = [sys.executable, "-m", "tools.site", path, "--out", folder / "site"]
    subprocess.run(builder, cwd=ROOT, check=True)
    return folder / "site"


@pytest.fixture(scope="package")
def pages(site: pathlib.Path) -> list[pathlib.Path]:
    return sorted(page for page in site.glob("*.html") if page not in site.glob("*.slides.html"))
