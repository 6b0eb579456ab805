"""The numbers that notebook 06 and its questions state and no cell prints, recomputed.

The runs are those of small loops on a loss and a gradient written out in `birds`. Kept apart from
them are the golden numbers, from an independent run with other libraries.
"""

import functools
import math

import numpy as np
import pytest
from scipy.optimize import minimize

import gdteach as gd
from tests.asking import says
from tests.course.training.birds import (
    DECAYED,
    EASY,
    FLIPPER,
    MASS,
    MIXED,
    NET,
    SPECIES,
    X,
    Y,
    apart,
    backward,
    descent,
    errors,
    loss,
    probabilities,
    standardised,
    together,
)
from tests.course.training.test_units import IN_UNITS, curvatures, steps_to_go

Z = standardised(FLIPPER)


@pytest.fixture(scope="module")
def trained():
    """The lesson's run: seed 0, η = 3, 2000 steps."""
    return descent(NET.start, 3.0, 2000)


def descend(gradient, w, learning_rate, steps):
    path = [w]
    for _ in range(steps):
        path.append(path[-1] - learning_rate * gradient(path[-1]))
    return np.array(path)


# A loss is an objective


def line_of(convention):
    """Return the gradient of the squared error on standardised lengths, by its definition."""
    factor = {"1/m": 2 / len(Z), "1/2m": 1 / len(Z), "sum": 2.0}[convention]

    def gradient(w):
        residual = w[0] * Z + w[1] - MASS
        return factor * np.array([residual @ Z, residual.sum()])

    return gradient


def test_same_rate():
    best = np.polyfit(Z, MASS, 1)
    for convention, factor in {"1/2m": 0, "1/m": -1, "sum": -665}.items():
        off = descend(line_of(convention), np.zeros(2), 1.0, 2) - best
        np.testing.assert_allclose(off[1:], factor * off[:-1], rtol=1e-9, atol=1e-9)
    assert 2 * len(Z) == 666
    says("training/same_rate#bounces,explodes", "666", "−1")
    says("training/same_rate#bounces", "−665")


def test_units():
    counts = {unit: steps_to_go(unit, "1/L") for unit in ("mm", "centred")}
    assert counts == {"mm": 38_354_618, "centred": 1347}
    says("training/units", str(counts["centred"]), f"{FLIPPER.mean():.0f} mm")
    L, mu = curvatures(FLIPPER)
    says("training/units#same,ten_times,millions", "38 354 618", f"{L / mu / 1e6:.1f} million")
    L, mu = curvatures(IN_UNITS["centred"])
    says("training/units#same,ten_times", f"{L / mu:.0f}")


def test_after_one_step_the_line_in_mm_is_that_through_the_origin_and_then_it_rests():
    L, _ = curvatures(FLIPPER)
    gradient = lambda w: 2 * np.array([np.mean((w[0] * FLIPPER + w[1] - MASS) * FLIPPER),  # noqa: E731
                                       np.mean(w[0] * FLIPPER + w[1] - MASS)])  # fmt: skip
    path = descend(gradient, np.zeros(2), 1 / L, 10_000)
    through_the_origin = FLIPPER @ MASS / (FLIPPER @ FLIPPER)
    assert path[1] * 1000 == pytest.approx([21.0745643, 0.1], abs=0.02)
    assert path[1, 0] == pytest.approx(through_the_origin, rel=5e-5)
    assert path[-1] * 1000 == pytest.approx([21.1091167, -6.8739], rel=1e-4)
    assert abs(path[-1, 1]) < 0.002 * abs(np.polyfit(FLIPPER, MASS, 1)[1])


def test_1_kg_more_intercept_is_made_up_for_by_less_slope():
    """Along the level direction of the bowl in mm, the eigenvector of the smallest curvature."""
    A = np.column_stack([FLIPPER, np.ones(len(FLIPPER))])
    slope, intercept = np.linalg.eigh(A.T @ A)[1][:, 0]
    assert f"{slope / intercept:.3f}" == "-0.005"


def test_two_standardised_features_have_a_condition_number_by_their_correlation():
    features = [standardised(gd.penguins()[name]) for name in ("flipper_length_mm",
                                                                "bill_length_mm")]  # fmt: skip
    L, *_, mu = np.linalg.svd(np.column_stack([*features, np.ones(len(Z))]))[1] ** 2
    r = abs(np.corrcoef(features)[0, 1])
    assert L / mu == pytest.approx((1 + r) / (1 - r)) == pytest.approx(4.765278, rel=1e-6)


def test_two_fits():
    (a, b), (slope, intercept) = np.polyfit(FLIPPER, MASS, 1), np.polyfit(Z, MASS, 1)
    at_200 = slope * (200 - FLIPPER.mean()) / FLIPPER.std() + intercept
    assert 200 * a + b == pytest.approx(at_200, rel=1e-10) == pytest.approx(4.1585605, rel=1e-7)
    says("training/two_fits", "200 mm")
    says("training/two_fits#all_same", f"{a:.4f} kg", f"{slope:.3f} kg", f"{FLIPPER.std():.0f} mm")


# Yes or no


def gap_after(objective, learning_rate, steps):
    """Return f minus its minimum along a descent from 0."""
    path = descend(objective.gradient, np.zeros(3), learning_rate, steps)
    return objective(path) - objective(MIXED.minimisers[0])


def arrives(learning_rate, steps):
    """Return the first step with a millionth of the first gap."""
    gaps = gap_after(MIXED, learning_rate, steps)
    return int(np.argmax(gaps <= 1e-6 * gaps[0]))


def test_beyond_the_guarantee():
    A = np.column_stack([MIXED.inputs, np.ones(len(MIXED.targets))])
    L = np.linalg.eigvalsh(A.T @ A / len(A))[-1] / 4
    p = 1 / (1 + np.exp(-A @ [12.0562856714, -4.72731469073, -4.73497898703]))
    at_the_minimiser = np.linalg.eigvalsh(A.T @ (A * (p * (1 - p))[:, None]) / len(A))[-1]
    says("training/beyond_the_guarantee", f"{L:.3f}", f"{2 / L:.2f}", "20")
    assert round(20 / (2 / L)) == 3  # "three times 2/L"
    options = "training/beyond_the_guarantee#diverges,bounces,arrives"
    assert f"{at_the_minimiser:.5f}" == "0.01817"  # the notebook has this number too
    says(options, "742", "0.01817")
    says("training/beyond_the_guarantee#diverges,arrives", f"{2 / at_the_minimiser:.0f}")
    says("training/beyond_the_guarantee#arrives", "4924")
    says("training/beyond_the_guarantee#bounces", "0.318", f"{2 / 20:g}")
    assert (arrives(20, 800), arrives(1 / L, 5000)) == (742, 4924)
    assert arrives(2 / L, 2500) == 2459 > 742  # "sooner than any η below 2/L"


def test_at_3_it_is_on_its_way_and_at_110_it_arrives():
    gaps = gap_after(MIXED, 3, 2000)
    assert gaps[-1] / gaps[0] == pytest.approx(1.358e-4, rel=1e-3)  # "after 2000 steps"
    assert gap_after(MIXED, 110, 2000)[-1] < 1e-12


def test_at_112_it_arrives_to_the_last_digit_and_comes_back():
    """By a factor of 1 − 112·λ = −1.035 a step, beginning with what rounding leaves."""
    path = descend(MIXED.gradient, np.zeros(3), 112, 2000)
    gaps = MIXED(path) - MIXED.minimum_value
    assert gaps.min() < 1e-15
    assert gaps.argmin() == pytest.approx(848, abs=60)
    assert gaps[1000] > 1e-14  # seen on an axis that begins at 1e-16
    factors = gaps[1001:1200] / gaps[1000:1199]
    np.testing.assert_allclose(factors, (1 - 112 * 0.01817) ** 2, rtol=2e-3)
    assert gaps[-1] > 5e-4
    np.testing.assert_allclose(path[-1], path[-3], rtol=1e-6)  # "a hop between two points"
    assert np.linalg.norm(path[-1] - path[-2]) > 0.1


@pytest.fixture(scope="module")
def surer():
    return descend(EASY.gradient, np.zeros(3), 1.0, 100_000)


def test_separable(surer):
    thousand, ten_thousand, last = np.linalg.norm(surer[[1000, 10_000, -1]], axis=1)
    options = "training/separable#soon,zero_loss,nowhere"
    says(options, f"{thousand:.1f}", f"{last:.1f}")
    says("training/separable#nowhere", f"{ten_thousand:.1f}")
    assert (np.diff(EASY(surer)) < 0).all()
    assert np.sum((EASY.predict(surer[-1], EASY.inputs) > 0.5) != EASY.targets) == 0


def test_on_screen_each_ten_times_as_many_steps_add_more_to_the_weights(surer):
    """No straight line against a logarithmic axis yet: a decade adds 15.9 in the end."""
    decades = np.diff(np.linalg.norm(surer[[10, 100, 1000, 10_000, 100_000]], axis=1))
    assert decades == pytest.approx([2.28, 2.93, 5.33, 11.02], abs=0.005)


def test_the_boundary_turns_ever_more_slowly_to_the_widest_gap(surer):
    widest = np.array([0.694714, -0.713977, 0.087227])
    ends = surer[[1000, 10_000, 100_000]]
    cosines = ends @ widest / np.linalg.norm(ends, axis=1) / np.linalg.norm(widest)
    assert np.degrees(np.arccos(cosines)) == pytest.approx([10.9, 7.3, 3.7], abs=0.06)


@pytest.mark.parametrize("test", ["gradient", "step", "value"])
def test_each_stopping_test_ends_a_run_without_a_minimum_and_where_is_up_to_it(test):
    ends = [
        gd.gradient_descent(
            EASY, np.zeros(3), 1.0, max_steps=20_000, **{f"{test}_tolerance": tolerance}
        )
        for tolerance in (1e-2, 1e-3)
    ]
    first, second = (len(run.iterates) for run in ends)
    assert first < 0.7 * second < 0.7 * 20_000


def test_weight_decay_brings_a_minimum_back():
    penalised = gd.weight_decay(EASY, 0.01)
    path = descend(penalised.gradient, np.zeros(3), 1.0, 3000)
    assert np.linalg.norm(penalised.gradient(path[-1])) < 1e-10


# A network


def test_a_network_of_51_weights():
    assert NET.dimension == 2 * 8 + 8 + 8 * 3 + 3 == 51
    says("training/who_moves", "51")
    says("training/two_minima", "51")


def wrong_at_scores(p, y):
    return (p - y) * p * (1 - p)


def test_check_shows():
    wrong = together(*backward(NET.start, at_scores=wrong_at_scores))
    numeric = np.array([(loss(NET.start + h) - loss(NET.start - h)) / 2e-5
                        for h in 1e-5 * np.eye(51)])  # fmt: skip
    right = together(*backward(NET.start))

    def check(g):
        return np.linalg.norm(g - numeric) / (np.linalg.norm(g) + np.linalg.norm(numeric))

    assert check(right) < 1e-9
    assert check(wrong) == pytest.approx(0.629, abs=5e-4)
    says("training/check_shows#tiny,small,large", f"{(1 - 1 / 4) / (1 + 1 / 4):.1f}")
    size = np.linalg.norm(wrong) / np.linalg.norm(right)
    assert size == pytest.approx(0.2285, abs=5e-5)  # "about a quarter as long as n"
    cosine = wrong @ right / np.linalg.norm(wrong) / np.linalg.norm(right)
    assert np.degrees(np.arccos(cosine)) < 5  # "in nearly its direction"
    assert (np.sign(wrong) == np.sign(right)).all()  # "the signs are right"
    assert abs(wrong / right).max() < 0.6


def test_the_wrong_slope_trains_all_the_same_only_later(trained):
    w, losses = NET.start, [loss(NET.start)]
    for _ in range(2000):
        w = w - 3 * together(*backward(w, at_scores=wrong_at_scores))
        losses.append(loss(w))
    assert (np.diff(losses) < 0).all()
    assert losses[-1] == pytest.approx(0.0755594760, abs=1e-9)
    assert all(losses[t] > loss(trained[t]) for t in range(50, 2001, 50))


def test_loss_and_errors(trained):
    before, after = trained[:2]
    says("training/loss_and_errors", str(errors(before)), f"{loss(before):.3f}")
    says("training/loss_and_errors", f"{loss(after):.3f}")
    says("training/loss_and_errors#same,few,third", str(errors(after)))
    assert errors(before) == errors(after) == 47
    assert loss(after) / loss(before) == pytest.approx(1 / 3, abs=0.01)
    says("training/loss_and_errors#third", f"{47 / 3:.0f}")


def test_the_golden_losses_of_training(trained):
    golden = {0: (0.860551828651, 47), 1: (0.286503664159, 47), 2: (0.169503751925, 17),
              10: (0.104188244742, 14), 100: (0.072426108796, 12), 500: (0.067936949900, 11),
              1000: (0.059136066083, 9), 2000: (0.035108154855, 4)}  # fmt: skip
    for step, (value, count) in golden.items():
        assert loss(trained[step]) == pytest.approx(value, abs=1e-9)
        assert errors(trained[step]) == count  # "12 birds are wrong by step 100, and 4 are left"


def test_by_step_100_the_boundaries_are_those_without_hidden_units_and_bent_from_1000_on(trained):
    def straight(v):
        scores = X @ v[:6].reshape(2, 3) + v[6:]
        return np.mean(np.log(np.exp(scores).sum(axis=1)) - (scores * Y).sum(axis=1))

    best = minimize(straight, np.zeros(9), method="BFGS")
    v = best.x
    assert best.fun == pytest.approx(0.0717399, abs=1e-6)
    assert loss(trained[100]) < 1.01 * best.fun  # "about as good"
    wrong = (X @ v[:6].reshape(2, 3) + v[6:]).argmax(axis=1) != Y.argmax(axis=1)
    assert wrong.sum() == errors(trained[100]) == 12
    grid = np.stack(np.meshgrid(*2 * [np.linspace(-2.2, 2.5, 50)]), axis=-1).reshape(-1, 2)
    says_straight = (grid @ v[:6].reshape(2, 3) + v[6:]).argmax(axis=1)
    off = {
        t: np.mean(probabilities(trained[t], grid).argmax(axis=1) != says_straight)
        for t in (10, 100, 300, 1000, 2000)
    }
    assert max(off[100], off[300]) < 0.015 < 0.04 < off[1000] < off[2000]
    assert off[10] > 0.04


def test_at_10_the_loss_rises_and_falls_and_at_3_it_only_falls(trained):
    fine, rough = (
        np.array([loss(w) for w in path[::2]]) for path in (trained, descent(NET.start, 10.0, 2000))
    )
    assert (np.diff(fine) < 0).all()
    assert (np.diff(rough) > 0).sum() > 5
    assert rough[-1] < fine[-1]


def test_all_zero():
    w = descent(np.zeros(51), 3.0, 2000)[-1]
    assert not w[:48].any()  # all but b2
    shares = Y.mean(axis=0)
    np.testing.assert_allclose(probabilities(w)[0], shares, rtol=1e-6)
    entropy = -(shares @ np.log(shares))
    assert loss(w) == pytest.approx(entropy) == pytest.approx(1.053641629915)
    says("training/all_zero#nothing,shares", f"{entropy:.4f}", str(errors(w)))
    assert errors(w) == 187
    says("training/all_zero#shares", "0.5")


@pytest.mark.parametrize(("learning_rate", "count"), [(1.0, 14), (3.0, 15)])
def test_units_that_begin_alike_stay_alike(learning_rate, count):
    w = descent(np.full(51, 0.5), learning_rate, 2000)[-1]
    W1, b1, W2, _ = apart(w)
    units = np.column_stack([W1.T, b1, W2])
    np.testing.assert_allclose(units, np.broadcast_to(units[0], units.shape), atol=1e-12)
    assert errors(w) == count


# How many minima


MINIMA = [0.201282844, 0.201825209, 0.201850386]


def decayed(w):
    return loss(w) + 0.005 * w @ w


@functools.cache
def minimum_from(seed):
    """Return where a descent ends, as Newton-like steps find it more sharply."""
    w = descend(lambda w: together(*backward(w)) + 0.01 * w, NET.layers.initial(seed), 3.0, 1500)[
        -1
    ]
    found = minimize(
        decayed, w, jac=lambda w: together(*backward(w)) + 0.01 * w, method="BFGS",
        options={"gtol": 1e-10},
    )  # fmt: skip
    return found.x


@pytest.mark.parametrize("seeds", [range(8)])
def test_random_starts_lead_to_three_values_of_the_loss(seeds):
    """Of the forty starts of the text these are the first; all forty were tried once."""
    values = np.array([decayed(minimum_from(seed)) for seed in seeds])
    nearest = np.abs(values[:, np.newaxis] - MINIMA)
    assert nearest.min(axis=1).max() < 1e-8
    assert set(nearest.argmin(axis=1)) == {0, 1, 2}


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_at_each_of_the_three_minima_13_birds_are_wrong(seed):
    assert errors(minimum_from(seed)) == 13


def test_on_the_plane_through_three_minima_a_high_hill_a_low_one_and_one_between():
    """Between none of them the way is level: all three lines climb by more than a fifth."""
    first, second, third = map(minimum_from, (1, 4, 2))
    highest = [
        max(decayed(one + share * (other - one)) for share in np.linspace(0, 1, 201))
        for one, other in ((first, second), (first, third), (second, third))
    ]
    assert highest == pytest.approx([0.80333, 0.24972, 0.51874], abs=2e-5)


def test_two_minima():
    first, second = minimum_from(1), minimum_from(4)
    value = decayed(first)
    assert value == pytest.approx(decayed(second), abs=1e-9)
    between = [decayed(first + share * (second - first)) for share in np.linspace(0, 1, 101)]
    assert np.argmax(between) == 50  # "half-way"
    distance = np.linalg.norm(first - second)
    says("training/two_minima", f"{value:.5f}", f"{distance:.1f}", f"{max(between):.2f}")
    np.testing.assert_allclose(probabilities(first), probabilities(second), atol=1e-6)
    for w in (first, second):
        assert np.abs(DECAYED.gradient(w)).max() < 1e-8
    copies = math.factorial(8) * 2**8
    says("training/two_minima#same", f"{copies:,}".replace(",", " "))
    says("training/two_minima#same", f"40 320 · {2**8}")
    assert math.factorial(8) == 40_320


@pytest.mark.parametrize(("seed", "times"), [(1, [4, 4]), (2, [3, 5]), (4, [4, 4])])
def test_eight_units_are_two_written_several_times(seed, times):
    """But for the sign of a unit, which tanh does not mind."""
    W1, b1, W2, _ = apart(minimum_from(seed))
    units = np.column_stack([W1.T, b1, W2])
    units *= np.sign(units[:, :1])
    kinds = np.abs(units[:, np.newaxis] - units).max(axis=-1)
    assert ((kinds < 1e-5) | (kinds > 0.1)).all()
    assert sorted(np.unique(kinds < 1e-5, axis=0).sum(axis=1)) == times


def test_seeds_1_and_2_are_two_minima_however_they_are_matched():
    """The least distance over all orders and signs, by the assignment problem."""
    from scipy.optimize import linear_sum_assignment

    ours, theirs = minimum_from(1), minimum_from(2)
    assert [f"{decayed(w):.5f}" for w in (ours, theirs)] == ["0.20128", "0.20183"]
    one, other = (np.column_stack([W1.T, b1, W2]) for W1, b1, W2, _ in map(apart, (ours, theirs)))
    costs = ((one[:, np.newaxis] - np.stack([other, -other])[:, np.newaxis]) ** 2).sum(axis=-1)
    rows, columns = linear_sum_assignment(costs.min(axis=0))
    rest = np.sum((apart(ours)[3] - apart(theirs)[3]) ** 2)
    away = np.sqrt(costs.min(axis=0)[rows, columns].sum() + rest)
    assert f"{away:.1f}" == "1.5"


# In practice


def test_a_network_left_to_train_on_has_more_new_birds_wrong():
    """Two splits of 233 birds to train with and 100 kept apart."""
    seen, kept = np.zeros(2, int), np.zeros(2, int)
    for seed in range(2):
        order = np.random.default_rng(seed).permutation(len(X))
        mine, new = order[:233], order[233:]
        w = gd.network(X[mine], SPECIES[mine], seed=seed).start
        for t in range(1, 10_001):
            w = w - 3 * together(*backward(w, X[mine], Y[mine]))
            if t in (500, 10_000):
                missed = probabilities(w).argmax(axis=1) != Y.argmax(axis=1)
                place = int(t == 10_000)
                seen[place] += missed[mine].sum()
                kept[place] += missed[new].sum()
    assert (seen[1], seen[0] > 10) == (0, True)
    assert kept[1] > kept[0] + 3
