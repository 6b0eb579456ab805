"""What can be seen of any program by asking it more, or by setting its answers side by side.

These looks come after the mistakes that an exercise knows by name, and before the first number
that differs. They say what was seen, which is true whatever the cause: "your function is right with
its arguments in another order", "whatever η is, it answers the same".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import permutations
from typing import TYPE_CHECKING, Any

import numpy as np

from gdteach.ask.attempted import signature_of
from gdteach.ask.comparing import alike
from gdteach.ask.explaining import as_if_it_were
from gdteach.ask.known import Attempt
from gdteach.ask.replies import Finding
from gdteach.numerics.wording import listed, times

if TYPE_CHECKING:
    from gdteach.ask.exercise import Exercise

Function = Callable[..., Any]


def named_order(exercise: Exercise, function: Function) -> Finding | None:
    """Recognise a program whose own first line names the arguments in another order."""
    signature = signature_of(function)
    names = tuple(signature.parameters) if signature else ()
    if sorted(names) == sorted(exercise.parameters) and names != exercise.parameters:
        return own_order(exercise, function, [names])
    return None


def own_order(
    exercise: Exercise, function: Function, orders: Iterable[tuple[str, ...]] | None = None
) -> Finding | None:
    """Recognise a program whose arguments come in another order, be it right then or not."""
    names, known = exercise.parameters, None
    for order in orders or permutations(names):
        if order == names:
            continue
        answers = []
        for given in exercise.problems:
            answer = exercise.ask(function, given, order, seconds=0)
            if not isinstance(answer, Attempt):
                break
            answers.append(answer)
        if len(answers) < len(exercise.problems):
            continue
        handed, taken = (listed(f"`{name}`" for name in each) for each in (names, order))
        facts = {"handed": handed, "taken": taken}
        if all(each.right for each in answers):
            return Finding("own_order", facts)
        moved = any(
            callable(answers[0].given[was]) != callable(answers[0].given[now])
            for was, now in zip(names, order, strict=True)
        )
        if known is None and moved and exercise.known(answers):
            known = Finding("own_order", facts, "own_order_first")
    return known


def same_answer(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise a program that answers one thing to every problem."""
    first, *others = attempts
    if np.isfinite(first.answer).all() and others and all(map(first.same_as, others)):
        return Finding("same_answer", {"count": len(attempts)})
    return None


def ignored(exercise: Exercise, function: Function, attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise arguments whose value makes no difference, though it should."""
    if not all(
        each.answer.shape == each.truth.shape and np.isfinite(each.answer).all()
        for each in attempts
    ):
        return None
    before = {id(each.given): each for each in attempts}
    found = []
    for name in exercise.parameters:
        changed = exercise.variations.crossed(name)
        matters = any(not alike(exercise.program(b), exercise.program(a)) for a, b in changed)
        answers = (
            (before[id(given)], exercise.ask(function, other, seconds=0))
            for given, other in changed
        )
        if matters and all(isinstance(b, Attempt) and a.same_as(b) for a, b in answers):
            found.append(name)
    if not found:
        return None
    as_if = as_if_it_were(exercise, function, found[0], attempts) if len(found) == 1 else ""
    names = listed(f"`{name}`" for name in found) + (" is" if len(found) == 1 else " are")
    return Finding("ignored", {"names": names, "as_if": as_if})


def one_of_several(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise answers that are right and come with others."""
    for index in range(min(len(np.atleast_1d(each.answer)) for each in attempts)):
        if all(
            each.answer.ndim == each.truth.ndim + 1 and alike(each.answer[index], each.truth)
            for each in attempts
        ):
            count = len(attempts[0].answer)
            if count > 1:
                return Finding("one_of_several", {"count": count, "place": index + 1})
    return None


def sometimes(exercise: Exercise, attempts: Sequence[Attempt]) -> Finding | None:
    """Say for which problem a program is right that is not right for all."""
    for attempt in attempts:
        if attempt.right:
            return Finding("sometimes", {"right_problem": exercise.in_words(attempt.given)})
    return None


def in_proportion(attempts: Sequence[Attempt]) -> Finding | None:
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
