"""The records that a stopping rule is asked about: a few to read, the others made by rule.

Numbers that meet a boundary are halves, quarters and eighths, so that every way of writing the
comparison meets it, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random
from typing import Any

from gdteach.ask.replies import shown
from gdteach.course.convergence.stop_clauses import FACTORS, SMALL
from gdteach.course.convergence.stop_rule import COUNTS, LARGE, NUMBERS

_NAN, _INF = float("nan"), float("inf")
_MOST = 5  # numbers of a record that a reply shows


def history(
    name: str,
    values: list[float],
    slopes: list[float],
    tolerance: float = 0.25,
    max_steps: int = 20,
) -> dict[str, Any]:
    """Return a record f(w₀) … f(w_t) and ‖∇f(w₀)‖ … ‖∇f(w_t)‖, with its name in words."""
    record = f"values [{_listed(values)}], slopes [{_listed(slopes)}]"
    return {
        "values": [*map(float, values)],
        "slopes": [*map(float, slopes)],
        "tolerance": tolerance,
        "max_steps": max_steps,
        "name": name,
        "record": record,
    }


def _listed(numbers: list[float]) -> str:
    if len(numbers) <= _MOST:
        return shown([*map(float, numbers)])
    return f"{shown([*map(float, numbers[:2])])}, …, {shown([*map(float, numbers[-2:])])}"


def readable() -> Iterator[dict[str, Any]]:
    """Yield the records that replies quote first: one thing happens in each."""
    yield history("the start, no step taken yet", [9], [6])
    yield history("a run under way", [16, 8, 4], [8, 6, 5])
    yield history("a slope that fell far", [16, 8, 4, 2], [8, 4, 2, 1])
    yield history("a slope that fell to exactly the share asked for", [16, 8, 4], [8, 6, 2])
    yield history("a slope that fell at once and stayed", [16, 8, 4, 2, 1], [16, 2, 2, 2, 2], 0.5)
    yield history("a value stuck at 100 while the slope is 20", [100, 100], [20, 20])
    yield history("a value that has stayed for long", [8, 8, 8, 8], [8, 6, 6, 6])
    yield history("a value that changed a little", [32, 16, 14], [8, 6, 5])
    yield history("a value that changed by exactly the share allowed", [32, 16, 12], [8, 6, 5])
    yield history("a value that rose a little", [16, 4, 4.5], [8, 6, 7])
    yield history("a value that rose by exactly the share allowed", [16, 4, 5], [8, 6, 7])
    yield history("a value that rose far", [16, 4, 8], [8, 6, 7])
    yield history("a value that rose above the first", [4, 3, 6], [8, 6, 7])
    yield history("a value that is not a number", [16, 32, _NAN], [8, 9, _NAN])
    yield history("a value that is infinite", [16, 32, _INF], [8, 9, _INF])
    yield history("an infinite slope at a finite value", [16, 32, 64], [8, 9, _INF])
    yield history("a value that is nan at a finite slope", [16, 32, _NAN], [8, 9, 10])
    yield history("a slope that is nan at a finite value", [16, 32, 64], [8, 9, _NAN])
    yield history("a value of −inf at a finite slope", [16, 0, -_INF], [8, 9, 10])
    yield history("negative values that fall far", [-2, -4, -8], [8, 6, 5])
    yield history("a negative value that changed a little", [-2, -8, -9], [8, 6, 5])
    yield history("a value that falls through 0", [4, 2, -3], [8, 6, 5])
    yield history("a value that stays at 0", [4, 0, 0], [8, 6, 5])
    yield history("a value that leaves 0", [4, 0, -0.125], [8, 6, 5])
    yield history("a start on flat ground", [9], [0])
    yield history("a flat start at 0", [0], [0])
    yield history("a run of max_steps steps", [32, 16, 8, 4], [8, 7, 6, 5], 0.25, 3)
    yield history("one step before max_steps", [32, 16, 8], [8, 7, 6], 0.25, 3)
    yield history("one step beyond max_steps", [64, 32, 16, 8, 4], [9, 8, 7, 6, 5], 0.25, 3)
    yield history("a start where no step is allowed", [9], [6], 0.25, 0)
    yield history("a start with a tolerance of 0", [9], [6], 0.0)
    yield history("a tolerance of 0 on flat ground", [16, 8, 4], [8, 6, 0], 0.0)
    yield history("a tolerance of 0 and a value that stays", [16, 8, 8], [8, 6, 5], 0.0)
    yield history("a tolerance of 0 and a run under way", [16, 8, 7.5], [8, 6, 0.5], 0.0)
    yield history("a loss in small units", [9e-6, 4e-6, 2e-6], [6e-6, 4e-6, 2.5e-6])
    yield history("a loss in large units", [9e6, 4e6, 3.5e6], [6e6, 5e6, 4e6])
    yield history("a flat stretch that ends", [16, 16, 8], [8, 8, 5])
    yield history("a slope that was small and grows", [16, 8, 4], [8, 1, 5])


def at_once() -> Iterator[dict[str, Any]]:
    """Yield records of which several tests speak at once, every two of them and more."""
    values = {"falls": 6, "stays": 12, "is nan": _NAN, "is inf": _INF, "is −inf": -_INF}
    slopes = {"is 5": 5, "is 1": 1, "is nan": _NAN, "is inf": _INF}
    for (moves, value), (is_, slope), last in product(values.items(), slopes.items(), (2, 20)):
        name = f"a run whose value {moves} and whose slope {is_}" + (
            ", after the last step allowed" if last == 2 else ""
        )
        yield history(name, [16, 12, value], [8, 6, slope], 0.25, last)
    for value, slope in product((9, _NAN, _INF, -_INF), (6, 0, _NAN, _INF)):
        for last in (0, 20):
            yield history("a start" if last else "a start as the end", [value], [slope], 0.25, last)


def in_units() -> Iterator[dict[str, Any]]:
    """Yield records of several lengths in units of all sizes, so that each test speaks in all."""
    units = ((1e-9, 1), (1, 1e-9), (1e9, 1), (1, 1e9), (-1, 1), (1e-4, 1e-4), (1e4, 1e4))
    leads: tuple[tuple[list[float], list[float]], ...] = (
        ([], []),
        ([16], [8]),
        ([64, 32, 16], [8, 9, 7]),
    )
    ends = ((6, 5, 20), (6, 1, 20), (11, 6, 20), (6, 6, 1), (_NAN, 6, 20), (6, _INF, 20))
    for (height, rise), (values, slopes), (value, slope, last) in product(units, leads, ends):
        yield history(
            "a run in units of its own",
            [height * each for each in (*values, 12, value)],
            [rise * each for each in (*slopes, 6, slope)],
            0.25,
            last,
        )


def of_shares() -> Iterator[dict[str, Any]]:
    """Yield records whose slope or value comes to a multiple of what the tolerance asks for."""
    for share in (1 / 256, 1 / 32, 1 / 8, 3 / 8, 5 / 8, 7 / 8, 9 / 8, 3 / 2, 3, 6, 12, 48):
        small = share / 64
        yield history("a slope that falls by a factor", [32, 16, 6], [8, 6, 8 * small], 1 / 64)
        yield history("a value that falls by a share", [32, 16, 16 - 16 * small], [8, 6, 5], 1 / 64)


def of_sizes() -> Iterator[dict[str, Any]]:
    """Yield records on either side of every number that may have been written in."""
    for number, side in product(NUMBERS, (15 / 16, 17 / 16)):
        share = number * side
        half = share / 2
        yield history("a slope that falls by a factor", [32, 16, 6], [8, 6, 8 * share], half)
        yield history("a value that falls by a share", [32, 16, 16 * (1 - share)], [8, 6, 5], half)
    for number, side in product(SMALL, (15 / 16, 17 / 16)):
        unit = number * side
        slopes, values = [unit * 2, unit * 1.5, unit], [unit * 4, unit * 3, unit]
        yield history("a slope in small units", [32, 16, 6], slopes)
        if number >= 1e-10:
            yield history("a value in small units", values, [8, 6, 5])
            yield history("a negative value in small units", [-u for u in values[::-1]], [8, 6, 5])
            yield history("a small value of the other sign", [unit, -unit / 2, unit / 2], [8, 6, 5])
    for number, side in product(LARGE, (15 / 16, 17 / 16)):
        unit = number * side
        yield history("a large value", [unit * 4, unit * 2, unit], [8, 6, 5])
        yield history("a large negative value", [-unit / 4, -unit / 2, -unit], [8, 6, 5])
        yield history("a large slope", [32, 16, 6], [unit * 2, unit * 1.5, unit])
    for number, side in product(FACTORS, (15 / 16, 17 / 16)):
        times = number * side
        yield history("a value that grew", [4, 3, 4 * times], [8, 6, 5])
        yield history("a value that grew in a step", [40, 4, 4 * times], [8, 6, 5], 0.125)
        yield history("a slope that grew", [32, 16, 6], [4, 3, 4 * times])
        yield history("a slope that grew in a step", [32, 16, 6], [9, 3, 3 * times])


def of_lengths() -> Iterator[dict[str, Any]]:
    """Yield long records, on either side of every count that may have been written in."""
    for t in sorted({*COUNTS, *(count - 1 for count in COUNTS)}):
        values = [
            (16.0, 8.0, 32.0, 4.0)[k % 4] for k in range(t + 1)
        ]  # up and down, and never little
        slopes = [(8.0, 6.0, 7.0, 5.0)[k % 4] for k in range(t + 1)]
        yield history(f"a run of {t} steps", values, slopes, 0.25, 5000)


def at_random(count: int = 100) -> Iterator[dict[str, Any]]:
    """Yield records of all sorts, many of them on a boundary."""
    dice = Random(4)
    for _ in range(count):
        tolerance = dice.choice((0.5, 0.25, 0.125, 0.0625))
        length = dice.randint(1, 6)
        values = [dice.randint(-32, 64) / 4 for _ in range(length)]
        slopes = [dice.randint(4, 64) / 4 for _ in range(length)]
        some = (0.0, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 4.0)
        if length > 1 and dice.random() < 0.6:
            way = dice.choice((-1, 1)) * dice.choice(some) * tolerance
            values[-1] = values[-2] * (1 + way)
        if length > 1 and dice.random() < 0.5:
            slopes[-1] = slopes[0] * tolerance * dice.choice(some[1:])
        yield history("a run", values, slopes, tolerance, dice.randint(0, 8))


HISTORIES = [
    *readable(),
    *at_once(),
    *at_random(),
    *of_shares(),
    *in_units(),
    *of_sizes(),
    *of_lengths(),
]
