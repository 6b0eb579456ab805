"""A gallery of six functions to be judged convex or not; its words are in ``content.toml``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from gdteach.ask.content import gather, joined
from gdteach.numerics.objective import Array, Objective

STRICT, CONVEX, NOT_CONVEX = "strictly convex", "convex, not strictly", "not convex"
VERDICTS = (STRICT, CONVEX, NOT_CONVEX)


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Candidate(Objective):
    """A function of one variable, the right verdict on it, and a reply to each of `VERDICTS`."""

    verdict: str
    replies: dict[str, str]

    def reply(self, answer: str) -> str:
        """Return what is said to a verdict; "" is none yet."""
        if not answer:
            return "Look for a chord that speaks against it, then judge."
        return f"{'Right' if answer == self.verdict else 'Not this one'}. {self.replies[answer]}"


Curve = Callable[[Array], Array]
#: By letter: f and f′, elementwise, and the stretch that is shown.
CURVES: dict[str, tuple[Curve, Curve, tuple[float, float]]] = {
    "A": (
        lambda w: np.exp(w / 2) + np.exp(-w),
        lambda w: np.exp(w / 2) / 2 - np.exp(-w),
        (-2.5, 3.5),
    ),
    "B": (lambda w: np.log1p(w * w), lambda w: 2 * w / (1 + w * w), (-4.0, 4.0)),
    "C": (lambda w: np.maximum(0.0, 1 - w), lambda w: np.where(w < 1, -1.0, 0.0), (-2.0, 4.0)),
    "D": (
        lambda w: w * w / 2 + 0.6 * np.sin(2 * w),
        lambda w: w + 1.2 * np.cos(2 * w),
        (-4.0, 4.0),
    ),
    "E": (lambda w: w**4, lambda w: 4 * w**3, (-1.5, 1.5)),
    "F": (lambda w: 1 - w / 2, lambda w: np.full_like(w, -0.5), (-3.0, 3.0)),
}


def convexity_gallery() -> tuple[Candidate, ...]:
    """Return six functions of one variable to be judged: two of each verdict.

    Examples
    --------
    >>> [candidate.name[0] for candidate in convexity_gallery()]
    ['A', 'B', 'C', 'D', 'E', 'F']
    """
    return tuple(gather("gallery", _candidate).values())


def _candidate(candidate_id: str, table: dict[str, Any]) -> Candidate:
    letter = candidate_id[-1]
    function, gradient, (left, right) = CURVES[letter]
    return Candidate(
        name=f"{letter} {table['name']}",
        function=lambda w: function(w[..., 0]),
        gradient=gradient,
        dimension=1,
        domain=np.array([[left, right]]),
        formula=table["formula"],
        source="this course: a gallery of convex functions and others",
        start=np.array([left + 0.1 * (right - left)]),
        verdict=table["verdict"],
        replies=joined(table["replies"]),
    )
