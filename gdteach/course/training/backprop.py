"""The backpropagation lab: one bird, forward, backward, and only then the step of the weights.

The numbers of the forward pass fill the graph of the network, then the slopes light up from the
loss back to the inputs, edge by edge, with their factors under the picture.
"""

from collections.abc import Iterator

import numpy as np

from gdteach.course.training.graph import Graph
from gdteach.course.training.one_example import BUGS, checks, with_bug
from gdteach.course.training.stages import Story, short
from gdteach.figure import Label, Layer, Segment, colour, figures, mosaic
from gdteach.lab import Choice, Lab, LearningRate, Menu, Scene, Whole
from gdteach.numerics.arguments import wrong
from gdteach.numerics.models.network import Network, Pass
from gdteach.numerics.objective import Objective

CHECKS = (1e-12, 10.0)  # the ends of the axis of gradient checks
AGREES = 1e-6  # a check below it is passed


def a_small_network(objective: Objective) -> None:
    """Refuse an objective that is not the loss of a network that a graph has room for."""
    shape = objective.layers if isinstance(objective, Network) else None
    if shape is None or max(shape.inputs, shape.hidden, 2 * shape.classes) > 8:
        requirement = "the loss of a network with at most 8 inputs, 8 hidden units and 4 classes"
        raise ValueError(wrong("objective", requirement, objective, "network makes one"))


class BackpropLab(Lab):
    """A lab for the question what the backward pass computes, and when the weights move.

    Attributes
    ----------
    before, after : Pass
        All numbers of both passes for the bird: with the weights as they are, and after the step.
    checks : dict
        For W1, b1, W2 and b2: how far the gradient over all birds is from central differences.
    """

    objective = Menu(needs=a_small_network, label="network")
    bird = Whole(0, at_least=0, doc="Which example, counted from 0.")
    learning_rate = LearningRate(0.5)
    bug = Choice(BUGS, label="bug", doc="What is wrong with it.")
    rows = ("objective bird bug", "learning_rate")
    speed = 1.0
    before: Pass
    after: Pass

    def axes(self) -> None:
        self.figure, (self.net, self.bars) = mosaic(
            "nc", width=9.4, height=4.6, width_ratios=[3.6, 1]
        )

    def still(self) -> None:
        self.graph = Graph(self.net, self.objective)
        figures.log_axis(self.bars, "x", CHECKS, base=10**4)
        self.bars.set_yticks(range(4), ["$W_1$", "$b_1$", "$W_2$", "$b_2$"])
        self.bars.set(ylim=(3.6, -0.6), xlabel="relative difference")
        self.bars.axvline(AGREES, color=colour("quiet"), linestyle="--", linewidth=1.5)
        figures.title(self.bars, "Gradient check")

    def changed(self, names: frozenset[str]) -> None:
        model, w = self.objective, self.objective.start
        row = np.array([min(self.bird, len(model.targets) - 1)])
        self.before = with_bug(model.passes(w, row), self.bug)
        moved = w - self.learning_rate * model.layers.pack(self.before.gradient)
        self.after = model.passes(moved, row)
        if names & {"objective", "bug"}:
            self.checks = checks(model, w, self.bug)

    def scene(self) -> Scene:
        stages = Story(
            self.objective, self.before, self.after, self.learning_rate, self.bug
        ).stages()
        layers = [*self.graph.layers(stages, self.before, self.after), *self._bars()]
        shape, passed = self.objective.layers, max(self.checks.values()) < AGREES
        alt = (
            f"A network with {shape.hidden} hidden units. Forward: the loss of this bird is "
            f"{short(self.before.loss)}. Backward: a slope for each of {shape.dimension} weights. "
            f"After the step: {short(self.after.loss)}. Bug: {self.bug}; the gradient check over "
            f"all birds {'passes' if passed else 'fails'}."
        )
        return Scene(layers, [stage.words for stage in stages], alt)

    def _bars(self) -> Iterator[Layer]:
        """Yield how far each part of the gradient is from central differences."""
        for place, found in enumerate(self.checks.values()):
            agrees = found < AGREES
            tint, words = ("minimiser", f"{found:.0e}") if agrees else ("path", f"{found:.2f}")
            end = [[max(found, CHECKS[0]), place]]
            yield Segment(self.bars, [[CHECKS[0], place]], end, colour=tint, width=10)
            yield Label(self.bars, [[2e-12, place - 0.2]], words, colour=tint, bold=True)
