"""A learner's own Python function as an objective, in one call."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from gdteach.numerics import arguments
from gdteach.numerics.differences import difference_gradient
from gdteach.numerics.objective import Array, Objective


def as_objective(
    function: Callable[..., Any] | Objective,
    gradient: Callable[..., Any] | None = None,
    *,
    dimension: int | None = None,
    domain: ArrayLike | None = None,
    name: str | None = None,
    minimisers: ArrayLike | None = None,
    start: ArrayLike | None = None,
) -> Objective:
    """Return your own Python function as an `Objective`, its gradient numerical if you give none.

    Parameters
    ----------
    function : callable
        f, of plain numbers: ``f(w)`` is a function of one variable, ``f(x, y)`` of two, and so on.
        With ``dimension=d``, ``f(w)`` gets an array of shape (d,). It is called for one point at a
        time, so ``if`` and ``math.sin`` work; where it is infinite or NaN, a descent has diverged.
        An `Objective` is handed back as it is.
    gradient : callable, optional
        ∇f, taking what ``function`` takes; returns one number per coordinate. Left out, central
        differences stand in.
    dimension : int, optional
        d. Left out, the number of arguments that ``function`` needs.
    domain : array, shape (2,) or (d, 2), optional
        The box to show: (low, high), or one such row per coordinate. Default (−5, 5).
    name : str, optional
        What to call it. Default: the name of the function.
    minimisers : array, shape (m, d), optional
        The minimisers, if you know them.
    start : array, shape (d,), optional
        Where a demonstration begins. Default: off centre in the domain.

    Examples
    --------
    >>> as_objective(lambda w: w**4 - 2 * w**2)
    Objective('your function', 1-D)
    >>> def valley(x, y):
    ...     return x**2 + 3 * y**2
    >>> objective = as_objective(valley)
    >>> objective
    Objective('valley', 2-D)
    >>> objective.gradient([1.0, 2.0]).round(6)
    array([ 2., 12.])
    """
    if isinstance(function, Objective):
        options = (gradient, dimension, domain, name, minimisers, start)
        if all(option is None for option in options):
            return function
        remedy = "an Objective is complete; use dataclasses.replace to change it"
        requirement = "your own if options are given"
        raise ValueError(arguments.wrong("function", requirement, function, remedy))
    arguments.function("function", function)
    d, separate = calling_convention(function, dimension)
    if name is None:
        name = getattr(function, "__name__", "<lambda>")
        name = "your function" if name == "<lambda>" else name
    of_points = OneByOne(function, name, d, separate, ())
    if gradient is None:
        slope: Callable[..., Any] = partial(difference_gradient, of_points)
    else:
        arguments.function("gradient", gradient)
        if calling_convention(gradient, d, "gradient") != (d, separate):
            mine, its = (", ".join(_signature(f)) for f in (function, gradient))
            remedy = f"function takes ({mine}), gradient takes ({its})"
            raise ValueError(arguments.wrong("gradient", "called like function", gradient, remedy))
        slope = OneByOne(gradient, f"the gradient of {name}", d, separate, (d,))
    box = arguments.numbers("domain", (-5, 5) if domain is None else domain)
    if box.shape == (2,):
        box = np.tile(box, (d, 1))
    known = np.empty((0, d)) if minimisers is None else arguments.numbers("minimisers", minimisers)
    if known.ndim < 2:  # one point, or for d = 1 the numbers, may come bare
        known = known.reshape(-1, 1) if d == 1 else known[np.newaxis]
    if start is None and box.shape == (d, 2):
        # Not on a diagonal, where symmetric functions look as if they had one variable.
        start = box[:, 0] + np.resize([0.1, 0.8], d) * (box[:, 1] - box[:, 0])
    letters = ", ".join(_signature(function)) if separate else "w"
    objective = Objective(
        name=name,
        function=of_points,
        gradient=slope,
        dimension=d,
        domain=box,
        minimisers=known,
        formula=rf"f({letters})",
        source="your own function",
        start=np.zeros(d) if start is None else arguments.point("start", start, d),
    )
    _try_out(objective, dimension is None and d == 1)
    if len(known) == 0:
        return objective
    lowest = float(np.min(objective(known)))
    if not np.isfinite(lowest):
        raise ValueError(arguments.wrong("minimisers", "points where f is finite", minimisers))
    return replace(objective, minimum_value=lowest)


def _try_out(objective: Objective, plain_number: bool) -> None:
    """Call f and ∇f once: a function of the wrong kind says so now, not in the middle of a run."""
    try:
        objective(objective.start)
        objective.gradient(objective.start)
    except (TypeError, IndexError) as error:
        if not plain_number or str(error).startswith("the result of"):
            raise
        raise TypeError(
            f"function must take a plain number, got from {objective.name} at "
            f"w = {objective.start[0]:g} the error {str(error)!r}; "
            "if w is meant to be an array of d numbers, say dimension=d"
        ) from error


def _signature(function: Callable[..., Any]) -> Sequence[str]:
    """Return the names of the arguments a function must be given; ("w",) where Python can't say."""
    try:  # what np.vectorize makes does not say what it takes; the function within does
        signature = inspect.signature(getattr(function, "pyfunc", function))
        parameters = list(signature.parameters.values())
    except (TypeError, ValueError):  # some built-in functions; before 2.4, NumPy's
        return ("w",) * getattr(function, "nin", 1)
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    positional = [p for p in parameters if p.kind in kinds]
    required = [p.name for p in positional if p.default is p.empty]
    if any(p.kind is p.VAR_POSITIONAL for p in parameters):
        return (*required, "*")
    return required or [p.name for p in positional[:1]]


def calling_convention(
    function: Callable[..., Any], dimension: int | None, argument: str = "function"
) -> tuple[int, bool]:
    """Return the dimension, and whether the coordinates are passed as separate arguments."""
    names = _signature(function)
    d = None if dimension is None else arguments.whole_number("dimension", dimension, at_least=1)
    if names and names[-1] == "*":
        if d is None:
            requirement = "given for a function with *arguments"
            remedy = "dimension=1 if it is a function of one number"
            raise ValueError(arguments.wrong("dimension", requirement, None, remedy))
        return d, True
    if not names:
        raise ValueError(arguments.wrong(argument, "a function of the point w", function))
    if d is not None and len(names) not in (1, d):
        count = "1 argument" if d == 1 else f"1 or {d} arguments"
        requirement = f"a function of {count} (dimension={d})"
        remedy = f"it needs {len(names)}: {', '.join(names)}; its points have as many coordinates"
        raise ValueError(arguments.wrong(argument, requirement, function, remedy))
    if len(names) == 1:
        return d or 1, d in (None, 1)  # one variable: a plain number, not an array of one
    return len(names), True


CALLED = "The function was called"


class UndefinedError(ValueError):
    """A function has no value at a point, and the message says where and why."""


def called(function: Callable[..., Any], point: Array, separate: bool) -> Any:
    """Return what a function of the learner's returns at one point; say where, if it raises."""
    try:
        return function(*point.tolist()) if separate else function(point.copy())
    except Exception as error:
        # 10.0**400 overflows, 1 / 0.0 divides by zero, and math.log(-1.0) raises a ValueError, in
        # the words of Python up to 3.13 and later: there is no number here, and no mistake
        undefined = str(error).startswith(("math domain error", "expected a "))
        if isinstance(error, ArithmeticError) or (isinstance(error, ValueError) and undefined):
            raise UndefinedError(
                f"{where(point)} it raises {type(error).__name__}: {error}"
            ) from error
        noted(error, point)
        raise


def noted(error: Exception, point: Array) -> Exception:
    """Return an error of a learner's function with a note that says where it was called."""
    error.add_note(f"{CALLED} {where(point)}.")
    return error


def failure(error: Exception) -> str:
    """Return in a sentence how a learner's function failed; "" if the error is none of its own."""
    places = [note for note in getattr(error, "__notes__", ()) if note.startswith(CALLED)]
    if not places:
        return ""
    words = str(error)
    if not words.startswith("the result of"):
        what = f"{type(error).__name__}: {words}" if words else type(error).__name__
        words = f"The function raised {what}, called{places[0].removeprefix(CALLED)[:-1]}"
    return words[0].upper() + words[1:] + ("" if words.endswith("?") else ".")


def where(point: Array) -> str:
    """Return where a point is, for a message."""
    shown = [float(f"{x:.9g}") for x in point]
    return f"at w = {shown if len(shown) > 1 else shown[0]}"


@dataclass(frozen=True)
class OneByOne:
    """A learner's function as a function of points, shape (..., d): it is called for each.

    It is called ``name``, takes ``separate`` coordinates or one array, and returns numbers of a
    ``shape``.
    """

    function: Callable[..., Any]
    name: str
    d: int
    separate: bool
    shape: tuple[int, ...]

    def __call__(self, w: Array) -> Any:
        """Return its values, NaN where it has none."""
        points = w.reshape(-1, self.d)
        results = np.full((len(points), *self.shape), np.nan)
        # where a run has diverged, there is nothing to ask
        for place in np.flatnonzero(np.isfinite(points).all(axis=1)).tolist():
            point = points[place]
            try:
                result = called(self.function, point, self.separate)
            except UndefinedError:
                continue
            plain = isinstance(result, float) and not self.shape
            results[place] = result if plain else _checked(result, self.name, self.shape, point)
        return results.reshape(w.shape[:-1] + self.shape)[()]


def asked_one_by_one(objective: Objective) -> bool:
    """Return whether an objective is asked for one point at a time, so that many take a while."""
    return isinstance(getattr(objective.function, "function", None), OneByOne)


def _checked(result: Any, name: str, shape: tuple[int, ...], point: Array) -> Array:
    """Return what the learner's function returned as numbers of the expected shape."""
    values = arguments.real(result)
    if values is not None and values.size == int(np.prod(shape)):
        return values.reshape(shape)
    count = "one number" if shape in ((), (1,)) else f"{shape[0]} numbers"
    remedy = f"{where(point)}; is a return missing?" if result is None else where(point)
    words = arguments.wrong(f"the result of {name}", count, result, remedy)
    raise noted(TypeError(words) if values is None else ValueError(words), point)
