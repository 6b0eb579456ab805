"""The ways in which a slope in a direction goes wrong, each with what it computes and a reply."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.mistakes import Mistake
from gdteach.numerics.wording import printed

Vector = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Slope:
    """One problem: f, ∇f, a point and a direction, which is no unit vector."""

    f: Callable[[Vector], float]
    gradient: Callable[[Vector], Vector]
    w: Vector
    u: Vector

    def __str__(self) -> str:
        return f"w = {printed(self.w)} and u = {printed(self.u)}"

    @property
    def slopes(self) -> Vector:
        """∇f at w."""
        return self.gradient(self.w)

    @property
    def size(self) -> float:
        """The length of u."""
        return float(np.hypot(*self.u))

    def truth(self) -> Vector:
        """Return the slope ahead, shape ()."""
        return np.array(self.slopes @ self.u / self.size)


_USED_F = (
    "Your number is made of heights, f, and what is asked for is a slope: ∇f holds the slopes "
    "along x and along y. Which of the two functions should be asked at w?"
)
_NO_SUM = (
    "You return two numbers, {yours}: the products are there, one for each input, and a slope is "
    "one number. What does the dot product do with the two?"
)


def slope_mistakes() -> list[Mistake[Slope]]:
    """Return the known mistakes; the first that explains every answer is named."""
    known: list[tuple[str, str, Callable[[Slope], Any]]] = [
        (
            "not_normalised",
            "You get {yours}, and the slope is {expected}: u has length {size}, and your result is "
            "that many times too large. A slope is rise per unit of way; what should happen to u "
            "before the dot product?",
            lambda s: s.slopes @ s.u,
        ),
        (
            "normalised_twice",
            "You divide by the length of u twice, or by its square: at {problem} the slope is "
            "{expected}. How long is u / ‖u‖ as it is?",
            lambda s: s.slopes @ s.u / s.size**2,
        ),
        (
            "multiplied_by_length",
            "You multiply by the length of u where u should be made one long: a longer u makes "
            "your slope steeper, and the hill is the same. Which operation brings u to length 1?",
            lambda s: s.slopes @ s.u * s.size,
        ),
        *(
            (
                "wrong_length",
                "You divide by a length of u that is not ‖u‖: at {problem}, u is {size} long. "
                "Which sum stands under the root of Pythagoras?",
                divide,
            )
            for divide in (
                lambda s: s.slopes @ s.u / np.abs(s.u).sum(),
                lambda s: s.slopes @ s.u / np.abs(s.u).max(),
                lambda s: s.slopes @ s.u / abs(s.u.sum()),
                lambda s: s.slopes @ s.u / np.sqrt(2),
            )
        ),
        (
            "cosine",
            "You get the cosine of the angle between ∇f and u, which says how well u is aimed and "
            "not how steep the ground is. Which of the two lengths should not be divided out?",
            lambda s: s.slopes @ s.u / s.size / np.hypot(*s.slopes),
        ),
        (
            "gradient_normalised",
            "You divide by the length of ∇f, so that all ground is equally steep. Which of the two "
            "vectors is a mere direction, to be made one long?",
            lambda s: s.slopes @ s.u / np.hypot(*s.slopes),
        ),
        (
            "steepest",
            "You return ‖∇f‖, the slope in the steepest direction, whichever way u points. Where "
            "does u enter?",
            lambda s: np.hypot(*s.slopes),
        ),
        (
            "backwards",
            "Your slope has the other sign: at {problem} the ground changes by {expected} per unit "
            "of way, and you get {yours}. Does a positive slope go up or down, facing along u?",
            lambda s: -s.slopes @ s.u / s.size,
        ),
        *(
            ("not_summed", _NO_SUM, product)
            for product in (lambda s: s.slopes * s.u / s.size, lambda s: s.slopes * s.u)
        ),
        (
            "projection",
            "You return an arrow, {yours}: the shadow of ∇f on u. Its length is right up to the "
            "sign; what is the one number that says how far the ground rises along u?",
            lambda s: s.slopes @ s.u * s.u / s.size**2,
        ),
        (
            "across",
            "You take the part of ∇f across u, where the part along u is asked for: at {problem} "
            "the slope is {expected}. Which product is zero when u runs along the contour?",
            lambda s: (s.slopes[0] * s.u[1] - s.slopes[1] * s.u[0]) / s.size,
        ),
        *(
            (
                "gradient_elsewhere",
                "You ask for the gradient at another place than w: at {problem} you get {yours}, "
                "and {expected} is the slope. Which of the arguments says where you stand?",
                elsewhere,
            )
            for elsewhere in (
                lambda s: s.gradient(s.u) @ s.u / s.size,
                lambda s: s.gradient(s.u) @ s.w / np.hypot(*s.w),
                lambda s: s.gradient(s.w + s.u) @ s.u / s.size,
                lambda s: s.gradient(s.u / s.size) @ s.u / s.size,
            )
        ),
        *(
            (
                "used_f",
                _USED_F,
                heights,
            )
            for heights in (
                lambda s: s.f(s.w) * s.u / s.size,
                lambda s: s.f(s.w) * s.u,
                lambda s: s.f(s.w) * s.size,
                lambda s: s.f(s.w) / s.size,
                lambda s: s.f(s.w) * s.u.sum() / s.size,
                lambda s: s.f(s.w),
                lambda s: s.f(s.u),
            )
        ),
        *(
            (
                "difference_too_wide",
                "You take the rise of f over a long way: between w and the second point the ground "
                "bends, and you get {yours} where the slope at w is {expected}. What does ∇f know "
                "about w that f at two places does not?",
                rise,
            )
            for rise in (
                lambda s: s.f(s.w + s.u) - s.f(s.w),
                lambda s: (s.f(s.w + s.u) - s.f(s.w)) / s.size,
                lambda s: s.f(s.w + s.u / s.size) - s.f(s.w),
                lambda s: (s.f(s.w + s.u / s.size) - s.f(s.w - s.u / s.size)) / 2,
                lambda s: (s.f(s.w + s.u) - s.f(s.w - s.u)) / (2 * s.size),
            )
        ),
    ]
    return [Mistake(slug, message, _as_array(value)) for slug, message, value in known]


def _as_array(value: Callable[[Slope], Any]) -> Callable[[Slope], Vector]:
    return lambda slope: np.asarray(value(slope), dtype=np.float64)
