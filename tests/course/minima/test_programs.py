"""The exercise of notebook 05 that runs a function: how many restarts it takes."""

import math

import pytest

from gdteach.course.minima.checks import RESTARTS, chance
from tests.course.minima.programs import by_counting


@pytest.mark.parametrize("search", RESTARTS.problems, ids=str)
def test_the_truth_is_the_smallest_number_that_will_do(search):
    n = by_counting(**search)
    assert math.ceil(RESTARTS.program.quantities(search)["starts"]) == RESTARTS.program(search) == n
    assert chance(search, n) >= 100 * search["certainty"] > chance(search, n - 1)


def test_the_reply_to_rounding_down_is_true():
    assert chance({"p": 0.25}, 16) < 99
