"""What the momentum lab tells of a step: both lines of the update, with their numbers."""

import numpy as np

from gdteach.course.variants.ravine import MOST
from gdteach.figure.captions import iterate
from gdteach.figure.lines import Lines
from gdteach.numerics.momentum import Momentum, Nesterov
from gdteach.numerics.objective import Array
from gdteach.numerics.trajectory import Trajectory
from gdteach.numerics.wording import number, subscript, times, vector

ROUNDING = 1e-12  # of a factor: with η = 0 it is 1, and comes out a little less


def captions(run: Trajectory, method: Momentum, left: Array, said: str) -> Lines:
    """Return a caption per step: the update, the distance ``left``, and ``said`` at the end."""
    eta, beta = number(method.learning_rate, 6), number(method.momentum)
    v = [np.zeros_like(run.start)]
    for gradient in run.gradients:
        v.append(method.momentum * v[-1] + gradient)

    def line(t: int) -> str:
        end = f"   distance left: {number(left[t])}" + f"\n{said}" * (t == run.n_steps)
        if t == 0:
            return f"start: {iterate(0, run.start)}, v₀ = {vector(v[0])}{end}"
        now, then = subscript(t), subscript(t - 1)
        ahead = isinstance(method, Nesterov)
        way = f"(∇f(w{then}) + β·v{now})" if ahead else f"v{now}"
        return (
            f"v{now} = β·v{then} + ∇f(w{then}) = {beta}·{vector(v[t - 1])} + "
            f"{vector(run.gradients[t - 1])} = {vector(v[t])}\n"
            f"w{now} = w{then} − {eta}·{way} = {vector(run.iterates[t])}{end}"
        )

    return Lines(run.n_steps + 1, line)


def arrives(steps: int | None, factor: float) -> str:
    """Return in words when a run arrives whose error is multiplied by a factor at each step.

    >>> arrives(93, 0.818), arrives(None, -9.0), arrives(None, 0.9999)
    ('after 93 steps', 'never', 'not within 10000 steps')
    """
    if steps is None:
        return "never" if abs(factor) > 1 - ROUNDING else f"not within {MOST} steps"
    return f"after {times(steps, 'step')}"
