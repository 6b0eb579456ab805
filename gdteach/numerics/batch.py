"""Many starts descended as one array: what basin maps and sweeps over starts are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdteach.numerics import arguments
from gdteach.numerics.methods import Method, State
from gdteach.numerics.objective import Objective
from gdteach.numerics.trajectory import Stopping, norms

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]

_BLOCK = 32_768  # numbers per array worked on at a time: a handful of them fit a core's cache
_LOOK_EVERY = 16  # steps between two looks for starts that left the numbers


@dataclass(frozen=True, eq=False, repr=False)
class Endpoints:
    """Where each of many descents ended. The arrays are read-only, one row per start.

    Parameters
    ----------
    points : array, shape (n, d)
        The last iterate (unit of w); of a diverged descent, the last finite one.
    values : array, shape (n,)
        f there.
    gradient_norms : array, shape (n,)
        ‖∇f‖₂ there. Far from 0 after many steps, the descent is still under way or in a cycle.
    steps : integer array, shape (n,)
        Steps taken to get there.
    settled : boolean array, shape (n,)
        Whether a tolerance ended the descent.
    diverged : boolean array, shape (n,)
        Whether it left the numbers, at step ``steps + 1``.
    """

    points: Array
    values: Array
    gradient_norms: Array
    steps: NDArray[np.intp]
    settled: Mask
    diverged: Mask

    def __post_init__(self) -> None:
        """Make the arrays read-only."""
        for array in vars(self).values():
            array.setflags(write=False)

    def __len__(self) -> int:
        return len(self.points)

    def __repr__(self) -> str:
        return f"Endpoints({len(self)} starts, {int(self.diverged.sum())} diverged)"


def descend_many(
    objective: Objective, starts: ArrayLike, method: Method, stopping: Stopping | None = None
) -> Endpoints:
    """Return where ``method`` takes each of many starts.

    Parameters
    ----------
    objective : Objective
        What to minimise.
    starts : array, shape (n, d)
        One start per row (unit of w).
    method : Method
        The update rule.
    stopping : Stopping, optional
        When to stop, start by start; left out, after 100 steps.

    Returns
    -------
    Endpoints
        Each row as `descend` would have ended from that start. A start where f or ∇f is not finite
        is no error here: it has diverged after 0 steps.

    Raises
    ------
    TypeError, ValueError
        If an argument is not what it should be.

    Notes
    -----
    Without a tolerance f itself is looked at every 16 steps only. A value that is infinite or NaN
    in between, while the iterates and gradients around it are finite, passes unnoticed.

    Examples
    --------
    >>> from gdteach.numerics.methods import GradientDescent
    >>> from gdteach.numerics.catalogue import double_well
    >>> ends = descend_many(double_well(), [[-1.5], [1.5]], GradientDescent(0.05))
    >>> ends
    Endpoints(2 starts, 0 diverged)
    >>> print(ends.points.ravel().round(6))
    [-1.035579  0.96015 ]
    """
    remedy = "wrap a function of your own with as_objective(...)"
    arguments.instance("objective", objective, Objective, remedy)
    rows = arguments.points("starts", starts, objective.dimension)
    arguments.instance("method", method, Method, "for instance GradientDescent(learning_rate=0.1)")
    stopping = (
        Stopping() if stopping is None else arguments.instance("stopping", stopping, Stopping)
    )
    watch = any(tolerance is not None for tolerance in stopping.tolerances)
    n = len(rows)
    steps, settled, diverged = np.zeros(n, np.intp), np.zeros(n, np.bool_), np.zeros(n, np.bool_)
    size = max(1, _BLOCK // objective.dimension)
    with np.errstate(all="ignore"):
        for first in range(0, n, size):
            block = slice(first, first + size)
            w = np.asfortranarray(rows[block])  # each coordinate in one piece of memory
            if watch:
                outcome = _watched(objective, w, method, stopping)
            else:
                outcome = _unwatched(objective, w, method, stopping)
            rows[block], steps[block], settled[block], diverged[block] = outcome
        values = np.asarray(objective.function(rows))
        gradient_norms = norms(objective.gradient(rows))
    return Endpoints(rows, values, gradient_norms, steps, settled, diverged)


_Outcome = tuple[Array, NDArray[np.intp], Mask, Mask]


def _unwatched(objective: Objective, w: Array, method: Method, stopping: Stopping) -> _Outcome:
    """Return points, steps, settled, diverged after all steps; look only now and then."""
    starts, state = w, method.start(w)
    running = np.arange(len(w))
    for step in range(stopping.max_steps + 1):
        if step % _LOOK_EVERY == 0 or step == stopping.max_steps:
            finite = _finite(w, objective.function(w))
            if step == stopping.max_steps:
                finite &= _finite(objective.gradient(w))
            if not finite.all():
                running, w, state = running[finite], _rows(w, finite), _memory(state, finite)
        if step < stopping.max_steps:
            w, state = method.update(w, objective.gradient(w), state)
    n = len(starts)
    points, steps = np.empty_like(starts), np.full(n, stopping.max_steps)
    settled, diverged = np.zeros(n, np.bool_), np.zeros(n, np.bool_)
    points[running] = w
    lost = np.ones(n, np.bool_)
    lost[running] = False
    if lost.any():  # again from the start, one look per step: which one left the numbers?
        outcome = _watched(objective, _rows(starts, lost), method, stopping)
        points[lost], steps[lost], settled[lost], diverged[lost] = outcome
    return points, steps, settled, diverged


def _watched(objective: Objective, w: Array, method: Method, stopping: Stopping) -> _Outcome:
    """Return points, steps, settled, diverged, with all tests made at every step."""
    n = len(w)
    points, steps = w.copy(order="K"), np.zeros(n, np.intp)
    settled, diverged = np.zeros(n, np.bool_), np.zeros(n, np.bool_)
    running, alive = np.arange(n), np.ones(n, np.bool_)
    value, gradient, state = objective.function(w), objective.gradient(w), method.start(w)
    before, lost, quiet = w, ~_finite(value, gradient), _quiet(stopping, gradient)
    for step in range(stopping.max_steps + 1):
        if step > 0:
            before, value_before = w, value
            w, state = method.update(w, gradient, state)
            value, gradient = objective.function(w), objective.gradient(w)
            lost = ~_finite(w, value, gradient)
            quiet = _quiet(stopping, gradient, w - before, value - value_before)
        ends = alive & (lost | quiet) if step < stopping.max_steps else alive
        if ends.any():
            here, astray = running[ends], lost[ends]
            points[here] = np.where(astray[:, np.newaxis], before[ends], w[ends])
            steps[here] = np.where(astray, max(step - 1, 0), step)
            diverged[here], settled[here] = astray, quiet[ends] & ~astray
            alive = alive & ~ends
            if not alive.any():
                break
            if lost.any() or alive.mean() < 0.75:  # leave the others behind, not one by one
                w, value, gradient = (_rows(array, alive) for array in (w, value, gradient))
                running, state = running[alive], _memory(state, alive)
                alive = np.ones(len(running), np.bool_)
    return points, steps, settled, diverged


def _quiet(stopping: Stopping, *changes: Array) -> Mask:
    """Return which rows meet a tolerance, from gradients, steps and changes of value."""
    quiet = np.zeros(len(changes[0]), np.bool_)
    for tolerance, change in zip(stopping.tolerances, changes, strict=False):
        if tolerance is not None:
            quiet |= (norms(change) if change.ndim == 2 else np.abs(change)) <= tolerance
    return quiet


def _finite(*arrays: Array) -> Mask:
    """Return which rows are finite in all the arrays, of shape (n,) or (n, d)."""
    finite = np.ones(len(arrays[0]), np.bool_)
    if not np.isfinite(sum(np.sum(array) for array in arrays)):  # one look at all is usually enough
        for array in arrays:
            finite &= np.isfinite(array) if array.ndim == 1 else np.isfinite(array).all(axis=1)
    return finite


def _rows(array: Array, mask: Mask) -> Array:
    """Return the chosen rows, each coordinate still in one piece of memory."""
    return np.asfortranarray(array[mask])


def _memory(state: State, mask: Mask) -> State:
    """Return a method's memory of the chosen rows."""

    def kept(part: Any) -> Any:
        return _rows(part, mask) if isinstance(part, np.ndarray) and part.ndim else part

    return tuple(kept(part) for part in state)
