"""The exercises of notebook 03: right numbers pass, and each known mistake gets its own reply."""

import re
from functools import partial

import numpy as np
import pytest

import gdteach as gd
from gdteach.course.learning_rate.inferred_rate import _ITEMS as LOGS
from gdteach.course.learning_rate.largest_learning_rate import _ITEMS as WALLS

WALL, LOG = (partial(gd.check, f"learning_rate/{name}") for name in ("largest", "inferred"))
MISTAKES = [
    (check, letter, wrong.value, wrong.slug)
    for check, items in ((WALL, WALLS), (LOG, LOGS))
    for letter, item in items.items()
    for wrong in item.wrong
]

A = gd.as_objective(lambda w: 3 * w**2, dimension=1, name="A")
B = gd.as_objective(lambda x, y: 3 * x**2 + 2 * x * y + 1.5 * y**2, name="B")
C = gd.as_objective(lambda w: (w**2 - 1) ** 2 / 4, dimension=1, name="C")


@pytest.mark.parametrize(
    ("letter", "objective", "start", "bottom"),
    [("A", A, 3.0, 0.0), ("B", B, (1, 1), (0, 0)), ("C", C, 1.01, 1.0)],
)
def test_the_right_walls_are_where_runs_stop_converging(letter, objective, start, bottom):
    wall = WALLS[letter].right
    near, far = (
        gd.gradient_descent(objective, start, share * wall, max_steps=400) for share in (0.97, 1.03)
    )
    assert near.end == pytest.approx(bottom, abs=1e-4)
    assert not np.allclose(far.end, bottom, atol=1e-3)


def test_the_walls_pass_in_any_spelling():
    for answers in (
        {"A": 1 / 3, "B": 2 / 7, "C": 1},
        {"C": np.float64(1), "B": np.array(2 / 7), "A": 2 / 6},
    ):
        feedback = WALL(answers)
        assert feedback.passed
        assert feedback.message.startswith("All three")


def test_the_logs_are_runs_with_the_right_rate():
    for letter, line in gd.loss_logs().items():
        heights = [float(text) for text in re.findall(r"\d+\.\d+", line)]
        signs = re.findall("[+−]", line)
        L = 2.0  # any curvature will do
        run = gd.gradient_descent(gd.parabola(L), 10, LOGS[letter].right / L, max_steps=4)
        np.testing.assert_allclose(heights, run.values, atol=0.005)
        assert signs == ["+" if slope > 0 else "−" for slope in run.gradients[:, 0]]


def test_the_logs_are_read_rightly():
    assert LOG({"A": 0.4, "B": 1.6, "C": 2.1}).passed
    assert LOG({"A": 0.4001, "B": 1.599, "C": 2.1}).passed  # read off rounded heights


@pytest.mark.parametrize(("check", "letter", "value", "slug"), MISTAKES)
def test_each_mistake_is_recognised(check, letter, value, slug):
    feedback = check({letter: value})
    assert not feedback.passed
    assert feedback.mistake == f"{letter}:{slug}"
    assert feedback.message.startswith(f"{letter}: ")
    assert "?" in feedback.message
    assert "!" not in feedback.message


@pytest.mark.parametrize("items", [WALLS, LOGS])
def test_no_mistake_is_mistaken_for_another_or_for_the_truth(items):
    for item in items.values():
        values = {wrong.slug: wrong.value for wrong in item.wrong}
        for slug, value in values.items():
            assert abs(value / item.right - 1) > 0.02
            others = [other for name, other in values.items() if name != slug]
            assert all(abs(value / other - 1) > 2e-3 for other in others)


def test_the_mistakes_are_what_those_mistakes_give():
    hessian = np.array([[6, 2], [2, 3]])
    low, high = np.linalg.eigvalsh(hessian)
    wrong = {each.slug: each.value for each in WALLS["B"].wrong}
    assert wrong["flattest"] == pytest.approx(2 / low)
    assert wrong["best_rate"] == pytest.approx(2 / (low + high))
    assert wrong["half"] == pytest.approx(1 / high)
    assert wrong["diagonal"] == pytest.approx(2 / hessian.max())
    assert wrong["row_sum"] == pytest.approx(2 / abs(hessian).sum(axis=1).max())
    assert wrong["not_doubled"] == pytest.approx(4 / high)
    off = np.linalg.eigvalsh([[6, 4], [4, 3]])[-1]
    assert wrong["mixed_doubled"] == pytest.approx(2 / off)


def test_a_rounded_wall_is_told_so():
    feedback = WALL({"A": 0.333})
    assert feedback.mistake == "A:rounded"
    assert "0.333" in feedback.message


@pytest.mark.parametrize("check", [WALL, LOG])
def test_any_other_number_gets_a_hint(check):
    assert check({"A": 17.3}).mistake == "A:unknown"
    assert check({"B": -1}).mistake.startswith("B:")


@pytest.mark.parametrize("check", [WALL, LOG])
@pytest.mark.parametrize("answers", [..., None, {}, {"A": ..., "B": ..., "C": ...}, {"A": None}])
def test_nothing_answered_is_not_attempted(check, answers):
    assert check(answers).mistake == "not_attempted"


def test_part_of_the_answers_is_acknowledged():
    feedback = WALL({"A": 1 / 3, "B": ..., "C": 1})
    assert feedback.mistake == "incomplete"
    assert feedback.message == "A and C are right. B still to do."
    feedback = WALL({"A": 1 / 3, "B": 1 / 3, "C": 2})
    assert feedback.message.startswith("A is right. B: ")
    assert feedback.message.endswith("(C next.)")


@pytest.mark.parametrize("check", [WALL, LOG])
@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ([1, 2, 3], TypeError),
        ({"A": "a third"}, TypeError),
        ({"A": True}, TypeError),
        ({"D": 1}, ValueError),
        ({"A": np.inf}, ValueError),
    ],
)
def test_what_is_no_answer_is_an_error(check, answers, error):
    with pytest.raises(error, match="answers"):
        check(answers)
