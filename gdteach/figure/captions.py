"""The line under a picture: the update rule with this step's numbers in it."""

from __future__ import annotations

from collections.abc import Iterable

from gdteach.numerics.arguments import instance, wrong
from gdteach.numerics.trajectory import Trajectory
from gdteach.numerics.wording import number, signed, subscript, told_apart, vector


def lines(name: str, value: object) -> list[str]:
    """Return ``value`` as a list if it holds one line of text per step."""
    remedy = "give a list with one line of text per step"
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise TypeError(wrong(name, "a list of lines", value, remedy))
    return [instance(name, line, str, remedy) for line in value]


def update_captions(trajectory: Trajectory, learning_rate: float) -> list[str]:
    """Return one line per step: how w_t came about, and how high it lies.

    Parameters
    ----------
    trajectory : Trajectory
        A run of plain gradient descent.
    learning_rate : float
        η of that run.
    """
    iterates, slopes = trajectory.iterates, trajectory.gradients
    gradient = "f′" if iterates.shape[1] == 1 else "∇f"
    eta = number(learning_rate, digits=6)  # as typed: at 2/L the fourth digit decides
    lines = [f"start: w₀ = {vector(iterates[0])}   f = {number(trajectory.values[0])}"]
    for t in range(1, len(iterates)):
        new, old = f"w{subscript(t)}", f"w{subscript(t - 1)}"
        before, after = told_apart(iterates[t - 1], iterates[t])
        lines.append(
            f"{new} = {old} − {eta}·{gradient}({old}) = {before} − "
            f"{eta}·{signed(slopes[t - 1])} = {after}   "
            f"f = {number(trajectory.values[t])}"
        )
    lines[-1] += f"\n{trajectory.summary()}"
    return lines
