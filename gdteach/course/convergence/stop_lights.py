"""The stop-lights lab: four stopping tests read one run, and each says when it would have ended it.

The run goes on to the end of the axis whatever the tests say, so that one sees what a test that
speaks too early would have missed.
"""

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from gdteach.course.convergence.stop_tests import TESTS, distance, measured, stop_steps
from gdteach.figure import Curve, Label, Layer, Marker, Trail, figures, mosaic
from gdteach.figure.captions import climbing, descent_named, iterate
from gdteach.figure.lines import Lines
from gdteach.figure.paths import against_steps, key, on_the_graph, path, upright
from gdteach.lab import Lab, LearningRate, Menu, Point, Scene, Steps, Tolerance, Whole, run_of
from gdteach.numerics.trajectory import Stopping, Trajectory
from gdteach.numerics.wording import number

LOWEST, HIGHEST = 1e-12, 1e6  # of the axis of what the tests read, for every run
#: The colour of each test's curve, threshold and lamp; a dash and a name tell them apart as well.
LOOKS = {"gradient": "gradient", "step": "path", "value": "second", "limit": "#6B7280"}
NAMES = {"gradient": "slope ‖∇f‖", "step": "step ‖Δw‖", "value": "change |Δf|"}
DASHES = 14  # of a threshold, from edge to edge


def _tolerance(label: str, symbol: str, unit: str) -> Tolerance:
    """Return the threshold of a test; ``tolerance`` is what all three begin with."""
    doc = f"The threshold for {symbol} (unit of {unit}); ``tolerance`` by default."
    return Tolerance(
        lambda lab: lab.tolerance, label=label, symbol=symbol, shown=False,
        tried=(1e-8, 1e-4, 0.01), doc=doc,
    )  # fmt: skip


class StopLightsLab(Lab):
    """A lab for the question which stopping test would have ended this run, and where.

    Attributes
    ----------
    trajectory : Trajectory or None
        The run on screen; None where f has no value at the start.
    stops : dict
        From "gradient", "step", "value" and "limit" to the step at which the test would have ended
        the run, or None.

    Examples
    --------
    >>> from gdteach.numerics.catalogue import parabola
    >>> lab = StopLightsLab(parabola(2.0), learning_rate=1.0, start=10, max_steps=20)
    >>> lab.stops
    {'gradient': None, 'step': None, 'value': 1, 'limit': 10}
    """

    objective = Menu(1, 2)
    learning_rate = LearningRate(tried=(0.1,))
    start = Point(on="map", doc="w₀; the objective's own start by default.")
    max_steps = Steps(100)
    tolerance = Tolerance(1e-6, symbol="", shown=False, doc="What all three tolerances begin with.")
    gradient_tolerance = _tolerance("slope", "‖∇f‖", "∇f")
    step_tolerance = _tolerance("step", "‖Δw‖", "w")
    value_tolerance = _tolerance("change", "|Δf|", "f")
    step_limit = Whole(
        lambda lab: max(lab.max_steps // 2, 1), at_most=1_000_000, shown=False,
        doc="Where the fourth test ends the run; half of ``max_steps`` by default.",
    )  # fmt: skip
    rows = (
        "objective start",
        "learning_rate",
        "gradient_tolerance step_tolerance value_tolerance step_limit",
    )
    trajectory: Trajectory | None

    def axes(self) -> None:
        self.figure, (self.map, self.sizes) = mosaic(
            "..;ms", width=9.2, height=4.9, height_ratios=[0.35, 1], width_ratios=[0.72, 1]
        )
        # each on axes of its own: in a narrow place they do not stand in a row
        places = [(0.01 + 0.25 * i, 0.81, 0.23, 0.19) for i in range(len(TESTS))]
        self.lamps = [self.figure.add_axes(place) for place in places]

    def still(self) -> None:
        for lamp in self.lamps:
            lamp.set_axis_off()
        figures.landscape(self.map, self.objective, labels=False)
        figures.title(self.map, "Where the ball is")
        figures.gap_axes(self.sizes, HIGHEST, self.max_steps, name="", lowest=LOWEST)
        figures.title(self.sizes, "What the tests read")

    def changed(self, names: frozenset[str]) -> None:
        if names == {"tolerance"}:
            for name in ("gradient_tolerance", "step_tolerance", "value_tolerance"):
                setattr(self, name, self.tolerance)

    @property
    def stopping(self) -> Stopping:
        """The four thresholds."""
        return Stopping(
            self.step_limit, self.gradient_tolerance, self.step_tolerance, self.value_tolerance
        )

    def scene(self) -> Scene:
        self.trajectory, self.stops = None, dict.fromkeys(TESTS)
        run = run_of(self.objective, self.start, self.learning_rate, self.max_steps)
        self.trajectory, self.stops = run, stop_steps(run, self.stopping)
        names = ("gradient_tolerance", "step_tolerance", "value_tolerance", "step_limit")
        thresholds = [getattr(self, name) for name in names]
        layers = [*path(self.map, on_the_graph(run))]
        layers += self._curves(run, dict(zip(TESTS, thresholds, strict=True)))
        for lamp, name, threshold in zip(self.lamps, TESTS, thresholds, strict=True):
            layers += self._lamp(lamp, name, threshold, run)
        return Scene(layers, self._captions(run), self._finding(run))

    def _curves(self, run: Trajectory, thresholds: dict[str, float]) -> list[Layer]:
        """Return what the tests read, and the thresholds it is compared with."""
        layers: list[Layer] = []
        names = []
        for turn, (name, sizes) in enumerate(measured(run).items()):
            wide = 4.0 if name == "gradient" else 2.25  # seen where another lies on it
            look: dict[str, Any] = {"colour": LOOKS[name], "dashed": name == "value", "width": wide}
            curve, stop = against_steps(self.sizes, sizes), self.stops[name]
            layers += [
                Trail(self.sizes, curve, dots=False, ahead=True, **look),
                self._threshold(thresholds[name], turn, LOOKS[name]),
            ]
            names.append((NAMES[name], look))
            if stop is not None:
                layers.append(Marker(self.sizes, curve[[stop]], colour=LOOKS[name], size=9))
        return [*layers, *self._wall(), *key(self.sizes, names)]

    def _wall(self) -> list[Layer]:
        """Return the step limit as an upright line with its name at the foot."""
        colour, gap = LOOKS["limit"], self.max_steps / 80
        wall = upright(self.sizes, self.step_limit, colour=colour, width=1.5, dashed=True)
        left = 4 * self.step_limit >= self.max_steps  # of it is where there is room
        foot = [[self.step_limit - gap if left else self.step_limit + gap, 1.4 * LOWEST]]
        anchor = "end" if left else "start"
        return [wall, Label(self.sizes, foot, "step limit", colour=colour, anchor=anchor)]

    def _threshold(self, height: float, turn: int, colour: str) -> Layer:
        """Return a level line in dashes; three equal thresholds share it, each with a third."""
        begin = (np.arange(DASHES) + turn / 3) * self.max_steps / DASHES
        dashes = np.array([begin, begin + self.max_steps / (4 * DASHES), np.full(DASHES, np.nan)])
        line = np.column_stack([dashes.T.ravel(), np.full(dashes.size, height)])
        return Curve(self.sizes, line[np.newaxis], colour=colour, width=1.75)

    def _lamp(self, lamp: Axes, name: str, threshold: float, run: Trajectory) -> list[Layer]:
        """Return a lamp that goes on at the step at which its test would have stopped the run."""
        colour, stop = LOOKS[name], self.stops[name]
        bulb = np.array([[0.08, 0.55]])
        asked = f"{TESTS[name]} {'≥' if name == 'limit' else '≤'} {number(threshold)}"
        layers: list[Layer] = [
            Marker(lamp, bulb, shape="ring", colour=colour, size=26),
            Label(lamp, [[0.21, 0.78]], asked, colour=colour, bold=True),
        ]
        words = ("never", "in this run")
        if stop is not None:
            away = distance(run, stop)
            value = f"f = {number(run.values[stop])}"
            words = (f"stops at step {stop}", value if away is None else f"{number(away, 2)} away")
            dark = np.full((stop, 2), np.nan)  # nowhere before it stops
            layers.append(Marker(lamp, np.vstack([dark, bulb]), colour=colour, size=20))
        lines = enumerate(words)
        return layers + [Label(lamp, [[0.21, 0.43 - 0.35 * row]], line) for row, line in lines]

    def _captions(self, run: Trajectory) -> Lines:
        slope, step, change = measured(run).values()

        def line(t: int) -> str:
            said = f"{iterate(t, run.iterates[t])}   ‖∇f‖ = {number(slope[t])}"
            if t > 0:
                said += f"   ‖Δw‖ = {number(step[t])}   |Δf| = {number(change[t])}"
            on = [
                "step limit" if name == "limit" else TESTS[name]
                for name, stop in self.stops.items()
                if stop is not None and stop <= t
            ]
            said += f"{climbing(run, t)}\nlamps on: {', '.join(on) if on else 'none'}"
            return f"{said}   {last}".rstrip() if t == run.n_steps else said

        last = ""
        if run.diverged_at is not None:
            last = f"From step {run.diverged_at} on f has no value: the run diverged."
        elif self.learning_rate == 0:
            last = "With η = 0 it never moves, and two tests call that arriving."
        return Lines(run.n_steps + 1, line)

    def _finding(self, run: Trajectory) -> str:
        said = []
        for name, stop in self.stops.items():
            test = "the step limit" if name == "limit" else f"the test on {TESTS[name]}"
            if stop is None:
                said.append(f"{test} would never have stopped it")
                continue
            away = distance(run, stop)
            far = "" if away is None else f", {number(away, 2)} from the minimiser"
            said.append(f"{test} would have stopped it at step {stop}{far}")
        return f"{descent_named(run, self.learning_rate)}: {'; '.join(said)}."
