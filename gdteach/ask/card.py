"""The white card that questions and replies stand on: its colours, and its text as HTML."""

import html
import re

# It brings its own ink, so that it reads the same on any theme; inks reach 4.5:1 on the paper.
PAPER, CODE, EDGE = "#ffffff", "#f0f0f0", "#767676"
INK, QUIET, LINK, RIGHT, WRONG = "#1b1b1b", "#4a4a4a", "#0b5394", "#00664a", "#a03a00"
# What no line break may part: an equation's sides, the numbers of a point, 10 000 and 99 %.
_GLUED = re.compile(r" [=−] |\([−\d., ]+\)|(?<=\d) (?=[\d%])")


def inline(text: str, code: str = "<code>") -> str:
    """Return a text as HTML: escaped, what stands between backticks in a `code` element."""
    pieces = re.split("`([^`]+)`", html.escape(text))
    pieces[1::2] = [f"{code}{piece}</code>" for piece in pieces[1::2]]
    pieces[::2] = [_GLUED.sub(lambda m: m[0].replace(" ", "\u00a0"), part) for part in pieces[::2]]
    return "".join(pieces)
