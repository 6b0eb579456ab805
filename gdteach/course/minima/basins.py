"""Which start ends where: the fate of every start of a grid under plain gradient descent."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from time import perf_counter as clock

import numpy as np

from gdteach.course.minima.fates import FATES, MAX_STEPS, Fates, fates
from gdteach.course.minima.valleys import Valleys
from gdteach.numerics import arguments
from gdteach.numerics.objective import Objective, grid_over
from gdteach.numerics.own_function import asked_one_by_one

_BAND = 20_000  # starts that are descended between two chances to stop
# of a function asked one by one: starts between two chances to stop, starts along a side of the
# first map, at most and at least, the steps that a start usually takes, and the share of a map's
# portions from which the time for all of them is told
_FEW, _COARSE, _FEWEST, _USUAL, _SAMPLE = 32, {1: 60, 2: 20}, 4, 100, 20


@dataclass(frozen=True, eq=False, repr=False)
class BasinMap:
    """The fates of a grid of starts, for one learning rate.

    The ``fates`` 0, 1, … stand for the ``valleys``, the negative ones are those of `FATES`. They
    have the shape (points,), or in two dimensions (points, points): a row per y, the lowest first,
    and a column per x. It says so if more points were ``wanted``, and took too long.
    """

    valleys: Valleys
    learning_rate: float
    fates: Fates
    max_steps: int
    wanted: int = 0

    def __post_init__(self) -> None:
        self.fates.setflags(write=False)

    def share(self, fate: int) -> float:
        """Return which part of all starts has a fate, between 0 and 1."""
        return float(np.mean(self.fates == fate))

    @property
    def shares(self) -> dict[int, float]:
        """The share of every fate, those that nobody met included; they add up to 1."""
        return {fate: self.share(fate) for fate in (*range(len(self.valleys)), *FATES)}

    def summary(self) -> str:
        """Return the shares as a small table, one line per fate; rare fates are not hidden."""
        count = f"{self.fates.size:,}".replace(",", " ")
        lines = [f"η = {self.learning_rate:g}, {count} starts"]
        if self.coarse:
            lines.append(f"  ({self.starts}: your function is asked for each, and more take long)")
        for fate, share in self.shares.items():
            if fate >= 0 or share > 0:
                lines.append(f"  {100 * share:5.1f} %  {self.valleys.name(fate, FATES)}")
        return "\n".join(lines)

    @property
    def coarse(self) -> bool:
        """Whether more starts were wanted."""
        return len(self.fates) < self.wanted

    @property
    def starts(self) -> str:
        """How many starts there are along each side, and how many were wanted."""
        sizes = [len(self.fates), self.wanted][: 1 + self.coarse]
        return " of ".join(" × ".join([str(size)] * self.fates.ndim) for size in sizes)

    def __repr__(self) -> str:
        name = self.valleys.objective.name
        return f"BasinMap({name}, η = {self.learning_rate:g}, {self.starts})"


def basin_map(
    objective: Objective | Valleys,
    learning_rate: float,
    *,
    points: int = 400,
    max_steps: int = MAX_STEPS,
    seconds: float = 2.0,
) -> BasinMap:
    """Return which start of a grid over the domain ends where.

    Parameters
    ----------
    objective : Objective or Valleys
        In one or two dimensions. `Valleys` saves looking for them again.
    learning_rate : float, zero or positive
        η.
    points : int
        Starts along each side of the domain.
    max_steps : int
        When to give up a start.
    seconds : float
        How long a function of your own, asked for one start at a time, may take: its map has as
        many starts as that allows.

    Examples
    --------
    >>> from gdteach.numerics.catalogue import himmelblau
    >>> print(basin_map(himmelblau(), 0.015, points=60).summary())
    η = 0.015, 3 600 starts
       26.5 %  (3, 2)
       25.5 %  (−2.81, 3.13)
        0.0 %  (−3.78, −3.28)
       23.2 %  (3.58, −1.85)
       24.5 %  2-cycle
        0.3 %  diverged
    """
    valleys = objective if isinstance(objective, Valleys) else Valleys(objective)
    if asked_one_by_one(valleys.objective):
        budget = arguments.number_within("seconds", seconds, above=0)
        maps = growing_map(valleys, learning_rate, points, max_steps, budget / 2, budget)
    else:
        maps = basin_bands(valleys, learning_rate, points, max_steps)
    *_, finest = (found for found in maps if found)
    return finest


def basin_bands(
    valleys: Valleys,
    learning_rate: float,
    points: int,
    max_steps: int = MAX_STEPS,
    band: int = _BAND,
) -> Iterator[BasinMap | None]:
    """Yield None for every band of starts that is done, and the whole map at the end.

    A lab lets go of it between two bands when the hand moves on.
    """
    points = arguments.whole_number("points", points, at_least=2)
    starts = grid_over(valleys.objective.domain, points)
    found = np.empty(len(starts), np.int8)
    for first in range(0, len(starts), band):
        some = slice(first, first + band)
        found[some] = fates(valleys, starts[some], learning_rate, max_steps=max_steps)
        yield None
    shape = (points,) * valleys.objective.dimension
    yield BasinMap(valleys, float(learning_rate), found.reshape(shape), max_steps)


def growing_map(
    valleys: Valleys,
    learning_rate: float,
    points: int,
    max_steps: int = MAX_STEPS,
    first: float = 1.0,
    seconds: float = 60.0,
) -> Iterator[BasinMap | None]:
    """Yield a coarse map after about ``first`` seconds, finer ones, and None between portions.

    For an objective that is asked one by one. There is no finer map once it has ``points`` along
    each side, or would take more than so many ``seconds`` of work in all.
    """
    points = arguments.whole_number("points", points, at_least=2)
    objective, begun = valleys.objective, clock()
    d = objective.dimension
    objective.gradient(grid_over(objective.domain, 2))
    per_step = max(clock() - begun, 1e-9) / 2**d
    side = int((first / (_USUAL * per_step)) ** (1 / d))
    side = min(points, max(_FEWEST, min(side, _COARSE[d])))
    found = fates(
        valleys, grid_over(objective.domain, side), learning_rate, max_steps=max_steps,
        enough=lambda: clock() >= begun + first,
    )  # fmt: skip
    yield BasinMap(valleys, float(learning_rate), found.reshape((side,) * d), max_steps, points)
    spent = clock() - begun
    sides = [side] if spent >= first else []
    while side < points:
        side = min(points, 2 * side)
        sides.append(side)
    for side in sides:
        used = 0.0
        portions = -(-(side**d) // _FEW)
        bands = basin_bands(valleys, learning_rate, side, max_steps, _FEW)
        for done in range(1, portions + 2):
            begun = clock()
            band = next(bands)
            used += clock() - begun
            if spent + used * max(portions / done, 1) > seconds and done > portions / _SAMPLE:
                return
            yield replace(band, wanted=points) if band else None
        spent += used
