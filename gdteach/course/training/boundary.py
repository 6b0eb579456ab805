"""The boundary lab: a classifier's line between two kinds of birds, and where descent takes it."""

import numpy as np
from matplotlib import ticker
from numpy.typing import NDArray

from gdteach.course.training import examples
from gdteach.figure import Curve, Layer, figures, mosaic
from gdteach.figure.captions import iterate
from gdteach.figure.paths import trace
from gdteach.figure.thinning import spread
from gdteach.lab import Lab, LearningRate, Menu, Scene, Whole, run_of
from gdteach.numerics.arguments import wrong
from gdteach.numerics.models.model import Model
from gdteach.numerics.objective import Objective
from gdteach.numerics.trajectory import Trajectory
from gdteach.numerics.wording import number, times

FRAMES = 150  # about so many steps of a run are drawn
GAPS, LOSSES, LENGTHS = (1e-16, 10.0), (1e-5, 10.0), (0.1, 60.0)  # the ends of the axes
SURE = 0.9  # the probability at which the dashed lines are drawn


def a_boundary(objective: Objective) -> None:
    """Refuse an objective that is not the loss of a linear classifier in the plane."""
    if not isinstance(objective, Model) or len(objective.classes) != 2 or objective.dimension != 3:
        requirement = "the loss of a classifier with two inputs and two classes"
        remedy = "logistic_regression makes one"
        raise ValueError(wrong("objective", requirement, objective, remedy))


class BoundaryLab(Lab):
    """A lab for the question where the weights of a classifier end, if they end.

    Attributes
    ----------
    trajectory : Trajectory
        The run on screen, of two weights and the intercept.
    errors : array of int, shape (T + 1,)
        How many examples are on the wrong side at each step.
    """

    objective = Menu(needs=a_boundary, label="birds")
    learning_rate = LearningRate(tried=lambda lab: (3.0, 110.0, 112.0) if lab.floor else ())
    max_steps = Whole(2000, at_most=100_000, redraws=True, doc="Steps in a run.")
    rows = ("objective", "learning_rate")
    speed = 12.0
    spread = True
    trajectory: Trajectory

    def axes(self) -> None:
        self.figure, (self.data, self.losses, self.lengths) = mosaic(
            "dl;dw", width=9.2, height=4.3, width_ratios=[1.2, 1]
        )

    def still(self) -> None:
        examples.plane(self.data, self.objective)
        figures.title(self.data, "Birds")
        #: What a loss is measured from; 0 where there is no minimum.
        self.floor = self.objective.minimum_value or 0.0
        name, limits = ("Loss above its minimum", GAPS) if self.floor else ("Loss", LOSSES)
        examples.history(self.losses, name, limits, self.max_steps)
        examples.history(self.lengths, "Length of the weights", LENGTHS, self.max_steps)
        self.lengths.set(yscale="linear", ylim=LENGTHS)
        self.losses.xaxis.set_major_formatter(ticker.NullFormatter())
        self.lengths.set_xlabel("step $t$")

    @property
    def errors(self) -> NDArray[np.int64]:
        return np.array(self._missed(self.trajectory.iterates))

    def _missed(self, iterates: NDArray[np.float64]) -> list[int]:
        """Return how many examples are on the wrong side, for each of these weights."""
        says = self.objective.predict(iterates, self.objective.inputs) > 0.5
        return [int(n) for n in np.sum(says != self.objective.targets.astype(bool), axis=-1)]

    def scene(self) -> Scene:
        run = run_of(self.objective, self.objective.start, self.learning_rate, self.max_steps)
        self.trajectory = run
        shown = spread(run.n_steps, FRAMES)
        missed = self._missed(run.iterates[shown])
        gaps = np.maximum(run.values[shown] - self.floor, GAPS[0])
        sizes = np.linalg.norm(run.iterates, axis=1)
        layers = [
            *self._lines(run.iterates[shown]),
            *trace(self.losses, examples.against_steps(shown, gaps)),
            *trace(self.lengths, examples.against_steps(shown, sizes[shown])),
        ]
        lines = [self._caption(t, sizes[t], count) for t, count in zip(shown, missed, strict=True)]
        alt = (
            f"Boundary between {' and '.join(self.objective.classes)}, learning rate "
            f"{number(self.learning_rate)}: after {times(run.n_steps, 'step')} the loss is "
            f"{number(run.values[-1])}, {times(missed[-1], 'bird')} on the wrong side, "
            f"weights of length {number(sizes[-1])}."
        )
        return Scene(layers, lines, alt, steps=shown)

    def _lines(self, iterates: NDArray[np.float64]) -> list[Layer]:
        """Return where the classifier says ½, and dashed where it is sure of either class."""
        across, up = self.data.get_xlim(), np.array(self.data.get_ylim())
        a, b, c = iterates.T[..., np.newaxis]
        odds = np.log(SURE / (1 - SURE))
        xs, ys = np.broadcast_to(across, (len(a), 2)), np.broadcast_to(up, (len(a), 2))
        steep = np.abs(a) * np.ptp(across) > np.abs(b) * np.ptp(up)
        layers: list[Layer] = []
        for level, look in ((odds, True), (-odds, True), (0.0, False)):
            x = np.where(steep, (level - c - b * ys) / a, xs)
            y = np.where(steep, ys, (level - c - a * xs) / b)
            ends = np.stack([x, y], axis=-1)
            tint, width = ("quiet", 1.75) if look else ("path", 3.0)
            layers.append(Curve(self.data, ends, colour=tint, width=width, dashed=look))
        return layers

    def _caption(self, t: int, size: float, missed: int) -> str:
        run = self.trajectory
        last = f"\n{run.summary()}" if t == run.n_steps else ""
        return (
            f"{iterate(t, run.iterates[t])}   f = {number(run.values[t])}   "
            f"{times(missed, 'bird')} on the wrong side, ‖w‖ = {number(size)}{last}"
        )
