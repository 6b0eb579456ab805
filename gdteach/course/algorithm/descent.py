"""The descent lab: choose a function, a start and a learning rate, and watch the ball walk down.

On the left the run in space – the graph of f in one dimension, its contour map in two – and on
the right how high the ball still is, step by step.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from gdteach.figure import Arrow, Label, Layer, Segment, figures, subplots
from gdteach.figure.captions import update_captions
from gdteach.figure.paths import against_steps, on_the_graph, path, trace
from gdteach.figure.sampling import limits, value_range
from gdteach.lab import Lab, LearningRate, Menu, Point, Scene, Steps, finding, run_of
from gdteach.numerics.trajectory import Trajectory

ARROW = 0.2  # the longest ∇f arrow at the start, as a share of the map
BESIDE = 0.03  # of the picture: how far the name of a step is from the ball
TANGENT = 0.16  # half the tangent's length as a share of the curve's width


def scale_of(slope: NDArray[np.float64], room: float) -> float:
    """Return the round number that ∇f is multiplied by, for an arrow no longer than ``room``.

    >>> scale_of(np.array([4.0, 20.0]), 1.36)
    0.05
    """
    size = float(np.linalg.norm(slope))
    if not room / 100 <= size < np.inf:  # as good as none, or too large for a number
        return 0.0 if size > room else 1.0
    power = 10.0 ** np.floor(np.log10(room / size))
    return float(max(power * digit for digit in (1, 2, 5) if power * digit <= room / size))


class DescentLab(Lab):
    """A lab for the question where the ball goes from here, with this learning rate.

    Attributes
    ----------
    trajectory : Trajectory or None
        The run on screen; None where f has no value at the start.

    Examples
    --------
    >>> from gdteach.numerics.catalogue import parabola
    >>> lab = DescentLab(parabola(smoothness=2.0), learning_rate=0.2, start=10, max_steps=10)
    >>> round(float(lab.trajectory.iterates[-1, 0]), 9)
    0.060466176
    """

    objective = Menu(1, 2)
    learning_rate = LearningRate()
    start = Point(on="map", doc="w₀; the objective's own start by default.")
    max_steps = Steps(40)
    rows = ("objective start", "learning_rate")
    trajectory: Trajectory | None

    def axes(self) -> None:
        self.figure, (self.map, self.heights) = subplots(
            1, 2, width=9.2, height=3.9, width_ratios=[1.15, 1]
        )

    def still(self) -> None:
        objective = self.objective
        figures.landscape(self.map, objective)
        figures.title(self.map, "Where the ball is")
        lowest, highest = value_range(objective)
        #: What a height is measured from; None where the minimum is not known.
        self.floor = objective.minimum_value
        if self.floor is not None and highest > self.floor:
            name = "f(w_t)" if self.floor == 0 else "f(w_t) - f_{min}"
            figures.gap_axes(self.heights, highest - self.floor, self.max_steps, name=name)
        else:
            self.floor = None
            figures.step_axis(self.heights, self.max_steps)
            self.heights.set(ylim=limits([lowest, highest], room=0.05), ylabel="$f(w_t)$")
        figures.title(self.heights, "How high it still is")

    def scene(self) -> Scene:
        self.trajectory = None
        run = run_of(self.objective, self.start, self.learning_rate, self.max_steps)
        self.trajectory = run
        heights = against_steps(self.heights, run.values - (self.floor or 0.0))
        in_space = self._on_curve if self.objective.dimension == 1 else self._on_map
        landing = run.iterates - self.learning_rate * run.gradients
        layers = [*in_space(run, landing), *trace(self.heights, heights)]
        captions = update_captions(run, self.learning_rate)
        return Scene(layers, captions, finding(run, self.learning_rate))

    def _on_curve(self, run: Trajectory, landing: NDArray[np.float64]) -> list[Layer]:
        """Return curve, tangent, step: what one dimension shows."""
        w, f, slope = run.iterates[:, 0], run.values, run.gradients[:, 0]
        here = on_the_graph(run)
        left, right = self.objective.domain[0]
        low, high = self.map.get_ylim()
        # a tangent that looks equally long whether the slope is gentle or steep
        steepness = slope / (high - low) * (right - left)
        reach = TANGENT * (right - left) / np.hypot(1, steepness)
        tangent = [
            np.column_stack([w + side * reach, f + side * reach * slope]) for side in (-1, 1)
        ]
        level = np.column_stack([landing[:, 0], f])
        below = np.column_stack([landing[:, 0], [*f[1:], f[-1]]])
        trail, *ball = path(self.map, here, width=2.0, ahead=False)
        return [
            Segment(self.map, *tangent),
            Segment(self.map, level, below, colour="quiet", dashed=True),
            trail,
            Arrow(self.map, here, level, colour="path"),  # over the path
            *self._step_named(here, level),
            *ball,
        ]

    def _step_named(self, here: NDArray[np.float64], heads: NDArray[np.float64]) -> Iterator[Label]:
        """Yield the name of the step, over the arrow and clear of ball and path, on either side."""
        room, step = np.ptp(self.objective.domain), heads[:, 0] - here[:, 0]
        for side, anchor in ((-1, "end"), (1, "start")):
            offset = [side * BESIDE * room, BESIDE * np.ptp(self.map.get_ylim())]
            seen = (side * step > 2 * BESIDE * room)[:, None]
            places = np.where(seen, here + offset, np.nan)
            yield Label(self.map, places, "−η f′(w)", colour="path", anchor=anchor)

    def _on_map(self, run: Trajectory, landing: NDArray[np.float64]) -> list[Layer]:
        """Return path, gradient, step: what a contour map shows."""
        here, slope = run.iterates, run.gradients
        corner, size = self.objective.domain[:, 0], np.ptp(self.objective.domain, axis=1)
        scale = scale_of(slope[0], ARROW * size.min())
        trail, *ball = path(self.map, here)
        return [
            Label(self.map, [corner + [0.03, 0.05] * size], f"∇f drawn × {scale:g}"),
            Arrow(self.map, here, here + scale * slope, label="∇f"),  # under the path
            trail,
            Arrow(self.map, here, landing, colour="path", label="−η∇f"),
            *ball,
        ]
