"""The record of one descent: every iterate, why it stopped, and a sentence about it."""

from dataclasses import dataclass
from enum import Enum

import numpy as np

from gdteach.numerics import arguments
from gdteach.numerics.methods import Method
from gdteach.numerics.objective import Array, Objective
from gdteach.numerics.wording import bracketed, times


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

    def summary(self) -> str:
        """Return a sentence or two: where it stands, why it stopped, what to try if it diverged."""
        norm = self.gradient_norms[-1]
        if self.stop is Stop.DIVERGED:
            return (
                f"Left the numbers at step {self.diverged_at}: after w = {_shown(self.end)}, with "
                f"‖∇f‖ = {norm:.3g}, something was infinite or undefined. {self._advice()}"
            )
        where = f"at w = {_shown(self.end)} the value is {self.values[-1]:.6g}"
        count = times(self.n_steps, "step")
        if self.stop is Stop.STEP_LIMIT:
            still = "is still " if norm > 0 else "= "
            return f"Used up all {count}: {where} and ‖∇f‖ {still}{norm:.6g}."
        gradient, step, value = self.stopping.tolerances
        if self.stop is Stop.GRADIENT_SMALL:
            because = f"the gradient is small, ‖∇f‖ = {norm:.3g} ≤ {gradient:.3g}"
            return f"Stopped after {count} because {because}: {where}."
        if self.stop is Stop.STEP_SMALL:
            because = f"the last step was short, {self.step_lengths[-1]:.3g} ≤ {step:.3g}"
        else:
            change = abs(self.values[-1] - self.values[-2])
            because = f"the value hardly changed, by {change:.3g} ≤ {value:.3g}"
        return f"Stopped after {count} because {because}: {where} and ‖∇f‖ is {norm:.3g}."

    def _advice(self) -> str:
        """Return what to try after a divergence."""
        rate = getattr(self.method, "learning_rate", None)
        if rate is None:
            return "Try shorter steps."
        L = self.objective.smoothness
        if L is not None and rate >= 2 / L:
            return f"Try a learning rate below 2/L = {2 / L:.6g}; this one was {rate:.6g}."
        return f"Try a third of the learning rate, {rate / 3:.2g}, and a third again if need be."

    def __repr__(self) -> str:
        return f"Trajectory({times(self.n_steps, 'step')}, stopped: {self.stop.value})"


def norms(vectors: Array) -> Array:
    """Return Euclidean lengths along the last axis, finite wherever the true length is."""
    if vectors.shape[-1] == 1:
        return np.abs(vectors[..., 0])
    with np.errstate(all="ignore"):
        lengths = np.sqrt(np.sum(vectors * vectors, axis=-1))
        if np.isfinite(lengths).all():
            return lengths
        # Squares of components beyond 1e154 overflow: scale those vectors first.
        largest = np.abs(vectors).max(axis=-1)
        again = largest * np.sqrt(np.sum((vectors / largest[..., np.newaxis]) ** 2, axis=-1))
        return np.where(np.isfinite(lengths) | ~np.isfinite(largest), lengths, again)


def _shown(w: Array) -> str:
    """Return a point in print, with at most four coordinates."""
    return bracketed([f"{x:.6g}" for x in w[:4]] + ["…"] * (len(w) > 4))
