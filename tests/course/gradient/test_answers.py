"""Which of four gradients is wrong: only that one fails, and not everywhere."""

import numpy as np
import pytest

import gdteach as gd
from gdteach.ask.checking import exercises

WRONG_ONE = exercises()["gradient/wrong_one"].items[""].right


@pytest.mark.parametrize("letter", "ABCD")
def test_exactly_the_wrong_one_fails_at_random_points(letter):
    f, gradient = gd.suspects()[letter]
    points = np.random.default_rng(3).uniform(-2, 2, (20, 2))
    assert gd.check_gradient(f, gradient, points).passed == (letter != WRONG_ONE)
    assert gd.check_gradient(f, gradient, [1.0, 1.0]).passed  # there, all do


def test_an_absolute_difference_accuses_b():
    w = np.array([0.7, -1.3])
    differences = {
        letter: abs(gradient(w) - gd.central_difference_gradient(f, w)).max()
        for letter, (f, gradient) in gd.suspects().items()
    }
    size = abs(gd.suspects()["B"][1](w)).max()
    assert differences["B"] > 1e3 * max(differences["A"], differences["D"])
    assert size > 1e6
    assert differences["B"] < 1e-9 * size  # "to ten digits and more"
    assert max(differences["A"], differences["D"]) < 1e-9


def test_the_lucky_places_of_c_are_x_0_and_x_1():
    f, gradient = gd.suspects()["C"]
    for y in (-1.5, 0.3, 2.0):
        assert gd.check_gradient(f, gradient, [[0.0, y], [1.0, y]]).passed
        assert not gd.check_gradient(f, gradient, [0.5, y]).passed
    assert "3x²" in gd.check("gradient/wrong_one", WRONG_ONE).message
