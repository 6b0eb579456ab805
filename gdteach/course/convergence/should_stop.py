"""The checker of notebook 04's second exercise: write a stopping rule that cannot be fooled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.examining import Exercise, examine
from gdteach.ask.feedback import Feedback, not_attempted
from gdteach.ask.mistakes import Attempt, Mistake, recognise
from gdteach.course.convergence.stop_histories import (
    HISTORIES,
    MAX_STEPS,
    TOLERANCE,
    WORDS,
    History,
    Rule,
)

_MISTAKES: tuple[Mistake[History], ...] = tuple(
    Mistake(slug, message, rule.says)
    for slug, rule, message in (
        (
            "slope_forgotten",
            Rule(convergence=False),
            "Your rule never says `converged`, not even when the slope has fallen to less than a "
            "thousandth of the first. Which line looks at `slopes`?",
        ),
        (
            "stall_forgotten",
            Rule(stall=False),
            "A run whose value stays at 100 while the slope stays at 20 goes on under your rule. "
            "Which line looks at the change of the last two `values`?",
        ),
        (
            "limit_forgotten",
            Rule(limit=False),
            "Your rule has no step limit: a run that gets nowhere slowly would keep the ball "
            "rolling all night. How many steps has a run with `len(values)` entries made?",
        ),
        (
            "divergence_forgotten",
            Rule(divergence=False),
            "When the value is not a number, your rule goes on: every comparison with nan is "
            "False. What does `np.isfinite` say of nan and of inf?",
        ),
        (
            "nan_converged",
            Rule(divergence=False, negated=True),
            "Your rule says that a run full of nan has converged. `not (nan > tolerance)` is True, "
            "since every comparison with nan is False. What should be asked first?",
        ),
        (
            "inf_passes",
            Rule(only_nan=True),
            "nan is caught, and infinity is not: a run at `inf` has left the numbers as well. "
            "Which NumPy function is False for both?",
        ),
        (
            "absolute_slope",
            Rule(relative_slope=False),
            "You compare the slope itself with the tolerance. A loss in small units passes that "
            "before its first step, one in large units never does. The slope as a share of which "
            "other slope would be the same in all units?",
        ),
        (
            "absolute_change",
            Rule(relative_change=False),
            "You compare the change itself with the tolerance, so the unit of f decides. A value "
            "of 6 million that falls by 600 has changed by one part in ten thousand. The change "
            "as a share of what?",
        ),
        (
            "all_absolute",
            Rule(relative_slope=False, relative_change=False),
            "Both tolerances are absolute: in small units your rule stops before the first step, "
            "in large units never. What can the slope be divided by, and what the change?",
        ),
        (
            "limit_one_late",
            Rule(late_limit=True),
            f"With max_steps = {MAX_STEPS} your rule allows a step too many. After {MAX_STEPS} "
            f"steps the lists have {MAX_STEPS + 1} entries. Is it `>` or `>=`?",
        ),
        (
            "limit_one_early",
            Rule(counts_entries=True),
            f"With max_steps = {MAX_STEPS} your rule ends the run after {MAX_STEPS - 1} steps: the "
            "start is an entry of `values`, and no step. What is t?",
        ),
        (
            "one_late",
            Rule(late=1),
            "Your rule looks at the entry before the last, so that each stop comes one step late. "
            "Which index is the newest entry?",
        ),
        (
            "rise_is_stall",
            Rule(sized=False),
            "From 4 to 5 the value rose by a quarter, and your rule calls that `stalled`: a rise "
            "is a negative drop, below any tolerance. Where does the sign go?",
        ),
    )
)


def _read(history: History, value: Any) -> NDArray[np.floating] | Feedback:
    """Return the word said as the index of it, or the reply that says what it is instead."""
    if value is ...:
        return not_attempted()
    if value is None:
        return Feedback(
            False,
            f"For {history} your function returns nothing (None). Which line says `go on` when no "
            "test has spoken?",
            "nothing_returned",
        )
    if isinstance(value, str) and value.strip().lower() in WORDS:
        return np.array([float(WORDS.index(value.strip().lower()))])
    known = ", ".join(f"`{word}`" for word in WORDS)
    return Feedback(
        False,
        f"For {history} your function returns `{value!r}`. It should say one of {known}.",
        "not_a_word",
    )


def _recognised(attempts: Sequence[Attempt[History]]) -> Feedback | None:
    found = recognise(_MISTAKES, attempts)
    return None if found is None else Feedback(False, found.message, found.slug)


def _never_said(attempts: Sequence[Attempt[History]]) -> Feedback | None:
    """Return the reply to a rule with several faults, the gravest of them first."""
    said = {WORDS[int(attempt.answer[0])] for attempt in attempts}
    on_nan = next(each for each in attempts if np.isnan(each.problem.values[-1]))
    slug = "nan_converged" if WORDS[int(on_nan.answer[0])] == "converged" else ""
    if not slug:
        slug = next((_FORGOTTEN[word] for word in WORDS if word not in said | {"go on"}), "")
    named = {mistake.slug: mistake.message for mistake in _MISTAKES}
    return Feedback(False, named[slug], slug) if slug else None


_FORGOTTEN = {
    "diverged": "divergence_forgotten",
    "converged": "slope_forgotten",
    "stalled": "stall_forgotten",
    "limit": "limit_forgotten",
}


def _departed(attempt: Attempt[History]) -> Feedback:
    yours, expected = (WORDS[int(side[0])] for side in (attempt.answer, attempt.truth))
    history = attempt.problem
    return Feedback(
        False,
        f"For {history} you say `{yours}`, and `{expected}` is expected: values "
        f"{_shown(history.values)}, slopes {_shown(history.slopes)}. Which test speaks first?",
        "unknown",
    )


def _shown(numbers: tuple[float, ...]) -> str:
    return ", ".join(f"{number:g}" for number in numbers)


_EXERCISE: Exercise[History] = Exercise(
    parameters=("values", "slopes", "tolerance", "max_steps"),
    problems=HISTORIES,
    arguments=lambda history: (list(history.values), list(history.slopes), TOLERANCE, MAX_STEPS),
    truth=Rule().says,
    read=_read,
    recognisers=(_recognised, _never_said),
    depart=_departed,
    success=(
        "Your rule speaks at the right step and for the right reason, in any unit of f. Would it "
        "have been fooled by the plateau, starting at 5?"
    ),
)


def check_should_stop(f: Any) -> Feedback:
    """Return whether a learner's stopping rule is right and, if not, what it overlooks.

    Parameters
    ----------
    f : callable
        ``should_stop(values, slopes, tolerance, max_steps)``, returning "diverged" if the last
        value or slope is not finite; else "converged" if the last slope is at most tolerance
        times the first; else "stalled" if the last change of the value is at most tolerance times
        the value before it (in size); else "limit" if max_steps steps have been made; else
        "go on". ``...`` or None stands for an exercise not attempted yet.

    Returns
    -------
    Feedback
        True when passed; `message` has the reply, `mistake` the short name of what was recognised.

    Raises
    ------
    TypeError
        If ``f`` is not a function.

    Examples
    --------
    >>> def should_stop(values, slopes, tolerance, max_steps):
    ...     return "converged" if slopes[-1] <= tolerance else "go on"
    >>> check_should_stop(should_stop).passed
    False
    """
    return examine(f, _EXERCISE)
