"""The floors of an objective's valleys, and how large a learning rate each of them can bear."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from gdteach.numerics.objective import Array, Objective, checked_objective
from gdteach.numerics.own_function import asked_one_by_one
from gdteach.numerics.stationary import hessians, stationary_points
from gdteach.numerics.wording import printed

_LARGEST, _RADII = 0.12, 14  # radii tried: this share of the domain's width, halved again and again
_DIRECTIONS, _RINGS = 16, 3
_MARGIN = 1e-6  # a contraction, and not only just


class Valleys:
    """The minima that plain gradient descent may settle in, and what decides whether it does.

    Of an objective in one or two dimensions; minimisers it does not know are looked for in its
    domain. ``points``, shape (m, d), are the floors (unit of w): the minimisers, then the local
    ones, as the objective lists them. ``values`` and ``curvatures``, shape (m,), hold f and the
    largest eigenvalue of its Hessian there.

    Near a minimiser w* a step multiplies errors by I − ηH(w*). It attracts while η < 2/λ, with λ
    the largest curvature there, and repels beyond: that is its `limits`.

    >>> from gdteach.numerics.catalogue import himmelblau
    >>> print(Valleys(himmelblau()).limits.round(6))
    [0.024306 0.024829 0.014949 0.018972]
    """

    def __init__(self, objective: Objective) -> None:
        self.objective = checked_objective(objective, 2)
        if len(objective.minimisers):
            points = np.concatenate([objective.minimisers, objective.local_minimisers])
        else:
            found = stationary_points(objective, points=11)
            points = found.points[[kind in ("minimum", "degenerate") for kind in found.kinds]]
            points = np.where(np.abs(points) < 1e-9 * np.ptp(objective.domain), 0.0, points)
        self.points = points
        self.values: Array = np.asarray(objective.function(points)).reshape(len(points))
        self._radii = _LARGEST * np.ptp(objective.domain, axis=1).max() / 2.0 ** np.arange(_RADII)
        if asked_one_by_one(objective):  # nine values for each place that is tried
            self._radii = self._radii[::2]
        self._lowest, self._highest = self._extremes()
        self.curvatures = np.linalg.eigvalsh(hessians(objective, points))[:, -1]

    def __len__(self) -> int:
        return len(self.points)

    @property
    def limits(self) -> Array:
        """2/λ of every valley: from there on it repels; infinite where the floor is flat."""
        with np.errstate(divide="ignore"):
            return np.asarray(2 / np.maximum(self.curvatures, 0.0))

    def name(self, fate: int, others: Mapping[int, str]) -> str:
        """Return a fate in words: a valley by its floor, the others as a table names them."""
        return others[fate] if fate < 0 else printed(self.points[fate], 3)

    def _extremes(self) -> tuple[Array, Array]:
        """Return the smallest and largest curvature in each ball tried, both (m, radii)."""
        m, d = self.points.shape
        angles = np.linspace(0, 2 * np.pi, _DIRECTIONS, endpoint=False)
        circle = np.column_stack([np.cos(angles), np.sin(angles)])
        around = np.array([[-1.0], [1.0]]) if d == 1 else circle
        rings = np.linspace(0, 1, _RINGS + 1)[:, np.newaxis, np.newaxis] * around
        probes = self._radii[:, np.newaxis, np.newaxis] * rings.reshape(-1, d)
        everywhere = self.points[:, np.newaxis, np.newaxis] + probes  # valley, radius, probe, d
        with np.errstate(all="ignore"):
            curved = hessians(self.objective, everywhere.reshape(-1, d))
        curved = np.where(np.isfinite(curved), curved, -1e300)  # no ball reaches there
        found = np.linalg.eigvalsh(curved).reshape(m, len(self._radii), probes.shape[1] * d)
        return found.min(axis=-1), found.max(axis=-1)

    def capture_radii(self, learning_rate: float) -> Array:
        """Return radii of balls around the floors that no iterate leaves again, shape (m,).

        Where every curvature of a ball is within (0, 2/η), the step w − η∇f(w) is a contraction
        there: ‖I − η∇²f‖ < 1, so the distance to the floor shrinks with every step. The curvatures
        are sampled, in balls that are halved until they pass; a radius of 0 says that none did.
        """
        within = (self._lowest > 0) & (learning_rate * self._highest < 2 - _MARGIN)
        return np.max(np.where(within, self._radii, 0.0), axis=1, initial=0.0)

    def capturing(self, w: Array, radii: Array) -> NDArray[np.int8]:
        """Return the number of the valley whose ball holds each point, −1 where none does."""
        found = np.full(len(w), -1, np.int8)
        for number, (floor, radius) in enumerate(zip(self.points, radii, strict=True)):
            if radius > 0:
                away = w - floor
                found[np.einsum("ij,ij->i", away, away) <= radius * radius] = number
        return found

    def __repr__(self) -> str:
        return f"Valleys({self.objective.name}: {len(self)})"
