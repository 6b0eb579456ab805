"""Which name a learner typed, in any spelling; or what stands there: a slip, a part, several."""

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import Any

from gdteach.ask.typed import Odd, alone, quoted, squeezed, words
from gdteach.numerics.wording import listed

ALIKE = 0.8  # how much of two words must be the same for one to be taken for a slip of the other
_TURNS = {"not", "no", "un", "never"}  # words that turn a meaning round
_FILLERS = {"and", "but", "is", "it", "the"}


def read_name(value: Any, options: Iterable[str], unclear: Mapping[str, str]) -> str:
    """Return which of the names was typed: capitals, spaces and hyphens do not matter.

    What is no name is answered by those that there are, and a slip by the nearest; never by one
    that a "not" more or less would make of it. `unclear` has replies to what may mean several.
    """
    known = {squeezed(name): name for name in options}
    one, yours = alone(value), quoted(value)
    typed = squeezed(one)
    if typed in known:
        return known[typed]
    if typed in unclear:
        raise Odd("unclear", yours=yours, reply=unclear[typed])
    one_of_them = "|".join(sorted(known, key=len, reverse=True))
    if re.fullmatch(f"({one_of_them})+", typed):
        several = dict.fromkeys(known[each] for each in re.findall(one_of_them, typed))
        raise Odd("names_run_together", yours=yours, names=_choice(several))
    said = [word for word in words(one) if word not in _FILLERS]
    near = [name for name in known.values() if _may_mean(said, words(name))]
    near = [name for name in near if len(words(name)) == len(said)] or near
    if len({frozenset(_TURNS & {*each}) for each in (said, *map(words, near))}) > 1:
        near = []
    mistake = "near_name" if len(near) == 1 else "unknown_name"
    raise Odd(mistake, yours=yours, names=_choice(near or known.values()))


def _choice(names: Iterable[str]) -> str:
    """Return names to choose from, as they are typed."""
    return listed((f'`"{name}"`' for name in names), "or")


def _may_mean(typed: list[str], name: list[str]) -> bool:
    """Return whether words may stand for a name: as a slip, a part of it, or with more around."""
    slip = len(name) == 1 and _alike("".join(typed), name[0])
    return bool(typed) and (slip or _within(typed, name) or _within(name, typed))


def _within(some: list[str], others: list[str]) -> bool:
    return all(any(_alike(word, other) for other in others) for word in some)


def _alike(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    if word != other and long.endswith(short):
        return False  # "either" is no slip of "neither"
    begun = len(short) > 3 and long.startswith(short)
    return begun or SequenceMatcher(None, word, other).ratio() >= ALIKE
