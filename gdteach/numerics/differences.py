"""Derivatives without a formula: central differences."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from gdteach.numerics import arguments
from gdteach.numerics.objective import Array

EPSILON = float(np.finfo(np.float64).eps)  # 2.2e-16: the spacing of floats near 1


def central_difference_gradient(
    function: Callable[..., Any], w: ArrayLike, *, step: float | None = None
) -> Any:
    r"""Return the gradient of ``function`` at ``w``, from values of ``function`` alone.

    Parameters
    ----------
    function : callable
        f. It gets a plain float when ``w`` is a number, otherwise an array shaped like ``w``.
    w : float or array, shape (d,) or (..., d)
        The point, or points if ``function`` maps ``(..., d)`` to ``(...)``.
    step : float, positive, optional
        h, the distance to either side (unit of w). Left out, it is ε^(1/3)·max(1, \|wᵢ\|) in
        coordinate i, with ε = 2.2e-16.

    Returns
    -------
    float or array
        f′(w) for a number, otherwise the gradient, shaped like ``w``. Where f is not finite
        the result is not either.

    Notes
    -----
    ∂f/∂wᵢ ≈ (f(w + h eᵢ) − f(w − h eᵢ)) / 2h. The formula errs by about h²f‴/6, rounding by about
    ε|f|/h; the two balance near h = ε^(1/3) ≈ 6.06e-6 for numbers of order one. That h is then
    rounded so that w + h is exact. A ``step`` of your own is used as it is, rounding and all.

    References
    ----------
    W. H. Press et al., *Numerical Recipes*, 3rd edition (2007), section 5.7.

    Examples
    --------
    >>> print(f"{central_difference_gradient(lambda w: w**2, 3.0):.6f}")
    6.000000
    >>> print(central_difference_gradient(lambda w: w[0] ** 2 + 3 * w[1], [1.0, 5.0]).round(6))
    [2. 3.]
    """
    of_points, at, step = _asked(function, w, step)
    slope = difference_gradient(of_points, at, step)
    return slope if np.ndim(w) else float(slope[0])


def central_difference_hessian(
    function: Callable[..., Any], w: ArrayLike, *, step: float | None = None
) -> Any:
    r"""Return the Hessian of ``function`` at ``w``, from values of ``function`` alone.

    Parameters
    ----------
    function : callable
        f, called as in `central_difference_gradient`.
    w : float or array, shape (d,) or (..., d)
        The point or points.
    step : float, positive, optional
        h (unit of w). Left out, it is ε^(1/4)·max(1, \|wᵢ\|) in coordinate i.

    Returns
    -------
    float or array
        f″(w) for a number, otherwise symmetric matrices, shape ``(..., d, d)``.

    Notes
    -----
    On the diagonal (f(w+h) − 2f(w) + f(w−h)) / h², beside it the four corners
    (f₊₊ − f₊₋ − f₋₊ + f₋₋) / 4hᵢhⱼ. Expect about eight correct digits.

    Examples
    --------
    >>> print(central_difference_hessian(lambda w: w[0] ** 2 * w[1], [1.0, 2.0]).round(4))
    [[4. 2.]
     [2. 0.]]
    """
    of_points, at, step = _asked(function, w, step)
    d = at.shape[-1]
    hessian = np.empty((*at.shape, d))
    with np.errstate(all="ignore"):
        beside, h = _beside(of_points, at, EPSILON**0.25, step)
        unit = np.eye(d)
        middle = beside(0 * unit[0])
        for i in range(d):
            bend = beside(unit[i]) - 2 * middle + beside(-unit[i])
            hessian[..., i, i] = bend / h[..., i] ** 2
            for j in range(i):
                both, apart = unit[i] + unit[j], unit[i] - unit[j]
                twist = beside(both) - beside(apart) - beside(-apart) + beside(-both)
                hessian[..., i, j] = hessian[..., j, i] = twist / (4 * h[..., i] * h[..., j])
    return hessian if np.ndim(w) else float(hessian[0, 0])


def difference_gradient(
    function: Callable[..., Any], w: Array, step: float | None = None, *, widen: float = 1.0
) -> Array:
    """Return the central-difference gradient at points that may well be infinite.

    The step chosen when none is given is multiplied by ``widen``.
    """
    slope = np.empty_like(w)
    with np.errstate(all="ignore"):
        beside, h = _beside(function, w, widen * EPSILON ** (1 / 3), step)
        for i, unit in enumerate(np.eye(w.shape[-1])):
            slope[..., i] = (beside(unit) - beside(-unit)) / (2 * h[..., i])
    return slope


def _beside(
    function: Callable[..., Any], w: Array, relative: float, step: float | None
) -> tuple[Callable[[Array], Array], Array]:
    """Return f as a function of the steps taken from w along each axis, and the steps' sizes h."""
    # by default the distance that is really covered, rounded as w is
    h = (w + relative * np.maximum(1, np.abs(w))) - w if step is None else np.full_like(w, step)
    return lambda steps: values_at(function, w + steps * h), h


def _asked(
    function: Callable[..., Any], w: ArrayLike, step: float | None
) -> tuple[Callable[[Array], Any], Array, float | None]:
    """Return f of points, the points, shape (..., d), and the step: all of them checked."""
    arguments.function("function", function)
    at = arguments.numbers("w", w)
    if step is not None:
        step = arguments.number_within("step", step, above=0)
    of_points = function if at.ndim else lambda w: function(float(w[0]))
    return of_points, np.atleast_1d(at), step


def values_at(function: Callable[..., Any], w: Array) -> Array:
    """Return f at the points as an array, or say what it returned instead."""
    result = function(w)
    values = arguments.real(result)
    if values is None:
        remedy = "is a return missing?" if result is None else ""
        raise TypeError(arguments.wrong("function's result", "a number", result, remedy))
    if values.shape != w.shape[:-1]:
        if values.size == 1 and w.ndim == 1:
            return values.reshape(())
        requirement = "one number" if w.ndim == 1 else f"of shape {w.shape[:-1]}, one per point"
        remedy = f"its shape is {values.shape} at w of shape {w.shape}"
        raise ValueError(arguments.wrong("function's result", requirement, result, remedy))
    return values
