"""Mistakes seen in single steps, whatever the rest of a learner's list looks like.

Where a simulation (the tables of ``walks.py``) must meet every number of an answer, here step t is
compared with −η∇f at the learner's own point. So numbers that no table can hold are worked out: a
learning rate written into the code, a momentum of 0.83, a limit for slopes, a formula.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from gdteach.ask.kinds import KINDS, constant
from gdteach.ask.known import Attempt, Mistake, Table, singles
from gdteach.ask.replies import Finding, Words, machine_words
from gdteach.course.algorithm.formulas import one_formula, two_formulas
from gdteach.course.algorithm.reading_walks import (
    AGREE,
    Reading,
    near,
    readings,
    steps_along,
)
from gdteach.course.algorithm.walks import STEP, STEP_MISTAKES, Vector
from gdteach.numerics.wording import listed, printed, times

Look = Callable[[Sequence[Reading]], Finding | None]


def step_by_step(
    mistakes: Table, nouns: Words, names: Sequence[str], slope: str
) -> Callable[[Sequence[Attempt]], Finding | None]:
    """Return a look at every step of a walk, in every way that its rows can be read.

    ``names`` are those of two coordinates, and ``slope`` writes a partial derivative.
    """
    table = [
        mistake
        for mistake in singles({**STEP_MISTAKES, **mistakes})
        if "start" not in mistake.changes
    ]
    looks: tuple[Look, ...] = (
        lambda read: _in_table(read, table),
        own_rate,
        memory,
        rounded,
        limited,
        taking_turns,
        lambda read: _any_kind(read, nouns),
        one_formula,
        lambda read: two_formulas(read, names, slope),
        varying,
    )
    shown_otherwise = (*looks[:-3], varying)

    def look(attempts: Sequence[Attempt]) -> Finding | None:
        handed = [each for attempt in attempts for each in attempt.arguments.values()]
        if not all(each.calls for each in handed if callable(each)):
            return None  # it follows no slope, which is said after these looks
        for way, read in readings(attempts):
            second = _of_the_list(way, read)
            wrong = next((each for each in read if each.wrong.any()), None)
            if wrong is None:
                if second:
                    return Finding(second, words="wrong_count" if second in COUNTS else "")
                continue
            a_rule = max(each.wrong.mean() for each in read) > RULE and way in FOR_FORMULAS
            of_this_way = looks if a_rule else shown_otherwise
            if not way:
                of_this_way = (*of_this_way, one_step_off)
            finding = next(filter(None, (look(read) for look in of_this_way)), None)
            if finding is not None:
                slug = f"{finding.slug}+{second}" if second else finding.slug
                return Finding(slug, finding.facts, finding.words or finding.slug).of(wrong.facts())
        return None

    return look


# A formula is sought where rows are points, and where many of them are wrong: a rule, no slip.
FOR_FORMULAS, RULE = ("", "start_missing"), 0.3
COUNTS = ("too_many_rows", "too_few_rows")


def _of_the_list(way: str, read: Sequence[Reading]) -> str:
    """Return what is wrong with a list, its steps apart; "" if nothing is."""
    if way:
        return way
    if not all(near(each.points[0], each.known["start"]).all() for each in read):
        return "other_start"
    more = [len(each.attempt.answer) - len(each.attempt.truth) for each in read]
    return "" if not any(more) else COUNTS[0] if max(more) > 0 else COUNTS[1]


# ------------------------------------------------------------------ looks at the steps


def _in_table(read: Sequence[Reading], table: Sequence[Mistake]) -> Finding | None:
    """Recognise a mistake that has a name, made at every step."""
    for mistake in table:
        if _explains(read, partial(steps_along, changes=mistake.changes)):
            return mistake.finding
    return None


def _any_kind(read: Sequence[Reading], nouns: Words) -> Finding | None:
    """Recognise one line that went wrong in a way that any quantity may."""
    for line, noun in nouns.items():
        if line not in STEP and line != "learning_rate":
            continue
        for kind, became in machine_words("became").items():
            try:
                fits = _explains(read, partial(steps_along, changes={line: KINDS[kind]}))
            except (TypeError, ValueError, IndexError):  # this quantity cannot become that
                continue
            if fits:
                return Finding("changed_line", {"noun": noun, "became": became})
    return None


def _explains(read: Sequence[Reading], leads: Callable[[Reading], Vector]) -> bool:
    """Return whether every step leads where a program says."""
    return all(near(leads(each), each.points[1:]).all() for each in read)


def own_rate(read: Sequence[Reading]) -> Finding | None:
    """Recognise steps along −∇f of another length: scaled, with an η of their own, or shrinking."""
    factors = [_factors(each) for each in read]
    found = [each for each in factors if each is not None]
    if len(found) < len(read) or not all(map(np.size, found)):
        return None
    rates = [f * each.known["learning_rate"] for f, each in zip(found, read, strict=True)]
    if np.ptp(np.concatenate(found)) <= AGREE:
        return Finding("step_scaled", {"factor": found[0][0]})
    if np.ptp(np.concatenate(rates)) <= AGREE:
        return Finding("rate_ignored", {"rate": rates[0][0]})
    if all(len(f) > 1 and (np.diff(f) < -AGREE).all() and f[-1] >= 0 for f in found):
        first, last = (printed(rates[0][t], 3) for t in (0, -1))
        return Finding("rate_decays", {"first_rate": first, "last_rate": last})
    return None


def varying(read: Sequence[Reading]) -> Finding | None:
    """Recognise steps along −∇f whose lengths follow no rule that is known."""
    factors = [_factors(each) for each in read]
    if any(each is None for each in factors) or read[-1].points.shape[1] < 2:
        return None
    first = next(f for f, each in zip(factors, read, strict=True) if each.wrong.any())
    return Finding("step_varies", {"factors": listed(printed(f, 4) for f in first[:4])})  # type: ignore[index]


def _factors(read: Reading) -> Vector | None:
    """Return each step as a multiple of −η∇f, None where one is no multiple."""
    slopes, steps = read.due - read.points[:-1], np.diff(read.points, axis=0)
    moving = slopes.any(axis=1) | (np.abs(steps) > AGREE).any(axis=1)
    slopes, steps = slopes[moving], steps[moving]
    factors: Vector = (slopes * steps).sum(axis=1) / (slopes * slopes).sum(axis=1)
    fits = near(factors[:, None] * slopes, steps)  # False where a slope is zero
    return factors if fits.all() else None


def one_step_off(read: Sequence[Reading]) -> Finding | None:
    """Recognise walks in which no more than one step is wrong, and the steps after it are right."""
    wrong = [each.wrong.any(axis=1) for each in read]
    one = all(each.sum() <= 1 for each in wrong) and max(each.size for each in wrong) > 2
    return Finding("one_step_off") if one else None


def memory(read: Sequence[Reading]) -> Finding | None:
    """Recognise steps that carry a constant share of the step before (the heavy ball)."""
    shares = []
    for each in read:
        slopes, steps = each.due - each.points[:-1], np.diff(each.points, axis=0)
        carried = np.vstack([np.zeros_like(steps[:1]), steps[:-1]])
        if len(steps) < 3:
            return None
        columns = np.stack([slopes.ravel(), carried.ravel()], axis=1)
        (share_of_slope, share), *_ = np.linalg.lstsq(columns, steps.ravel(), rcond=None)
        rate = share_of_slope * each.known["learning_rate"]
        changes = {"memory": constant(share), "learning_rate": constant(rate)}
        if not near(steps_along(each, changes), each.points[1:]).all():
            return None
        shares.append(share)
    if np.ptp(shares) > AGREE or abs(shares[0]) <= AGREE:
        return None
    return Finding("momentum", {"wrong_memory": printed(shares[0], 4)})


def rounded(read: Sequence[Reading]) -> Finding | None:
    """Recognise numbers rounded on the way: each point, each slope or each step."""
    for digits in range(9):

        def of(each: Reading, noun: str, digits: int = digits) -> Vector:
            w, rate = each.points[:-1], each.known["learning_rate"]
            if noun == "point":
                return np.round(each.due, digits)
            slope = np.round(each.slopes, digits)
            return w - (rate * slope if noun == "slope" else np.round(rate * each.slopes, digits))

        for noun in ("point", "slope", "step"):
            if _explains(read, partial(of, noun=noun)):
                return Finding(
                    "rounded_on_the_way", {"noun": noun, "digits": times(digits, "decimal")}
                )
    return None


def limited(read: Sequence[Reading]) -> Finding | None:
    """Recognise slopes, or steps, that count up to a limit and no further."""
    for noun, share in (("slope", True), ("step", False)):
        for by_length in (False, True):

            def size(rows: Vector, by_length: bool = by_length) -> Vector:
                return np.linalg.norm(rows, axis=1, keepdims=True) if by_length else np.abs(rows)

            rates = [each.known["learning_rate"] if share else 1.0 for each in read]
            taken = [-np.diff(each.points, axis=0) / r for each, r in zip(read, rates, strict=True)]
            right = [(each.points[:-1] - each.due) / r for each, r in zip(read, rates, strict=True)]
            limit = max(size(t)[size(r) > size(t) + AGREE].max(initial=0.0)
                        for t, r in zip(taken, right, strict=True))  # fmt: skip
            if limit > AGREE and all(
                near(r * np.minimum(1.0, limit / np.maximum(size(r), 1e-300)), t).all()
                for t, r in zip(taken, right, strict=True)
            ):
                return Finding("limited", {"noun": noun, "limit": limit})
    return None


def taking_turns(read: Sequence[Reading]) -> Finding | None:
    """Recognise steps in which some coordinate does not move, and the others move rightly."""
    wrong = np.concatenate([each.wrong.ravel() for each in read])
    still = np.concatenate([(np.diff(each.points, axis=0) == 0.0).ravel() for each in read])
    return Finding("taking_turns") if (still | ~wrong).all() and not wrong.all() else None
