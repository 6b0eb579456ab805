"""Notebook 04's exercise that runs a function: write a stopping rule that cannot be fooled."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.content import joined, read
from gdteach.ask.exercise import Exercise
from gdteach.ask.known import Attempt, Table, singles
from gdteach.ask.reading import Answer, what_it_is
from gdteach.ask.replies import Finding, in_words, shown
from gdteach.course.convergence.histories import HISTORIES
from gdteach.course.convergence.stop_naming import Form, recognised
from gdteach.course.convergence.stop_rule import READ, RULE, TESTS, WORDS
from gdteach.numerics.wording import listed

_TABLE = read(__package__, "content.toml")["program"]["should_stop"]
_NOUNS, _FORMS, _TOLD, _ASKED = (
    joined(_TABLE[it]) for it in ("nouns", "forms", "told", "questions")
)
_MANY, _KINDS = 2, 5  # of numbers that are none: nan and inf in each record, −inf in one

#: Mistakes in what the rule is given, whichever test then reads it.
MISTAKES: Table = {
    "records_swapped": [{"values": lambda slopes: slopes, "slopes": lambda values: values}],
    "bounds_swapped": [
        {"tolerance": lambda max_steps: max_steps, "max_steps": lambda tolerance: tolerance}
    ],
    "one_late": [{"values": "stale", "slopes": "stale"}],
    "records_backwards": [{"values": lambda it: it[::-1], "slopes": lambda it: it[::-1]}],
}


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
    said = {(_word(attempt.truth), _said(attempt)) for attempt in attempts}
    mixed = sorted((yours, due) for due, yours in said if due != yours)
    if len(said) > len(WORDS) or any("go on" in each for each in mixed):
        return None
    told = listed("`{}` where `{}` is due".format(*pair) for pair in mixed)
    return Finding("words_mixed", {"mixed": told})


def departing(attempts: Sequence[Attempt]) -> Finding | None:
    """Name what a rule asks in place of the right thing, the gravest first."""
    order, forms = recognised(np.array([int(attempt.answer) for attempt in attempts]))
    wrong = sorted((form for form in forms if form.name), key=_gravity)
    if not wrong:
        return Finding("order", {"order": listed(f"`{test}`" for test in order)})
    first = wrong[0]
    if first.name == "unknown":
        return None
    alike = [each for each in wrong if replace(each, test=first.test) == first]
    finding = _finding(first, [form.test for form in alike], attempts)
    behind = [f"in the test for `{form.test}`" for form in wrong if form not in alike]
    behind += ["in the order of the tests"] * (order != tuple(TESTS))
    if behind:
        facts = {**finding.facts, "second": behind[0]}
        return Finding(f"{finding.slug}+more", facts, finding.words or finding.slug)
    return finding


def _gravity(form: Form) -> tuple[bool, bool, int]:
    """Return what to sort wrong forms by: those that say nothing first, then as tests are asked."""
    quiet = form.name in ("never", "blind")
    return form.name == "unknown", not quiet, list(TESTS).index(form.test)


def _finding(form: Form, tests: list[str], attempts: Sequence[Attempt]) -> Finding:
    """Return what is found when tests have a wrong form, with the first record that shows it."""
    wrong = [attempt for attempt in attempts if not attempt.right]
    showing = (each for each in wrong if form.test in (_said(each), _word(each.truth)))
    attempt = next(showing, wrong[0])
    facts = {
        **SHOULD_STOP.quotable(attempt),
        "tests": listed(f"`{test}`" for test in tests),
        "compared": _compared(attempt, form.test),
        "question": _ASKED[form.test],
        "change": _change(form, tests),
    }
    if form.name == "blind":
        facts["change"] = _blind(attempts)
        lost = [each for each in attempts if np.isnan(each.given["slopes"][-1])]
        if "converged" in map(_said, lost):
            return Finding("nan_converged", facts)
    slug = f"{form.test if len(tests) == 1 else 'tests'}_{form.name}"
    return Finding(slug, facts, form.name if form.name in SHOULD_STOP.words else "comes_out")


def _change(form: Form, tests: list[str]) -> str:
    """Return in words what has become of a test."""
    noun = _NOUNS.get(f"{form.test}_{form.line}") or _NOUNS.get(form.line, "")
    facts = {
        "noun": noun,
        "became": _NOUNS.get(form.became, form.became),
        "measure": listed(_NOUNS.get(f"{test}_measure", "") for test in tests),
        "share": _NOUNS["most" if form.test == "limit" else "share"],
    }
    return in_words(_FORMS.get(form.name, "{noun} is {became}"), facts)


def _blind(attempts: Sequence[Attempt]) -> str:
    """Return which numbers alone, nan or infinite, a test for `diverged` does not see, in words."""
    blind: list[str] = []
    for attempt in attempts:
        last = {name: float(attempt.given[name][-1]) for name in ("values", "slopes")}
        lost = [f"{shown(it)} in `{name}`" for name, it in last.items() if not np.isfinite(it)]
        if len(lost) == 1 and _said(attempt) != "diverged" and lost[0] not in blind:
            blind += lost
    return "nan or infinity in either record" if len(blind) == _KINDS else listed(blind)


def unlike_any(attempt: Attempt) -> Finding:
    """Return which test speaks unasked, or is silent, and what it should have compared."""
    yours, due = int(attempt.answer), int(attempt.truth)
    test = WORDS[min(yours, due)]
    slug = "speaks_unasked" if yours < due else "stays_silent"
    return Finding(slug, {"word": test, "compared": _compared(attempt, test)})


def _compared(attempt: Attempt, test: str) -> str:
    """Return what a test compares, in the numbers of a record."""
    known = TESTS[test].quantities(READ.quantities(attempt.given))
    return in_words(_TOLD["alone" if test == "stalled" and not known["t"] else test], known)


def _said(attempt: Attempt) -> str:
    return _word(attempt.answer)


def _word(answer: NDArray[np.floating]) -> str:
    return WORDS[int(answer)]


SHOULD_STOP = Exercise(
    parameters=("values", "slopes", "tolerance", "max_steps"),
    program=RULE,
    problems=HISTORIES,
    asked="{name}",
    read=read_word,
    mistakes=singles(MISTAKES),
    inferred=(word_for_word, departing),
    facts=lambda attempt: {"yours": _said(attempt), "expected": _word(attempt.truth)},
    depart=unlike_any,
    words=joined({name: text for name, text in _TABLE.items() if isinstance(text, str)}),
)

EXERCISES = {"should_stop": SHOULD_STOP}
