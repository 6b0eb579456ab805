"""What is said about a mistake: sentences by its short name, an exercise's own before these here.

The sentences stand in ``replies.toml`` beside this file for all exercises, and for one of them in
its topic's ``content.toml``; facts in braces are filled in from the learner's own run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from gdteach.ask.content import joined, read
from gdteach.ask.feedback import Feedback, not_attempted
from gdteach.numerics.wording import printed

Words = Mapping[str, str]
MOST_SHOWN = 40  # numbers in a sentence
MORE = "Mend this one first: behind it waits a second mistake"


@dataclass(frozen=True)
class Finding:
    """A mistake by its short name, two joined with "+", and the facts that its reply quotes."""

    slug: str  # the short name, as in `Feedback.mistake`
    facts: Mapping[str, Any] = field(default_factory=dict)  # what braces in the sentence stand for
    words: str = ""  # the name of the sentence, where it is not the slug

    def of(self, facts: Mapping[str, Any]) -> Finding:
        """Return this finding with more facts, its own before those."""
        return replace(self, facts={**facts, **self.facts})


def words_of(package: str, exercise: str) -> Words:
    """Return what an exercise of a topic says: its table ``[program.NAME]`` of ``content.toml``."""
    words = joined(read(package, "content.toml")["program"][exercise])
    return {name: sentence for name, sentence in words.items() if name != "nouns"}


def nouns_of(package: str, exercise: str) -> Words:
    """Return what an exercise calls the lines of its program: ``[program.NAME.nouns]``."""
    return joined(read(package, "content.toml")["program"][exercise]["nouns"])


def machine_words(table: str) -> Words:
    """Return what any exercise may say, and what any walk may: a table of ``replies.toml``."""
    return joined(read("gdteach.ask", "replies.toml")[table])


def feedback_on(finding: Finding, own: Words) -> Feedback:
    """Return the reply to what was found, in the words of the exercise if it has some."""
    if finding.slug == "not_attempted":
        return not_attempted()
    first, _, second = finding.slug.partition("+")
    name = finding.words or first
    sentence = own.get(name) or machine_words("replies")[name]
    message = in_words(sentence, finding.facts)
    if second:
        briefly = finding.facts.get("second") or machine_words("briefly").get(second)
        message += f" {MORE}, {briefly}." if briefly else f" {MORE}."
    return Feedback(False, message, finding.slug)


def in_words(sentence: str, facts: Mapping[str, Any]) -> str:
    """Return a sentence with its braces filled in."""
    return sentence.format_map({name: shown(fact) for name, fact in facts.items()})


def as_array(value: Any) -> Any:
    """Return an array as a learner sees it, in brackets, and anything else as it is.

    >>> as_array(np.array([4.0])), as_array(np.array([1.0, -2.5])), as_array(0.25)
    ('[4]', '[1, −2.5]', 0.25)
    """
    if isinstance(value, np.ndarray) and value.ndim:
        return f"[{', '.join(str(as_array(row)) for row in value)}]"
    return printed(value) if isinstance(value, np.generic) else value


def shown(value: Any) -> str:
    """Return a quantity as it stands in a sentence.

    >>> shown(np.array([1.0, -2.5])), shown(0.25)
    ('(1, −2.5)', '0.25')
    """
    if isinstance(value, list):
        return ", ".join(map(shown, value))
    if isinstance(value, np.ndarray) and value.size > MOST_SHOWN:
        return f"numbers of shape {value.shape}"
    return printed(value) if isinstance(value, (int, float, np.ndarray)) else str(value)
