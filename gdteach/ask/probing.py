"""What can be seen of any program by asking it more, or by changing the right one line by line.

These looks come after the mistakes that an exercise knows by name, and before the first number
that differs. They say what was seen, which is true whatever the cause: "your function is right with
its arguments in another order", "whatever η is, it answers the same", "this is what comes out when
the slope is left out".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, permutations
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.comparing import alike
from gdteach.ask.kinds import KINDS
from gdteach.ask.known import Attempt
from gdteach.ask.patience import TooLong, limited
from gdteach.ask.program import Given
from gdteach.ask.replies import Finding, machine_words
from gdteach.numerics.wording import listed, times

if TYPE_CHECKING:
    from gdteach.ask.exercise import Exercise

Function = Callable[..., Any]
PATIENCE = 1.0  # seconds for all calls of a program in ways that it may not have been made for
CONSTANTS = (0.5, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 1e-3, 1e-4, 1e-6, 1e-8, 0.0, 1.0, 2.0, 5.0, 10.0,
             20.0, 50.0, 100.0, 1000.0)  # what people write into code  # fmt: skip


def by_asking(
    exercise: Exercise, function: Function, attempts: Sequence[Attempt]
) -> Finding | None:
    """Recognise what shows when a program is called in other ways, as far as time allows."""
    try:
        return limited(
            lambda: ignored(exercise, function, attempts) or own_order(exercise, function), PATIENCE
        )
    except TooLong:
        return None


def own_order(exercise: Exercise, function: Function) -> Finding | None:
    """Recognise a program that is right when its arguments come in another order."""
    names = exercise.parameters
    for order in _orders(names):
        answers = (exercise.ask(function, given, order, seconds=0) for given in exercise.problems)
        if all(isinstance(each, Attempt) and each.right for each in answers):
            handed, taken = (listed(f"`{name}`" for name in each) for each in (names, order))
            return Finding("own_order", {"handed": handed, "taken": taken})
    return None


def _orders(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield other orders of a few names; of many, those with two exchanged or one moved."""
    if len(names) <= 4:
        yield from list(permutations(names))[1:]
        return
    for i, j in combinations(range(len(names)), 2):
        swapped, moved, back = list(names), list(names), list(names)
        swapped[i], swapped[j] = names[j], names[i]
        moved.insert(j, moved.pop(i))
        back.insert(i, back.pop(j))
        yield from dict.fromkeys(map(tuple, (swapped, moved, back)))


def ignored(exercise: Exercise, function: Function, attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise arguments whose value makes no difference, though it should."""
    if not attempts or not all(
        each.answer.shape == each.truth.shape and np.isfinite(each.answer).all()
        for each in attempts
    ):
        return None
    before = {id(each.given): each for each in attempts}
    found = []
    for name in exercise.parameters:
        changed = list(_with_another(name, exercise.problems))
        matters = any(not alike(exercise.program(b), exercise.program(a)) for a, b in changed)
        answers = (
            (before[id(given)], exercise.ask(function, other, seconds=0))
            for given, other in changed
        )
        if matters and all(isinstance(b, Attempt) and a.same_as(b) for a, b in answers):
            found.append(name)
    if not found:
        return None
    names = listed(f"`{name}`" for name in found) + (" is" if len(found) == 1 else " are")
    as_if = _as_if(exercise, found[0], attempts) if len(found) == 1 else ""
    return Finding("ignored", {"names": names, "as_if": as_if})


def _with_another(name: str, problems: Sequence[Given]) -> Iterator[tuple[Given, Given]]:
    """Yield each problem beside itself with another problem's value of one argument."""
    for given in problems:
        value = given[name]
        for other in problems:
            new = other[name]
            if callable(value) or np.shape(new) != np.shape(value) or np.array_equal(new, value):
                continue
            yield given, {**given, name: new}
            break


def _as_if(exercise: Exercise, name: str, attempts: Sequence[Attempt]) -> str:
    """Return which number was put for an argument, in words, "" if it is none that people write."""
    for number in CONSTANTS:
        try:
            answers = [exercise.program({**each.given, name: number}) for each in attempts]
        except (TypeError, ValueError, IndexError):  # no value that this argument can have
            continue
        if all(alike(each.answer, wrong) for each, wrong in zip(attempts, answers, strict=True)):
            return f", as if it were {number:g}"
    return ""


def changed_line(exercise: Exercise, attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise one line of the right program that went wrong in a way that any quantity may."""
    for finding, answers in exercise.variations:
        if all(alike(each.answer, wrong) for each, wrong in zip(attempts, answers, strict=True)):
            return finding
    return None


def variations(exercise: Exercise) -> Iterator[tuple[Finding, list[NDArray[np.float64]]]]:
    """Yield every kind of change to each line that has a noun, and what then is answered."""
    truth = [exercise.program(given) for given in exercise.problems]
    for line, noun in exercise.nouns.items():
        for kind, became in machine_words("became").items():
            try:
                answers = [exercise.program(g, {line: KINDS[kind]}) for g in exercise.problems]
            except (TypeError, ValueError, IndexError):  # no change that this quantity can undergo
                continue
            if not all(map(alike, answers, truth)):
                yield Finding("changed_line", {"noun": noun, "became": became}), answers


def in_proportion(exercise: Exercise, attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise answers that are all off by one factor, by one amount, or rounded alike."""
    if any(attempt.answer.shape != attempt.truth.shape for attempt in attempts):
        return None
    yours, truth = (
        np.concatenate([np.ravel(side) for side in sides]).astype(np.float64)
        for sides in ([a.answer for a in attempts], [a.truth for a in attempts])
    )
    if not (np.isfinite(yours).all() and np.isfinite(truth).all()):
        return None
    factor = float(yours @ truth / (truth @ truth))
    if factor and alike(yours, factor * truth):
        return Finding("all_scaled", {"factor": factor})
    amount = float((yours - truth).mean())
    if alike(yours, truth + amount):
        return Finding("all_shifted", {"amount": amount})
    for digits in range(7):
        if alike(yours, np.round(truth, digits)):
            return Finding("rounded", {"digits": times(digits, "decimal")})
    return None
