"""Exercises whose answer is a walk: its steps, one by one, are problems of an exercise themselves.

So each step speaks for itself, from the learner's own point before it: where the walk began and how
many rows there are makes no difference to what is seen of a step.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.comparing import alike, first_departure
from gdteach.ask.exercise import Exercise
from gdteach.ask.explaining import one_change
from gdteach.ask.known import Attempt, Table, singles, singles_and_pairs
from gdteach.ask.probing import one_part
from gdteach.ask.program import Given
from gdteach.ask.reading import Answer, read_numbers
from gdteach.ask.replies import Finding, Words, machine_words
from gdteach.ask.running import Heard
from gdteach.ask.walks import KEPT_MISTAKES, STEP, STEP_MISTAKES, as_rows
from gdteach.numerics.wording import listed, printed, told_apart

_CLOSE = 1e-9  # relative: as near to a line as its points are computed


class Lenient(Exercise):
    """An exercise whose problems are so long that an honest program may take its time."""

    def examine(self, f: Callable[..., Any], heard: Heard) -> Finding | None:
        """Return what is wrong, None also where the clock ended before the program did."""
        finding = super().examine(f, heard)
        return None if finding and finding.slug == "too_long" else finding


def walk_exercise(
    later: Sequence[Given], longest: Given, mistakes: Table, words: Words, **own: Any
) -> Exercise:
    """Return an exercise whose answer is a walk.

    ``mistakes`` and ``words`` are its own, besides those of every descent. The problems ``later``
    are for a program that is right so far, where its start is whole numbers, its slope zero or its
    number of steps 0; the ``longest`` for one that is right there too.
    """
    words = {**machine_words("walk"), **words}
    steps = Exercise(
        parameters=(),
        program=STEP,
        problems=(),
        mistakes=singles_and_pairs({**STEP_MISTAKES, **mistakes}, alone=("no_update",)),
        asked="step {t} from {w}",
        nouns=machine_words("step_nouns"),
        words=words,
    )
    own |= {
        "inferred": (partial(step_by_step, steps),),
        "read": read_walk,
        "facts": facts,
        "depart": partial(first_wrong_step, steps),
        "nouns": machine_words("walk_nouns"),
        "words": words,
    }
    return followed_by(Exercise(**own, mistakes=singles(KEPT_MISTAKES)), later, longest)


def followed_by(exercise: Exercise, later: Sequence[Given], longest: Given) -> Exercise:
    """Return an exercise with more problems, for a program that is right so far."""
    own = {
        **vars(exercise),
        "words": {**exercise.words, "integer_array": exercise.words["integer_start"]},
        "asks": (),  # it has asked by then, and where no step is to be taken it need not
    }
    integers = [mistake for mistake in exercise.mistakes if mistake.slug == "integer_array"]
    chain: Exercise = Lenient(**{**own, "problems": (longest,)})
    for given in reversed(later):
        chain = Exercise(**{**own, "problems": (given,), "mistakes": integers, "sequel": chain})
    return replace(exercise, sequel=chain)


def read_walk(value: Any, truth: NDArray[np.float64]) -> Answer:
    """Return the walk a learner's function handed back, or what was found in its place."""
    answer = read_numbers(value)
    if isinstance(answer, Finding):
        return answer
    if len(truth) == 1 and answer.shape == truth[0].shape:
        return answer.reshape(truth.shape)  # one point alone may have lost its outer brackets
    return as_rows(answer, truth.shape[1])


def facts(attempt: Attempt) -> Given:
    """Return what a reply may quote of a list: its rows, and the first that is not as due."""
    answer, truth = attempt.answer, attempt.truth
    rows = answer.reshape(-1, truth.shape[1]) if answer.size % truth.shape[1] == 0 else truth[:0]
    row = first_departure(rows, truth) or 0
    yours, expected = told_apart(rows[row], truth[row], printed) if len(rows) else ("nothing", "")
    return {
        "t": row,
        "wanted": len(truth),
        "wanted_shape": truth.shape,
        "due": truth[-1],
        "shape": answer.shape,
        "rows": len(rows),
        "first": rows[0] if len(rows) else "",
        "last": rows[-1] if len(rows) else "",
        "yours": yours,
        "expected": expected,
    }


def steps_of(steps: Exercise, attempt: Attempt) -> list[Attempt]:
    """Return the steps of a learner's walk, each from their own point."""
    points = attempt.answer[: 2 * len(attempt.truth)]  # which tell enough of a longer walk
    if points.shape[1:] != attempt.truth.shape[1:]:
        return []
    found = []
    for t, (w, after) in enumerate(pairwise(points)):
        before = points[max(t - 1, 0)]
        here = {"w": w, "t": t + 1, "first": points[0], "before": before, "last": w - before}
        if np.isfinite(w).all():
            given = {**attempt.quantities, **here}
            found.append(steps.attempt(given, after, function=attempt.function))
    return found


def step_by_step(steps: Exercise, attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise what goes wrong at every step, or with the list, where every step is right."""
    by_walk = [steps_of(steps, attempt) for attempt in attempts]
    taken = [step for walk in by_walk for step in walk]
    if not all(by_walk):
        return None
    with_list = of_the_list(attempts)
    wrong = next((step for step in taken if not step.right), None)
    if wrong is None:
        return with_list
    finding = steps.known(taken)
    handed = [each for attempt in attempts for each in attempt.arguments.values()]
    if not finding and all(each.calls for each in handed if callable(each)):  # else that is told
        looks = (along_slope, taking_turns, partial(one_change, steps), one_part)
        finding = next(filter(None, (look(taken) for look in looks)), None) or one_part(attempts)
    if finding and finding.slug == "no_update" and with_list:
        return Finding("history_aliased")
    if finding and with_list and "+" not in finding.slug:  # two mistakes are enough to tell
        slug = f"{finding.slug}+{with_list.slug}"
        finding = replace(finding, slug=slug, words=finding.words or finding.slug)
    return finding and finding.of(steps.quotable(wrong))


def of_the_list(attempts: Sequence[Attempt]) -> Finding | None:
    """Return what is wrong with lists, their steps apart, None if nothing is."""
    for attempt in attempts:
        if len(attempt.answer) and not alike(attempt.answer[:1], attempt.truth[:1]):
            return Finding("other_start")
        if len(attempt.answer) != len(attempt.truth):
            more = len(attempt.answer) > len(attempt.truth)
            return Finding("too_many_rows" if more else "too_few_rows", words="wrong_count")
    return None


def along_slope(taken: Sequence[Attempt]) -> Finding | None:
    """Recognise steps along −∇f of another length: scaled, with an η of their own, or varying."""
    factors, rates = [], []
    for step in taken:
        mine, right = step.answer - step.given["w"], step.truth - step.given["w"]
        factor = float(mine @ right / (right @ right))
        if not np.allclose(factor * right, mine, _CLOSE, _CLOSE):
            return None
        factors.append(factor)
        rates.append(factor * step.given["learning_rate"])
    if np.ptp(factors) < _CLOSE:
        return Finding("step_scaled", {"factor": factors[0]})
    if np.ptp(rates) < _CLOSE:
        return Finding("rate_ignored", {"rate": rates[0]})
    if max(step.truth.size for step in taken) < 2:
        return None  # in one dimension every step is a multiple of −∇f
    first = list(dict.fromkeys(printed(factor, 4) for factor in factors))[:4]
    return Finding("step_varies", {"factors": listed(first)})


def taking_turns(taken: Sequence[Attempt]) -> Finding | None:
    """Recognise steps in which some coordinate does not move, and the others move rightly."""
    still = np.concatenate([step.answer == step.given["w"] for step in taken])
    right = np.concatenate([np.isclose(step.answer, step.truth, _CLOSE) for step in taken])
    return Finding("taking_turns") if (still | right).all() and right.any() else None


def first_wrong_step(steps: Exercise, attempt: Attempt) -> Finding:
    """Return what is found in a walk that nothing explains: its first wrong step."""
    if attempt.answer.shape[1:] != attempt.truth.shape[1:]:
        return Finding("wrong_shape")
    wrong = [step for step in steps_of(steps, attempt) if not step.right]
    if not wrong or not alike(attempt.answer[:1], attempt.truth[:1]):
        return of_the_list([attempt]) or Finding("wrong_shape")
    return Finding("unknown", steps.quotable(wrong[0]))
