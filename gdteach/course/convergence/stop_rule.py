"""The right stopping rule: each of its tests in lines, and the wrong forms that a test may have.

`converged` and `stalled` ask whether something is a small share of a measure, `limit` whether the
bound is reached: all three compare a left with a right side, and share their wrong forms.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from gdteach.ask.known import Slip
from gdteach.ask.program import Line, Program

#: What the function may say, in the order in which it has to look.
WORDS = ("diverged", "converged", "stalled", "limit", "go on")
_NAN = float("nan")


def _entry(record: list[float], index: int) -> Any:
    """Return an entry of a record as NumPy divides it, nan where there is none."""
    return np.float64(record[index] if -len(record) <= index < len(record) else _NAN)


def _share(part: Any, whole: Any) -> Any:
    return np.where(part, part / whole, -np.inf)  # 0 is below any share, be it of 0


#: Numbers out of a record, any of which may stand in the place of another.
PICKS: Mapping[str, Line] = {
    "newest": lambda values: _entry(values, -1),
    "old": lambda values: _entry(values, -2),
    "earlier": lambda values: _entry(values, -3),
    "first": lambda values: _entry(values, 0),
    "second": lambda values: _entry(values, 1),
    "slope": lambda slopes: _entry(slopes, -1),
    "old_slope": lambda slopes: _entry(slopes, -2),
    "first_slope": lambda slopes: _entry(slopes, 0),
    "largest_slope": lambda slopes: max(slopes),
    "smallest_slope": lambda slopes: min(slopes),
    "sum_of_slopes": lambda slopes: np.float64(sum(slopes)),
    "mean_slope": lambda slopes: np.mean(slopes),
    "largest": lambda values: max(values),
    "smallest": lambda values: min(values),
    "sum_of_values": lambda values: np.float64(sum(values)),
    "mean": lambda values: np.mean(values),
    "t": lambda values: np.float64(len(values) - 1),
    "most": lambda max_steps: np.float64(max_steps),
    "share": lambda tolerance: np.float64(tolerance),
}

READ = Program(**PICKS)

#: The four tests, given such numbers, of one record or in columns: the last line tells who speaks.
TESTS: Mapping[str, Program] = {
    "diverged": Program(speaks=lambda newest, slope: ~np.isfinite(newest) | ~np.isfinite(slope)),
    "converged": Program(
        left=lambda slope: slope,
        measure=lambda first_slope: first_slope,
        right=lambda share, measure: share * measure,
        speaks=lambda left, right: left <= right,
    ),
    "stalled": Program(
        subtracted=lambda old: old,
        base=lambda old: old,
        left=lambda newest, subtracted: abs(newest - subtracted),
        measure=lambda base: abs(base),
        right=lambda share, measure: share * measure,
        speaks=lambda left, right: left <= right,
    ),
    "limit": Program(
        left=lambda most: most,
        right=lambda t: t,
        speaks=lambda left, right: left <= right,
    ),
}


def _due(values: Any, slopes: Any, tolerance: Any, max_steps: Any) -> int:
    """Return the index of the word that is due: of the first test that speaks."""
    given = {"values": values, "slopes": slopes, "tolerance": tolerance, "max_steps": max_steps}
    known = READ.quantities(given)
    return next((n for n, test in enumerate(TESTS.values()) if test(known)), len(TESTS))


RULE = Program(answer=_due)

_ANY: Mapping[str, Slip] = {
    "never": {"speaks": "never"},
    "always": {"speaks": lambda: True},
    "turned": {"speaks": lambda it: np.logical_not(it)},
}
_SIGNS: Mapping[str, Slip] = {
    "strict": {"speaks": lambda left, right: left < right},
    "upside_down": {"speaks": lambda left, right: left >= right},
    "equal": {"speaks": lambda left, right: left == right},
    "unequal": {"speaks": lambda left, right: left != right},
}
_SHARES: Mapping[str, Slip] = {
    "absolute": {"measure": "forgotten"},
    "floored": {"measure": lambda it: np.maximum(1.0, it)},
    "plus": {"right": lambda share, measure: share + measure},
    "minus": {"right": lambda share, measure: share - measure},
    "less": {"right": lambda share, measure: measure - share},
    "backwards": {"values": lambda it: it[::-1], "slopes": lambda it: it[::-1]},
    "other_record": {"values": lambda slopes: slopes, "slopes": lambda values: values},
    "late": {"values": "stale", "slopes": "stale"},
}

#: The wrong forms of each test that have words of their own, as changes to its lines.
FORMS: Mapping[str, Mapping[str, Slip]] = {
    "diverged": _ANY,
    "converged": {**_ANY, **_SIGNS, **_SHARES},
    "stalled": {
        **_ANY,
        **_SIGNS,
        **_SHARES,
        "rises": {"left": lambda newest, old: old - newest},
        "falls": {"left": lambda newest, old: newest - old},
        "signed": {"measure": lambda old: old},
        "rises_signed": {"left": lambda newest, old: old - newest, "measure": lambda old: old},
        "falls_signed": {"left": lambda newest, old: newest - old, "measure": lambda old: old},
        "added": {"left": lambda newest, old: abs(newest + old)},
        "first_two": {"newest": lambda second: second, "old": lambda first: first},
        "of_larger": {"measure": lambda newest, old: np.maximum(abs(newest), abs(old))},
    },
    "limit": {**_ANY, **_SIGNS, "early": {"t": "one more"}},
}
#: The lines of each test that any of these kinds may change, or another number replace.
ANY_NUMBER = ("negated", "forgotten", "dropped", "absolute", "squared", "rooted", "inverted",
              "halved", "doubled", "one more", "one less", "cut", "rounded", "hundredth",
              "complement", "per cent")  # fmt: skip
OPEN = {
    "diverged": (),
    "converged": ("slope", "first_slope", "share"),
    "stalled": ("newest", "old", "subtracted", "base", "left", "measure", "share"),
    "limit": ("t", "most"),
}

#: What stays below one number when that is written in for the tolerance, or above for max_steps.
WRITTEN_IN: Mapping[str, Line] = {
    "converged": lambda slope, first_slope: _share(slope, first_slope),
    "stalled": lambda newest, old: _share(abs(newest - old), abs(old)),
    "limit": lambda t: t,
}
#: Numbers that a rule may look at besides, or instead: it then speaks above or below some bound.
LOOKS: Mapping[str, Line] = {
    "t": lambda t: t,
    "rise": lambda newest, old: newest - old,
    "climb": lambda newest, first: newest - first,
    "newest": lambda newest: newest,
    "size": lambda newest: abs(newest),
    "slope": lambda slope: slope,
    "either": lambda newest, slope: np.maximum(abs(newest), slope),
}
