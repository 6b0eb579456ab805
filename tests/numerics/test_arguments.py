"""Every kind of real number is a number, wherever one is read."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from gdteach.numerics.arguments import finite_number, numbers, whole_number
from gdteach.numerics.catalogue import parabola
from gdteach.numerics.descent import gradient_descent
from gdteach.numerics.differences import central_difference_gradient
from gdteach.numerics.own_function import as_objective

HALVES = [0.5, Fraction(1, 2), Decimal("0.5"), np.float32(0.5), np.longdouble(0.5), np.array(0.5)]
THREES = [3, 3.0, Fraction(3), Decimal(3), np.uint8(3), np.float16(3), np.array(3.0)]
SQUARE = parabola(2.0)


@pytest.mark.parametrize("half", HALVES, ids=repr)
def test_a_real_number_of_any_kind_is_read(half):
    assert finite_number("half", half) == 0.5
    np.testing.assert_array_equal(numbers("half", [[half, 1]]), [[0.5, 1]])
    np.testing.assert_array_equal(SQUARE.gradient([half]), [1.0])
    assert SQUARE(half) == 0.25
    assert gradient_descent(SQUARE, [half], half, max_steps=1).end == 0.0


@pytest.mark.parametrize("three", THREES, ids=repr)
def test_a_whole_number_may_be_written_as_any_kind_of_number(three):
    read = whole_number("three", three)
    assert (type(read), read) == (int, 3)
    assert gradient_descent(SQUARE, 1.0, 0.1, max_steps=three).n_steps == 3


@pytest.mark.parametrize("large", [10**400, 2**64 + 1, 1e300])
def test_a_large_whole_number_loses_no_digit(large):
    assert whole_number("large", large) == large


@pytest.mark.parametrize("wrong", [Fraction(1, 2), Fraction(2**60 + 1, 2**60), np.inf, -np.inf])
def test_what_is_not_whole_is_refused(wrong):
    with pytest.raises(TypeError, match=r"^n must be a whole number, got "):
        whole_number("n", wrong)


@pytest.mark.parametrize("kind", [Fraction, Decimal, np.float32, np.longdouble, np.array])
def test_a_function_may_return_any_kind_of_number(kind):
    own = as_objective(lambda w: kind(w) ** 2, lambda w: [2 * kind(w)])
    assert own(1.5) == 2.25
    assert own.gradient(1.5) == 3.0
    assert central_difference_gradient(lambda w: kind(w) ** 2, 1.5) == pytest.approx(3, rel=0.05)


def test_a_result_too_large_for_a_float_is_infinite():
    own = as_objective(lambda w: -(10**400) if w > 1 else 10**400 if w > 0 else 0)
    np.testing.assert_array_equal(own([[2.0], [1.0], [0.0]]), [-np.inf, np.inf, 0])


@pytest.mark.parametrize(
    ("read", "text"), [(finite_number, "0.1"), (whole_number, "10"), (numbers, ["1", "2"])]
)
def test_a_number_in_quotation_marks_is_told_so(read, text):
    with pytest.raises(TypeError, match=r"got .*; leave out the quotation marks$"):
        read("it", text)
    with pytest.raises(TypeError, match=r"got 'nan'$"):
        read("it", "nan")


def test_quotation_marks_come_before_another_remedy():
    for text, remedy in (("0.1", "leave out the quotation marks"), ("nan", "another")):
        with pytest.raises(TypeError, match=rf"got '{text}'; {remedy}$"):
            finite_number("it", text, remedy="another")
