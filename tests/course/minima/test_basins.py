"""Basin maps: against runs of single starts, the published shares, and the theory of each fate."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gdteach as gd
from gdteach.course.minima.basins import basin_bands
from gdteach.course.minima.fates import CYCLE, DIVERGED, FATES, RESTLESS, UNDECIDED, fates
from gdteach.course.minima.valleys import Valleys
from gdteach.numerics.batch import descend_many
from gdteach.numerics.method import GradientDescent
from gdteach.numerics.objective import grid_over

HIMMELBLAU = gd.himmelblau()
VALLEYS = Valleys(HIMMELBLAU)
WELL = Valleys(gd.double_well())


def by_walking(objective, starts, learning_rate, steps=20_000):
    """Return the fates by the dullest of means: walk very far, and look where everybody is."""

    def step(w):
        return w - learning_rate * objective.gradient(w)

    w = np.array(starts, dtype=float)
    with np.errstate(all="ignore"):
        for _ in range(steps):
            w = step(w)
        once, twice = step(w), step(step(w))
    floors = np.concatenate([objective.minimisers, objective.local_minimisers])
    found = np.where(np.linalg.norm(twice - w, axis=1) < 1e-6, CYCLE, RESTLESS)
    for number, floor in enumerate(floors):
        found[np.linalg.norm(w - floor, axis=1) + np.linalg.norm(once - w, axis=1) < 1e-6] = number
    found[~np.isfinite(w).all(axis=1)] = DIVERGED
    return found.tolist()


@pytest.mark.parametrize("learning_rate", [0.002, 0.01, 0.0145, 0.015, 0.0165, 0.02, 0.024])
def test_the_fates_are_those_of_long_walks(learning_rate):
    starts = np.random.default_rng(1).uniform(-6, 6, (40, 2))
    found = fates(VALLEYS, starts, learning_rate)
    assert found.tolist() == by_walking(HIMMELBLAU, starts, learning_rate)


@pytest.mark.parametrize("learning_rate", [0.01, 0.1, 0.2, 0.24, 0.26, 0.27])
def test_the_same_in_one_dimension(learning_rate):
    starts = np.linspace(-1.9, 1.9, 40)[:, np.newaxis]
    found = fates(WELL, starts, learning_rate)
    assert found.tolist() == by_walking(WELL.objective, starts, learning_rate)


# FACTS.md, row 20: 241² starts on [−6, 6]², and between which points they hop
HOPS = np.array([[-3.88359, -3.21063], [-3.66322, -3.34763]])


def test_a_cycle_hops_between_two_points():
    np.testing.assert_allclose(HOPS - 0.015 * HIMMELBLAU.gradient(HOPS), HOPS[::-1], atol=3e-5)


@pytest.mark.parametrize(
    ("learning_rate", "shares", "cycle"),
    [(0.001, (25.0, 25.8, 24.3, 24.9), 0.0), (0.015, (26.6, 25.6, 0.0, 23.2), 24.5)],
)
def test_the_published_shares(learning_rate, shares, cycle):
    basins = gd.basin_map(VALLEYS, learning_rate, points=241, max_steps=3000)
    found = [100 * basins.share(number) for number in range(4)]
    assert found == pytest.approx(shares, abs=0.051)
    assert 100 * basins.share(CYCLE) == pytest.approx(cycle, abs=0.051)
    starts = grid_over(HIMMELBLAU.domain, 241)[basins.fates.ravel() == CYCLE]
    ends = descend_many(HIMMELBLAU, starts, GradientDescent(learning_rate), 1500)
    away = np.linalg.norm(ends[:, np.newaxis] - HOPS, axis=-1).min(axis=1)
    assert np.sum(away < 1e-4) >= 0.99 * len(away)  # the others are still on the way there


def test_beyond_the_limits_valleys_are_empty_one_after_the_other():
    for learning_rate in (0.01, 0.0152, 0.0195, 0.0246, 0.026):
        basins = gd.basin_map(VALLEYS, learning_rate, points=60)
        for number, limit in enumerate(VALLEYS.limits):
            assert (basins.share(number) > 0) == (learning_rate < limit)


def test_shares_add_up_and_are_told():
    basins = gd.basin_map(VALLEYS, 0.015, points=50)
    assert sum(basins.shares.values()) == pytest.approx(1)
    assert set(basins.shares) == {0, 1, 2, 3, *FATES}
    lines = basins.summary().splitlines()
    assert lines[0] == "η = 0.015, 2 500 starts"
    assert lines[3].split() == ["0.0", "%", "(−3.78,", "−3.28)"]
    assert not any("on its way" in line for line in lines)
    assert repr(basins) == "BasinMap(Himmelblau, η = 0.015, 50 × 50)"


def test_rows_go_up_and_columns_to_the_right():
    found = gd.basin_map(VALLEYS, 0.005, points=41).fates
    corners = found[-6, -6], found[-6, 5], found[5, 5], found[5, -6]
    assert corners == (0, 1, 2, 3)  # (3, 2), (−2.8, 3.1), (−3.8, −3.3), (3.6, −1.8)
    starts = grid_over(HIMMELBLAU.domain, 41).reshape(41, 41, 2)
    assert starts[0, 0].tolist() == [-6, -6]
    assert starts[0, -1].tolist() == [6, -6]


def test_a_coarse_map_agrees_with_the_fine_one():
    """What the lab shows while the hand moves, and what it shows when it rests."""
    for learning_rate in (0.003, 0.0149, 0.015, 0.0155, 0.02):
        coarse = gd.basin_map(VALLEYS, learning_rate, points=50, max_steps=600)
        fine = gd.basin_map(VALLEYS, learning_rate, points=50, max_steps=3000)
        assert np.mean(coarse.fates == fine.fates) > 0.995


def test_nobody_moves_without_a_learning_rate():
    assert (fates(VALLEYS, HIMMELBLAU.minimisers, 0.0) == UNDECIDED).all()


def test_with_too_few_steps_a_start_is_on_its_way():
    assert fates(VALLEYS, [[0.0, 0.0]], 1e-4, max_steps=30).tolist() == [UNDECIDED]
    assert fates(VALLEYS, [[0.0, 0.0]], 1e-4, max_steps=0).tolist() == [UNDECIDED]


@pytest.mark.parametrize("learning_rate", [1.0, 1e6])
def test_absurd_rates_diverge_quietly(learning_rate):
    assert (gd.basin_map(VALLEYS, learning_rate, points=20).fates == DIVERGED).mean() > 0.99


def test_bands_let_go_between_portions_and_bring_the_same_map():
    bands = list(basin_bands(VALLEYS, 0.01, points=160))
    assert [band is None for band in bands] == [True, True, False]
    whole = gd.basin_map(HIMMELBLAU, 0.01, points=160)
    np.testing.assert_array_equal(bands[-1].fates, whole.fates)
    with pytest.raises(ValueError, match="read-only"):
        whole.fates[0, 0] = 1


# Valleys


def test_limits_are_two_over_the_sharpest_curvature():
    np.testing.assert_allclose(VALLEYS.limits, [0.024306, 0.024829, 0.014949, 0.018972], atol=5e-7)
    np.testing.assert_allclose(WELL.limits, [2 / 8.869079, 2 / 7.062646], rtol=1e-6)
    assert Valleys(gd.quartic()).limits == np.inf


@given(
    learning_rate=st.floats(1e-4, 0.0247),
    angle=st.floats(0, 6.3),
    share=st.floats(0, 1),
    number=st.integers(0, 3),
)
def test_no_run_leaves_a_capture_ball(learning_rate, angle, share, number):
    radius = VALLEYS.capture_radii(learning_rate)[number]
    floor = VALLEYS.points[number]
    w = floor + share * radius * np.array([np.cos(angle), np.sin(angle)])
    distance = np.linalg.norm(w - floor)
    for _ in range(50):
        w = w - learning_rate * HIMMELBLAU.gradient(w)
        after = np.linalg.norm(w - floor)
        assert after <= distance * (1 + 1e-9) + 1e-12
        distance = after


def test_a_valley_beyond_its_limit_captures_nothing():
    assert VALLEYS.capture_radii(0.015).tolist()[2] == 0
    assert (VALLEYS.capture_radii(0.03) == 0).all()
    assert (VALLEYS.capturing(VALLEYS.points, np.zeros(4)) == -1).all()


def test_unknown_valleys_are_looked_for():
    hills = gd.as_objective(lambda w: w**4 - 2 * w**2 + 0.3 * w, domain=(-2, 2))
    found = Valleys(hills)
    np.testing.assert_allclose(found.points, WELL.points, atol=1e-5)
    assert fates(found, [[0.05], [0.1]], 0.01).tolist() == [0, 1]


def test_where_there_is_no_valley_all_runs_leave_or_stay():
    found = gd.basin_map(gd.saddle(), 0.1, points=21)
    assert len(found.valleys) == 0
    # on the ridge y = 0 the run creeps to the saddle for ever; from anywhere else it leaves
    assert found.share(DIVERGED) + found.share(UNDECIDED) == pytest.approx(1)
