"""What a parameter offers on a page without Python: values for which runs are worked out before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from gdteach.figure.projection import box_of, to_data, to_pixels
from gdteach.numerics.wording import number

if TYPE_CHECKING:
    from gdteach.lab.lab import Lab
    from gdteach.lab.parameter import Parameter

INSET = 4  # pixels from the edge of an axes to the outermost places that are offered
MANY = 400  # numbers, of which some would no longer stand for all
SHAPE = 9 / 7  # of a grid of places: columns to rows


@dataclass(frozen=True)
class Baked:
    """The values of a parameter that a page offers, and the control that turns them.

    Parameters
    ----------
    values : sequence
        One for each combination of the dials' places, the last dial's running fastest.
    dials : dict
        By the name of each dial what it shows at its places, in words.
    kind : {"slider", "choice", "switch"}
        What a dial looks like.
    marks : dict
        Words at places of the only dial: 1/L.
    presses : dict
        By the number of an axes: for each dial the pixels where its places lie, along x and along y
        if there are two.
    """

    values: Sequence[Any]
    dials: Mapping[str, Sequence[str]]
    kind: str = "slider"
    marks: Mapping[str, int] = field(default_factory=dict)
    presses: Mapping[int, Sequence[Sequence[float]]] = field(default_factory=dict)

    def told(self, parameter: Parameter, now: Any) -> dict[str, Any]:
        """Return all but the values as plain JSON, with the place of the value that is in force."""
        shape = [len(words) for words in self.dials.values()]
        places = np.unravel_index(list(self.values).index(now), shape)
        return {
            "name": parameter.name, "kind": self.kind, "marks": dict(self.marks),
            "presses": dict(self.presses), "drags": parameter.drags,
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
    apart = -(-last // room)
    found = {round(low + i * step, 9) for i in range(0, last + 1, apart)}
    offered = sorted(found | {getattr(lab, str(parameter.name))})
    return Baked(offered, {parameter.label: [number(value) for value in offered]})


def places(parameter: Parameter, lab: Lab, room: int) -> Baked:
    """Return places of the axes where a press sets a parameter, the one in force among them.

    A number, or a point with one coordinate, has one dial; a point of a plane has two.
    """
    found = plane if np.shape(getattr(lab, str(parameter.name))) == (2,) else line
    return found(parameter, lab, room)


def line(parameter: Parameter, lab: Lab, room: int) -> Baked:
    """Return places along the x axis."""
    now = getattr(lab, str(parameter.name))
    axes = np.ravel(getattr(lab, parameter.on))[0]
    left, top, width, height = box_of(axes)
    pixels = np.linspace(left + INSET, left + width - INSET, room - 1)
    meant = {parameter.at(lab, to_data(axes, x, top + height / 2)): x for x in pixels}
    if now not in meant:  # of a place out of the picture no press will be the nearest
        meant[now] = to_pixels(axes, np.array([[float(np.ravel(now)[0]), 1.0]]))[0, 0]
    values = sorted(meant)
    words = [number(float(np.ravel(value)[0])) for value in values]
    where = [round(float(meant[value]), 1) for value in values]
    (name,) = parameter.names_of_parts(lab)
    return Baked(values, {name: words}, presses={lab.figure.axes.index(axes): [where]})


def plane(parameter: Parameter, lab: Lab, room: int) -> Baked:
    """Return a grid of places; on each of the axes a press means the nearest."""
    now = getattr(lab, str(parameter.name))
    several = np.ravel(getattr(lab, parameter.on))
    columns = int(np.sqrt(room * SHAPE))
    left, top, width, height = box_of(several[0])
    x = np.linspace(left + INSET, left + width - INSET, columns - 1)
    y = np.linspace(top + INSET, top + height - INSET, room // columns - 1)
    across = {parameter.at(lab, to_data(several[0], each, top + height / 2))[0] for each in x}
    up = {parameter.at(lab, to_data(several[0], left + width / 2, each))[1] for each in y}
    sides = [sorted(across | {now[0]}), sorted(up | {now[1]})]
    names = parameter.names_of_parts(lab)
    dials = {name: list(map(number, side)) for name, side in zip(names, sides, strict=True)}
    lines = [np.array([[a, now[1]] for a in sides[0]]), np.array([[now[0], b] for b in sides[1]])]
    presses = {
        lab.figure.axes.index(axes): [
            np.round(to_pixels(axes, line)[:, way], 1).tolist() for way, line in enumerate(lines)
        ]
        for axes in several
    }
    return Baked([(a, b) for a in sides[0] for b in sides[1]], dials, presses=presses)
