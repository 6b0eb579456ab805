"""The line under a picture: where the ball is, and the update rule with this step's numbers."""

from numpy.typing import ArrayLike

from gdteach.figure.lines import Lines
from gdteach.numerics.trajectory import Trajectory
from gdteach.numerics.wording import number, signed, subscript, told_apart, vector


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


def update_captions(trajectory: Trajectory, learning_rate: float) -> Lines:
    """Return one line per step of gradient descent: how w_t came about, and how high it lies."""
    last = trajectory.n_steps

    def line(t: int) -> str:
        start = f"start: {iterate(0, trajectory.start)}"
        found = update(trajectory, learning_rate, t) if t else start
        found += f"   f = {number(trajectory.values[t])}{climbing(trajectory, t)}"
        return found if t < last else f"{found}\n{trajectory.summary()}"

    return Lines(last + 1, line)


def climbing(run: Trajectory, t: int) -> str:
    """Return a note for a step that climbed, and nothing for any other.

    >>> from gdteach.numerics.catalogue import parabola
    >>> from gdteach.numerics.descent import gradient_descent
    >>> run = gradient_descent(parabola(2.0), 1.0, 1.1)
    >>> climbing(run, 0), climbing(run, 1), climbing(run, 5)
    ('', '   (higher than before)', '   (climbing since step 0)')
    """
    risen = t - int(run.rising_since[t])
    if risen < 2:
        return "   (higher than before)" * risen
    return f"   (climbing since step {t - risen})"


def descent_named(run: Trajectory, learning_rate: float) -> str:
    """Return which run a picture shows, as its text alternative begins: objective, η and start."""
    return (
        f"Gradient descent on {run.objective.name}, learning rate {number(learning_rate)}, "
        f"from {vector(run.start)}"
    )
