"""The loop: evaluate the gradient, step, test, repeat, and hand back the record."""

import numpy as np
from numpy.typing import ArrayLike

from gdteach.numerics import arguments
from gdteach.numerics.method import GradientDescent, Method
from gdteach.numerics.objective import Array, Objective, checked_objective
from gdteach.numerics.trajectory import Stop, Stopping, Trajectory, norms


def gradient_descent(
    objective: Objective,
    start: ArrayLike,
    learning_rate: float,
    *,
    max_steps: int = 100,
    gradient_tolerance: float | None = None,
    step_tolerance: float | None = None,
    value_tolerance: float | None = None,
) -> Trajectory:
    """Return the record of plain gradient descent on ``objective`` from ``start``.

    Parameters
    ----------
    objective : Objective
        What to minimise: from the catalogue, or your own function through `as_objective`.
    start : float or array, shape (d,)
        w₀ (unit of w).
    learning_rate : float, positive
        η (squared unit of w per unit of value).
    max_steps : int
        The most steps taken; without a tolerance, exactly the number taken.
    gradient_tolerance, step_tolerance, value_tolerance : float, optional
        Stop early when ‖∇f(w)‖, the step's length or the change in f is at or below it;
        `Stopping` says when each is tested.

    Returns
    -------
    Trajectory
        Every iterate, value and gradient. Divergence and running out of steps are outcomes that
        its ``stop`` and ``summary()`` tell; they do not raise.

    Raises
    ------
    ValueError
        If f or ∇f is not finite at the start.

    Notes
    -----
    w_{t+1} = w_t − η∇f(w_t)

    Examples
    --------
    >>> from gdteach.numerics.catalogue import parabola
    >>> run = gradient_descent(parabola(2.0), start=10.0, learning_rate=0.2, max_steps=10)
    >>> run
    Trajectory(10 steps, stopped: step limit)
    >>> print(run.summary())
    Used up all 10 steps: at w = 0.0604662 the value is 0.00365616 and ‖∇f‖ is still 0.120932.
    """
    remedy = "0 would never move and a negative one would climb"
    eta = arguments.number_within("learning_rate", learning_rate, above=0, remedy=remedy)
    stopping = Stopping(max_steps, gradient_tolerance, step_tolerance, value_tolerance)
    return descend(objective, start, GradientDescent(eta), stopping)


def descend(
    objective: Objective, start: ArrayLike, method: Method, stopping: Stopping | None = None
) -> Trajectory:
    """Return the record of any ``method`` on ``objective``, as `gradient_descent` does of its own.

    Parameters
    ----------
    objective : Objective
        What to minimise.
    start : float or array, shape (d,)
        w₀ (unit of w); f and ∇f have to be finite there.
    method : Method
        The update rule, such as ``GradientDescent(learning_rate=0.1)``.
    stopping : Stopping, optional
        When to stop; left out, after 100 steps.
    """
    checked_objective(objective)
    w = arguments.point("start", start, objective.dimension)
    arguments.instance("method", method, Method, "for instance GradientDescent(learning_rate=0.1)")
    stopping = Stopping() if stopping is None else stopping
    arguments.instance("stopping", stopping, Stopping)
    with np.errstate(all="ignore"):  # overflow is an outcome here, not a warning
        here = _evaluated(objective, w)
        if here is None:
            requirement = "a point where f and ∇f are finite"
            raise ValueError(arguments.wrong("start", requirement, start, "start elsewhere"))
        record = [here]
        state = method.start(w)
        stop = _tested(stopping, record)
        while stop is None:
            w, _, gradient = record[-1]
            w_next, state = method.update(w, gradient, state)
            there = _evaluated(objective, w_next)
            if there is None:
                stop = Stop.DIVERGED
            else:
                record.append(there)
                stop = _tested(stopping, record)
    iterates, values, gradients = (np.array(column) for column in zip(*record, strict=True))
    return Trajectory(iterates, values, gradients, method, stop, objective, stopping)


def _evaluated(objective: Objective, w: Array) -> tuple[Array, float, Array] | None:
    """Return the point with its value and gradient, or None unless all of it is finite."""
    if not np.isfinite(w).all():
        return None
    try:
        value, gradient = float(objective.function(w)), objective.gradient(w)
    except ArithmeticError:  # plain Python numbers raise where NumPy's become infinite
        return None
    if not (np.isfinite(value) and np.isfinite(gradient).all()):
        return None
    return w, value, gradient


def _tested(stopping: Stopping, record: list[tuple[Array, float, Array]]) -> Stop | None:
    """Return the stopping test that holds after the newest entry of ``record``, if any."""
    w, value, gradient = record[-1]
    slope, step, change = stopping.tolerances
    if slope is not None and norms(gradient) <= slope:
        return Stop.GRADIENT_SMALL
    if len(record) > 1:
        w_before, value_before, _ = record[-2]
        if step is not None and norms(w - w_before) <= step:
            return Stop.STEP_SMALL
        if change is not None and abs(value - value_before) <= change:
            return Stop.VALUE_CHANGE_SMALL
    return Stop.STEP_LIMIT if len(record) > stopping.max_steps else None
