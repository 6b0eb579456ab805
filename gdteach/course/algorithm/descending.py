"""Exercises whose answer is a walk: how it is read, and what a reply to it may quote."""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.comparing import alike, first_departure
from gdteach.ask.exercise import Exercise
from gdteach.ask.known import Attempt, Table, singles_and_pairs
from gdteach.ask.program import Given
from gdteach.ask.reading import Answer, read_numbers
from gdteach.ask.replies import Finding, Words, machine_words
from gdteach.course.algorithm import inferring
from gdteach.course.algorithm.walks import ALONE, KEPT_MISTAKES, STEP_MISTAKES, as_rows
from gdteach.numerics.wording import printed, times, told_apart


def walk_exercise(whole_start: Given, mistakes: Table, words: Words, **own: Any) -> Exercise:
    """Return an exercise whose answer is a walk.

    ``whole_start`` is a problem that starts at whole numbers, for the program that is right so
    far. ``mistakes`` and ``words`` are its own, besides those of every descent.
    """
    exercise = Exercise(
        **own,
        mistakes=singles_and_pairs({**KEPT_MISTAKES, **STEP_MISTAKES, **mistakes}, ALONE),
        inferred=inferring.ALL,
        words={**machine_words("walk"), **words},
        read=read_walk,
        facts=facts,
        depart=first_wrong_step,
    )
    cut_off = {**exercise.words, "integer_array": exercise.words["integer_start"]}
    return replace(exercise, sequel=replace(exercise, problems=(whole_start,), words=cut_off))


def read_walk(value: Any, truth: NDArray[np.float64]) -> Answer:
    """Return the walk a learner's function handed back, or what was found in its place."""
    if isinstance(value, (tuple, list)) and len(value) in (2, 3):
        for part in value:
            rows = read_numbers(part)
            if not isinstance(rows, Finding) and alike(as_rows(rows, truth.shape[1]), truth):
                return Finding("returned_extra", {"count": len(value)})
    answer = read_numbers(value)
    return answer if isinstance(answer, Finding) else as_rows(answer, truth.shape[1])


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
