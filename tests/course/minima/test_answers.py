"""The exercises of notebook 05: what is right, and the numbers in the replies, computed afresh."""

import math

import numpy as np
import pytest

import gdteach as gd
from gdteach.ask.checking import exercises
from gdteach.course.minima.gallery import CONVEX, NOT_CONVEX, STRICT, VERDICTS
from gdteach.course.minima.valleys import Valleys

STARTS, FORMULAS, SUMS = (
    exercises()[f"minima/{name}"] for name in ("five_starts", "convex_or_not", "convex_sum")
)

# From letter to start and learning rate, on w⁴ − 2w² + 0.3w
RUNS = {"A": (-0.3, 0.01), "B": (0.07, 0.01), "C": (0.5, 0.01), "D": (1.9, 0.1), "E": (-1.2, 0.25)}


def test_the_runs_end_where_the_answers_say():
    floors = {"left": -1.0355787, "right": 0.9601496}
    for letter, (start, learning_rate) in RUNS.items():
        run = gd.gradient_descent(gd.double_well(), start, learning_rate, max_steps=5000)
        ends = [name for name, floor in floors.items() if abs(run.end[0] - floor) < 1e-5]
        right = STARTS.items[letter].right
        assert ends == ([right] if right in floors else [])


def test_the_numbers_in_the_hints_about_valleys():
    slope = gd.double_well().gradient
    assert slope(-0.3) == pytest.approx(1.39, abs=0.005)
    assert slope(0.07) == pytest.approx(0.021, abs=5e-4)
    assert slope(0.5) == pytest.approx(-1.2)
    assert slope(1.9) == pytest.approx(20.1, abs=0.05)
    assert 1.9 - 0.1 * slope(1.9) < 0.0754
    limits = Valleys(gd.double_well()).limits
    np.testing.assert_allclose(limits, [0.2255, 0.2832], atol=5e-5)


JUDGED = {
    "A": (gd.as_objective(lambda w: -math.log(w) if w > 0 else math.inf, start=1.0), 0.1, 8),
    "B": (gd.as_objective(lambda w: w**3), -3, 3),
    "C": (gd.as_objective(lambda x, y: x**2 + y**2 + 3 * x * y), -3, 3),
    "D": (gd.as_objective(lambda x, y: (x - y) ** 2), -3, 3),
    "E": (gd.as_objective(lambda w: max(w**2, 2 * w + 3)), -4, 5),
    "F": (gd.as_objective(lambda w: math.log1p(math.exp(w))), -4, 4),
}


@pytest.mark.parametrize("letter", JUDGED)
def test_chords_confirm_the_verdicts(letter):
    objective, low, high = JUDGED[letter]
    rng = np.random.default_rng(3)
    ends = rng.uniform(low, high, (400, 2, objective.dimension))
    if letter == "D":  # a chord along the valley, as the hint suggests
        ends = np.concatenate([ends, [[[-1, -1], [2, 2]]]])
    if letter == "E":
        ends = np.concatenate([ends, [[[-0.5], [2.5]]]])
    gaps = np.array([gd.chord_gaps(objective, a, b, [0.5])[2][0] for a, b in ends])
    apart = np.linalg.norm(ends[:, 0] - ends[:, 1], axis=-1) > 0.05
    if gaps.min() < -0.1:
        seen = NOT_CONVEX
    else:
        assert gaps.min() > -1e-9
        seen = STRICT if gaps[apart].min() > 1e-6 else CONVEX
    assert FORMULAS.items[letter].right == seen


def test_the_verdicts_are_those_of_the_lab_and_the_eigenvalues_those_of_the_hints():
    assert FORMULAS.options == VERDICTS
    assert np.linalg.eigvalsh([[2, 3], [3, 2]]) == pytest.approx([-1, 5])
    assert np.linalg.eigvalsh([[2, -2], [-2, 2]]) == pytest.approx([0, 4])
    assert JUDGED["C"][0]([1, -1]) == -1


BOWLS = {
    "A": (lambda c: gd.as_objective(lambda w: w**4 - 2 * w**2 + 0.3 * w + c * w**2), -1, 1),
    "B": (lambda c: gd.as_objective(lambda w: w**2 / 2 + 0.6 * np.sin(2 * w) + c * w**2), 0.5, 1.1),
    "C": (lambda c: gd.as_objective(lambda x, y: x**2 - y**2 + c * (x**2 + y**2)), -1, 1),
}


@pytest.mark.parametrize("letter", BOWLS)
def test_the_bowls_are_enough_and_no_smaller_one_is(letter):
    make, low, high = BOWLS[letter]
    c = SUMS.items[letter].right
    grid = np.linspace(low, high, 9)
    for bowl, enough in ((c, True), (c + 0.3, True), (0.99 * c, False)):
        objective = make(bowl)
        points = [(x,) * objective.dimension if letter != "C" else (x, -x) for x in grid]
        bends = [
            np.linalg.eigvalsh(gd.central_difference_hessian(objective.function, point)).min()
            for point in points
        ]
        assert (min(bends) > -5e-4 * max(1, c)) == enough


def test_the_mistakes_about_bowls_are_what_those_mistakes_give():
    """Half of what a curvature, rightly or wrongly found, wants to be made up for."""
    bend = lambda w: 12 * w**2 - 4  # noqa: E731 - f″ of A
    limits = Valleys(gd.double_well()).limits  # 2/f″ at the two floors
    for letter, bends in {
        "A": {"at_the_floor": 2 / limits[0], "at_the_right_floor": 2 / limits[1],
              "at_the_hilltop": -bend(0.0754), "fourth_power": 12, "curvature": 2 * bend(0)},
        "B": {"bowl_forgotten": 2.4, "bowl_taken_away": 3.4, "bowl_halved": 1.9,
              "bowl_doubled": 0.4, "inner_factor": 0.2, "both_inner_factors": -0.4},
    }.items():  # fmt: skip
        known = {wrong.mistake: wrong.value for wrong in SUMS.items[letter].wrong}
        for mistake, size in bends.items():
            assert known[mistake] == pytest.approx(size / 2, rel=1e-3)
