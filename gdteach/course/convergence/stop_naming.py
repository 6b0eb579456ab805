"""Recognising what a stopping rule asks from the words it says: one test after the other.

Whatever a rule says, its first test that speaks says it. So the records of which it says
`diverged` are all that this test speaks of; its next test decides on the others, and so on. For
each test there is a list of what it may ask in place of the right thing, and the first that speaks
of the same records is what it is said to ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, permutations

import numpy as np
from numpy.typing import NDArray

from gdteach.ask.known import Attempt
from gdteach.ask.program import Line, run_line
from gdteach.course.convergence.histories import HISTORIES
from gdteach.course.convergence.stop_clauses import CLAUSES
from gdteach.course.convergence.stop_rule import (
    JOINT,
    PICKED,
    PICKS_ONE,
    READ,
    RULE,
    SLIPS,
    SUBTRACTS,
    WORDS,
)

TESTS = WORDS[:-1]
NUMBERED = {"converged": "slope_share", "stalled": "change_share", "limit": "most"}
FEW = 2  # departures in the right order, before another order is thought of
Spoken = NDArray[np.bool_]  # of each record, whether a test speaks


@dataclass(frozen=True)
class Departure:
    """Where a test departs from the right one."""

    test: str
    line: str  # of the right program, or "also", "silent", "instead"
    name: str  # what stands there
    number: float = float("nan")

    @property
    def slug(self) -> str:
        """The name of the sentence that says it."""
        name = "written_in" if self.name[0].isdigit() else self.name
        return f"{self.line}_{name}" if self.line else name

    @property
    def constant(self) -> float:
        """The number that stands there."""
        return float(self.name) if self.name[0].isdigit() else self.number


Reading = tuple[tuple[Departure, ...], Spoken]  # what a test may ask, and where it then speaks


@dataclass(frozen=True)
class Rule:
    """What a rule asks, as far as it is recognised; a test that is not has None."""

    order: tuple[str, ...]
    asked: Mapping[str, tuple[Departure, ...] | None]

    @property
    def departures(self) -> list[Departure]:
        """All that departs, the gravest first: tests left out, then the first test that is off."""
        found = [each for test in TESTS for each in self.asked[test] or ()]
        return sorted(found, key=lambda each: each.name != "never")

    @property
    def cost(self) -> tuple[int, int]:
        """How much departs: the order counts as one."""
        count = len(self.departures)
        return count + (self.order != TESTS), count

    @property
    def complete(self) -> bool:
        """Whether every test is recognised."""
        return None not in self.asked.values()


def recognised(attempts: Sequence[Attempt]) -> Rule:
    """Return what a rule asks, from what it says of every record."""
    said = np.array([int(attempt.answer) for attempt in attempts])
    orders = list(permutations(TESTS))
    for order in orders:
        if np.array_equal(said, _said_in(order)):
            return Rule(order, dict.fromkeys(TESTS, ()))
    rule = _rule(said, TESTS)
    if rule.complete and len(rule.departures) <= FEW:
        return rule
    complete = [other for other in (_rule(said, order) for order in orders) if other.complete]
    if complete:
        return min(complete, key=lambda other: other.cost)
    return _rule(said, TESTS, far=True)


def _said_in(order: Sequence[str]) -> NDArray[np.int_]:
    """Return what the right tests say of all records, asked in some order."""
    speaks = [near(test)[0][1] for test in order]
    return np.select(speaks, [TESTS.index(test) for test in order], len(TESTS))


def _rule(said: NDArray[np.int_], order: tuple[str, ...], far: bool = False) -> Rule:
    open_ = np.ones(len(said), dtype=bool)
    asked: dict[str, tuple[Departure, ...] | None] = {}
    for test in order:
        speaks = said == TESTS.index(test)
        fits = (_columns(test)[:, open_] == speaks[open_]).all(axis=1)
        asked[test] = near(test)[int(fits.argmax())][0] if fits.any() else None
        if not fits.any() and _has_a_number(test, speaks, open_):
            asked[test] = (Departure(test, NUMBERED[test], "own"),)
        if far and asked[test] is None:
            asked[test] = next(
                (it for it, c in _far(test) if not ((c ^ speaks) & open_).any()), None
            )
        open_ &= ~speaks
    return Rule(order, asked)


def _has_a_number(test: str, speaks: Spoken, open_: Spoken) -> bool:
    """Return whether a test speaks up to one number, whatever it is, that was written in."""
    if test not in NUMBERED:
        return False
    right = {line: numbers_over_records(line)[""] for line in READ[test]}
    with np.errstate(all="ignore"):
        number = {
            "converged": lambda: right["slope"] / right["first_slope"],
            "stalled": lambda: right["change"] / right["size"],
            "limit": lambda: -right["t"],
        }[test]()
    below, above = number[speaks & open_], number[~speaks & open_]
    below, above = below[np.isfinite(below)], above[np.isfinite(above)]
    return bool(below.size and above.size and below.max() < above.min())


@cache
def _columns(test: str) -> Spoken:
    return np.array([spoken for _, spoken in near(test)])


@cache
def numbers_over_records(line: str) -> Mapping[str, NDArray[np.float64]]:
    """Return a line over all records: "" the right one, and by name what may stand there."""
    known = [{**given, "it": RULE.quantities(given)[line]} for given in HISTORIES]
    ways: dict[str, Line] = {"": lambda it: it, **SLIPS.get(line, {})}
    found = {
        name: np.array([run_line(way, each) for each in known], dtype=np.float64)
        for name, way in ways.items()
    }
    if line in PICKS_ONE:
        sign = "size" if line in READ["diverged"] else ""  # a size is as finite as its value
        found |= {n: it for n, it in picked_over_records().items() if not sign or sign not in n}
    if line in SUBTRACTS:
        picked = {n: it for n, it in picked_over_records().items() if not n.endswith("size")}
        with np.errstate(all="ignore"):
            found |= {
                f"{one}-{other}": np.abs(picked[one] - picked[other])
                for one, other in combinations(picked, 2)
            }
    return found


@cache
def picked_over_records() -> Mapping[str, NDArray[np.float64]]:
    """Return any one number out of each record."""
    return {
        name: np.array([run_line(line, given) for given in HISTORIES], dtype=np.float64)
        for name, line in PICKED.items()
    }


@cache
def clauses_over_records() -> Mapping[tuple[str, float], Spoken]:
    """Return where each of the clauses holds."""
    return {
        key: np.array([bool(run_line(line, given)) for given in HISTORIES])
        for key, line in CLAUSES.items()
    }


@cache
def near(test: str) -> tuple[Reading, ...]:
    """Return what a test may ask: the right thing first, then all that departs in one place."""
    seen: dict[bytes, Reading] = {}
    with np.errstate(all="ignore"):
        for departures, spoken in _near(test):
            seen.setdefault(spoken.tobytes(), (departures, spoken))
    return tuple(seen.values())


def _near(test: str) -> Iterator[Reading]:
    right = _speaks(test, {})
    yield (), right
    for line, name in _slips(test):
        yield (Departure(test, line, name),), _speaks(test, {line: name})
    for name, changed in JOINT[test].items():
        yield (Departure(test, test, name),), _speaks(test, changed)
    for (name, number), holds in clauses_over_records().items():
        yield (Departure(test, "also", name, number),), right | holds
        yield (Departure(test, "instead", name, number),), holds
        if np.isnan(number):
            yield (Departure(test, "silent", name),), right & ~holds
            yield (Departure(test, "only", name),), right & holds


def _far(test: str) -> Iterator[Reading]:
    """Yield what a test may ask that departs in two places."""
    single = [(line, name) for line, name in _slips(test) if name != "never"]
    with np.errstate(all="ignore"):
        for one, other in combinations(single, 2):
            if one[0] != other[0]:
                both = (Departure(test, *other), Departure(test, *one))
                yield both, _speaks(test, dict((one, other)))
        for slip in single:
            if "-" in slip[1]:
                continue
            speaks, first = _speaks(test, dict([slip])), Departure(test, *slip)
            for (name, number), holds in clauses_over_records().items():
                yield (first, Departure(test, "also", name, number)), speaks | holds
                if np.isnan(number):
                    yield (first, Departure(test, "silent", name)), speaks & ~holds


def _slips(test: str) -> list[tuple[str, str]]:
    lines = [(line, name) for line in READ[test] for name in numbers_over_records(line) if name]
    return [(test, name) for name in SLIPS[test]] + lines


def _speaks(test: str, changed: Mapping[str, str]) -> Spoken:
    """Return of which records a test speaks when some of its lines are changed."""
    known = {line: numbers_over_records(line)[changed.get(line, "")] for line in (*READ[test], "t")}
    known["it"] = run_line(RULE.lines[test], known)
    spoken = run_line(SLIPS[test][changed[test]], known) if test in changed else known["it"]
    return np.broadcast_to(np.asarray(spoken, dtype=bool), len(HISTORIES))
