"""The mistakes of a descent program, as data: a name, what to say, and the fault that makes it.

A message says what was done, what it makes the ball do, and asks one question that leads to the
mend. Facts in braces are filled in from the learner's own run (``descent_replies.py`` lists them).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from . import keeping
from .walks import Gradient, Vector


@dataclass(frozen=True, eq=False)
class Fault:
    """One mistake of a descent program.

    Parameters
    ----------
    slug : str
        Its short name.
    message : str
        What to reply when it is recognised.
    changes : dict
        The fields of `Program` that it changes.
    alone : bool
        Whether it hides every other mistake, so that it is not tried together with a second one.
    """

    slug: str
    message: str
    changes: dict[str, Any]
    alone: bool = False


def unit_slope(gradient: Gradient, w: Vector) -> Vector:
    """Return the gradient divided by its length."""
    slope = gradient(w)
    return slope / np.linalg.norm(slope)


def nearly_unit_slope(gradient: Gradient, w: Vector) -> Vector:
    """Return the gradient divided by its length plus 1e-8, as the careful write it."""
    slope = gradient(w)
    return slope / (np.linalg.norm(slope) + 1e-8)


def slope_sign(gradient: Gradient, w: Vector) -> Vector:
    """Return the signs of the gradient's components."""
    return np.sign(gradient(w))


_NORMALISED = (
    "You divide the gradient by its length, so every step is η long, on the steep slope and at the "
    "bottom: the ball ends up hopping across the minimum. What should happen to a step where the "
    "slope is nearly flat?"
)
_LATE = (
    "Each step uses the slope of the point before: at step {t} you go to {yours}, and the slope "
    "where the ball stands leads to {expected}. At which point does w − η∇f(w) ask for the "
    "gradient?"
)
_ALL_ALIKE = (
    "All your rows show one point, {last}: the list holds the same array again and again, and each "
    "change in place (`-=` is one) moves every entry. What would `w = w - ...` or `w.copy()` "
    "do instead?"
)
_INTEGERS = (
    "Your array keeps whole numbers only, so the fraction of every step is cut off: you reach "
    "{yours} where {expected} is due. Which dtype does your array have, and who chose it?"
)
MOMENTUM = (
    "Your ball remembers: each step carries {memory} of the one before along, so it gathers speed "
    "and rolls past the bottom. That is momentum, a method of its own; which line of yours keeps "
    "the old step alive in w − η∇f(w)?"
)

STEP_FAULTS = (
    Fault(
        "uphill",
        "You add η∇f, so each step climbs: at {before} the slope is {slope}, and the ball goes to "
        "{yours}, where w − η∇f(w) leads to {expected}. ∇f points uphill; which sign turns the "
        "step round?",
        {"sign": +1.0},
    ),
    Fault(
        "no_update",
        "Every row is the start: the ball never leaves it. Does the result of w − η∇f(w) go back "
        "into w, and is w what you record?",
        {"sign": 0.0},
        alone=True,
    ),
    Fault(
        "rate_forgotten",
        "η is missing from your step: at {before} the slope is {slope}, and the whole of it throws "
        "the ball to {yours}, where η = {rate} leads to {expected}. Where does the learning rate "
        "enter your update?",
        {"rate": lambda rate: 1.0},
    ),
    Fault(
        "rate_squared",
        "η enters each step twice: you were given {rate}, and the ball creeps as if it were "
        "{rate_squared}. Which of the two multiplications can go?",
        {"rate": lambda rate: rate**2},
    ),
    Fault(
        "rate_inverted",
        "You divide by η, so a smaller learning rate makes a longer step: from {before} the ball "
        "flies to {yours}, where {expected} is due. What does w − η∇f(w) do with η?",
        {"rate": lambda rate: 1.0 / rate},
    ),
    Fault(
        "step_halved",
        "Each of your steps is half of η∇f, so the ball takes about twice as long. Is there a ½, "
        "or a mean over coordinates, that the gradient you are given has no need of?",
        {"rate": lambda rate: rate / 2.0},
    ),
    Fault(
        "step_doubled",
        "Each of your steps is twice η∇f, so the ball overshoots at half the η it should bear. "
        "Did the 2 of (w²)′ = 2w find its way into the update, when the gradient you are given "
        "already holds it?",
        {"rate": lambda rate: 2.0 * rate},
    ),
    Fault("step_normalised", _NORMALISED, {"slope": unit_slope}),
    Fault("step_normalised", _NORMALISED, {"slope": nearly_unit_slope}),
    Fault(
        "sign_only",
        "You keep the sign of each slope and drop its size, so every coordinate moves by η, steep "
        "or flat, and the ball hops across the minimum without settling. What does a small slope "
        "tell you that its sign cannot?",
        {"slope": slope_sign},
    ),
    Fault(
        "gradient_frozen",
        "You use the slope at the start for every step, so the ball runs along a straight line "
        "and past the valley: step {t} takes it to {yours}, where the slope under it leads to "
        "{expected}. Where in the loop should the gradient be asked again?",
        {"looks_at": "start"},
    ),
    Fault("gradient_late", _LATE, {"looks_at": "before"}),
    Fault(
        "start_ignored",
        "Your walk sets out from 0, and the caller's ball stands at {start}. Which line makes w "
        "begin at `start`?",
        {"begin": np.zeros_like},
    ),
    Fault("integer_array", _INTEGERS, {"whole": True}, alone=True),
    *(
        Fault("momentum", MOMENTUM.replace("{memory}", str(memory)), changes)
        for memory in (0.5, 0.8, 0.9, 0.95, 0.99)
        for changes in ({"memory": memory, "look_ahead": True},)
    ),
)

ORDER_FAULTS = tuple(
    Fault(
        "one_after_the_other",
        "You move the coordinates one after the other, so the later one sees the slope at a point "
        "where the ball never stood: step {t} takes you to {yours}, and both at once lead to "
        "{expected}. Can you compute the whole gradient before anything moves?",
        {"order": order},
    )
    for order in ((0, 1), (1, 0))
)

KEEP_FAULTS = (
    *(
        Fault(
            "start_missing",
            "The start is missing: your first row is {first}, and the walk begins at {start}. "
            "Does your first record come before the ball moves or after?",
            {"keep": keep},
        )
        for keep in (keeping.no_start, keeping.no_start_then_one_more, keeping.no_start_then_zeros)
    ),
    *(
        Fault(
            "start_twice",
            "Your first two rows are both the start, so the list runs one step behind the ball. "
            "Inside your loop, which comes first: the step, or the record of it?",
            {"keep": keep},
        )
        for keep in (keeping.start_twice, keeping.start_twice_then_all)
    ),
    Fault(
        "too_many_rows",
        "You return {rows} rows, and the start with {n_steps} steps makes {wanted}: the ball took "
        "a step that nobody asked for. How many times does your loop go round?",
        {"keep": keeping.one_row_more},
    ),
    Fault(
        "too_few_rows",
        "You return {rows} rows, and the start with {n_steps} steps makes {wanted}: the last "
        "point is missing. How many times does your loop go round, and when does it record?",
        {"keep": keeping.one_row_less},
    ),
    Fault(
        "row_unfilled",
        "Your last row is still zero, so the picture would end with a jump to the origin. "
        "Which step is the last that your loop takes?",
        {"keep": keeping.last_row_empty},
    ),
    *(
        Fault(
            "returned_early",
            "Your function returns after its first step, and {n_steps} steps were asked for. "
            "How far is `return` indented: inside the loop, or after it?",
            {"keep": keep},
        )
        for keep in (keeping.first_step_only, keeping.first_point_only)
    ),
    Fault(
        "steps_not_recorded",
        "You return the start and none of the {n_steps} steps. Is each new point recorded inside "
        "the loop, and does the loop come before `return`?",
        {"keep": keeping.start_only},
        alone=True,
    ),
    *(
        Fault(
            "only_last",
            "You return the last point alone, so the walk that led there is lost. Where could "
            "each point be kept as the ball passes?",
            {"keep": keep},
        )
        for keep in (keeping.last_point, keeping.last_row)
    ),
    *(
        Fault("history_aliased", _ALL_ALIKE, {"keep": keep})
        for keep in (
            keeping.all_the_end,
            keeping.start_then_the_end,
            keeping.all_the_end_no_start,
        )
    ),
    Fault(
        "start_mutated",
        "Your first row should be the start, {start}, and shows {first}: the start itself was "
        "moved in place (`-=` does that) after it was recorded. What would `start.copy()` change?",
        {"keep": keeping.start_overwritten},
    ),
    Fault(
        "flattened",
        "Your numbers stand in one long row, and the check looks for one row per point: shape "
        "{wanted_shape}. What does `np.append` do when it is not told an axis?",
        {"keep": keeping.flattened},
    ),
    Fault(
        "transposed",
        "Your array lies on its side: one row per coordinate, where the check looks for one row "
        "per point, shape {wanted_shape}. Which of its two axes should count the steps?",
        {"keep": keeping.transposed},
    ),
)
