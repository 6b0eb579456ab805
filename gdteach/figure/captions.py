"""The line under a picture: where the ball is, and the update rule with this step's numbers."""

from collections.abc import Iterable

from numpy.typing import ArrayLike

from gdteach.numerics.arguments import instance, wrong
from gdteach.numerics.trajectory import Trajectory
from gdteach.numerics.wording import number, signed, subscript, told_apart, vector


def lines(name: str, value: object) -> list[str]:
    """Return ``value`` as a list if it holds one line of text per step."""
    remedy = "give a list with one line of text per step"
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise TypeError(wrong(name, "a list of lines", value, remedy))
    return [instance(name, line, str, remedy) for line in value]


def iterate(t: int, w: ArrayLike) -> str:
    """Return an iterate with its name.

    >>> iterate(13, [1.0, -2.0])
    'w₁₃ = (1, −2)'
    """
    return f"w{subscript(t)} = {vector(w)}"


def update(run: Trajectory, learning_rate: float, t: int) -> str:
    """Return how the iterate of step ``t`` > 0 came about, with the numbers of that step."""
    gradient = "f′" if run.iterates.shape[1] == 1 else "∇f"
    eta = number(learning_rate, digits=6)  # as typed: at 2/L the fourth digit decides
    old = f"w{subscript(t - 1)}"
    before, after = told_apart(run.iterates[t - 1], run.iterates[t])
    return (
        f"w{subscript(t)} = {old} − {eta}·{gradient}({old}) = {before} − "
        f"{eta}·{signed(run.gradients[t - 1])} = {after}"
    )


def update_captions(trajectory: Trajectory, learning_rate: float) -> list[str]:
    """Return one line per step of gradient descent: how w_t came about, and how high it lies."""
    steps = range(1, len(trajectory.iterates))
    found = [f"start: {iterate(0, trajectory.start)}"]
    found += [update(trajectory, learning_rate, t) for t in steps]
    captions = [
        f"{line}   f = {number(value)}"
        for line, value in zip(found, trajectory.values, strict=True)
    ]
    captions[-1] += f"\n{trajectory.summary()}"
    return captions


def descent_named(run: Trajectory, learning_rate: float) -> str:
    """Return which run a picture shows, as its text alternative begins: objective, η and start."""
    return (
        f"Gradient descent on {run.objective.name}, learning rate {number(learning_rate)}, "
        f"from {vector(run.start)}"
    )
