"""Compares ways to compute a basin map: gdteach, plain NumPy, and a loop over the starts.

    python benchmarks/basins.py             a minute or two; writes benchmarks/README.md
    python benchmarks/basins.py --print     writes nothing

Times are seconds of compute (process time) on one core, the best of several rounds; each round
goes through all designs, so that a busy minute of the machine does not fall on the same one.
"""

from __future__ import annotations

import argparse
import datetime
import os
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from time import process_time

import numpy as np
from _report import machine, verdict, versions, write
from numpy.typing import NDArray

import gdteach as gd
from gdteach.course.minima.valleys import Valleys
from gdteach.numerics.batch import descend_many
from gdteach.numerics.method import GradientDescent

Array = NDArray[np.float64]

SIDES = (100, 200, 400, 800)
STEPS, LEARNING_RATE = 200, 0.01
SAMPLE = 100  # starts of which a loop does all steps; its time for a map is worked out from them
MOST_SECONDS, LEAST_TIMES = 0.15, 500  # expected of 400 × 400, 200 steps, on one core

OBJECTIVE = gd.himmelblau()
RULE = GradientDescent(LEARNING_RATE)


def starts_of(side: int) -> Array:
    axis = np.linspace(-6, 6, side)
    return np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)


def gradient(w: Array) -> Array:
    """Return ∇f as the formula is written, one new array per operation."""
    x, y = w[..., 0], w[..., 1]
    a, b = x**2 + y - 11, x + y**2 - 7
    return np.stack([4 * x * a + 2 * b, 2 * a + 4 * y * b], axis=-1)


def with_gdteach(starts: Array) -> Array:
    return descend_many(OBJECTIVE, starts, RULE, STEPS)


def with_plain_numpy(starts: Array) -> Array:
    w = starts
    for _ in range(STEPS):
        w = w - LEARNING_RATE * gradient(w)
    return w


def one_by_one(starts: Array) -> Array:
    return np.array([with_plain_numpy(start) for start in starts])


def one_by_one_in_python(starts: Array) -> Array:
    ends = []
    for x, y in starts.tolist():
        for _ in range(STEPS):
            a, b = x * x + y - 11, x + y * y - 7
            x, y = (
                x - LEARNING_RATE * (4 * x * a + 2 * b),
                y - LEARNING_RATE * (2 * a + 4 * y * b),
            )
        ends.append((x, y))
    return np.array(ends)


def whole_map(starts: Array) -> Array:
    """Return no points: the fates, each start followed until its fate is sealed."""
    side = round(len(starts) ** 0.5)
    return np.asarray(gd.basin_map(VALLEYS, LEARNING_RATE, points=side).fates)


VALLEYS = Valleys(OBJECTIVE)


@dataclass(frozen=True)
class Design:
    """One way of descending from many starts.

    Parameters
    ----------
    name : str
        As the table names it.
    run : function
        From starts, shape (n, 2), to where they end.
    loops : bool
        Whether it is timed on a sample of the starts.
    """

    name: str
    run: Callable[[Array], Array]
    loops: bool = False


OURS = Design("**gdteach**, `descend_many`", with_gdteach)
NUMPY = Design("plain NumPy, all starts in one array", with_plain_numpy)
LOOP = Design("loop over starts, NumPy arrays of two numbers", one_by_one, loops=True)
FLOATS = Design("loop over starts, Python numbers", one_by_one_in_python, loops=True)
MAP = Design("**gdteach**, `basin_map`, up to 1500 steps", whole_map)
DESIGNS = (OURS, NUMPY, LOOP, FLOATS, MAP)


def sample_of(starts: Array) -> Array:
    chosen = np.random.default_rng(0).choice(len(starts), SAMPLE, replace=False)
    return starts[chosen]


def seconds(design: Design, starts: Array) -> float:
    """Return the seconds of compute for all the starts."""
    done = sample_of(starts) if design.loops else starts
    begin = process_time()
    design.run(done)
    return (process_time() - begin) * len(starts) / len(done)


def peak(design: Design, starts: Array) -> float:
    """Return the memory that a design has at most allocated while it runs, MB (10⁶ bytes)."""
    tracemalloc.start()
    design.run(sample_of(starts) if design.loops else starts)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


def same_ends(starts: Array) -> float:
    """Return the largest difference between the ends of the designs, on a sample."""
    sample = sample_of(starts)
    ends = [design.run(sample) for design in (OURS, NUMPY, LOOP, FLOATS)]
    return float(max(np.abs(each - ends[0]).max() for each in ends))


def measure(rounds: int) -> tuple[dict[tuple[Design, int], float], dict[tuple[Design, int], float]]:
    """Return the best seconds, and the peak megabytes, by design and side."""
    best: dict[tuple[Design, int], float] = {}
    memory: dict[tuple[Design, int], float] = {}
    for side in SIDES:
        starts = starts_of(side)
        for number in range(rounds):
            first = number % len(DESIGNS)
            for design in DESIGNS[first:] + DESIGNS[:first]:
                key = design, side
                best[key] = min(best.get(key, np.inf), seconds(design, starts))
        for design in (OURS, NUMPY, MAP):
            memory[design, side] = peak(design, starts)
        print(f"{side}²: {best[OURS, side]:.3f} s", file=sys.stderr)
    return best, memory


def shown(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def report(rounds: int, load: float) -> list[str]:
    """Return the lines of the section."""
    best, memory = measure(rounds)
    rows = []
    for design in DESIGNS:
        cells = [design.name, *(shown(best[design, side]) for side in SIDES)]
        times = "" if design is MAP else f"{best[design, 400] / best[OURS, 400]:,.0f}"
        rows.append("| " + " | ".join([*cells, times]) + " |")
    fast, ratio = best[OURS, 400], best[LOOP, 400] / best[OURS, 400]
    checks = [
        (f"400² × {STEPS} steps within {MOST_SECONDS} s", fast <= MOST_SECONDS, f"{fast:.3f} s"),
        (f"≥ {LEAST_TIMES} × the loop over NumPy arrays", ratio >= LEAST_TIMES, f"{ratio:,.0f} ×"),
    ]
    largest = ", ".join(
        f"{design.name} {memory[design, 400]:.0f} MB ({memory[design, 800]:.0f} MB at 800²)"
        for design in (OURS, NUMPY, MAP)
    )
    options = " ".join(sys.argv[1:])
    return [
        "## Basin maps",
        "",
        f"Gradient descent on Himmelblau's function, η = {LEARNING_RATE}, {STEPS} steps from",
        "each of 100² to 800² starts. Seconds of compute on one core, the best of the rounds. The",
        f"loops are timed on {SAMPLE} of the starts, and multiplied. `basin_map` does another job:",
        "it names the fate of every start, and follows none for longer than that takes.",
        "",
        "| | " + " | ".join(f"{side}², s" for side in SIDES) + " | at 400², × gdteach |",
        "|---|" + "---|" * (len(SIDES) + 1),
        *rows,
        "",
        *(verdict(*check) for check in checks),
        f"- Memory at 400², the starts themselves 2.6 MB: {largest}",
        f"- The ends of all four differ by at most {same_ends(starts_of(100)):.1g}",
        machine(load),
        versions(["numpy"]),
        f"- {datetime.date.today().isoformat()}, {rounds} rounds: "
        f"`{f'python benchmarks/basins.py {options}'.strip()}`",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5, help="how often to measure everything")
    parser.add_argument("--print", action="store_true", help="leave README.md as it is")
    arguments = parser.parse_args()
    write("basins", report(arguments.rounds, os.getloadavg()[0]), keep=arguments.print)


if __name__ == "__main__":
    main()
