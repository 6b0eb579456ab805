"""Hills made by chance: a broad bowl with a few tops and hollows, another one for every seed."""

from dataclasses import dataclass, replace

import numpy as np

from gdteach.numerics import arguments
from gdteach.numerics.batch import walk
from gdteach.numerics.objective import Array, Objective, grid_over

STEPS = 12  # of a walk
STRIDE = 1.5  # the longest step of a walk, in units of the map
CURVATURE = 10.0  # the largest on every map, so that 1/L = 0.1 suits them all

_HALF = 5.0  # the map reaches from −5 to 5, both ways
_MAP = np.array([[-_HALF, _HALF], [-_HALF, _HALF]])
_BUMPS = 5
_BOWL = 0.2  # against bumps of height about 1: mostly, STEPS lead to the lowest valley
_SEARCHED = 1.6  # the lowest point is looked for on a box this much larger than the map
_INSIDE = 0.84 * _HALF  # the lowest point keeps away from the map's edge
_START_INSIDE = 0.92 * _HALF
_STARTS = 60  # tried on each ground
_FAR_ENOUGH, _NEAR_ENOUGH = 4.5, 9.0  # from the start to the lowest point
_STEEP_ENOUGH, _NOT_TOO_STEEP = 5.0, STRIDE * CURVATURE  # slope at the start
_LEAST_DROP, _LARGEST_DROP = 25.0, 75.0
_LEAST_SHARE = 0.6  # of the drop, for gradient descent within STEPS


@dataclass(frozen=True, eq=False)
class _Ground:
    """½(w−c)ᵀA(w−c) + Σ hᵢ exp(−‖w−cᵢ‖²/2sᵢ²) + base, with its derivatives."""

    bowl: Array  # A, shape (2, 2)
    centre: Array  # c, shape (2,)
    tops: Array  # cᵢ, shape (n, 2)
    widths: Array  # sᵢ, shape (n,)
    heights: Array  # hᵢ, negative for a hollow, shape (n,)
    base: float

    def _bumps(self, w: Array) -> tuple[Array, Array]:
        """Return where w is seen from each top, shape (..., n, 2), and each bump's height there."""
        away = w[..., np.newaxis, :] - self.tops
        squares = (away * away).sum(axis=-1) / self.widths**2
        return away, self.heights * np.exp(-0.5 * squares)

    def value(self, w: Array) -> Array:
        from_centre = w - self.centre
        bowl = 0.5 * ((from_centre @ self.bowl) * from_centre).sum(axis=-1)
        return np.asarray(bowl + self._bumps(w)[1].sum(axis=-1) + self.base)

    def gradient(self, w: Array) -> Array:
        away, bumps = self._bumps(w)
        pull = ((bumps / self.widths**2)[..., np.newaxis] * away).sum(axis=-2)
        return np.asarray((w - self.centre) @ self.bowl - pull)

    def hessian(self, w: Array) -> Array:
        away, bumps = self._bumps(w)
        outer = away[..., :, np.newaxis] * away[..., np.newaxis, :]
        squares = self.widths[:, np.newaxis, np.newaxis] ** 2
        bends = bumps[..., np.newaxis, np.newaxis] * (outer / squares - np.eye(2)) / squares
        return np.asarray(self.bowl + bends.sum(axis=-3))


def random_hills(seed: int) -> Objective:
    r"""Return smooth hills in two dimensions, the same for the same seed.

    Parameters
    ----------
    seed : int
        Which hills; zero or positive.

    Returns
    -------
    Objective
        Read x and y as hundreds of metres and f as metres: a slope is then a percentage. Its
        start lies 25 to 75 m above the lowest point, and 4.5 to 9 units away from it.

    Notes
    -----
    .. math:: f(w) = \tfrac12 (w-c)^\top A\,(w-c) + \sum_i h_i\, e^{-\|w-c_i\|^2/2s_i^2} + f_0

    Heights are scaled so that no curvature on the map exceeds 10. From the start, gradient descent
    with η = 1/10 stays on the map, takes no step longer than 1.5, and within 12 steps loses at
    least 60 % of the height there is to lose. It need not end in the lowest valley.

    Examples
    --------
    >>> hills = random_hills(7)
    >>> hills
    Objective('Hill 7', 2-D)
    >>> bool(hills(hills.start) > hills.minimum_value + 25)
    True
    """
    seed = arguments.whole_number("seed", seed)
    rng = np.random.default_rng(seed)
    lowest = start = None
    while lowest is None or start is None:
        ground = _draw(rng)
        lowest = _lowest(ground)
        start = None if lowest is None else _start(ground, lowest, rng)
    bumps = r"\sum_i h_i\, e^{-\|w - c_i\|^2 / 2 s_i^2}"
    return Objective(
        name=f"Hill {seed}",
        function=ground.value,
        gradient=ground.gradient,
        hessian=ground.hessian,
        dimension=2,
        domain=_MAP,
        minimisers=lowest[np.newaxis],
        minimum_value=float(ground.value(lowest)),
        formula=rf"\tfrac{{1}}{{2}}(w - c)^\top A\,(w - c) + {bumps} + f_0",
        source="this course: a bowl with five bumps, drawn by chance",
        start=start,
    )


def _draw(rng: np.random.Generator) -> _Ground:
    """Return a ground by chance, with curvature 10 where it bends most on the map."""
    angle = rng.uniform(0, np.pi)
    along = np.array([np.cos(angle), np.sin(angle)])
    across = np.array([-along[1], along[0]])
    bowl = np.outer(along, along) + rng.uniform(0.5, 1.0) * np.outer(across, across)
    ground = _Ground(
        bowl=_BOWL * bowl,
        centre=rng.uniform(-0.5 * _HALF, 0.5 * _HALF, 2),
        tops=rng.uniform(-0.9 * _HALF, 0.9 * _HALF, (_BUMPS, 2)),
        widths=rng.uniform(1.2, 2.2, _BUMPS),
        heights=rng.choice([-1.0, 1.0], _BUMPS) * rng.uniform(0.6, 1.6, _BUMPS),
        base=0.0,
    )
    steeper = CURVATURE / np.abs(np.linalg.eigvalsh(ground.hessian(grid_over(_MAP, 81)))).max()
    base = rng.uniform(100.0, 900.0)  # no telling from it how low it goes
    return replace(ground, bowl=steeper * ground.bowl, heights=steeper * ground.heights, base=base)


def _lowest(ground: _Ground) -> Array | None:
    """Return the lowest point, or None if it is too near the edge for a good map."""
    grid = grid_over(_SEARCHED * _MAP, 97)
    w = grid[ground.value(grid).argmin()]
    if np.abs(w).max() > _INSIDE:
        return None
    for _ in range(12):  # Newton's method, from a twelfth of a unit away
        w = w - np.linalg.solve(ground.hessian(w), ground.gradient(w))
    settled = np.abs(w).max() <= _INSIDE and np.linalg.norm(ground.gradient(w)) < 1e-9
    return w if settled and ground.value(w) <= ground.value(grid).min() else None


def _start(ground: _Ground, lowest: Array, rng: np.random.Generator) -> Array | None:
    """Return a place worth starting from, from which gradient descent fares well, if there is."""
    starts = rng.uniform(-_START_INSIDE, _START_INSIDE, (_STARTS, 2))
    path = walk(ground.gradient, starts, 1 / CURVATURE, STEPS)  # (STEPS + 1, starts, 2)
    slope = np.linalg.norm(ground.gradient(starts), axis=-1)
    distance = np.linalg.norm(starts - lowest, axis=-1)
    drop = ground.value(starts) - ground.value(lowest)
    share = (ground.value(starts) - ground.value(path[-1])) / drop
    good = (
        (distance > _FAR_ENOUGH) & (distance < _NEAR_ENOUGH)
        & (slope > _STEEP_ENOUGH) & (slope < _NOT_TOO_STEEP)
        & (drop > _LEAST_DROP) & (drop < _LARGEST_DROP)
        & (np.abs(path).max(axis=(0, 2)) < _HALF)
        & (np.linalg.norm(np.diff(path, axis=0), axis=-1).max(axis=0) <= STRIDE)
        & (share >= _LEAST_SHARE)
    )  # fmt: skip
    return starts[good.argmax()] if good.any() else None
