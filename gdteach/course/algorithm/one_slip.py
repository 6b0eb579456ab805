"""One slip in the update of one coordinate of two, where no formula of few quantities explains it.

The slope is taken at a point with another number in one place, or one of the lines goes wrong in a
way that any quantity may, or a number stands where the coordinate should.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from gdteach.ask.kinds import KINDS
from gdteach.ask.program import Line
from gdteach.ask.replies import machine_words
from gdteach.course.algorithm.reading_walks import Reading, near
from gdteach.course.algorithm.walks import Vector
from gdteach.numerics.wording import printed, times

MOST_DECIMALS = 6
Put = Callable[[Vector, Reading], Vector]


def _number(value: float) -> Put:
    return lambda x, each: np.full_like(x, value)


def _rounded(decimals: int) -> Put:
    return lambda x, each: np.round(x, decimals)


# What may stand in place of a number of the point where a slope is taken, and how it is written.
PUT: dict[str, Put] = {
    "η": lambda x, each: np.full_like(x, each.known["learning_rate"]),
    "n_steps": lambda x, each: np.full_like(x, each.known["n_steps"]),
    "t": lambda x, each: np.arange(float(len(x))),
    "−{}": lambda x, each: -x,
    "|{}|": lambda x, each: np.abs(x),
    "2·{}": lambda x, each: 2.0 * x,
    "{} / 2": lambda x, each: x / 2.0,
    "{}²": lambda x, each: x**2,
    "{} + 1": lambda x, each: x + 1.0,
    "{} − 1": lambda x, each: x - 1.0,
    **{f"{value:g}": _number(value) for value in (0.0, 1.0, 0.1, 0.5, 2.0, 10.0)},
    **{f"{{}} rounded to {times(n, 'decimal')}": _rounded(n) for n in range(MOST_DECIMALS)},
}


def one_slip(read: Sequence[Reading], i: int, names: Sequence[str], slope: str) -> str | None:
    """Return what has the values of coordinate ``i``, in words, None if nothing here has."""
    with np.errstate(all="ignore"):
        for text, values in _slips(read, i, names, slope):
            pairs = zip(values, read, strict=True)
            if all(near(new, each.points[1:, i]).all() for new, each in pairs):
                return text
    return None


def _slips(
    read: Sequence[Reading], i: int, names: Sequence[str], slope: str
) -> Iterator[tuple[str, list[Vector]]]:
    """Yield slips, and the new values of the coordinate that each leads to."""
    here = slope.format(name=names[i], at=", ".join(names))
    rates = [each.known["learning_rate"] for each in read]
    w = [each.points[:-1, i] for each in read]
    slopes = [each.slopes[:, i] for each in read]
    for k in (0, 1):
        for written, put in PUT.items():
            places = [each.points[:-1].copy() for each in read]
            for place, each in zip(places, read, strict=True):
                place[:, k] = put(place[:, k], each)
            taken = [
                np.array([each.known["gradient"](point)[i] for point in place])
                for place, each in zip(places, read, strict=True)
            ]
            at = [written.format(name) if n == k else name for n, name in enumerate(names)]
            text = f"{names[i]} − η·{slope.format(name=names[i], at=', '.join(at))}"
            yield text, [x - r * s for x, r, s in zip(w, rates, taken, strict=True)]
    changes = {word: KINDS[kind] for kind, word in machine_words("became").items()}
    for n in range(MOST_DECIMALS):
        changes[f"is rounded to {times(n, 'decimal')}"] = lambda it, n=n: np.round(it, n)
    right = f"{names[i]} − η·{here}"
    for became, kind in changes.items():

        def change(numbers: Vector, kind: Line = kind) -> Vector:
            return np.array([kind(number) for number in numbers], dtype=np.float64)

        try:
            all_three = [
                (x - r * change(s), x - change(r * s), change(x - r * s), change(x) - r * s)
                for x, r, s in zip(w, rates, slopes, strict=True)
            ]
        except (TypeError, ValueError, IndexError):  # no change that a number can undergo
            continue
        lines = ("its slope", "its step", "the new number", f"the old {names[i]}")
        for line, values in zip(lines, zip(*all_three, strict=True), strict=True):
            yield f"{right} when {line} {became}", list(values)
    rest = [each.points[1:, i] + r * s for each, r, s in zip(read, rates, slopes, strict=True)]
    number = float(rest[0][0])
    moved = [number - r * s for r, s in zip(rates, slopes, strict=True)]
    yield f"{printed(number)} − η·{here}", moved
