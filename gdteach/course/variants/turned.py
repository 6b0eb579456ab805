"""A ravine turned to ten angles, and how long each method takes in each, at each learning rate."""

from dataclasses import replace
from functools import cache

import numpy as np

from gdteach.course.variants.contenders import CONTENDERS
from gdteach.numerics.arrivals import arrivals
from gdteach.numerics.objective import Array, Objective
from gdteach.numerics.quadratics import quadratic_bowl

KAPPA, START = 100, np.array([4.0, 2.0])  # of the valley that is not turned
ANGLES = np.arange(0.0, 50.0, 5.0)  # degrees
RATES = np.logspace(-4, 1.5, 177)  # 32 a decade
MOST = 1000  # steps counted
SHOWN = ("gradient descent", "momentum", "AdaGrad", "Adam")


def turn(points: Array, angle: float) -> Array:
    """Return points, shape (..., 2), turned about the origin by an angle in degrees."""
    c, s = np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))
    return points @ np.array([[c, s], [-s, c]])


STARTS = np.array([turn(START, angle) for angle in ANGLES])


def valleys() -> Objective:
    """Return all the turned valleys as one objective, for points of shape (..., 10, 2)."""
    straight = quadratic_bowl(KAPPA)
    turned = [quadratic_bowl(KAPPA, rotation=angle) for angle in ANGLES]
    first, second = np.array([each.gradient(np.eye(2)) for each in turned]).swapaxes(0, 1)

    def gradient(w: Array) -> Array:
        return w[..., :1] * first + w[..., 1:] * second

    def function(w: Array) -> Array:
        return np.sum(w * gradient(w), axis=-1) / 2

    return replace(straight, function=function, gradient=gradient)


@cache
def swept() -> dict[str, Array]:
    """Return for each method the steps with each learning rate in each valley, shape (177, 10)."""
    return {
        name: arrivals(valleys(), STARTS, CONTENDERS[name].rule, RATES, MOST)[0] for name in SHOWN
    }
