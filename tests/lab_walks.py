"""A random walk over a lab's controls, as hands and cells would turn them."""

import gc
import sys
import warnings
from collections.abc import Callable, Sequence

import ipywidgets as widgets
import numpy as np
from matplotlib.figure import Figure

Change = Callable[[np.random.Generator], None]


def figures_alive() -> int:
    gc.collect()
    return sum(isinstance(thing, Figure) for thing in gc.get_objects())


def controls_of(widget: widgets.Widget) -> list[widgets.Widget]:
    """Return every control below a widget, the animated figure's own excepted."""
    found = []
    for child in getattr(widget, "children", ()):
        found += controls_of(child) if getattr(child, "children", ()) else [child]
    return found


def random_walk(changes: Sequence[Change], n_changes: int = 2000, seed: int = 0) -> None:
    """Make ``n_changes`` random changes; no warning is let through, no figure left behind."""
    generator = np.random.default_rng(seed)
    before = figures_alive()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(n_changes):
            changes[generator.integers(len(changes))](generator)
    assert figures_alive() <= before
    pyplot = sys.modules.get("matplotlib.pyplot")
    assert pyplot is None or pyplot.get_fignums() == []


def any_rate(generator: np.random.Generator) -> float:
    """Return a learning rate: usual, zero, on a round number, or absurd."""
    usual = float(10 ** generator.uniform(-4, 2))
    return [usual, usual, usual, 0.0, 1.0, 1e6, 1e9][generator.integers(7)]


def any_place(generator: np.random.Generator) -> tuple[float, float]:
    """Return a start: on the map, at the origin, at an edge, far outside."""
    x, y = generator.uniform(-5, 5, 2).tolist()
    return [(x, y), (x, y), (0.0, 0.0), (5.0, 3.4), (-4.0, 0.0), (1e3, -1e8)][generator.integers(6)]
