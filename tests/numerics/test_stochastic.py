"""Descent on mini-batches: against a loop written out, and against the noise of theory."""

import numpy as np
import pytest

from gdteach.numerics.adaptive import Adam
from gdteach.numerics.method import GradientDescent, Scheduled
from gdteach.numerics.models.linear_regression import linear_regression
from gdteach.numerics.models.logistic_regression import logistic_regression
from gdteach.numerics.models.model import weight_decay
from gdteach.numerics.models.network import network
from gdteach.numerics.models.penguins import penguins
from gdteach.numerics.stochastic import ORDERS, stochastic_descent

BIRDS = penguins()
LENGTHS = BIRDS["flipper_length_mm"]
Z, MASS = (LENGTHS - LENGTHS.mean()) / LENGTHS.std(), BIRDS["body_mass_g"] / 1000
LINE = linear_regression(Z, MASS, convention="1/2m")
MODELS = {
    "1/m": linear_regression(Z, MASS),
    "sum": linear_regression(Z, MASS, convention="sum"),
    "classes": logistic_regression(Z, MASS > 4),
    "network": network(Z, BIRDS["species"], hidden=2),
    "decayed": weight_decay(network(Z, BIRDS["species"], hidden=2), 0.1),
}


@pytest.mark.parametrize("name", MODELS)
def test_batches_add_up_to_the_whole(name):
    model, everyone = MODELS[name], np.arange(len(MASS))
    w = model.start + 0.3
    assert model.batch_gradient(w, everyone) == pytest.approx(model.gradient(w), rel=1e-10)
    parts = np.split(everyone, 9)
    whole = sum(model.batch_gradient(w, rows) for rows in parts)
    assert whole / (1 if name == "sum" else 9) == pytest.approx(model.gradient(w), rel=1e-10)


def test_a_run_is_the_loop_that_one_writes():
    run = stochastic_descent(
        LINE, (0, 0), GradientDescent(0.1), batch=32, epochs=2, seed=5, order="stored"
    )
    w, path = np.zeros(2), [np.zeros(2)]
    for _ in range(2):
        for first in range(0, 333, 32):
            z, mass = Z[first : first + 32], MASS[first : first + 32]
            residual = w[0] * z + w[1] - mass
            w = w - 0.1 * np.array([np.mean(residual * z), np.mean(residual)])
            path.append(w)
    assert run.iterates == pytest.approx(np.array(path), rel=1e-12)
    assert (len(path) - 1) / 2 == 11  # an epoch of 333 birds is 11 batches of 32, the last smaller
    assert run.seen[[1, 11, 22]].tolist() == [32, 333, 666]
    assert run.averages[-1] == pytest.approx(np.mean(path[1:], axis=0))


@pytest.mark.parametrize(
    ("batch", "rate", "grams"), [(1, 0.1, 129.1), (8, 0.1, 44.1), (32, 0.3, 40.3)]
)
def test_at_rest_it_strays_as_far_as_theory_says(batch, rate, grams):
    """As far as the fixed point of Σ = E[(1 − ηĤ)Σ(1 − ηĤ)] + η²C/b, for batches that are drawn."""
    run = stochastic_descent(
        LINE, LINE.minimisers[0], GradientDescent(rate),
        batch=batch, epochs=100 * batch, seed=2, order="drawn",
    )  # fmt: skip
    away = run.iterates[1000:] - LINE.minimisers[0]
    assert 1000 * np.sqrt(np.mean(np.sum(away**2, axis=1))) == pytest.approx(grams, rel=0.05)


def test_a_fading_rate_arrives_and_an_average_strays_less():
    gaps = [
        LINE(w) - LINE.minimum_value
        for w in (
            stochastic_descent(
                LINE, (0, 0), rule, batch=1, epochs=20, seed=1
            ).iterates[-1]
            for rule in (GradientDescent(0.1), Scheduled(GradientDescent, lambda t: 1 / (t + 1)))
        )
    ]  # fmt: skip
    assert gaps[1] < 1e-3 * gaps[0]
    run = stochastic_descent(LINE, (0, 0), GradientDescent(0.1), batch=1, epochs=20, seed=1)
    late = run.iterates[333:]
    assert LINE(late.mean(axis=0)) - LINE.minimum_value < 0.1 * np.mean(
        [LINE(w) - LINE.minimum_value for w in late]
    )


def test_a_seed_decides_and_a_memory_is_kept():
    runs = [
        stochastic_descent(LINE, (0, 0), Adam(0.1), batch=8, epochs=1, seed=seed).iterates
        for seed in (3, 3, 4)
    ]
    np.testing.assert_array_equal(runs[0], runs[1])
    assert not np.array_equal(runs[0], runs[2])
    assert np.abs(runs[0][1]) == pytest.approx([0.1, 0.1], rel=1e-6)  # Adam's first step


def test_what_is_no_batch_is_named():
    for wrong, words in (
        ({"batch": 0}, "batch must be at least 1"),
        ({"order": "sorted"}, "order must be"),
        ({"epochs": -1}, "epochs must be at least 0"),
    ):
        given = {"batch": 1, "epochs": 1, "seed": 0} | wrong
        with pytest.raises(ValueError, match=words):
            stochastic_descent(LINE, (0, 0), GradientDescent(0.1), **given)
    assert ORDERS == ("shuffled", "drawn", "stored")
