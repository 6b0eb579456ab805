"""Exercises whose answer is a walk with a memory: what a step leaves behind, the next one finds.

The lines of one step are run again and again, so a change to one of them goes wrong at every step.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from gdteach.ask.comparing import first_departure
from gdteach.ask.descending import facts, followed_by, of_the_list, read_walk
from gdteach.ask.exercise import Exercise
from gdteach.ask.known import Attempt, Slip, Table, singles_and_pairs
from gdteach.ask.program import UNCHANGED, Changes, Given, Line, Program, run_lines
from gdteach.ask.replies import Finding, Words, machine_words
from gdteach.ask.walks import KEPT_MISTAKES, STEP_MISTAKES, Vector, walk_program


class Loop(Program):
    """A right walk: lines ``ahead`` of it, and those of a ``step``, which make ``w`` anew.

    ``memory`` says as what each quantity begins that a step takes over from the one before. A step
    knows its number ``t``, from 1, the ``first`` point and the one ``before`` its own.
    """

    def __init__(self, memory: Mapping[str, str], step: Mapping[str, Line], **ahead: Line) -> None:
        self._kept = {name: line for name, line in walk_program().lines.items() if name != "walk"}
        super().__init__(**ahead, **step, **self._kept)
        self._memory, self._step, self._ahead = memory, step, Program(**ahead)

    def quantities(self, given: Given, changes: Changes = UNCHANGED) -> dict[str, Any]:
        """Return all that the program knows at its end, its steps apart."""
        known = self._ahead.quantities(given, changes)

        def walk(n_steps: int) -> Vector:
            return np.array([step["w"] for step in self._steps(known, n_steps, changes)])

        return run_lines(self._kept, {**known, "walk": walk}, changes)

    def step(self, given: Given, t: int) -> Given:
        """Return what is known at one step of the right walk, ``w`` being where it sets out."""
        *_, before, here = self._steps(self._ahead.quantities(given), t, UNCHANGED)
        return {**here, "w": before["w"]}

    def _steps(self, known: Given, n_steps: int, changes: Changes) -> list[Given]:
        begun = {name: known[first] for name, first in self._memory.items()}
        steps: list[Given] = [{**known, **begun}]
        for t in range(1, n_steps + 1):
            passed = {"t": t, "first": steps[0]["w"], "before": steps[max(t - 2, 0)]["w"]}
            steps.append(run_lines(self._step, {**steps[-1], **passed}, changes))
        return steps


def moves(share: Callable[[float], float]) -> list[Slip]:
    """Return mistakes that hand back a share, told by η, of each step in place of the points."""

    def told(it: Vector, learning_rate: float) -> Vector:
        return share(learning_rate) * np.diff(it, axis=0)

    return [
        {"rows": told},
        {"rows": lambda it, learning_rate: np.vstack([0 * it[:1], told(it, learning_rate)])},
        {"rows": lambda it, learning_rate: np.vstack([it[:1], told(it, learning_rate)])},
    ]


#: Mistakes that others come with, and those that hide every other or look like another then.
COMMON = ("uphill", "rate_forgotten", "start_missing", "too_few_rows", "too_many_rows")
ALONE = ("no_update", "returned_early", "steps_recorded", "slopes_recorded", "integer_array")
#: What may go wrong with a step as with one of plain descent.
STEPS = (
    "uphill",
    "rate_forgotten",
    "gradient_frozen",
    "gradient_late",
    "no_update",
    "step_alone",
    "from_the_start",
)
LOOP_MISTAKES: Table = {
    **{name: STEP_MISTAKES[name] for name in STEPS},
    "rate_fades": [{"product": lambda it, t: it / t}, {"product": lambda it, t: it / np.sqrt(t)}],
}
ROW_MISTAKES: Table = {
    **KEPT_MISTAKES,
    "steps_recorded": moves(lambda rate: 1.0) + moves(lambda rate: -1.0),
    "integer_array": [*KEPT_MISTAKES["integer_array"], {"w": "truncated"}],
}


def loop_exercise(
    program: Loop,
    mistakes: Table,
    words: Words,
    later: Sequence[Given],
    longest: Given,
    alone: Sequence[str] = (),
    common: Sequence[str] = (),
    **own: Any,
) -> Exercise:
    """Return an exercise whose answer is a walk with a memory.

    Its own ``mistakes`` come besides those of every walk, some of them ``common`` or ``alone`` in
    pairs. Problems ``later`` and ``longest`` are as for a walk without a memory.
    """
    table = {**LOOP_MISTAKES, **mistakes, **ROW_MISTAKES}
    exercise = Exercise(
        program=program,
        mistakes=singles_and_pairs(table, (*ALONE, *alone), (*COMMON, *common)),
        read=read_walk,
        facts=partial(facts_of_step, program),
        depart=first_wrong_row,
        words={**machine_words("walk"), **machine_words("loop"), **words},
        asks=("gradient",),
        **own,
    )
    return followed_by(exercise, later, longest)


def facts_of_step(program: Loop, attempt: Attempt) -> Given:
    """Return what a reply may quote: of the list, and of the step that leads to a wrong row."""
    of_list = facts(attempt)
    return {**program.step(attempt.given, max(of_list["t"], 1)), **of_list}


def first_wrong_row(attempt: Attempt) -> Finding:
    """Return what is found in a walk that nothing explains: the first row that is not as due."""
    yours, truth = attempt.answer, attempt.truth
    if yours.shape[1:] != truth.shape[1:]:
        return Finding("wrong_shape")
    if first_departure(yours, truth):
        return Finding("unknown")
    return of_the_list([attempt]) or Finding("wrong_shape")
