"""The walk in fog: every hill can be walked down in twelve steps, and is judged fairly."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdteach.course.start.hike import LEARNING_RATE, Hike
from gdteach.course.start.hills import STEPS, STRIDE, random_hills

HILLS = 200  # seeds that the promises are checked for


@cache
def begun() -> tuple[Hike, ...]:
    return tuple(Hike.begin(random_hills(seed)) for seed in range(HILLS))


def test_every_hill_can_be_walked_down_to_its_lowest_point():
    """Straight there in equal steps: short enough, few enough, and never off the map."""
    for hike in begun():
        way = hike.ground.minimisers[0] - hike.here
        n_steps = int(np.ceil(np.linalg.norm(way) / STRIDE))
        assert n_steps <= STEPS
        for taken in range(1, n_steps + 1):
            hike = hike.step(*(way / n_steps))
            np.testing.assert_allclose(hike.here, hike.path[0] + way * taken / n_steps, atol=1e-12)
        np.testing.assert_allclose(hike.here, hike.ground.minimisers[0], atol=1e-12)
        assert hike.score == pytest.approx(100)


def test_gradient_descent_walks_by_the_same_rules_and_fares_well():
    shares = []
    for hike in begun():
        run = hike.descent()
        assert run.n_steps == STEPS
        np.testing.assert_array_equal(run.iterates[0], hike.here)
        assert np.linalg.norm(np.diff(run.iterates, axis=0), axis=1).max() <= STRIDE
        assert np.abs(run.iterates).max() < 5
        assert (np.diff(run.values) <= 1e-12).all()  # η = 1/L: never uphill
        shares.append(hike.shares(run.iterates)[-1])
    assert min(shares) >= 60
    assert np.median(shares) > 95
    assert 0.05 < np.mean(np.array(shares) < 90) < 0.5  # and can be beaten now and then


def test_its_rule_walked_by_hand_is_its_walk():
    for hike in begun()[:20]:
        run = hike.descent()
        while hike.steps_left:
            hike = hike.step(*(-LEARNING_RATE * hike.slopes[-1]))
        np.testing.assert_allclose(hike.path, run.iterates, atol=1e-12)
        assert hike.score == hike.shares(run.iterates)[-1]


numbers = st.floats(allow_nan=False, allow_infinity=False)


@settings(deadline=None)
@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=STEPS))
def test_no_step_is_longer_than_a_stride_or_leaves_the_map(steps):
    first = hike = begun()[3]
    for step in steps:
        before, hike = hike, hike.step(*step)
        moved = hike.here - before.here
        assert np.hypot(*moved) <= STRIDE * (1 + 1e-12)
        assert (np.abs(hike.here) <= 5).all()
        assert (moved * np.sign(step) >= 0).all()  # never the other way
        assert 0 <= hike.score <= 100
    assert hike.steps_left == STEPS - len(steps)
    assert len(first.path) == 1  # a hike does not change


def test_a_short_step_is_taken_as_it_is_and_a_long_one_keeps_its_direction():
    hike = begun()[0]
    np.testing.assert_allclose(hike.step(0.5, -0.25).here - hike.here, (0.5, -0.25))
    for far in ((30, -40), (3e307, -4e307)):
        np.testing.assert_allclose(hike.step(*far).here - hike.here, (0.9, -1.2))
    np.testing.assert_array_equal(hike.step(0, 0).path, [hike.here, hike.here])


def test_along_the_edge_one_slides():
    hike = begun()[0]
    for _ in range(8):
        hike = hike.step(STRIDE, 0)
    assert hike.here[0] == 5
    np.testing.assert_allclose(hike.step(1, -0.5).here, hike.here - np.array([0, 0.5]))


def test_the_score_is_the_share_of_the_possible_drop():
    hike = begun()[5]
    lowest = hike.ground.minimum_value
    moved = hike.step(*(-0.05 * hike.slopes[-1]))
    assert 0 < moved.score < 100
    expected = (hike.heights[0] - moved.heights[-1]) / (hike.heights[0] - lowest)
    assert moved.score == pytest.approx(100 * expected)
    climbed = hike.step(*(0.05 * hike.slopes[-1]))
    assert climbed.score == 0
    assert hike.score == 0


def test_after_the_last_step_there_is_none():
    hike = begun()[0]
    for _ in range(STEPS):
        hike = hike.step(0.1, 0)
    assert hike.steps_left == 0
    with pytest.raises(RuntimeError, match=r"all 12 steps .* start again"):
        hike.step(0.1, 0)


@pytest.mark.parametrize(
    ("step", "error"),
    [((np.nan, 0), ValueError), ((0, np.inf), ValueError), (("1", 0), TypeError)],
)
def test_a_step_is_two_numbers(step, error):
    with pytest.raises(error, match=r"d[xy] must be a (finite )?number"):
        begun()[0].step(*step)
