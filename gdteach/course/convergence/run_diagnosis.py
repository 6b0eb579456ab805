"""Notebook 04's third exercise: what became of four runs, read from their curves alone."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.choices import grade_choices
from gdteach.ask.feedback import Feedback

OUTCOMES: dict[str, str] = {
    "arrived": "it converges at a constant number of digits a step",
    "crawling": "η is so small that hardly anything happens",
    "bouncing": "η = 2/L: it hops to and fro for ever",
    "flat minimum": "it nears a minimiser without curvature, slower and slower",
    "saddle": "it nears a saddle, lingers, and leaves it",
    "diverging": "η is beyond 2/L: each step is longer than the last",
}

_HINTS = {
    "arrived": "constant digits a step are straight lines that fall, in all three curves, down to "
    "the end. Are these?",
    "crawling": "with a tiny η the slope stays as large as it was, while step and change are small "
    "from the first step on. Does this slope stay?",
    "bouncing": "at 2/L the slope and the step stay the same for ever, and the change is 0. Is any "
    "curve of this run that flat?",
    "flat minimum": "where the curvature vanishes, the lines fall ever more slowly: they bend, and "
    "never rise. Do these?",
    "saddle": "near a saddle the slope falls, turns, and grows again by a constant factor. Does "
    "this slope turn?",
    "diverging": "beyond 2/L everything grows from the first step on. Does it here?",
}


def _bowl(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
    """Return ½(x² + 4y²) and its gradient."""
    return float(0.5 * (w[0] ** 2 + 4 * w[1] ** 2)), w * np.array([1.0, 4.0])


def _quartic(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
    return float(w[0] ** 4), 4 * w**3


def _pass(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
    """Return ½x² − ½y² + ¼y⁴, a saddle between two minima at y = ±1, and its gradient."""
    x, y = w
    return float(0.5 * x**2 - 0.5 * y**2 + 0.25 * y**4), np.array([x, y**3 - y])


_RUNS: dict[str, tuple[str, Any, tuple[float, ...], float]] = {
    "A": ("flat minimum", _quartic, (1.0,), 0.1),
    "B": ("crawling", _bowl, (6.0, 2.0), 1e-7),
    "C": ("saddle", _pass, (3.0, 1e-6), 0.3),
    "D": ("arrived", _bowl, (6.0, 2.0), 0.4),
}
N_STEPS = 60


def mystery_runs() -> dict[str, dict[str, NDArray[np.float64]]]:
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
    return {letter: _series(*run[1:]) for letter, run in _RUNS.items()}


def _series(
    objective: Any, start: tuple[float, ...], learning_rate: float
) -> dict[str, NDArray[np.float64]]:
    w = np.array(start)
    rows = []
    for _ in range(N_STEPS):
        value, slope = objective(w)
        w = w - learning_rate * slope
        length = float(np.linalg.norm(slope))
        rows.append((length, learning_rate * length, abs(objective(w)[0] - value)))
    slopes, steps, changes = np.array(rows).T
    return {"slope": slopes, "step": steps, "change": changes}


def check_run_diagnosis(answers: Any) -> Feedback:
    """Return whether each run was given its right name and, if not, a hint.

    Parameters
    ----------
    answers : dict
        From "A" … "D" to a name of `OUTCOMES`; ``...`` or None is not attempted yet.

    Returns
    -------
    Feedback
        True when all four are right. `mistake` is letter and name of the first wrong choice.

    Raises
    ------
    TypeError
        If ``answers`` is no dict, or a choice is no string.
    ValueError
        If a letter or a name is not known; the message suggests the nearest.

    Examples
    --------
    >>> check_run_diagnosis({"A": ..., "B": "crawling"})
    B is right. A, C and D still to do.
    """
    return grade_choices(
        answers,
        right={letter: run[0] for letter, run in _RUNS.items()},
        options=OUTCOMES,
        hints=_HINTS,
        success=(
            "All four. C would have been ended at the saddle by a slope test with tolerance 0.001, "
            "and B by each of the other two at the first step. What would you ask of A?"
        ),
    )
