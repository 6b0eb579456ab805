"""What `should_stop` is asked about: the record of a run so far, and the right word for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

#: What the function may say, in the order in which it has to look.
WORDS = ("diverged", "converged", "stalled", "limit", "go on")
TOLERANCE, MAX_STEPS = 1e-3, 6


@dataclass(frozen=True)
class History:
    """The record of one run so far.

    Parameters
    ----------
    name : str
        What is going on, for a reply.
    values : tuple of float
        f(w₀) … f(w_t).
    slopes : tuple of float
        ‖∇f(w₀)‖ … ‖∇f(w_t)‖.
    """

    name: str
    values: tuple[float, ...]
    slopes: tuple[float, ...]

    def __str__(self) -> str:
        return self.name


_NAN, _INF = float("nan"), float("inf")

HISTORIES = (
    History("the start, no step taken yet", (9.0,), (6.0,)),
    History("a run under way", (9.0, 4.0, 1.5), (6.0, 4.0, 2.4)),
    History("a slope that fell from 6 to 0.005", (9.0, 4.0, 1.0, 0.5), (6.0, 2.0, 0.1, 0.005)),
    # small units: every number is below the tolerance from the start
    History("a loss in small units", (9e-6, 4e-6, 2e-6), (6e-6, 4e-6, 2.5e-6)),
    History("the start of a loss in small units", (9e-6,), (6e-6,)),
    # large units: the slope has fallen a thousandfold and is still above the tolerance
    History("a loss in large units", (9e6, 4e6, 1e6), (6e6, 4e5, 5e3)),
    History("a value stuck at 100 while the slope is 20", (100.0, 100.0), (20.0, 20.0)),
    History(
        "a large value that falls by one in ten thousand", (9e6, 6e6, 5.9994e6), (6e6, 4e6, 3e6)
    ),
    History("a value that rose", (9.0, 4.0, 5.0), (6.0, 4.0, 4.5)),
    History("a value that is not a number", (9.0, 90.0, _NAN), (6.0, 60.0, _NAN)),
    History("a value that is infinite", (9.0, 90.0, _INF), (6.0, 60.0, _INF)),
    History("an infinite slope at a finite value", (9.0, 90.0, 1e300), (6.0, 60.0, _INF)),
    History(
        "a run of max_steps steps",
        (9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0),
        (6.0, 5.5, 5.0, 4.5, 4.0, 3.5, 3.0),
    ),
    History(
        "a run one step beyond max_steps",
        (9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0),
        (6.0, 5.5, 5.0, 4.5, 4.0, 3.5, 3.0, 2.5),
    ),
    History(
        "one step before max_steps",
        (9.0, 8.0, 7.0, 6.0, 5.0, 4.0),
        (6.0, 5.5, 5.0, 4.5, 4.0, 3.5),
    ),
    History(
        "a run that converges with its last step allowed",
        (9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0),
        (6.0, 5.5, 5.0, 4.5, 4.0, 3.5, 0.001),
    ),
)


@dataclass(frozen=True)
class Rule:
    """A way to decide, right by default; each field is one thing that can go wrong.

    Parameters
    ----------
    divergence, convergence, stall, limit : bool
        Whether it looks for each.
    relative_slope, relative_change : bool
        Whether the tolerance is a share of the first slope, of the last value; else absolute.
    late : int
        By how many steps it looks too late.
    counts_entries : bool
        Whether it takes the number of entries for the number of steps.
    negated : bool
        Whether it asks "not above the tolerance", which NaN passes.
    sized : bool
        Whether the change is taken without its sign.
    only_nan : bool
        Whether infinity passes as a number.
    """

    divergence: bool = True
    convergence: bool = True
    stall: bool = True
    limit: bool = True
    relative_slope: bool = True
    relative_change: bool = True
    late: int = 0
    late_limit: bool = False
    counts_entries: bool = False
    negated: bool = False
    sized: bool = True
    only_nan: bool = False

    def says(self, history: History) -> NDArray[np.float64]:
        """Return the index of the word that this rule says, as an array of one number."""
        return np.array([float(WORDS.index(self._word(history)))])

    def _word(self, history: History) -> str:
        end = max(len(history.values) - self.late, 1)
        values, slopes = history.values[:end], history.slopes[:end]
        lost: Callable[[float], bool] = np.isnan if self.only_nan else _not_finite
        if self.divergence and (lost(values[-1]) or lost(slopes[-1])):
            return "diverged"
        bound = TOLERANCE * (slopes[0] if self.relative_slope else 1.0)
        if self.convergence and self._within(slopes[-1], bound):
            return "converged"
        if self.stall and len(values) > 1:
            change = values[-2] - values[-1]
            bound = TOLERANCE * (abs(values[-2]) if self.relative_change else 1.0)
            if self._within(abs(change) if self.sized else change, bound):
                return "stalled"
        steps = len(history.values) - (0 if self.counts_entries else 1)
        if self.limit and steps >= MAX_STEPS + self.late_limit:
            return "limit"
        return "go on"

    def _within(self, size: float, bound: float) -> bool:
        return not size > bound if self.negated else size <= bound


def _not_finite(value: float) -> bool:
    return not np.isfinite(value)
