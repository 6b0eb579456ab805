"""Which name a learner typed, in any spelling; or what stands there: a slip, a part, several."""

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import Any

from gdteach.ask.typed import BRACKETS, Odd, alone, quoted, seen, squeezed, text_of, words

ALIKE = 0.8  # how much of two words must be the same for one to be taken for a slip of the other
_TURNS = {"not", "no", "un", "never"}  # words that turn a meaning round
_FILLERS = {"and", "but", "is", "it", "the"}


def read_name(value: Any, options: Iterable[str], unclear: Mapping[str, str]) -> str:
    """Return which of the names was typed: capitals, spaces and hyphens do not matter.

    What is no name is answered by those that there are, and a slip by the nearest; never by one
    that a "not" more or less would make of it. `unclear` has replies to what may mean several.
    """
    one, names, yours = alone(value), list(options), quoted(value)
    text = text_of(one)
    if text is None:
        brackets = issubclass(type(one), BRACKETS)
        mistake = "name_in_brackets" if brackets else "not_a_name"
        raise Odd(mistake, seen=seen(value), names=choice(names))
    known = {squeezed(name): name for name in names}
    typed = squeezed(text)
    if typed in known:
        return known[typed]
    if typed in unclear:
        raise Odd("unclear", yours=yours, reply=unclear[typed])
    several = _run_together(typed, list(known))
    if several:
        raise Odd("names_run_together", yours=yours, names=choice(known[each] for each in several))
    near = _near([word for word in words(text) if word not in _FILLERS], names)
    if len(near) == 1:
        raise Odd("near_name", yours=yours, names=choice(near))
    raise Odd("unknown_name", yours=yours, names=choice(near or names))


def choice(names: Iterable[str]) -> str:
    """Return names to choose from, as they are typed.

    >>> choice(["slope", "step", "none"])
    '`"slope"`, `"step"` or `"none"`'
    """
    *first, last = [f'`"{name}"`' for name in dict.fromkeys(names)]
    return f"{', '.join(first)} or {last}" if first else last


def _run_together(text: str, names: list[str]) -> list[str] | None:
    """Return the names that a text is made of, one after the other; None if it is not."""
    if not text:
        return []
    for name in names:
        rest = _run_together(text[len(name) :], names) if text.startswith(name) else None
        if rest is not None:
            return [name, *rest]
    return None


def _near(typed: list[str], names: list[str]) -> list[str]:
    """Return the names that what was typed may have meant: a slip, a part, or with more words."""
    near = []
    for name in names:
        theirs = words(name)
        slip = len(theirs) == 1 and _alike("".join(typed), theirs[0])
        part = all(any(_alike(word, other) for other in theirs) for word in typed)
        more = all(any(_alike(word, other) for word in typed) for other in theirs)
        if typed and (slip or part or more):
            near.append(name)
    whole = [name for name in near if len(words(name)) == len(typed)]
    turns = {frozenset(_TURNS & {*words(name)}) for name in whole or near}
    return (whole or near) if turns == {frozenset(_TURNS & {*typed})} else []


def _alike(word: str, other: str) -> bool:
    if word != other and (word.endswith(other) or other.endswith(word)):
        return False  # "either" is no slip of "neither"
    begun = len(word) > 3 and other.startswith(word)
    return begun or SequenceMatcher(None, word, other).ratio() >= ALIKE
