"""The line under the picture: its numbers, read back and worked out again."""

import re

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import gdteach as gd
from gdteach.figure.captions import descent_named, update_captions
from gdteach.figure.lines import lines
from gdteach.numerics.wording import number, signed, subscript, vector

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
NUMBER = r"−?\d+(?:\.\d+)?(?:×10[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)?"


def read(text):
    """Return the value a printed number stands for, and half a unit of its last digit.

    A number is printed to three significant digits with trailing zeros left out, so its last
    digit is that of its third significant place.
    """
    mantissa, _, exponent = text.replace("−", "-").partition("×10")
    value = float(mantissa) * 10.0 ** int(exponent.translate(SUPERSCRIPTS) or 0)
    if value == 0:
        return 0.0, 0.0
    # up to 5 digits before the point are printed in full: then the last digit is a unit
    place = np.floor(np.log10(abs(value) * (1 + 1e-12))) - 2
    return value, 0.5 * 10.0 ** (place if exponent else min(place, 0))


def close(expected, value, slack):
    """Return whether two numbers are equal, within what rounding could have done."""
    return abs(expected - value) <= slack * (1 + 1e-9) + 1e-15


# ------------------------------------------------------------------------------------ numbers


@given(st.floats(allow_nan=False, allow_infinity=False))
@example(-0.0)
@example(999.96)
@example(0.00099999)
@example(99999.7)
@example(-1e-5)
@example(5e-324)
def test_a_number_reads_back_within_half_of_its_last_digit(value):
    text = number(value)
    assert re.fullmatch(NUMBER, text)
    back, half = read(text)
    assert close(back, value, 1.0001 * half if half else 0) or value == back


@given(st.floats(1e-300, 1e300), st.integers(3, 9))
def test_more_digits_are_more_exact(value, digits):
    text = number(value, digits)
    back, _ = read(text)
    assert back == pytest.approx(value, rel=0.5 * 10.0 ** (1 - digits) * 1.01)


@pytest.mark.parametrize(
    ("write", "value", "text"),
    [
        *((number, value, text) for value, text in [
            (0.0, "0"), (-0.0, "0"), (1.0, "1"), (-0.25, "−0.25"), (100.0, "100"), (2 / 3, "0.667"),
            (0.1 + 0.2, "0.3"), (1234.5, "1234"), (1e5, "1×10⁵"), (-1.25e-7, "−1.25×10⁻⁷"),
            (np.inf, "∞"), (-np.inf, "−∞"), (np.nan, "not a number"),
        ]),
        (vector, [2.0], "2"), (vector, np.array([1.0, -2.5]), "(1, −2.5)"),
        (signed, [-2.0], "(−2)"), (signed, [2.0], "2"), (signed, [-1.0, 2.0], "(−1, 2)"),
    ],
)  # fmt: skip
def test_numbers_and_points_are_written_as_by_hand(write, value, text):
    assert write(value) == text


@given(st.floats(allow_nan=False), st.floats(allow_nan=False))
def test_a_number_says_its_sign_and_its_order(a, b):
    assume(a < b)
    if re.fullmatch(NUMBER, number(a)) and re.fullmatch(NUMBER, number(b)):
        assert read(number(a))[0] <= read(number(b))[0] or np.isclose(a, b, rtol=1e-2)
    assert number(-abs(a)).startswith("−") or a == 0


@given(st.integers(0, 10**9))
def test_a_subscript_is_the_number_set_low(whole):
    assert subscript(whole).translate(SUBSCRIPTS) == str(whole)


# ----------------------------------------------------------------------------------- captions

LINE = re.compile(
    r"w(?P<new>[₀-₉]+) = w(?P<old>[₀-₉]+) − (?P<rate>[^·]+)·(?P<gradient>f′|∇f)\(w(?P<at>[₀-₉]+)\)"
    r" = (?P<before>.+?) − (?P<again>[^·]+)·(?P<slope>.+?) = (?P<after>.+?)   f = (?P<value>\S+)"
)


CASES = [
    (gd.parabola(2.0), 10.0, 0.2),
    (gd.parabola(1.0, minimiser=-3), -7.123, 1.95),
    (gd.parabola(2.0), 1.0, 3.0),  # diverges
    (gd.double_well(), -0.7, 0.0123456),
    (gd.quartic(), 1.0, 1e-4),
    (gd.himmelblau(), (0.0, 0.0), 0.01),
    (gd.rosenbrock(), (-1.2, 1.0), 0.00123),
    (gd.saddle(), (-1.5, 1e-8), 0.3),
    (gd.quadratic_bowl(25), (-4.0, 2.0), 2 / 26),
]


@pytest.mark.parametrize(("objective", "start", "rate"), CASES, ids=lambda case: str(case))
def test_the_arithmetic_of_every_line_is_right(objective, start, rate):
    run = gd.gradient_descent(objective, start, rate, max_steps=30)
    captions = update_captions(run, rate)
    assert len(captions) == run.n_steps + 1
    assert captions[0].startswith(f"start: w₀ = {vector(run.iterates[0])}   f = ")
    for t, caption in enumerate(captions[1:], start=1):
        found = LINE.match(caption.splitlines()[0])
        assert found, caption
        steps = [int(found[name].translate(SUBSCRIPTS)) for name in ("new", "old", "at")]
        assert steps == [t, t - 1, t - 1]
        assert found["gradient"] == ("f′" if objective.dimension == 1 else "∇f")
        assert found["rate"] == found["again"]
        assert found["before"] != found["after"], "a small step is seen in the line"
        eta, eta_half = read(found["rate"])
        assert eta == pytest.approx(rate, rel=1e-5)
        columns = [re.findall(NUMBER, found[name]) for name in ("before", "slope", "after")]
        assert {len(column) for column in columns} == {objective.dimension}
        for i, (before, slope, after) in enumerate(zip(*columns, strict=True)):
            (a, a_half), (g, g_half), (b, b_half) = map(read, (before, slope, after))
            off = min(eta_half, 1e-5 * eta)
            slack = a_half + b_half + abs(eta) * g_half + (abs(g) + g_half) * off
            assert close(a - eta * g, b, slack), caption
            assert close(a, run.iterates[t - 1, i], a_half)
            assert close(g, run.gradients[t - 1, i], g_half)
            assert close(b, run.iterates[t, i], b_half)
        value, half = read(found["value"])
        assert close(value, run.values[t], half)


@pytest.mark.parametrize(
    ("start", "rate", "text"),
    [
        (-1.0, 0.25, "= −1 − 0.25·(−2) = −0.5"),  # a negative slope stands in brackets
        (1.0, 1e-300, "= 1 − "),  # a step of no length is not made up
    ],
)
def test_a_line_is_written_as_by_hand(start, rate, text):
    run = gd.gradient_descent(gd.parabola(2.0), start, rate, max_steps=1)
    assert text in update_captions(run, rate)[1]


def test_the_last_line_says_why_the_run_stopped():
    run = gd.gradient_descent(gd.parabola(2.0), 10.0, 1.5, max_steps=5000)
    captions = update_captions(run, 1.5)
    assert captions[-1].splitlines()[1] == run.summary()
    assert "infinite or undefined" in captions[-1]
    assert all("\n" not in caption for caption in captions[:-1])
    run = gd.gradient_descent(gd.parabola(), 0.0, 0.1, gradient_tolerance=1.0)  # of no steps
    assert list(update_captions(run, 0.1)) == [f"start: w₀ = 0   f = 0\n{run.summary()}"]


@given(st.floats(-1e3, 1e3), st.floats(1e-8, 1e3))
@settings(max_examples=50)
def test_no_line_holds_what_a_learner_cannot_read(start, rate):
    run = gd.gradient_descent(gd.quartic(), start, rate, max_steps=12)
    for caption in update_captions(run, rate):
        assert not re.search(r"nan|inf\b|e[+-]\d|-\d|−0(?![.\d])", caption.splitlines()[0])


def test_lines_are_a_fresh_list():
    mine = ["a", "b"]
    assert lines("captions", mine) == mine
    assert lines("captions", mine) is not mine
    assert lines("captions", (line for line in mine)) == mine


def test_a_run_is_named_by_what_makes_it():
    run = gd.gradient_descent(gd.quadratic_bowl(), (-4, 1.25), 0.1, max_steps=3)
    known = f"Gradient descent on {run.objective.name}, learning rate 0.1, from (−4, 1.25)"
    assert descent_named(run, 0.1) == known
