"""The fooling table: which test is fooled by which run, ticked by the learner, then revealed."""

from __future__ import annotations

import html
from typing import Any

import ipywidgets as widgets
import traitlets

from gdteach.course.convergence.fooling_runs import CASES, STEPS, Verdict, verdicts
from gdteach.figure.checked import Checked
from gdteach.lab.learning_rate import INK
from gdteach.lab.sizes import px
from gdteach.numerics.arguments import truth, wrong
from gdteach.numerics.wording import number, vector

TESTS = {"gradient": "slope ‖∇f‖", "step": "step ‖Δw‖", "value": "change |Δf|"}
RIGHT, WRONG = "✓", "✗"


def cells() -> list[tuple[str, str]]:
    """Return the cells of the table: (letter of the run, name of the test)."""
    return [(letter, test) for letter in CASES for test in TESTS]


class FoolingTable(widgets.VBox):
    """A table for the question which stopping test is fooled by which run.

    Attributes
    ----------
    ticked : frozenset of (str, str)
        The cells said to be fooled, as ("A", "step"); setting it does what ticking does.
    revealed : bool
        Whether the truth is shown; True needs at least one tick. From then on the ticks stay.
    score : int or None
        How many of the 18 cells were judged rightly, once revealed.

    Examples
    --------
    >>> table = FoolingTable()
    >>> table.ticked = {("B", "value")}
    >>> table.revealed = True
    >>> table.score
    6
    """

    ticked = Checked(frozenset(), lambda _, given: _known(given))
    revealed = Checked(False, lambda table, shown: table._may_reveal(shown))

    def __init__(self) -> None:
        self._busy = False
        self._boxes = {
            (letter, test): widgets.Checkbox(
                description=f"{letter}: {test_name.split()[0]}", indent=False,
                layout=widgets.Layout(width="auto", margin="0"),
            )
            for letter in CASES
            for test, test_name in TESTS.items()
        }  # fmt: skip
        self._replies = {cell: _html("") for cell in self._boxes}
        head = [_html(f"<b>{words}</b>") for words in ("run", *TESTS.values())]
        rows: list[widgets.Widget] = []
        for letter, case in CASES.items():
            said = (
                f"<b>{letter}</b> &nbsp;{case.formula}<br>from {vector(case.start)}, "
                f"η = {number(case.learning_rate)}"
            )
            rows.append(_html(said))
            rows += [
                widgets.VBox([self._boxes[letter, test], self._replies[letter, test]])
                for test in TESTS
            ]
        grid = widgets.GridBox(
            [*head, *rows],
            layout=widgets.Layout(
                grid_template_columns="1.35fr 1fr 1fr 1fr", grid_gap="6px 14px",
                max_width=px(880), overflow="visible",
            ),
        )  # fmt: skip
        self._button = widgets.Button(
            description="Reveal", disabled=True, layout=widgets.Layout(width=px(110))
        )
        self._button.on_click(lambda _: self.set_trait("revealed", True))
        self._status = _html("")
        foot = widgets.HBox(
            [self._button, self._status],
            layout=widgets.Layout(align_items="center", grid_gap="12px", margin="6px 0"),
        )
        super().__init__([grid, foot])
        self.add_class("gdteach-lab")
        for box in self._boxes.values():
            box.observe(self._hand, "value")
        self._say("Tick every test that would be fooled; then reveal.")

    # ------------------------------------------------------------------ parameters

    def _hand(self, _: dict[str, Any]) -> None:
        if not self._busy:
            self.ticked = {cell for cell, box in self._boxes.items() if box.value}

    @traitlets.observe("ticked")
    def _ticked_changed(self, _: dict[str, Any]) -> None:
        self._busy = True
        for cell, box in self._boxes.items():
            box.value = cell in self.ticked
        self._busy = False
        self._button.disabled = not self.ticked or self.revealed
        if self.revealed:
            self._reply()

    def _may_reveal(self, shown: object) -> bool:
        revealed = truth("revealed", shown)
        if revealed and not self.ticked:
            raise ValueError("revealed must wait for a guess, got no tick; tick at least one cell")
        return revealed

    @traitlets.observe("revealed")
    def _revealed_changed(self, change: dict[str, Any]) -> None:
        self._button.disabled = change["new"] or not self.ticked
        for box in self._boxes.values():
            box.disabled = change["new"]
        if change["new"]:
            self._reply()
            return
        for reply in self._replies.values():
            reply.value = ""
        self._say("Tick every test that would be fooled; then reveal.")

    @property
    def score(self) -> int | None:
        """How many cells were judged rightly, once revealed."""
        if not self.revealed:
            return None
        return sum((cell in self.ticked) == _verdict(cell).fooled for cell in cells())

    # ------------------------------------------------------------------ what is shown

    def _reply(self) -> None:
        for cell, reply in self._replies.items():
            verdict = _verdict(cell)
            mark = RIGHT if (cell in self.ticked) == verdict.fooled else WRONG
            reply.value = _styled(f"{mark} {_said(verdict)}")
        self._say(f"{self.score} of {len(self._boxes)} right (✓). The rest (✗) are worth a look.")

    def _say(self, words: str) -> None:
        self._status.value = f'<div role="status" style="color:{INK}">{html.escape(words)}</div>'

    def __repr__(self) -> str:
        """Return a short name that is the same in every run."""
        return f"FoolingTable({len(CASES)} runs, {len(TESTS)} tests, {len(self.ticked)} ticked)"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Return the live table, and its runs as text for readers without a kernel."""
        lines = [
            f"{letter}: f = {case.formula}, from {vector(case.start)}, "
            f"η = {number(case.learning_rate)}   slope? step? change?"
            for letter, case in CASES.items()
        ]
        text = "Which tests are fooled?\n" + "\n".join(lines)
        return {**super()._repr_mimebundle_(**kwargs), "text/plain": text}


def _known(given: object) -> frozenset[tuple[str, str]]:
    """Return cells of the table as a set."""
    if not isinstance(given, (set, frozenset, list, tuple)):
        raise TypeError(wrong("ticked", "a set of cells", given, 'such as {("A", "step")}'))
    for cell in given:
        if cell not in cells():
            tests = ", ".join(TESTS)
            remedy = f"a letter A to {max(CASES)} and one of {tests}"
            raise ValueError(wrong("ticked", "made of cells of the table", cell, remedy))
    return frozenset(given)


def _verdict(cell: tuple[str, str]) -> Verdict:
    letter, test = cell
    return verdicts(letter)[test]


def _said(verdict: Verdict) -> str:
    if verdict.step is None:
        return f"not fooled: silent for {STEPS} steps"
    where = f"stops at {verdict.step}, {number(verdict.away, 2)} away"
    return f"fooled: {where}" if verdict.fooled else f"not fooled: {where}"


def _html(words: str) -> widgets.HTML:
    layout = widgets.Layout(height="auto", width="auto", margin="0")
    return widgets.HTML(_styled(words), layout=layout)


def _styled(words: str) -> str:
    return f'<div style="line-height:1.35;font-size:{px(13)};color:{INK}">{words}</div>'
