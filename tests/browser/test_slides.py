"""A notebook as live slides, as `make lecture` shows it, on a screen of 1280 × 720 pixels."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from .jupyterlab_page import JupyterLabPage, NotebookPage

ACTIVE = "() => jupyterapp.shell.currentWidget.content.activeCellIndex"
FITS = """() => {
  const cells = [...document.querySelectorAll(".jp-Notebook .jp-deck-mod-onscreen")];
  const boxes = cells.map((cell) => cell.getBoundingClientRect()).filter(({ height }) => height);
  return boxes.length && boxes.every(({ top, bottom }) => top >= 0 && bottom <= innerHeight);
}"""


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
def slides(lab_page: JupyterLabPage) -> Iterator[Slides]:
    notebook = lab_page.open("notebooks/00_start_here.ipynb")
    notebook.run_all()
    lab_page.page.set_viewport_size({"width": 1280, "height": 720})
    notebook.activate(0)
    slides = Slides(notebook)
    slides.command("deck:start")
    expect(lab_page.page.locator("body")).to_have_attribute("data-jp-deck-mode", "presenting")
    yield slides
    slides.command("deck:stop")  # JupyterLab remembers it


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
