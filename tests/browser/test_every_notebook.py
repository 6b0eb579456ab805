"""Each notebook as a learner meets it: opened as stored, run, its questions answered."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.clean_environment import ROOT

from .accessibility import violations
from .jupyterlab_page import JupyterLabPage, NotebookPage

NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
ALGORITHM = "02_algorithm.ipynb"
WIDGET = "application/vnd.jupyter.widget-view+json"
BROKEN = "Error displaying widget|model not found|Loading widget|Failed to load model"


def outputs_with(page: NotebookPage, kind: str) -> list[dict[str, Any]]:
    outputs = [output for cell in page.cells() for output in cell.get("outputs", [])]
    return [output for output in outputs if kind in output.get("data", {})]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_it_opens_with_its_pictures_and_runs(lab_page: JupyterLabPage, name: str) -> None:
    page = lab_page.open(f"notebooks/{name}")
    page.leaf_through()
    pictures = page.node.locator(".jp-RenderedImage img")
    expect(pictures).to_have_count(len(outputs_with(page, "image/png")))
    for picture in pictures.all():
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    page.expect_no_text(BROKEN)

    page.run_all()
    page.leaf_through()
    widgets = page.node.locator(".jp-OutputArea-output.lm-Panel")
    expect(widgets).to_have_count(len(outputs_with(page, WIDGET)))
    for widget in widgets.all():
        expect(widget.locator("> *").first).to_be_attached()
    for skip in page.button("Just show me").all():
        skip.click()
    page.expect_no_text(BROKEN)
    if figures := page.figures.count():
        last = page.figure(figures - 1)
        last.scrubber.press("End")
        expect(last.scrubber).to_have_value(last.scrubber.get_attribute("max"))
    # ipywidgets' own player has buttons without names; it is not ours to mend
    assert violations(page.page, widgets, but_not=".widget-play") == []


def test_the_algorithm_is_predicted_played_saved_and_reopened(lab_page: JupyterLabPage) -> None:
    page = lab_page.open(f"notebooks/{ALGORITHM}")
    page.run_all()
    card = page.node.locator(".jp-OutputArea-output").filter(has_text="What is the next point?")
    card.scroll_into_view_if_needed()
    assert card.locator(".gdteach-figure").count() == 0, "the lab is open before an answer"
    card.get_by_role("button", name="B. 1.2").click()
    figure = page.figure_in(card)
    figure.to_be_at(0, of=10)
    expect(card).to_contain_text("your prediction")
    start = figure.place()
    figure.play.click()
    figure.to_be_at(10, of=10)
    assert figure.place() != start

    page.leaf_through()
    count = page.figures.count()
    page.save()
    lab_page.close_notebooks()
    again = lab_page.open(page.path)
    again.leaf_through()
    expect(again.figures).to_have_count(count)
    again.expect_no_text(BROKEN)
    card = again.node.locator(".jp-OutputArea-output").filter(has_text="What is the next point?")
    figure = again.figure_in(card)
    figure.to_be_at(10, of=10)
    figure.play.click()
    figure.to_pass(3)
    figure.to_be_at(10, of=10)
