"""How each method fares, from many starts at each learning rate, and from the one on screen."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from gdteach.course.variants.contenders import CONTENDERS, decades
from gdteach.lab import run_of
from gdteach.numerics.arguments import wrong
from gdteach.numerics.arrivals import SETTLED, arrivals, settled
from gdteach.numerics.objective import Array, Objective
from gdteach.numerics.own_function import asked_one_by_one
from gdteach.numerics.trajectory import Trajectory

RATES = np.logspace(-4, 1.5, 45)  # 8 a decade
STARTS, MOST = 20, 1500  # runs for each learning rate, and the gradient evaluations of each
SEED = 7


@dataclass(frozen=True)
class Trials:
    """What one method needed: gradient evaluations to the target, and how near its runs ended.

    Parameters
    ----------
    rates : array, shape (r,)
        The learning rates.
    counts, gaps : array, shape (r, n)
        For each of them and each start; a count is inf where the run did not arrive.
    """

    rates: Array
    counts: Array
    gaps: Array

    @property
    def best(self) -> int:
        """Which η is best: by the median over the starts, else by the mean, else by the ends.

        In the mean a run that does not arrive costs all there was; only where none arrives at any
        learning rate do the ends decide.
        """
        mean = np.minimum(self.counts, MOST).mean(axis=1)
        ends = np.nan_to_num(np.median(self.gaps, axis=1), nan=np.inf)
        return int(np.lexsort((ends, mean, np.median(self.counts, axis=1)))[0])


def known(objective: Objective) -> None:
    """Refuse an objective whose least value is not known, as then nobody knows who has arrived."""
    if objective.minimum_value is None:
        remedy = "as_objective takes the minimisers of a function of your own"
        raise ValueError(wrong("objective", "one with a known minimum", objective, remedy))


def starts_of(objective: Objective) -> Array:
    """Return the starts, drawn evenly from the domain: always the same; few for slow functions."""
    count = STARTS // 4 if asked_one_by_one(objective) else STARTS
    low, high = objective.domain.T
    return np.random.default_rng(SEED).uniform(low, high, size=(count, 2))


@lru_cache(maxsize=8)
def tried(objective: Objective, rate: float | None = None, most: int = MOST) -> dict[str, Trials]:
    """Return the trials of every method: at one learning rate, or at all that are swept.

    A function of the learner's own is asked point by point, and so at fewer learning rates, from
    fewer starts, for fewer evaluations.
    """
    slow = asked_one_by_one(objective)
    rates = np.array([rate]) if rate is not None else RATES[:: 4 if slow else 1]
    most = min(most, 300) if slow else most
    starts = starts_of(objective)
    return {
        name: Trials(rates, *arrivals(objective, starts, each.rule, rates, most))
        for name, each in CONTENDERS.items()
    }


@dataclass(frozen=True)
class Result:
    """How one method fares in a race.

    Parameters
    ----------
    rate : float
        Its η.
    run : Trajectory
        Its run from the start on screen.
    evaluations : float
        Gradient evaluations until that run has arrived; inf if that takes more than the budget.
    counts : array, shape (n,)
        The same for the starts that decide.
    swept : Trials
        Its trials at all learning rates.
    """

    rate: float
    run: Trajectory
    evaluations: float
    counts: Array
    swept: Trials

    @property
    def median(self) -> float:
        """The median over the starts, inf if fewer than half arrive."""
        return float(np.median(self.counts))

    @property
    def arrived(self) -> int:
        """From how many of the starts it arrives."""
        return int(np.isfinite(self.counts).sum())

    @property
    def decades(self) -> float:
        """Over how many decades of η the median is at most twice its least."""
        medians = np.median(self.swept.counts, axis=1)[:, np.newaxis]
        return float(decades(self.swept.rates, medians)[0])


def race(objective: Objective, start: Any, rate: float | None, most: int) -> dict[str, Result]:
    """Return the result of each method: at one learning rate, or each at its own best."""
    swept = tried(objective)
    raced = swept if rate is None else tried(objective, rate, most)
    results = {}
    for name, each in CONTENDERS.items():
        best = raced[name].best
        own = float(raced[name].rates[best])
        run = run_of(objective, start, each.rule(own), most + SETTLED)
        taken = settled(run.values - (objective.minimum_value or 0.0))
        counts = affordable(raced[name].counts[best], most)
        results[name] = Result(own, run, float(affordable(taken, most)), counts, swept[name])
    return results


def affordable(counts: Array | float, most: int) -> Array:
    """Return counts, infinite where they are beyond a budget."""
    return np.where(np.asarray(counts) <= most, counts, np.inf)
