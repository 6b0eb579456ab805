"""The momentum lab: every pair of learning rate and momentum, and where one pair takes the ball."""

from dataclasses import replace
from typing import Any

import numpy as np
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from gdteach.course.variants.momentum_told import arrives, captions
from gdteach.course.variants.pairs import Pair, map_of_pairs
from gdteach.course.variants.ravine import a_ravine, arrival, best_pair, factor
from gdteach.figure import Layer, Marker, Trail, figures, subplots
from gdteach.figure.paths import against_steps, key, path, trace
from gdteach.lab import Choice, Lab, Menu, NothingToSee, Number, Point, Scene, Whole
from gdteach.lab.runs import run_of
from gdteach.numerics.curvature import rounded
from gdteach.numerics.momentum import Momentum, Nesterov
from gdteach.numerics.trajectory import Trajectory, norms
from gdteach.numerics.wording import number, vector

RULES: dict[str, type[Momentum]] = {"momentum": Momentum, "Nesterov": Nesterov}
SAME, LONGER = "the same η", "η/(1 − β)"  # what plain descent is given
NEAR = 0.02  # of the sides of the map of pairs: a press so near to the star means it
DISTANCES = 1e-8, 1e2  # the ends of their axis


class MomentumLab(Lab):
    """A lab for the question which learning rate and momentum take the ball down a ravine fastest.

    Attributes
    ----------
    trajectory, plain : Trajectory
        The run with momentum, and plain descent beside it.
    rate : float
        ρ, what a step leaves of the distance to the minimiser in the long run.
    best : tuple of float
        The η and β with the smallest ρ.
    steps_needed : list of int or None
        Steps until a millionth of the first distance is left for good: with momentum, and plain.

    Examples
    --------
    >>> from gdteach.numerics.quadratics import quadratic_bowl
    >>> lab = MomentumLab(quadratic_bowl(100))
    >>> lab.learning_rate, lab.momentum = lab.best
    >>> lab.steps_needed
    [93, None]
    """

    objective = Menu(2, needs=a_ravine)
    learning_rate = Pair(
        lambda lab: rounded(1 / lab.objective.smoothness), on="pairs", renews=True,
        doc="η ≥ 0, dimensionless here; 1/L by default. A press on the map sets momentum as well.",
    )  # fmt: skip
    momentum = Number(
        0.9, at_least=0, at_most=0.99, step=0.01, label="β =",
        doc="β, the share of the velocity that is kept.",
    )  # fmt: skip
    method = Choice(RULES, redraws=True, doc="Polyak's momentum, or Nesterov's.")
    plain_rate = Choice(
        (SAME, LONGER), label="plain descent with", shown=False,
        doc="What plain descent has for η: the same, or what momentum comes to on a steady slope.",
    )  # fmt: skip
    start = Point((1.0, 1.0), on="map", renews=False, doc="w₀.")
    max_steps = Whole(100, at_most=400, redraws=True, shown=False, doc="Steps in a run.")
    rows = ("objective", "method plain_rate", "learning_rate", "momentum start")
    trajectory: Trajectory
    plain: Trajectory
    steps_needed: list[int | None]

    @property
    def rule(self) -> type[Momentum]:
        """The class of the method."""
        return RULES[self.method]

    @property
    def curvatures(self) -> tuple[float, float]:
        """μ and L."""
        return self.objective.strong_convexity, self.objective.smoothness

    @property
    def best(self) -> tuple[float, float]:
        return best_pair(self.rule, *self.curvatures)

    @property
    def rate(self) -> float:
        return float(factor(self.rule, self.learning_rate, self.momentum, self.curvatures))

    def pressed(self, name: str, where: NDArray[np.float64]) -> None:
        """Take over both numbers of a press on the map of pairs; near the star, the best ones."""
        if name != "learning_rate":
            return super().pressed(name, where)
        off = np.abs(where - self.best) / [self.pairs.get_xlim()[1], 1]
        if off.max() < NEAR:
            self.learning_rate, self.momentum = (float(f"{each:.7g}") for each in self.best)
        else:
            eta, beta = np.clip(where, 0, [np.inf, 0.99]).tolist()
            self.learning_rate, self.momentum = rounded(eta), round(beta, 3)

    # ------------------------------------------------------------------ the picture

    def changed(self, names: frozenset[str]) -> None:
        if "objective" in names:
            off = np.abs(np.array(self.start) - self.objective.minimisers[0]).max()
            #: How far the ravine is shown, across and up: room for a ball that overshoots.
            self.reach = np.array([2.1, 4.2]) * max(off, np.ptp(self.objective.domain[1]) / 6.8)

    def axes(self) -> None:
        self.figure, (self.pairs, self.map, self.distances) = subplots(
            1, 3, width=9.2, height=3.9, width_ratios=[1.3, 0.58, 1]
        )

    def still(self) -> None:
        map_of_pairs(self.pairs, self.rule, *self.curvatures)
        ends = self.objective.minimisers[0] + np.outer([-1, 1], self.reach)
        figures.contour_map(self.map, replace(self.objective, domain=ends.T), labels=False)
        self.map.xaxis.set_major_locator(MaxNLocator(3))
        figures.title(self.map, "The ravine")
        low, high = DISTANCES
        figures.gap_axes(self.distances, high, self.max_steps, name="", lowest=low)
        figures.title(self.distances, "Distance left")

    def scene(self) -> Scene:
        middle = self.objective.minimisers[0]
        off = np.array(self.start) - middle
        if not off.any():
            raise NothingToSee("The start is the minimiser: choose another.")
        rule = self.rule(self.learning_rate, self.momentum)
        eta = self.learning_rate / (1 - self.momentum * (self.plain_rate == LONGER))
        self.trajectory = run = run_of(self.objective, self.start, rule, self.max_steps)
        self.plain = run_of(self.objective, self.start, eta, run.n_steps)
        bends, directions = np.linalg.eigh(self.objective.hessian(middle))
        across = max(1 - eta * bends, key=abs)
        both = (rule, self.rate), (Momentum(eta, 0), across)
        self.steps_needed = [arrival(each, bends, off @ directions) for each, _ in both]
        when = [arrives(n, rho) for n, (_, rho) in zip(self.steps_needed, both, strict=True)]
        said = (
            f"ρ = {number(self.rate)}: a millionth of the first distance {when[0]}. "
            f"Plain descent, η = {number(eta)}: factor {number(across)}, {when[1]}."
        )
        pair = f"η = {number(self.learning_rate)}, β = {number(self.momentum)}"
        name = self.method.capitalize()
        alt = f"{name} on {self.objective.name}, {pair}, from {vector(self.start)}: {said}"
        return Scene(self._layers(eta), captions(run, rule, self._left(run), said), alt)

    def _layers(self, eta: float) -> list[Layer]:
        """Return both runs; plain descent, which is the pair with β = 0, has another mark."""
        line: dict[str, Any] = {"colour": "second", "dashed": True, "width": 1.5}
        mark: dict[str, Any] = {"colour": "second", "shape": "diamond", "size": 8}
        right = self.pairs.get_xlim()[1]
        runs = self.plain, self.trajectory
        plain_way, way = (self._seen(run) for run in runs)
        plain, left = (against_steps(self.distances, self._left(run)) for run in runs)
        return [
            Marker(self.pairs, [[min(eta, right), 0]], **mark),
            Marker(self.pairs, [[min(self.learning_rate, right), self.momentum]], size=9),
            Trail(self.map, plain_way, **line),
            Marker(self.map, plain_way, **mark),
            *path(self.map, way, width=1.5, size=10),
            Trail(self.distances, plain, ahead=True, dots=False, **line),
            Marker(self.distances, plain, **mark),
            *trace(self.distances, left, size=10),
            *key(self.distances, [("plain descent", line), (self.method, {"colour": "path"})]),
        ]

    def _left(self, run: Trajectory) -> NDArray[np.float64]:
        """Return the distance to the minimiser at each step as a share of the first."""
        away = norms(run.iterates - self.objective.minimisers[0])
        return away / away[0]

    def _seen(self, run: Trajectory) -> NDArray[np.float64]:
        """Return the iterates, and none from where they have left the picture for good."""
        far = np.abs(run.iterates - self.objective.minimisers[0]) > 4 * self.reach
        return np.where(
            np.logical_or.accumulate(far).any(axis=1, keepdims=True), np.nan, run.iterates
        )
