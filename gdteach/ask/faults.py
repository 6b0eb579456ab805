"""The mistakes a step can have, as data: a name, what to say, and the fault that makes it.

A message says what was done, what it makes the ball do, and asks one question that leads to the
mend. Facts in braces are filled in from the learner's own run (``descent_replies.py`` lists them).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from gdteach.ask.walks import Gradient, Vector


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


def averaged_slope(gradient: Gradient, w: Vector) -> Vector:
    """Return the gradient divided by the number of coordinates."""
    return gradient(w) / w.size


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

COORDINATE_FAULTS = (
    Fault(
        "step_averaged",
        "You divide by the number of coordinates: in one dimension nothing shows, in two each of "
        "your steps is half of η∇f, and the ball takes about twice as long. Is there a `mean` or "
        "a `len` in your update that belongs to the data and not to the walk?",
        {"slope": averaged_slope},
    ),
    *(
        Fault(
            "one_after_the_other",
            "You move the coordinates one after the other, so the later one sees the slope at a "
            "point where the ball never stood: step {t} takes you to {yours}, and both at once "
            "lead to {expected}. Can you compute the whole gradient before anything moves?",
            {"order": order},
        )
        for order in ((0, 1), (1, 0))
    ),
)
