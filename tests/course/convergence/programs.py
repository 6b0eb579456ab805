"""Stopping rules, as learners write them."""

import math

from tests.exercise_programs import Programs

programs = Programs("convergence/should_stop")


@programs()
def rule(values, slopes, tolerance, max_steps):
    if not (math.isfinite(values[-1]) and math.isfinite(slopes[-1])):
        return "diverged"
    if slopes[-1] <= tolerance * slopes[0]:
        return "converged"
    if len(values) > 1 and abs(values[-1] - values[-2]) <= tolerance * abs(values[-2]):
        return "stalled"
    return "limit" if len(values) - 1 >= max_steps else "go on"


@programs("absolute", "`converged`")
def absolute_slope(values, slopes, tolerance, max_steps):
    return rule(values, [1.0, slopes[-1]], tolerance, max_steps)


@programs("never", "`limit`")
def no_limit(values, slopes, tolerance, max_steps):
    return rule(values, slopes, tolerance, 10**9)


@programs("strict", "`limit`")
def one_late(values, slopes, tolerance, max_steps):
    return rule(values, slopes, tolerance, max_steps + 1)


@programs()
def shouts(values, slopes, tolerance, max_steps):
    return rule(values, slopes, tolerance, max_steps).upper()
