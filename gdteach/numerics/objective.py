"""The one description of something to minimise: f, ∇f and what is known about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdteach.numerics import arguments

Array = NDArray[np.float64]


class _AtPoints:
    """A function of points, shape ``(..., d)``, that says so when it is handed something else.

    Lists and integers become float arrays, and in one dimension a bare number is a point too:
    number in, number out. An array of the right shape goes straight through.
    """

    def __init__(self, function: Callable[..., Any], dimension: int) -> None:
        self.function = function
        self.dimension = dimension

    def __call__(self, w: ArrayLike) -> Any:
        if (
            isinstance(w, np.ndarray)
            and w.dtype == np.float64
            and w.shape[-1:] == (self.dimension,)
        ):
            return self.function(w)
        points = np.asarray(w)
        if points.dtype.kind not in "iuf":
            raise TypeError(arguments.wrong("w", "made of real numbers", w))
        if points.ndim == 0 and self.dimension == 1:
            return np.reshape(self.function(points.astype(np.float64).reshape(1)), ())[()]
        if points.shape[-1:] != (self.dimension,):
            coordinates = f"{self.dimension} coordinate" + "s" * (self.dimension > 1)
            remedy = f"its shape is {points.shape}"
            raise ValueError(arguments.wrong("w", f"a point with {coordinates}", w, remedy))
        return self.function(points.astype(np.float64))


def _point_list(name: str, value: ArrayLike, dimension: int) -> Array:
    """Return ``value`` as read-only points, shape ``(m, dimension)``; no points at all is fine."""
    empty = np.size(value) == 0
    array = np.empty((0, dimension)) if empty else arguments.points(name, value, dimension)
    array.setflags(write=False)
    return array


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
        result with ``np.empty_like(w)`` keeps the memory layout, which `descend_many` likes.
    dimension : int
        d, the number of coordinates of a point.
    domain : array, shape (d, 2)
        The box that figures show, one row (low, high) per coordinate. Not a hard limit.
    minimisers : array, shape (m, d)
        The points of least value; m is 0 where there is none or none is known.
    minimum_value : float or None
        The value at the minimisers.
    formula : str
        f in LaTeX, without dollar signs. Components are x and y, since w₁ is the iterate at t = 1.
    source : str
        Where the function comes from: author, year.
    start : array, shape (d,)
        A good point to begin a demonstration.
    hessian : callable or None
        ∇²f: maps points, shape ``(..., d)``, to matrices, shape ``(..., d, d)``.
    smoothness : float or None
        L: the largest size of a Hessian eigenvalue over all of ℝᵈ, where there is one.
    strong_convexity : float or None
        μ > 0: the smallest Hessian eigenvalue over all of ℝᵈ, where it is positive.
    local_minimisers : array, shape (k, d)
        Minimisers of their neighbourhood only, where known.
    coordinates : tuple of str
        What the components of a point are called, on axes and controls; w, or x and y, by default.

    Notes
    -----
    ``function``, ``gradient`` and ``hessian`` also take lists and, for d = 1, a bare number.

    Examples
    --------
    >>> from gdteach.numerics.catalogue import himmelblau
    >>> objective = himmelblau()
    >>> objective
    Objective('Himmelblau', 2-D)
    >>> float(objective([3, 2]))
    0.0
    """

    name: str
    function: Callable[..., Any]
    gradient: Callable[..., Any]
    dimension: int
    domain: Array
    minimisers: Array
    minimum_value: float | None
    formula: str
    source: str
    start: Array
    hessian: Callable[..., Any] | None = None
    smoothness: float | None = None
    strong_convexity: float | None = None
    local_minimisers: Array = field(default_factory=lambda: np.empty((0, 0)))
    coordinates: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check every field and store it in its final form."""
        for name in ("name", "formula", "source"):
            arguments.instance(name, getattr(self, name), str)
        d = arguments.whole_number("dimension", self.dimension, at_least=1)
        checked: dict[str, Any] = {"dimension": d}
        for name in ("function", "gradient", "hessian"):
            given = getattr(self, name)
            if name == "hessian" and given is None:
                continue
            arguments.function(name, given)
            checked[name] = given if isinstance(given, _AtPoints) else _AtPoints(given, d)
        domain = arguments.numbers("domain", self.domain)
        if domain.shape != (d, 2) or not (domain[:, 0] < domain[:, 1]).all():
            requirement = f"{d} row{'s' * (d > 1)} (low, high) with low < high"
            raise ValueError(arguments.wrong("domain", requirement, self.domain))
        checked |= {"domain": domain, "start": arguments.point("start", self.start, d)}
        for name in ("minimisers", "local_minimisers"):
            checked[name] = _point_list(name, getattr(self, name), d)
        if self.minimum_value is not None:
            checked["minimum_value"] = arguments.finite_number("minimum_value", self.minimum_value)
        for name in ("smoothness", "strong_convexity"):
            given = getattr(self, name)
            if given is not None:
                checked[name] = arguments.number_within(name, given, above=0)
        if self.strong_convexity is not None and (
            self.smoothness is None or self.strong_convexity > self.smoothness
        ):
            requirement = f"at most the smoothness L = {self.smoothness}"
            raise ValueError(
                arguments.wrong("strong_convexity", requirement, self.strong_convexity)
            )
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
