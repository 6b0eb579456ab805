"""Is everything here? What the first notebook asks before it begins."""

import sys
from collections.abc import Callable
from importlib.metadata import version
from typing import NamedTuple

from gdteach.figure import subplots
from gdteach.figure.animated_figure import HERE
from gdteach.figure.stills import png
from gdteach.numerics.catalogue import parabola
from gdteach.numerics.descent import gradient_descent

_REMEDY = "set the environment up afresh, as README.md says"


class Check(NamedTuple):
    """A claim about this installation, and why it fails ("" if it holds)."""

    claim: str
    complaint: str


def _python() -> str:
    found = sys.version.split()[0]
    return "" if sys.version_info >= (3, 11) else f"this is Python {found}"


def _at_least(package: str, major: int) -> str:
    found = version(package)
    return "" if int(found.split(".")[0]) >= major else f"this is {package} {found}"


def _picture() -> str:
    figure, axes = subplots(width=2, height=2)
    axes.plot([0, 1], [1, 0])
    return "" if png(figure).startswith(b"\x89PNG") else "Matplotlib made something else"


def _golden_run() -> str:
    run = gradient_descent(parabola(smoothness=2.0), 10.0, 0.2, max_steps=10)
    end = f"{run.end[0]:.9f}"
    return "" if end == "0.060466176" else f"it ends at {end}"


def _widget_files() -> str:
    missing = [name for name in ("js", "css") if not (HERE / f"animated_figure.{name}").exists()]
    return f"animated_figure.{missing[0]} is missing" if missing else ""


_CHECKS: dict[str, Callable[[], str]] = {
    "Python 3.11 or newer": _python,
    "NumPy 2 or newer": lambda: _at_least("numpy", 2),
    "Matplotlib draws a picture": _picture,
    "ipywidgets 8 or newer": lambda: _at_least("ipywidgets", 8),
    "the labs have all their files": _widget_files,
    "gradient descent on w² ends where it should": _golden_run,
}


def checks() -> list[Check]:
    """Return what was checked, in order; nothing that goes wrong on the way is raised.

    >>> all(check.complaint == "" for check in checks())
    True
    """
    made = []
    for claim, examine in _CHECKS.items():
        try:
            complaint = examine()
        except Exception as error:  # whatever is broken here is the finding
            complaint = f"{type(error).__name__}: {error}"
        made.append(Check(claim, complaint))
    return made


def self_test() -> None:
    """Return nothing; print one line for each check, the same on every machine that passes."""
    for claim, complaint in checks():
        print(f"{claim}: {f'no, {complaint}; {_REMEDY}' if complaint else 'yes'}")
