"""A notebook as live slides, as `make lecture` shows it, on a screen of 1280 × 720 pixels."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from .jupyterlab_page import JupyterLabPage, MakeNotebook, NotebookPage

ACTIVE = "() => jupyterapp.shell.currentWidget.content.activeCellIndex"
FITS = """() => {
  const parts = ["", " .gdteach-figure", " .gdteach-question > .widget-gridbox"];
  const slide = parts.map((part) => `.jp-Notebook .jp-deck-mod-onscreen${part}`).join();
  const boxes = [...document.querySelectorAll(slide)].map((part) => part.getBoundingClientRect())
    .filter(({ height }) => height);
  return boxes.length && boxes.every(({ top, bottom, left, right }) =>
    top >= 0 && bottom <= innerHeight && left >= 0 && right <= innerWidth);
}"""
TYPE = """(stage) =>
  parseFloat(getComputedStyle(stage).fontSize) * stage.querySelector("svg").getScreenCTM().a"""
EACH_A_SLIDE = """() => {
  for (const { model } of jupyterapp.shell.currentWidget.content.widgets) {
    model.setMetadata("slideshow", { slide_type: "slide" });
  }
}"""

STOP_LIGHTS = 'gd.predict("convergence/plateau", gd.StopLightsLab("plateau"))'
PRINTED_ABOVE = """print("2/L = 6")
data = [[0, 0], [1, 0], [0, 1], [2, 1]], ["Adelie", "Gentoo", "Adelie", "Gentoo"]
lab = gd.BoundaryLab(gd.logistic_regression(*data))
gd.predict("training/separable", lab)"""
LECTURE = f"""gd.use_style("lecture")
question = {STOP_LIGHTS}
gd.use_style("notebook")
question"""


class Slides:
    """The notebook in front, presented."""

    def __init__(self, notebook: NotebookPage) -> None:
        self.notebook = notebook
        self.page = notebook.page

    def command(self, name: str) -> None:
        self.page.evaluate("name => jupyterapp.commands.execute(name).then(() => {})", name)

    @property
    def cell(self) -> int:
        """Where in the notebook the deck is."""
        return self.page.evaluate(ACTIVE)

    def turn(self, key: str, to: int) -> None:
        self.page.keyboard.press(key)
        self.page.wait_for_function(f"to => ({ACTIVE})() === to", arg=to)

    def fit(self) -> None:
        """Wait until nothing of the slide is above or below the screen."""
        self.page.wait_for_function(FITS)


@pytest.fixture
def present(lab_page: JupyterLabPage) -> Iterator[Callable[[NotebookPage], Slides]]:
    """Presents the notebook in front, from its first cell."""
    shown = []

    def present(notebook: NotebookPage) -> Slides:
        lab_page.page.set_viewport_size({"width": 1280, "height": 720})
        notebook.activate(0)
        shown.append(Slides(notebook))
        shown[0].command("deck:start")
        expect(lab_page.page.locator("body")).to_have_attribute("data-jp-deck-mode", "presenting")
        return shown[0]

    yield present
    shown[0].command("deck:stop")  # JupyterLab remembers it


@pytest.fixture
def slides(lab_page: JupyterLabPage, present: Callable[[NotebookPage], Slides]) -> Slides:
    notebook = lab_page.open("notebooks/00_start_here.ipynb")
    notebook.run_all()
    return present(notebook)


def test_a_clicker_turns_every_slide_and_each_fits_the_screen(slides: Slides) -> None:
    prose = slides.notebook.node.locator(".jp-RenderedMarkdown").first
    expect(prose).to_have_css("font-size", "20px")
    cells = len(slides.notebook.cells())
    slides.fit()
    for cell in range(1, cells):
        slides.turn("PageDown", to=cell)
        slides.fit()
    slides.turn("PageUp", to=cells - 2)


def test_on_a_slide_the_lab_takes_the_place_of_the_question(slides: Slides) -> None:
    question = slides.notebook.node.locator(".gdteach-question").first
    while not question.is_visible():
        slides.turn("PageDown", to=slides.cell + 1)
    options = question.locator(".gdteach-option button")
    options.first.focus()
    here = slides.cell
    slides.page.keyboard.press("Space")  # presses the button, turns no slide
    figure = slides.notebook.figure_in(question)
    expect(figure.play).to_be_visible()
    expect(question.get_by_role("status").first).to_be_visible()
    expect(question.locator(".gdteach-prompt")).to_be_hidden()
    slides.fit()
    expect(options.nth(1)).to_be_visible()  # for its reply
    assert slides.cell == here
    figure.play.click(force=True)  # it has the focus, though there is nothing to play yet
    slides.turn("PageDown", to=here + 1)  # the mouse's press took no keys from the clicker


def test_the_tallest_labs_fit_beside_their_replies_and_leave_the_clicker_its_keys(
    notebook: MakeNotebook, present: Callable[[NotebookPage], Slides]
) -> None:
    opened = notebook(STOP_LIGHTS, PRINTED_ABOVE, LECTURE, "1")
    opened.page.evaluate(EACH_A_SLIDE)
    slides = present(opened)
    for cell, control in enumerate((".noUi-handle", "input", ".gdteach-play")):
        question = opened.node.locator(".gdteach-question").nth(cell)
        question.locator(".gdteach-option button").first.click()
        figure = opened.figure_in(question)
        expect(figure.play).to_be_visible()
        slides.fit()
        assert figure.picture.evaluate(TYPE) > 11  # px
        question.locator(control).first.focus()
        slides.turn("PageDown", to=cell + 1)
