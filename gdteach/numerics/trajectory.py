"""The record of one descent: every iterate, why it stopped, and a sentence about it."""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from gdteach.numerics import arguments
from gdteach.numerics.curvature import curvature
from gdteach.numerics.method import GradientDescent, Method
from gdteach.numerics.objective import Array, Objective
from gdteach.numerics.wording import bracketed, number, times

ROUNDING = 1e-9, 1e-12  # of how far f has moved, and of f: a smaller rise is the computer's
IN_A_ROW = 3  # rises, after which a run is said to climb; one or two may be an overshoot


class Stop(Enum):
    """Why a descent ended. The value reads well after "stopped: "."""

    GRADIENT_SMALL = "gradient small"
    STEP_SMALL = "step small"
    VALUE_CHANGE_SMALL = "value change small"
    STEP_LIMIT = "step limit"
    DIVERGED = "diverged"


@dataclass(frozen=True)
class Stopping:
    """When to stop: a step limit, and up to three tolerances. None switches a test off.

    Parameters
    ----------
    max_steps : int
        The most steps taken.
    gradient_tolerance : float, zero or positive, optional
        Stop at the first iterate with ‖∇f(w_t)‖₂ at or below it (unit of ∇f); the start counts.
    step_tolerance : float, zero or positive, optional
        Stop after the first step with ‖w_{t+1} − w_t‖₂ at or below it (unit of w).
    value_tolerance : float, zero or positive, optional
        Stop after the first step with |f(w_{t+1}) − f(w_t)| at or below it (unit of f).

    Notes
    -----
    The tests are made in the order gradient, step, value, limit; the first that holds is the one
    reported. All are absolute: scale f by a millionth and the first and third mean something else.
    """

    max_steps: int = 100
    gradient_tolerance: float | None = None
    step_tolerance: float | None = None
    value_tolerance: float | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "max_steps", arguments.whole_number("max_steps", self.max_steps))
        for name in ("gradient_tolerance", "step_tolerance", "value_tolerance"):
            given = getattr(self, name)
            if given is not None:
                remedy = "None switches the test off"
                number = arguments.number_within(name, given, at_least=0, remedy=remedy)
                object.__setattr__(self, name, number)

    @property
    def tolerances(self) -> tuple[float | None, float | None, float | None]:
        """The tolerances for gradient, step and value change."""
        return self.gradient_tolerance, self.step_tolerance, self.value_tolerance


@dataclass(frozen=True, eq=False, repr=False)
class Trajectory:
    """One descent, from its start to where it stopped. The arrays are read-only.

    Parameters
    ----------
    iterates : array, shape (T + 1, d)
        w₀ … w_T; row t is the iterate after t steps (unit of w).
    values : array, shape (T + 1,)
        f(w₀) … f(w_T).
    gradients : array, shape (T + 1, d)
        ∇f(w₀) … ∇f(w_T).
    method : Method
        The update rule, with its learning rate.
    stop : Stop
        Why it ended.
    objective : Objective
        What was minimised.
    stopping : Stopping
        The tests that were in force.

    Notes
    -----
    A run that diverges keeps its finite iterates: `values` and `gradients` are finite too, and the
    step that would have come next, `diverged_at`, is the one that left the numbers.
    """

    iterates: Array
    values: Array
    gradients: Array
    method: Method
    stop: Stop
    objective: Objective
    stopping: Stopping

    def __post_init__(self) -> None:
        for array in (self.iterates, self.values, self.gradients):
            array.setflags(write=False)

    @property
    def n_steps(self) -> int:
        """T, the number of steps taken."""
        return len(self.iterates) - 1

    @property
    def start(self) -> Array:
        """w₀, shape (d,)."""
        return self.iterates[0]

    @property
    def end(self) -> Array:
        """w_T, the last iterate, shape (d,)."""
        return self.iterates[-1]

    @property
    def gradient_norms(self) -> Array:
        """‖∇f(w_t)‖₂ at every iterate, shape (T + 1,)."""
        return norms(self.gradients)

    @property
    def step_lengths(self) -> Array:
        """‖w_{t+1} − w_t‖₂ of every step, shape (T,) (unit of w)."""
        return norms(np.diff(self.iterates, axis=0))

    @property
    def diverged_at(self) -> int | None:
        """The step that left the numbers, or None if none did."""
        return self.n_steps + 1 if self.stop is Stop.DIVERGED else None

    @cached_property
    def rising_since(self) -> NDArray[np.int64]:
        """For every iterate the step since which f has risen at each step, shape (T + 1,).

        It is t itself where the step to w_t did not climb.
        """
        f, steps = self.values, np.arange(self.n_steps + 1)
        with np.errstate(over="ignore"):
            moved = np.maximum.accumulate(f) - np.minimum.accumulate(f)
            unseen = np.maximum(ROUNDING[0] * moved, ROUNDING[1] * np.abs(f))
            rose = np.diff(f, prepend=f[0]) > unseen
        return np.maximum.accumulate(np.where(rose, 0, steps))

    @property
    def climbs_since(self) -> int | None:
        """The step since which f has risen at each step to the end; None if it does not climb."""
        since = int(self.rising_since[-1])
        long_enough = self.n_steps - since >= min(IN_A_ROW, max(self.n_steps, 1))
        # a method with a memory may well roll uphill for a while
        plain = isinstance(self.method, GradientDescent)
        return since if long_enough and (plain or self.values[-1] > self.values[0]) else None

    def summary(self) -> str:
        """Return a sentence or two: where it stands, why it stopped, what to try if it diverged."""
        norm, since = self.gradient_norms[-1], self.climbs_since
        count, first, last = times(self.n_steps, "step"), self.values[0], self.values[-1]
        where = f"at w = {_shown(self.end)} the value is {number(last, 6)}"
        if self.stop is Stop.DIVERGED:
            begin = "S" if since is None else f"It climbed from step {since} on; s"
            end = f"from w = {_shown(self.end)}, led to where f or ∇f is infinite or undefined"
            return f"{begin}tep {self.diverged_at}, {end}. {self._advice()}"
        if self.stop is Stop.STEP_LIMIT:
            if since is not None:
                climb = f"from {number(self.values[since])} to {number(last)}"
                said = f"it climbs: f has risen at each step since step {since}, {climb}"
            elif last - first > ROUNDING[1] * abs(last):
                said = f"ended higher than it began: f went from {number(first)} to {number(last)}"
            else:
                still = "is still " if norm > 0 else "= "
                return f"Used up all {count}: {where} and ‖∇f‖ {still}{number(norm, 6)}."
            return f"Used up all {count}, and {said}. {self._advice()}"
        gradient, step, value = (number(each or 0) for each in self.stopping.tolerances)
        if self.stop is Stop.GRADIENT_SMALL:
            because = f"the gradient is small, ‖∇f‖ = {number(norm)} ≤ {gradient}"
            return f"Stopped after {count} because {because}: {where}."
        if self.stop is Stop.STEP_SMALL:
            because = f"the last step was short, {number(self.step_lengths[-1])} ≤ {step}"
        else:
            change = abs(self.values[-1] - self.values[-2])
            because = f"the value hardly changed, by {number(change)} ≤ {value}"
        return f"Stopped after {count} because {because}: {where} and ‖∇f‖ is {number(norm)}."

    def _advice(self) -> str:
        """Return what to try after a divergence."""
        rate = getattr(self.method, "learning_rate", None)
        if rate is None:
            return "Try shorter steps."
        known = curvature(self.objective)
        if known is not None and rate >= 2 / known.largest:
            wall = (
                f"2/L = {number(2 / known.largest, 6)}{f' (L {known.where})' * bool(known.where)}"
            )
            return f"Try a learning rate below {wall}; this one was {number(rate, 6)}."
        third = number(rate / 3, 2)
        return f"Try a third of the learning rate, {third}, and a third again if need be."

    def __repr__(self) -> str:
        return f"Trajectory({times(self.n_steps, 'step')}, stopped: {self.stop.value})"


def norms(vectors: Array) -> Array:
    """Return Euclidean lengths along the last axis, finite wherever the true length is."""
    return np.hypot.reduce(vectors, axis=-1, initial=0.0)


def _shown(w: Array) -> str:
    """Return a point in print, with at most four coordinates."""
    return bracketed([number(float(x), 6) for x in w[:4]] + ["…"] * (len(w) > 4))
