"""What a program may hand back from a right walk: rows missing, twice, on their side, all alike.

Each function takes the walk, a function of the number of steps, and the number asked for.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gdteach.ask.walks import Vector

Points = Callable[[int], Vector]
Keep = Callable[[Points, int], Vector]


def one_row_more(walk: Points, n_steps: int) -> Vector:
    """Return the walk with one step more than was asked for."""
    return walk(n_steps + 1)


def one_row_less(walk: Points, n_steps: int) -> Vector:
    """Return the walk without its last step."""
    return walk(n_steps - 1)


def last_row_empty(walk: Points, n_steps: int) -> Vector:
    """Return the walk with its last row still zero."""
    rows = walk(n_steps)
    rows[-1] = 0.0
    return rows


def no_start(walk: Points, n_steps: int) -> Vector:
    """Return the walk from its second point on."""
    return walk(n_steps)[1:]


def no_start_then_one_more(walk: Points, n_steps: int) -> Vector:
    """Return as many points as asked for, the start not among them."""
    return walk(n_steps + 1)[1:]


def no_start_then_zeros(walk: Points, n_steps: int) -> Vector:
    """Return the walk from its second point on, in an array with a row too many."""
    rows = walk(n_steps)
    return np.vstack([rows[1:], np.zeros_like(rows[:1])])


def start_twice(walk: Points, n_steps: int) -> Vector:
    """Return the start, and then the walk without its last point."""
    rows = walk(n_steps)
    return np.vstack([rows[:1], rows[:-1]])


def start_twice_then_all(walk: Points, n_steps: int) -> Vector:
    """Return the start, and then the whole walk."""
    rows = walk(n_steps)
    return np.vstack([rows[:1], rows])


def first_step_only(walk: Points, n_steps: int) -> Vector:
    """Return the start and the first step, as from inside the loop."""
    return walk(1)


def start_only(walk: Points, n_steps: int) -> Vector:
    """Return the start alone."""
    return walk(0)


def first_point_only(walk: Points, n_steps: int) -> Vector:
    """Return the first point after the start, as a bare point."""
    return walk(1)[-1]


def last_point(walk: Points, n_steps: int) -> Vector:
    """Return the last iterate, as a bare point."""
    return walk(n_steps)[-1]


def last_row(walk: Points, n_steps: int) -> Vector:
    """Return the last iterate, as the only row."""
    return walk(n_steps)[-1:]


def all_the_end(walk: Points, n_steps: int) -> Vector:
    """Return the last point in every row, as a list that holds one array many times."""
    return np.repeat(walk(n_steps)[-1:], n_steps + 1, axis=0)


def all_the_end_no_start(walk: Points, n_steps: int) -> Vector:
    """Return the last point once for every step."""
    return all_the_end(walk, n_steps)[1:]


def start_then_the_end(walk: Points, n_steps: int) -> Vector:
    """Return the start, then the last point in every row."""
    rows = all_the_end(walk, n_steps)
    rows[0] = walk(0)[0]
    return rows


def start_overwritten(walk: Points, n_steps: int) -> Vector:
    """Return the walk with the last point in its first row, as when the start itself moved."""
    rows = walk(n_steps)
    rows[0] = rows[-1]
    return rows


def flattened(walk: Points, n_steps: int) -> Vector:
    """Return all coordinates in one long row."""
    return walk(n_steps).reshape(-1)


def transposed(walk: Points, n_steps: int) -> Vector:
    """Return one row per coordinate and one column per point."""
    return walk(n_steps).T
