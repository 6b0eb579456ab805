"""What a parameter offers on a page without Python: values for which runs are worked out before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from gdteach.figure.projection import box_of, to_data, to_pixels
from gdteach.numerics.wording import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from gdteach.lab.lab import Lab
    from gdteach.lab.parameter import Parameter

INSET = 4  # pixels from the edge of an axes to the outermost places that are offered
MANY = 400  # numbers, of which some would no longer stand for all
SHAPE = 9 / 7  # of a grid of places: columns to rows
FEWEST, GRID = 7, 12  # values on a dial, and of a plane, where there is room for the first
OFF = -1e4  # a pixel that no press is near


@dataclass(frozen=True)
class Baked:
    """The values of a parameter that a page offers, and the control that turns them.

    Parameters
    ----------
    values : sequence
        One for each combination of the dials' places, the last dial's running fastest; where they
        turn several parameters, each is a dictionary with the values of all.
    dials : dict
        By the name of each dial what it shows at its places, in words.
    kind : {"slider", "choice", "switch"}
        What a dial looks like.
    marks : dict
        Words at places of the only dial: 1/L.
    presses : dict
        By axes: for each dial the pixels where its places lie, along x, and along y if there are
        two.
    """

    values: Sequence[Any]
    dials: Mapping[str, Sequence[str]]
    kind: str = "slider"
    marks: Mapping[str, int] = field(default_factory=dict)
    presses: Mapping[Axes, Sequence[Sequence[float]]] = field(default_factory=dict)

    def settings(self, parameter: Parameter) -> list[dict[str, Any]]:
        """Return for each value the values of all parameters that it sets."""
        return [v if isinstance(v, dict) else {str(parameter.name): v} for v in self.values]

    def told(self, parameter: Parameter, now: int) -> dict[str, Any]:
        """Return all but the values as plain JSON; `now` counts to the value that is in force."""
        shape = [len(words) for words in self.dials.values()]
        places = np.unravel_index(now, shape)
        presses = {axes.figure.axes.index(axes): where for axes, where in self.presses.items()}
        return {
            "name": parameter.name, "kind": self.kind, "marks": dict(self.marks),
            "presses": presses, "drags": parameter.drags,
            "dials": [
                {"name": name, "words": list(words), "now": int(place)}
                for (name, words), place in zip(self.dials.items(), places, strict=True)
            ],
        }  # fmt: skip


def numbers(
    parameter: Parameter, lab: Lab, room: int, low: float, high: float, step: float
) -> Baked | None:
    """Return at most `room` numbers by equal steps on one dial, and the one in force among them."""
    last = round((high - low) / step)
    if last > MANY:
        return None
    apart = -(-last // max(room, FEWEST))
    found = {round(low + i * step, 9) for i in range(0, last + 1, apart)}
    return told_of(parameter, lab, parameter.offered(lab, *found))


def told_of(parameter: Parameter, lab: Lab, values: Sequence[float]) -> Baked:
    """Return numbers on one dial."""
    (name,) = parameter.names_of_parts(lab)
    return Baked(values, {name: [number(value) for value in values]})


def places(parameter: Parameter, lab: Lab, room: int) -> Baked | None:
    """Return places of the axes where a press sets a parameter, the one in force among them.

    A number, or a point with one coordinate, has one dial; a point of a plane has two.
    """
    found = plane if np.shape(getattr(lab, str(parameter.name))) == (2,) else line
    return found(parameter, lab, room)


def line(parameter: Parameter, lab: Lab, room: int) -> Baked:
    """Return places along the x axis."""
    axes = np.ravel(getattr(lab, parameter.on))[0]
    left, top, width, height = box_of(axes)
    over = np.linspace(left + INSET, left + width - INSET, max(room, FEWEST) - 1)
    found = (_at(parameter, lab, axes, x, top + height / 2) for x in over)
    values = parameter.offered(lab, *found)
    along = [float(np.ravel(value)[0]) for value in values]
    (name,) = parameter.names_of_parts(lab)
    presses = {axes: [pixels(axes, along)]}
    return Baked(values, {name: list(map(number, along))}, presses=presses)


def plane(parameter: Parameter, lab: Lab, room: int) -> Baked | None:
    """Return a grid of places; on each of the axes a press means the nearest."""
    several = np.ravel(getattr(lab, parameter.on))
    left, top, width, height = box_of(several[0])
    room = 0 if parameter.tried or room < FEWEST else max(room, GRID)
    columns = round(np.sqrt(room * SHAPE))
    x = np.linspace(left + INSET, left + width - INSET, max(columns - 1, 0))
    y = np.linspace(top + INSET, top + height - INSET, room // columns - 1 if room else 0)
    found = [_at(parameter, lab, several[0], each, top + height / 2) for each in x]
    up = [_at(parameter, lab, several[0], left + width / 2, each) for each in y]
    known = parameter.offered(lab)
    sides = [sorted({point[way] for point in known + more}) for way, more in enumerate((found, up))]
    if max(map(len, sides)) == 1:
        return None
    return grid(dict(zip(parameter.names_of_parts(lab), sides, strict=True)), *several)


def grid(dials: Mapping[str, Sequence[float]], *pressed: Axes) -> Baked:
    """Return all pairs of the numbers on two dials; a press on an axes means the nearest."""
    words = {name: [number(value) for value in side] for name, side in dials.items()}
    presses = {
        axes: [pixels(axes, side, way) for way, side in enumerate(dials.values())]
        for axes in pressed
    }
    return Baked(list(product(*dials.values())), words, presses=presses)


def pixels(axes: Axes, values: Sequence[float], way: int = 0) -> list[float]:
    """Return where values lie on an axes: along x, or along y if `way` is 1."""
    places = np.ones((len(values), 2))  # 1 is somewhere on a log axis, too
    places[:, way] = values
    return [round(float(at), 1) for at in to_pixels(axes, places)[:, way]]


def _at(parameter: Parameter, lab: Lab, axes: Axes, x: float, y: float) -> Any:
    """Return what a press at a pixel means; a zero is one, whatever the way there has rounded."""
    return parameter.at(lab, np.round(to_data(axes, x, y), 9) + 0.0)
