"""How the examples of a model are drawn: points for quantities, a mark of its own for a class."""

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from gdteach.figure import figures
from gdteach.figure.sampling import limits
from gdteach.figure.style import colour, scale
from gdteach.numerics.models.model import Model

# What tells the classes apart: a colour, and a shape for those who do not see it.
MARKS = (("second", "o"), ("third", "^"), ("saddle", "s"), ("minimiser", "D"), ("quiet", "v"))

BEFORE = 0.7  # where step 0 stands on a logarithmic axis of steps


def plane(axes: Axes, model: Model) -> None:
    """Draw the examples of a model with two inputs, each class with its mark, and a legend."""
    for code, (name, (role, mark)) in enumerate(zip(model.classes, MARKS, strict=False)):
        x, y = model.inputs[model.targets == code].T
        axes.plot(
            x, y, mark, color=colour(role), label=name, markersize=5 * scale(),
            markeredgecolor="white", markeredgewidth=0.6, linestyle="",
        )  # fmt: skip
    across, up = model.inputs.T
    axes.set(xlim=limits(across), ylim=limits(up), xlabel=model.names[0], ylabel=model.names[1])
    axes.legend(
        loc="lower right", bbox_to_anchor=(1.02, 0.985), ncols=len(model.classes),
        handletextpad=0, columnspacing=0.6, borderpad=0,
    )  # fmt: skip


def history(axes: Axes, name: str, limits: tuple[float, float], n_steps: int) -> None:
    """Dress axes for something that a long run changes, both scales logarithmic."""
    figures.log_axis(axes, "y", limits, ticks=5)
    figures.log_axis(axes, "x", (BEFORE, max(n_steps, 10)))
    figures.ruled(axes)
    figures.title(axes, name)


def against_steps(shown: ArrayLike, heights: ArrayLike) -> NDArray[np.float64]:
    """Return heights at the steps that are shown, as positions; step 0 stands at the left edge."""
    return np.column_stack([np.maximum(shown, BEFORE), heights])


def line(axes: Axes, model: Model) -> None:
    """Draw the examples of a model with one input, target against input."""
    x = model.inputs[:, 0]
    axes.plot(
        x, model.targets, "o", color=colour("second"), markersize=4 * scale(), alpha=0.55,
        markeredgecolor="none",
    )  # fmt: skip
    axes.set(xlim=limits(x), xlabel=model.names[0], ylabel=model.names[1])
    low, high = limits(model.targets)
    axes.set_ylim(np.minimum(low, 0), high)
