"""The well lab: drag the start along a curve with several valleys, and see which one it ends in.

Under the curve a strip shows the fate of every start.
"""

import numpy as np
from matplotlib.ticker import MaxNLocator

from gdteach.course.minima.fate_lab import FateLab
from gdteach.course.minima.fate_look import (
    COLOURS,
    fate_cells,
    fate_sentence,
    run_if_any,
    shares_listed,
)
from gdteach.figure import Label, Layer, Marker, Raster, Segment, colour, figures, subplots
from gdteach.figure.paths import on_the_graph, path, upright
from gdteach.lab import LearningRate, Menu, Number, Scene, Whole
from gdteach.numerics.stationary import stationary_points
from gdteach.numerics.trajectory import Trajectory
from gdteach.numerics.wording import number, subscript

WALLS = 2.5  # how far above the hilltop the picture goes, in depths of the deepest valley
STRIPE = 9  # cells, the width of the strip's patterns
ROWS = 16  # of cells


class WellLab(FateLab):
    """A lab for the question which valley a start leads to, on the graph of a function of w.

    Attributes
    ----------
    basins : BasinMap
        The fates of all starts in the strip.
    trajectory : Trajectory or None
        The run on screen; None where f has no value at the start.

    Examples
    --------
    >>> WellLab("double_well", learning_rate=0.01, start=0.1).trajectory.end.round(2)
    array([0.96])
    """

    objective = Menu(1)
    learning_rate = LearningRate(0.01, tried=(0.08, 0.25))
    start = Number(
        lambda lab: float(lab.objective.start[0]), renews=True, on="both",
        label="start w", step=0.1, tried=(0.05,), doc="w₀; the objective's own start by default.",
    )  # fmt: skip
    max_steps = Whole(200, shown=False, doc="Steps of the run that is played.")
    points = Whole(480, at_least=10, shown=False, doc="Starts in the strip.")
    rows = ("objective start", "learning_rate")
    speed = 50
    trajectory: Trajectory | None

    def axes(self) -> None:
        self.figure, self.both = subplots(
            2, 1, width=9.2, height=4.5, sharex=True, height_ratios=[8, 1]
        )
        self.graph, self.strip = self.both

    def still(self) -> None:
        objective, graph, strip = self.objective, self.graph, self.strip
        figures.curve(graph, objective, minimisers=False)
        tops = stationary_points(objective).of_kind("maximum")
        for points, role in ((self.valleys.points, "minimiser"), (tops, "saddle")):
            figures.landmarks(graph, points[:, 0], objective.function(points), role)
        for top in tops[:, 0]:
            graph.axvline(top, color=colour("quiet"), linestyle="--", linewidth=1.2)
        if len(tops) == 1:  # a ball that starts beside it hides its mark
            place = tops[0, 0], 0.9
            graph.annotate("hilltop ", place, xycoords=("data", "axes fraction"), ha="right")
        if len(tops) and len(self.valleys):  # the walls may be so high that nobody sees the valleys
            low, summit = float(self.valleys.values.min()), float(objective.function(tops).max())
            depth = summit - low
            graph.set_ylim(low - 0.35 * depth, summit + WALLS * depth)
        graph.set_xlabel("")
        graph.tick_params(labelbottom=False)
        figures.title(graph, "The ball, and the share of all starts that each valley gets")
        strip.set(ylim=(0, 1), yticks=[], xlabel="start $w_0$, coloured by where it ends")
        strip.spines["left"].set_visible(False)
        strip.xaxis.set_major_locator(MaxNLocator(9, steps=[1, 2, 5, 10]))

    def scene(self) -> Scene:
        run, reason = run_if_any(self.objective, self.start, self.learning_rate, self.max_steps)
        self.trajectory = run
        layers = [*self._fates(), *(self._run(run) if run else [])]
        captions = self._captions(run) if run else [f"{reason}\n{self.fineness}".strip()]
        alt = (
            f"Where the starts on {self.objective.name} end with learning rate "
            f"{number(self.learning_rate)}: {shares_listed(self.shown)}. The ball starts at "
            f"{number(self.start)}."
        )
        return Scene(layers, captions, alt)

    def _fates(self) -> list[Layer]:
        """Return the strip, and the share of each valley."""
        floors, heights = self.valleys.points[:, 0], self.valleys.values
        left, right = self.objective.domain[0]
        stripe = STRIPE * self.shown.fates.size / self.points
        cells = fate_cells(np.repeat(self.shown.fates[np.newaxis], ROWS, axis=0), stripe=stripe)
        heights = heights + 0.09 * np.ptp(self.graph.get_ylim())
        shares = [f"{100 * self.shown.share(i):.1f} %" for i in range(len(floors))]
        return [
            Raster(self.strip, cells, COLOURS, (left, 0), (right, 1)),
            *(Marker(self.strip, [[w, 0.5]], colour="minimiser", shape="star") for w in floors),
            *(
                Label(self.graph, [place], share, anchor="middle")
                for place, share in zip(np.column_stack([floors, heights]), shares, strict=True)
            ),
        ]

    def _run(self, run: Trajectory) -> list[Layer]:
        """Return the ball on the curve, and where it starts."""
        here, (low, _) = on_the_graph(run), self.graph.get_ylim()
        return [
            Segment(self.graph, [[self.start, low]], here[:1], width=1.5),
            upright(self.strip, self.start, width=2.5),
            *path(self.graph, here, width=1.5, ahead=False),
        ]

    def _captions(self, run: Trajectory) -> list[str]:
        end = f"{fate_sentence(self.valleys, run, self.learning_rate)} {self.fineness}".strip()
        rows = zip(run.iterates[:, 0], run.values, run.gradients[:, 0], strict=True)
        lines = [
            f"w{subscript(t)} = {number(w)}   f = {number(value)}   slope {number(slope)}"
            for t, (w, value, slope) in enumerate(rows)
        ]
        for t in {0, len(lines) - 1}:  # on every line it would be most of what is sent
            lines[t] += f"\n{end}"
        return lines
