"""What the places tell at which a program asked for heights and slopes: where, and how far apart.

A slope may be measured, as a rise of f over a way; then the two places say which way that was, and
the answer says what was made of it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.known import Attempt
from gdteach.ask.replies import Finding

Vector = NDArray[np.float64]
CLOSE = 1e-3  # relative: as near as a slope comes that is measured with too large an h
FINE = 1e-6  # closer than that, the two heights share most of their digits


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
            facts = {"asked": asked[0], "w": w, "whose": _whose(asked[0], w, attempt.given["u"])}
            slug = "gradient_elsewhere" + ("+not_normalised" if _long_there(attempts) else "")
            return Finding(slug, facts)
    return None


def _whose(place: Vector, w: Vector, u: Vector) -> str:
    """Return in words what a place is, "" if it is none that is known."""
    unit = u / np.hypot(*u)
    known = {
        ", which is u": u,
        ", which is u made 1 long": unit,
        ", which is w made 1 long": w / np.hypot(*w),
        ", which is w + u": w + u,
        ", which lies one u, made 1 long, from w": w + unit,
    }
    return next((text for text, point in known.items() if np.allclose(place, point)), "")


def _long_there(attempts: Sequence[Attempt]) -> bool:
    """Return whether all answers are slopes at the places asked, times the length of u."""
    asked = [places(attempt, "gradient")[:1] for attempt in attempts]
    return all(
        place and each.answer.shape == () and np.isclose(each.answer, _rise(each, place[0]))
        for each, place in zip(attempts, asked, strict=True)
    )


def _rise(attempt: Attempt, place: Vector) -> float:
    """Return ∇f·u at a place, u as long as it is."""
    return float(attempt.given["gradient"](place) @ attempt.given["u"])


@dataclass(frozen=True)
class Rise:
    """The heights at two places, in the order in which they were asked."""

    one: Vector
    other: Vector
    height: float
    other_height: float
    u: Vector

    @property
    def apart(self) -> float:
        """How long the way between the two places is."""
        return float(np.hypot(*(self.one - self.other)))

    @property
    def up(self) -> float:
        """How much f rises on the way between them that leads along u."""
        along = np.sign((self.one - self.other) @ self.u)
        return float(along * (self.height - self.other_height))

    @property
    def slope(self) -> float:
        """The slope that is measured so."""
        return self.up / self.apart

    @property
    def along(self) -> bool:
        """Whether the way between the places has the direction of u, as far as can be told."""
        dx, dy = (self.one - self.other) / self.apart
        return self.apart < 1e-9 or abs(dx * self.u[1] - dy * self.u[0]) < 1e-5 * np.hypot(*self.u)


def rises(attempts: Sequence[Attempt]) -> Iterator[Rise]:
    """Yield the rise that a program measured, problem by problem, where two places were asked."""
    for attempt in attempts:
        asked, given = places(attempt, "f"), attempt.given
        others = [place for place in asked if not np.array_equal(place, asked[0])]
        if others and all(np.array_equal(place, others[0]) for place in others):
            one, other, f = asked[0], others[0], given["f"]
            yield Rise(one, other, float(f(one)), float(f(other)), given["u"])


# What may be made of a rise, by the mistake that it is.
MADE: dict[str, Sequence[Callable[[Rise, float], float]]] = {
    "difference_too_wide": [lambda it, size: it.slope],
    "not_normalised": [lambda it, size: it.slope * size],
    "normalised_twice": [lambda it, size: it.slope / size],
    "backwards": [lambda it, size: -it.slope],
    "not_normalised+backwards": [lambda it, size: -it.slope * size],
    "sign_lost": [lambda it, size: abs(it.slope)],
    "not_normalised+sign_lost": [lambda it, size: abs(it.slope) * size],
    "way_halved": [lambda it, size: 2 * it.slope],
    "not_normalised+way_halved": [lambda it, size: 2 * it.slope * size],
    "way_doubled": [lambda it, size: it.slope / 2],
    "not_normalised+way_doubled": [lambda it, size: it.slope * size / 2],
    "rise_alone": [lambda it, size: it.up, lambda it, size: -it.up],
    "rise_multiplied": [
        lambda it, size: it.up * it.apart,
        lambda it, size: it.up * it.apart / size,
    ],
    "brackets": [
        lambda it, size: it.height - it.other_height / it.apart,
        lambda it, size: it.height - it.other_height / it.apart * 2,
        lambda it, size: it.height - it.other_height / it.apart * size,
        lambda it, size: it.height - it.other_height / it.apart * size * 2,
    ],
    "brackets_of_way": [
        lambda it, size: it.up / 2 * it.apart / 2,
        lambda it, size: it.up / 2 * it.apart / 2 / size,
    ],
    "heights_added": [
        lambda it, size: (it.height + it.other_height) / it.apart,
        lambda it, size: (it.height + it.other_height) / it.apart * size,
    ],
}


def heights(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise what was made of heights alone, where the gradient was never asked."""
    if any(each.arguments["gradient"].calls or each.answer.shape for each in attempts):
        return None
    first = next(each for each in attempts if not each.right)
    asked = places(first, "f")
    if not asked:
        return None
    facts: dict[str, Any] = {"asked": asked[0], "yours": first.answer}
    if all(np.array_equal(place, asked[0]) for place in asked):
        vanished = len(asked) > 1 and first.answer in (0.0, np.inf, -np.inf)
        vanished = vanished or bool(np.isnan(first.answer))
        return Finding("h_vanishes" if vanished else "used_f", facts)
    measured = list(rises(attempts))
    if len(measured) < len(attempts):
        return None
    shown = measured[[each is first for each in attempts].index(True)]
    facts |= {"one": shown.one, "other": shown.other, "apart": shown.apart}
    if not all(rise.along for rise in measured):
        return Finding("not_along_u", facts)
    if all(_near(each.answer, each.truth, CLOSE) for each in attempts):
        return Finding("measured", facts)
    for slug, lines in MADE.items():
        for line in lines:
            if all(
                _near(each.answer, line(rise, each.quantities["size"]), _rounding(rise))
                for each, rise in zip(attempts, measured, strict=True)
            ):
                fine = slug == "difference_too_wide" and shown.apart < FINE
                return Finding("difference_too_fine" if fine else slug, facts)
    with np.errstate(all="ignore"):
        divisors = np.array(
            [rise.up / each.answer for each, rise in zip(attempts, measured, strict=True)]
        )
    ways = np.array([rise.apart for rise in measured])
    sizes = np.array([each.quantities["size"] for each in attempts])
    facts |= {"up": shown.up, "divided_by": shown.up / first.answer if first.answer else 0.0}
    same = any(_constant(divisors / scale) for scale in (1.0, ways, ways / sizes))
    return Finding("rise_divided" if same else "rise_and_more", facts)


def _constant(numbers: Vector) -> bool:
    return bool(np.isfinite(numbers).all() and np.allclose(numbers, numbers[0], 1e-5, 0))


def _near(yours: NDArray[np.floating], value: Any, tolerance: float) -> bool:
    return bool(abs(yours - value) <= tolerance * max(1.0, abs(value)))


def _rounding(rise: Rise) -> float:
    """Return how far off a slope may be, relatively, since the places themselves are rounded."""
    return float(1e-7 + 1e-15 * (np.abs(rise.one).max() + 1) / rise.apart)


def nearly(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise slopes that are nearly right, or right but for what often goes wrong."""
    if any(each.answer.shape for each in attempts):
        return None
    factors: dict[str, Callable[[float], float]] = {
        "measured": lambda size: 1.0,
        "not_normalised": lambda size: size,
        "backwards": lambda size: -1.0,
        "not_normalised+backwards": lambda size: -size,
        "normalised_twice": lambda size: 1 / size,
    }
    for slug, factor in factors.items():
        if all(
            _near(each.answer, each.truth * factor(each.quantities["size"]), CLOSE)
            for each in attempts
        ):
            return Finding(slug)
    return None
