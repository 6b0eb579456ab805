"""How libraries stop by default: read from their signatures where installed, else quoted."""

from __future__ import annotations

import importlib
import inspect
from dataclasses import dataclass


@dataclass(frozen=True)
class Default:
    """One option of one library function that decides when it stops.

    Parameters
    ----------
    module, function, option : str
        Where it is found.
    quoted : float
        Its default in the documentation of SciPy 1.17 and of scikit-learn, stable version.
    meaning : str
        What is compared with it.
    """

    module: str
    function: str
    option: str
    quoted: float
    meaning: str

    @property
    def value(self) -> float:
        """The default in the installed library; the quoted one where there is none."""
        try:
            function = getattr(importlib.import_module(self.module), self.function)
            default = inspect.signature(function).parameters[self.option].default
        except (ImportError, AttributeError, KeyError):
            return self.quoted
        return float(default)

    def __str__(self) -> str:
        name = f"{self.function}({self.option}={self.value:g})"
        return f"{self.module.partition('.')[0]:8} {name:38} {self.meaning}"


_SCIPY, _LINEAR = "scipy.optimize", "sklearn.linear_model"

#: SciPy's quasi-Newton methods and scikit-learn's linear models, as `library_defaults` lists them.
DEFAULTS = (
    Default(_SCIPY, "fmin_bfgs", "gtol", 1e-5, "largest component of the gradient, absolute"),
    Default(_SCIPY, "fmin_cg", "gtol", 1e-5, "the same"),
    Default(_SCIPY, "fmin_l_bfgs_b", "pgtol", 1e-5, "the same"),
    Default(_SCIPY, "fmin_l_bfgs_b", "factr", 1e7, "drop of f, relative, in units of 2.2e-16"),
    Default(_SCIPY, "fmin_l_bfgs_b", "maxiter", 15_000, "step limit"),
    Default(_LINEAR, "LogisticRegression", "tol", 1e-4, "largest component of the gradient"),
    Default(_LINEAR, "LogisticRegression", "max_iter", 100, "step limit"),
    Default(_LINEAR, "SGDRegressor", "tol", 1e-3, "gain on the best loss so far,"),
    Default(_LINEAR, "SGDRegressor", "n_iter_no_change", 5, "missed so many epochs in a row"),
    Default(_LINEAR, "SGDRegressor", "max_iter", 1000, "limit of epochs"),
)


def library_defaults() -> tuple[Default, ...]:
    """Return how SciPy and scikit-learn stop by default, one option each.

    References
    ----------
    SciPy reference guide, ``scipy.optimize``; scikit-learn API reference, ``linear_model``.

    Examples
    --------
    >>> print(library_defaults()[0])
    scipy    fmin_bfgs(gtol=1e-05)                  largest component of the gradient, absolute
    """
    return DEFAULTS
