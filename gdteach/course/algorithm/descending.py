"""Exercises whose answer is a walk: how it is read, and what a reply to it may quote."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.comparing import alike, first_departure
from gdteach.ask.exercise import Exercise
from gdteach.ask.known import Attempt, Table, singles, singles_and_pairs
from gdteach.ask.program import Given
from gdteach.ask.reading import Answer, read_numbers
from gdteach.ask.replies import Finding, Words, machine_words
from gdteach.ask.running import Heard
from gdteach.course.algorithm import inferring, inferring_lists
from gdteach.course.algorithm.walks import ALONE, KEPT_MISTAKES, STEP_MISTAKES, as_rows
from gdteach.numerics.wording import printed, times, told_apart


class Lenient(Exercise):
    """An exercise whose problems are so long that an honest program may take its time."""

    def examine(self, f: Callable[..., Any], heard: Heard) -> Finding | None:
        """Return what is wrong, None also where the clock ended before the program did."""
        finding = super().examine(f, heard)
        return None if finding and finding.slug == "too_long" else finding


def walk_exercise(
    later: Sequence[Given],
    longest: Given,
    mistakes: Table,
    words: Words,
    names: tuple[str, str],
    slope: str,
    **own: Any,
) -> Exercise:
    """Return an exercise whose answer is a walk.

    ``mistakes`` and ``words`` are its own, besides those of every descent. The problems ``later``
    are for a program that is right so far, where its start is whole numbers, its slope zero or its
    number of steps 0; the ``longest`` for one that is right there too. ``names`` are those of two
    coordinates, and ``slope`` writes a partial derivative (see ``inferring.py``).
    """
    by_step = inferring.step_by_step(mistakes, machine_words("walk_nouns"), names, slope)
    exercise = Exercise(
        **own,
        mistakes=singles_and_pairs({**KEPT_MISTAKES, **STEP_MISTAKES, **mistakes}, ALONE),
        inferred=(*inferring_lists.ALL, inferring_lists.rows_changed(names), by_step),
        words={**machine_words("walk"), **words},
        read=read_walk,
        facts=facts,
        depart=first_wrong_step,
    )
    own |= {
        "words": {**exercise.words, "integer_array": exercise.words["integer_start"]},
        "inferred": exercise.inferred,
        "read": read_walk,
        "facts": facts,
        "depart": first_wrong_step,
    }
    integers = singles({"integer_array": STEP_MISTAKES["integer_array"]})
    chain: Exercise = Lenient(**{**own, "problems": (longest,)})
    for given in reversed(later):
        chain = Exercise(**{**own, "problems": (given,)}, mistakes=integers, sequel=chain)
    return replace(exercise, sequel=chain)


def read_walk(value: Any, truth: NDArray[np.float64]) -> Answer:
    """Return the walk a learner's function handed back, or what was found in its place.

    Where two or three things come back together and one of them looks like a walk, that one is
    read; is it right, then too much came back.
    """
    if isinstance(value, (tuple, list)) and len(value) in (2, 3):
        walks = [rows for part in value if (rows := _walk_in(part, truth)) is not None]
        for rows in walks:
            if alike(rows, truth):
                return Finding("returned_extra", {"count": len(value)})
        if len(walks) == 1:
            return walks[0]
    answer = read_numbers(value)
    if isinstance(answer, Finding):
        return answer
    if len(truth) == 1 and answer.shape == truth[0].shape:
        return answer.reshape(truth.shape)  # one point alone may have lost its outer brackets
    return as_rows(answer, truth.shape[1])


def _walk_in(part: Any, truth: NDArray[np.float64]) -> NDArray[np.floating] | None:
    """Return what may be a walk, None if there are no rows with as many numbers as a point has."""
    rows = read_numbers(part)
    if isinstance(rows, Finding) or rows.size < 2 * truth.shape[1]:
        return None
    rows = as_rows(rows, truth.shape[1])
    return rows if rows.ndim == 2 and rows.shape[1] == truth.shape[1] else None


def facts(attempt: Attempt) -> Given:
    """Return what a reply may quote: of the problem, of the answer, and where the two part.

    ``{rate_squared} {wanted} {wanted_shape} {due}`` of the problem, ``{shape} {rows} {counted}
    {first} {last}`` of the answer; ``{t}``, the first step that departs, with ``{before}`` it the
    right point and ``{slope}`` the gradient there, ``{yours}`` and ``{expected}`` after it.
    """
    known, answer, truth = attempt.quantities, attempt.answer, attempt.truth
    rows = answer.reshape(-1, truth.shape[1]) if answer.size % truth.shape[1] == 0 else truth[:0]
    common = first_departure(rows, truth)
    t = min(len(rows), len(truth)) - 1 if common is None else common
    yours, expected = told_apart(rows[t], truth[t], printed) if len(rows) else ("nothing", "")
    before = truth[max(t - 1, 0)]
    return {
        "rate_squared": known["learning_rate"] ** 2,
        "wanted": len(truth),
        "wanted_shape": truth.shape,
        "due": truth[-1],
        "shape": answer.shape,
        "rows": len(rows),
        "counted": times(len(rows), "row"),
        "first": rows[0] if len(rows) else "",
        "last": rows[-1] if len(rows) else "",
        "t": t,
        "before": before,
        "slope": known["gradient"](before),
        "yours": yours,
        "expected": expected,
    }


def first_wrong_step(attempt: Attempt) -> Finding:
    """Return what is found in a walk that no known mistake explains: its first wrong step."""
    rows, truth = attempt.answer, attempt.truth
    if rows.ndim != 2 or rows.shape[1] != truth.shape[1]:
        return Finding("wrong_shape")
    departure = first_departure(rows, truth)
    if departure is None:
        slug = "too_many_rows" if len(rows) > len(truth) else "too_few_rows"
        return Finding(slug, words="wrong_count")
    return Finding("unknown" if departure else "first_row")
