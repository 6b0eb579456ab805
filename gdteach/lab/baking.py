"""A lab for a page without Python: runs for what its controls offer, worked out beforehand.

One parameter varies at a time, from the lab as it is; the menu with each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from gdteach.figure import pages
from gdteach.lab.baked import FEWEST
from gdteach.lab.parameter import Parameter
from gdteach.lab.parameters import LearningRate

if TYPE_CHECKING:
    from gdteach.lab.lab import Lab

ROOM = 104_000  # characters that the runs of a parameter may take, if each was packed by itself
LONG = 5_200  # characters of a run; of such runs a page has few
STEPS = 400_000  # of all runs of a parameter: ten seconds, at worst
PICTURES = 4  # of a parameter that draws the still part again: each is a picture of its own


def record_of(lab: Lab) -> pages.Record:
    """Return what a page needs to play a lab, which afterwards is as it was."""
    entries: list[pages.Record] = []
    turned: set[str] = set()
    with _as_it_was(lab) as values:
        own = values.get(lab._menu)
        menu: list[Any] = list(lab.menu) if lab.bakes and lab._menu else [own]
        for objective in menu:
            _put(lab, values if objective is own else {lab._menu: objective})
            name, share = (objective.name if objective else ""), 1 if objective is own else 3
            entries.append(_entry(lab, name, share, turned))
    played = any(lab._parameters[name].played for name in lab._own)
    names = [entry["name"] for entry in entries]
    for i, entry in enumerate(entries):  # namesakes are numbered, as on the menu
        if names.count(entry["name"]) > 1:
            entry["name"] += f" {names[: i + 1].count(names[i])}"
    return {
        "menu": lab._parameters[lab._menu].label if lab._menu and len(menu) > 1 else "",
        "entry": menu.index(own), "step": lab.player.step if played else 0,
        "entries": entries, "needs": _needs(lab, turned), "title": lab.player.alt or repr(lab),
    }  # fmt: skip


def _entry(lab: Lab, name: str, share: int, turned: set[str]) -> pages.Record:
    """Return the entry for the lab's objective: its run, and for each control the runs it turns.

    Of learning rates it has the most; of all else half as many, and of those a `share`. The names
    of the parameters that the controls turn join `turned`.
    """
    entry = pages.entry_of(lab.player, name)
    size = len(pages.packed(entry | {"stills": []}))
    room = min(lab.bakes, ROOM // size, STEPS // max(lab.player.n_steps, 1))
    others = max(room // (2 * share), FEWEST) if size < LONG else 0
    here: set[str] = set()
    for each in _baked(lab) if lab.bakes else ():
        baked = each.bake(lab, room if isinstance(each, LearningRate) else others)
        # of one that has a picture for each value, few
        if each.name in here or not baked or (each.redraws and len(baked.values) > PICTURES):
            continue
        settings = baked.settings(each)
        here |= settings[0].keys()
        now = {name: getattr(lab, name) for name in settings[0]}
        runs = []
        for values in settings:
            _put(lab, values)
            runs.append(None if values == now else pages.run_of(lab.player, entry["stills"]))
        _put(lab, now)
        entry["controls"].append(baked.told(each, settings.index(now)) | {"runs": runs})
    turned |= here
    return entry


def _baked(lab: Lab) -> list[Parameter]:
    """Return the parameters whose controls a page may have: the menu and the scrubber it has."""
    known = lab._parameters.items()
    return [p for n, p in known if n in lab._own and n != lab._menu and not p.played]


def _needs(lab: Lab, turned: set[str]) -> list[str]:
    """Return the names of controls that need Python, in their order: no entry has them."""
    found = [p.label.rstrip(" =?") for p in _baked(lab) if p.name not in turned]
    rest = [control for name, control in lab.controls.items() if name not in lab._own]
    return found + [each.description for each in rest if isinstance(each, widgets.Button)]


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
