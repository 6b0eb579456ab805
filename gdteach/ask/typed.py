"""Reading what a learner typed in place of a name or a number, whatever it is.

What cannot be read is `Odd`: it says what stands there and what to write, and nothing else is ever
raised, whatever a learner's object does when it is looked at. The sentences are in ``typed.toml``.
"""

import re
import reprlib
import warnings
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import numpy as np

from gdteach.ask.content import joined, read
from gdteach.ask.patience import TooLong, limited

Thing = TypeVar("Thing")
_BLANK = {"", "...", "…"}
_KINDS: dict[type, str] = {
    bool: "a truth value",
    np.bool_: "a truth value",
    str: "a text",
    int: "a number",
    float: "a number",
    complex: "a complex number",
    np.ndarray: "an array",
    type: "a class",
    **{each: f"a {each.__name__}" for each in (list, tuple, set, frozenset, dict)},
}


class Odd(Exception):  # noqa: N818 - a reply, and no error of anyone
    """What was typed is no answer: the short name of the mistake, and the reply to it."""

    def __init__(self, mistake: str, **facts: str) -> None:
        super().__init__(mistake)
        self.mistake = mistake
        self.reply = sentence(mistake, **facts)


def sentence(name: str, **facts: str) -> str:
    """Return a sentence of ``typed.toml`` with its braces filled in."""
    text: str = joined(read("gdteach.ask", "typed.toml"))[name]
    return text.format_map(facts)


def safely(reader: Callable[..., Thing], value: Any, *others: Any) -> Thing:
    """Return what a reader makes of a value; whatever the value raises, it is only `Odd`."""
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            return limited(lambda: reader(value, *others))
    except Odd:
        raise
    except TooLong:
        raise Odd("slow", yours=kind(value)) from None
    except BaseException as error:  # SystemExit, too: it came from the learner's object
        raised = type(error).__name__
        raise Odd("unreadable", yours=kind(value), raised=raised) from None


def quoted(value: Any) -> str:
    """Return a value as it is typed, shortened, as code; in words what would not read well.

    >>> quoted("up_hill"), quoted([1, 2]), quoted(len), quoted(np.float64(0.3))
    ('`"up_hill"`', '`[1, 2]`', 'a function', '`0.3`')
    """
    try:
        one = alone(value)
        plain = text_of(one)
        text = reprlib.repr(one) if plain is None else f'"{reprlib.repr(plain)[1:-1]}"'
    except BaseException:  # it came from the learner's object
        return kind(value)
    text = " ".join(text.replace("`", "'").split())
    return kind(value) if callable(one) or " at 0x" in text else f"`{text[:80]}`"


def kind(value: Any) -> str:
    """Return in words what kind of thing a value is.

    >>> kind([]), kind(True), kind(len), kind(1 + 2j), kind(range(3))
    ('a list', 'a truth value', 'a function', 'a complex number', 'an object of the class `range`')
    """
    own = type(value)
    for each in type.mro(own):
        if each in _KINDS:
            return _KINDS[each]
    if callable(value):
        return "a function"
    return f"an object of the class `{type.__dict__['__name__'].__get__(own)}`"


def text_of(value: Any) -> str | None:
    """Return the plain text that a value is, whatever its class makes of it; None if it is none."""
    return str.__str__(value) if issubclass(type(value), str) else None


def waits(value: Any) -> bool:
    """Return whether nothing has been answered yet: `...`, None, or a blank text."""
    text = text_of(value)
    return value is ... or value is None or (text is not None and text.strip() in _BLANK)


# A number


def read_number(value: Any) -> float:
    """Return what was typed as a float; fractions, decimals and arrays of one number are numbers.

    >>> read_number(np.array([0.5])), read_number(1)
    (0.5, 1.0)
    """
    number = alone(value)
    own = type(number)
    if issubclass(own, complex) and number.imag == 0:
        number = number.real
    if issubclass(own, bool | np.ndarray | type) or not hasattr(number, "__float__"):
        raise Odd("not_a_number", yours=quoted(value))
    try:
        read = float(number)
    except OverflowError:  # a whole number of more than 308 digits
        read = np.inf
    if not np.isfinite(read):
        raise Odd("not_finite", yours=quoted(value))
    return read


def alone(value: Any) -> Any:
    """Return the one thing in an array that holds one."""
    if not issubclass(type(value), np.generic | np.ndarray) or value.size != 1:
        return value
    if issubclass(type(value), np.floating):
        return float(str(value))  # in single precision 0.7 is 0.7, too
    return np.nan if np.ma.is_masked(value) else value.item()


# Letters


def words(value: Any) -> list[str]:
    """Return the words of a text in one spelling; "nonconvex" is "not convex"."""
    text = (text_of(value) or "")[:200].casefold().replace("z", "s")
    return re.findall(r"[^\W_]+", re.sub(r"\bnon(?!e)[ -]?", "not ", text))


def squeezed(value: Any) -> str:
    """Return a name without what its spellings differ in; of what is no text, nothing.

    >>> squeezed("Step-normalized") == squeezed("step_normalised")
    True
    """
    return "".join(words(value))


def read_letters(answer: Any, letters: Iterable[str]) -> tuple[dict[str, Any], dict[str, Odd]]:
    """Return what was typed for each letter, and what is odd about the letters themselves."""
    letters = list(letters)
    known = {squeezed(letter): letter for letter in letters}
    if not issubclass(type(answer), Mapping):
        shape = ", ".join(f'"{letter}": ...' for letter in letters)
        raise Odd("no_dict", yours=quoted(answer), shape=f"`{{{shape}}}`")
    given: dict[str, Any] = {}
    odd: dict[str, Odd] = {}
    for key in answer:
        value, letter = answer[key], known.get(squeezed(key))
        facts = {"yours": quoted(key), "first": letters[0], "last": letters[-1]}
        if letter is None:
            turned = squeezed(value) in known
            odd[quoted(key)] = Odd("letter_last" if turned else "unknown_letter", **facts)
        elif letter in given and not waits(value):
            odd[quoted(key)] = Odd("letter_twice", letter=letter, **facts)
        elif not waits(value):
            given[letter] = value
    return given, odd
