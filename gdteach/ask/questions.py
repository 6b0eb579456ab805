"""Predict first: a question the learner commits to before the lab below it opens.

The texts are data, read by `question_bank`; this file shows one question with plain ipywidgets.
Every option has its own reply, and the lab opens after any of them.
"""

from __future__ import annotations

from typing import Any

import ipywidgets
import traitlets

from gdteach.ask import question_look as look
from gdteach.ask.content import find
from gdteach.ask.question_bank import LETTERS, Option, Question, load_questions, plain
from gdteach.numerics.arguments import instance, one_of


def predict(question_id: str, lab: ipywidgets.DOMWidget | None = None) -> Prediction:
    """Return a question to commit to; the lab, if any, opens below it after an answer.

    Parameters
    ----------
    question_id : str
        Which question, such as ``"algorithm/first_step"``; an error names the nearest.
    lab : ipywidgets.DOMWidget, optional
        What opens below the question, and is not shown before.

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
        self._read: list[Option] = []  # whose replies have been shown, the one on show at the end
        self._faces = [look.text() for _ in question.options]
        self._buttons = [look.cover() for _ in question.options]
        for option, button in zip(question.options, self._buttons, strict=True):
            button.on_click(lambda _, option=option: self._choose(option))
        self._reply, self._hint, show = look.text(), look.text(), look.link("Just show me")
        show.on_click(lambda _: self._show_me())
        rows = [look.stack(*pair) for pair in zip(self._faces, self._buttons, strict=True)]
        for row in rows:
            row.add_class("gdteach-option")
        foot = look.box(justify_content="space-between")
        parts = [look.text(look.prompt(question)).add_class("gdteach-prompt"), *rows, self._reply]
        self._card = look.card([*parts, ipywidgets.HBox([self._hint, show], layout=foot)])
        super().__init__(layout=look.box())
        self.add_class("gdteach-question")
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
        if not change["new"]:  # the next learner may commit
            self.set_trait("prediction", "")
            self.set_trait("correct", None)
            self.answer = ""
            self._read = []
            self._draw()
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

    def _show(self, option: Option) -> None:
        """Show the reply to an option."""
        self._read.append(option)
        self._draw()

    def _draw(self) -> None:
        """Bring every part up to date; ipywidgets sends only what has changed."""
        parts = zip(LETTERS, self.question.options, self._faces, self._buttons, strict=False)
        for letter, option, face, button in parts:
            marks = self._marks(option)
            face.value = look.face(letter, option, marks, covered=True)
            # A screen reader repeats the name of the focused button when it changes: the verdict
            # is heard even where a live region that arrives with its text is passed over.
            button.description = " – ".join([f"{letter}. {plain(option.text)}", *marks])
        shown = self._read[-1] if self._read else None
        self._reply.value = look.reply(self.question, shown)
        opens = "" if self.lab is None else " The lab opens below it."
        self._hint.value = look.hint(
            "The other options have replies too." if shown else f"Choose one.{opens}"
        )
        opened = self.unlocked and self.lab is not None
        self.children = (self._card, self.lab) if opened else (self._card,)
        mark = self.add_class if opened else self.remove_class
        mark("gdteach-open")  # on a slide the lab takes the place of prompt and options

    def _marks(self, option: Option) -> list[str]:
        """Return the words beside an option."""
        marks = [option.verdict] if option in self._read else []
        return marks + (["your prediction"] if option.id == self.prediction else [])

    def __repr__(self) -> str:
        """Return a short name that is the same in every run."""
        return f"predict({self.question.id!r})"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Return the live view, and the question as text and as a page that needs no script.

        What the lab shows would answer it, so its still follows only once the question is unlocked.
        """
        lab: str | None = None
        if self.lab is not None:
            lab = look.still(self.lab._repr_mimebundle_()) if self.unlocked else ""
        page = look.page(self.question, self._marks, lab)
        view = super()._repr_mimebundle_(**kwargs)
        return {**view, "text/plain": str(self.question), "text/html": page}
