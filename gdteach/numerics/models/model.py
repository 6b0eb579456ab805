"""What the losses of all models have in common: data, predictions, and a penalty on request."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdteach.numerics import arguments
from gdteach.numerics.objective import Array, Objective
from gdteach.numerics.wording import subscript


@dataclass(frozen=True, eq=False, repr=False)
class Model(Objective):
    """The loss of a model on data, as an objective of the model's parameters.

    Parameters
    ----------
    inputs : array, shape (m, n)
        One row per example.
    targets : array, shape (m,)
        What the model is to say about each example.
    names : tuple of str
        What the inputs are, one by one, and last the target: with their units, on axes.
    classes : tuple of str
        What the targets 0, 1, … are called; empty where a target is a quantity.
    predict : callable
        Maps parameters, shape ``(..., d)``, and inputs, shape ``(k, n)``, to what the model says,
        shape ``(..., k)``, or ``(..., k, classes)`` where it is a probability per class.
    batch_gradient : callable
        Maps parameters, shape ``(..., d)``, and numbers of examples, shape ``(b,)``, to the
        gradient of the loss on these examples alone, shape ``(..., d)``.

    Notes
    -----
    The other parameters are those of `Objective`, which it is: a point w is one vector that holds
    all parameters of the model.
    """

    inputs: Array = field(kw_only=True)
    targets: Array = field(kw_only=True)
    names: tuple[str, ...] = field(kw_only=True)
    classes: tuple[str, ...] = field(kw_only=True, default=())
    predict: Callable[..., Array] = field(kw_only=True)
    batch_gradient: Callable[[Array, NDArray[np.int64]], Array] = field(kw_only=True)


def rows_of(inputs: ArrayLike) -> Array:
    """Return inputs as rows, shape (m, n), if they are finite numbers, at least one."""
    rows = as_rows(arguments.numbers("inputs", inputs))
    if rows.ndim != 2 or rows.size == 0:
        raise ValueError(arguments.wrong("inputs", "one row of numbers per example", inputs))
    return rows


def one_each(targets: NDArray[Any], inputs: Array) -> NDArray[Any]:
    """Return the targets, shape (m,), if there is one for each of the m inputs."""
    if targets.shape != (len(inputs),):
        requirement = f"one per example, {len(inputs)} in all"
        raise ValueError(arguments.wrong("targets", requirement, targets))
    return targets


def classes_of(
    targets: ArrayLike, inputs: Array, at_most: float = np.inf
) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    """Return the classes of the examples, counted from 0 in order, and what they are called.

    >>> classes_of(["owl", "auk", "owl"], np.zeros((3, 1)))
    (array([1, 0, 1]), ('auk', 'owl'))
    """
    given = one_each(np.asarray(targets), inputs)
    found, codes = np.unique(given, return_inverse=True)
    if not 2 <= len(found) <= at_most:
        requirement = "two classes" if at_most == 2 else "at least two classes"
        raise ValueError(arguments.wrong("targets", f"of {requirement}", targets))
    return codes.reshape(-1), tuple(str(each) for each in found)


def names_for(inputs: Array, names: Sequence[str]) -> tuple[str, ...]:
    """Return the names of inputs and target: x, or x₁, x₂, …, and y by default."""
    n = inputs.shape[1]
    usual = ("x",) if n == 1 else tuple(f"x{subscript(i + 1)}" for i in range(n))
    if not names:
        return (*usual, "y")
    if isinstance(names, str) or len(names) != n + 1:
        raise ValueError(arguments.wrong("names", f"{n + 1} names, of inputs and target", names))
    return tuple(arguments.instance("names", name, str) for name in names)


def as_rows(inputs: ArrayLike) -> Array:
    """Return inputs, shape (m, n), of which those with one feature may come as shape (m,)."""
    rows = np.asarray(inputs, dtype=float)
    return rows[:, np.newaxis] if rows.ndim == 1 else rows


def with_ones(inputs: ArrayLike) -> Array:
    """Return the inputs with a last column of ones, which the intercept is multiplied by."""
    rows = as_rows(inputs)
    return np.column_stack([rows, np.ones(len(rows))])


def slopes_and_intercept(d: int) -> tuple[str, ...]:
    """Return what the d parameters of a linear model are called: a, or a1, a2, …, and b."""
    return ("a", "b") if d == 2 else (*(f"a{i + 1}" for i in range(d - 1)), "b")


def box_around(*points: Array) -> Array:
    """Return a domain, shape (d, 2), that shows these points with a margin round them.

    Its sides are of one length where that is not much more than the points ask for.
    """
    low, high = np.min(points, axis=0), np.max(points, axis=0)
    reach = np.where(high > low, 0.85 * (high - low), 1.0)
    reach = np.where(20 * reach > reach.max(), reach.max(), reach)
    middle = (low + high) / 2
    return np.column_stack([middle - reach, middle + reach])


def weight_decay(objective: Objective, strength: float) -> Objective:
    r"""Return f + ½λ‖w‖², the objective with a penalty on large parameters.

    Parameters
    ----------
    objective : Objective
        f.
    strength : float, positive
        λ.

    Notes
    -----
    L and every curvature grow by λ. The minimiser moves, and is no longer given.

    Examples
    --------
    >>> from gdteach.numerics.quadratics import parabola
    >>> weight_decay(parabola(smoothness=2.0), 0.5).smoothness
    2.5
    """
    arguments.instance("objective", objective, Objective)
    decay = arguments.number_within("strength", strength, above=0)
    f, slope, hessian = objective.function, objective.gradient, objective.hessian
    L, mu = objective.smoothness, objective.strong_convexity
    data: dict[str, Any] = {}
    if isinstance(objective, Model):
        of_batch = objective.batch_gradient
        data["batch_gradient"] = lambda w, rows: of_batch(w, rows) + decay * w
    return replace(
        objective,
        **data,
        name=f"{objective.name}, weight decay {decay:g}",
        function=lambda w: f(w) + 0.5 * decay * np.sum(w**2, axis=-1),
        gradient=lambda w: slope(w) + decay * w,
        hessian=hessian and (lambda w: hessian(w) + decay * np.eye(objective.dimension)),
        formula=rf"{objective.formula} + \tfrac{{1}}{{2}}\,{decay:g}\,\|w\|^2",
        smoothness=None if L is None else L + decay,
        strong_convexity=None if mu is None else mu + decay,
        minimisers=np.empty((0, 0)),
        local_minimisers=np.empty((0, 0)),
        minimum_value=None,
    )
