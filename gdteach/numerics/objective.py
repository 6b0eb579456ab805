"""The one description of something to minimise: f, ∇f and what is known about them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdteach.numerics import arguments
from gdteach.numerics.wording import times

Array = NDArray[np.float64]


class _AtPoints:
    """A function of points, shape ``(..., d)``, that says so when it is handed something else.

    Lists and integers become float arrays, and in one dimension a bare number is a point too:
    number in, number out. An array of the right shape goes straight through.
    """

    def __init__(self, function: Callable[..., Any], dimension: int) -> None:
        self.function, self.dimension = function, dimension

    def __call__(self, w: ArrayLike) -> Any:
        given = isinstance(w, np.ndarray) and w.dtype == np.float64
        points: Any = w if given else arguments.real(w)
        if points is None:
            raise TypeError(arguments.wrong("w", "made of real numbers", w))
        bare = points.ndim == 0 and self.dimension == 1
        if not bare and points.shape[-1:] != (self.dimension,):
            wanted = f"a point with {times(self.dimension, 'coordinate')}"
            raise ValueError(arguments.wrong("w", wanted, w, f"its shape is {points.shape}"))
        with np.errstate(all="ignore"):  # overflow is an outcome here, not a warning
            if bare:
                return np.reshape(self.function(points.reshape(1)), ())[()]
            return self.function(points)


@dataclass(frozen=True, eq=False, repr=False)
class Objective:
    r"""A differentiable function to minimise, with everything that is known about it.

    Parameters
    ----------
    name : str
        What it is called in menus and captions.
    function : callable
        f: maps points, shape ``(..., d)``, to values, shape ``(...)``.
    gradient : callable
        ∇f: maps points, shape ``(..., d)``, to gradients, shape ``(..., d)``. One that makes its
        result with ``np.empty_like(w)`` keeps the memory layout, which makes basin maps fast.
    dimension : int
        d, the number of coordinates of a point.
    domain : array, shape (d, 2)
        The box that figures show, one row (low, high) per coordinate. Not a hard limit.
    formula : str
        f in LaTeX, without dollar signs. Components are x and y, since w₁ is the iterate at t = 1.
    source : str
        Where the function comes from: author, year.
    start : array, shape (d,)
        A good point to begin a demonstration.
    minimisers : array, shape (m, d), optional
        The points of least value; m is 0 where there is none or none is known.
    minimum_value : float, optional
        The value at the minimisers.
    hessian : callable, optional
        ∇²f: maps points, shape ``(..., d)``, to matrices, shape ``(..., d, d)``.
    smoothness : float, optional
        L: the largest size of a Hessian eigenvalue over all of ℝᵈ, where there is one.
    strong_convexity : float, optional
        μ > 0: the smallest Hessian eigenvalue over all of ℝᵈ, where it is positive.
    local_minimisers : array, shape (k, d), optional
        Minimisers of their neighbourhood only, where known.
    pace : (float, int), optional
        A learning rate and a number of steps with which a run from ``start`` is worth watching.
    coordinates : tuple of str, optional
        What the components of a point are called, on axes and controls; w, or x and y, by default.

    Notes
    -----
    ``function``, ``gradient`` and ``hessian`` also take lists and, for d = 1, a bare number. The
    objective itself can be called, too: it is f.
    """

    name: str
    function: Callable[..., Any]
    gradient: Callable[..., Any]
    dimension: int
    domain: Array
    formula: str
    source: str
    start: Array
    minimisers: Array = field(default_factory=lambda: np.empty((0, 0)))
    minimum_value: float | None = None
    hessian: Callable[..., Any] | None = None
    smoothness: float | None = None
    strong_convexity: float | None = None
    local_minimisers: Array = field(default_factory=lambda: np.empty((0, 0)))
    pace: tuple[float, int] | None = None
    coordinates: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("name", "formula", "source"):
            arguments.instance(name, getattr(self, name), str)
        d = arguments.whole_number("dimension", self.dimension, at_least=1)
        checked: dict[str, Any] = {"dimension": d}
        for name in ("function", "gradient", "hessian"):
            given = getattr(self, name)
            if name != "hessian" or given is not None:
                arguments.function(name, given)
                checked[name] = given if isinstance(given, _AtPoints) else _AtPoints(given, d)
        domain = arguments.numbers("domain", self.domain)
        if domain.shape != (d, 2) or not (domain[:, 0] < domain[:, 1]).all():
            requirement = f"{times(d, 'row')} (low, high) with low < high"
            raise ValueError(arguments.wrong("domain", requirement, self.domain))
        checked |= {"domain": domain, "start": arguments.point("start", self.start, d)}
        for name in ("minimisers", "local_minimisers"):
            given = getattr(self, name)  # no points at all is fine
            checked[name] = arguments.points(name, given, d) if np.size(given) else np.empty((0, d))
        for name, above in (("minimum_value", None), ("smoothness", 0), ("strong_convexity", 0)):
            given = getattr(self, name)
            if given is not None:
                checked[name] = arguments.number_within(name, given, above=above)
        if self.pace is not None:
            rate, steps = self.pace
            rate = arguments.number_within("pace", rate, above=0)
            checked["pace"] = rate, arguments.whole_number("pace", steps, at_least=1)
        L, mu = self.smoothness, self.strong_convexity
        if mu is not None and (L is None or mu > L):
            requirement = f"at most the smoothness L = {L}"
            raise ValueError(arguments.wrong("strong_convexity", requirement, mu))
        usual = {1: ("w",), 2: ("x", "y")}.get(d, tuple(f"w{i + 1}" for i in range(d)))
        checked["coordinates"] = tuple(self.coordinates) or usual
        if len(checked["coordinates"]) != d:
            raise ValueError(arguments.wrong("coordinates", f"{d} names", self.coordinates))
        for name, value in checked.items():
            if isinstance(value, np.ndarray):
                value.setflags(write=False)
            object.__setattr__(self, name, value)

    def __call__(self, w: ArrayLike) -> Any:
        """Return f(w), shape ``(...)`` for points of shape ``(..., d)``."""
        return self.function(w)

    @property
    def condition_number(self) -> float | None:
        """κ = L/μ (dimensionless), or None where f has no L or no μ."""
        if self.smoothness is None or self.strong_convexity is None:
            return None
        return self.smoothness / self.strong_convexity

    def __repr__(self) -> str:
        return f"Objective({self.name!r}, {self.dimension}-D)"


def grid_over(box: Array, points: int) -> Array:
    """Return a grid over a box, shape (d, 2), as a list of points: row by row, the lowest first."""
    axes = [np.linspace(low, high, points) for low, high in box]
    return np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, len(box))


def checked_objective(value: object, most: int | None = None) -> Objective:
    """Return ``value`` if it is an objective, of not more than so many dimensions."""
    remedy = "wrap a function of your own with as_objective(...)"
    objective: Objective = arguments.instance("objective", value, Objective, remedy)
    if most is not None and objective.dimension > most:
        raise ValueError(arguments.wrong("objective", f"of 1 or {most} dimensions", objective))
    return objective
