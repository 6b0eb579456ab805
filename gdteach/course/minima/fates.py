"""What becomes of a start under plain gradient descent: its valley, or another fate."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdteach.course.minima.valleys import Valleys
from gdteach.numerics import arguments
from gdteach.numerics.batch import descend_many, walk
from gdteach.numerics.method import GradientDescent
from gdteach.numerics.objective import Array, Objective
from gdteach.numerics.trajectory import norms

Fates = NDArray[np.int8]

#: The fates that are no valley: a start hops for ever, between two points or among more, leaves
#: the numbers, or is still on its way when the steps run out.
CYCLE, RESTLESS, DIVERGED, UNDECIDED = -1, -2, -3, -4
FATES = {
    CYCLE: "2-cycle",
    RESTLESS: "longer cycle or chaos",
    DIVERGED: "diverged",
    UNDECIDED: "still on its way",
}
SHORT = FATES | {RESTLESS: "restless", UNDECIDED: "on its way"}

MAX_STEPS = 1500
_FIRST_LOOK, _GROWTH = 20, 1.6  # steps before the first look at the runs, and between the next ones
_IN_CYCLE = 1e-4  # two steps that lead back this much nearer than one step leads away: a 2-cycle
_NEARLY = 0.05  # the same when the steps run out
_TO_AND_FRO = 1.5  # a run that drifts is two hops away after two; one that turns back is nearer
_AS_LONG = 0.65  # hops that have shrunk to less than this are those of a run that comes to rest
_WINDOW, _PATIENCE = 16, 64  # so many hops are compared, so many steps later


def fates(
    valleys: Valleys,
    starts: ArrayLike,
    learning_rate: float,
    *,
    max_steps: int = MAX_STEPS,
    enough: Callable[[], bool] = lambda: False,
) -> Fates:
    """Return the fate of each of n starts: the number of its valley, or one of `FATES`.

    Runs are looked at now and then, and leave once their fate is sealed: inside a ball around a
    valley's floor where the step is a contraction (`Valleys.capture_radii`), or outside the
    numbers. A run w ↦ T(w) is in a 2-cycle when ‖T(T(w)) − w‖ ≤ 10⁻⁴ ‖T(w) − w‖. When the steps
    run out, a run whose hops have stopped to shrink is taken for a cycle that is nearly reached
    (5 % instead of 10⁻⁴) or for a restless one; any other is still on its way, and so is one that
    has no verdict when it is ``enough``, which is asked before each look.
    """
    arguments.instance("valleys", valleys, Valleys)
    rule = GradientDescent(learning_rate)
    limit = arguments.whole_number("max_steps", max_steps)
    objective = valleys.objective
    w = arguments.points("starts", starts, objective.dimension)
    found = np.full(len(w), UNDECIDED, np.int8)
    radii = valleys.capture_radii(rule.learning_rate)
    running = np.arange(len(w))
    walked, stride = 0, float(_FIRST_LOOK)
    while running.size and walked < limit and rule.learning_rate > 0 and not enough():
        steps = min(int(stride), limit - walked)
        w = descend_many(objective, w, rule, steps)
        walked, stride = walked + steps, stride * _GROWTH
        fate = valleys.capturing(w, radii)
        fate[fate < 0] = UNDECIDED
        fate[np.isnan(w).any(axis=1)] = DIVERGED
        free = fate == UNDECIDED
        if free.any():
            fate[free] = np.where(_cycling(objective, w[free], rule), CYCLE, UNDECIDED)
        found[running] = fate
        free = fate == UNDECIDED
        running, w = running[free], w[free]
    if running.size and walked == limit:
        found[running] = _at_the_end(objective, w, rule)
    return found


def _hops(objective: Objective, w: Array, rule: GradientDescent, count: int) -> Array:
    """Return ‖T(w_t) − w_t‖ and ‖T(T(w_t)) − w_t‖ for t < count, shape (2, count, n)."""
    path = walk(objective.gradient, w, rule.learning_rate, count + 1)
    with np.errstate(all="ignore"):
        return np.array([norms((path[gap:] - path[:-gap])[:count]) for gap in (1, 2)])


def _cycling(objective: Objective, w: Array, rule: GradientDescent) -> NDArray[np.bool_]:
    """Return which points two steps lead back to, though one step leads away."""
    hop, back = _hops(objective, w, rule, 1)[:, 0]
    return (back <= _IN_CYCLE * hop) & (hop > _standstill(objective))


def _at_the_end(objective: Objective, w: Array, rule: GradientDescent) -> Fates:
    """Return what becomes of runs that no look has settled: judged by their last hops."""
    before, back = _hops(objective, w, rule, _WINDOW).mean(axis=1)
    later = descend_many(objective, w, rule, _PATIENCE)
    after, _ = _hops(objective, later, rule, _WINDOW).mean(axis=1)
    hopping = (after >= _AS_LONG * before) & (after > _standstill(objective))
    hopping &= back <= _TO_AND_FRO * before
    verdict = np.where(back <= _NEARLY * before, CYCLE, RESTLESS)
    return np.where(hopping, verdict, UNDECIDED).astype(np.int8)


def _standstill(objective: Objective) -> float:
    """Return the length below which a hop is none."""
    return 1e-6 * float(np.ptp(objective.domain, axis=1).max())
