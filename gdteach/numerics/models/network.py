"""A network with one hidden layer, and the cross-entropy of its softmax."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from gdteach.numerics import arguments
from gdteach.numerics.models.model import Model, as_rows, classes_of, names_for, rows_of
from gdteach.numerics.objective import Array


class Weights(NamedTuple):
    """The parameters of a network with n inputs, h hidden units and k classes."""

    W1: Array  # (..., n, h)
    b1: Array  # (..., h)
    W2: Array  # (..., h, k)
    b2: Array  # (..., k)


@dataclass(frozen=True)
class Layers:
    """How many numbers go in, how many hidden units there are, and how many classes come out."""

    inputs: int
    hidden: int
    classes: int

    @property
    def shapes(self) -> tuple[tuple[int, ...], ...]:
        """The shapes of W1, b1, W2 and b2, in the order in which one vector holds them."""
        n, h, k = self.inputs, self.hidden, self.classes
        return (n, h), (h,), (h, k), (k,)

    @property
    def dimension(self) -> int:
        """d, the number of parameters."""
        return sum(int(np.prod(shape)) for shape in self.shapes)

    def unpack(self, w: ArrayLike) -> Weights:
        """Return the parts of one vector of parameters, or of several, shape (..., d)."""
        points = np.asarray(w, dtype=float)
        ends = np.cumsum([int(np.prod(shape)) for shape in self.shapes])
        parts = np.split(points, ends[:-1], axis=-1)
        leading = points.shape[:-1]
        return Weights(
            *(part.reshape(leading + s) for part, s in zip(parts, self.shapes, strict=True))
        )

    def pack(self, parts: Weights) -> Array:
        """Return the parts as one vector, shape (..., d): the inverse of ``unpack``."""
        leading = parts.b1.shape[:-1]
        return np.concatenate([part.reshape(*leading, -1) for part in parts], axis=-1)

    def initial(self, seed: int) -> Array:
        """Return random weights, shape (d,): normal, their variance 1/(number that come in)."""
        random = np.random.default_rng(seed)
        W1 = random.standard_normal((self.inputs, self.hidden)) / np.sqrt(self.inputs)
        W2 = random.standard_normal((self.hidden, self.classes)) / np.sqrt(self.hidden)
        return self.pack(Weights(W1, np.zeros(self.hidden), W2, np.zeros(self.classes)))


class Pass(NamedTuple):
    """All numbers of a forward and a backward pass, for m examples: a row for each."""

    x: Array  # (m, inputs)
    y: Array  # (m, classes), 1 at the right one
    z: Array  # (..., m, hidden)
    a: Array
    s: Array  # (..., m, classes)
    p: Array
    ds: Array  # ∂f/∂s, (..., m, classes)
    da: Array  # ∂f/∂a, (..., m, hidden)
    dz: Array
    gradient: Weights

    @property
    def loss(self) -> Any:
        """The mean of −log p at the right class, shape (...)."""
        return -np.mean(np.log(np.sum(self.p * self.y, axis=-1)), axis=-1)


@dataclass(frozen=True, eq=False, repr=False)
class Network(Model):
    """The loss of a network on data.

    Its ``layers`` say which parameter is which; ``passes(w, rows)`` returns all numbers of both
    passes, a `Pass`, for these examples, or for all.
    """

    layers: Layers = field(kw_only=True)
    passes: Callable[..., Pass] = field(kw_only=True)


def softmax(scores: Array) -> Array:
    """Return probabilities, shape (..., k), in proportion to e to the scores."""
    grown = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return grown / grown.sum(axis=-1, keepdims=True)


def network(
    inputs: ArrayLike,
    targets: ArrayLike,
    *,
    hidden: int = 8,
    seed: int = 0,
    names: Sequence[str] = (),
) -> Network:
    r"""Return the mean cross-entropy of a small network, as an objective of all its weights.

    Parameters
    ----------
    inputs : array, shape (m,) or (m, n)
        x: one row of n features per example.
    targets : array, shape (m,)
        The class of each example, a number or a word.
    hidden : int
        h, the number of hidden units, each a tanh.
    seed : int
        For the start: normal weights of variance 1/n and 1/h, and intercepts of 0.
    names : sequence of str, optional
        What the features are, and last the target, with their units.

    Returns
    -------
    Network
        Its parameters are W1 (n × h), b1, W2 (h × k) and b2, row after row in one vector, which
        ``layers.unpack`` takes apart; it predicts a probability per class. Neither L nor
        a minimiser is known.

    Notes
    -----
    Forward: A = tanh(XW1 + b1), P = softmax(AW2 + b2), f = −mean(log P at the right class).
    Backward, with Y the classes in one-hot rows: D2 = (P − Y)/m, D1 = (D2 W2ᵀ)·(1 − A²); the
    gradient is (XᵀD1, ΣD1, AᵀD2, ΣD2).

    References
    ----------
    D. E. Rumelhart, G. E. Hinton and R. J. Williams, *Learning representations by back-propagating
    errors*, Nature 323 (1986), 533-536.

    Examples
    --------
    >>> loss = network([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0], hidden=3)
    >>> loss.dimension, loss.predict(loss.start, [[0, 0]]).shape
    (17, (1, 2))
    """
    X = rows_of(inputs)
    right, classes = classes_of(targets, X)
    m, n = X.shape
    layers = Layers(n, arguments.whole_number("hidden", hidden, at_least=1), len(classes))
    Y = np.eye(len(classes))[right]

    def forward(w: Array, x: Array) -> tuple[Array, Array, Array]:
        W1, b1, W2, b2 = layers.unpack(w)
        z = x @ W1 + b1[..., np.newaxis, :]
        a = np.tanh(z)
        return z, a, a @ W2 + b2[..., np.newaxis, :]

    def function(w: Array) -> Array:
        *_, scores = forward(w, X)
        scores = scores - scores.max(axis=-1, keepdims=True)
        chosen = scores[..., np.arange(m), right]
        return np.mean(np.log(np.exp(scores).sum(axis=-1)) - chosen, axis=-1)

    def passes(w: Array, rows: Any = slice(None)) -> Pass:
        x, y = X[rows], Y[rows]
        z, a, s = forward(w, x)
        p = softmax(s)
        ds = (p - y) / len(x)
        da = ds @ np.swapaxes(layers.unpack(w).W2, -1, -2)
        dz = da * (1 - a * a)
        gradient = Weights(x.T @ dz, dz.sum(axis=-2), np.swapaxes(a, -1, -2) @ ds, ds.sum(axis=-2))
        return Pass(x, y, z, a, s, p, ds, da, dz, gradient)

    def gradient(w: Array, rows: Any = slice(None)) -> Array:
        return layers.pack(passes(w, rows).gradient)

    start = layers.initial(arguments.whole_number("seed", seed))
    return Network(
        name="Network",
        function=function,
        gradient=gradient,
        dimension=layers.dimension,
        domain=np.tile([-10.0, 10.0], (layers.dimension, 1)),
        formula=r"-\tfrac{1}{m}\sum_i \log P_{i,y_i},\quad"
        r" P = \mathrm{softmax}(\tanh(X W_1 + b_1)\, W_2 + b_2)",
        source="Rumelhart, Hinton and Williams, 1986",
        start=start,
        pace=(1.0, 500),
        inputs=X,
        targets=right.astype(np.float64),
        names=names_for(X, names),
        classes=classes,
        layers=layers,
        batch_gradient=gradient,
        passes=passes,
        predict=lambda w, new: softmax(forward(np.asarray(w), as_rows(new))[-1]),
    )
