"""What the fog hike says under its picture: what is felt, what a step did, and the score."""

import math

import numpy as np
from numpy.typing import NDArray

from gdteach.course.start.hike import LEARNING_RATE, STEPS, STRIDE, Hike
from gdteach.figure.captions import iterate, update
from gdteach.numerics.descent import gradient_descent
from gdteach.numerics.trajectory import Trajectory
from gdteach.numerics.wording import number

LEVEL = 1.0  # percent: less slope than this is hard to feel
_HOW = (
    f"Click where you want to walk, at most one stride ({STRIDE:g}, the dashed circle). "
    "Or type a direction (0° is to the right, 90° up, 180° left) and a length, and press Walk."
)


def direction(slope: NDArray[np.float64]) -> str:
    """Return which way is steepest down, in degrees from the right, anticlockwise.

    >>> direction(np.array([0.0, 2.0]))
    '270°'
    """
    return f"{round(float(np.degrees(np.arctan2(-slope[1], -slope[0])))) % 360}°"


def remark(hike: Hike, dx: float, dy: float) -> str:
    """Return what to say of a step that could not be taken as it was meant."""
    if (hike.here[:, np.newaxis] == hike.ground.domain).any():
        return "The map ends here: you stand at its edge."
    if math.hypot(dx, dy) > STRIDE + 1e-9:
        return f"That was farther than one stride, so you walked {STRIDE:g} in its direction."
    return ""


def in_fog(hike: Hike, remark: str = "") -> list[str]:
    """Return one line per place: height and slope underfoot, and a hint, or at last a remark."""
    lines = []
    for t, (height, slope) in enumerate(zip(hike.heights, hike.slopes, strict=True)):
        steepness = float(np.linalg.norm(slope))
        name = f"step {t} of {STEPS}" if t else "start"
        fall = f"The ground falls {steepness:.1f} % towards {direction(slope)}."
        rise = height - hike.heights[0]
        where = f", {abs(rise):.0f} m {'above' if rise > 0 else 'below'} the start" if t else ""
        lines.append(f"{name}: height {height:.0f} m{where}. {fall}\n{_hint(hike, t)}")
    if remark:
        first, _ = lines[-1].split("\n")
        lines[-1] = f"{first}\n{remark}"
    return lines


def _hint(hike: Hike, t: int) -> str:
    """Return the one thing worth saying at a place."""
    if t == 0:
        return _HOW
    step, slope = hike.path[t] - hike.path[t - 1], hike.slopes[t]
    rise = hike.heights[t] - hike.heights[t - 1]
    if not step.any():
        return "You stayed where you were. That was a step, too."
    if np.linalg.norm(slope) < LEVEL:
        return f"Almost level. Steps left: {hike.steps_left}."
    if rise > 0.5:
        return f"You climbed {rise:.0f} m. The dashed arrow points the steepest way down."
    if step @ slope > 0:
        return "Ahead the ground rises now: a slightly shorter step would have ended lower."
    if rise > -0.5:
        return "About as high as a step ago: you walked across the slope."
    more = "The longer the dashed arrow, the steeper" if t == 1 else f"Steps left: {STEPS - t}"
    return f"{-rise:.0f} m lower than a step ago. {more}."


def in_the_clear(hike: Hike, run: Trajectory) -> list[str]:
    """Return, per step, where both are and how steep it is there, the update, and the score."""
    yours, its = _above(hike, hike.path), _above(hike, run.iterates)
    away = np.linalg.norm(hike.path - hike.ground.minimisers[0], axis=1)
    slopes = np.linalg.norm(hike.slopes, axis=1)
    lines = []
    for t in range(STEPS + 1):
        name, here = f"step {t}" if t else "start", min(t, len(hike.path) - 1)
        you = f"{yours[here]} above the lowest point, {away[here]:.1f} from it"
        how = update(run, LEARNING_RATE, t) if t else iterate(0, run.start)
        lines.append(
            f"{name}   you: {you}, slope {slopes[here]:.1f} %\n"
            f"gradient descent: {its[t]} above it   {how}"
        )
    lines[-1] += f"\n{verdict(hike, run)}"
    return lines


def _above(hike: Hike, path: NDArray[np.float64]) -> list[str]:
    """Return how many metres each place lies above the lowest point."""
    left = np.asarray(hike.ground(path)) - hike.ground.minimum_value
    return [f"{metres:.1f} m" if metres >= 0.05 else "less than 0.1 m" for metres in left]


def verdict(hike: Hike, run: Trajectory) -> str:
    """Return the score, in a sentence or two."""
    possible = hike.heights[0] - hike.ground.minimum_value
    yours, its = hike.score, float(hike.shares(run.iterates)[-1])
    sentence = (
        f"Of the possible drop of {possible:.0f} m you made {yours:.1f} %, gradient descent "
        f"(η = {number(LEARNING_RATE)}) made {its:.1f} %."
    )
    if not _reaches_the_lowest(run):
        sentence += " It slid into a valley that is not the lowest."
    elif its < 95:
        sentence += " It was still on its way, with short steps on gentle ground."
    return sentence


def _reaches_the_lowest(run: Trajectory) -> bool:
    """Return whether gradient descent would end in the lowest valley, given all the time."""
    on = gradient_descent(
        run.objective, run.end, LEARNING_RATE, max_steps=2000, gradient_tolerance=1e-3
    )
    return float(np.linalg.norm(on.end - run.objective.minimisers[0])) < 0.1
