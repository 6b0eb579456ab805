"""The right stopping rule in lines, and the wrong forms that its tests may have."""

from collections.abc import Mapping, Sequence
from itertools import combinations, permutations, product
from typing import Any

import numpy as np

from gdteach.ask.kinds import constant
from gdteach.ask.known import Slip, Table
from gdteach.ask.program import Line, Other, Program
from gdteach.numerics.wording import listed

TESTS = ("diverged", "converged", "stalled", "limit")
#: What the function may say, in the order in which it has to look.
WORDS = (*TESTS, "go on")


def _entry(record: Sequence[float], index: int) -> Any:
    """Return an entry of a record as NumPy divides it, nan where there is none."""
    return np.float64(record[index] if -len(record) <= index < len(record) else np.nan)


def in_order(order: Sequence[str]) -> Line:
    """Return the line that says the index of the first test that speaks, asked in this order."""

    def said(diverged: Any, converged: Any, stalled: Any, limit: Any) -> int:
        speaks = dict(zip(TESTS, (diverged, converged, stalled, limit), strict=True))
        return next((WORDS.index(test) for test in order if speaks[test]), len(TESTS))

    return said


RULE = Program(
    newest=lambda values: _entry(values, -1),
    old=lambda values: _entry(values, -2),
    first=lambda values: _entry(values, 0),
    largest=lambda values: max(values),
    mean=lambda values: np.mean(values),
    slope=lambda slopes: _entry(slopes, -1),
    old_slope=lambda slopes: _entry(slopes, -2),
    first_slope=lambda slopes: _entry(slopes, 0),
    smallest_slope=lambda slopes: min(slopes),
    largest_slope=lambda slopes: max(slopes),
    t=lambda values: np.float64(len(values) - 1),
    value_watched=lambda newest: newest,
    slope_watched=lambda slope: slope,
    value_kept=lambda value_watched: np.isfinite(value_watched),
    slope_kept=lambda slope_watched: np.isfinite(slope_watched),
    diverged=lambda value_kept, slope_kept: not (value_kept and slope_kept),
    small=lambda slope: slope,
    share=lambda tolerance: tolerance,
    slope_bound=lambda share, first_slope: share * first_slope,
    converged=lambda small, slope_bound: small <= slope_bound,
    subtracted=lambda old: old,
    change=lambda newest, subtracted: abs(newest - subtracted),
    base=lambda old: old,
    size=lambda base: abs(base),
    part=lambda tolerance: tolerance,
    change_bound=lambda part, size: part * size,
    stalled=lambda t, change, change_bound: t > 0 and change <= change_bound,
    limit=lambda t, max_steps: t >= max_steps,
    answer=in_order(TESTS),
)


def together(slips: Mapping[str, Slip]) -> list[Slip]:
    """Return slips by the test they are made in, alone and in several tests at once."""
    return [
        {
            **{line: it for test in some for line, it in slips[test].items()},
            "tests": constant(names),
        }
        for count in range(1, len(slips) + 1)
        for some in combinations(slips, count)
        for names in [listed(f"`{test}`" for test in some)]
    ]


#: What comes out when a test is made otherwise.
FORMS: Mapping[str, Slip] = {
    "the change is old minus new with its sign (a rise is negative, below any tolerance)": {
        "change": lambda newest, old: old - newest
    },
    "the change is new minus old with its sign (a fall is negative, below any tolerance)": {
        "change": lambda newest, old: newest - old
    },
    "the old value keeps its sign, so that a negative one leaves nothing below it": {
        "size": lambda old: old
    },
    "the last two values are added, where one is taken off the other": {
        "change": lambda newest, old: abs(newest + old)
    },
    "the change is measured against the larger of the last two values": {
        "size": lambda newest, old: np.maximum(abs(newest), abs(old))
    },
    "the change is read from `slopes`": {
        "change": lambda slope, old_slope: abs(slope - old_slope),
        "size": lambda old_slope: old_slope,
    },
    "the size of the old value never counts for less than 1, so that the unit of f decides": {
        "size": lambda it: np.maximum(1.0, it)
    },
    "the tolerance is added to the first slope, where a share is a product": {
        "slope_bound": lambda tolerance, first_slope: tolerance + first_slope
    },
    "the tolerance is added to the old value, where a share is a product": {
        "change_bound": lambda tolerance, size: tolerance + size
    },
}


def unseen(line: str, number: str) -> list[Slip]:
    """Return what is asked of a number in place of `np.isfinite`: nothing, or half of it."""
    nan, inf = (Other((number,), lambda it, of=of: not of(it)) for of in (np.isnan, np.isinf))
    return [{line: lambda: True}, {line: nan}, {line: inf}]


_UNSEEN_VALUES = unseen("value_kept", "value_watched")
_UNSEEN_SLOPES = unseen("slope_kept", "slope_watched")

MISTAKES: Table = {
    "records_swapped": [{"values": lambda slopes: slopes, "slopes": lambda values: values}],
    "bounds_swapped": [
        {"tolerance": lambda max_steps: max_steps, "max_steps": lambda tolerance: tolerance}
    ],
    "one_late": [{"values": "stale", "slopes": "stale"}],
    "records_backwards": [{"values": lambda it: it[::-1], "slopes": lambda it: it[::-1]}],
    "order": [
        {"answer": in_order(order), "order": constant(listed(f"`{test}`" for test in order))}
        for order in permutations(TESTS)
        if order != TESTS
    ],
    "early": [{"t": "one more"}],
    "never": together({test: {test: "never"} for test in TESTS}),
    "strict": together(
        {
            "converged": {"converged": lambda small, slope_bound: small < slope_bound},
            "stalled": {"stalled": lambda change, change_bound: change < change_bound},
            "limit": {"limit": lambda t, max_steps: t > max_steps},
        }
    ),
    "upside_down": together(
        {
            "converged": {"converged": lambda small, slope_bound: small >= slope_bound},
            "stalled": {"stalled": lambda change, change_bound: change >= change_bound},
            "limit": {"limit": lambda t, max_steps: t <= max_steps},
        }
    ),
    "equal": together(
        {
            "converged": {"converged": lambda small, slope_bound: small == slope_bound},
            "stalled": {"stalled": lambda change, change_bound: change == change_bound},
            "limit": {"limit": lambda t, max_steps: t == max_steps},
        }
    ),
    "absolute": together(
        {
            "converged": {"slope_bound": lambda tolerance: tolerance},
            "stalled": {"change_bound": lambda tolerance: tolerance},
        }
    ),
    "turned": together({test: {test: lambda it: not it} for test in TESTS}),
    "blind": [
        *_UNSEEN_VALUES,
        *_UNSEEN_SLOPES,
        *(one | other for one, other in [*product(_UNSEEN_VALUES, _UNSEEN_SLOPES)][1:]),
        {"diverged": lambda value_kept, slope_kept: not (value_kept or slope_kept)},
    ],
    "comes_out": [{**slip, "change_told": constant(told)} for told, slip in FORMS.items()],
}
#: Those that are often made two at once.
SOCIABLE = {"strict", "absolute", "comes_out"}
