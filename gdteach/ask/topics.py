"""The topics of the course, as its folders are handed to `predict` and `check`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeVar

from gdteach.numerics.arguments import one_of

Thing = TypeVar("Thing")
_FOLDERS: dict[str, str] = {}  # from topic to the package that its questions and exercises are in


def add_topics(package: str, topics: Iterable[str]) -> None:
    """Let the questions and exercises in these folders of a package be asked for.

    An exercise that runs a learner's function is in ``EXERCISES``, a table in the folder's
    ``checks.py``, if it has one; that is read when the first exercise is asked for.
    """
    _FOLDERS.update({topic: f"{package}.{topic}" for topic in topics})


def programs() -> dict[str, Any]:
    """Return the exercises that run a learner's function, by "topic/name"."""
    return {
        f"{topic}/{name}": exercise
        for topic, folder in _FOLDERS.items()
        if find_spec(f"{folder}.checks")
        for name, exercise in import_module(f"{folder}.checks").EXERCISES.items()
    }


def find(argument: str, wanted: object, things: Mapping[str, Thing]) -> Thing:
    """Return the thing with this id; an error names the argument and suggests the nearest."""
    return things[one_of(argument, wanted, things)]
