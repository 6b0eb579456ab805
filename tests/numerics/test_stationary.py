"""Stationary points: found by Newton, checked by SciPy, the gradient, and the published values."""

import numpy as np
import pytest
from scipy.optimize import root

import gdteach as gd
from gdteach.numerics.catalogue import OBJECTIVES, get_objective
from gdteach.numerics.stationary import hessians

HIMMELBLAU = gd.himmelblau()
# FACTS.md: minima and saddles by Newton, 30 digits
SADDLES = [
    (0.0866775046, 2.8842547012),
    (3.3851541836, 0.0738518798),
    (-0.1279613467, -1.9537149802),
    (-3.0730257508, -0.0813530443),
]
TOP = (-0.270844590667, -0.923038556480)


def in_some_order(points):
    return sorted(map(tuple, np.round(points, 6)))


def test_himmelblau_has_nine_flat_places():
    found = gd.stationary_points(HIMMELBLAU)
    assert sorted(found.kinds) == ["maximum"] + 4 * ["minimum"] + 4 * ["saddle"]
    assert in_some_order(found.of_kind("minimum")) == in_some_order(HIMMELBLAU.minimisers)
    assert in_some_order(found.of_kind("saddle")) == in_some_order(SADDLES)
    np.testing.assert_allclose(found.of_kind("maximum"), [TOP], atol=1e-9)
    assert found.values[-1] == pytest.approx(HIMMELBLAU(TOP)) == pytest.approx(181.616521523)
    assert np.abs(HIMMELBLAU.gradient(TOP)).max() < 1e-9
    assert (np.diff(found.values) >= 0).all()
    assert found.of_kind("degenerate").shape == (0, 2)
    for array in (found.points, found.values, found.curvatures):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


@pytest.mark.parametrize("name", sorted(OBJECTIVES))
def test_they_are_flat_and_their_curvatures_are_the_hessians(name):
    objective = get_objective(name)
    found = gd.stationary_points(objective)
    assert len(found) == len(found.kinds) > 0
    np.testing.assert_allclose(objective.gradient(found.points), 0, atol=1e-7)
    for point, curvatures in zip(found.points, found.curvatures, strict=True):
        matrix = gd.central_difference_hessian(objective.function, point)
        scale = 1 + np.abs(matrix).max()
        np.testing.assert_allclose(np.linalg.eigvalsh(matrix), curvatures, atol=1e-4 * scale)
    known = np.concatenate([objective.minimisers, objective.local_minimisers])
    for minimiser in known:
        assert np.abs(found.points - minimiser).max(axis=1).min() < 1e-6


def test_scipy_finds_no_other_on_himmelblau():
    found = gd.stationary_points(HIMMELBLAU).points
    starts = np.random.default_rng(0).uniform(-5, 5, (40, 2))
    for start in starts:
        answer = root(HIMMELBLAU.gradient, start, jac=HIMMELBLAU.hessian, tol=1e-12)
        if answer.success and (np.abs(answer.x) < 6).all():
            assert np.abs(found - answer.x).max(axis=1).min() < 1e-6


def test_the_kinds_of_the_catalogue():
    kinds = {name: gd.stationary_points(get_objective(name)).kinds for name in OBJECTIVES}
    assert kinds["saddle"] == ("saddle",)
    assert kinds["quartic"] == ("degenerate",)
    assert kinds["double_well"] == ("minimum", "minimum", "maximum")
    assert kinds["rosenbrock"] == kinds["plateau"] == ("minimum",)


def test_a_function_of_ones_own_needs_no_hessian():
    hills = gd.as_objective(lambda w: np.cos(w), domain=(-4, 4))
    found = gd.stationary_points(hills, points=9)
    np.testing.assert_allclose(np.sort(found.points[:, 0]), [-np.pi, 0, np.pi], atol=1e-5)
    assert found.kinds == ("minimum", "minimum", "maximum")
    np.testing.assert_allclose(hessians(hills, np.array([[0.0], [1.0]])).ravel(),
                               -np.cos([0, 1]), atol=1e-5)  # fmt: skip


def test_where_nothing_is_flat_there_is_nothing():
    slope = gd.as_objective(lambda x, y: 2 * x + y)
    found = gd.stationary_points(slope, points=3)
    assert len(found) == 0
    assert repr(found) == "StationaryPoints(none)"
    assert found.of_kind("minimum").shape == (0, 2)
