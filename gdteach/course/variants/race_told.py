"""A race told: the table under the picture, the lines of its captions, the text for no eyes."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes

from gdteach.course.variants.contenders import CONTENDERS
from gdteach.course.variants.racing import Result
from gdteach.figure import Label, Layer, Marker, Segment
from gdteach.numerics.wording import listed, number, times

Results = Mapping[str, Result]
#: Where the columns of the table end, and what they are called.
COLUMNS = {
    "η": 0.345, "from here": 0.49, "median": 0.615, "arrive": 0.76, "good η, in decades": 0.99,
}  # fmt: skip
ROWS = len(CONTENDERS)


def table(axes: Axes, results: Results, shown: Sequence[int]) -> list[Layer]:
    """Return a table on axes from 0 to 1, a row high per method and one more for the headings.

    It has the numbers when the race has found them: but for η, none before the first step.
    """
    layers: list[Layer] = [
        Label(axes, [[place, ROWS + 0.6]], words, anchor="end", bold=True)
        for words, place in COLUMNS.items()
    ]
    for row, (name, result) in enumerate(results.items()):
        look, foot, taken = CONTENDERS[name], ROWS - row - 0.5, result.evaluations
        texts = (
            number(result.rate),
            [f"{taken:.0f}" if t >= taken else "–" for t in shown],
            ["", f"{result.median:.0f}" if np.isfinite(result.median) else "–"],
            ["", f"{result.arrived} of {len(result.counts)}"],
            ["", f"{result.decades:.1f}" if result.decades else "–"],
        )
        layers += [
            Segment(axes, [[0, foot + 0.2]], [[0.04, foot + 0.2]], width=2.25, **look.line),
            Marker(axes, [[0.02, foot + 0.2]], **look.mark),
            Label(axes, [[0.05, foot]], name),
        ]
        layers += [
            Label(axes, [[place, foot]], words, anchor="end")
            for place, words in zip(COLUMNS.values(), texts, strict=True)
        ]
    return layers


def caption(results: Results, t: int, last: bool) -> str:
    """Return who has arrived after so many steps, and at the last what the table says."""
    there = sorted((each.evaluations, name) for name, each in results.items())
    words = [f"{name} ({taken:.0f})" for taken, name in there if taken <= t]
    line = f"after {times(t, 'gradient evaluation')}:   arrived: "
    line += listed(words) if words else "nobody"
    if not last:
        return line
    starts = len(results["Adam"].counts)
    good = "the least at the best η, at most twice that at a good one"
    return f"{line}\nmedian of {starts} starts: {good}"


def alternative(results: Results) -> str:
    """Return for each method its η, and when it arrives."""
    return "; ".join(
        f"{name} at η = {number(each.rate)} "
        + ("never" if np.isinf(each.evaluations) else f"{each.evaluations:.0f}")
        for name, each in results.items()
    )
