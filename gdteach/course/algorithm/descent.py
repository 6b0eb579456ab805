"""The descent lab: choose a function, a start and a learning rate, and watch the ball walk down.

On the left the run in space – the graph of f in one dimension, its contour map in two – and on
the right how high the ball still is, step by step.
"""

from __future__ import annotations

from gdteach.course.algorithm.descent_picture import DescentPicture
from gdteach.lab.run_lab import RunLab


class DescentLab(RunLab):
    """A lab for the question where the ball goes from here, with this learning rate.

    Parameters
    ----------
    *objectives : Objective or str
        The menu, in one or two dimensions each; a string names one of the catalogue.
    learning_rate : float
        η ≥ 0, dimensionless here.
    start : float or sequence of float, optional
        w₀; the objective's own start by default.
    max_steps : int
        Steps in a run.

    Attributes
    ----------
    objective : Objective
    learning_rate : float
    start : tuple of float
    max_steps : int
        Each does what its control does when set from a cell. An objective that is not on the
        menu joins it.
    trajectory : Trajectory or None
        The run on screen; None where f has no value at the start.

    Examples
    --------
    >>> from gdteach.numerics.catalogue import parabola
    >>> lab = DescentLab(parabola(smoothness=2.0), learning_rate=0.2, start=10, max_steps=10)
    >>> round(float(lab.trajectory.iterates[-1, 0]), 9)
    0.060466176
    """

    def _make_picture(self, max_steps: int) -> DescentPicture:
        return DescentPicture(max_steps)
