"""The questions of `predict` as data: read from ``questions.toml``, checked, and kept.

The learner's text lives in the TOML file alone, so that it can be read, tested and translated
without touching code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from textwrap import indent
from types import MappingProxyType
from typing import Any

from gdteach.numerics.arguments import wrong

LETTERS = "ABCDE"  # how the options are called on screen, in their order


@dataclass(frozen=True)
class Option:
    """One answer a learner may commit to.

    Parameters
    ----------
    id : str
        Its name within the question.
    text : str
        What it says.
    reply : str
        What choosing it implies; shown after it is chosen.
    right : bool
        Whether it is the right one.
    """

    id: str
    text: str
    reply: str
    right: bool = False


@dataclass(frozen=True)
class Program:
    """A piece of code that a question is about: its ``name`` and the ``code``."""

    name: str
    code: str


@dataclass(frozen=True)
class Question:
    """A question with two to five options, exactly one of them right.

    Parameters
    ----------
    id : str
        "topic/name".
    paragraphs : tuple of str
        What is asked.
    options : tuple of Option
        What can be answered, in the order shown.
    misconception : str or None
        The belief it brings out, "M1" to "M21".
    programs : tuple of Program
        Code that the question is about, if any.

    Raises
    ------
    ValueError
        If it could not be asked: too few options, none or several right, a text left empty.
    """

    id: str
    paragraphs: tuple[str, ...]
    options: tuple[Option, ...]
    misconception: str | None = None
    programs: tuple[Program, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a question that could not be asked."""
        ids = [option.id for option in self.options]
        texts = [part for option in self.options for part in (option.id, option.text, option.reply)]
        for sound, problem in (
            (2 <= len(ids) <= len(LETTERS), f"needs 2 to {len(LETTERS)} options"),
            (len(set(ids)) == len(ids), "uses an option id twice"),
            (sum(option.right for option in self.options) == 1, "needs exactly one right option"),
            (all([*self.paragraphs[:1], *texts]) and self.paragraphs, "has an empty text"),
        ):
            if not sound:
                raise ValueError(f"question {self.id!r} {problem}")

    @property
    def right(self) -> Option:
        """The option that is right."""
        return next(option for option in self.options if option.right)

    def __str__(self) -> str:
        """Return the question and its options as plain text, for a reader without a kernel."""
        lines = ["Predict: " + "\n".join(map(plain, self.paragraphs))]
        lines += [f"\n{program.name}:\n{indent(program.code, '    ')}" for program in self.programs]
        lines.append("")
        for letter, option in zip(LETTERS, self.options, strict=False):
            lines.append(f"  {letter}  {plain(option.text)}")
        return "\n".join(lines)


def plain(text: str) -> str:
    """Return a text without the backticks that mark code."""
    return text.replace("`", "")


@cache
def load_questions() -> Mapping[str, Question]:
    """Return all questions by id, read and checked once, in the order of the notebooks."""
    source = files("gdteach.ask").joinpath("questions.toml").read_text(encoding="utf-8")
    topics = tomllib.loads(source).items()
    tables = {f"{topic}/{name}": table for topic, group in topics for name, table in group.items()}
    return MappingProxyType({id_: make_question(id_, table) for id_, table in tables.items()})


def make_question(question_id: str, table: Mapping[str, Any]) -> Question:
    """Return the question that one table of the file describes; a misspelt key is an error."""
    rest = dict(table)
    try:
        paragraphs = rest.pop("prompt").split("\n\n")
        options = tuple(
            Option(**{**row, "reply": _joined(row["reply"])}) for row in rest.pop("options")
        )
        programs = tuple(Program(p["name"], p["code"].strip()) for p in rest.pop("programs", ()))
        return Question(
            question_id, tuple(map(_joined, paragraphs)), options, programs=programs, **rest
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"question {question_id!r} is not well formed: {error}") from error


def _joined(text: str) -> str:
    """Return a paragraph on one line."""
    return " ".join(text.split())


def find_question(question_id: str) -> Question:
    """Return the question with this id.

    Raises
    ------
    TypeError
        If ``question_id`` is no string.
    ValueError
        If there is no such question; the message names the nearest.
    """
    remedy = "gdteach.question_ids() lists them"
    if not isinstance(question_id, str):
        raise TypeError(wrong("question_id", "a name (a string)", question_id, remedy))
    questions = load_questions()
    if question_id not in questions:
        near = get_close_matches(question_id, questions, n=3, cutoff=0.5)
        remedy = f"did you mean {' or '.join(near)}?" if near else remedy
        raise ValueError(wrong("question_id", "the id of a question", question_id, remedy))
    return questions[question_id]


def question_ids() -> tuple[str, ...]:
    """Return the ids of all questions, in the order of the notebooks.

    Examples
    --------
    >>> "algorithm/first_step" in question_ids()
    True
    """
    return tuple(load_questions())
