"""The fooling table: which test is fooled by which run, ticked by the learner, then revealed."""

import html
from typing import Any

import ipywidgets as widgets
import traitlets

from gdteach.course.convergence.fooling_runs import CASES, STEPS, Verdict, verdicts
from gdteach.figure.checked import Checked
from gdteach.lab import INK, Composite, button, px
from gdteach.numerics.arguments import truth, wrong
from gdteach.numerics.wording import number, vector

TESTS = {"gradient": "slope ‖∇f‖", "step": "step ‖Δw‖", "value": "change |Δf|"}
CELLS = [(letter, test) for letter in CASES for test in TESTS]  # of the table
RIGHT, WRONG = "✓", "✗"
INVITATION = "Tick every test that would be fooled; then reveal."


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
    boxes, replies : dict
        The tick box and the reply of each cell.
    button, status : Widget
        What reveals, and what is said below the table.

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
        grid = Ticks()
        self.boxes, self.replies = grid.boxes, grid.replies
        self.button = button("Reveal", lambda: self.set_trait("revealed", True), width=110)
        self.status = _html("")
        foot = widgets.Layout(align_items="center", grid_gap="12px", margin="6px 0")
        super().__init__([grid, widgets.HBox([self.button, self.status], layout=foot)])
        self.add_class("gdteach-lab")
        traitlets.link((self, "ticked"), (grid, "value"))
        self._show()

    def _may_reveal(self, shown: object) -> bool:
        revealed = truth("revealed", shown)
        if revealed and not self.ticked:
            raise ValueError("revealed must wait for a guess, got no tick; tick at least one cell")
        return revealed

    @property
    def score(self) -> int | None:
        """How many cells were judged rightly, once revealed."""
        return sum(map(self._judged_rightly, CELLS)) if self.revealed else None

    def _judged_rightly(self, cell: tuple[str, str]) -> bool:
        return (cell in self.ticked) == _verdict(cell).fooled

    @traitlets.observe("ticked", "revealed")
    def _show(self, _: object = None) -> None:
        self.button.disabled = self.revealed or not self.ticked
        for cell, box in self.boxes.items():
            box.disabled = self.revealed
            mark = RIGHT if self._judged_rightly(cell) else WRONG
            reply = _styled(f"{mark} {_said(_verdict(cell))}") if self.revealed else ""
            self.replies[cell].value = reply
        count = f"{self.score} of {len(CELLS)} right (✓). The rest (✗) are worth a look."
        words = html.escape(count if self.revealed else INVITATION)
        self.status.value = f'<div role="status" style="color:{INK}">{words}</div>'

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
        page = f'<pre style="white-space:pre-wrap">{html.escape(text)}</pre>'
        view = super()._repr_mimebundle_(**kwargs)
        return {**view, "text/plain": text, "text/html": page}


class Ticks(Composite):
    """The table's grid: a row for each run, a tick box and a reply for each test."""

    def __init__(self) -> None:
        layout = widgets.Layout(width="auto", margin="0")
        self.boxes = {
            (letter, test): widgets.Checkbox(
                description=f"{letter}: {TESTS[test].split()[0]}", indent=False, layout=layout
            )
            for letter, test in CELLS
        }
        self.replies = {cell: _html("") for cell in CELLS}
        rows: list[widgets.Widget] = [
            _html(f"<b>{words}</b>") for words in ("run", *TESTS.values())
        ]
        for letter, case in CASES.items():
            rate = f"from {vector(case.start)}, η = {number(case.learning_rate)}"
            rows.append(_html(f"<b>{letter}</b> &nbsp;{case.formula}<br>{rate}"))
            cells = [(letter, test) for test in TESTS]
            rows += [widgets.VBox([self.boxes[cell], self.replies[cell]]) for cell in cells]
        look = widgets.Layout(
            grid_template_columns="1.35fr 1fr 1fr 1fr", grid_gap="6px 14px", max_width=px(880),
            min_width=px(460), width="100%", overflow="visible",
        )  # fmt: skip
        super().__init__(list(self.boxes.values()), [widgets.GridBox(rows, layout=look)])
        self.layout.overflow = "auto"
        self.value = frozenset()

    def read(self, part: widgets.Widget) -> frozenset[tuple[str, str]]:
        """Return the cells that are ticked."""
        return frozenset(cell for cell, box in self.boxes.items() if box.value)

    def write(self, value: frozenset[tuple[str, str]]) -> None:
        """Tick these cells and no others."""
        for cell, box in self.boxes.items():
            box.value = cell in value


def _known(given: object) -> frozenset[tuple[str, str]]:
    """Return cells of the table as a set."""
    if not isinstance(given, (set, frozenset, list, tuple)):
        raise TypeError(wrong("ticked", "a set of cells", given, 'such as {("A", "step")}'))
    for cell in given:
        if cell not in CELLS:
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
