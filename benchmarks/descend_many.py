"""How long a basin map takes: 400 × 400 starts, 200 steps of plain descent on Himmelblau.

Run ``python benchmarks/descend_many.py``. Times are seconds of compute on one core.
A sample of the starts is also descended one by one, and must end in the same points.
"""

from __future__ import annotations

import platform
from statistics import median
from time import process_time

import numpy as np

from gdteach.numerics.batch import descend_many
from gdteach.numerics.catalogue import himmelblau
from gdteach.numerics.descent import descend
from gdteach.numerics.method import GradientDescent
from gdteach.numerics.trajectory import Stopping

STEPS = 200


def main(repeats: int = 9) -> None:
    objective, rule = himmelblau(), GradientDescent(learning_rate=0.01)
    axis = np.linspace(-6, 6, 400)
    starts = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    print(f"{platform.machine()}, Python {platform.python_version()}, NumPy {np.__version__}")
    print(f"{len(starts)} starts, best and median of {repeats}, seconds of compute")
    times = []
    for _ in range(repeats):
        begin = process_time()
        ends = descend_many(objective, starts, rule, STEPS)
        times.append(process_time() - begin)
    steps = STEPS * len(starts)
    print(
        f"{STEPS} steps each  {min(times):.3f} {median(times):.3f}   "
        f"{steps / 1e6:.1f} M steps, {1e9 * min(times) / steps:.1f} ns a step"
    )
    sample = np.random.default_rng(0).choice(len(starts), 200, replace=False)
    begin = process_time()
    alone = [descend(objective, start, rule, Stopping(STEPS)) for start in starts[sample]]
    each = (process_time() - begin) / sum(run.n_steps for run in alone)
    same = np.array_equal(np.array([run.end for run in alone]), ends[sample])
    print(f"one by one  {1e9 * each:.0f} ns a step; same ends: {same}")


if __name__ == "__main__":
    main()
