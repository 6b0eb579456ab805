"""Six runs that fool stopping tests, and what each test makes of each of them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from gdteach.course.convergence.stop_tests import TESTS, distance, stop_steps
from gdteach.numerics import arguments
from gdteach.numerics.catalogue import Objective, parabola, plateau, quartic, rosenbrock
from gdteach.numerics.descent import gradient_descent
from gdteach.numerics.trajectory import Stopping, Trajectory

TOLERANCE = 1e-5  # of all three tests
STEPS = 10_000
NEAR = 0.001  # from the minimiser: a test that ends a run further out was fooled


@dataclass(frozen=True)
class Case:
    """One run of the fooling table."""

    formula: str  # f, as it is read in a line of text
    start: tuple[float, ...]
    learning_rate: float
    objective: Callable[[], Objective]  # makes f

    def run(self) -> Trajectory:
        """Return the run, which no test ends."""
        return gradient_descent(self.objective(), self.start, self.learning_rate, max_steps=STEPS)


#: From letter to run; F's η fits its units, so that its path is that of w² with η = 0.1.
CASES: dict[str, Case] = {
    "A": Case("w²", (10.0,), 1e-8, lambda: parabola(2.0)),
    "B": Case("w²", (10.0,), 1.0, lambda: parabola(2.0)),
    "C": Case("1 − e^(−w²)", (5.0,), 0.1, plateau),
    "D": Case("w⁴", (1.0,), 0.1, quartic),
    "E": Case("(1−x)² + 100(y−x²)²", (-1.2, 1.0), 0.001, rosenbrock),
    "F": Case("0.000001·w²", (10.0,), 1e5, lambda: parabola(2e-6)),
}


@dataclass(frozen=True)
class Verdict:
    """What one test makes of one run."""

    step: int | None  # where it ends the run; None if nowhere
    away: float  # how far that is from the minimiser (unit of w)

    @property
    def fooled(self) -> bool:
        """Whether the test ends the run while the minimiser is still far."""
        return self.step is not None and self.away > NEAR


@cache
def verdicts(letter: str) -> dict[str, Verdict]:
    """Return what the tests on slope, step and change make of a run, named by its letter.

    >>> {name: verdict.fooled for name, verdict in verdicts("A").items()}
    {'gradient': False, 'step': True, 'value': True}
    """
    run = CASES[arguments.one_of("letter", letter, CASES)].run()
    stops = stop_steps(run, Stopping(STEPS, TOLERANCE, TOLERANCE, TOLERANCE))
    found = {}
    for name in TESTS:
        if name != "limit":
            stop = stops[name]
            away = distance(run, run.n_steps if stop is None else stop)
            assert away is not None  # every case has its minimiser
            found[name] = Verdict(stop, away)
    return found
