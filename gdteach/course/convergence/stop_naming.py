"""Recognising what a stopping rule asks from the words it says: one test after the other.

Whatever a rule says, its first test that speaks says it. So the records of which it says
`diverged` are all that this test speaks of; its next test decides on the others, and so on. Each
test is compared with its wrong forms on the records that it decides.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.kinds import KINDS
from gdteach.ask.known import changes_of
from gdteach.ask.program import UNCHANGED, Changes, Line, Other, run_line
from gdteach.ask.replies import machine_words
from gdteach.course.convergence.histories import HISTORIES
from gdteach.course.convergence.stop_rule import (
    ANY_NUMBER,
    FORMS,
    LOOKS,
    OPEN,
    PICKS,
    READ,
    TESTS,
    WRITTEN_IN,
)
from gdteach.numerics.wording import printed

Spoken = NDArray[np.bool_]  # of each record, whether a test speaks
_MANY = 2  # records that show what a rule looks at besides, at least
_COSTS = {"": 0, "also": 2, "silent": 2, "instead": 2, "blind": 2, "unknown": 5}  # a form costs 1


@dataclass(frozen=True)
class Form:
    """What a test asks: the right thing, where the name is empty, or another."""

    test: str
    name: str = ""
    line: str = ""  # what is changed, or looked at
    became: str = ""  # what stands there or becomes of it: a line, words, or where it speaks


def recognised(said: NDArray[np.int_]) -> tuple[tuple[str, ...], list[Form]]:
    """Return in which order a rule asks, and what each of its tests asks: where least departs."""
    rules = ((order, _forms(said, order)) for order in permutations(TESTS))
    return min(rules, key=lambda rule: _cost(rule[1]) + (rule[0] != tuple(TESTS)))


def _cost(forms: list[Form]) -> int:
    return sum(_COSTS.get(form.name, 1) for form in forms)


def _forms(said: NDArray[np.int_], order: tuple[str, ...]) -> list[Form]:
    undecided, forms = np.ones(len(said), dtype=bool), []
    for test in order:
        speaks = said == list(TESTS).index(test)
        forms.append(_form(test, speaks, undecided))
        undecided = undecided & ~speaks
    return forms


def _form(test: str, speaks: Spoken, undecided: Spoken) -> Form:
    """Return what a test asks, the right thing first, from the records that it decides."""
    finite = undecided & ~right_ones("diverged")  # where a number is none, nothing else is due
    for records in (undecided, finite) if test == "diverged" else (finite,):
        for form, spoken in readings(test):
            if np.array_equal(spoken[records], speaks[records]):
                unseen = records is not undecided and test == "diverged" and not form.name
                return Form(test, "blind") if unseen else form
    right, undecided = right_ones(test), finite
    here, elsewhere = undecided & speaks, undecided & ~speaks
    if test in WRITTEN_IN and _bound(WRITTEN_IN[test], here, elsewhere):
        return Form(test, "written_in")
    wrong = (speaks != right) & undecided
    also, silent = wrong & speaks, wrong & ~speaks
    if not silent.any():
        return _looked(Form(test, "also"), also, undecided & ~speaks)
    if not also.any() and (right & speaks & undecided).any():
        return _looked(Form(test, "silent"), silent, undecided & right & speaks)
    return _looked(Form(test, "instead"), here, elsewhere)


def _looked(form: Form, here: Spoken, elsewhere: Spoken) -> Form:
    """Return a form with the number that is above or below a bound here, and not elsewhere."""
    for name, line in LOOKS.items():
        bound = _bound(line, here, elsewhere)
        if bound:
            return Form(form.test, form.name, name, bound)
    return Form(form.test, "unknown")


def _bound(line: Line, here: Spoken, elsewhere: Spoken) -> str:
    """Return beyond what bound a number is on some records and not on others, "" if on none."""
    with np.errstate(all="ignore"):
        number = run_line(line, _READ)
    ours, others = number[here], number[elsewhere]
    others = others[~np.isnan(others)]
    if min(len(ours), len(others)) >= _MANY and not np.isnan(ours).any():
        for side, sign in (("more", 1), ("less", -1)):
            least = (sign * ours).min()
            if least > (sign * others).max():
                return f"{printed(sign * least)} or {side}"
    return ""


def columns(changes: Changes = UNCHANGED) -> dict[str, NDArray[np.float64]]:
    """Return the numbers out of all records, in columns."""
    rows = [READ.quantities(given, changes) for given in HISTORIES]
    return {name: np.array([row[name] for row in rows], dtype=np.float64) for name in PICKS}


_READ = columns()


def right_ones(test: str) -> Spoken:
    """Return of which records the right test speaks."""
    return readings(test)[0][1]


@cache
def readings(test: str) -> Sequence[tuple[Form, Spoken]]:
    """Return what a test may ask, and of which records it then speaks: the right thing first."""
    found: dict[bytes, tuple[Form, Spoken]] = {}
    with np.errstate(all="ignore"):
        for form, changes in _changed(test):
            known = columns(changes) if changes.keys() & {"values", "slopes"} else _READ
            speaks = TESTS[test](known, changes).astype(bool)
            spoken = np.broadcast_to(speaks, len(HISTORIES))
            found.setdefault(spoken.tobytes(), (form, spoken))
            if test == "stalled":  # which is not asked before there is a step
                spoken = spoken & (_READ["t"] > 0)
                found.setdefault(spoken.tobytes(), (form, spoken))
    return list(found.values())


def _changed(test: str) -> Iterator[tuple[Form, Changes]]:
    """Yield the right test, its forms with words of their own, and any kind on any of its lines."""
    yield Form(test), {}
    for name, slip in FORMS[test].items():
        yield Form(test, name), changes_of(slip)
    for line in OPEN[test]:
        for kind in ANY_NUMBER:
            became = machine_words("became")[kind]
            yield Form(test, "changed", line, became), {line: KINDS[kind]}
        for other in PICKS:
            if other != line:
                yield Form(test, "replaced", line, other), {line: Other((other,))}
