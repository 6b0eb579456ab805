"""The numbers that notebook 07 and its questions state and no cell prints, recomputed.

All runs are loops written out here; only the network's loss and gradient are the package's.
"""

import functools
import math
from fractions import Fraction
from itertools import islice

import numpy as np
import pytest

import gdteach as gd
from tests.asking import says
from tests.course.training.birds import FLIPPER, MASS, NET, SPECIES, standardised
from tests.course.variants.by_hand import path_of, walk

Z = standardised(FLIPPER)
BIRDS = np.column_stack([Z, np.ones(len(Z))])
BEST = np.linalg.lstsq(BIRDS, MASS)[0]
CURVATURES = np.array([1.0, 100.0])


def batches(size, epochs, seed=None):
    """Yield the birds of each batch: shuffled with a seed, in the order of the file without."""
    random = np.random.default_rng(seed)
    for _ in range(epochs):
        order = np.arange(len(Z)) if seed is None else random.permutation(len(Z))
        yield from (order[i : i + size] for i in range(0, len(Z), size))


def on_batches(rate, size, epochs, seed=None):
    """Return (slope, intercept) after every step from (0, 0), half the mean square as the loss."""
    w, path = np.zeros(2), [np.zeros(2)]
    for rows in batches(size, epochs, seed):
        w = w - rate * (BIRDS[rows] @ w - MASS[rows]) @ BIRDS[rows] / len(rows)
        path.append(w)
    return np.array(path)


def away(path):
    return np.linalg.norm(path - BEST, axis=-1)


# A few birds at a time


def test_epoch():
    assert len(Z) == 333 == 10 * 32 + 13
    says("variants/epoch", "333", "32")
    says("variants/epoch#eleven", "13", "32/13")
    says("variants/epoch#one,batch,birds", "13", "11")


def test_rest():
    seen = np.array([away(on_batches(0.1, 1, 12, seed))[-1] for seed in range(60)])
    early = np.array([away(on_batches(0.1, 1, 2, seed))[-1] for seed in range(60)])
    for distances in (seen, early):
        assert math.sqrt(np.mean(distances**2)) == pytest.approx(0.13, abs=0.015)
    says("variants/rest", "0.13")
    says("variants/rest#arrived", "0.13")
    says("variants/rest#farther", "0.13", "0.70")


def test_for_one_bird_a_step_the_noise_adds_up_beyond_a_rate_of_070():
    def growth(rate):  # of the mean square, drawn birds: spectral radius of E[(1 − ηĤ) ⊗ (1 − ηĤ)]
        steps = np.eye(2) - rate * BIRDS[:, :, np.newaxis] * BIRDS[:, np.newaxis]
        mean = np.einsum("nij,nkl->ikjl", steps, steps).reshape(4, 4) / len(Z)
        return max(abs(np.linalg.eigvals(mean)))

    assert growth(0.695) < 1 < growth(0.705)


def test_the_mean_squared_slope_of_a_bird_at_the_minimiser():
    slopes = BIRDS * (BIRDS @ BEST - MASS)[:, np.newaxis]
    assert np.mean(np.sum(slopes**2, axis=1)) == pytest.approx(0.292, abs=5e-4)


def birds_needed(rate, size):
    """Return how many birds are looked at until a hundredth of the gap is left, in the median."""
    counts = []
    for seed in range(20):
        path = on_batches(rate, size, 25 if size == 333 else 2, seed)
        there = np.flatnonzero(away(path) ** 2 <= 0.01 * away(path[0]) ** 2)
        counts.append(there[0] * size if there.size else math.inf)
    return np.median(counts)


def test_batch_size():
    counts = [birds_needed(0.1, size) for size in (1, 8, 333)]
    assert counts == [22, 22 * 8, 22 * 333] == [22, 176, 7326]
    tenths = np.arange(1, 11) / 10
    assert min((birds_needed(rate, 1), rate) for rate in tenths[:7]) == pytest.approx(
        (7, 0.4), rel=0.2
    )
    assert min(birds_needed(rate, 8) for rate in tenths) == birds_needed(1.0, 8) == 16
    assert birds_needed(1.0, 333) == 333  # a single step, and fewer there cannot be
    says("variants/batch_size#all,same,one", "22", "176", "7326")
    says("variants/batch_size#one", "7", "0.4", "16", "333")


def test_order():
    stored = away(on_batches(0.01, 1, 12))[333 * 4 :: 333]
    np.testing.assert_allclose(stored, 0.113, atol=1e-3)
    shuffled = [away(on_batches(0.01, 1, 12, seed))[333 * 6 :] for seed in range(12)]
    typical = math.sqrt(np.mean(np.square(shuffled)))
    assert typical == pytest.approx(0.03, abs=0.004)
    assert stored[-1] / typical == pytest.approx(4, abs=0.5)
    assert SPECIES[0] == "Adelie"
    assert list(SPECIES[-68:]) == 68 * ["Chinstrap"] != SPECIES[-69]
    assert away(on_batches(0.01, 1, 12)[333 * 2 :].mean(axis=0)) > 0.01  # no noise to average out
    says("variants/order", "0.03", "0.01")
    says("variants/order#same,farther", "68", "0.11")


# A velocity


def momentum(slope, w, rate, beta, steps, form="momentum"):
    w, v, path = w, 0 * w, [w]
    for _ in range(steps):
        g = slope(w)
        v = beta * v + g
        w = w - rate * (v if form == "momentum" else g + beta * v)
        path.append(w)
    return np.array(path)


def ravine(w):
    return CURVATURES * w


def settled(path, target=1e-6):
    """Return the first step from which on the distance to 0 stays within a target."""
    distances = np.linalg.norm(np.reshape(path, (len(path), -1)), axis=1)
    return int(np.flatnonzero(distances > target * distances[0])[-1]) + 1


def test_larger_rate():
    polyak = 4 / (math.sqrt(100) + 1) ** 2, (9 / 11) ** 2
    assert polyak == pytest.approx((0.033, 0.67), abs=6e-4)
    rate, beta = 0.033, 0.67
    path = momentum(ravine, np.ones(2), rate, beta, 300)
    assert settled(path) == 84
    assert 1 / (1 - beta) == pytest.approx(3, abs=0.05)
    assert rate / (1 - beta) == pytest.approx(0.1)
    assert 1 - 0.1 * 100 == -9
    exact_pair = momentum(ravine, np.ones(2), *polyak, 300)
    assert settled(exact_pair) == 93
    with np.errstate(all="ignore"):
        assert not abs(momentum(ravine, np.ones(2), rate, 0.6, 2000)[-1]).max() < 1e6
    flat = momentum(ravine, np.ones(2), rate, 0.9, 400)
    assert np.linalg.norm(flat[400]) ** (1 / 400) == pytest.approx(math.sqrt(0.9), abs=0.004)
    best = 2 / 101
    assert round(best, 4) == 0.0198
    assert settled(momentum(ravine, np.ones(2), best, 0.0, 1000)) == 691
    assert max(np.linalg.norm(path, axis=1)) > 1.4 * math.sqrt(2)  # it grows at first
    says("variants/larger_rate", "0.033", "0.67", "84", "0.1")
    says("variants/larger_rate#same,slower,leaves", "−9")
    says("variants/larger_rate#slower,leaves", "691")


def of_three(w):
    return 25 * w if w < 1 else w + 24 if w < 2 else 25 * w - 24


def test_beyond_bowls():
    exact = [Fraction(2592, 1225), Fraction(792, 1225), Fraction(-2208, 1225)]
    w, v = exact[0], Fraction(-1728, 49)
    for t in range(1, 7):
        v = Fraction(4, 9) * v + of_three(w)
        w = w - v / 9
        assert w == exact[t % 3]
    assert not any(1 < point < 2 for point in exact)
    w, before = exact[1], exact[0]
    for t in range(2, 20):  # heavy ball in its other form, in fractions
        w, before = w - of_three(w) / 9 + Fraction(4, 9) * (w - before), w
        assert w == exact[t % 3]
    path = momentum(of_three, 3.3, 1 / 9, 4 / 9, 1000)
    np.testing.assert_allclose(np.sort(path[-3:]), np.sort(np.array(exact, float)), rtol=1e-9)
    assert settled(momentum(of_three, 3.3, 1 / 25, 0, 50), 1e-12) == 2
    assert settled(momentum(of_three, 3.3, 1 / 25, 2 / 3, 200, "Nesterov")) == 3
    root = math.sqrt(25)
    assert (4 / (root + 1) ** 2, ((root - 1) / (root + 1)) ** 2) == pytest.approx((1 / 9, 4 / 9))
    assert 25 * exact[0] - of_three(exact[0]) == 24
    assert ((root - 1) / (root + 1), (25 - 1) / (25 + 1)) == pytest.approx((2 / 3, 12 / 13))
    says("variants/beyond_bowls", "1/9", "4/9", "2/3", "12/13", "3.3")
    says("variants/beyond_bowls#hops,slower", "1/25", "2")
    says("variants/beyond_bowls#arrives,hops,slower", "24")
    says("variants/beyond_bowls#hops", "3")


def test_the_bowl_that_plain_descent_takes_in_one_step():
    path = momentum(lambda w: w, 1.0, 1.0, 0.9, 600)
    assert path[1] == 0
    assert settled(path) == 263


# A scale for each coordinate


@functools.cache
def fewest(name, degrees):
    """Return the fewest steps over learning rates until ½(x² + 100y²), turned, stays ≤ 1e-6."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    turn = np.array([[c, -s], [s, c]])
    hessian = turn @ np.diag(CURVATURES) @ turn.T
    counts = []
    for rate in 10 ** (np.arange(-80, 49) / 32):  # 32 a decade, 0.003 … 31.6
        last = -1
        with np.errstate(all="ignore"):
            points = walk(name, hessian.__matmul__, turn @ [4.0, 2.0], rate)
            for t, w in enumerate(islice(points, 800)):
                if not w @ hessian @ w / 2 <= 1e-6:
                    last = t
        counts.append(last + 1)
    return min(counts)


def test_turned():
    assert (fewest("adagrad", 0), fewest("adagrad", 30)) == (6, 482)
    assert (fewest("gradient_descent", 0), fewest("gradient_descent", 30)) == (412, 412)
    assert fewest("momentum", 30) == 179
    says("variants/turned", "6", "412")
    says("variants/turned#six,some,hundreds", "482")
    says("variants/turned#some,hundreds", "412")
    says("variants/turned#hundreds", "179")


# Both at once, and after the arrival


def test_start_of_adam():
    t = np.arange(1, 1001)
    lengths = (1 - 0.9**t) / np.sqrt(1 - 0.999**t)
    assert t[lengths.argmax()] == 12
    told = {1: "3.16", 12: "6.57", 100: "3.2", 1000: "1.26"}
    for step, number in told.items():
        assert f"{lengths[step - 1]:.{len(number) - 2}f}" == number
    says("variants/start_of_adam#first", "3.16", "6.57")
    says("variants/start_of_adam#thousand", "1.26", "6.57")
    says("variants/start_of_adam#twelve", "6.57", "3.2")


@functools.cache
def adam_run():
    return path_of("adam", ravine, (4, 2), 0.1, 10_000)


def test_later():
    values = adam_run() ** 2 @ CURVATURES / 2
    assert np.flatnonzero(values <= 1e-6)[0] == 151
    assert np.flatnonzero(values < 1e-20)[0] == 463
    assert values[5000] < 1e-200
    late = np.arange(200, 10_001)
    assert late[values[200:] > 0.01][0] == 9021
    assert 200 + values[200:].argmax() == 9023
    assert f"{values[200:].max():.2f}" == "0.47"
    shrinks = 1 - math.sqrt(0.999)
    assert f"{100 * shrinks:.2f}" == "0.05"
    says("variants/later", "0.1", "151", "463")
    says("variants/later#stays", "9021", "0.01", "0.47")
    says("variants/later#jumps", "9023", "0.47", "0.05")
    says("variants/later#hovers", "9023", "0.47")


def test_longest():
    steps = np.abs(np.diff(adam_run(), axis=0))
    assert f"{steps.max():.3f}" == "0.156"
    bound = (1 - 0.9) / math.sqrt(1 - 0.999) / math.sqrt(1 - 0.9**2 / 0.999)
    assert f"{bound:.2f}" == "7.27"
    m = s = 0.0
    for t in range(300):  # slopes that grow by a ninth
        m, s = 0.9 * m + 0.1 * (10 / 9) ** t, 0.999 * s + 0.001 * (10 / 9) ** (2 * t)
    assert bound * 0.999 < m / math.sqrt(s) <= bound * (1 + 1e-9)
    says("variants/longest#shorter,endless", "0.156", "7.27")
    says("variants/longest#longer", "0.156", "7.27")


def test_where_rmsprop_comes_to_hop():
    path = path_of("rmsprop", ravine, (4, 2), 0.1, 3000)
    np.testing.assert_allclose(np.abs(path[-10:]), 0.05, rtol=1e-6)
    np.testing.assert_allclose(path[-1], -path[-2], rtol=1e-6)


# A fair race


def asked_for(name, rate, start, objective, at_most=1000):
    """Return how many slopes it takes until f stays within 1e-6 of 0, inf if more than allowed."""
    with np.errstate(all="ignore"):
        path = path_of(name, objective.gradient, start, rate, at_most + 100)
        away = np.flatnonzero(~(objective(path) <= 1e-6))
    return away[-1] + 1.0 if away[-1] < at_most else math.inf


def test_winner():
    lab = gd.RaceLab("himmelblau")
    assert len(lab.starts) == 20
    names = {"gradient_descent": "gradient descent", "momentum": "momentum", "adam": "Adam"}
    arrived = {
        name: [asked_for(name, 0.1, start, lab.objective) < math.inf for start in lab.starts]
        for name in names
    }
    assert [sum(each) for each in arrived.values()] == [0, 0, 20]
    medians = {}
    for name, called in names.items():
        rate = lab.results[called].rate
        medians[name] = np.median([asked_for(name, rate, w, lab.objective) for w in lab.starts])
    assert [round(each) for each in medians.values()] == [18, 178, 177]
    assert min(medians.values()) == min(each.median for each in lab.results.values())
    lab.tuned, lab.learning_rate = "one for all", 0.1
    assert [lab.results[name].arrived for name in ("Nesterov", "Adam")] == [0, 20]
    says("variants/winner", "0.1")
    says("variants/winner#adam,plain", "177", "18")
    says("variants/winner#momentum", "178", "18")


# The network once more


def test_default():
    ends = {}
    for name, rate in (
        ("gradient_descent", 12),
        ("momentum", 2),
        ("rmsprop", 0.1),
        ("adam", 0.001),
        ("adam", 0.1),
    ):
        ends[name, rate] = NET(path_of(name, NET.gradient, NET.start, rate, 1000)[-1])
    assert max(ends, key=ends.get) == ("adam", 0.001)
    assert min(ends, key=ends.get) == ("adam", 0.1)
    shown = {key: f"{value:.4f}" for key, value in ends.items()}
    assert shown["gradient_descent", 12] == "0.0267"
    assert shown["momentum", 2] == "0.0142"
    assert shown["adam", 0.1] == "0.0095"
    assert f"{ends['adam', 0.001]:.3f}" == "0.103"
    says("variants/default", "1000", "12", "2", "0.1", "0.001")
    says("variants/default#plain", "0.0267", "0.103", "0.0095")
    says("variants/default#momentum", "0.0142", "0.103", "0.0095")
    says("variants/default#adam", "0.103", "0.0267", "0.0095")
