"""The stages of one example's way through a network and back, each with the words for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gdteach.course.training.one_example import NO_MEAN, NO_SLOPE
from gdteach.numerics.models.network import Network, Pass
from gdteach.numerics.wording import number, subscript

Edge = tuple[int, int, int]  # which side of the hidden units, the node it leaves, where it arrives


class Stage(NamedTuple):
    """One step of the scrubber: what is known by then, and the words for it."""

    words: str
    forward: int = 4  # how many of z, a, s, p are known
    backward: int = 0  # how many of ∂f/∂s, ∂f/∂a, ∂f/∂z are known
    second: int = 0  # into how many classes the edges have been lit
    first: int = 0  # into how many hidden units the edges have been lit
    edge: Edge | None = None  # the one that the words are about
    moved: bool = False

    def lit(self, edge: Edge) -> bool:
        """Return whether the slope of an edge is known."""
        return edge[2] < (self.second if edge[0] else self.first)


def short(value: float, decimals: int = 3) -> str:
    """Return a number with three decimals, or as many as are asked for.

    >>> short(-0.4681), short(-0.001, 2)
    ('−0.468', '0.00')
    """
    return f"{round(value, decimals) + 0.0:.{decimals}f}".replace("-", "−")


@dataclass(frozen=True)
class Story:
    """What is told of both passes and the step between them."""

    model: Network
    before: Pass
    after: Pass
    learning_rate: float
    bug: str

    def stages(self) -> list[Stage]:
        """Return what each step of the scrubber shows."""
        return [*self.forward(), *self.backward(), *self.step()]

    def forward(self) -> Iterator[Stage]:
        """Yield the stages up to the loss."""
        p, right = self.before, int(self.before.y[0].argmax())
        W1, b1, _, _ = self.model.layers.unpack(self.model.start)
        name = self.model.classes[right]
        yield Stage(f"The bird: x = {listed(p.x[0])}. It is of the class {name}.", 0)
        terms = f"{sum_of(p.x[0], W1[:, 0])} + {short(b1[0])} = {short(p.z[0, 0])}"
        yield Stage(
            "Forward. Each hidden unit adds up what comes in, times the weights of its edges: "
            f"z = xW₁ + b₁.\nIn unit 1: {terms}.", 1,
        )  # fmt: skip
        unit = f"tanh({short(p.z[0, 0])}) = {short(p.a[0, 0])}"
        yield Stage(f"What it passes on is a = tanh(z).\nIn unit 1: {unit}.", 2)
        yield Stage("Each class adds up what comes in: its score s = aW₂ + b₂.", 3)
        loss = f"−log {short(p.p[0, right])} = {short(p.loss)}"
        yield Stage(
            f"Softmax turns scores into probabilities: p = eˢ / Σeˢ.\nThe loss is −log of what "
            f"{name} gets: {loss}."
        )

    def backward(self) -> Iterator[Stage]:
        """Yield the stages back to the inputs."""
        p, shape = self.before, self.model.layers
        W2 = shape.unpack(self.model.start).W2
        note = "\nHere m = 1: only the check, over all birds, shows the bug." * (
            self.bug == NO_MEAN
        )
        yield Stage(
            "Backward. How the loss changes with each score: ∂f/∂s = p − y; y is 1 for the right "
            f"class, else 0.{note}", backward=1,
        )  # fmt: skip
        for k, name in enumerate(self.model.classes):
            j = int(np.abs(p.gradient.W2[:, k]).argmax())
            factors = product(p.a[0, j], p.ds[0, k], p.gradient.W2[j, k])
            yield Stage(
                f"The edges into {name}: ∂f/∂W₂ = a · ∂f/∂s, what came in times what came back.\n"
                f"From unit {j + 1}: {factors}.", backward=1, second=k + 1, edge=(1, j, k),
            )  # fmt: skip
        done = shape.classes
        yield Stage(
            "Each hidden unit hears from all classes, along the same edges: ∂f/∂a = Σ W₂ · ∂f/∂s."
            f"\nIn unit 1: {sum_of(W2[0], p.ds[0])} = {short(p.da[0, 0])}.",
            backward=2, second=done,
        )  # fmt: skip
        factor = "left out: the bug" if self.bug == NO_SLOPE else f"(1 − {short(abs(p.a[0, 0]))}²)"
        yield Stage(
            "Back through tanh, whose slope is 1 − a²: ∂f/∂z = ∂f/∂a · (1 − a²).\n"
            f"In unit 1: {short(p.da[0, 0])} · {factor} = {short(p.dz[0, 0])}.",
            backward=3, second=done,
        )  # fmt: skip
        for j in range(min(2, shape.hidden)):
            i = int(np.abs(p.gradient.W1[:, j]).argmax())
            factors = product(p.x[0, i], p.dz[0, j], p.gradient.W1[i, j])
            yield Stage(
                f"The edges into unit {j + 1}: ∂f/∂W₁ = x · ∂f/∂z.\nFrom x{subscript(i + 1)}: "
                f"{factors}.", backward=3, second=done, first=j + 1, edge=(0, i, j),
            )  # fmt: skip

    def step(self) -> Iterator[Stage]:
        """Yield the end of the pass, and the step."""
        shape, eta, w = self.model.layers, self.learning_rate, self.model.start
        yield Stage(
            "And so the edges into the others. The backward pass is over: "
            f"{shape.dimension} slopes. (Those of b₁ and b₂ are ∂f/∂z and ∂f/∂s themselves.)",
            backward=3, second=shape.classes, first=shape.hidden,
        )  # fmt: skip
        slope = self.before.gradient.W1[0, 0]
        one = f"{product(-eta, slope, -eta * slope)} is added to {short(w[0])}"
        yield Stage(
            f"Now the step, all weights at once: w ← w − {number(eta)}·∇f. On the first edge, "
            f"{one}.\nForward again: the loss of this bird goes from {short(self.before.loss)} to "
            f"{short(self.after.loss)}.",
            backward=3, second=shape.classes, first=shape.hidden, moved=True,
        )  # fmt: skip


def product(first: float, second: float, result: float) -> str:
    """Return a product in words, with brackets round a negative second factor.

    >>> product(-0.908, -0.53, 0.481)
    '−0.908 · (−0.530) = 0.481'
    """
    factor = f"({short(second)})" if second < 0 else short(second)
    return f"{short(first)} · {factor} = {short(result)}"


def sum_of(first: NDArray[np.float64], second: NDArray[np.float64]) -> str:
    """Return a sum of products in words.

    >>> sum_of(np.array([1.0, -2.0]), np.array([0.5, 0.25]))
    '1.000·0.500 − 2.000·0.250'
    """
    words = ""
    for x, y in zip(first, second, strict=True):
        sign = (" − " if words else "−") if x < 0 else (" + " if words else "")
        factor = f"({short(y)})" if y < 0 else short(y)
        words += f"{sign}{short(abs(x))}·{factor}"
    return words


def listed(values: NDArray[np.float64]) -> str:
    """Return numbers as a point."""
    return f"({', '.join(short(value) for value in values)})"
