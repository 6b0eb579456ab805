"""The right stopping rule in lines, and what may stand in the place of each.

The lines at the top take from a record the numbers that are compared; the tests compare them, and
run on one record or on arrays of the numbers of many.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from gdteach.ask.kinds import constant
from gdteach.ask.program import Line, Program

#: What the function may say, in the order in which it has to look.
WORDS = ("diverged", "converged", "stalled", "limit", "go on")
NUMBERS = (0.5, 0.2, 0.1, 0.05, 0.01, 1e-3, 1e-4, 1e-5, 1e-6, 1e-8, 1e-10)  # put for a tolerance
COUNTS = (*range(1, 13), 20, 30, 50, 100, 200, 500, 1000)  # put for max_steps
LARGE = (1e3, 1e4, 1e6, 1e8, 1e9, 1e10, 1e12, 1e15, 1e100)  # called infinite
_NAN = float("nan")
Pick = Callable[[list[float]], float]


def spoken(*tests: bool) -> int:
    """Return the index of the word that is said: of the first test that speaks."""
    return [*map(bool, tests), True].index(True)


def _lost(number: Any) -> Any:
    return np.logical_not(np.isfinite(number))


RULE = Program(
    newest=lambda values: values[-1],
    steepness=lambda slopes: slopes[-1],
    slope=lambda slopes: slopes[-1],
    first_slope=lambda slopes: slopes[0],
    slope_share=lambda tolerance: tolerance,
    change=lambda values: abs(values[-1] - values[-2]) if len(values) > 1 else _NAN,
    size=lambda values: abs(values[-2]) if len(values) > 1 else _NAN,
    change_share=lambda tolerance: tolerance,
    t=lambda values: len(values) - 1,
    most=lambda max_steps: max_steps,
    diverged=lambda newest, steepness: _lost(newest) | _lost(steepness),
    converged=lambda slope, slope_share, first_slope: slope <= slope_share * first_slope,
    stalled=lambda change, change_share, size: change <= change_share * size,
    limit=lambda t, most: t >= most,
    answer=lambda diverged, converged, stalled, limit: spoken(diverged, converged, stalled, limit),
)

#: The lines that each test reads.
READ = {
    "diverged": ("newest", "steepness"),
    "converged": ("slope", "slope_share", "first_slope"),
    "stalled": ("change", "change_share", "size"),
    "limit": ("t", "most"),
}


#: One number out of a record, by a name that content.toml puts in words.
_PICKS: Mapping[str, Pick] = {
    "newest": lambda record: record[-1],
    "old": lambda record: record[-2] if len(record) > 1 else _NAN,
    "first": lambda record: record[0],
    "second": lambda record: record[1] if len(record) > 1 else _NAN,
    "earlier": lambda record: record[-3] if len(record) > 2 else _NAN,
    "earlier_or_newest": lambda record: record[len(record) - 3] if len(record) > 1 else _NAN,
    "largest": lambda record: max(record),
    "smallest": lambda record: min(record),
    "sum": lambda record: sum(record),
    "mean": lambda record: sum(record) / len(record),
}


def _of_values(pick: Pick, sign: Callable[[Any], Any] = float) -> Line:
    return lambda values: sign(pick(values))


def _of_slopes(pick: Pick) -> Line:
    return lambda slopes: pick(slopes)


#: Any one number out of a record: of the slopes, of the values with their sign and without.
PICKED: Mapping[str, Line] = {
    **{f"{name}_slope": _of_slopes(pick) for name, pick in _PICKS.items()},
    **{f"{name}_size": _of_values(pick, abs) for name, pick in _PICKS.items()},
    **{f"{name}_value": _of_values(pick) for name, pick in _PICKS.items()},
}
PICKS_ONE = ("newest", "steepness", "slope", "first_slope", "change", "size")
SUBTRACTS = ("slope", "change")  # the difference of any two numbers may stand there, too

#: What may stand in the place of a share of something: a number of the learner's own, and others.
_SHARES: Mapping[str, Line] = {
    "unused": lambda: 1.0,
    "squared": lambda it: it * it,
    "rooted": lambda it: it**0.5,
    "halved": lambda it: it / 2,
    "doubled": lambda it: it * 2,
    "tenfold": lambda it: it * 10,
    "hundredfold": lambda it: it * 100,
    "tenth": lambda it: it / 10,
    "hundredth": lambda it: it / 100,
    "complement": lambda it: 1 - it,
    "other_bound": lambda max_steps: max_steps,
    "inverted": lambda it: 1 / it if it else np.inf,
    "nothing": lambda: 0.0,
    **{f"{number:g}": constant(number) for number in NUMBERS},
}

#: From a line to what may stand in its place, by a name that content.toml puts in words.
SLIPS: Mapping[str, Mapping[str, Line]] = {
    "slope": {"squared": lambda it: it * it},
    "first_slope": {
        "unit": lambda: 1.0,
        "at_least_1": lambda it: max(1.0, it),
        "at_most_1": lambda it: min(1.0, it),
        "one_more": lambda it: 1.0 + it,
        "squared": lambda it: it * it,
    },
    "slope_share": _SHARES,
    "change": {
        "rise": lambda values: values[-2] - values[-1] if len(values) > 1 else _NAN,
        "fall": lambda values: values[-1] - values[-2] if len(values) > 1 else _NAN,
        "sizes": lambda values: abs(abs(values[-1]) - abs(values[-2])) if len(values) > 1 else _NAN,
        "squared": lambda it: it * it,
        "halved": lambda it: it / 2,
        "spread": lambda values: max(values) - min(values) if len(values) > 1 else _NAN,
        "per_step": lambda values: abs(values[-1] - values[0]) / max(len(values) - 1, 1),
        "added": lambda values: abs(values[-1] + values[-2]) if len(values) > 1 else _NAN,
        "times": lambda values: abs(values[-1] * values[-2]) if len(values) > 1 else _NAN,
    },
    "size": {
        "unit": lambda: 1.0,
        "signed": lambda values: values[-2] if len(values) > 1 else _NAN,
        "larger": lambda values: max(map(abs, values[-2:])),
        "smaller": lambda values: min(map(abs, values[-2:])),
        "middle": lambda values: np.mean([*map(abs, values[-2:])]),
        "both": lambda values: sum(map(abs, values[-2:])),
        "at_least_1": lambda it: max(1.0, it),
        "one_more": lambda it: 1.0 + it,
        "squared": lambda it: it * it,
        "first_change": lambda values: abs(values[1] - values[0]) if len(values) > 1 else _NAN,
        "old_change": lambda values: abs(values[-2] - values[-3]) if len(values) > 2 else _NAN,
    },
    "change_share": _SHARES,
    "t": {
        "one_more": lambda it: it + 1,
        "two_more": lambda it: it + 2,
        "two_less": lambda it: it - 2,
        "unit": lambda: 1,
    },
    "most": {
        "doubled": lambda it: 2 * it,
        "halved": lambda it: it / 2,
        "other_bound": lambda tolerance: tolerance,
        **{str(count): constant(count) for count in COUNTS},
    },
    "diverged": {
        "never": lambda: False,
        "always": lambda: True,
        "inf_passes": lambda newest, steepness: np.isnan(newest) | np.isnan(steepness),
        "nan_passes": lambda newest, steepness: np.isinf(newest) | np.isinf(steepness),
        "minus_passes": lambda newest, steepness: (
            _lost(newest) & (newest != -np.inf) | _lost(steepness)
        ),
        "value_alone": lambda newest: _lost(newest),
        "slope_alone": lambda steepness: _lost(steepness),
        "both_needed": lambda newest, steepness: _lost(newest) & _lost(steepness),
        "value_nan": lambda newest: np.isnan(newest),
        "slope_nan": lambda steepness: np.isnan(steepness),
        "value_inf": lambda newest: np.isinf(newest),
        "slope_inf": lambda steepness: np.isinf(steepness),
        "both_nan": lambda newest, steepness: np.isnan(newest) & np.isnan(steepness),
        "both_inf": lambda newest, steepness: np.isinf(newest) & np.isinf(steepness),
        "value_plus_inf": lambda newest: newest == np.inf,
        "plus_inf": lambda newest, steepness: (newest == np.inf) | (steepness == np.inf),
        "turned": lambda it: np.logical_not(it),
    },
    "converged": {
        "never": lambda: False,
        "always": lambda: True,
        "strict": lambda slope, slope_share, first_slope: slope < slope_share * first_slope,
        "not_above": lambda slope, slope_share, first_slope: np.logical_not(
            slope > slope_share * first_slope
        ),
        "turned": lambda slope, slope_share, first_slope: slope > slope_share * first_slope,
        "upside_down": lambda slope, slope_share, first_slope: slope >= slope_share * first_slope,
        "equal": lambda slope, slope_share, first_slope: slope == slope_share * first_slope,
        "unequal": lambda slope, slope_share, first_slope: slope != slope_share * first_slope,
        "plus": lambda slope, slope_share, first_slope: slope <= slope_share + first_slope,
        "minus": lambda slope, slope_share, first_slope: slope <= slope_share - first_slope,
        "less": lambda slope, slope_share, first_slope: slope <= first_slope - slope_share,
    },
    "stalled": {
        "never": lambda: False,
        "always": lambda: True,
        "strict": lambda change, change_share, size: change < change_share * size,
        "not_above": lambda change, change_share, size, t: (
            (t > 0) & np.logical_not(change > change_share * size)
        ),
        "turned": lambda change, change_share, size: change > change_share * size,
        "upside_down": lambda change, change_share, size: change >= change_share * size,
        "equal": lambda change, change_share, size: change == change_share * size,
        "unequal": lambda change, change_share, size: change != change_share * size,
        "plus": lambda change, change_share, size: change <= change_share + size,
        "minus": lambda change, change_share, size: change <= change_share - size,
        "less": lambda change, change_share, size: change <= size - change_share,
    },
    "limit": {
        "never": lambda: False,
        "always": lambda: True,
        "strict": lambda t, most: t > most,
        "equal": lambda t, most: t == most,
        "unequal": lambda t, most: t != most,
        "turned": lambda t, most: t < most,
        "upside_down": lambda t, most: t <= most,
    },
}

#: What stands in several lines of a test at once, and is one mistake: names of `SLIPS` by line.
JOINT: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "diverged": {},
    "converged": {
        "exchanged": {"slope": "first_slope", "first_slope": "newest_slope"},
        "values": {"slope": "newest_value", "first_slope": "first_value"},
        "value_sizes": {"slope": "newest_size", "first_slope": "first_size"},
        "changes": {"slope": "newest_value-old_value", "first_slope": "old_size"},
    },
    "stalled": {
        "first_two": {"change": "first_value-second_value", "size": "first_size"},
        "whole": {"change": "newest_value-first_value", "size": "first_size"},
        "two_back": {"change": "newest_value-earlier_value", "size": "earlier_size"},
        "one_late": {"change": "old_value-earlier_value", "size": "earlier_size"},
        "slopes": {"change": "newest_slope-old_slope", "size": "old_slope"},
        "falls_signed": {"change": "fall", "size": "signed"},
        "rises_signed": {"change": "rise", "size": "signed"},
        "new_signed": {"change": "rise", "size": "newest_value"},
        "heights": {"change": "newest_size", "size": "first_size"},
    },
    "limit": {},
}
