"""What notebook 06's exercise of names gives: four programs that take one step of training."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from gdteach.course.training.one_example import NO_BIAS, NO_SLOPE, NONE, with_bug
from gdteach.numerics.models.network import Network

Vector = NDArray[np.float64]
Step = Callable[[Network, Vector, float], Vector]

TRAINING_BUGS: dict[str, str] = {
    "gradient_descent": "computes the whole gradient, then moves all weights",
    "layer_by_layer": "moves W2 and b2 first, and sends the error back through the new W2",
    "bias_forgotten": "leaves b1 where it is",
    "slope_of_tanh_forgotten": "sends the error back without the factor 1 − a²",
    "last_layer_frozen": "moves W1 and b1 only",
}


def _step(bug: str) -> Step:
    def take(model: Network, w: Vector, learning_rate: float) -> Vector:
        return w - learning_rate * model.layers.pack(with_bug(model.passes(w), bug).gradient)

    return take


def _layer_by_layer(model: Network, w: Vector, learning_rate: float) -> Vector:
    """Return the weights after a step that moves the last layer before the first is asked."""
    layers, parts, first = model.layers, model.layers.unpack(w), model.passes(w)
    moved = parts._replace(
        W2=parts.W2 - learning_rate * first.gradient.W2,
        b2=parts.b2 - learning_rate * first.gradient.b2,
    )
    dz = (first.ds @ moved.W2.T) * (1 - first.a**2)
    return layers.pack(
        moved._replace(
            W1=parts.W1 - learning_rate * first.x.T @ dz,
            b1=parts.b1 - learning_rate * dz.sum(axis=0),
        )
    )


def training_steps() -> dict[str, Step]:
    """Return four programs that take one step of training each; three of them are broken.

    Returns
    -------
    dict
        From "A", "B", "C", "D" to functions of a network, its weights, shape ``(d,)``, and a
        learning rate, which return the weights after one step, shape ``(d,)``.

    Examples
    --------
    >>> list(training_steps())
    ['A', 'B', 'C', 'D']
    """
    return {"A": _step(NO_BIAS), "B": _layer_by_layer, "C": _step(NONE), "D": _step(NO_SLOPE)}
