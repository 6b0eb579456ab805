"""The hills of notebook 00: smooth, the same for the same seed, and with the minimum they claim."""

import numpy as np
import pytest
from scipy.optimize import minimize

from gdteach.course.start.hills import CURVATURE, random_hills
from gdteach.numerics.differences import central_difference_gradient, central_difference_hessian

SEEDS = range(0, 60, 5)
MAP = np.stack(np.meshgrid(*2 * [np.linspace(-5, 5, 57)]), axis=-1)  # not the grid it was made on

each_seed = pytest.mark.parametrize("seed", SEEDS)


@each_seed
def test_the_derivatives_are_those_of_the_function(seed):
    hills = random_hills(seed)
    points = np.random.default_rng(seed).uniform(-6, 6, (12, 2))
    for w in points:
        numerical = central_difference_gradient(hills, w)
        np.testing.assert_allclose(hills.gradient(w), numerical, atol=1e-6)
        bends = central_difference_hessian(hills, w)
        np.testing.assert_allclose(hills.hessian(w), bends, atol=1e-3)
    np.testing.assert_allclose(hills.gradient(points)[3], hills.gradient(points[3]), rtol=1e-13)
    assert hills(points).shape == (12,)
    assert hills.hessian(points).shape == (12, 2, 2)


@each_seed
def test_no_curvature_on_the_map_exceeds_ten(seed):
    curvatures = np.abs(np.linalg.eigvalsh(random_hills(seed).hessian(MAP)))
    assert 0.9 * CURVATURE < curvatures.max() < 1.002 * CURVATURE  # between the grid's points


@each_seed
def test_nothing_is_lower_than_the_minimum(seed):
    hills = random_hills(seed)
    (lowest,) = hills.minimisers
    assert hills(lowest) == pytest.approx(hills.minimum_value, abs=1e-12)
    np.testing.assert_allclose(hills.gradient(lowest), 0, atol=1e-8)
    assert np.linalg.eigvalsh(hills.hessian(lowest)).min() > 0
    assert hills(MAP).min() > hills.minimum_value
    # SciPy, from places in and around the map, finds nothing better
    starts = np.random.default_rng(seed).uniform(-9, 9, (8, 2))
    ends = [minimize(hills, w, jac=hills.gradient, method="BFGS").fun for w in starts]
    assert min(ends) >= hills.minimum_value - 1e-9


@each_seed
def test_the_start_is_as_high_and_as_far_as_promised(seed):
    hills = random_hills(seed)
    assert 25 < hills(hills.start) - hills.minimum_value < 75
    assert 4.5 < np.linalg.norm(hills.start - hills.minimisers[0]) < 9
    assert 5 < np.linalg.norm(hills.gradient(hills.start)) < 15
    assert np.abs(hills.start).max() < 5


def test_a_seed_means_the_same_hills_everywhere():
    # pinned: a class on different machines, and a course next year, walk the same hills
    hills = random_hills(2)
    np.testing.assert_allclose(hills.start, [-2.742451483, 3.536936998], atol=1e-7)
    np.testing.assert_allclose(hills.minimisers, [[0.466860862, -2.807347717]], atol=1e-7)
    assert hills.minimum_value == pytest.approx(632.873435409, abs=1e-6)
    np.testing.assert_array_equal(random_hills(2)(MAP), hills(MAP))


def test_another_seed_means_other_hills():
    starts = {tuple(random_hills(seed).start) for seed in range(20)}
    assert len(starts) == 20


@pytest.mark.parametrize(
    ("seed", "error"), [(-1, ValueError), (1.5, TypeError), (True, TypeError), ("7", TypeError)]
)
def test_a_seed_is_a_whole_number(seed, error):
    with pytest.raises(error, match="seed must be"):
        random_hills(seed)
