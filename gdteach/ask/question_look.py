"""What a question looks like: pieces of HTML, and plain widgets with their layout."""

import html
from collections.abc import Callable
from typing import Any

import ipywidgets

from gdteach.ask.card import CODE, EDGE, INK, LINK, PAPER, QUIET, RIGHT, WRONG, inline
from gdteach.ask.question_bank import LETTERS, Option, Question
from gdteach.figure.style import scale

Marks = Callable[[Option], list[str]]  # the words beside an option: its verdict, whose it is


def prompt(question: Question) -> str:
    """Return the prompt, and the programs it is about side by side."""
    blocks = [f'<p style="margin:0 0 8px">{inline(part)}</p>' for part in question.paragraphs]
    shown = [
        f'<div style="flex:1 1 260px"><b>{html.escape(program.name)}</b>'
        f'<pre style="margin:4px 0 0;padding:8px 10px;background:{CODE};color:{INK};'
        f'white-space:pre-wrap;line-height:1.45">{html.escape(program.code)}</pre></div>'
        for program in question.programs
    ]
    if shown:
        row = "display:flex;flex-wrap:wrap;gap:12px;margin-bottom:6px"
        blocks.append(f'<div style="{row}">{"".join(shown)}</div>')
    style = f"color:{INK};line-height:1.5;padding-bottom:4px"
    return f'<div style="{style}">{"".join(blocks)}</div>'


def page(question: Question, marks: Marks, lab: str | None) -> str:
    """Return a question as a page without scripts, and below it its lab's still once it is open.

    It stands in a notebook that has not been run, on a hosting site and in exports. `lab` is the
    still as HTML, "" while it is locked, and None where a question has no lab.
    """
    rows = "".join(
        f'<div style="margin:4px 0">{face(letter, option, marks(option))}</div>'
        for letter, option in zip(LETTERS, question.options, strict=False)
    )
    opens = "" if lab is None else "; the lab opens below it"
    chosen = any(map(marks, question.options))
    foot = "" if chosen else hint(f"Run the notebook to choose one{opens}.")
    sheet = (
        f"background:{PAPER};border:1px solid #c8ccd1;border-radius:8px;max-width:874px;"
        "padding:14px 16px 8px"
    )
    return f'<div style="{sheet}">{prompt(question)}{rows}{foot}</div>{lab or ""}'


def still(bundle: Any) -> str:
    """Return the still picture in a widget's mime bundle as HTML, "" if it has none."""
    data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
    if "image/png" not in data:
        return ""
    about = metadata.get("image/png", {})
    names = "".join(f' {key}="{html.escape(str(value))}"' for key, value in about.items())
    return f'<img src="data:image/png;base64,{data["image/png"]}"{names}>'


def face(letter: str, option: Option, marks: list[str], covered: bool = False) -> str:
    """Return what is seen of an option; a button that covers it has the same words as its name."""
    hidden = ' aria-hidden="true"' if covered else ""
    colour = _colour(option) if option.verdict in marks else EDGE
    weight = 2 if marks else 1
    return (
        f'<div{hidden} style="display:flex;flex-wrap:wrap;gap:2px 12px;color:{INK};'
        f"background:{PAPER};border:{weight}px solid {colour};border-radius:4px;line-height:1.4;"
        f'padding:{10 - weight}px {13 - weight}px"><b>{letter}</b> '
        f'<span style="flex:1 1 240px">{inline(option.text)}</span>'
        f'<b style="color:{colour}">{" · ".join(marks)}</b></div>'
    )


def reply(question: Question, option: Option | None) -> str:
    """Return the reply to an option as a polite live region, which is there and empty before."""
    region = '<div role="status" aria-live="polite"'
    if option is None:
        return f"{region}></div>"
    letter, colour = LETTERS[question.options.index(option)], _colour(option)
    return (
        f'{region} style="color:{INK};line-height:1.5;margin:6px 0 4px;padding:2px 0 2px 12px;'
        f'border-left:4px solid {colour}"><b style="color:{colour}">'
        f"{option.verdict}: {letter}.</b> {inline(option.reply)}</div>"
    )


def hint(words: str) -> str:
    """Return what can be done next."""
    return f'<div style="color:{QUIET};line-height:28px">{words}</div>'


def _colour(option: Option) -> str:
    return RIGHT if option.right else WRONG


def box(**layout: str) -> ipywidgets.Layout:
    """Return the layout of a box that neither clips a focus ring nor scrolls."""
    return ipywidgets.Layout(**{"overflow": "visible", "min_width": "0", **layout})


def text(value: str = "") -> ipywidgets.HTMLMath:
    """Return a piece of HTML that fills its row (its default is a flexbox that shrinks to fit)."""
    layout = ipywidgets.Layout(display="block", width="auto", height="auto", margin="0")
    return ipywidgets.HTMLMath(value, layout=layout, style={"font_size": _type()})


def _type() -> str:
    """Return the size of type: the page's own (slides enlarge it), and large in a lecture."""
    own = "var(--jp-content-font-size1, 14px)"
    return own if scale() == 1 else f"max({14 * scale():g}px, {own})"


def card(parts: list[ipywidgets.DOMWidget]) -> ipywidgets.GridBox:
    """Return a white card with parts below each other; a box has no ground of its own."""
    sheet = f"position:absolute;inset:0;background:{PAPER};border:1px solid #c8ccd1"
    layout = ipywidgets.Layout(width="auto", height="auto", margin="0")
    paper = ipywidgets.HTML(f'<div style="{sheet};border-radius:8px"></div>', layout=layout)
    made = stack(paper, ipywidgets.VBox(parts, layout=box(padding="14px 16px 8px")))
    made.layout.max_width = f"{round(908 * scale())}px"  # as wide as a lab
    return made


def cover() -> ipywidgets.Button:
    """Return a see-through button that covers an option's row.

    A button of ipywidgets cannot break its label into lines. So the label is set in type of size
    0, as the button's name for screen readers and tests, and the row below it shows the words. It
    stands out by 3 px, so that its thin focus ring is a second line around the row.
    """
    layout = ipywidgets.Layout(width="auto", height="auto", margin="-3px")
    style = {"button_color": "#ffffff00", "text_color": INK, "font_size": "0"}
    return ipywidgets.Button(tooltip="", layout=layout, style=style)


def link(label: str) -> ipywidgets.Button:
    """Return a small button that looks like a link."""
    layout = ipywidgets.Layout(
        width="auto", height="28px", margin="0", padding="0 6px", flex="0 0 auto"
    )
    style = {"button_color": PAPER, "text_color": LINK, "text_decoration": "underline"}
    style["font_size"] = f"calc(0.9 * {_type()})"
    return ipywidgets.Button(description=label, tooltip="", layout=layout, style=style)


def stack(below: ipywidgets.DOMWidget, above: ipywidgets.DOMWidget) -> ipywidgets.GridBox:
    """Return two widgets in one place, one over the other."""
    below.layout.grid_area = above.layout.grid_area = "1 / 1 / 2 / 2"
    layout = box(grid_template_columns="minmax(0, 1fr)", margin="4px 0")
    return ipywidgets.GridBox([below, above], layout=layout)
