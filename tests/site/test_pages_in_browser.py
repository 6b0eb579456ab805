"""The built pages as a reader meets them: from a file, with neither kernel nor network."""

import pathlib
from collections.abc import Callable, Iterator
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.accessibility import violations
from tests.browser.figure_view import FigureView

EVERYTHING = 1_700_000  # bytes of a page with everything opened, static figures and all
OPEN = """async () => {
  for (const each of document.querySelectorAll("details")) each.open = true;
  for (const each of document.querySelectorAll(".gdp-show")) each.click();
  for (const each of document.querySelectorAll("img")) each.loading = "eager";
  const labs = [...document.querySelectorAll(".gdp-lab[data-page]")];
  await Promise.all(labs.map((lab) => lab.played.open()));
}"""


class Reader:
    """A page in the browser, with an ear on the console and on the network."""

    def __init__(self, page: Page, file: pathlib.Path) -> None:
        self.page = page
        self.errors: list[str] = []
        self.asked: set[str] = set()
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.asked.add(request.url))
        page.goto(file.as_uri())

    def open_everything(self) -> None:
        self.page.evaluate(OPEN)
        expect(self.page.locator(".gdp-lab[data-page]:not(:has(.gdteach-figure))")).to_have_count(0)

    def check(self) -> None:
        """Check that nothing was logged, and nothing asked of anybody else."""
        assert self.errors == []
        assert [url for url in self.asked if not url.startswith(("file:", "data:"))] == []


@pytest.fixture
def read(new_context: Callable[..., BrowserContext]) -> Iterator[Callable[..., Reader]]:
    opened: list[tuple[BrowserContext, Reader]] = []

    def read(file: pathlib.Path, **options: object) -> Reader:
        context = new_context(offline=True, **options)
        opened.append((context, Reader(context.new_page(), file)))
        return opened[-1][1]

    yield read
    for context, reader in opened:
        reader.check()
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_everything_open_a_page_is_accessible_and_light(read, pages, scheme):
    for file in pages:
        reader = read(file, color_scheme=scheme)
        reader.open_everything()
        assert violations(reader.page, reader.page.locator("html")) == [], file.name
        files = [pathlib.Path(unquote(urlsplit(url).path)) for url in reader.asked]
        assert sum(each.stat().st_size for each in files if each.is_file()) <= EVERYTHING, file.name


def test_a_phone_shows_a_page_without_scrolling_sideways(read, pages):
    for file in pages:
        reader = read(file)
        reader.page.set_viewport_size({"width": 390, "height": 844})
        reader.open_everything()
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= 390, file.name


def test_on_paper_there_is_every_still_and_nothing_to_press(read, pages):
    for file in pages:
        reader = read(file)
        reader.page.emulate_media(media="print")
        for lab in reader.page.locator(".gdp-lab").all():
            shown = lab.locator(".gdp-still, .gdteach-stage")
            if shown.count():
                expect(shown.first).to_be_visible()
        for control in ("input", "select", ".gdp-show", ".gdteach-transport button"):
            assert not any(each.is_visible() for each in reader.page.locator(control).all())


def test_a_page_whose_script_does_not_run_shows_every_still(read, pages):
    for file in pages:
        reader = read(file, java_script_enabled=False)
        for still in reader.page.locator(".gdp-still").all():
            expect(still).to_be_visible()


@pytest.fixture
def questions(read, site):
    return read(site / "02_algorithm.html")


def test_a_question_is_answered_by_keyboard_and_opens_its_lab(questions):
    page = questions.page
    asked = page.locator(".gdp-question:has(+ .gdp-lab[hidden][data-page])").first
    question = page.get_by_role("group", name=asked.get_attribute("aria-label"), exact=True)
    lab = question.locator("+ .gdp-lab")
    expect(lab).to_be_hidden()
    expect(question.get_by_role("status")).to_be_empty()
    wrong = question.locator(".gdp-option:not([data-right])").first
    wrong.focus()
    page.keyboard.press("Enter")
    expect(wrong).to_be_focused()
    expect(wrong).to_contain_text("Not this one · your prediction")
    expect(question.get_by_role("status")).to_contain_text("Not this one: ")
    expect(lab.locator(".gdteach-figure")).to_be_visible()
    right = question.locator(".gdp-option[data-right]")
    right.focus()
    page.keyboard.press("Space")
    expect(question.get_by_role("status")).to_contain_text("Right: ")
    expect(right).not_to_contain_text("your prediction")
    figure = FigureView(lab)
    figure.on.focus()
    page.keyboard.press("Enter")
    expect(figure.readout).to_contain_text("step 1 of")


def test_just_show_me_judges_nobody(questions):
    question = questions.page.locator(".gdp-question").first
    question.get_by_role("button", name="Just show me").click()
    expect(question.get_by_role("status")).to_contain_text("Right: ")
    expect(question).not_to_contain_text("your prediction")
    question.locator(".gdp-option").first.click()
    expect(question).not_to_contain_text("your prediction")


def test_nothing_gives_an_answer_away(questions):
    """What is hidden is out of the reader's and of a search's reach."""
    page = questions.page
    for question in page.locator(".gdp-question").all():
        assert "Right" not in question.inner_text()
        assert question.get_by_role("status").inner_text() == ""
    hidden = page.locator(".gdp-question + .gdp-lab")
    assert not any(each.is_visible() for each in hidden.all())
