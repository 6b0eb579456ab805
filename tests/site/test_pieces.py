"""Formulas, programs and links, as the pages have them."""

import io
import json
import pathlib
import re
from urllib.parse import quote

import pytest
from fontTools.ttLib import TTFont
from math_core import LatexError

from tests.clean_environment import ROOT
from tools.site import mathematics
from tools.site.pages import Course
from tools.site.prose import prose

NOTEBOOKS = tuple(pathlib.Path(f"notebooks/{name}.ipynb") for name in ("00_a", "01_b", "02_c"))
PUBLIC = Course(NOTEBOOKS, "git@github.com:somebody/descent.git")
PRIVATE = Course(NOTEBOOKS, "/srv/git/descent.git")


def test_a_prime_is_not_raised_twice():
    assert "<mi>f</mi><mo" in mathematics.mathml("f'(w)", display=False)
    assert "msup" not in mathematics.mathml("f'(w) + g''", display=False)
    assert "<msup>" in mathematics.mathml("w^2", display=False)


@pytest.mark.parametrize("latex", [r"\nosuchcommand{x}", r"\frac{1}", "a^b^c"])
def test_a_formula_that_cannot_be_read_stops_the_build(latex):
    with pytest.raises(LatexError):
        mathematics.mathml(latex, display=False)


def test_the_font_has_the_letters_of_the_formulas_and_is_small():
    page = prose(r"$\nabla f(w)$ and $\sqrt{\kappa}$ and $\lVert w^\ast \rVert$", PUBLIC.address)
    letters = mathematics.characters([page])
    assert set("∇κ‖∗") <= letters
    assert "a" not in letters - set("math row stretchy false")  # no text
    made = mathematics.font(letters)
    assert len(made) < 30_000
    read = TTFont(io.BytesIO(made))
    has = read.getBestCmap()
    assert {ord(each) for each in "∇κ‖√𝑓𝑤"} <= set(has)
    signs = read["MATH"].table.MathVariants
    root = signs.VertGlyphConstruction[signs.VertGlyphCoverage.glyphs.index(has[ord("√")])]
    assert len(root.MathGlyphVariantRecord) == 1  # or there is a gap behind every root


def test_a_formula_keeps_the_point_that_follows_it():
    made = prose("Where $w = 1$, say ($t$ steps), $f$ is 2.", PUBLIC.address)
    assert made.count("</math>\u2060,") == 1
    assert "(\u2060<math>" in made
    assert "</math> is" in made


def test_formulas_are_left_alone_where_they_are_code():
    text = "`$x$` and $x$\n\n```python\nprice = '$5'\n```"
    made = prose(text, PUBLIC.address)
    assert made.count("<math>") == 1
    assert "<code>$x$</code>" in made
    assert "$5" in made


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("01_gradient.ipynb", "01_gradient.html"),
        ("notebooks/01_gradient.ipynb#One-step", "01_gradient.html#one-step"),
        ("../README.md", "index.html"),
        ("#letters", "#letters"),
        ("https://distill.pub/2017/momentum/", "https://distill.pub/2017/momentum/"),
        ("LICENSE", "https://github.com/somebody/descent/blob/main/LICENSE"),
        ("../TEACHING.md", "https://github.com/somebody/descent/blob/main/TEACHING.md"),
    ],
)
def test_links_lead_to_pages(link, leads):
    assert PUBLIC.address(link) == leads
    assert f'href="{leads}"' in prose(f"[words]({link})", PUBLIC.address)


def test_without_a_public_address_there_is_no_link_to_one():
    assert prose("[Licence](LICENSE)", PRIVATE.address) == "<p>Licence</p>\n"
    assert PRIVATE.elsewhere(NOTEBOOKS[1]).count("<a ") == 1
    assert "mybinder.org/v2/gh/somebody/descent/main" in PUBLIC.elsewhere(NOTEBOOKS[1])
    assert PUBLIC.address("https://mybinder.org").endswith(quote("notebooks/00_a.ipynb", safe=""))
    assert PRIVATE.address("https://mybinder.org") == "https://mybinder.org"


@pytest.mark.parametrize(
    ("stem", "neighbours"),
    [
        ("00_a", ["index.html", "letters.html", "01_b.html"]),
        ("01_b", ["index.html", "letters.html", "00_a.html", "02_c.html"]),
        ("02_c", ["index.html", "letters.html", "01_b.html"]),
        ("", ["index.html", "letters.html"]),
    ],
)
def test_every_page_leads_to_its_neighbours(stem, neighbours):
    links = PUBLIC.course(stem)
    assert [part.split('"')[0] for part in links.split('href="')[1:]] == neighbours


def rows_of_letters():
    for line in (ROOT / "tools" / "site" / "letters.md").read_text("utf-8").splitlines():
        if line.startswith("| $"):
            letter, _, _, named = (cell.strip() for cell in line.strip("|").split("|"))
            yield re.findall(r"\\?[A-Za-z]+", letter)[0], re.findall(r"\((\w+\.ipynb)\)", named)


@pytest.mark.parametrize(("letter", "notebooks"), [*rows_of_letters()])
def test_a_letter_is_named_in_the_notebooks_the_table_says(letter, notebooks):
    assert notebooks
    for name in notebooks:
        cells = json.loads((ROOT / "notebooks" / name).read_text(encoding="utf-8"))["cells"]
        texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
        formulas = " ".join(re.findall(r"\$+([^$]+)\$+", "".join(texts)))
        assert re.search(rf"(?<![\\A-Za-z]){re.escape(letter)}(?![A-Za-z])", formulas)
