"""The exercises of notebook 03: the numbers that are right, and those that mistakes lead to."""

import re

import numpy as np
import pytest

import gdteach as gd
from gdteach.ask.checking import exercises
from gdteach.numerics.own_function import as_objective

WALLS, LOGS = (exercises()[f"learning_rate/{name}"].items for name in ("largest", "inferred"))


@pytest.mark.parametrize(
    ("letter", "objective", "start", "bottom"),
    [
        ("A", as_objective(lambda w: 3 * w**2, dimension=1), 3.0, 0.0),
        ("B", as_objective(lambda x, y: 3 * x**2 + 2 * x * y + 1.5 * y**2), (1, 1), (0, 0)),
        ("C", as_objective(lambda w: (w**2 - 1) ** 2 / 4, dimension=1), 1.01, 1.0),
    ],
)
def test_the_right_walls_are_where_runs_stop_converging(letter, objective, start, bottom):
    wall = WALLS[letter].right
    near, far = (
        gd.gradient_descent(objective, start, share * wall, max_steps=400) for share in (0.97, 1.03)
    )
    assert near.end == pytest.approx(bottom, abs=1e-4)
    assert not np.allclose(far.end, bottom, atol=1e-3)


def test_the_walls_pass_in_any_spelling():
    answers = {"C": np.float64(1), "B": np.array(2 / 7), "A": 2 / 6}
    assert gd.check("learning_rate/largest", answers).message.startswith("All three")


def test_a_rounded_wall_is_told_so():
    feedback = gd.check("learning_rate/largest", {"A": 0.333})
    assert feedback.mistake == "A:rounded"
    assert "`2 / 5`" in feedback.message


def holds(item, mistakes):
    """Check that these mistakes are known, with these numbers."""
    known = {wrong.mistake: wrong.value for wrong in item.wrong}
    assert {name: known[name] for name in mistakes} == pytest.approx(mistakes)


def test_the_mistakes_are_what_those_mistakes_give():
    hessian = np.array([[6, 2], [2, 3]])
    low, high = np.linalg.eigvalsh(hessian)
    holds(WALLS["A"], {"coefficient": 2 / 3, "half": 1 / 6, "curvature": 6})
    holds(WALLS["B"], {
        "diagonal": 2 / hessian.max(),
        "flattest": 2 / low,
        "best_rate": 2 / (low + high),
        "half": 1 / high,
        "curvature": high,
        "row_sum": 2 / abs(hessian).sum(axis=1).max(),
        "not_doubled": 4 / high,
        **{
            name: 2 / np.linalg.eigvalsh(matrix)[-1]
            for name, matrix in {
                "mixed_doubled": [[6, 4], [4, 3]],
                "mixed_halved": [[6, 1], [1, 3]],
                "y_not_doubled": [[6, 2], [2, 1.5]],
                "coefficients": [[3, 2], [2, 1.5]],
                "diagonal_y": [[3]],
                "mean": [[np.trace(hessian) / 2]],
                "length": [[np.linalg.norm(hessian)]],
                "all_entries": [[hessian.sum()]],
            }.items()
        },
    })  # fmt: skip
    at_1, at_2 = (3 * w**2 - 1 for w in (1, 2))
    holds(
        WALLS["C"],
        {"constant_lost": 2 / 3, "half": 1 / at_1, "curvature_as_rate": at_1, "at_2": 2 / at_2},
    )


def test_the_logs_are_runs_with_the_right_rate():
    for letter, line in gd.loss_logs().items():
        heights = [float(text) for text in re.findall(r"\d+\.\d+", line)]
        signs = re.findall("[+−]", line)
        L = 2.0  # any curvature will do
        run = gd.gradient_descent(gd.parabola(L), 10, LOGS[letter].right / L, max_steps=4)
        np.testing.assert_allclose(heights, run.values, atol=0.005)
        assert signs == ["+" if slope > 0 else "−" for slope in run.gradients[:, 0]]
        factor = 1 - LOGS[letter].right
        crosses = np.sign(factor)
        holds(
            LOGS[letter],
            {
                "not_rooted": 1 - crosses * factor**2,
                "other_branch": 1 + factor,
                "factor": factor,
                "ratio": factor**2,
            }
            | ({"size": -factor} if crosses < 0 else {}),
        )


def test_the_logs_are_read_off_rounded_heights():
    assert gd.check("learning_rate/inferred", {"A": 0.4001, "B": 1.599, "C": 2.1}).passed
