"""What notebook 02's third exercise gives: the paths of four broken programs, and names for them.

All four walk on ½wᵀAw, the bowl ``quadratic_bowl(10, smoothness=1, rotation=30)``, with η = 1.2 and
12 steps, inside the box [−4, 4] × [−3, 3]. Each path tells its program apart by eye once the right
first step −η∇f is drawn at its start.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from gdteach.numerics.quadratics import quadratic_bowl

Vector = NDArray[np.float64]

DIAGNOSES: dict[str, str] = {
    "uphill": "adds η∇f instead of subtracting it",
    "rate_too_large": "takes plain steps with an η past 2/L, the last mark of the slider",
    "step_normalised": "divides the gradient by its length",
    "sign_only": "uses the signs of the slopes and not their sizes",
    "one_after_the_other": "moves y, then asks for the slope along x at the new place",
    "gradient_frozen": "uses the slope at the start for every step",
    "gradient_late": "uses the slope of the point before",
    "momentum": "adds nine tenths of the step before to each step",
}

_SLOPE = quadratic_bowl(10, smoothness=1, rotation=30).gradient
_RATE, _N_STEPS = 1.2, 12


def _step_normalised(w: Vector, start: Vector) -> Vector:
    return w - _RATE * _SLOPE(w) / np.linalg.norm(_SLOPE(w))


def _one_after_the_other(w: Vector, start: Vector) -> Vector:
    w = w - _RATE * _SLOPE(w) * [0, 1]
    return w - _RATE * _SLOPE(w) * [1, 0]


# From letter to what a step leads to, given where one stands and the start, and the start.
_RUNS: dict[str, tuple[Callable[[Vector, Vector], Vector], tuple[float, float]]] = {
    "A": (_step_normalised, (3.2, -0.6)),
    "B": (lambda w, start: w - _RATE * _SLOPE(start), (-3.2, -1.4)),
    "C": (lambda w, start: w + _RATE * _SLOPE(w), (1.9, 0.2)),
    "D": (_one_after_the_other, (-3.0, 0.8)),
}


def broken_paths() -> dict[str, NDArray[np.float64]]:
    """Return the paths of four broken programs, to be drawn on the contours of their objective.

    Returns
    -------
    dict
        From "A", "B", "C", "D" to iterates, shape ``(13, 2)``; two of them leave the box. Fresh
        arrays at each call.

    Examples
    --------
    >>> {letter: path.shape for letter, path in broken_paths().items()}
    {'A': (13, 2), 'B': (13, 2), 'C': (13, 2), 'D': (13, 2)}
    """
    paths = {}
    for letter, (step, start) in _RUNS.items():
        path = [np.array(start)]
        for _ in range(_N_STEPS):
            path.append(step(path[-1], path[0]))
        paths[letter] = np.array(path)
    return paths
