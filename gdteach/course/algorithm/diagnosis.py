"""Notebook 02's third exercise: four broken programs, to be named from their paths alone.

All four walk on ½wᵀAw, the bowl ``quadratic_bowl(10, smoothness=1, rotation=30)``, with η = 1.2 and
12 steps, inside the box [−4, 4] × [−3, 3]. Each path tells its program apart by eye once the right
first step −η∇f is drawn at its start.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.choices import grade_choices
from gdteach.ask.faults import slope_sign, unit_slope
from gdteach.ask.feedback import Feedback
from gdteach.ask.walks import Program, Vector, Walk

DIAGNOSES: dict[str, str] = {
    "uphill": "adds η∇f instead of subtracting it",
    "rate_too_large": "takes plain steps with an η beyond 2/L",
    "step_normalised": "divides the gradient by its length",
    "sign_only": "uses the signs of the slopes and not their sizes",
    "one_after_the_other": "moves y, then asks for the slope along x at the new place",
    "gradient_frozen": "uses the slope at the start for every step",
    "gradient_late": "uses the slope of the point before",
    "momentum": "adds nine tenths of the step before to each step",
}

_HINTS = {
    "uphill": "a program that climbs starts against −∇f, moves away from the centre and takes "
    "longer steps as the slope steepens. Does this path?",
    "rate_too_large": "with η beyond 2/L the ball leaps from wall to wall across the valley, each "
    "leap longer than the last. Does this path?",
    "step_normalised": "steps along the unit gradient are all equally long, near the centre too, "
    "so that the path never settles. Measure two steps of this one: are they?",
    "sign_only": "where only signs count, every step moves x and y by the same amount, along a "
    "diagonal of the grid. Does this path keep to 45°?",
    "one_after_the_other": "updated one after the other, the first step already misses the "
    "direction −∇f, and the path reaches the centre all the same. Does the first step of this one?",
    "gradient_frozen": "with the slope of the start at every step the path is a straight line of "
    "equal steps that pays no heed to the contours. Is this path one?",
    "gradient_late": "with the slope of the point before, the first two steps are the same, and "
    "every turn comes one step late. Are they here?",
    "momentum": "a ball with momentum swings past the centre on wide curves and comes back. Does "
    "this path curve?",
}

_ROTATION = np.deg2rad(30.0)
_AXES = np.array([[np.cos(_ROTATION), -np.sin(_ROTATION)], [np.sin(_ROTATION), np.cos(_ROTATION)]])
_HESSIAN = _AXES @ np.diag([0.1, 1.0]) @ _AXES.T
_LEARNING_RATE, _N_STEPS = 1.2, 12

_PROGRAMS = {
    "uphill": Program(sign=+1.0),
    "rate_too_large": Program(rate=lambda rate: 2.0 * rate),
    "step_normalised": Program(slope=unit_slope),
    "sign_only": Program(slope=slope_sign),
    "one_after_the_other": Program(order=(1, 0)),
    "gradient_frozen": Program(looks_at="start"),
    "gradient_late": Program(looks_at="before"),
    "momentum": Program(memory=0.9),
}
_RUNS = {  # letter: (what the program does, where it starts)
    "A": ("step_normalised", (3.2, -0.6)),
    "B": ("gradient_frozen", (-3.2, -1.4)),
    "C": ("uphill", (1.9, 0.2)),
    "D": ("one_after_the_other", (-3.0, 0.8)),
}


def _path(name: str, start: tuple[float, float]) -> Vector:
    """Return what the named program does from a start, shape ``(13, 2)``."""
    problem = Walk(lambda w: w @ _HESSIAN, np.array(start), _LEARNING_RATE, _N_STEPS)
    return _PROGRAMS[name].returns(problem)


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
    return {letter: _path(*run) for letter, run in _RUNS.items()}


def check_diagnosis(answers: Any) -> Feedback:
    """Return whether each broken path was given its right name and, if not, a hint.

    Parameters
    ----------
    answers : dict
        From letter to a name of `DIAGNOSES`; ``...`` or None is not attempted yet.

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
    >>> check_diagnosis({"A": ..., "B": ..., "C": "uphill", "D": ...})
    C is right. A, B and D still to do.
    """
    return grade_choices(
        answers,
        right={letter: name for letter, (name, _) in _RUNS.items()},
        options=DIAGNOSES,
        hints=_HINTS,
        success=(
            "All four are named: steps of one length, a straight line, a climb, and a first step "
            "that misses −∇f. Which of them would a plot of f(w) against the step not give away?"
        ),
    )
