"""The tables of known mistakes: no two are mistaken for each other, and all speak in our voice."""

import re

import numpy as np
import pytest

from gdteach.ask.faults import COORDINATE_FAULTS, STEP_FAULTS
from gdteach.ask.kept_faults import KEEP_FAULTS
from gdteach.ask.mistakes import Attempt
from gdteach.course.algorithm import diagnosis, gradient_descent, two_parameters
from tests.ask import test_aliasing as aliasing
from tests.ask import test_wrong_records as records
from tests.ask import test_wrong_results as results
from tests.ask import test_wrong_steps as steps
from tests.exercise_programs import descend

EXERCISES = {
    "gradient_descent": gradient_descent._EXERCISE,
    "two_parameters": two_parameters._EXERCISE,
}
KNOWN = {name: exercise.recognisers[0] for name, exercise in EXERCISES.items()}
MISTAKES = [(name, mistake) for name, known in KNOWN.items() for mistake in known.mistakes()]


def attempts_of(mistake, exercise):
    return [
        Attempt(problem, (), mistake.simulate(problem), exercise.truth(problem))
        for problem in exercise.problems
    ]


def looks_like(slug, recognised):
    """Two together may look like one of them alone, when the second has no chance to show."""
    return recognised in (slug, *slug.split("+")) if "+" in slug else recognised == slug


@pytest.mark.parametrize("name", EXERCISES)
def test_no_mistake_nor_any_two_look_like_others_that_come_first(name):
    exercise, first_with = EXERCISES[name], {}
    with np.errstate(all="ignore"):
        for mistake in KNOWN[name].mistakes():
            attempts = attempts_of(mistake, exercise)
            assert not all(attempt.right for attempt in attempts), mistake.slug
            looks = tuple((a.answer.shape, np.round(a.answer, 6).tobytes()) for a in attempts)
            recognised = first_with.setdefault(looks, mistake.slug)
            assert looks_like(mistake.slug, recognised), (mistake.slug, recognised)
    assert len(first_with) > 300


@pytest.mark.parametrize("name", EXERCISES)
def test_a_recognised_mistake_gets_its_own_finished_message(name):
    exercise, known = EXERCISES[name], KNOWN[name]
    mistakes = list(known.mistakes())
    singles = [mistake for mistake in mistakes if "+" not in mistake.slug]
    for mistake in [*singles, *mistakes[len(singles) :: 40]]:
        with np.errstate(all="ignore"):
            reply = known(attempts_of(mistake, exercise))
        assert reply is not None
        assert looks_like(mistake.slug, reply.mistake)
        assert not re.search(r"[{}]", reply.message)


@pytest.mark.parametrize("name", EXERCISES)
def test_single_mistakes_differ_by_far_more_than_rounding(name):
    exercise = EXERCISES[name]
    singles = [m for m in KNOWN[name].mistakes() if "+" not in m.slug]
    with np.errstate(all="ignore"):
        answers = [[m.simulate(p) for p in exercise.problems] for m in singles]
        truth = [exercise.truth(p) for p in exercise.problems]
    everything = [("right", truth), *zip((m.slug for m in singles), answers, strict=True)]
    for index, (slug, mine) in enumerate(everything):
        for other, theirs in everything[:index]:
            if slug == other:
                continue
            assert any(
                a.shape != b.shape or np.abs(a - b).max() > 1e-3
                for a, b in zip(mine, theirs, strict=True)
            ), (slug, other)


def test_every_mistake_of_the_table_is_made_by_a_program_in_the_tests():
    made = set.union(*(module.wrong.slugs for module in (aliasing, records, results, steps)))
    table = {fault.slug for fault in (*STEP_FAULTS, *COORDINATE_FAULTS, *KEEP_FAULTS)}
    assert table <= made
    assert made >= {"momentum", "rate_decays", "nothing_returned", "remembers", "endless"}


def messages():
    for name, mistake in MISTAKES:
        if "+" not in mistake.slug:
            yield f"{name}-{mistake.slug}", mistake.message
    for module in (aliasing, records, results, steps):
        for slug, program in module.wrong.programs:
            yield slug, gradient_descent.check_gradient_descent(program).message
    for exercise in EXERCISES.values():
        yield "success", exercise.success
    for name, hint in diagnosis._HINTS.items():
        yield f"hint-{name}", hint


@pytest.mark.parametrize(("slug", "message"), dict(messages()).items())
def test_a_message_is_short_ends_in_a_question_and_scolds_nobody(slug, message):
    told = message.split(" Mend this one first")[0].replace("{memory}", "0.9")
    assert not re.search(
        r"!|\b(just|simply|obviously|always|wrong|mistakenly|error|fail|bad|unfortunately|easy)\b",
        told,
    ), told
    assert "?" in told
    sentences = re.split(r"(?<=[.?]) (?=[A-Z∇η])", told)
    assert len(sentences) <= 3
    assert len(told) < 330


def test_names_are_slugs():
    for _, mistake in MISTAKES:
        assert re.fullmatch(r"[a-z_]+(\+[a-z_]+)?", mistake.slug)


def test_the_truth_is_gradient_descent_written_out_once_more():
    for exercise in EXERCISES.values():
        for problem in exercise.problems:
            by_hand = descend(
                problem.gradient, problem.start, problem.learning_rate, problem.n_steps
            )
            np.testing.assert_allclose(exercise.truth(problem), by_hand, rtol=1e-14)


@pytest.mark.parametrize(
    ("gradient", "objective", "points"),
    [
        (
            gradient_descent._one_dimension,
            lambda w: 0.5 * (w[0] - 1) ** 2 + np.log1p((w[0] - 1) ** 2),
            [[4.0], [-0.4]],
        ),
        (
            gradient_descent._two_dimensions,
            lambda w: 1.5 * w[0] ** 2 + w[0] * w[1] + w[1] ** 2 - w[0] + 3 * w[1],
            [[2.0, -1.0], [0.3, 5.0]],
        ),
        (
            two_parameters._two_houses,
            lambda w: ((w[0] + w[1] - 300) ** 2 + (2 * w[0] + w[1] - 500) ** 2) / 4,
            [[0.0, 0.0], [6.5, 4.0]],
        ),
        (
            two_parameters._bent_bowl,
            lambda w: (
                0.5 * w[0] ** 2 + np.log1p(w[0] ** 2) + w[0] * w[1] + 1.5 * w[1] ** 2 + 4 * w[1]
            ),
            [[2.0, -1.0], [-0.7, 1.2]],
        ),
    ],
    ids=["one_dimension", "two_dimensions", "two_houses", "bent_bowl"],
)
def test_the_gradients_are_those_of_the_functions_they_name(gradient, objective, points):
    """Against central differences: the learner is told that these are slopes."""
    for w in np.array(points):
        step = 1e-5 * np.maximum(1.0, np.abs(w))
        differences = [(objective(w + h) - objective(w - h)) / (2 * h.sum()) for h in np.diag(step)]
        np.testing.assert_allclose(gradient(w), differences, rtol=1e-6, atol=1e-6)
