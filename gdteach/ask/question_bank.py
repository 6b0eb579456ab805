"""The questions of `predict` as data: read from the topics' ``content.toml``, checked, and kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from textwrap import indent
from types import MappingProxyType
from typing import Any

from gdteach.ask.content import gather, joined, well_formed

LETTERS = "ABCDE"  # how the options are called on screen, in their order


@dataclass(frozen=True)
class Option:
    """One answer a learner may commit to, and what choosing it implies, shown afterwards."""

    id: str
    text: str
    reply: str
    right: bool = False

    @property
    def verdict(self) -> str:
        """What is said of it once it has been chosen."""
        return "Right" if self.right else "Not this one"


@dataclass(frozen=True)
class Program:
    """A piece of code that a question is about: its ``name`` and the ``code``."""

    name: str
    code: str


@dataclass(frozen=True)
class Question:
    """A question with two to five options, exactly one of them right; others are refused."""

    id: str  # "topic/name"
    paragraphs: tuple[str, ...]
    options: tuple[Option, ...]  # in the order shown
    misconception: str | None = None  # the belief it brings out, "M1" to "M42"
    programs: tuple[Program, ...] = ()

    def __post_init__(self) -> None:
        ids = [option.id for option in self.options]
        texts = [part for option in self.options for part in (option.id, option.text, option.reply)]
        for sound, problem in (
            (2 <= len(ids) <= len(LETTERS), f"it needs 2 to {len(LETTERS)} options"),
            (len(set(ids)) == len(ids), "it uses an option id twice"),
            (sum(each.right for each in self.options) == 1, "it needs exactly one right option"),
            (all([*self.paragraphs[:1], *texts]) and self.paragraphs, "it has an empty text"),
        ):
            if not sound:
                raise ValueError(problem)

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
    """Return all questions by id, read and checked once, in the order of the notebooks.

    >>> load_questions()["algorithm/first_step"].misconception
    'M1'
    """
    return MappingProxyType(gather("question", make_question))


def make_question(question_id: str, table: Mapping[str, Any]) -> Question:
    """Return the question that one table describes; a misspelt key is an error."""
    rest = dict(table)
    with well_formed(f"question {question_id!r}"):
        paragraphs = tuple(map(joined, rest.pop("prompt").split("\n\n")))
        options = tuple(Option(**joined(row)) for row in rest.pop("options"))
        programs = tuple(Program(p["name"], p["code"].strip()) for p in rest.pop("programs", ()))
        return Question(question_id, paragraphs, options, programs=programs, **rest)
