"""The catalogue: gradients against differences, minima against SciPy, constants against FACTS."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize

import gdteach as gd
from gdteach.numerics.catalogue import OBJECTIVES, get_objective
from gdteach.numerics.differences import central_difference_gradient, central_difference_hessian
from gdteach.numerics.objective import Objective

CATALOGUE = [factory() for factory in OBJECTIVES.values()] + [
    gd.parabola(smoothness=3.0, minimiser=-2.0),
    gd.parabola(smoothness=2.0, minimiser=1.5),
    gd.quadratic_bowl(25.0, smoothness=4.0, rotation=30.0, minimiser=(1.0, -2.0)),
]
EACH = pytest.mark.parametrize("objective", CATALOGUE, ids=lambda o: o.formula)
fractions = st.lists(st.floats(0, 1), min_size=2, max_size=2)


def inside(objective, fraction):
    low, high = objective.domain.T
    return low + np.array(fraction[: objective.dimension]) * (high - low)


@EACH
@given(fraction=fractions)
def test_derivatives_agree_with_central_differences(objective, fraction):
    w = inside(objective, fraction)
    for derivative, numerical, share in (
        # Differences err by h²f‴/6 + ε|f|/h ≈ 1e-10 times the scale of f in the box.
        (objective.gradient, central_difference_gradient, 1e-8),
        # ε^(1/2) ≈ 1.5e-8 is what second differences can give; a few thousand of them for f⁗.
        (objective.hessian, central_difference_hessian, 1e-5),
    ):
        scale = 1 + abs(objective(w)) + np.abs(derivative(w)).max()
        np.testing.assert_allclose(
            derivative(w), numerical(objective, w), rtol=0, atol=share * scale
        )


@EACH
def test_functions_broadcast_over_leading_axes_and_keep_the_layout(objective):
    d = objective.dimension
    w = np.random.default_rng(0).uniform(-1, 1, (4, 3, d))
    values, slopes, bends = objective(w), objective.gradient(w), objective.hessian(w)
    assert (values.shape, slopes.shape, bends.shape) == ((4, 3), (4, 3, d), (4, 3, d, d))
    np.testing.assert_allclose(values[2, 1], objective(w[2, 1]), rtol=1e-14)
    np.testing.assert_allclose(slopes[2, 1], objective.gradient(w[2, 1]), rtol=1e-14)
    np.testing.assert_array_equal(bends[2, 1], objective.hessian(w[2, 1]))
    columns = np.asfortranarray(w[0])
    assert objective.gradient(columns).flags.f_contiguous
    np.testing.assert_array_equal(columns, w[0])  # the point itself is left alone


# The rotated bowl is left out: its formula names a matrix A.
@pytest.mark.parametrize(
    "objective", [o for o in CATALOGUE if "A" not in o.formula], ids=lambda o: o.formula
)
def test_formula_is_the_function(objective):
    python = objective.formula
    for latex, plain in [
        (r"\tfrac{1}{2}\,", "0.5*"),
        ("e^{-w^2}", "exp(-w**2)"),
        (r"\,", "*"),
        ("2w", "2*w"),
        ("^", "**"),
    ]:
        python = python.replace(latex, plain)
    w = inside(objective, [0.3, 0.85])
    letters = {"w": w[0]} if objective.dimension == 1 else dict(zip("xy", w, strict=True))
    written = eval(python, {"exp": np.exp}, letters)
    np.testing.assert_allclose(objective(w), written, rtol=1e-13)


@pytest.mark.parametrize("objective", [o for o in CATALOGUE if len(o.minimisers)], ids=repr)
def test_scipy_finds_the_minimisers_and_no_lower_point_in_the_domain(objective):
    # w⁴ is flat: its minimiser is found to (1e-9/4)^(1/3) ≈ 6e-4 only.
    near = 1e-3 if objective.formula == "w^4" else 1e-7
    options = {"jac": objective.gradient, "method": "BFGS", "options": {"gtol": 1e-9}}
    for minimiser in objective.minimisers:
        found = optimize.minimize(objective, minimiser + 0.1, **options)
        np.testing.assert_allclose(found.x, minimiser, atol=near)
        np.testing.assert_allclose(objective(minimiser), objective.minimum_value, atol=1e-14)
        assert np.abs(objective.gradient(minimiser)).max() < 1e-13
        assert (np.linalg.eigvalsh(objective.hessian(minimiser)) >= 0).all()
    bounds = [tuple(row) for row in objective.domain]
    best = optimize.differential_evolution(objective, bounds, rng=1, maxiter=100)
    assert best.fun >= objective.minimum_value - 1e-12


def test_himmelblau_has_the_four_minimisers_of_the_facts():
    objective = gd.himmelblau()
    expected = [
        (3, 2),
        (-2.80511808695, 3.13131251825),
        (-3.77931025338, -3.28318599129),
        (3.58442834033, -1.84812652696),
    ]
    np.testing.assert_allclose(objective.minimisers, expected, rtol=0, atol=5.1e-12)
    largest = np.linalg.eigvalsh(objective.hessian(objective.minimisers))[:, 1]
    np.testing.assert_allclose(largest, [82.28427, 80.55007, 133.7856, 105.4189], rtol=1e-6)


def test_rosenbrock_has_the_curvatures_of_the_facts():
    low, high = np.linalg.eigvalsh(gd.rosenbrock().hessian(np.array([1.0, 1.0])))
    np.testing.assert_allclose([low, high, high / low], [0.399361, 1001.6006, 2508.01], rtol=1e-6)


def test_double_well_has_the_minima_of_the_facts():
    objective = gd.double_well()
    np.testing.assert_allclose(objective.minimisers, [[-1.03557871409]], atol=5.1e-12)
    np.testing.assert_allclose(objective.minimum_value, -1.30542848374, atol=5.1e-12)
    np.testing.assert_allclose(objective.local_minimisers, [[0.960149555519]], atol=5.1e-13)
    local = objective.local_minimisers[0]
    np.testing.assert_allclose(objective(local), -0.705853518972, atol=5.1e-13)
    assert abs(objective.gradient(0.0754291585697)) < 1e-11  # the barrier
    found = optimize.minimize_scalar(objective, bracket=(0.5, 1.0, 1.5), tol=1e-12)
    assert found.x == pytest.approx(local[0], abs=1e-7)


def test_saddle_is_stationary_but_has_no_minimiser():
    objective = gd.saddle()
    assert objective.minimisers.shape == (0, 2)
    assert objective.minimum_value is None
    assert not objective.gradient([0, 0]).any()
    np.testing.assert_array_equal(np.linalg.eigvalsh(objective.hessian([0, 0])), [-2, 2])


def test_plateau_fools_a_gradient_test_and_quartic_has_no_curvature_at_its_minimiser():
    np.testing.assert_allclose(gd.plateau().gradient(5.0), 1.39e-10, rtol=2e-3)
    assert gd.plateau()(5.0) == pytest.approx(1.0, abs=1e-10)
    assert gd.quartic().hessian(0.0) == 0


@pytest.mark.parametrize(
    "objective", [o for o in CATALOGUE if o.smoothness], ids=lambda o: o.formula
)
def test_smoothness_and_strong_convexity_bound_the_curvature_and_are_reached(objective):
    low, high = objective.domain.T
    axes = [np.linspace(a, b, 101) for a, b in zip(low, high, strict=True)]
    w = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, objective.dimension)
    eigenvalues = np.linalg.eigvalsh(objective.hessian(w))
    assert np.abs(eigenvalues).max() == pytest.approx(objective.smoothness, rel=1e-12)
    if objective.strong_convexity:
        assert eigenvalues.min() == pytest.approx(objective.strong_convexity, rel=1e-12)
    else:
        assert eigenvalues.min() < 0


@given(st.floats(1, 1e4), st.floats(0.01, 100), st.floats(-180, 180))
def test_bowl_has_the_chosen_eigenvalues_and_valley(kappa, L, rotation):
    bowl = gd.quadratic_bowl(kappa, smoothness=L, rotation=rotation, minimiser=(3, -1))
    eigenvalues = np.linalg.eigvalsh(bowl.hessian(np.zeros(2)))
    np.testing.assert_allclose(eigenvalues, [L / kappa, L], rtol=0, atol=1e-14 * L)
    assert bowl.condition_number == pytest.approx(kappa)
    angle = np.deg2rad(rotation)
    along = np.array([np.cos(angle), np.sin(angle)])
    slope = bowl.gradient(bowl.minimisers[0] + along)  # on the valley floor: μ along it
    np.testing.assert_allclose(slope, L / kappa * along, rtol=0, atol=1e-14 * (1 + L))
    assert ((bowl.domain[:, 0] < bowl.start) & (bowl.start < bowl.domain[:, 1])).all()


def test_bowl_without_smoothness_has_unit_strong_convexity():
    assert gd.quadratic_bowl(25).strong_convexity == 1
    assert gd.quadratic_bowl(25).formula == r"\tfrac{1}{2}\,(x^2 + 25\,y^2)"
    assert (gd.saddle().condition_number, gd.parabola(4).condition_number) == (None, 1)


@EACH
def test_start_and_minimisers_lie_in_the_domain_and_a_source_is_named(objective):
    low, high = objective.domain.T
    shown = [objective.start, *objective.minimisers, *objective.local_minimisers]
    assert all(((low < w) & (w < high)).all() for w in shown)
    assert objective.source
    assert objective.name


def test_get_objective_builds_the_catalogue_by_name():
    for name in OBJECTIVES:
        assert get_objective(name).formula == OBJECTIVES[name]().formula


def test_lists_integers_and_bare_numbers_are_points():
    bowl, line = gd.quadratic_bowl(10), gd.parabola(2)
    assert bowl([1, 2]) == 20.5
    np.testing.assert_array_equal(bowl.gradient([[1, 2], [3, 4]]), [[1, 20], [3, 40]])
    assert (line(3), line.gradient(3), line.hessian(3)) == (9, 6, 2)
    assert line.gradient(np.float64(3.0)).shape == ()
    assert line.gradient([3]).shape == (1,)


def test_objective_is_frozen_with_read_only_arrays_and_a_stable_repr():
    objective = gd.himmelblau()
    assert repr(objective) == "Objective('Himmelblau', 2-D)"
    with pytest.raises(dataclasses.FrozenInstanceError):
        objective.name = "other"
    for array in (objective.domain, objective.minimisers, objective.start):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_an_objective_can_be_changed_with_replace():
    moved = dataclasses.replace(gd.himmelblau(), start=(1, 1), name="Moved")
    assert isinstance(moved, Objective)
    assert repr(moved) == "Objective('Moved', 2-D)"
    np.testing.assert_array_equal(moved.gradient([3, 2]), [0, 0])
