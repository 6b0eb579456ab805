"""The momentum lab: its map against eigenvalues, its counts against runs, its pictures."""

import numpy as np
import pytest

import gdteach as gd
from gdteach.course.variants.ravine import arrival, best_pair, factor
from gdteach.numerics.methods import GradientDescent, Momentum, Nesterov
from tests.seeing import as_made, layers, press

KAPPA = 100
lab = as_made(lambda: gd.MomentumLab(gd.quadratic_bowl(KAPPA), gd.quadratic_bowl(10)))
DRAWS = np.random.default_rng(7).uniform([0, 0], [0.045, 0.999], (40, 2))


def linear_map(rule, rate, kept, curvature):
    """Return what a step does to (error, velocity), asked of the rule itself."""
    columns = []
    for error, velocity in np.eye(2):
        w, (v,) = rule(rate, kept).update(
            np.array([error]), np.array([curvature * error]), (np.array([velocity]),)
        )
        columns.append([w[0], v[0]])
    return np.transpose(columns)


def counted(rule, objective, start, target=1e-6):
    """Return the steps of a real run until so little of the first distance is left."""
    run = gd.descend(objective, start, rule, gd.Stopping(3000))
    sizes = np.linalg.norm(run.iterates - objective.minimisers[0], axis=1)
    return int(np.flatnonzero(sizes > target * sizes[0])[-1]) + 1


@pytest.mark.parametrize("rule", [Momentum, Nesterov])
def test_the_factor_is_the_largest_eigenvalue_of_a_step(rule):
    for rate, kept in DRAWS:
        eigenvalues = [np.linalg.eigvals(linear_map(rule, rate, kept, each)) for each in (1, KAPPA)]
        found = factor(rule, rate, kept, (1, KAPPA))
        assert found == pytest.approx(np.abs(eigenvalues).max(), rel=1e-9)


@pytest.mark.parametrize("kept", [0.0, 0.3, 0.9])
@pytest.mark.parametrize(
    ("rule", "wall"), [(Momentum, lambda b: 1), (Nesterov, lambda b: 1 / (1 + 2 * b))]
)
def test_beyond_its_wall_a_pair_diverges(rule, wall, kept):
    rates = 2 * (1 + kept) * wall(kept) / KAPPA * np.array([0.999, 1, 1.001])
    below, at, above = factor(rule, rates, kept, (1, KAPPA))
    assert below < 1 < above
    assert at == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(
    ("rule", "kappa", "pair", "rho"),
    [
        (Momentum, 10, (0.2308861570, 0.2698738636), 0.5194938533),
        (Momentum, 100, (0.0330578512, 0.6694214876), 9 / 11),
        (Nesterov, 10, (0.1290322581, 0.4714423166), 0.640789),
        (Nesterov, 100, (0.0132890365, 0.7932747263), 0.884722),
    ],
)
def test_the_star_is_where_the_factor_is_smallest(rule, kappa, pair, rho):
    best = best_pair(rule, 1, kappa)
    assert best == pytest.approx(pair, abs=1e-9)
    assert factor(rule, *best, (1, kappa)) == pytest.approx(rho, abs=1e-6)
    others = best + np.random.default_rng(8).normal(0, [0.2 / kappa, 0.05], (500, 2))
    eta, beta = np.clip(others, 0, [np.inf, 1]).T
    assert factor(rule, eta, beta, (1, kappa)).min() > rho


@pytest.mark.parametrize(
    ("rule", "kappa", "steps"),
    [
        (Momentum(*best_pair(Momentum, 1, 10)), 10, 27),
        (Momentum(*best_pair(Momentum, 1, 100)), 100, 93),
        (Momentum(0.033, 0.67), 100, 84),  # beside the star, whose root is double
        (Momentum(0.0331, 0.669), 100, 132),  # a hair beyond the star, and half as many again
        (Momentum(2 / 101, 0), 100, 691),
        (Momentum(0.01, 0.9), 100, 263),
        (Nesterov(0.01, 9 / 11), 100, 154),
        (Nesterov(*best_pair(Nesterov, 1, 100)), 100, 132),
        (Momentum(0.1, 0), 100, None),
        (Momentum(1e-5, 0), 100, None),
    ],
)
def test_arrivals_are_those_of_real_runs(rule, kappa, steps):
    assert arrival(rule, (1, kappa), (1, 1)) == steps
    if steps:
        assert counted(rule, gd.quadratic_bowl(kappa), (1, 1)) == steps


def test_both_runs_are_those_of_their_methods(lab):
    lab.learning_rate, lab.momentum, lab.max_steps = 0.033, 0.67, 20
    w, v = np.array([1.0, 1.0]), np.zeros(2)
    for step in range(21):
        np.testing.assert_allclose(lab.trajectory.iterates[step], w, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(lab.plain.iterates[step], [0.967**step, (-2.3) ** step])
        v = 0.67 * v + w * [1, KAPPA]
        w = w - 0.033 * v
    assert lab.steps_needed == [84, None]


def test_momentum_is_no_larger_rate(lab):
    lab.learning_rate, lab.momentum = lab.best
    lab.plain_rate = "η/(1 − β)"
    assert lab.plain.method.learning_rate == pytest.approx(0.1)
    assert lab.plain.iterates[1, 1] == pytest.approx(-9)
    assert "η = 0.1: factor −9, never" in lab.player.captions[-1]
    assert "ρ = 0.818: a millionth of the first distance after 93 steps" in lab.player.captions[-1]


def test_what_does_not_move_never_arrives(lab):
    lab.set_trait("learning_rate", 0)
    assert "first distance never. Plain" in lab.player.captions[-1]


def test_nesterov_has_a_map_and_a_star_of_its_own(lab):
    before = lab.best
    lab.method, lab.learning_rate, lab.momentum = "Nesterov", 0.01, 9 / 11
    assert lab.best != before
    assert (lab.rate, lab.steps_needed) == (pytest.approx(0.9), [154, 1341])
    run = gd.descend(lab.objective, (1, 1), Nesterov(0.01, 9 / 11), gd.Stopping(100))
    np.testing.assert_array_equal(lab.trajectory.iterates, run.iterates)
    assert "w₁ = w₀ − 0.01·(∇f(w₀) + β·v₁) = (0.982, −0.818)" in lab.player.captions[1]


def test_a_caption_has_both_lines_of_the_update(lab):
    lab.learning_rate, lab.momentum = 0.02, 0.5
    first, second = lab.player.captions[2].split("\n")
    assert first == "v₂ = β·v₁ + ∇f(w₁) = 0.5·(1, 100) + (0.98, −100) = (1.48, −50)"
    assert second == "w₂ = w₁ − 0.02·v₂ = (0.95, 0)   distance left: 0.672"


def test_a_press_on_the_map_takes_a_pair_and_near_the_star_the_best(lab):
    right = lab.pairs.get_xlim()[1]
    press(lab.player, lab.pairs, 0.25, 0.6)  # from above
    assert (lab.learning_rate, lab.momentum) == (pytest.approx(0.0105), pytest.approx(0.4))
    eta, beta = lab.best
    press(lab.player, lab.pairs, eta / right + 0.015, 1 - beta + 0.015)
    assert (lab.learning_rate, lab.momentum) == pytest.approx(lab.best, rel=1e-7)
    assert lab.steps_needed[0] == 93
    press(lab.player, lab.pairs, 0.5, 0.0)
    assert lab.momentum == 0.99
    ball, diamond = (layers(lab, "marker", lab.pairs)[place].points[0] for place in (1, 0))
    assert ball == pytest.approx([right / 2, 0.99], rel=1e-2)
    assert diamond == pytest.approx([right / 2, 0], rel=1e-2)


def test_distances_are_shares_of_the_first(lab):
    plain, path = layers(lab, "trail", lab.distances)
    assert plain.points[:, 1] == pytest.approx(
        np.hypot(0.99 ** np.arange(101), 0.0 ** np.arange(101)) / np.sqrt(2)
    )
    assert path.points[0, 1] == 1
    assert (plain.dashed, path.dashed) == (True, False)


def test_what_has_left_the_picture_is_not_drawn_for_ever(lab):
    lab.learning_rate = 0.1
    plain, path = layers(lab, "trail", lab.map)
    assert np.isfinite(plain.points[:2]).all()
    assert np.isnan(plain.points[3:]).all()
    assert np.isnan(path.points[-1]).all()


def test_at_the_minimiser_there_is_nothing_to_see(lab):
    lab.start = (0, 0)
    assert lab.player.captions == ["The start is the minimiser: choose another."]


@pytest.mark.parametrize("objective", ["himmelblau", "saddle", "rosenbrock"])
def test_what_is_no_ravine_is_refused(objective):
    with pytest.raises(ValueError, match="a quadratic with one minimum"):
        gd.MomentumLab(objective)


def test_the_loss_of_a_line_is_a_ravine():
    lab = gd.MomentumLab(gd.linear_regression([1, 2, 4], [1, 2, 2]), start=(0, 0), max_steps=3)
    lab.learning_rate, lab.momentum = lab.best
    assert lab.steps_needed[0] == counted(Momentum(*lab.best), lab.objective, (0, 0))
    assert isinstance(lab.plain.method, GradientDescent)
