"""A lab for a page without Python: runs for what its controls offer, worked out beforehand.

One parameter varies at a time, from the lab as it is; the menu with each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from gdteach.figure import pages
from gdteach.lab.baked import Baked
from gdteach.lab.parameter import Parameter
from gdteach.lab.parameters import LearningRate

if TYPE_CHECKING:
    from gdteach.lab.lab import Lab

ROOM = 104_000  # characters that the runs of a parameter may take, if each was packed by itself
STEPS = 400_000  # of all runs of a parameter: ten seconds, at worst
FEWEST = 7  # runs of a parameter
PICTURES = 4  # of a parameter that draws the still part again: each is a picture of its own


def record_of(lab: Lab) -> pages.Record:
    """Return what a page needs to play a lab, which afterwards is as it was."""
    entries, needs = [], _needs(lab)
    with _as_it_was(lab) as values:
        own = values.get(lab._menu)
        menu: list[Any] = list(lab.menu) if lab.bakes and lab._menu else [own]
        for objective in menu:
            _put(lab, values if objective is own else {lab._menu: objective})
            name, share = (objective.name if objective else ""), 1 if objective is own else 3
            entries.append(_entry(lab, name, share))
            needs |= _needs(lab)
    played = any(lab._parameters[name].played for name in lab._own)
    names = [entry["name"] for entry in entries]
    for i, entry in enumerate(entries):  # namesakes are numbered, as on the menu
        if names.count(entry["name"]) > 1:
            entry["name"] += f" {names[: i + 1].count(names[i])}"
    return {
        "menu": lab._parameters[lab._menu].label if lab._menu and len(menu) > 1 else "",
        "entry": menu.index(own), "step": lab.player.step if played else 0,
        "entries": entries, "needs": list(needs), "title": lab.player.alt or repr(lab),
    }  # fmt: skip


def _entry(lab: Lab, name: str, share: int) -> pages.Record:
    """Return the entry for the lab's objective: its run, and for each control the runs it turns.

    Of learning rates it has the most; of all else half as many, and of those a `share`.
    """
    entry = pages.entry_of(lab.player, name)
    size = len(pages.packed(entry | {"stills": []}))
    room = min(lab.bakes, ROOM // size, STEPS // max(lab.player.n_steps, 1))
    found = (
        _turned(lab, each, entry, room if isinstance(each, LearningRate) else room // (2 * share))
        for each in _baked(lab)
    )
    entry["controls"] = [control for control in found if control]
    return entry


def _turned(lab: Lab, each: Parameter, entry: pages.Record, room: int) -> pages.Record | None:
    """Return a control with its runs, None for the one that is on the page in any case."""
    name = str(each.name)
    baked = _offer(lab, each, max(FEWEST, room))
    if baked is None:
        return None
    now, runs = getattr(lab, name), []
    for value in baked.values:
        setattr(lab, name, value)
        runs.append(None if value == now else pages.run_of(lab.player, entry["stills"]))
    setattr(lab, name, now)
    return baked.told(each, now) | {"runs": runs}


def _offer(lab: Lab, each: Parameter, room: int) -> Baked | None:
    """Return what a page offers of a parameter: of one that has a picture for each value, few."""
    baked = each.bake(lab, room) if lab.bakes else None
    many = baked and each.redraws and len(baked.values) > PICTURES
    return None if many else baked


def _baked(lab: Lab) -> list[Parameter]:
    """Return the parameters whose controls a page may have: the menu and the scrubber it has."""
    known = lab._parameters.items()
    return [p for n, p in known if n in lab._own and n != lab._menu and not p.played]


def _needs(lab: Lab) -> dict[str, None]:
    """Return the names of controls that need Python, in their order."""
    found = [p.label for p in _baked(lab) if not _offer(lab, p, FEWEST)]
    rest = [control for name, control in lab.controls.items() if name not in lab._own]
    found += [each.description for each in rest if isinstance(each, widgets.Button)]
    return dict.fromkeys(found)


def _put(lab: Lab, values: Mapping[Any, Any]) -> None:
    """Set parameters, the menu first: it brings back defaults."""
    with lab.together():
        for name in sorted(values, key=lambda name: name != lab._menu):
            setattr(lab, name, values[name])


@contextmanager
def _as_it_was(lab: Lab) -> Iterator[dict[Any, Any]]:
    """Return a context with the values of a lab, which are put back in the end, unheard."""
    values = {name: getattr(lab, name) for name in lab._parameters}
    step = lab.player.step
    with lab.player.hold_sync():
        try:
            yield values
        finally:
            _put(lab, values)
            lab.player.step = step
