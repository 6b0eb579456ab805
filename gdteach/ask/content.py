"""Where questions and exercises are found: in the folders of the course, by "topic/name".

A topic's ``content.toml`` has a table ``[question.NAME]`` for each question and ``[exercise.NAME]``
for each exercise answered with names or numbers. Those that run a learner's function stand as
``EXERCISES`` in its ``checks.py``, and what they say as ``[program.NAME]``. The learner's text is
data, so that it can be read, tested and translated without touching code; so is what a lab replies,
``[gallery.NAME]``.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from typing import Any, TypeVar

from gdteach.numerics.arguments import one_of

TABLES = ("question", "exercise", "program", "gallery")  # what a content.toml may have
Thing = TypeVar("Thing")
_FOLDERS: dict[str, str] = {}  # from a topic to the package that is its folder


def add_topics(package: str, topics: Iterable[str]) -> None:
    """Let what is in these folders of a package be asked for; the course hands over its own."""
    _FOLDERS.update({topic: f"{package}.{topic}" for topic in topics})


@cache
def read(folder: str, name: str) -> dict[str, Any]:
    """Return the tables of a TOML file in a folder that is a package."""
    return tomllib.loads(files(folder).joinpath(name).read_text(encoding="utf-8"))


def gather(kind: str, make: Callable[[str, dict[str, Any]], Thing]) -> dict[str, Thing]:
    """Return what `make` reads from the tables of a kind, such as "question", by id."""
    things = {}
    for topic, folder in _FOLDERS.items():
        content = read(folder, "content.toml")
        for other in content:
            one_of(f"a table in {topic}/content.toml", other, TABLES)
        for name, table in content.get(kind, {}).items():
            things[f"{topic}/{name}"] = make(f"{topic}/{name}", table)
    return things


def programs() -> dict[str, Any]:
    """Return the exercises that run a learner's function, by id."""
    return {
        f"{topic}/{name}": exercise
        for topic, folder in _FOLDERS.items()
        if find_spec(f"{folder}.checks")
        for name, exercise in import_module(f"{folder}.checks").EXERCISES.items()
    }


def find(argument: str, wanted: object, things: Mapping[str, Thing]) -> Thing:
    """Return the thing with this id; an error names the argument and suggests the nearest."""
    return things[one_of(argument, wanted, things)]


@contextmanager
def well_formed(what: str) -> Iterator[None]:
    """Turn a fault in a table, such as a misspelt key, into an error that says where."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{what} is not well formed: {error}") from error


def joined(text: Any) -> Any:
    """Return a text on one line; in a table of texts, each of them."""
    if isinstance(text, dict):
        return {key: joined(each) for key, each in text.items()}
    return " ".join(text.split()) if isinstance(text, str) else text
