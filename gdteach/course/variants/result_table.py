"""The table under a race: a row a method, whose numbers come when the race has found them."""

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes

from gdteach.course.variants.contenders import CONTENDERS
from gdteach.figure import Label, Layer, Marker, Segment

COLUMNS = (0.29, 0.415, 0.585, 0.77, 0.99)  # where they end


def table(
    axes: Axes, headings: Sequence[str], rows: Mapping[str, Sequence[str | Sequence[str]]]
) -> list[Layer]:
    """Return a table on axes from 0 to 1, a row high per method and one more for the headings.

    A row has a text for each column, or one for each step; its name has the look of the method.
    """
    layers: list[Layer] = [
        Label(axes, [[place, len(rows) + 0.4]], words, anchor="end", bold=True)
        for place, words in zip(COLUMNS, headings, strict=True)
    ]
    for row, (name, texts) in enumerate(rows.items()):
        look, foot = CONTENDERS[name], len(rows) - row - 0.5
        middle = foot + 0.2
        layers += [
            Segment(axes, [[0, middle]], [[0.04, middle]], width=2.25, **look.line),
            Marker(axes, [[0.02, middle]], **look.mark),
            Label(axes, [[0.05, foot]], name),
        ]
        layers += [
            Label(axes, [[place, foot]], words, anchor="end")
            for place, words in zip(COLUMNS, texts, strict=True)
        ]
    return layers
