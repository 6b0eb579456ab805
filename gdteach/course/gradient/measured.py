"""Slopes of x² − 3xy + y sin y that are measured, not worked out: with an h of any size.

Measured slopes are near the right ones, and nearer than any other formula that people write; with
an h far too small they scatter, or vanish.
"""

from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.known import Attempt
from gdteach.ask.replies import Finding
from gdteach.course.gradient.formulas import formula_of

Vector = NDArray[np.float64]
# No round numbers: at those, wrong formulas may be right. The first is quoted in replies.
POINTS = np.vstack([[2.0, 1.0], np.random.default_rng(1).uniform(-10, 10, (48, 2))])
WIDTHS = np.outer([0.1, 0.01, 1e-3, 1e-4], [20, 10, 5, 4, 3, 2.5, 2, 1]).ravel()  # of h
QUOTIENTS = {
    "(f(x + h) − f(x)) / h": (1, 0),
    "(f(x) − f(x − h)) / h": (0, 1),
    "(f(x + h) − f(x − h)) / 2h": (1, 1),
}
FACTORS = {1.0: "", 2.0: "twice ", 0.5: "half of ", -1.0: "minus "}
SCATTERED = 0.3  # as far off as slopes come that are measured with far too small an h
NEAR = 0.02  # relative: nearer comes no other formula that people write


def height(w: Vector) -> Vector:
    """Return f at a point, or at many, shape (2, n)."""
    return w[0] ** 2 - 3 * w[0] * w[1] + w[1] * np.sin(w[1])


def both_columns(attempts: Sequence[Attempt]) -> tuple[Vector, Vector] | None:
    """Return the answers and the truth, shape (n, 2) each, if all are two finite numbers."""
    if any(each.answer.shape != (2,) or not np.isfinite(each.answer).all() for each in attempts):
        return None
    return np.array([each.answer for each in attempts]), np.array([e.truth for e in attempts])


def difference_quotients(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise slopes that are measured, with an h that people choose."""
    both = both_columns(attempts)
    if both is None:
        return None
    surplus = abs(float(np.subtract(*both)[:, 0].mean()))  # of one-sided quotients along x, it is h
    widths = (*WIDTHS, surplus) if surplus > WIDTHS[-1] else WIDTHS
    for h, (quotient, (ahead, behind)) in product(widths, QUOTIENTS.items()):
        steps = h * np.eye(2)[:, :, None]
        rise = [height(POINTS.T + ahead * e) - height(POINTS.T - behind * e) for e in steps]
        slopes = np.transpose(rise) / ((ahead + behind) * h)
        for factor, times_it in FACTORS.items():
            if np.allclose(both[0], factor * slopes, rtol=1e-8, atol=1e-8):
                facts = {"h": h, "quotient": times_it + quotient}
                return Finding("measured", facts, words="measured_with")
    return None


def nearly(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise slopes that are nearly right, or nearly a multiple of what is right."""
    both = both_columns(attempts)
    if both is None:
        return None
    answers, truth = both
    apart = [formula_of(POINTS, column) is None for column in answers.T]
    for factor, times_it in FACTORS.items():
        off = np.abs(answers - factor * truth).max(axis=0) / np.abs(truth).max(axis=0)
        if any(apart) and (off < NEAR).all():
            return Finding("measured", {"times_it": times_it})
    if np.allclose(answers, truth.sum(axis=1)[:, None], NEAR / 100, NEAR / 100):
        return Finding("sum_in_both")
    if np.allclose(np.hypot(*answers.T), 1.0):
        return Finding("direction_alone")
    if all(apart) and (answers == 0).mean() > 0.1:
        return Finding("h_vanishes")
    off = np.abs(answers - truth).mean(axis=0) / np.abs(truth).mean(axis=0)
    mixed = 0.3 < (answers > truth).mean() < 0.7
    return Finding("scattered") if all(apart) and mixed and (off < SCATTERED).all() else None
