"""Predict first: a question the learner commits to before the lab below it opens.

The texts are data, read by `question_bank`; this file shows one question with plain ipywidgets.
Every option has its own reply, and the lab opens after any of them.
"""

from __future__ import annotations

import html
import re
from typing import Any

import ipywidgets
import traitlets

from gdteach.ask.content import find
from gdteach.ask.question_bank import LETTERS, Option, Question, load_questions, plain
from gdteach.figure.style import scale
from gdteach.numerics.arguments import instance, one_of

# A white card brings its own ink, so that it reads the same on any theme.
PAPER, INK, QUIET, LINK, RIGHT, WRONG = (
    "#ffffff", "#1a1a1a", "#57606a", "#0b5394", "#00704f", "#b34700"
)  # fmt: skip
# What no line break may part: an equation's two sides, the numbers of a point, 10 000 and 99 %.
_GLUED = re.compile(r" = |\([−\d., ]+\)|(?<=\d) (?=[\d%])")


def predict(question_id: str, lab: ipywidgets.DOMWidget | None = None) -> Prediction:
    """Return a question to commit to; the lab, if any, opens below it after an answer.

    Parameters
    ----------
    question_id : str
        Which question, such as ``"algorithm/first_step"``.
    lab : ipywidgets.DOMWidget, optional
        What opens below the question. Its still picture, if it has one, is the question's too.

    Raises
    ------
    TypeError
        If ``question_id`` is no string or ``lab`` no widget.
    ValueError
        If there is no such question; the message names the nearest.

    Examples
    --------
    >>> question = predict("algorithm/first_step")
    >>> question.answer = "right"  # what a click on that option does
    >>> question.correct, question.unlocked
    (True, True)
    """
    question = find("question_id", question_id, load_questions())
    if lab is not None:
        instance("lab", lab, ipywidgets.DOMWidget, "give a lab or another widget, or leave it out")
    return Prediction(question, lab)


class Prediction(ipywidgets.VBox):
    """A question, its options as buttons, a reply, and below them the lab once it is unlocked.

    Parameters
    ----------
    question : Question
        What is asked.
    lab : ipywidgets.DOMWidget or None
        What opens below it.

    Notes
    -----
    The first option chosen is the prediction. Afterwards the others can be chosen too, to read
    their replies; that changes ``answer``, not ``prediction`` or ``correct``. "Just show me" opens
    the lab and shows the right option without judging anyone. Setting ``unlocked`` to False starts
    over.
    """

    answer = traitlets.Any("", help="id of the option chosen last; set it to do what a click does")
    prediction = traitlets.Unicode("", read_only=True, help="id of the option chosen first, or ''")
    unlocked = traitlets.Bool(False, help="whether the lab is open; True is 'just show me'")
    correct = traitlets.Bool(
        None, allow_none=True, read_only=True, help="whether the prediction is right"
    )

    def __init__(self, question: Question, lab: ipywidgets.DOMWidget | None = None) -> None:
        self.question = question
        self.lab = lab
        self._reading: Option | None = None  # the option whose reply is shown
        self._read: set[str] = set()  # ids of the options whose replies have been shown
        self._faces = [_html() for _ in question.options]
        self._buttons = [_cover() for _ in question.options]
        for option, button in zip(question.options, self._buttons, strict=True):
            button.on_click(lambda _, option=option: self._choose(option))
        self._reply, self._hint, show = _html(), _html(), _link("Just show me")
        show.on_click(lambda _: self._show_me())
        rows = [_stack(*pair) for pair in zip(self._faces, self._buttons, strict=True)]
        foot = ipywidgets.HBox([self._hint, show], layout=_box(justify_content="space-between"))
        parts = [_html(_prompt(question)), *rows, self._reply, foot]
        content = ipywidgets.VBox(parts, layout=_box(padding="14px 16px 8px"))
        self._card = _stack(_paper(), content)
        self._card.layout.max_width = f"{round(908 * scale())}px"  # as wide as a lab
        super().__init__(layout=_box())
        self._draw()

    @traitlets.validate("answer")
    def _known(self, proposal: dict[str, Any]) -> str:
        ids = [option.id for option in self.question.options]
        return one_of("answer", proposal["value"], ids) if proposal["value"] != "" else ""

    @traitlets.observe("answer")
    def _answered(self, change: dict[str, Any]) -> None:
        if change["new"] == "":
            self.unlocked = False
            return
        chosen = next(option for option in self.question.options if option.id == change["new"])
        if not self.unlocked:
            self.set_trait("prediction", chosen.id)
            self.set_trait("correct", chosen.right)
            self.unlocked = True
        self._show(chosen)

    @traitlets.observe("unlocked")
    def _opened(self, change: dict[str, Any]) -> None:
        if not change["new"]:
            self._start_over()
        elif not self.prediction:
            self._show(self.question.right)

    def _choose(self, option: Option) -> None:
        """Do what a click on an option does, also when it is the one chosen last."""
        if self.answer == option.id:
            self._show(option)
        self.answer = option.id

    def _show_me(self) -> None:
        """Open the lab and show the right option; nobody is judged."""
        if self.unlocked:
            self._show(self.question.right)
        self.unlocked = True

    def _start_over(self) -> None:
        """Forget what was answered: the next learner may commit."""
        self.set_trait("prediction", "")
        self.set_trait("correct", None)
        self.answer = ""
        self._reading = None
        self._read = set()
        self._draw()

    def _show(self, option: Option) -> None:
        """Show the reply to an option."""
        self._reading = option
        self._read.add(option.id)
        self._draw()

    def _draw(self) -> None:
        """Bring every part up to date; ipywidgets sends only what has changed."""
        parts = zip(LETTERS, self.question.options, self._faces, self._buttons, strict=False)
        for letter, option, face, button in parts:
            read, predicted = option.id in self._read, option.id == self.prediction
            marks = [_verdict(option)] * read + ["your prediction"] * predicted
            face.value = _face(letter, option, marks)
            # A screen reader repeats the name of the focused button when it changes: the verdict
            # is heard even where a live region that arrives with its text is passed over.
            said = [f"{letter}. {plain(option.text)}", *marks]
            button.description = " – ".join(said)
        self._reply.value = _status(self.question, self._reading)
        opens = "" if self.lab is None else " The lab opens below it."
        hint = "The other options have replies too." if self._reading else "Choose one." + opens
        self._hint.value = f'<div style="color:{QUIET};line-height:28px">{hint}</div>'
        opened = self.unlocked and self.lab is not None
        self.children = (self._card, self.lab) if opened else (self._card,)

    def __repr__(self) -> str:
        """Return a short name that is the same in every run."""
        return f"predict({self.question.id!r})"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Return the live view, the question as text, and the lab's still picture if it has one."""
        data = {**super()._repr_mimebundle_(**kwargs), "text/plain": str(self.question)}
        still = self.lab._repr_mimebundle_() if self.lab is not None else {}
        pictures, sizes = still if isinstance(still, tuple) else (still, {})
        png = "image/png"
        data.update({png: pictures[png]} if png in pictures else {})
        return (data, {png: sizes[png]}) if png in sizes else data


# What it looks like: each function returns a piece of HTML, or a widget with its layout.


def _inline(text: str) -> str:
    """Return a text as HTML: escaped, `code` marked, no line broken inside an equation or point."""
    pieces = html.escape(text, quote=False).split("`")
    pieces[1::2] = [f"<code>{code}</code>" for code in pieces[1::2]]
    pieces[::2] = [_GLUED.sub(lambda m: m[0].replace(" ", "\u00a0"), part) for part in pieces[::2]]
    return "".join(pieces)


def _verdict(option: Option) -> str:
    return "Right" if option.right else "Not this one"


def _prompt(question: Question) -> str:
    """Return the prompt, and the programs it is about side by side."""
    blocks = [f'<p style="margin:0 0 8px">{_inline(part)}</p>' for part in question.paragraphs]
    shown = "".join(
        f'<div style="flex:1 1 260px"><b>{html.escape(program.name)}</b>'
        f'<pre style="margin:4px 0 0;padding:8px 10px;background:#f3f4f6;color:{INK};'
        f'white-space:pre-wrap;line-height:1.45">{html.escape(program.code)}</pre></div>'
        for program in question.programs
    )
    programs = (
        f'<div style="display:flex;flex-wrap:wrap;gap:12px;margin-bottom:6px">{shown}</div>'
        if shown
        else ""
    )
    return (
        f'<div style="color:{INK};line-height:1.5;padding-bottom:4px">'
        f"{''.join(blocks)}{programs}</div>"
    )


def _face(letter: str, option: Option, marks: list[str]) -> str:
    """Return what is seen of an option; its button lies over it and has the same words as name."""
    colour = (RIGHT if option.right else WRONG) if _verdict(option) in marks else "#767c85"
    weight = 2 if marks else 1
    return (
        f'<div aria-hidden="true" style="display:flex;flex-wrap:wrap;gap:2px 12px;color:{INK};'
        f"background:{PAPER};border:{weight}px solid {colour};border-radius:4px;line-height:1.4;"
        f'padding:{10 - weight}px {13 - weight}px"><b>{letter}</b>'
        f'<span style="flex:1 1 240px">{_inline(option.text)}</span>'
        f'<b style="color:{colour}">{" · ".join(marks)}</b></div>'
    )


def _status(question: Question, option: Option | None) -> str:
    """Return the reply to an option as a polite live region, which is there and empty before."""
    if option is None:
        return '<div role="status" aria-live="polite"></div>'
    letter = LETTERS[question.options.index(option)]
    colour = RIGHT if option.right else WRONG
    return (
        f'<div role="status" aria-live="polite" style="color:{INK};line-height:1.5;'
        f"margin:6px 0 4px;padding:2px 0 2px 12px;border-left:4px solid {colour}"
        f'"><b style="color:{colour}">'
        f"{_verdict(option)}: {letter}.</b> {_inline(option.reply)}</div>"
    )


def _box(**layout: str) -> ipywidgets.Layout:
    """Return the layout of a box that neither clips a focus ring nor scrolls."""
    return ipywidgets.Layout(**{"overflow": "visible", "min_width": "0", **layout})


def _html(value: str = "") -> ipywidgets.HTMLMath:
    """Return a piece of HTML that fills its row (its default is a flexbox that shrinks to fit)."""
    layout = ipywidgets.Layout(display="block", width="auto", height="auto", margin="0")
    return ipywidgets.HTMLMath(value, layout=layout, style={"font_size": _type()})


def _type() -> str:
    """Return the size of type: the page's own (JupyterLab can enlarge it), larger in a lecture."""
    return f"calc({scale()} * var(--jp-content-font-size1, 14px))"


def _paper() -> ipywidgets.HTML:
    """Return the white ground of the card (boxes have no background of their own)."""
    sheet = f"position:absolute;inset:0;background:{PAPER};border:1px solid #c8ccd1"
    layout = ipywidgets.Layout(width="auto", height="auto", margin="0")
    return ipywidgets.HTML(f'<div style="{sheet};border-radius:8px"></div>', layout=layout)


def _cover() -> ipywidgets.Button:
    """Return a see-through button that covers an option's row.

    A button of ipywidgets cannot break its label into lines. So the label is set in type of size
    0, as the button's name for screen readers and tests, and the row below it shows the words. It
    stands out by 3 px, so that its thin focus ring is a second line around the row.
    """
    layout = ipywidgets.Layout(width="auto", height="auto", margin="-3px")
    style = {"button_color": "#ffffff00", "text_color": INK, "font_size": "0"}
    return ipywidgets.Button(tooltip="", layout=layout, style=style)


def _link(label: str) -> ipywidgets.Button:
    """Return a small button that looks like a link."""
    layout = ipywidgets.Layout(width="auto", height="28px", margin="0", padding="0 6px")
    style = {"button_color": PAPER, "text_color": LINK, "text_decoration": "underline"}
    style["font_size"] = f"calc(0.9 * {_type()})"
    return ipywidgets.Button(description=label, tooltip="", layout=layout, style=style)


def _stack(below: ipywidgets.DOMWidget, above: ipywidgets.DOMWidget) -> ipywidgets.GridBox:
    """Return two widgets in one place, one over the other."""
    below.layout.grid_area = above.layout.grid_area = "1 / 1 / 2 / 2"
    layout = _box(grid_template_columns="minmax(0, 1fr)", margin="4px 0")
    return ipywidgets.GridBox([below, above], layout=layout)
