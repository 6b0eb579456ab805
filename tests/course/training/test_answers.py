"""The exercises of notebook 06 on rates and on first steps: what is right, and what mistakes give.

Losses after a step are the golden ones of an independent run.
"""

import re

import numpy as np
import pytest

import gdteach as gd
from gdteach.ask.checking import exercises
from tests.course.training.birds import NET, apart, backward, loss, together

RATES, FIRST_STEPS = (exercises()[f"training/{name}"].items for name in ("rates", "first_steps"))
# Twenty birds: lengths in centimetres, centred, with a curvature of 5; and any masses.
LENGTHS = np.linspace(-1, 1, 20)
LENGTHS *= np.sqrt(5 / 2 / np.mean(LENGTHS**2))
MASSES = 4 + 0.5 * LENGTHS + np.cos(7 * LENGTHS)
# From letter to what the lengths are multiplied by, and to the factor of the loss.
ASKED = {"A": (1, 0.5), "B": (1, 20), "C": (10, 1), "D": (0.01, 1)}
WALL = 0.4


def curvatures(letter):
    """Return the curvatures of slope and intercept, which of centred lengths do not mix."""
    unit, factor = ASKED[letter]
    return 2 * factor * np.mean((LENGTHS * unit) ** 2), 2 * factor


def test_the_birds_of_the_text():
    assert LENGTHS.mean() == pytest.approx(0, abs=1e-12)
    assert 2 * np.mean(LENGTHS**2) == pytest.approx(5) == pytest.approx(2 / WALL)


@pytest.mark.parametrize("letter", ASKED)
def test_the_right_rates_are_where_runs_stop_converging(letter):
    unit, factor = ASKED[letter]
    A = np.column_stack([LENGTHS * unit, np.ones(20)])
    best = np.linalg.lstsq(A, MASSES, rcond=None)[0]
    wall = RATES[letter].right
    assert wall == pytest.approx(2 / max(curvatures(letter)), rel=1e-6)
    away = {}
    for share in (0.99, 1.01):
        w = best + np.ones(2)
        for _ in range(400):
            w = w - share * wall * factor * 2 / 20 * A.T @ (A @ w - MASSES)
        away[share] = np.abs(w - best)[np.argmax(curvatures(letter))]
    assert away[0.99] < 0.01
    assert away[1.01] > 100


# Slips that every exercise of numbers knows.
SLIPS = {"negated", "inverted", "per_cent", "decimal_point", "another_letter"}


def holds(letter, mistakes):
    """Check that these are the mistakes known about this item, with these numbers."""
    known = {each.mistake: each.value for each in RATES[letter].wrong}
    assert known.keys() - SLIPS == mistakes.keys()
    assert {name: known[name] for name in mistakes} == pytest.approx(mistakes, rel=1e-6)


@pytest.mark.parametrize("letter", ASKED)
def test_the_mistakes_about_rates_are_what_those_mistakes_give(letter):
    unit, factor = ASKED[letter]
    slope, intercept = curvatures(letter)
    mistakes = {"unchanged": WALL, "upside_down": WALL * factor * unit**2}
    if letter != "A":  # where 1/L is what it was for the mean
        mistakes["half"] = 1 / max(slope, intercept)
    if letter == "B":
        mistakes["intercept"] = 2 / intercept
    if letter == "D":
        mistakes["slope_alone"] = 2 / slope
    holds(letter, mistakes)


def test_no_two_mistakes_about_a_rate_are_one_number():
    for letter, item in RATES.items():
        values = sorted([item.right, *(each.value for each in item.wrong if each.value > 0)])
        assert np.diff(np.log(values)).min() > 0.01, letter


def test_the_four_rates_pass():
    """As the solution has them, fractions and all."""
    said = {"A": 2 / (5 / 2), "B": 2 / (5 * 20), "C": 2 / (5 * 10**2), "D": 2 / 2}
    assert gd.check("training/rates", said).passed


def test_half_the_mean_has_its_best_rate_where_the_mean_had_its_wall():
    assert 1 / max(curvatures("A")) == pytest.approx(WALL)
    assert "1/L with half of it" in gd.check("training/rates", {"A": 0.4}).message


@pytest.mark.parametrize("nothing", [0.0, -0.01])
def test_a_rate_that_is_not_positive_is_not_said_to_converge(nothing):
    """The reply tells of the rates that do converge, and neither of these is among them."""
    message = gd.check("training/rates", {"A": nothing}).message
    assert "every η between 0 and the wall converges" in message
    assert message.count("converges") == 1


@pytest.mark.parametrize("letter", ASKED)
def test_no_reply_about_a_rate_gives_the_right_one_away(letter):
    item = RATES[letter]
    near = [item.right * share for share in (0.97, 1.03)]
    for said in [*near, *(each.value for each in item.wrong if each.mistake not in SLIPS)]:
        feedback = gd.check("training/rates", {letter: said})
        assert not feedback.passed
        assert feedback.message.startswith(f"{letter}:")
        assert not re.search(rf"(?<![\d.]){item.right:g}(?![\d/]|\.\d)", feedback.message)


def test_a_rate_on_either_side_of_the_wall_hears_on_which():
    for letter, item in RATES.items():
        for share, words in ((0.97, "is below the wall"), (1.03, "is beyond the wall")):
            message = gd.check("training/rates", {letter: share * item.right}).message
            assert words in message


def test_the_curvatures_in_the_replies():
    assert curvatures("B") == pytest.approx((100, 40))
    assert curvatures("D") == pytest.approx((0.0005, 2))
    for letter, said, numbers in (("B", 0.05, ("40", "100")), ("D", 4000.0, ("0.0005", "2"))):
        message = gd.check("training/rates", {letter: said}).message
        assert all(re.search(rf"(?<![\d.]){each}(?![\d]|\.\d)", message) for each in numbers)


# ------------------------------------------------------------------ the first step

W = NET.start


def step_by(name, w, learning_rate):
    """Return the weights after a step of the program of this name, written out."""
    _, _, W2, _ = apart(w)
    gW1, gb1, gW2, gb2 = backward(w)
    if name == "layer_by_layer":
        gW1, gb1, *_ = backward(w, W2=W2 - learning_rate * gW2)
    if name == "bias_forgotten":
        gb1 = 0 * gb1
    if name == "slope_of_tanh_forgotten":
        gW1, gb1, *_ = backward(w, slope=np.ones_like)
    if name == "last_layer_frozen":
        gW2, gb2 = 0 * gW2, 0 * gb2
    return w - learning_rate * together(gW1, gb1, gW2, gb2)


@pytest.mark.parametrize("letter", "ABCD")
@pytest.mark.parametrize("name", list(gd.TRAINING_BUGS))
def test_each_program_is_the_named_one_and_no_other(letter, name):
    found = gd.training_steps()[letter](NET, W, 3.0)
    off = np.abs(found - step_by(name, W, 3.0)).max()
    assert off < 1e-12 if name == FIRST_STEPS[letter].right else off > 1e-3


def test_the_losses_of_the_first_step_tell_and_those_after_500_small_ones_do_not():
    right, broken = ({"C": 0.286503664159, "B": 0.32780861}, {"C": 0.09025236, "B": 0.09018531})
    for letter in "BC":
        step, many = gd.training_steps()[letter], W
        for _ in range(500):
            many = step(NET, many, 0.1)
        assert loss(step(NET, W, 3.0)) == pytest.approx(right[letter], abs=5e-9)
        assert loss(many) == pytest.approx(broken[letter], abs=5e-9)


def moved(letter):
    """Return by how much each part has moved after one step, and by how much it should have."""
    then = apart(gd.training_steps()[letter](NET, W, 3.0))
    return [
        (then_part - part, -3 * slope)
        for then_part, part, slope in zip(then, apart(W), backward(W), strict=True)
    ]


def test_what_the_replies_say_of_the_weights_is_true():
    for letter, wrong_parts in {"A": [1], "B": [0, 1], "C": [], "D": [0, 1]}.items():
        off = [not np.allclose(is_, should) for is_, should in moved(letter)]
        assert np.flatnonzero(off).tolist() == wrong_parts
    norm = np.linalg.norm
    b1, _ = moved("A")[1]
    assert not b1.any()  # "leaves b1 where it is"
    for is_, should in moved("D")[:2]:
        assert norm(is_) > norm(should)  # "too large" without 1 − a²


@pytest.mark.parametrize("letter", "ABCD")
def test_a_wrong_name_hears_of_that_program(letter):
    for name in gd.TRAINING_BUGS:
        feedback = gd.check("training/first_steps", {letter: name})
        if name == FIRST_STEPS[letter].right:
            assert feedback.mistake == "incomplete"
        else:
            assert feedback.mistake == f"{letter}:{name}"
            assert feedback.message.endswith("?")
