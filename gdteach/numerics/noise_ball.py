"""How far from the minimiser a descent on mini-batches comes to rest, worked out beforehand."""

import numpy as np

from gdteach.numerics.arguments import wrong
from gdteach.numerics.models.linear_regression import a_line
from gdteach.numerics.models.model import Model, with_ones
from gdteach.numerics.objective import Array, Objective


def a_solved_line(objective: Objective) -> None:
    """Refuse an objective that is not the loss of a line whose minimiser is known."""
    a_line(objective)
    if not len(objective.minimisers):
        remedy = "linear_regression makes one; a penalty moves the minimiser"
        raise ValueError(wrong("objective", "one with a known minimiser", objective, remedy))


def covariance_at_rest(
    model: Model, learning_rate: float, batch: int, *, twice: bool = True
) -> Array:
    """Return the mean of (w − w*)(w − w*)ᵀ that descent on batches ends up with.

    Parameters
    ----------
    model : Model
        A least-squares loss, as `linear_regression` makes.
    learning_rate : float
        η, constant.
    batch : int
        Examples per step, chosen at random and anew for each.
    twice : bool
        Whether one example can come twice in a batch, as when each is drawn from all. If not, the
        noise of b out of m examples is (m − b)/(m − 1) times as much: a batch of all has none.

    Returns
    -------
    array, shape (d, d)
        inf where there is none: the noise then grows faster than the slope pulls back. From a
        certain η on that is so, and for small batches long before 2/L.

    Notes
    -----
    A step on examples with rows a and residuals r at w* maps e = w − w* to (1 − ηĤ)e − ηĝ, where Ĥ
    is the batch's mean of aaᵀ and ĝ that of ra. With H and C the means of aaᵀ and r²aaᵀ over all
    examples, Σ = E[eeᵀ] stays as it is if

    Σ = Σ − η(HΣ + ΣH) + η²[HΣH + (E[aaᵀΣaaᵀ] − HΣH)/b] + η²C/b

    which is linear in Σ; 1/b stands for (m − b)/(m − 1)/b as well. If C = σ²H and η is small, Σ
    is close to ησ²/(2b) times the identity, whatever H. Terms in which Ĥ and ĝ stand
    together vanish, as E[e] = 0.

    Examples
    --------
    >>> from gdteach.numerics.models.linear_regression import linear_regression
    >>> loss = linear_regression([-1, 1, -1, 1], [0, 0, 2, 2], convention="1/2m")
    >>> noise = covariance_at_rest(loss, 0.1, 1)
    >>> round(float(np.trace(noise)), 6)  # η/(1 − η), by hand
    0.111111
    """
    rows, best = with_ones(model.inputs), model.minimisers[0]
    m, d = rows.shape
    # by how much the loss's convention lengthens a step: on one batch, the slope against b
    same = np.zeros(batch, dtype=np.int64)
    there, beside = (model.batch_gradient(w, same) for w in (best, best + np.eye(d)[-1]))
    rate = learning_rate * float((beside - there)[-1])

    residuals, one = rows @ best - model.targets, np.eye(d)
    H, C = rows.T @ rows / m, (rows.T * residuals**2) @ rows / m
    squares = (rows[:, :, np.newaxis] * rows[:, np.newaxis]).reshape(m, -1)  # aaᵀ as a row
    both, each = np.kron(H, H), squares.T @ squares / m
    share = 1 / batch if twice else (m - batch) / (m - 1) / batch
    step = np.eye(d * d) - rate * (np.kron(H, one) + np.kron(one, H))
    step += rate**2 * (both + (each - both) * share)
    if not np.abs(np.linalg.eigvals(step)).max() < 1:
        return np.full((d, d), np.inf)
    noise = rate**2 * share * C.ravel()
    return np.asarray(np.linalg.solve(np.eye(d * d) - step, noise)).reshape(d, d)
