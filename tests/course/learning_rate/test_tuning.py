"""The tuning game: hidden hills, five tries, and a score against the best constant rate."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

import gdteach as gd
from gdteach.course.learning_rate.hidden_hill import STEPS, hidden_hill
from gdteach.course.learning_rate.tuning import ROLES, TRIES
from tests.seeing import as_made, layers

game = as_made(lambda: gd.TuningGame(seed=1), lambda game: setattr(game, "seed", 0))


def height(hill, learning_rate):
    """Return f after 30 steps by the closed form: one factor for each eigenvalue."""
    curvatures, directions = np.linalg.eigh(hill.objective.hessian(hill.start))
    errors = directions.T @ hill.start * (1 - learning_rate * curvatures) ** STEPS
    return float(0.5 * curvatures @ errors**2)


@pytest.mark.parametrize("seed", range(12))
def test_the_best_rate_is_the_best_there_is(seed):
    hill = hidden_hill(seed)
    wall = 2 / hill.objective.smoothness
    found = minimize_scalar(
        lambda eta: np.log(height(hill, eta)), bounds=(1e-6 * wall, wall), method="bounded",
        options={"xatol": 1e-9 * wall},
    )  # fmt: skip
    assert hill.best_rate == pytest.approx(found.x, rel=1e-4)
    assert hill.best_height == pytest.approx(height(hill, hill.best_rate), rel=1e-6)
    assert hill.best_height <= np.exp(found.fun) * (1 + 1e-6)


@pytest.mark.parametrize("seed", range(12))
def test_every_hill_starts_at_height_one_and_can_be_tuned_by_hand(seed):
    hill = hidden_hill(seed)
    assert hill.objective(hill.start) == pytest.approx(1)
    assert 0.03 <= hill.objective.smoothness <= 300
    assert 8 <= hill.objective.condition_number <= 20
    # powers of ten, then threes: five tries reach more than half of the best
    tens = max(10.0 ** np.arange(-3, 2), key=lambda eta: hill.score(height(hill, eta)))
    near = max((tens, 3 * tens, tens / 3), key=lambda eta: hill.score(height(hill, eta)))
    assert hill.score(height(hill, near)) > 30


def test_the_heights_are_those_of_descend():
    hill = hidden_hill(4)
    run = gd.gradient_descent(hill.objective, hill.start, hill.best_rate, max_steps=STEPS)
    np.testing.assert_allclose(hill.heights(hill.best_rate), run.values, rtol=1e-9)
    assert hill.heights(1e9)[-1] == np.inf


def test_one_seed_is_one_hill_everywhere():
    assert hidden_hill(7).best_rate == hidden_hill(7).best_rate
    assert len({hidden_hill(seed).best_rate for seed in range(50)}) == 50


def test_the_score_counts_decimal_places():
    hill = hidden_hill(1)
    assert hill.score(hill.best_height) == 100
    assert hill.score(np.sqrt(hill.best_height)) == pytest.approx(50)
    assert hill.score(1.0) == hill.score(1e9) == hill.score(np.inf) == 0
    assert hill.score(0.0) == 100


def test_five_tries_and_then_the_curve_is_revealed(game):
    hill = hidden_hill(game.seed)
    for count, rate in enumerate((0.1, 1, 0.3, 0.6, 0.55), start=1):
        assert not game.over
        game.attempt(rate)
        assert len(game.tries) == count
        assert f"Try {count} of {TRIES}" in game.status
        shapes = [layer.kind for layer in game.player.layers]
        assert ("curve" in shapes) == (count == TRIES)
        assert shapes.count("trail") == count
    assert game.over
    expected = [hill.score(height(hill, rate)) for rate in game.tries]
    assert game.scores == pytest.approx(expected)
    assert f"Your best: {max(game.scores):.0f} of 100" in game.status
    game.attempt(0.2)
    assert len(game.tries) == TRIES
    assert "All 5 tries are used" in game.status


def test_each_try_has_its_number_on_its_own_curve_and_beside_its_end(game):
    for rate in (0.1, 1, 0.3, 0.6, 0.55):
        game.attempt(rate)
    for place, role in enumerate(ROLES):
        number, beside = (
            next(label for label in layers(game, "label", axes) if label.colour == role)
            for axes in (game.heights, game.ends)
        )
        assert number.texts == beside.texts == (str(place + 1),)
        (step, height), curve = number.points[0], hidden_hill(game.seed).heights(game.tries[place])
        assert height == pytest.approx(0.5 * curve[int(step)])  # of its type, half is below
        assert (beside.points[0] > [game.tries[place], 0]).all()


def test_nothing_is_given_away_before_the_end(game):
    for rate in (0.1, 1, 0.3, 0.6):
        game.attempt(rate)
    hill = hidden_hill(game.seed)
    shown = game.status + game.player.alt + "".join(game.player.captions) + repr(game)
    for secret in (hill.best_rate, 2 / hill.objective.smoothness):
        assert f"{secret:.3g}" not in shown


def test_the_buttons_and_the_box_play_it(game):
    game.controls["learning_rate"].value = 0.55
    game.controls["go"].click()
    assert game.tries == [0.55]
    assert "Try 1 of 5: η = 0.55" in game.controls["status"].value
    assert repr(game) == "TuningGame(seed=1, tries=1 of 5)"
    game.controls["new"].click()
    assert (game.seed, game.tries) == (2, [])
    assert "Hill 2" in game.controls["status"].value
    assert game.player.n_steps == 0


def test_a_rate_in_the_box_is_no_try_and_does_not_move_the_player(game):
    game.attempt(0.1)
    game.player.step = 3
    game.learning_rate = 0.2
    assert (game.tries, game.player.step) == ([0.1], 3)
    game.attempt()
    assert (game.tries, game.player.step) == ([0.1, 0.2], STEPS)


def test_a_try_at_zero_is_not_counted(game):
    game.attempt(0)
    assert game.tries == []
    assert "was not counted" in game.status


def test_a_try_that_leaves_the_numbers_counts_and_is_shown():
    game = gd.TuningGame()
    game.attempt(1e9)
    assert game.scores == [0]
    assert "climbs" in game.status
    assert "∞" in game.player.captions[-1]
    assert game.player.still().startswith(b"\x89PNG")


def test_a_bad_try_is_named_and_not_counted(game):
    for rate, error in ((-1, ValueError), ("x", TypeError)):
        with pytest.raises(error, match="learning_rate"):
            game.attempt(rate)
    assert game.tries == []


def test_a_long_evening_of_games(game):
    generator = np.random.default_rng(0)
    for _ in range(150):
        game.attempt([10 ** generator.uniform(-4, 2), 0, 1e6, 1e9][generator.integers(4)])
        game.player.step = int(generator.integers(31))
        game.controls[["go", "new"][generator.integers(2)]].click()
        assert len(game.tries) == len(game.scores) <= TRIES
        assert game.over == (len(game.tries) == TRIES)
