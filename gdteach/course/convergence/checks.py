"""Notebook 04's exercise that runs a function: write a stopping rule that cannot be fooled."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.content import joined, read
from gdteach.ask.exercise import Exercise
from gdteach.ask.known import Attempt, singles_and_pairs
from gdteach.ask.reading import Answer, what_it_is
from gdteach.ask.replies import Finding, in_words, nouns_of
from gdteach.course.convergence.histories import HISTORIES
from gdteach.course.convergence.stop_rule import MISTAKES, RULE, SOCIABLE, WORDS
from gdteach.numerics.wording import listed

_TABLE = read(__package__, "content.toml")["program"]["should_stop"]
_TOLD = joined(_TABLE["told"])


def read_word(value: Any, truth: object) -> Answer:
    """Return the index of the word that was said, or what was found in its place."""
    if value is ...:
        return Finding("not_attempted")
    if value is None:
        return Finding("nothing_returned")
    if isinstance(value, str) and value.strip().lower() in WORDS:
        return np.array(float(WORDS.index(value.strip().lower())))
    many = isinstance(value, (str, list, tuple, set, np.ndarray))
    what = f"the {type(value).__name__} {value!r:.60}" if many else what_it_is(value)
    what = what.replace("the str ", "the word ")
    return Finding("not_a_word", {"what": what, "known": ", ".join(f"`{it}`" for it in WORDS)})


def word_for_word(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise a rule that is right but for the words it says: each has another in its place."""
    said = {(_word(attempt.truth), _word(attempt.answer)) for attempt in attempts}
    mixed = sorted((yours, due) for due, yours in said if due != yours)
    if len(said) > len(WORDS) or any("go on" in each for each in mixed):
        return None
    told = listed("`{}` where `{}` is due".format(*pair) for pair in mixed)
    return Finding("words_mixed", {"mixed": told})


def unlike_any(attempt: Attempt) -> Finding:
    """Return which test speaks unasked, or is silent, and what it should have compared."""
    yours, due = int(attempt.answer), int(attempt.truth)
    test = WORDS[min(yours, due)]
    slug = "speaks_unasked" if yours < due else "stays_silent"
    alone = test == "stalled" and not attempt.quantities["t"]
    compared = in_words(_TOLD["alone" if alone else test], attempt.quantities)
    return Finding(slug, {"word": test, "compared": compared})


def _word(answer: NDArray[np.floating]) -> str:
    return WORDS[int(answer)]


SHOULD_STOP = Exercise(
    parameters=("values", "slopes", "tolerance", "max_steps"),
    program=RULE,
    problems=HISTORIES,
    asked="{name}",
    read=read_word,
    mistakes=singles_and_pairs(MISTAKES, alone=MISTAKES.keys() - SOCIABLE),
    inferred=(word_for_word,),
    facts=lambda attempt: {"yours": _word(attempt.answer), "expected": _word(attempt.truth)},
    depart=unlike_any,
    words=joined({name: text for name, text in _TABLE.items() if isinstance(text, str)}),
    nouns=nouns_of(__package__, "should_stop"),
)

EXERCISES = {"should_stop": SHOULD_STOP}
