"""Slides: those of the notebook, with all that it plays and asks, each on one screen."""

import pathlib
import re
from collections.abc import Callable

import nbformat
import pytest
from playwright.sync_api import Locator, expect

from tests.browser.figure_view import FigureView
from tests.site.test_budgets import Page
from tests.site.test_pages_in_browser import Reader, read  # noqa: F401 (a fixture)
from tools.refresh_notebooks import NOTEBOOKS
from tools.site.decks import topics
from tools.teaching import notes_for

SIZES = [(1280, 720), (1920, 1080)]
PLAYED = re.compile(r'data-page="[^"]*"|aria-label="Question \d+"')
SECTIONS = re.compile(r"^</?section>$", re.MULTILINE)
READY = "window.Reveal?.isReady()"
LAST = "Reveal.isLastSlide() && !Reveal.availableFragments().next"
FITS = """() => {
  const blocks = [...Reveal.getCurrentSlide().children].filter((block) => block.offsetHeight);
  return blocks.every((block) => block.getBoundingClientRect().bottom <= innerHeight);
}"""
BUSY = ".present > .gdp-lab[data-page]:not([hidden]):not(:has(.gdteach-figure))"


@pytest.fixture(scope="module")
def decks(site: pathlib.Path) -> dict[pathlib.Path, nbformat.NotebookNode]:
    """The decks with their notebooks."""
    found = {}
    for deck in sorted(site.glob("*.slides.html")):
        name = deck.name.replace(".slides.html", ".ipynb")
        own = site.parent / name
        found[deck] = nbformat.read(own if own.exists() else NOTEBOOKS / name, as_version=4)
    assert found
    return found


def test_the_slides_are_those_of_the_notebook(decks):
    for deck, notebook in decks.items():
        kinds = [cell.metadata.get("slideshow", {}).get("slide_type") for cell in notebook.cells]
        depth, deepest = 0, [0, 0]
        text = deck.read_text(encoding="utf-8")
        for mark in SECTIONS.findall(text):
            depth += -1 if "/" in mark else 1
            if "/" not in mark:
                deepest[depth - 1] += 1
        assert deepest == [kinds.count("slide"), kinds.count("slide") + kinds.count("subslide")]
        assert text.count("data-later") == kinds.count("fragment")


def test_what_a_page_plays_and_asks_its_slides_do(decks):
    for deck in decks:
        page = deck.with_name(deck.name.replace(".slides", ""))
        played = [PLAYED.findall(each.read_text(encoding="utf-8")) for each in (page, deck)]
        assert played[0] == played[1] != []


def test_a_teacher_has_a_note_to_each_section_question_and_exercise(decks):
    for deck, notebook in decks.items():
        notes = notes_for(deck.name.partition(".")[0])
        about = [topic for cell in notebook.cells for topic in topics(cell.source)]
        told = [topic for topic in about if notes.get(topic)]
        text = deck.read_text(encoding="utf-8")
        assert text.count('<aside class="notes">') == len(set(told)) >= 3
        for question in re.findall(r"gd\.predict\(.(\w+/\w+)", text):
            assert question in told


def test_a_deck_asks_nobody_else(site, decks):
    for deck in decks:
        page = Page(deck)
        wanted = [each["src"] for each in page.all("img") + page.all("script")]
        for each in wanted + [link["href"] for link in page.all("link")]:
            assert (site / each).is_file(), (deck, each)


# ------------------------------------------------------------------------------ in the browser


@pytest.fixture
def show(read: Callable[..., Reader]) -> Callable[..., Reader]:  # noqa: F811
    def show(deck: pathlib.Path, size: tuple[int, int] = SIZES[0], view: str = "") -> Reader:
        reader = read(deck)
        reader.page.set_viewport_size({"width": size[0], "height": size[1]})
        if view:
            reader.page.goto(f"{deck.as_uri()}?view={view}")
        reader.page.wait_for_function(READY)
        return reader

    return show


def turn_to(reader: Reader, what: Locator) -> Locator:
    """Turn the slides until something is on screen."""
    while not what.is_visible():
        assert not reader.page.evaluate(LAST), "it is on no slide"
        reader.page.keyboard.press("PageDown")
        expect(reader.page.locator(BUSY)).to_have_count(0)
    return what


def test_every_slide_fits_the_screen_before_and_after_its_answer(show, decks):
    for deck in decks:
        reader = show(deck)
        page = reader.page
        while True:
            page.wait_for_function(FITS)
            for option in page.locator(".present > .gdp-question .gdp-option:visible").all():
                option.click()
                expect(page.locator(BUSY)).to_have_count(0)
                page.wait_for_function(FITS)
            if page.evaluate(LAST):
                break
            page.keyboard.press("PageDown")


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_lab_is_played_pressed_and_keeps_its_keys(show, decks, size):
    deck = next(deck for deck in decks if deck.name.startswith("02"))
    reader = show(deck, size)
    page, where = reader.page, "Reveal.getSlidePastCount()"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(where) == 1
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(where) == 0
    lab = turn_to(reader, page.locator(".present > .gdp-lab:has(.gdp-control:nth-child(2))").first)
    here = page.evaluate(where)
    figure, dial = FigureView(lab), lab.get_by_role("slider").nth(1)
    ball = figure.markers.first

    def middle() -> list[float]:
        box = ball.bounding_box()
        return [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]

    begun, start = dial.input_value(), middle()
    dial.focus()
    page.keyboard.press("ArrowLeft")
    expect(dial).not_to_have_value(begun)
    there, put = dial.input_value(), middle()
    assert abs(put[0] - start[0]) > 5
    page.keyboard.press("ArrowRight")
    expect(dial).to_have_value(begun)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*put, steps=4)
    page.mouse.up()
    expect(dial).to_have_value(there)
    assert middle() == pytest.approx(put, abs=0.5)
    figure.on.focus()
    for key in ("Home", "ArrowRight", "ArrowRight", "ArrowUp", "ArrowLeft", "Enter", "Space"):
        page.keyboard.press(key)
    expect(figure.readout).to_contain_text("step 3 of")
    figure.play.click()
    expect(figure.pause).to_be_visible()
    assert page.evaluate(where) == here
    page.keyboard.press("PageDown")
    assert page.evaluate(where) == here + 1


def test_the_lab_takes_the_place_of_the_question(show, decks):
    reader = show(next(iter(decks)))
    page = reader.page
    question = turn_to(reader, page.locator(".present > .gdp-question:has(+ [hidden])")).first
    here = page.evaluate("Reveal.getSlidePastCount()")
    options = question.locator(".gdp-option")
    options.first.focus()
    page.keyboard.press("Space")
    expect(page.locator(".present > .gdp-lab")).to_be_visible()
    expect(page.locator(".present > .gdp-question > p").first).to_be_hidden()
    reply = page.locator(".present > .gdp-question > .gdp-reply")
    first = reply.text_content()
    page.locator(".present > .gdp-question > .gdp-option").nth(1).click()
    expect(reply).not_to_have_text(first)
    assert page.evaluate("Reveal.getSlidePastCount()") == here


def test_what_is_said_of_a_lab_stands_above_it_in_place_of_the_reply(show, decks):
    reader = show(next(iter(decks)))
    page = reader.page
    question = turn_to(reader, page.locator(".present > .gdp-talk.fragment + .gdp-question"))
    here = page.evaluate("Reveal.getSlidePastCount()")
    talk, lab = page.locator(".present > .gdp-talk"), page.locator(".present > .gdp-lab")
    expect(talk).to_be_hidden()
    page.keyboard.press("PageDown")
    expect(question).to_be_hidden()
    expect(lab).to_be_visible()
    assert talk.bounding_box()["y"] < (top := lab.bounding_box()["y"])
    talk.locator("summary").click()
    hit = "top => document.elementFromPoint(640, top + 2).closest('details') !== null"
    assert page.evaluate(hit, top)  # what was folded lies on the lab, not under it
    talk.locator("summary").click()
    page.keyboard.press("PageUp")
    expect(talk).to_be_hidden()
    expect(question.locator(".gdp-reply")).not_to_be_empty()
    assert page.evaluate("Reveal.getSlidePastCount()") == here


def test_the_speaker_sees_the_note_of_the_slide(show, decks):
    reader = show(next(iter(decks)))
    turn_to(reader, reader.page.locator(".present > .gdp-question"))
    with reader.page.expect_popup() as opened:
        reader.page.keyboard.press("s")
    said = reader.page.locator(".present > aside").first.text_content()
    expect(opened.value.locator(".speaker-controls-notes .value")).to_contain_text(said.split()[0])
    opened.value.close()


def test_on_paper_there_is_every_still(show, decks):
    deck = next(iter(decks))
    reader = show(deck, view="print")
    page = reader.page
    for words in page.locator(".gdp-question > p, .gdp-option > span").all():
        expect(words).to_be_visible()
    stills = page.locator(".gdp-still").all()
    assert len(stills) == deck.read_text(encoding="utf-8").count("gdp-still") > 0
    for still in stills:
        expect(still).to_be_visible()
    slides = page.locator(".pdf-page > section")
    assert page.locator(".pdf-page").count() == slides.count()  # none runs over
    for slide in slides.all():
        expect(slide).to_have_css("font-size", re.compile(r"2[0-6]px"))
