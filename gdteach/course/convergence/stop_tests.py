"""The stopping tests on one run: what each of them reads, and where each would have ended it."""

import numpy as np

from gdteach.numerics import arguments
from gdteach.numerics.objective import Array
from gdteach.numerics.trajectory import Stopping, Trajectory, norms

#: The four tests, by name, and the quantity each compares with its tolerance.
TESTS = {"gradient": "‖∇f‖", "step": "‖Δw‖", "value": "|Δf|", "limit": "t"}


def measured(run: Trajectory) -> dict[str, Array]:
    """Return what the tests read at every iterate of a run, each of shape (T + 1,).

    "gradient" is ‖∇f(w_t)‖₂ (unit of ∇f), "step" ‖w_t − w_{t−1}‖₂ (unit of w), and "value"
    |f(w_t) − f(w_{t−1})| (unit of f). The last two begin with NaN: there is no step before.
    """
    arguments.instance("run", run, Trajectory)
    with np.errstate(over="ignore"):
        changes = np.abs(np.diff(run.values))
    return {
        "gradient": run.gradient_norms,
        "step": np.concatenate([[np.nan], run.step_lengths]),
        "value": np.concatenate([[np.nan], changes]),
    }


def stop_steps(run: Trajectory, stopping: Stopping) -> dict[str, int | None]:
    """Return, by test, the step at which it would have ended a run, None if it never would.

    Parameters
    ----------
    run : Trajectory
        Long enough to see them all: a run that one of the tests ended says nothing about the rest.
    stopping : Stopping
        The tolerances and the step limit; a tolerance of None never ends a run.

    Examples
    --------
    >>> from gdteach.numerics.descent import gradient_descent
    >>> from gdteach.numerics.catalogue import parabola
    >>> run = gradient_descent(parabola(2.0), 10.0, 1e-8, max_steps=50)
    >>> stop_steps(run, Stopping(40, 1e-5, 1e-5, 1e-5))
    {'gradient': None, 'step': 1, 'value': 1, 'limit': 40}
    """
    arguments.instance("stopping", stopping, Stopping)
    found: dict[str, int | None] = {}
    series = measured(run)
    for (name, sizes), tolerance in zip(series.items(), stopping.tolerances, strict=True):
        passed = np.zeros(0) if tolerance is None else np.flatnonzero(sizes <= tolerance)
        found[name] = int(passed[0]) if passed.size else None
    found["limit"] = stopping.max_steps if stopping.max_steps <= run.n_steps else None
    return found


def distance(run: Trajectory, step: int) -> float | None:
    """Return how far iterate w_step is from the nearest minimiser, None where none is known."""
    apart = norms(run.objective.minimisers - run.iterates[step])
    return float(apart.min()) if apart.size else None
