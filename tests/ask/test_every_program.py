"""What holds for every exercise that runs a function, and every program written for one.

The programs stand in tables, one for each exercise, in the folders of the course beside this one.
"""

import re

import numpy as np
import pytest

import gdteach as gd
from gdteach.ask.checking import exercises
from gdteach.ask.exercise import Exercise
from gdteach.ask.replies import feedback_on, machine_words
from tests.course.algorithm import (
    programs_in_place,
    programs_in_two,
    programs_recording,
    programs_right,
    programs_stepping,
)
from tests.course.convergence import programs as convergence
from tests.course.gradient import programs as gradient
from tests.course.minima import programs as minima
from tests.course.start import programs as start
from tests.course.training import programs as training
from tests.course.variants import programs as variants
from tests.exercise_programs import in_a_cell, written_programs

EXERCISES = {id_: each for id_, each in exercises().items() if isinstance(each, Exercise)}
TABLES = (
    start.programs,
    gradient.gradients,
    gradient.slopes,
    programs_right.programs,
    programs_stepping.programs,
    programs_recording.programs,
    programs_in_place.programs,
    programs_in_two.programs,
    convergence.programs,
    minima.programs,
    training.squares,
    training.layers,
    variants.momentum,
    variants.adam,
)
RIGHT = {table.exercise: table.right for table in TABLES if table.right}
ROWS = [
    pytest.param(table.exercise, *row, id=f"{table.exercise}-{row[0] or 'right'}-{number}")
    for table in TABLES
    for number, row in enumerate(table.rows)
] + [
    pytest.param(*row, id=f"{row[0]}-{row[1] or 'right'}-{row[2].__name__}")
    for row in written_programs()
]
each_exercise = pytest.mark.parametrize("id_", EXERCISES)
SCOLDING = (
    r"!|\b(just|simply|obviously|always|wrong|mistakenly|error|fail|bad|unfortunately|easy)\b"
)


def written(id_, body):
    """Return a function with an exercise's arguments and this body, written in a cell."""
    parameters = ", ".join(EXERCISES[id_].parameters)
    return in_a_cell(body, f"<{id_}>", f"def solution({parameters}):")


def assert_well_said(message):
    """A reply is short, ends in a question and scolds nobody."""
    told = message.partition(" Mend this one first: behind it waits a second mistake")[0]
    assert "?" in told
    assert not re.search(r"[{}]", told)
    assert len(re.split(r"(?<=[.?]) (?=[A-Z∇η])", told)) <= 4
    assert len(told) < 420


# The programs


@pytest.mark.parametrize(("id_", "slug", "program", "says"), ROWS)
def test_a_program_hears_its_own_mistake_or_that_it_is_right(id_, slug, program, says):
    feedback = gd.check(id_, program)
    assert feedback.mistake == slug, feedback.message
    assert feedback.passed == (slug == "")
    assert re.search(says, feedback.message), feedback.message
    assert_well_said(feedback.message)


@pytest.mark.parametrize(
    "id_",
    [
        "start/one_step",
        "gradient/directional_derivative",
        "algorithm/gradient_descent",
        "training/mse_gradient",
        "training/first_layer",
        "variants/momentum",
        "variants/adam",
    ],
)
def test_every_known_mistake_is_made_by_a_program(id_):
    made = {row.values[1] for row in ROWS if row.values[0] == id_}
    assert {mistake.slug for mistake in EXERCISES[id_].mistakes if "+" not in mistake.slug} <= made


# Whoever has not begun, or wrote no function


@each_exercise
@pytest.mark.parametrize("body", ["...", "pass", "return ...", "'''To do.'''\n...", "return [...]"])
def test_what_is_still_to_do_is_no_mistake(id_, body):
    feedback = gd.check(id_, written(id_, body))
    assert feedback.label == "Not attempted yet"


@each_exercise
@pytest.mark.parametrize(
    "value", [3, "f", np.zeros((6, 1)), [(0.0, 0.0)], {"f": 1}, float("nan")], ids=repr
)
def test_what_is_no_function_is_told_so_with_a_remedy(id_, value):
    feedback = gd.check(id_, value)
    assert feedback.mistake == "not_a_function"
    assert "Its name alone, without brackets" in feedback.message
    assert_well_said(feedback.message)


@each_exercise
def test_other_arguments_are_told_by_their_names(id_):
    *most, last = EXERCISES[id_].parameters
    for arguments, taken in (
        (most, f"`{most[-1]}`" if most else "none"),
        ([], "none"),
        (["*", *most, last], "what follows the `*` by name only"),
        ([*most, last, "more"], "and `more`"),
    ):
        feedback = gd.check(id_, eval(f"lambda {', '.join(arguments)}: 0"))
        assert feedback.mistake == "wrong_signature"
        assert f"`{last}`; yours takes " in feedback.message
        assert f"{taken}. What should" in feedback.message


# Whatever may happen on the way


@each_exercise
def test_an_exception_is_shown_with_its_line_and_the_call(id_):
    feedback = gd.check(id_, written(id_, "x = 1\nreturn x / 0"))
    assert feedback.mistake == "exception"
    assert "stopped at line 3, `return x / 0` (called with " in feedback.message
    assert "ZeroDivisionError: division by zero" in feedback.message
    assert_well_said(feedback.message)


@each_exercise
def test_a_function_that_remembers_is_found_out(id_):
    calls = []

    def moody(*arguments):
        calls.append(arguments)
        return RIGHT[id_](*arguments) if len(calls) % 2 else ("limit" if "stop" in id_ else 7.0)

    assert gd.check(id_, moody).mistake == "remembers"


@each_exercise
def test_whoever_writes_into_the_callers_arrays_is_told_which(id_):
    def careless(*arguments):
        answer = np.array(RIGHT[id_](*arguments))
        for argument in arguments:
            if isinstance(argument, np.ndarray):
                argument[...] = 9
        return str(answer) if answer.dtype.kind == "U" else answer

    arrays = [name for name, value in EXERCISES[id_].problems[0].items() if hasattr(value, "shape")]
    feedback = gd.check(id_, careless)
    assert feedback.mistake == ("argument_changed" if arrays else ""), feedback.message
    if arrays:
        assert f"`{arrays[0]}`" in feedback.message
        assert re.search(r"is \[+9\D", feedback.message)


# What the tables know


def attempts_of(mistake, exercise):
    """Return the attempts of a program that makes this mistake, and no other."""
    with np.errstate(all="ignore"):
        answers = [exercise.program(given, mistake.changes) for given in exercise.problems]
    return [exercise.attempt(*each) for each in zip(exercise.problems, answers, strict=True)]


def looks_like(slug, recognised):
    """Two together may look like one of them alone, when the second has no chance to show."""
    return recognised in (slug, *slug.split("+")) if "+" in slug else recognised == slug


@each_exercise
def test_no_mistake_nor_any_two_look_like_others_that_come_first(id_):
    exercise, first_with = EXERCISES[id_], {}
    for mistake in exercise.mistakes:
        attempts = attempts_of(mistake, exercise)
        assert not all(attempt.right for attempt in attempts), mistake.slug
        looks = tuple((a.answer.shape, np.round(a.answer, 6).tobytes()) for a in attempts)
        seen = first_with.setdefault(looks, mistake.slug)
        assert looks_like(mistake.slug, seen)


@each_exercise
def test_single_mistakes_differ_by_far_more_than_rounding(id_):
    exercise = EXERCISES[id_]
    singles = [mistake for mistake in exercise.mistakes if "+" not in mistake.slug]
    answers = [("right", [exercise.program(given) for given in exercise.problems])]
    for mistake in singles:
        mine = [attempt.answer for attempt in attempts_of(mistake, exercise)]
        for slug, theirs in answers:
            if mistake.slug != slug:
                assert any(
                    a.shape != b.shape or not np.allclose(a, b, rtol=0, atol=1e-3)
                    for a, b in zip(mine, theirs, strict=True)
                ), (mistake.slug, slug)
        answers.append((mistake.slug, mine))


@each_exercise
def test_a_recognised_mistake_gets_its_own_finished_message(id_):
    exercise = EXERCISES[id_]
    singles = [mistake for mistake in exercise.mistakes if "+" not in mistake.slug]
    for mistake in [*singles, *exercise.mistakes[len(singles) :: 40]]:
        attempts = attempts_of(mistake, exercise)
        first = next(attempt for attempt in attempts if not attempt.right)
        with np.errstate(all="ignore"):
            finding = exercise.known(attempts).of(exercise.quotable(first))
        feedback = feedback_on(finding, exercise.words)
        assert looks_like(mistake.slug, feedback.mistake)
        assert_well_said(feedback.message)


def sentences():
    for table in ("replies", "questions", "walk"):
        yield from ((f"{table}-{name}", text) for name, text in machine_words(table).items())
    for id_, exercise in EXERCISES.items():
        yield from ((f"{id_}-{name}", text) for name, text in exercise.words.items())


@pytest.mark.parametrize(("name", "text"), list(sentences()))
def test_a_sentence_scolds_nobody_and_asks_one_thing(name, text):
    if not name.startswith("minima/"):  # there, starts do fail, and go wrong
        assert not re.search(SCOLDING, text), text
    assert "?" in text or "{question}" in text
    assert len(re.split(r"(?<=[.?]) (?=[A-Z∇η])", text)) <= 3
    assert len(text) < 330


def test_names_are_slugs():
    slugs = {mistake.slug for exercise in EXERCISES.values() for mistake in exercise.mistakes}
    word = r"[a-z_]+(_\d)?"  # a digit at the end tells one layer from another
    assert all(re.fullmatch(rf"{word}(\+{word})?", slug) for slug in slugs)
