"""The records that a stopping rule is asked about: a few to read, the others made by rule.

Numbers that meet a boundary are halves, quarters and eighths, so that every way of writing the
comparison meets it, too.
"""

from collections.abc import Iterator
from itertools import product
from random import Random
from typing import Any

from gdteach.ask.replies import shown

_NAN, _INF = float("nan"), float("inf")
_MOST = 5  # numbers of a record that a reply shows

#: What goes on, the values, the slopes, and perhaps the tolerance and max_steps: quoted first.
READABLE: list[tuple[Any, ...]] = [
    ("the start, no step taken yet", [9], [6]),
    ("a run under way", [16, 8, 4], [8, 6, 5]),
    ("a slope that fell far", [16, 8, 4, 2], [8, 4, 2, 1]),
    ("a slope that fell to exactly the share asked for", [16, 8, 4], [8, 6, 2]),
    ("a slope that fell at once and stayed", [16, 8, 4, 2, 1], [16, 2, 2, 2, 2], 0.5),
    ("a value stuck at 100 while the slope is 20", [100, 100], [20, 20]),
    ("a value that changed a little", [32, 16, 14], [8, 6, 5]),
    ("a value that changed by exactly the share allowed", [32, 16, 12], [8, 6, 5]),
    ("a value that rose a little", [16, 4, 4.5], [8, 6, 7]),
    ("a value that rose by a little more than the share", [16, 4, 5.25], [8, 6, 7]),
    ("a value that rose by exactly the share allowed", [16, 4, 5], [8, 6, 7]),
    ("a value that is not a number", [16, 32, _NAN], [8, 9, _NAN]),
    ("a value that is infinite", [16, 32, _INF], [8, 9, _INF]),
    ("an infinite slope at a finite value", [16, 32, 64], [8, 9, _INF]),
    ("a value that is nan at a finite slope", [16, 32, _NAN], [8, 9, 10]),
    ("a slope that is nan at a finite value", [16, 32, 64], [8, 9, _NAN]),
    ("negative values that fall far", [-2, -4, -8], [8, 6, 5]),
    ("a negative value that changed a little", [-2, -8, -9], [8, 6, 5]),
    ("a value that falls through 0", [4, 2, -3], [8, 6, 5]),
    ("a value that changes its sign alone", [8, 4, -4], [8, 6, 5]),
    ("a value that stays at 0", [4, 0, 0], [8, 6, 5]),
    ("a value that leaves 0", [4, 0, -0.125], [8, 6, 5]),
    ("a flat start at 0", [0], [0]),
    ("a run of max_steps steps", [32, 16, 8, 4], [8, 7, 6, 5], 0.25, 3),
    ("one step before max_steps", [32, 16, 8], [8, 7, 6], 0.25, 3),
    ("two steps of four", [32, 16, 8], [8, 7, 6], 0.25, 4),
    ("one step beyond max_steps", [64, 32, 16, 8, 4], [9, 8, 7, 6, 5], 0.25, 3),
    ("a start where no step is allowed", [9], [6], 0.25, 0),
    ("a tolerance of 0 on flat ground", [16, 8, 4], [8, 6, 0], 0.0),
    ("a tolerance of 0 and a value that stays", [16, 8, 8], [8, 6, 5], 0.0),
    ("a run of 11 steps", [16, 8, 32, 4] * 3, [8, 6, 7, 5] * 3, 0.25, 5000),
    ("a run of 103 steps", [16, 8, 32, 4] * 26, [8, 6, 7, 5] * 26, 0.25, 5000),
    ("a run of 1039 steps", [16, 8, 32, 4] * 260, [8, 6, 7, 5] * 260, 0.25, 5000),
    ("a flat stretch that ends", [16, 16, 8], [8, 8, 5]),
    ("a slope that was small and grows", [16, 8, 4], [8, 1, 5]),
]


def made() -> Iterator[tuple[Any, ...]]:
    """Yield records made by rule."""
    # several tests speak at once: every two of them and more
    for value, slope, last in product((6, 12, _NAN, -_INF), (5, 1, _NAN), (2, 20)):
        yield ("a run", [16, 12, value], [8, 6, slope], 0.25, last)
    for value, slope, last in ((_NAN, 6, 0), (9, _NAN, 20), (_INF, 0, 20), (9, 0, 0), (9, 0, 20)):
        yield ("a start", [value], [slope], 0.25, last)
    # units of all sizes
    units = ((1e-9, 1), (1, 1e-9), (1e9, 1), (1, 1e9), (-1, 1), (1e-4, 1e-4))
    for (height, rise), (value, slope) in product(units, ((6, 5), (6, 1), (11, 6))):
        values, slopes = [height * v for v in (16, 12, value)], [rise * s for s in (8, 6, slope)]
        yield ("a run in units of its own", values, slopes)
    # multiples of what the tolerance asks for
    shares = [(share / 64, 1 / 64) for share in (1 / 32, 3 / 4, 3 / 2, 6, 48)]
    for share, tolerance in (*shares, *((share, 0.25) for share in (1e-9, 1e-7, 1e-5, 1e-3))):
        yield ("a slope that falls by a factor", [32, 16, 6], [8, 6, 8 * share], tolerance)
        yield ("a value that falls by a share", [32, 16, 16 - 16 * share], [8, 6, 5], tolerance)
    dice = Random(4)
    for _ in range(20):  # of all sorts, many of them on a boundary
        tolerance, length = dice.choice((0.5, 0.25, 0.125)), dice.randint(2, 6)
        values = [dice.randint(-32, 64) / 4 for _ in range(length)]
        slopes = [dice.randint(4, 64) / 4 for _ in range(length)]
        values[-1] = values[-2] * (1 + dice.choice((-4, -1.5, -1, -0.5, 0.75, 1, 2)) * tolerance)
        slopes[-1] = slopes[0] * tolerance * dice.choice((0.5, 1, 1.25, 2, 4))
        yield ("a run", values, slopes, tolerance, dice.randint(0, 8))


def history(
    name: str, values: list[float], slopes: list[float], tolerance: float = 0.25, last: int = 20
) -> dict[str, Any]:
    """Return a record f(w₀) … f(w_t) and ‖∇f(w₀)‖ … ‖∇f(w_t)‖, with its name in words."""
    given = {"values": [*map(float, values)], "slopes": [*map(float, slopes)]}
    record = f"values [{_listed(given['values'])}], slopes [{_listed(given['slopes'])}]"
    return {**given, "tolerance": tolerance, "max_steps": last, "name": f"{name} ({record})"}


def _listed(numbers: list[float]) -> str:
    few = len(numbers) <= _MOST
    return shown(numbers) if few else f"{shown(numbers[:2])}, …, {shown(numbers[-2:])}"


HISTORIES = [history(*row) for row in (*READABLE, *made())]
