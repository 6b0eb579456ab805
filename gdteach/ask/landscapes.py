"""Problems for programs that walk: gradients, each with a start, η and a number of steps."""

from collections.abc import Callable
from typing import Any

import numpy as np

from gdteach.ask.walks import Vector

Slopes = Callable[[Vector], Vector]


def walk(
    gradient: Slopes, start: list[float], learning_rate: float, n_steps: int, **more: float
) -> dict[str, Any]:
    """Return a problem of a descent; its gradient takes points as a learner writes them."""

    def gradient_of_f(w: Any) -> Vector:
        at = np.array(w, dtype=np.float64)
        if at.shape[-1:] != (len(start),) and not (len(start) == 1 and at.ndim == 0):
            raise ValueError(
                f"gradient takes a point of shape ({len(start)},), and got an array of shape "
                f"{at.shape}"
            )
        return gradient(at)

    return {
        "gradient": gradient_of_f,
        "start": np.array(start),
        "learning_rate": learning_rate,
        "n_steps": n_steps,
        **more,
    }


def one_dimension(w: Vector) -> Vector:
    """Return the gradient of ½u² + ln(1 + u²) with u = w − 1: convex, and no parabola."""
    u = w - 1.0
    return u + 2.0 * u / (1.0 + u**2)


_HESSIAN = np.array([[3.0, 1.0], [1.0, 2.0]])  # coupled, so that the order of updates shows


def two_dimensions(w: Vector) -> Vector:
    """Return the gradient of a tilted bowl, steeper far from (2, −1), and so no parabola."""
    u = w - np.array([2.0, -1.0])
    return w @ _HESSIAN + np.array([-1.0, 3.0]) + u**3 / (1.0 + u**2)


def coupled(w: Vector) -> Vector:
    """Return the gradient of a bowl in any number of dimensions whose coordinates are coupled."""
    return 2.0 * w + w.sum() - 1.0


def round_bowl(w: Vector) -> Vector:
    """Return the gradient of (w − 1)², in any number of dimensions."""
    return 2.0 * (w - 1.0)
