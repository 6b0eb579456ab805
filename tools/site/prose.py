"""A notebook's text and code as HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from tools.site.mathematics import mathml

LIGHT, DARK = "xcode", "github-dark"  # of Pygments' styles those with 4.5:1 on our grounds
PLAIN = re.compile(r'<span class="(?:n|p|w|nn)">([^<]*)</span>')  # of no colour of their own
GLUE = re.compile(r"(?<=</math>)(?=[^\s\w<])|(?<=\()(?=<math)")  # no line ends at these
TAG = re.compile(r"<[^>]*>")
Address = Callable[[str], str]  # where a link leads on the site


class Renderer(IPythonRenderer):
    """Markdown to HTML: formulas as MathML, headings with ids, links that lead to pages."""

    def __init__(self, address: Address) -> None:
        super().__init__(escape=False, exclude_anchor_links=True)
        self.address = address

    def inline_math(self, body: str) -> str:
        """Return a formula in a line."""
        return mathml(body, display=False)

    def block_math(self, body: str) -> str:
        """Return a formula on a line of its own, which scrolls where it does not fit."""
        return f'<div class="gdp-display">{mathml(body, display=True)}</div>'

    def block_code(self, code: str, info: str | None = None) -> str:
        """Return a program."""
        return coloured(code, (info or "text").split()[0])

    def heading(self, text: str, level: int, **_: Any) -> str:
        """Return a heading that links can lead to."""
        return f'<h{level} id="{slug(text)}">{text}</h{level}>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Return a link; what has no address on the site is text."""
        to = self.address(url)
        return f'<a href="{html.escape(to)}">{text}</a>' if to else text

    def table(self, text: str) -> str:
        """Return a table, which scrolls where it does not fit."""
        return f'<div class="gdp-table"><table>{text}</table></div>\n'


def slug(heading: str) -> str:
    """Return the id of a heading: its words, as JupyterLab has it."""
    return re.sub(r"\W+", "-", html.unescape(TAG.sub("", heading))).strip("-").lower()


def prose(text: str, address: Address) -> str:
    """Return markdown as HTML."""
    made: str = MarkdownWithMath(renderer=Renderer(address)).render(text)
    return GLUE.sub("\u2060", made)


def coloured(code: str, language: str = "python") -> str:
    """Return a program as HTML."""
    made: str = highlight(code, get_lexer_by_name(language), HtmlFormatter(cssclass="gdp-code"))
    return PLAIN.sub(r"\1", made)


def colours() -> str:
    """Return the sheet of coloured programs, by day and by night."""
    day, night = (HtmlFormatter(style=style).get_style_defs(".gdp-code") for style in (LIGHT, DARK))
    return f"{day}\n@media screen and (prefers-color-scheme: dark) {{\n{night}\n}}\n"
