"""What labs of one run, or of one point, ask the numerics for; else there is nothing to see."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.figure.captions import descent_named
from gdteach.lab.scene import NothingToSee
from gdteach.numerics.descent import descend
from gdteach.numerics.method import GradientDescent, Method
from gdteach.numerics.objective import Objective
from gdteach.numerics.own_function import failure
from gdteach.numerics.trajectory import Stopping, Trajectory
from gdteach.numerics.wording import vector


def run_of(objective: Objective, start: Any, rule: float | Method, max_steps: int) -> Trajectory:
    """Return a run of a method, or of gradient descent with a learning rate.

    Raise `NothingToSee` where f has no value or fails.
    """
    method = rule if isinstance(rule, Method) else GradientDescent(rule)
    try:
        return descend(objective, start, method, Stopping(max_steps))
    except Exception as error:
        why = failure(error)
        if not why and not isinstance(error, ValueError):
            raise
        raise NothingToSee(why or f"No descent from here: {error}") from None


def finding(run: Trajectory, learning_rate: float) -> str:
    """Return in words where a run went, for those who do not see it."""
    end = f"after {run.n_steps} steps at {vector(run.end)}"
    if run.climbs_since is not None:
        end += f", climbing since step {run.climbs_since}"
    return f"{descent_named(run, learning_rate)}: {end}."


def seen_at(objective: Objective, point: Any) -> tuple[NDArray[np.float64], float, NDArray[Any]]:
    """Return a point, f and ∇f there, or raise `NothingToSee` where they have no values.

    The point and the gradient have shape (d,).
    """
    here = np.array(point)
    value = float(objective.function(here))
    gradient = np.asarray(objective.gradient(here))
    if not (np.isfinite(value) and np.isfinite(gradient).all()):
        letter = "(x, y)" if objective.dimension > 1 else "w"
        raise NothingToSee(
            f"f has no slope at {letter} = {vector(here)}: choose a point in the picture."
        )
    return here, value, gradient
