"""What can be seen of any program by asking it more, or by setting its answers side by side.

These looks come after the mistakes that an exercise knows by name, and before the first number
that differs. They say what was seen, which is true whatever the cause: "your function is right with
its arguments in another order", "whatever η is, it answers the same".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import permutations
from typing import TYPE_CHECKING, Any

import numpy as np

from gdteach.ask.comparing import alike
from gdteach.ask.explaining import ORDINALS, wrong_parts
from gdteach.ask.known import Attempt
from gdteach.ask.program import Given
from gdteach.ask.replies import Finding
from gdteach.numerics.wording import listed

if TYPE_CHECKING:
    from gdteach.ask.exercise import Exercise

Function = Callable[..., Any]
NEAR = 1e-3  # relative: nearer comes no other formula that people write


def own_order(exercise: Exercise, function: Function) -> Finding | None:
    """Recognise a program that is right when its arguments come in another order."""
    for order in permutations(exercise.parameters):
        asked = (exercise.ask(function, each, order, seconds=0) for each in exercise.problems)
        if all(isinstance(attempt, Attempt) and attempt.right for attempt in asked):
            both = (exercise.parameters, order)
            handed, taken = (listed(f"`{name}`" for name in names) for names in both)
            return Finding("own_order", {"handed": handed, "taken": taken})
    return None


def same_answer(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise a program that answers one thing to every problem."""
    first, *others = attempts
    if np.isfinite(first.answer).all() and others and all(map(first.same_as, others)):
        return Finding("same_answer", {"count": len(attempts)})
    return None


def ignored(exercise: Exercise, function: Function, attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise arguments whose value makes no difference, though it should."""
    for each in attempts:
        if each.answer.shape != each.truth.shape or not np.isfinite(each.answer).all():
            return None
    found = []
    for name in exercise.parameters:
        changed = list(_crossed(attempts, name))
        matters = any(not alike(exercise.program(new), each.truth) for each, new in changed)
        again = ((each, exercise.ask(function, new, seconds=0)) for each, new in changed)
        if matters and all(isinstance(new, Attempt) and each.same_as(new) for each, new in again):
            found.append(name)
    if not found:
        return None
    names = listed(f"`{name}`" for name in found) + (" is" if len(found) == 1 else " are")
    return Finding("ignored", {"names": names})


def _crossed(attempts: Sequence[Attempt], name: str) -> Iterator[tuple[Attempt, Given]]:
    """Yield attempts, each beside its problem with another problem's value of one argument."""
    for attempt in attempts:
        value = attempt.given[name]
        for other in () if callable(value) else attempts:
            new = other.given[name]
            if np.shape(new) == np.shape(value) and not np.array_equal(new, value):
                yield attempt, {**attempt.given, name: new}
                break


def one_part(attempts: Sequence[Attempt]) -> Finding | None:
    """Say which component of points is right everywhere, where the others are not."""
    wrong = wrong_parts(attempts)
    if not wrong or len(wrong) == attempts[0].truth.shape[-1]:
        return None
    right = [part for part in range(attempts[0].truth.shape[-1]) if part not in wrong]
    told = (listed(ORDINALS[part] for part in parts) for parts in (right, wrong))
    return Finding("one_part", dict(zip(("right_part", "wrong_part"), told, strict=True)))


def nearly(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise answers that are right to some digits, as measured or rounded ones are."""
    for attempt in attempts:
        if attempt.answer.shape != attempt.truth.shape:
            return None
        off = np.abs(attempt.answer - attempt.truth)
        if not (off <= NEAR * np.maximum(1.0, np.abs(attempt.truth).max(initial=0.0))).all():
            return None
    return Finding("measured")


def sometimes(exercise: Exercise, attempts: Sequence[Attempt]) -> Finding | None:
    """Say for which problem a program is right that is not right for all."""
    for attempt in attempts:
        if attempt.right:
            return Finding("sometimes", {"right_problem": exercise.in_words(attempt.given)})
    return None


def in_proportion(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise answers that are all off by one factor, or by one amount."""
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
    return None
