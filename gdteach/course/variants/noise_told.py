"""A run on mini-batches in words: how far it is from the minimiser, and how far it should be."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gdteach.figure.captions import iterate
from gdteach.numerics.models.model import Model
from gdteach.numerics.objective import Array
from gdteach.numerics.stochastic import StochasticRun
from gdteach.numerics.wording import number, signed, subscript, times, told_apart


def unit_of(model: Model) -> str:
    """Return the unit of both parameters of a line; "" if they have not the same or none is known.

    They have the same, that of the target, if the inputs are standardised.
    """
    unit = model.names[-1].partition(" (")[2].rstrip(")")
    return unit if np.isclose(model.inputs.std(), 1) else ""


@dataclass(frozen=True)
class ToldRun:
    """A run of a line's two parameters, with what was predicted for it.

    Parameters
    ----------
    model : Model
        The loss, with a known minimiser.
    run : StochasticRun
        The record.
    rate : callable
        Takes a step, returns its η.
    per_epoch : int
        How many steps an epoch has.
    radius : float
        The distance predicted; inf if there is none.
    fades : bool
        Whether η becomes smaller; what is predicted is then for the first one.
    """

    model: Model
    run: StochasticRun
    rate: Callable[[int], float]
    per_epoch: int
    radius: float
    fades: bool

    def away(self, iterates: Array) -> Array:
        """Return how far iterates, shape (..., 2), are from the minimiser."""
        return np.asarray(np.linalg.norm(iterates - self.model.minimisers[0], axis=-1))

    @cached_property
    def distances(self) -> Array:
        return self.away(self.run.iterates)

    @property
    def means(self) -> Array:
        """The mean of all iterates since the first epoch, shape (T + 1, 2), NaN until then."""
        first, run = self.per_epoch, self.run
        means = np.full_like(run.iterates, np.nan)
        means[first + 1 :] = StochasticRun(run.iterates[first:], run.seen[first:]).averages
        return means

    def length(self, value: float) -> str:
        return f"{number(value)} {unit_of(self.model)}".rstrip()

    def told(self, t: int) -> str:
        """Return how far a step is from the minimiser, and how far it was predicted to be."""
        seen, where = int(self.run.seen[t]), " for constant η" * self.fades
        epochs = number(seen / len(self.model.targets))
        counts = f"({epochs} epoch{'s' * (epochs != '1')}, {times(t, 'step')})"
        predicted = f"predicted{where} {self.length(self.radius)}"
        if not np.isfinite(self.radius):
            predicted = f"the cloud has no size{where or ' at this η'}"
        away = f"distance {self.length(self.distances[t])}"
        if not np.isfinite(self.distances[t]):
            away = "it has left the numbers"
        return f"after {times(seen, 'example')} {counts}: {away}; {predicted}"

    def caption(self, t: int) -> str:
        """Return what is told of a step, how it came about, and at the end the distance on average.

        The average is the root of the mean square, as that is what is predicted.
        """
        w = self.run.iterates
        if not np.isfinite(self.distances[t]):
            return self.told(t)
        if t == 0 or self.rate(t - 1) == 0:
            return f"{self.told(t)}\n{iterate(t, w[t])}"
        rate, old = self.rate(t - 1), subscript(t - 1)
        slope, (before, after) = (w[t - 1] - w[t]) / rate, told_apart(w[t - 1], w[t])
        update = f"{before} − {number(rate)}·{signed(slope)} = {after}"
        says = f"w{subscript(t)} = w{old} − {number(rate)}·g{old} = {update}"
        since, last = self.distances[self.per_epoch + 1 :], ""
        if t == len(w) - 1 and len(since):
            rms = self.length(np.sqrt(np.mean(since**2)))
            last = f"\nSince epoch 1 the distance was {rms} (root mean square)."
        return f"{self.told(t)}\n{says}   (g: gradient on the batch){last}"
