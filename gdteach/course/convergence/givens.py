"""What notebook 04's third exercise gives: what the stopping tests read along four runs."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
N_STEPS = 60

_Function = tuple[Callable[..., Any], Callable[..., list[Any]]]  # f and its gradient
_BOWL: _Function = (lambda x, y: 0.5 * (x**2 + 4 * y**2), lambda x, y: [x, 4 * y])
_QUARTIC: _Function = (lambda w: w**4, lambda w: [4 * w**3])
# a saddle between two minima at y = ±1
_PASS: _Function = (
    lambda x, y: 0.5 * x**2 - 0.5 * y**2 + 0.25 * y**4,
    lambda x, y: [x, y**3 - y],
)
_RUNS: dict[str, tuple[_Function, tuple[float, ...], float]] = {  # function, start, η
    "A": (_QUARTIC, (1.0,), 0.1),  # its minimum is flat
    "B": (_BOWL, (6.0, 2.0), 1e-7),  # crawls
    "C": (_PASS, (3.0, 1e-6), 0.3),  # meets the saddle
    "D": (_BOWL, (6.0, 2.0), 0.4),  # arrives
}


def mystery_runs() -> dict[str, dict[str, Vector]]:
    """Return what the stopping tests read along four runs whose programs are lost.

    Returns
    -------
    dict
        From "A" … "D" to a dict with "slope", "step" and "change", each of shape ``(60,)``: ‖∇f‖
        before each step, ‖Δw‖ and |Δf| of the step. Fresh arrays at each call.

    Examples
    --------
    >>> {letter: series["slope"].shape for letter, series in mystery_runs().items()}
    {'A': (60,), 'B': (60,), 'C': (60,), 'D': (60,)}
    """
    return {letter: _series(*run) for letter, run in _RUNS.items()}


def _series(function: _Function, start: tuple[float, ...], rate: float) -> dict[str, Vector]:
    f, gradient = function
    w, rows = np.array(start), []
    for _ in range(N_STEPS):
        height, slope = f(*w), np.array(gradient(*w))
        length = np.linalg.norm(slope)
        w = w - rate * slope
        rows.append((length, rate * length, abs(f(*w) - height)))
    slopes, steps, changes = np.array(rows).T
    return {"slope": slopes, "step": steps, "change": changes}
