"""Losses of models: against fractions, Newton in many digits, SciPy, and complex steps."""

from fractions import Fraction

import numpy as np
import pytest
from scipy.optimize import linprog, minimize

from gdteach.numerics.calculus import check_gradient
from gdteach.numerics.descent import gradient_descent
from gdteach.numerics.models.linear_regression import linear_regression
from gdteach.numerics.models.logistic_regression import logistic_regression
from gdteach.numerics.models.model import weight_decay
from gdteach.numerics.models.network import Layers, Weights, network
from gdteach.numerics.models.penguins import penguins
from gdteach.numerics.quadratics import parabola

BIRDS = penguins()
FLIPPER, MASS = BIRDS["flipper_length_mm"], BIRDS["body_mass_g"]
BILL = np.column_stack([BIRDS["bill_length_mm"], BIRDS["bill_depth_mm"]])
SPECIES = np.unique(BIRDS["species"], return_inverse=True)[1]


def standardised(x):
    return (x - x.mean(axis=0)) / x.std(axis=0)


def pair(first, second):
    """Return the bills of two species, standardised, and 1 for the second of them."""
    either = np.isin(BIRDS["species"], [first, second])
    return standardised(BILL[either]), (BIRDS["species"][either] == second).astype(float)


def squares(x, y, w):
    return np.sum((x @ w[:-1] + w[-1] - y) ** 2)


def log_loss(x, y, w):
    s = x @ w[:-1] + w[-1]
    return np.mean(np.log(1 + np.exp(s)) - y * s)


def cross_entropy(x, y, w):
    W1, b1, W2, b2 = w[:16].reshape(2, 8), w[16:24], w[24:48].reshape(8, 3), w[48:]
    scores = np.tanh(x @ W1 + b1) @ W2 + b2
    return np.mean(np.log(np.exp(scores).sum(axis=1)) - scores[np.arange(len(y)), y])


z, m = standardised(FLIPPER)[:, np.newaxis], len(BIRDS)
bills = standardised(BILL)
MIXED, SEPARABLE = pair("Adelie", "Chinstrap"), pair("Adelie", "Gentoo")
NETWORK = network(bills, SPECIES)

# Each model, and its loss written out once more for complex numbers.
MODELS = {
    "line": (linear_regression(z[:, 0], MASS), lambda w: squares(z, MASS, w) / m),
    "half": (
        linear_regression(z, MASS, convention="1/2m"),
        lambda w: squares(z, MASS, w) / (2 * m),
    ),
    "sum": (linear_regression(z, MASS, convention="sum"), lambda w: squares(z, MASS, w)),
    "plane": (linear_regression(bills, MASS), lambda w: squares(bills, MASS, w) / m),
    "mixed": (logistic_regression(*MIXED), lambda w: log_loss(*MIXED, w)),
    "separable": (logistic_regression(*SEPARABLE), lambda w: log_loss(*SEPARABLE, w)),
    "network": (NETWORK, lambda w: cross_entropy(bills, SPECIES, w)),
    "decayed": (
        weight_decay(NETWORK, 0.01),
        lambda w: cross_entropy(bills, SPECIES, w) + 0.005 * w @ w,
    ),
}
each_model = pytest.mark.parametrize(("model", "again"), MODELS.values(), ids=MODELS)


# ------------------------------------------------------------------ data


def test_the_penguins_are_those_that_were_published():
    counts = {str(name): int((BIRDS["species"] == name).sum()) for name in {*BIRDS["species"]}}
    assert counts == {"Adelie": 146, "Chinstrap": 68, "Gentoo": 119}
    assert (FLIPPER.sum(), MASS.sum()) == (66_922, 1_400_950)
    assert BILL.mean(axis=0) == pytest.approx([43.992793, 17.164865], abs=1e-6)


# ------------------------------------------------------------------ all models


def places(model, count=3):
    rng = np.random.default_rng(0)
    return model.start + rng.normal(scale=0.5, size=(count, model.dimension))


@each_model
def test_the_gradient_is_that_of_the_loss(model, again):
    for w in places(model):
        assert model(w) == pytest.approx(again(w), rel=1e-12)
        steps = w + 1e-30j * np.eye(model.dimension)
        slopes = np.array([again(step).imag / 1e-30 for step in steps])
        assert model.gradient(w) == pytest.approx(slopes, rel=1e-9, abs=1e-12)


@each_model
def test_many_points_at_once_are_the_points_one_by_one(model, again):
    grid = places(model, 6).reshape(2, 3, -1)
    for of in (model.function, model.gradient, lambda w: model.predict(w, model.inputs)):
        one_by_one = np.array([[of(w) for w in row] for row in grid])
        assert of(grid) == pytest.approx(one_by_one, rel=1e-12, abs=1e-15)


@each_model
def test_curvature_is_within_what_is_promised(model, again):
    for w in places(model):
        if model.hessian is not None:
            h = 1e-4 * np.eye(model.dimension)
            measured = (model.gradient(w + h) - model.gradient(w - h)) / 2e-4
            assert model.hessian(w) == pytest.approx(measured, rel=1e-6, abs=1e-5)
        if model.smoothness is not None:
            eigenvalues = np.linalg.eigvalsh(model.hessian(w))
            assert eigenvalues[-1] <= model.smoothness * (1 + 1e-12)
            assert eigenvalues[0] >= (model.strong_convexity or 0) * (1 - 1e-12)


def test_weight_decay_adds_to_the_curvature_and_gives_no_minimiser():
    line = MODELS["line"][0]
    decayed = weight_decay(line, 0.5)
    assert decayed.smoothness == pytest.approx(2.5)
    assert decayed.strong_convexity == pytest.approx(2.5)
    assert (decayed.minimum_value, decayed.minimisers.size) == (None, 0)
    assert decayed.predict is line.predict
    w = np.array([3.0, 4.0])
    assert decayed(w) - line(w) == pytest.approx(0.25 * 25)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: linear_regression([1, 2, 3], [1, 2]), "targets must be one per example"),
        (lambda: linear_regression([[[1]]], [1]), "inputs must be one row of numbers"),
        (lambda: linear_regression([1, 1, 1], [1, 2, 3]), "inputs must be data that determine 2"),
        (lambda: linear_regression([1, 2], [1, 2], convention="2/m"), "convention must be"),
        (lambda: logistic_regression([1, 2, 3], [1, 1, 1]), "targets must be of two classes"),
        (lambda: network([1, 2], ["a", "a"]), "targets must be of at least two classes"),
        (lambda: linear_regression([1, 2], [1, 2], names=["x"]), "names must be 2 names"),
        (lambda: network([1, 2], [0, 1], hidden=0), "hidden must be"),
        (lambda: weight_decay(parabola(), -1), "strength must be"),
    ],
)
def test_data_that_do_not_fit_are_named(make, words):
    with pytest.raises(ValueError, match=words):
        make()


# ------------------------------------------------------------------ linear regression


def test_the_line_is_that_of_the_normal_equations():
    n, sx, sy = len(BIRDS), int(FLIPPER.sum()), int(MASS.sum())
    sxx, sxy = int((FLIPPER**2).sum()), int((FLIPPER * MASS).sum())
    slope = Fraction(n * sxy - sx * sy, n * sxx - sx**2)
    intercept = Fraction(sy, n) - slope * Fraction(sx, n)
    found = linear_regression(FLIPPER, MASS)
    assert found.minimisers[0] == pytest.approx([float(slope), float(intercept)], rel=1e-12)
    assert found.minimum_value == pytest.approx(153_789.677866918, rel=1e-12)


@pytest.mark.parametrize(
    ("x", "L", "mu", "kappa"),
    [
        (FLIPPER, 81_169.1374956, 0.00965153839, 8_409_968.878),
        (FLIPPER / 10, 813.661843306, 0.00962816498, 84_508.5065),
        (FLIPPER / 1000, 2.08079065226, 0.000376494889, 5_526.74342),
        (FLIPPER - FLIPPER.mean(), 391.703523343, 2, 195.851761672),
        ((FLIPPER - 200) / 10, 3.95486797641, 1.98086775933, 1.99653306),
        (standardised(FLIPPER), 2, 2, 1),
    ],
)
def test_units_decide_the_condition_number(x, L, mu, kappa):
    found = linear_regression(x, MASS)
    assert (found.smoothness, found.strong_convexity) == pytest.approx((L, mu), rel=1e-8)
    assert found.condition_number == pytest.approx(kappa, rel=1e-8)
    half = linear_regression(x, MASS, convention="1/2m")
    assert half.smoothness == pytest.approx(L / 2, rel=1e-8)
    assert half.minimisers == pytest.approx(found.minimisers, rel=1e-12)


def test_one_step_is_the_answer_for_one_standardised_feature():
    line = MODELS["half"][0]
    assert gradient_descent(line, line.start, 1.0, max_steps=1).iterates[-1] == pytest.approx(
        [701.880150242191, 4207.05705705706], rel=1e-12
    )


# ------------------------------------------------------------------ logistic regression


def test_the_classifier_is_that_of_newton_in_forty_digits():
    found = MODELS["mixed"][0]
    w = [12.0562856714, -4.72731469073, -4.73497898703]
    assert found.minimisers[0] == pytest.approx(w, rel=1e-11)
    assert found.minimum_value == pytest.approx(0.0436707940725, rel=1e-11)
    assert found.smoothness == pytest.approx(0.318488130492, rel=1e-11)
    at_the_minimiser = np.linalg.eigvalsh(found.hessian(found.minimisers[0]))
    assert at_the_minimiser == pytest.approx([0.00024566715, 0.00692933234, 0.0181699643], rel=1e-8)
    says = found.predict(found.minimisers[0], found.inputs) > 0.5
    assert (says != found.targets).sum() == 6


def test_the_bound_on_the_curvature_is_attained_at_zero():
    found = MODELS["mixed"][0]
    assert np.linalg.eigvalsh(found.hessian(found.start))[-1] == pytest.approx(found.smoothness)


def separable(x, y):
    """Return whether a line separates two classes, by linear programming."""
    rows = -(2 * y - 1)[:, np.newaxis] * np.column_stack([x, np.ones(len(x))])
    return linprog(np.zeros(3), A_ub=rows, b_ub=-np.ones(len(x)), bounds=[(None, None)] * 3).success


@pytest.mark.parametrize("columns", [(0, 1), (0, 2), (1, 2)])
@pytest.mark.parametrize(
    "species", [("Adelie", "Gentoo"), ("Adelie", "Chinstrap"), ("Chinstrap", "Gentoo")]
)
def test_there_is_a_minimiser_where_no_line_separates(species, columns):
    either = np.isin(BIRDS["species"], species)
    x = standardised(np.column_stack([BILL, FLIPPER])[either][:, columns])
    y = (BIRDS["species"][either] == species[1]).astype(float)
    found = logistic_regression(x, y)
    assert found.minimisers.size == (0 if separable(x, y) else 3)
    if found.minimisers.size:
        other = minimize(found, found.start, jac=found.gradient, method="BFGS", tol=1e-10)
        assert found.minimum_value == pytest.approx(other.fun, rel=1e-8)


def test_classes_that_only_touch_have_no_minimiser_either():
    assert logistic_regression([0, 1, 1, 2], [0, 0, 1, 1]).minimisers.size == 0


def test_a_learning_rate_far_beyond_the_guarantee_can_converge():
    found = MODELS["mixed"][0]
    for rate, arrives in ((20, True), (110, True), (150, False)):
        run = gradient_descent(found, found.start, rate, max_steps=2000)
        gap = (run.values[-1] - found.minimum_value) / (np.log(2) - found.minimum_value)
        assert bool(gap < 1e-6) is arrives


# ------------------------------------------------------------------ the network


def descended(model, rate, steps):
    w = np.array(model.start)
    for _ in range(steps):
        w = w - rate * model.gradient(w)
    return w


def errors(model, w):
    return int((model.predict(w, model.inputs).argmax(axis=-1) != model.targets).sum())


@pytest.mark.parametrize(
    ("steps", "loss", "wrong"),
    [
        (0, 0.860551828651, 47),
        (1, 0.286503664159, 47),
        (10, 0.104188244742, 14),
        (100, 0.072426108796, 12),
        (2000, 0.035108154855, 4),
    ],
)
def test_the_network_learns_as_it_did_elsewhere(steps, loss, wrong):
    w = descended(NETWORK, 3, steps)
    assert NETWORK(w) == pytest.approx(loss, rel=1e-9)
    assert errors(NETWORK, w) == wrong


def test_from_zero_only_the_last_intercepts_move():
    w = np.zeros(51)
    for _ in range(2000):
        w = w - 3 * NETWORK.gradient(w)
    assert not w[:48].any()
    shares = np.bincount(SPECIES) / len(SPECIES)
    assert NETWORK(w) == pytest.approx(-(shares * np.log(shares)).sum(), rel=1e-9)


def test_weights_are_one_vector_and_their_parts():
    layers = Layers(2, 8, 3)
    w = np.arange(102.0).reshape(2, 51)
    parts = layers.unpack(w)
    assert [part.shape for part in parts] == [(2, 2, 8), (2, 8), (2, 8, 3), (2, 3)]
    assert np.array_equal(layers.pack(parts), w)
    assert parts.W1[0, 1, 0] == 8
    assert isinstance(layers.unpack(w[0]), Weights)


def test_swapped_units_are_the_same_network():
    layers, order = Layers(2, 8, 3), np.random.default_rng(1).permutation(8)
    W1, b1, W2, b2 = layers.unpack(descended(NETWORK, 3, 10))
    signs = np.where(np.arange(8) % 2, 1.0, -1.0)
    other = Weights(signs * W1[:, order], signs * b1[order], signs[:, None] * W2[order], b2)
    assert NETWORK(layers.pack(other)) == pytest.approx(0.104188244742, rel=1e-9)


def test_central_differences_confirm_backpropagation():
    assert check_gradient(NETWORK, NETWORK.gradient, NETWORK.start)
