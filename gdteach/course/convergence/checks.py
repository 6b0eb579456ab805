"""Notebook 04's exercise that runs a function: write a stopping rule that cannot be fooled."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.exercise import Exercise
from gdteach.ask.known import Attempt, Slip, Table, singles
from gdteach.ask.program import Program
from gdteach.ask.reading import Answer
from gdteach.ask.replies import Finding, words_of

#: What the function may say, in the order in which it has to look.
WORDS = ("diverged", "converged", "stalled", "limit", "go on")


def _spoken(*tests: bool) -> int:
    """Return the index of the word that is said: of the first test that speaks."""
    return [*map(bool, tests), True].index(True)


RULE = Program(
    # what it looks at: the record so far, and in it the newest value, the one before, the slope
    heights=lambda values: values,
    steepness=lambda slopes: slopes,
    new=lambda heights: heights[-1],
    old=lambda heights: heights[-2] if len(heights) > 1 else np.nan,
    slope=lambda steepness: steepness[-1],
    t=lambda values: len(values) - 1,
    # what it asks, in this order
    diverged=lambda new, slope: not (np.isfinite(new) and np.isfinite(slope)),
    low=lambda tolerance, slopes: tolerance * slopes[0],
    converged=lambda slope, low: slope <= low,
    change=lambda new, old: abs(new - old),
    little=lambda tolerance, old: tolerance * abs(old),
    stalled=lambda change, little: change <= little,
    limit=lambda t, max_steps: t >= max_steps,
    answer=lambda diverged, converged, stalled, limit: _spoken(diverged, converged, stalled, limit),
)

NEVER_LOST: Slip = {"diverged": "never"}
ABSOLUTE_SLOPE: Slip = {"low": lambda tolerance: tolerance}
ABSOLUTE_CHANGE: Slip = {"little": lambda tolerance: tolerance}
NOT_ABOVE: Slip = {
    "converged": lambda slope, low: not slope > low,
    "stalled": lambda change, little, t: t > 0 and not change > little,
}
MISTAKES: Table = {
    "slope_forgotten": [{"converged": "never"}],
    "stall_forgotten": [{"stalled": "never"}],
    "limit_forgotten": [{"limit": "never"}],
    "divergence_forgotten": [NEVER_LOST],
    "nan_converged": [NEVER_LOST | NOT_ABOVE],
    "inf_passes": [{"diverged": lambda new, slope: np.isnan(new) or np.isnan(slope)}],
    "absolute_slope": [ABSOLUTE_SLOPE],
    "absolute_change": [ABSOLUTE_CHANGE],
    "all_absolute": [ABSOLUTE_SLOPE | ABSOLUTE_CHANGE],
    "limit_one_late": [{"max_steps": "one more"}],
    "limit_one_early": [{"t": "one more"}],
    "one_late": [{"heights": "stale", "steepness": "stale"}],
    "rise_is_stall": [{"change": lambda new, old: old - new}],
}
TOLERANCE, MAX_STEPS = 1e-3, 6
_NAN, _INF = float("nan"), float("inf")
_FALLING = [6.0, 5.5, 5.0, 4.5, 4.0, 3.5, 3.0, 2.5]  # slopes too steep and falling too fast to stop

#: What goes on, f(w₀) … f(w_t), and ‖∇f(w₀)‖ … ‖∇f(w_t)‖.
HISTORIES = (
    ("the start, no step taken yet", [9.0], [6.0]),
    ("a run under way", [9.0, 4.0, 1.5], [6.0, 4.0, 2.4]),
    ("a slope that fell from 6 to 0.005", [9.0, 4.0, 1.0, 0.5], [6.0, 2.0, 0.1, 0.005]),
    # small units: every number is below the tolerance from the start
    ("a loss in small units", [9e-6, 4e-6, 2e-6], [6e-6, 4e-6, 2.5e-6]),
    ("the start of a loss in small units", [9e-6], [6e-6]),
    # large units: the slope has fallen a thousandfold and is still above the tolerance
    ("a loss in large units", [9e6, 4e6, 1e6], [6e6, 4e5, 5e3]),
    ("a value stuck at 100 while the slope is 20", [100.0, 100.0], [20.0, 20.0]),
    ("a large value that falls by one in ten thousand", [9e6, 6e6, 5.9994e6], [6e6, 4e6, 3e6]),
    ("a value that rose", [9.0, 4.0, 5.0], [6.0, 4.0, 4.5]),
    ("a value that is not a number", [9.0, 90.0, _NAN], [6.0, 60.0, _NAN]),
    ("a value that is infinite", [9.0, 90.0, _INF], [6.0, 60.0, _INF]),
    ("an infinite slope at a finite value", [9.0, 90.0, 1e300], [6.0, 60.0, _INF]),
    ("a run of max_steps steps", [9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0], _FALLING[:7]),
    ("a run one step beyond max_steps", [9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0], _FALLING),
    ("one step before max_steps", [9.0, 8.0, 7.0, 6.0, 5.0, 4.0], _FALLING[:6]),
    (
        "a run that converges with its last step allowed",
        [9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0],
        [*_FALLING[:6], 0.001],
    ),
)


def read_word(value: Any, truth: object) -> Answer:
    """Return the index of the word that was said, or what was found in its place."""
    if value is ...:
        return Finding("not_attempted")
    if value is None:
        return Finding("nothing_returned")
    if isinstance(value, str) and value.strip().lower() in WORDS:
        return np.array(float(WORDS.index(value.strip().lower())))
    known = ", ".join(f"`{word}`" for word in WORDS)
    return Finding("not_a_word", {"value": repr(value), "known": known})


_FORGOTTEN = {
    "diverged": "divergence_forgotten",
    "converged": "slope_forgotten",
    "stalled": "stall_forgotten",
    "limit": "limit_forgotten",
}


def never_said(attempts: Sequence[Attempt]) -> Finding | None:
    """Return the gravest fault of a rule with several: nan that converges, or a word unsaid."""
    said = {_word(attempt.answer) for attempt in attempts}
    on_nan = next(each for each in attempts if np.isnan(each.given["values"][-1]))
    if _word(on_nan.answer) == "converged":
        return Finding("nan_converged")
    return next((Finding(slug) for word, slug in _FORGOTTEN.items() if word not in said), None)


def _word(answer: NDArray[np.floating]) -> str:
    return WORDS[int(answer)]


SHOULD_STOP = Exercise(
    parameters=("values", "slopes", "tolerance", "max_steps"),
    program=RULE,
    problems=[
        {
            "values": values,
            "slopes": slopes,
            "tolerance": TOLERANCE,
            "max_steps": MAX_STEPS,
            "name": name,
        }
        for name, values, slopes in HISTORIES
    ],
    asked="{name}",
    read=read_word,
    mistakes=singles(MISTAKES),
    inferred=(never_said,),
    facts=lambda attempt: {"yours": _word(attempt.answer), "expected": _word(attempt.truth)},
    depart=lambda attempt: Finding("unknown"),
    words=words_of(__package__, "should_stop"),
)

EXERCISES = {"should_stop": SHOULD_STOP}
