"""Descent on a few examples at a time: mini-batches, epochs, and what comes of averaging."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gdteach.numerics import arguments
from gdteach.numerics.method import Method
from gdteach.numerics.models.model import Model
from gdteach.numerics.objective import Array


@dataclass(frozen=True)
class StochasticRun:
    """The record of a run on mini-batches.

    Parameters
    ----------
    iterates : array, shape (T + 1, d)
        w₀ … w_T.
    seen : array of int, shape (T + 1,)
        How many examples had been looked at by then.
    """

    iterates: Array
    seen: NDArray[np.int64]

    @property
    def averages(self) -> Array:
        """The mean of all iterates so far, w₀ left out, shape (T, d)."""
        steps = np.arange(1, len(self.iterates))[:, np.newaxis]
        return np.asarray(np.cumsum(self.iterates[1:], axis=0) / steps)


ORDERS = ("shuffled", "drawn", "stored")


def batches(
    examples: int, batch: int, order: str, random: np.random.Generator
) -> Iterator[NDArray[np.int64]]:
    """Yield the numbers of the examples in each batch of one epoch.

    The last one is smaller where the batches do not divide the examples, but not if it is drawn.

    >>> [len(rows) for rows in batches(10, 4, "shuffled", np.random.default_rng(0))]
    [4, 4, 2]
    """
    if order == "drawn":
        yield from random.integers(examples, size=(-(-examples // batch), batch))
        return
    rows = random.permutation(examples) if order == "shuffled" else np.arange(examples)
    yield from (rows[first : first + batch] for first in range(0, examples, batch))


def stochastic_descent(
    model: Model,
    start: ArrayLike,
    method: Method,
    *,
    batch: int,
    epochs: int,
    seed: int,
    order: str = "shuffled",
) -> StochasticRun:
    """Return the record of a descent that looks at one batch of examples per step.

    Parameters
    ----------
    model : Model
        The loss of a model on data, such as `linear_regression` makes.
    start : array, shape (d,)
        w₀.
    method : Method
        The update rule, such as ``GradientDescent(0.1)``.
    batch : int
        Examples per step.
    epochs : int
        How often all examples are gone through.
    seed : int
        Of what is left to chance.
    order : "shuffled", "drawn" or "stored"
        Whether the examples are put into another order before every epoch, drawn anew for every
        batch (some then come twice, and some not at all), or taken as the data have them.

    Examples
    --------
    >>> from gdteach.numerics.method import GradientDescent
    >>> from gdteach.numerics.models.linear_regression import linear_regression
    >>> loss = linear_regression([1, 2, 3], [2, 4, 6])
    >>> run = stochastic_descent(
    ...     loss, loss.start, GradientDescent(0.05), batch=1, epochs=4, seed=0
    ... )
    >>> run.iterates.shape, int(run.seen[-1])
    ((13, 2), 12)
    """
    arguments.instance("model", model, Model, "linear_regression makes one")
    arguments.instance("method", method, Method, "for instance GradientDescent(0.1)")
    w = arguments.point("start", start, model.dimension)
    examples = len(model.targets)
    size = arguments.whole_number("batch", batch, at_least=1)
    rounds = arguments.whole_number("epochs", epochs)
    arguments.one_of("order", order, ORDERS)
    random = np.random.default_rng(arguments.whole_number("seed", seed))
    record, seen, state = [w], [0], method.start(w)
    with np.errstate(all="ignore"):  # overflow is an outcome here, not a warning
        for _ in range(rounds):
            for rows in batches(examples, size, order, random):
                w, state = method.update(w, model.batch_gradient(w, rows), state)
                record.append(w)
                seen.append(seen[-1] + len(rows))
    return StochasticRun(np.array(record), np.array(seen))
