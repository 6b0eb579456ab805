"""What the places tell at which a program asked for heights and slopes.

A slope may be measured, as a rise of f over a way; then the two places say which way that was, and
how much f rises along it.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.known import Attempt
from gdteach.ask.replies import Finding

Vector = NDArray[np.float64]
CLOSE = 1e-3  # relative: as near as a slope comes that is measured with too large an h
# What may be made of the slope where u has another length than 1, or the sign is turned round.
FACTORS: dict[str, Callable[[float], float]] = {
    "measured": lambda size: 1.0,
    "not_normalised": lambda size: size,
    "backwards": lambda size: -1.0,
    "not_normalised+backwards": lambda size: -size,
    "normalised_twice": lambda size: 1 / size,
}


def places(attempt: Attempt, name: str) -> list[Vector]:
    """Return the points at which a function was asked, none if that is not known for all calls."""
    asked = attempt.arguments.get(name)
    if asked is None or asked.calls != len(asked.places):
        return []
    return [place for place in asked.places if place.shape == (2,)]


def elsewhere(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise that the gradient was asked, and never at w."""
    for attempt in attempts:
        asked, w = places(attempt, "gradient"), attempt.given["w"]
        if asked and not any(np.allclose(place, w, 1e-3, 1e-3) for place in asked):
            return Finding("gradient_elsewhere", {"asked": asked[0], "w": w})
    return None


def nearly(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise slopes that are nearly right, or right but for what often goes wrong."""
    if any(each.answer.shape for each in attempts):
        return None
    answers, truth = np.array([(each.answer, each.truth) for each in attempts]).T
    sizes = np.array([each.quantities["size"] for each in attempts])
    for slug, factor in FACTORS.items():
        if _near(answers, truth * [factor(size) for size in sizes], CLOSE):
            return Finding(slug)
    return None


def heights(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise what was made of heights alone, where the gradient was never asked."""
    if any(each.arguments["gradient"].calls for each in attempts):
        return None
    first = next(each for each in attempts if not each.right)
    asked = places(first, "f")
    if not asked:
        return None
    one, other = asked[0], next((p for p in asked if not np.array_equal(p, asked[0])), None)
    facts: dict[str, Any] = {"asked": one}
    if other is None:
        return Finding("h_vanishes" if len(asked) > 1 else "used_f", facts)
    if first.answer.shape or len({tuple(place) for place in asked}) > 2:
        return None
    f, u = first.given["f"], first.given["u"]
    way = other - one
    apart = float(np.hypot(*way))
    up = float(np.sign(way @ u) * (f(other) - f(one)))
    facts |= {"one": one, "other": other, "apart": apart, "up": up}
    if apart > 1e-9 and abs(way[0] * u[1] - way[1] * u[0]) > 1e-5 * apart * np.hypot(*u):
        return Finding("not_along_u", facts)
    quotient = _near(first.answer, up / apart, 1e-6)
    slug = "difference_quotient" if quotient else "rise_and_more"
    return nearly(attempts) or Finding(slug, facts)


def _near(yours: NDArray[np.floating], value: Any, tolerance: float) -> bool:
    return bool((abs(yours - value) <= tolerance * np.maximum(1.0, np.abs(value))).all())
