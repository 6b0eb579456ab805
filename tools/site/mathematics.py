"""Formulas as MathML, and the part of a mathematics font that they need."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from math_core import LatexToMathML

FORMULA = re.compile(r"<math.*?</math>", re.DOTALL)
# A superscript prime would stand too high: the character is raised already.
PRIME = re.compile(r"<msup>(<m[ion][^>]*>[^<]*</m[ion]>)<mo[^>]*>([′″‴])</mo></msup>")
# MathML asks for these by itself: italic letters for variables, and what roots and accents draw.
ITALIC = {*map(chr, range(0x1D434, 0x1D468)), "ℎ", *map(chr, range(0x1D6E2, 0x1D71C))}
DRAWN = set("√¯‾^ˆ~˜→⏞⏟")
CREDIT = "STIX Two Math, (c) The STIX Fonts Project Authors, SIL Open Font License 1.1, a subset."


@cache
def mathml(latex: str, *, display: bool) -> str:
    """Return a formula as MathML; one that cannot be read is an error, of the build."""
    made = LatexToMathML().convert_with_local_state(latex, displaystyle=display)
    made = made.replace("&ApplyFunction;", "\u2061")
    return PRIME.sub(r'<mrow>\1<mo lspace="0" rspace="0">\2</mo></mrow>', made)


def characters(pages: Iterable[str]) -> set[str]:
    """Return the characters of all formulas in some pages of HTML."""
    return {letter for page in pages for formula in FORMULA.findall(page) for letter in formula}


def font(letters: set[str]) -> bytes:
    """Return STIX Two Math as woff2 with some letters, and all that grows around them."""
    carrier = find_spec("ziamath")  # found, not imported: its import warns
    assert carrier is not None
    assert carrier.origin is not None
    made = TTFont(Path(carrier.origin).parent / "fonts" / "STIXTwoMath-Regular.ttf")
    _one_line(made)
    options = Options(layout_features=[], hinting=False, notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(each) for each in letters | ITALIC | DRAWN])
    subsetter.subset(made)
    made.flavor = "woff2"
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def _one_line(made: TTFont) -> None:
    """Keep of the root signs the smallest: a browser leaves after each the room of the widest."""
    variants = made["MATH"].table.MathVariants
    place = variants.VertGlyphCoverage.glyphs.index(made.getBestCmap()[ord("√")])
    signs = variants.VertGlyphConstruction[place]
    signs.MathGlyphVariantRecord, signs.GlyphAssembly = signs.MathGlyphVariantRecord[:1], None
