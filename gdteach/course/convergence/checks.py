"""Notebook 04's exercise that runs a function: write a stopping rule that cannot be fooled."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.content import joined, read
from gdteach.ask.exercise import Exercise
from gdteach.ask.known import Attempt, Table, singles
from gdteach.ask.reading import Answer, what_it_is
from gdteach.ask.replies import Finding, Words, in_words, shown
from gdteach.course.convergence.histories import HISTORIES
from gdteach.course.convergence.stop_naming import TESTS, Departure, Rule, recognised
from gdteach.course.convergence.stop_rule import RULE, WORDS
from gdteach.numerics.wording import listed

_TABLE = read(__package__, "content.toml")["program"]["should_stop"]
_TOLD = joined(_TABLE["told"])  # what each test compares, in the numbers of a record
_MANY = 2  # two departures that are one mistake

#: Mistakes in what the rule is given, whichever test then reads it.
MISTAKES: Table = {
    "records_swapped": [{"values": lambda slopes: slopes, "slopes": lambda values: values}],
    "one_late": [{"values": "stale", "slopes": "stale"}],
}

#: Departures that are one mistake when a rule has both, by the name of the sentence.
_TOGETHER: Mapping[str, set[str]] = {
    "all_absolute": {"first_slope_unit", "size_unit"},
    "all_strict": {"converged_strict", "stalled_strict"},
    "bounds_swapped": {"slope_share_other_bound", "change_share_other_bound", "most_other_bound"},
}


def words() -> Words:
    """Return the sentences of the exercise; a phrase is put into some."""
    own = {name: text for name, text in _TABLE.items() if isinstance(text, str)}
    return joined({**_TABLE["asks"], **_TABLE["clauses"], **own})


def _phrase(what: Departure) -> str:
    """Return what stands in the place of the right thing, in words."""
    stands = _TABLE["stands"]
    table = "share" if what.line.endswith("share") else what.line
    named = _TABLE["when"] if what.line in _TABLE["clauses"] else stands.get(table, {})
    name = what.slug.removeprefix(f"{what.line}_")
    if name in named:
        return in_words(named[name], {"number": what.constant})
    if "-" in name:
        one, other = map(_picked, name.split("-"))
        return in_words(stands["apart"], {"one": one, "other": other})
    return _picked(name)


def _picked(name: str) -> str:
    """Return which number out of a record has this name, in words."""
    pick, _, kind = name.rpartition("_")
    stands = _TABLE["stands"]
    noun = "slope" if kind == "slope" else "value"
    return in_words(stands["kinds"][kind], {"it": in_words(stands["picks"][pick], {"kind": noun})})


def read_word(value: Any, truth: object) -> Answer:
    """Return the index of the word that was said, or what was found in its place."""
    if value is ...:
        return Finding("not_attempted")
    if value is None:
        return Finding("nothing_returned")
    if isinstance(value, str) and value.strip().lower() in WORDS:
        return np.array(float(WORDS.index(value.strip().lower())))
    if isinstance(value, (bool, np.bool_)):
        return Finding("yes_or_no", {"value": str(value)})
    known = ", ".join(f"`{word}`" for word in WORDS)
    if isinstance(value, str):
        return Finding("not_a_word", {"value": value[:40], "known": known})
    many = isinstance(value, (list, tuple, set, np.ndarray))
    what = f"the {type(value).__name__} {value!r:.60}" if many else what_it_is(value)
    return Finding("no_text", {"what": what, "known": known})


def word_for_word(attempts: Sequence[Attempt]) -> Finding | None:
    """Recognise a rule that is right but for the words it says: each has another in its place."""
    said: dict[str, set[str]] = {word: set() for word in WORDS}
    for attempt in attempts:
        said[_word(attempt.truth)].add(_word(attempt.answer))
    if any(len(others) != 1 for others in said.values()):
        return None
    other = {word: next(iter(others)) for word, others in said.items()}
    wrong = [word for word in WORDS if other[word] != word]
    if len(set(other.values())) == 1:
        return Finding("one_word")
    if len(wrong) == _MANY and other[wrong[0]] == wrong[1] and other[wrong[1]] == wrong[0]:
        return Finding("words_exchanged", dict(zip(("one", "other"), wrong, strict=True)))
    if len(wrong) == 1 and other[wrong[0]] != "go on":
        return Finding("other_word", {"due": wrong[0], "said": other[wrong[0]]})
    return Finding("words_mixed") if len(set(other.values())) == len(WORDS) else None


def departing(attempts: Sequence[Attempt]) -> Finding | None:
    """Name what a rule asks in place of the right thing, the gravest first."""
    rule = recognised(attempts)
    found = _merged(rule.departures)
    blind = _blind(attempts) if rule.asked["diverged"] is None else ""
    if _swallows_nan(attempts) and any(each.slug == "converged_not_above" for each in found):
        found = [Departure("diverged", "", "nan_converged")]
    elif blind:
        found.insert(0, Departure("diverged", "diverged", "blind"))
    if found:
        return _finding(attempts, rule, found, blind)
    if not rule.complete:
        return None
    order = listed(f"`{test}`" for test in rule.order)
    return Finding("order", {"order": order})


def _merged(found: list[Departure]) -> list[Departure]:
    """Return departures with those as one that are one mistake."""
    for slug, several in _TOGETHER.items():
        if several <= {each.slug for each in found}:
            first = next(each for each in found if each.slug in several)
            rest = [each for each in found if each.slug not in several]
            return [Departure(first.test, "", slug), *rest]
    never = [each for each in found if each.name == "never"]
    if len(never) > 1:
        rest = [each for each in found if each not in never]
        return [Departure(never[0].test, "", "tests_missing"), *rest]
    shares = [each for each in found if each.line.endswith("_share")]
    if len({each.name for each in shares}) < len(shares):
        both = replace(shares[0], line="both_share")
        return [both, *(each for each in found if each not in shares)]
    return found


def _finding(
    attempts: Sequence[Attempt], rule: Rule, found: list[Departure], blind: str
) -> Finding:
    """Return a finding with the first record that shows it, and where more is to be mended."""
    what, *more = found
    wrong = [attempt for attempt in attempts if not attempt.right]
    showing = (each for each in wrong if what.test in (_word(each.answer), _word(each.truth)))
    attempt = next(showing, wrong[0])
    facts: dict[str, Any] = {
        **SHOULD_STOP.quotable(attempt),
        **_compared(attempt, what.test),
        "word": what.test,
        "number": what.constant,
    }
    missing = [f"`{each.test}`" for each in rule.departures if each.name == "never"]
    if missing:
        facts["missing"] = listed(missing)
    sentence = what.slug
    if blind:
        facts["stands"] = blind
    elif sentence not in SHOULD_STOP.words:
        sentence, facts["stands"] = what.line, _phrase(what)
    behind = [(each.slug, each.test) for each in more]
    behind += [("unknown", test) for test in TESTS if rule.asked[test] is None and not blind]
    if behind:
        slug, test = behind[0]
        facts["second"] = f"in the test for `{test}`"
        return Finding(f"{what.slug}+{slug}", facts, sentence)
    if rule.order != TESTS:
        facts["second"] = "in the order of the tests"
        return Finding(f"{what.slug}+order", facts, sentence)
    return Finding(what.slug, facts, sentence)


def unlike_any(attempt: Attempt) -> Finding:
    """Return which test speaks unasked, or is silent, and what it should have compared."""
    yours, due = (WORDS.index(_word(word)) for word in (attempt.answer, attempt.truth))
    slug = "speaks_unasked" if yours < due else "stays_silent"
    test = WORDS[min(yours, due)]
    return Finding(slug, {"word": test, **_compared(attempt, test)})


def _swallows_nan(attempts: Sequence[Attempt]) -> bool:
    """Return whether a slope that is not a number is called small."""
    return any(
        _word(attempt.answer) == "converged"
        for attempt in attempts
        if np.isnan(attempt.given["slopes"][-1])
    )


def _blind(attempts: Sequence[Attempt]) -> str:
    """Return which numbers alone, nan or infinite, a test for `diverged` does not see, in words."""
    seen: dict[str, set[bool]] = {}
    for attempt in attempts:
        last = {name: float(attempt.given[name][-1]) for name in ("values", "slopes")}
        lost = [(name, number) for name, number in last.items() if not np.isfinite(number)]
        if len(lost) == 1:
            ((name, number),) = lost
            what = f"{shown(number)} in `{name}`"
            seen.setdefault(what, set()).add(_word(attempt.answer) == "diverged")
    blind = [what for what, speaks in seen.items() if speaks == {False}]
    return listed(blind) if blind else ""


def _compared(attempt: Attempt, test: str) -> dict[str, str]:
    known = attempt.quantities
    facts = {
        **known,
        "low": known["slope_share"] * known["first_slope"],
        "little": known["change_share"] * known["size"],
        "old": known["values"][-2] if known["t"] else "none",
    }
    alone = test == "stalled" and not known["t"]
    return {"compared": in_words(_TOLD["alone" if alone else test], facts)}


def _word(answer: NDArray[np.floating]) -> str:
    return WORDS[int(answer)]


SHOULD_STOP = Exercise(
    parameters=("values", "slopes", "tolerance", "max_steps"),
    program=RULE,
    problems=HISTORIES,
    asked="{name} ({record})",
    read=read_word,
    mistakes=singles(MISTAKES),
    inferred=(word_for_word, departing),
    facts=lambda attempt: {"yours": _word(attempt.answer), "expected": _word(attempt.truth)},
    depart=unlike_any,
    words=words(),
)

EXERCISES = {"should_stop": SHOULD_STOP}
