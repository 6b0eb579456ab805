"""What a stopping rule may ask besides its four questions, each with the words for it."""

from collections.abc import Callable, Mapping
from itertools import pairwise

from gdteach.ask.program import Line
from gdteach.course.convergence.stop_rule import LARGE, NUMBERS

SMALL = (*NUMBERS, 1e-7, 1e-9, 1e-12)
FACTORS = (1.5, 2.0, 3.0, 5.0, 10.0, 100.0, 1000.0)
_NONE = float("nan")


def _before(record: list[float]) -> float:
    return record[-2] if len(record) > 1 else _NONE


#: Whether something holds, by the name under which content.toml says it.
_PLAIN: Mapping[str, Line] = {
    "rise": lambda values: values[-1] > _before(values),
    "no_fall": lambda values: values[-1] >= _before(values),
    "fall": lambda values: values[-1] < _before(values),
    "above_first": lambda values: values[-1] > values[0],
    "not_below_first": lambda values: len(values) > 1 and values[-1] >= values[0],
    "above_lowest": lambda values: len(values) > 1 and values[-1] > min(values[:-1]),
    "above_all": lambda values: len(values) > 1 and values[-1] > max(values[:-1]),
    "larger": lambda values: abs(values[-1]) > abs(_before(values)),
    "two_rises": lambda values: len(values) > 2 and values[-1] > values[-2] > values[-3],
    "ever_rose": lambda values: any(b > a for a, b in pairwise(values)),
    "steeper": lambda slopes: slopes[-1] > _before(slopes),
    "steeper_than_first": lambda slopes: slopes[-1] > slopes[0],
    "less_steep": lambda slopes: slopes[-1] < _before(slopes),
    "both_rise": lambda values, slopes: (
        values[-1] > _before(values) and slopes[-1] > _before(slopes)
    ),
    "negative": lambda values: values[-1] < 0,
    "not_positive": lambda values: values[-1] <= 0,
    "positive": lambda values: values[-1] > 0,
    "zero": lambda values: values[-1] == 0,
    "value_in_tolerance": lambda values, tolerance: values[-1] <= tolerance,
    "size_in_tolerance": lambda values, tolerance: abs(values[-1]) <= tolerance,
    "share_of_first_value": lambda values, tolerance: values[-1] <= tolerance * values[0],
    "flat": lambda slopes: slopes[-1] == 0,
    "slope_in_tolerance": lambda slopes, tolerance: slopes[-1] <= tolerance,
    "slope_in_share": lambda slopes, tolerance: slopes[-1] <= tolerance * slopes[0],
    "slope_in_share_of_last": lambda slopes, tolerance: slopes[-1] <= tolerance * _before(slopes),
    "same_slope": lambda slopes: slopes[-1] == _before(slopes),
    "slope_rests": lambda slopes, tolerance: abs(slopes[-1] - _before(slopes)) <= tolerance,
    "slope_rests_in_share": lambda slopes, tolerance: (
        abs(slopes[-1] - _before(slopes)) <= tolerance * _before(slopes)
    ),
    "same_value": lambda values: values[-1] == _before(values),
    "change_in_tolerance": lambda values, tolerance: abs(values[-1] - _before(values)) <= tolerance,
    "change_in_share": lambda values, tolerance: (
        abs(values[-1] - _before(values)) <= tolerance * abs(_before(values))
    ),
    "changed_little_twice": lambda values, tolerance: (
        len(values) > 2
        and abs(values[-1] - values[-2]) <= tolerance * abs(values[-2])
        and abs(values[-2] - values[-3]) <= tolerance * abs(values[-3])
    ),
    "change_of_two": lambda values, tolerance: (
        len(values) > 2 and abs(values[-1] - values[-3]) <= tolerance * abs(values[-3])
    ),
    "start": lambda values: len(values) == 1,
    "step_made": lambda values: len(values) > 1,
    "one_step": lambda values: len(values) == 2,
    "few_steps": lambda values: len(values) <= 2,
    "two_steps": lambda values: len(values) > 2,
    "three_steps": lambda values: len(values) > 3,
    "in_limit": lambda values, max_steps: len(values) - 1 < max_steps,
    "at_limit": lambda values, max_steps: len(values) - 1 >= max_steps,
}

_WITH_A_NUMBER: Mapping[str, tuple[tuple[float, ...], Callable[[float], Line]]] = {
    "slope_below": (SMALL, lambda n: lambda slopes: slopes[-1] <= n),
    "value_below": (SMALL, lambda n: lambda values: values[-1] <= n),
    "size_below": (SMALL, lambda n: lambda values: abs(values[-1]) <= n),
    "change_below": (SMALL, lambda n: lambda values: abs(values[-1] - _before(values)) <= n),
    "value_over": (LARGE, lambda n: lambda values: values[-1] > n),
    "size_over": (LARGE, lambda n: lambda values: abs(values[-1]) > n),
    "slope_over": (LARGE, lambda n: lambda slopes: slopes[-1] > n),
    "either_over": (
        LARGE,
        lambda n: lambda values, slopes: abs(values[-1]) > n or slopes[-1] > n,
    ),
    "times_first": (FACTORS, lambda n: lambda values: values[-1] > n * values[0]),
    "times_first_size": (FACTORS, lambda n: lambda values: abs(values[-1]) > n * abs(values[0])),
    "times_last": (FACTORS, lambda n: lambda values: values[-1] > n * _before(values)),
    "times_first_slope": (FACTORS, lambda n: lambda slopes: slopes[-1] > n * slopes[0]),
    "times_last_slope": (FACTORS, lambda n: lambda slopes: slopes[-1] > n * _before(slopes)),
}

#: From the name of what may be asked, and the number in it, to the line that asks.
CLAUSES: Mapping[tuple[str, float], Line] = {
    **{(name, _NONE): line for name, line in _PLAIN.items()},
    **{
        (name, number): make(number)
        for name, (numbers, make) in _WITH_A_NUMBER.items()
        for number in numbers
    },
}
