"""axe-core finds no violation in a lab or a prediction, in either theme, at rest and in use."""

from collections.abc import Callable, Iterator

import pytest

from .accessibility import violations
from .jupyterlab_page import JupyterLabPage, NotebookPage

MakeNotebook = Callable[..., NotebookPage]


@pytest.fixture(params=["JupyterLab Light", "JupyterLab Dark"])
def theme(lab_page: JupyterLabPage, request: pytest.FixtureRequest) -> Iterator[str]:
    lab_page.use_theme(request.param)
    yield request.param
    lab_page.use_theme("JupyterLab Light")


def test_the_lab(notebook: MakeNotebook, theme: str) -> None:
    page = notebook(
        "import gdteach as gd",
        "gd.DescentLab(gd.quadratic_bowl(10.0), gd.double_well(), learning_rate=0.02)",
        "gd.DescentLab(gd.parabola(smoothness=2.0), max_steps=20)",
    )
    labs = page.node.locator(".jp-OutputArea-output .jupyter-widgets.widget-vbox").filter(
        has=page.page.locator(".gdteach-figure")
    )
    page.figure(1).to_be_at(0, of=20)
    assert violations(page.page, labs) == []
    page.figure(0).scrubber.press("End")
    page.figure(1).scrubber.press("ArrowRight")
    page.figure(1).to_be_at(1, of=20)
    assert violations(page.page, labs) == []


def test_the_prediction(notebook: MakeNotebook, theme: str) -> None:
    page = notebook(
        "import gdteach as gd\nfrom gdteach.questions import predict",
        'question = predict("algorithm/first_step")\nquestion',
    )
    card = page.node.locator(".jp-OutputArea-output .jupyter-widgets.widget-vbox").first
    assert violations(page.page, card) == []
    for option in page.python("[option.id for option in question.question.options]"):
        page.execute(f"question.answer = {option!r}")
    assert violations(page.page, card) == []
