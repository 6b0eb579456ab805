"""The birds as the tests see them, and passes through a network written out once more."""

import numpy as np

import gdteach as gd

BIRDS = gd.penguins()
FLIPPER, MASS = BIRDS["flipper_length_mm"].astype(float), BIRDS["body_mass_g"] / 1000
BILL = np.column_stack([BIRDS["bill_length_mm"], BIRDS["bill_depth_mm"]])
SPECIES = BIRDS["species"]


def standardised(x):
    return (x - x.mean(axis=0)) / x.std(axis=0)


def two_species(first, second):
    """Return the log-loss of two species on their bills, standardised."""
    either = np.isin(SPECIES, [first, second])
    return gd.logistic_regression(standardised(BILL[either]), SPECIES[either])


X = standardised(BILL)
Y = (SPECIES[:, np.newaxis] == ["Adelie", "Chinstrap", "Gentoo"]) * 1.0
MIXED, EASY = two_species("Adelie", "Chinstrap"), two_species("Adelie", "Gentoo")
NET = gd.network(X, SPECIES, hidden=8, seed=0)
DECAYED = gd.weight_decay(NET, 0.01)


def apart(w):
    """Return W1, b1, W2 and b2 of a 2–8–3 network."""
    return w[:16].reshape(2, 8), w[16:24], w[24:48].reshape(8, 3), w[48:]


def together(*parts):
    return np.concatenate([np.ravel(part) for part in parts])


def probabilities(w, x=X):
    W1, b1, W2, b2 = apart(w)
    grown = np.exp(np.tanh(x @ W1 + b1) @ W2 + b2)
    return grown / grown.sum(axis=1, keepdims=True)


def loss(w, x=X, y=Y):
    return -np.mean(np.log(np.sum(probabilities(w, x) * y, axis=1)))


def errors(w):
    return int(np.sum(probabilities(w).argmax(axis=1) != Y.argmax(axis=1)))


def backward(w, x=X, y=Y, slope=lambda a: 1 - a**2, W2=None, at_scores=lambda p, y: p - y):
    """Return the gradient, in four parts; what a bug gets wrong can be handed in."""
    W1, b1, kept, _ = apart(w)
    a = np.tanh(x @ W1 + b1)
    D2 = at_scores(probabilities(w, x), y) / len(x)
    D1 = (D2 @ (kept if W2 is None else W2).T) * slope(a)
    return x.T @ D1, D1.sum(axis=0), a.T @ D2, D2.sum(axis=0)


def descent(w, learning_rate, steps):
    """Return the weights after each step of plain gradient descent, the start among them."""
    path = [w]
    for _ in range(steps):
        path.append(path[-1] - learning_rate * together(*backward(path[-1])))
    return np.array(path)
