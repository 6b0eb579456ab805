"""What the basin lab and the well lab share: the fate of every start, as finely as there is time.

A learner's own function is asked for one start at a time, which takes a while: there is a coarse
map at once, and finer ones follow in portions, between which the kernel hears of other things.
"""

from collections.abc import Iterator
from typing import Any

from gdteach.course.minima.basins import BasinMap, basin_bands, basin_map, growing_map
from gdteach.course.minima.fates import MAX_STEPS
from gdteach.course.minima.rest import AfterRest
from gdteach.course.minima.valleys import Valleys
from gdteach.lab import Lab, nothing_for
from gdteach.numerics.objective import Objective
from gdteach.numerics.own_function import asked_one_by_one

COARSE_STEPS = 600  # of a coarse map: with any more it could not follow the hand
FIRST, UNDER_A_HAND = 0.5, 0.2  # seconds for the first map of a learner's own function


class FateLab(Lab):
    """A lab with so many ``points`` along each side of its map, and ``coarse`` under a hand."""

    points: Any
    coarse: Any = None
    shown: BasinMap
    following = False  # whether a finer map of a learner's own function is to come

    def __init__(self, *objectives: Objective | str, **given: Any) -> None:
        self.refine = AfterRest(self._finer)
        super().__init__(*objectives, **given)

    def changed(self, names: frozenset[str]) -> None:
        if "objective" in names:
            self.valleys = Valleys(self.objective)
        if names & {"objective", "points"} or self.shown.learning_rate != self.learning_rate:
            self._sort()

    def turned(self, name: str, value: Any) -> None:
        moved = name == "learning_rate" and value != self.learning_rate
        super().turned(name, value)
        if moved:
            self._sort(moving=True)

    def _sort(self, *, moving: bool = False) -> None:
        """Find the fate of every start: of few at once, if those of more are to be waited for."""
        self.refine.cancel()
        if asked_one_by_one(self.objective):
            first = UNDER_A_HAND if moving else FIRST
            self._maps = growing_map(self.valleys, self.learning_rate, self.points, first=first)
            self.shown = next(found for found in self._maps if found)
            self.following = self.refine.later()
        elif moving and self.coarse:
            points = min(self.coarse, self.points)
            self.shown = basin_map(
                self.valleys, self.learning_rate, points=points, max_steps=COARSE_STEPS
            )
            self.refine.moved()
        else:
            self.shown = basin_map(self.valleys, self.learning_rate, points=self.points)

    def _finer(self) -> Iterator[None]:
        """Yield between portions of finer maps, and show each that is done."""
        if not asked_one_by_one(self.objective):
            self._maps = basin_bands(self.valleys, self.learning_rate, self.points)
        try:
            for found in self._maps:
                if found is not None:
                    self.shown = found
                    self.following = found.coarse
                    self.show()
                yield
            if self.following:
                self.following = False
                self.show()
        except Exception as error:
            self.show(nothing_for(error))

    def close(self) -> None:
        self.refine.cancel()
        super().close()

    @property
    def basins(self) -> BasinMap:
        """The finest map: that of few starts of a learner's own function grows by and by."""
        if self.shown.max_steps < MAX_STEPS:
            self._sort()
            self.show()
        return self.shown

    @property
    def fineness(self) -> str:
        """How fine the map is, in a sentence; "" if it is as fine as it was to be."""
        fates = f"Fates of {self.shown.starts} starts"
        if self.following:
            return f"{fates} so far; more follow."
        if self.shown.coarse:
            return f"{fates}: your function is asked for each, and more would take too long."
        return ""
