"""What the built pages hold, and how much they weigh."""

import json
import pathlib
import re
from html.parser import HTMLParser

import pytest

SHARED = ("gdteach.js", "gdteach.css", "mathematics.woff2")
FIRST_VIEW, SITE = 200_000, 9_000_000  # bytes
FRAGMENT = re.compile(r"<(pre|code|math)\b.*?</\1>", re.DOTALL)


class Page(HTMLParser):
    """Reads a page: its elements with their attributes, and its text outside programs."""

    def __init__(self, path: pathlib.Path) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def texts(pages):
    return {path: path.read_text(encoding="utf-8") for path in pages}


def test_the_first_view_is_light(site, pages):
    shared = sum((site / name).stat().st_size for name in SHARED)
    heavy = {path.name: path.stat().st_size + shared for path in pages}
    assert {name: weight for name, weight in heavy.items() if weight > FIRST_VIEW} == {}


def test_the_site_is_light(site):
    assert sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) <= SITE


def test_no_formula_is_left_and_none_failed(texts):
    for path, text in texts.items():
        assert "<merror" not in text
        assert not re.search(r"<msqrt>(?:(?!</msqrt>).)*<mfrac", text)  # too high for its sign
        assert "$" not in FRAGMENT.sub("", text), path


def test_pages_say_what_of_a_lab_needs_python_and_where_to_begin(texts):
    text = "".join(texts.values())
    assert "one control moves at a time, and the others go back" in text
    assert "A press in the picture means the nearest place" in text
    assert "These need Python: hill, direction" in text
    assert 'you are on these pages. Begin with <a href="00_start_here.html">' in text


def test_what_a_page_names_is_there(site, pages):
    for path in pages:
        page = Page(path)
        links = [a["href"] for a in page.all("a") + page.all("link")]
        wanted = [each["src"] for each in page.all("img") + page.all("script") if "src" in each]
        foreign = [each for each in wanted if re.match(r"\w+:", each)]
        assert foreign == [], path
        for each in links + wanted:
            place, _, anchor = each.partition("#")
            if re.match(r"\w+:", each) or (place.endswith(".html") and not (site / place).exists()):
                continue  # elsewhere, or a notebook that was not built
            target = site / place if place else path
            assert target.exists(), (path, each)
            if anchor:
                assert anchor in {a.get("id") for _, a in Page(target).elements}, (path, each)


def test_every_picture_says_what_it_shows_and_keeps_its_room(pages):
    for path in pages:
        for image in Page(path).all("img"):
            assert image["alt"].strip(), path
            assert {"width", "height"} <= set(image), path


def test_every_lab_has_its_data_and_a_still(site, pages):
    names = {path.stem for path in (site / "data").iterdir()}
    told = set()
    for path in pages:
        for lab in Page(path).all("div"):
            if "data-page" in lab:
                about = json.loads(lab["data-page"])
                told |= {f"{about['key']}-{i}" for i in range(len(about["names"]))}
    assert told == names
