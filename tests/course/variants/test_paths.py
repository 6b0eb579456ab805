"""Six paths and what made them, each walked again by a loop of its own."""

import numpy as np
import pytest

import gdteach as gd
from gdteach.ask.checking import exercises
from tests.course.variants.by_hand import path_of

ITEMS = exercises()["variants/paths"].items
RATE, STEPS = 0.1, 12


def walk(name):
    """Return the path that a method or a bug makes, by hand, shape (13, 2)."""
    return path_of(name, lambda w: np.array([1, 10]) * w, (4, 2), RATE, STEPS)


def first_steps(letter):
    """Return the first two steps, in units of η, downhill positive."""
    return -np.diff(gd.mystery_paths()[letter][:3], axis=0) / RATE


@pytest.mark.parametrize("name", list(gd.PATHS))
@pytest.mark.parametrize("letter", "ABCDEF")
def test_each_path_is_the_named_one_and_no_other(letter, name):
    path = gd.mystery_paths()[letter]
    off = np.abs(path - walk(name)).max(axis=1)
    if name == ITEMS[letter].right:
        assert off.max() < 1e-6
    else:
        assert off[2] > 0.02  # the first two steps tell


def test_every_path_stays_on_its_map_and_is_a_copy():
    (left, right), (low, high) = gd.quadratic_bowl(10).domain
    for letter, path in gd.mystery_paths().items():
        assert path.shape == (STEPS + 1, 2)
        assert ((path > [left, low]) & (path < [right, high])).all()
        path += 1
        assert gd.mystery_paths()[letter][0].tolist() == [4, 2]


@pytest.mark.parametrize(
    ("letter", "first", "second"),
    [
        ("A", [3.16, 3.16], "shorter"),
        ("B", [1, 1], "shorter"),
        ("C", [4, 20], "longer along x"),
        ("D", [3.16, 3.16], "longer"),
        ("E", [1, 1], "as long"),
        ("F", [10, 10], "longer"),
    ],
)
def test_what_the_replies_say_of_the_first_two_steps_is_true(letter, first, second):
    one, two = first_steps(letter)
    assert one == pytest.approx(first, rel=2e-3)
    ratio = two / one
    assert {
        "shorter": (ratio < 0.71).all(),
        "longer": (ratio > 1.3).all(),
        "as long": ratio == pytest.approx(1, abs=0.01),
        "longer along x": ratio == pytest.approx([1.8, 0.9]),
    }[second]


def test_the_constants_in_the_replies_are_those_of_a_slope_that_stays_the_same():
    assert (1 - 0.9) / np.sqrt(1 - 0.999) == pytest.approx(3.16, abs=0.005)
    assert 1 / np.sqrt(1 - 0.9) == pytest.approx(3.16, abs=0.005)
    assert 1 / np.sqrt(1 - 0.9**2) == pytest.approx(2.29, abs=0.005)
    assert (1 - 0.9**2) / np.sqrt(1 - 0.999**2) == pytest.approx(4.25, abs=0.005)
    multiplied = (1 - 0.9) ** 2 / (1 - 0.999)
    assert multiplied == pytest.approx(10)
    assert -np.diff(walk("nesterov")[:2], axis=0)[0] / RATE == pytest.approx([7.6, 38])
    assert gd.mystery_paths()["C"][1, 1] == 0  # where plain descent would stay on y = 0
    before, after = gd.mystery_paths()["B"][:2]
    assert (1 - after / before).max() == pytest.approx(1 / 20)


def test_the_options_have_words_and_those_of_a_pair_their_own_reply():
    assert list(gd.PATHS) == list(exercises()["variants/paths"].options)
    alike = {"A": "adam_uncorrected", "D": "rmsprop", "B": "adam", "E": "adagrad"}
    for letter, name in (alike | {"C": "gradient_descent"}).items():
        np.testing.assert_allclose(first_steps(letter)[0], -np.diff(walk(name), axis=0)[0] / RATE)
        here, elsewhere = (
            gd.check("variants/paths", {each: name}).message for each in (letter, "F")
        )
        assert here[3:] != elsewhere[3:]
