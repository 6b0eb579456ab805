"""The way every check of a program goes: attempted, callable, runs, right, which mistake, where.

An exercise is a table: its right program, its problems, the mistakes it knows and its own words.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gdteach.ask import explaining, probing
from gdteach.ask.attempted import gap_line, is_untouched, signature_of
from gdteach.ask.comparing import alike, first_departure
from gdteach.ask.feedback import Feedback, not_attempted
from gdteach.ask.known import Attempt, Mistake, explains
from gdteach.ask.patience import patiently
from gdteach.ask.program import Given, Line, Program
from gdteach.ask.reading import Answer, read_numbers, what_it_is
from gdteach.ask.replies import Finding, Words, as_array, feedback_on, in_words, shown
from gdteach.ask.running import Heard, Watched, run_learner
from gdteach.numerics.wording import listed, printed, times, told_apart

Look = Callable[[Sequence[Attempt]], Finding | None]


def first_difference(attempt: Attempt) -> Finding:
    """Return what is found where no mistake is recognised: the first number that differs."""
    yours, truth = attempt.answer, attempt.truth
    if yours.shape != truth.shape:
        slug = "other_shape" if alike(yours.ravel(), truth.ravel()) else "wrong_shape"
        return Finding(slug, {"shape": yours.shape, "wanted_shape": truth.shape})
    yours, truth = yours.ravel(), truth.ravel()
    index = first_departure(yours, truth) or 0
    if not np.isfinite(yours[index]) and np.isfinite(truth[index]):
        return Finding("no_number", {"value": str(yours[index])})
    two = told_apart(yours[index], truth[index], printed)
    return Finding("unknown", dict(zip(("yours", "expected"), two, strict=True)))


@dataclass(frozen=True, eq=False)
class Exercise:
    """An exercise that runs a learner's function."""

    parameters: tuple[str, ...]  # the names of the arguments the function takes, in order
    program: Program  # the right program, in lines
    problems: Sequence[Given]  # what is asked; each gives a value to every parameter
    words: Words  # ``success``, and replies by the short name of a mistake
    mistakes: Sequence[Mistake] = ()  # the first that explains every answer is named
    nouns: Words = field(default_factory=dict)  # what to call a line, or what is given, by name
    formulas: Mapping[str, Line] = field(default_factory=dict)  # wrong ones, as they are written
    asked: str = ""  # a problem in words; by default a list of the parameters that are numbers
    asks: Sequence[str] = ()  # the functions handed in that cannot be done without
    inferred: Sequence[Look] = ()  # looks of its own, after the known mistakes
    read: Callable[[Any, NDArray[np.float64]], Answer] = read_numbers  # a value, beside the truth
    facts: Callable[[Attempt], Given] | None = None  # more that replies may quote
    depart: Callable[[Attempt], Finding] = first_difference  # when no mistake is recognised
    sequel: Exercise | None = None  # what is asked once everything here is right

    def reply(self, answer: Any) -> Feedback:
        """Return the reply to whatever a learner hands over."""
        if is_untouched(answer):
            return not_attempted()
        if not callable(answer):
            finding = Finding("not_a_function", {"what": what_it_is(answer)})
            return feedback_on(finding, self.words)
        heard = Heard()
        return replace(self._reply(answer, heard), printed=str(heard))

    def _reply(self, f: Callable[..., Any], heard: Heard) -> Feedback:
        finding = self._unfit(f) or self.examine(f, heard)
        if finding is None and self.sequel:
            return self.sequel.reply(f)
        if finding is None:
            return Feedback(True, self.words["success"])
        gap = gap_line(f)
        if gap is not None:
            return not_attempted(
                f"Line {gap} still holds a `...`: put your own code in its place, then run this "
                "cell again."
            )
        return feedback_on(finding, self.words)

    def _unfit(self, f: Callable[..., Any]) -> Finding | None:
        """Return what is wrong with a function that cannot be called as the exercise calls it."""
        signature = signature_of(f)
        if signature is None:
            return None
        try:
            signature.bind(*self.parameters)
        except TypeError:
            taken = listed([f"`{name}`" for name in signature.parameters] or ["none"])
            if any(each.kind is each.KEYWORD_ONLY for each in signature.parameters.values()):
                taken += ", what follows the `*` by name only"
            count = times(len(self.parameters), "argument")
            wanted = listed(f"`{name}`" for name in self.parameters)
            return Finding("wrong_signature", {"count": count, "wanted": wanted, "taken": taken})
        return None

    def examine(self, f: Callable[..., Any], heard: Heard) -> Finding | None:
        """Return what is wrong with what a function answers, None if nothing is."""
        attempts: list[Attempt] = []
        for given in self.problems:
            attempt = self.ask(f, given, heard=None if attempts else heard)
            if isinstance(attempt, Finding):
                return self._in_another_order(f, attempt) or attempt
            if not attempts:
                again = self.ask(f, given)
                if isinstance(again, Finding) or not attempt.same_as(again):
                    return self._remembers(attempt, again)
            attempts.append(attempt)
        attempts.sort(key=lambda attempt: attempt.right)  # what is wrong comes first, it tells most
        first = attempts[0]
        if first.right:
            return _changed(attempts)
        with np.errstate(all="ignore"):  # a wrong walk may well leave the numbers
            finding = next(filter(None, self._findings(f, attempts)), None) or self.depart(first)
            return finding.of(self.quotable(first))

    def _remembers(self, attempt: Attempt, again: Attempt | Finding) -> Finding:
        """Return what is found when two calls with the same arguments differ."""
        second = "an error" if isinstance(again, Finding) else again.answer
        problem = self.in_words(attempt.given)
        facts = {"problem": problem, "first": attempt.answer, "second": second}
        return Finding("remembers", facts)

    def _findings(self, f: Callable[..., Any], attempts: list[Attempt]) -> Iterator[Finding | None]:
        """Yield what each look at the attempts finds, the surest first."""
        yield self.known(attempts)
        yield from (look(attempts) for look in self.inferred)
        yield self._never_asked(attempts)
        yield probing.same_answer(attempts)
        yield explaining.one_change(self, attempts)
        yield probing.in_proportion(attempts)
        yield patiently(lambda: probing.own_order(self, f))
        yield patiently(lambda: probing.ignored(self, f, attempts))
        if self.depart is first_difference:
            yield probing.nearly(attempts)
            yield probing.one_part(attempts)
            yield probing.sometimes(self, attempts)

    def _in_another_order(self, f: Callable[..., Any], failure: Finding) -> Finding | None:
        """Return that a function which stopped is right with its arguments in another order."""
        if failure.slug != "exception":
            return None
        return patiently(lambda: probing.own_order(self, f))

    def ask(
        self,
        f: Callable[..., Any],
        given: Given,
        order: Sequence[str] = (),
        **running: Any,
    ) -> Attempt | Finding:
        """Return the attempt at one problem, or what was found when no numbers came back."""
        handed = {
            name: Watched(value) if callable(value) else copy.copy(value)
            for name, value in ((name, given[name]) for name in order or self.parameters)
        }
        truth = self.program(given)
        answer = run_learner(
            f, *handed.values(), read=lambda value: self._read(value, truth), **running
        )
        if isinstance(answer, Finding):
            return answer.of({"problem": self.in_words(given)})
        return self.attempt(given, answer, handed, f)

    def _read(self, value: Any, truth: NDArray[np.float64]) -> Answer:
        """Return what was answered, or the finding that it is one of several things."""
        answer = self.read(value, truth)
        few = isinstance(value, (tuple, list)) and len(value) in (2, 3)
        if few and (isinstance(answer, Finding) or answer.ndim > truth.ndim):
            for place, part in enumerate(value, 1):
                read = self.read(part, truth)
                if not isinstance(read, Finding) and alike(read, truth):
                    return Finding("one_of_several", {"count": len(value), "place": place})
        return answer

    def attempt(
        self,
        given: Given,
        answer: NDArray[np.floating],
        handed: Given = MappingProxyType({}),
        function: Callable[..., Any] | None = None,
    ) -> Attempt:
        """Return an answer to a problem beside the right one."""
        known = self.program.quantities(given)
        truth = np.asarray(list(known.values())[-1], dtype=np.float64)
        return Attempt(given, known, handed, answer, truth, function)

    def known(self, attempts: Sequence[Attempt]) -> Finding | None:
        """Return the first known mistake that explains every attempt, None if none does."""
        for mistake in self.mistakes:
            if explains(self.program, mistake.changes, attempts):
                return mistake.finding
        return None

    def _never_asked(self, attempts: Sequence[Attempt]) -> Finding | None:
        """Return the first function that should have been called and never was."""
        for name in self.asks:
            if not any(attempt.arguments[name].calls for attempt in attempts):
                return Finding("gradient_never_called", {"name": name})
        return None

    def quotable(self, attempt: Attempt) -> Given:
        """Return what a reply about an attempt may quote, by name."""
        yours: Any = attempt.answer
        expected: Any = attempt.truth
        if yours.shape == expected.shape:
            yours, expected = told_apart(yours, expected, printed)
        return {
            **attempt.quantities,
            "problem": self.in_words(attempt.given),
            "yours": yours,
            "expected": expected,
            **(self.facts(attempt) if self.facts else {}),
        }

    def in_words(self, given: Given) -> str:
        """Return a problem in words, as in "`start` = [3] and `n_steps` = 5"."""
        if self.asked:
            return in_words(self.asked, given)
        handed = {name: as_array(given[name]) for name in self.parameters}
        return listed(f"`{n}` = {shown(it)}" for n, it in handed.items() if not callable(it))


def _changed(attempts: Sequence[Attempt]) -> Finding | None:
    """Return which of the caller's arrays was written into, None if none was."""
    for attempt in attempts:
        for name, after in attempt.arguments.items():
            before = attempt.given[name]
            if not callable(before) and not np.array_equal(before, after, equal_nan=True):
                facts = {"name": name, "before": as_array(before), "after": as_array(after)}
                return Finding("argument_changed", facts)
    return None
