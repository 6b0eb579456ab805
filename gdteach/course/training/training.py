"""The training lab: a network's boundaries, its loss and its errors, on one scrubber."""

import numpy as np
from matplotlib import ticker

from gdteach.course.training import examples
from gdteach.course.training.outlines import outlines
from gdteach.figure import Curve, Layer, figures, mosaic
from gdteach.figure.paths import trace
from gdteach.figure.thinning import spread
from gdteach.lab import Choice, Lab, LearningRate, Menu, Scene, Whole, run_of
from gdteach.numerics.arguments import wrong
from gdteach.numerics.models.network import Network
from gdteach.numerics.objective import Objective
from gdteach.numerics.trajectory import Trajectory
from gdteach.numerics.wording import number, times

FRAMES, POINTS = 46, 50  # about so many steps are drawn, and points of each outline
LOSSES, ERRORS = (1e-3, 10.0), (0.7, 300.0)  # the ends of the axes
STARTS = {"random": None, "all 0": 0.0, "all 0.5": 0.5}


def a_network(objective: Objective) -> None:
    """Refuse an objective that is not the loss of a network in the plane."""
    if not isinstance(objective, Network) or objective.layers.inputs != 2:
        requirement = "the loss of a network with two inputs"
        raise ValueError(wrong("objective", requirement, objective, "network makes one"))


class TrainingLab(Lab):
    """A lab for the question what training does to the boundaries, the loss and the errors.

    Attributes
    ----------
    trajectory : Trajectory
        The run on screen, of all weights.
    errors : list of int
        How many examples are in the wrong class, at each of ``player.steps``.
    """

    objective = Menu(needs=a_network, label="network")
    learning_rate = LearningRate(3.0, tried=(10.0,))
    weights = Choice(STARTS, label="weights at first", doc="Random by the seed, or all the same.")
    seed = Whole(0, at_least=0, tried=(1,), doc="Which random weights it begins with.")
    max_steps = Whole(2000, at_most=20_000, redraws=True, doc="Steps in a run.")
    rows = ("objective", "learning_rate", "seed")
    speed = 8.0
    spread = True
    bakes = 6  # each is a training of seconds
    trajectory: Trajectory

    def axes(self) -> None:
        self.figure, (self.data, self.losses, self.missed) = mosaic(
            "dl;de", width=9.2, height=4.3, width_ratios=[1.2, 1]
        )

    def still(self) -> None:
        examples.plane(self.data, self.objective)
        figures.title(self.data, "Birds")
        examples.history(self.losses, "Loss", LOSSES, self.max_steps)
        examples.history(self.missed, "Birds in the wrong class", ERRORS, self.max_steps)
        self.losses.xaxis.set_major_formatter(ticker.NullFormatter())
        self.missed.set_yticks([1, 10, 100], ["1", "10", "100"])
        self.missed.set_xlabel("step $t$")

    def scene(self) -> Scene:
        model, same = self.objective, STARTS[self.weights]
        start = model.layers.initial(self.seed) if same is None else np.full(model.dimension, same)
        self.trajectory = run = run_of(model, start, self.learning_rate, self.max_steps)
        shown = spread(run.n_steps, FRAMES)
        iterates, losses = run.iterates[shown], run.values[shown]
        says = model.predict(iterates, model.inputs).argmax(axis=-1)
        self.errors = [int(count) for count in np.sum(says != model.targets, axis=-1)]
        layers: list[Layer] = [
            Curve(self.data, curve)
            for curve in outlines(
                model, iterates, np.array([self.data.get_xlim(), self.data.get_ylim()]), POINTS
            )
        ]
        seen = np.maximum(self.errors, ERRORS[0])
        layers += trace(self.losses, examples.against_steps(shown, losses))
        layers += trace(self.missed, examples.against_steps(shown, seen))
        lines = [
            f"f = {number(loss)}   {times(count, 'bird')} of {len(model.targets)} in the "
            "wrong class"
            for loss, count in zip(losses, self.errors, strict=True)
        ]
        for t in np.flatnonzero((says == says[:, :1]).all(axis=1)):
            lines[t] += f"   (every bird is called {model.classes[says[t, 0]]})"
        alt = (
            f"A network after {times(run.n_steps, 'step')} of gradient descent with learning rate "
            f"{number(self.learning_rate)}: {lines[-1]}; at the start {lines[0]}."
        )
        return Scene(layers, lines, alt, steps=shown)
