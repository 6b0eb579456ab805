"""The exercise of notebook 05 that runs a function: each known mistake gets its own reply."""

import math

import numpy as np
import pytest

import gdteach as gd
from gdteach.course.minima import restarts


def restarts_needed(p, certainty):
    return int(np.ceil(np.log(1 - certainty) / np.log(1 - p)))


def by_counting(p, certainty):
    n = 0
    while 1 - (1 - p) ** n < certainty:
        n += 1
    return n


@pytest.mark.parametrize("right", [restarts_needed, by_counting])
def test_right_counts_pass(right):
    assert gd.check("minima/restarts", right).passed


@pytest.mark.parametrize("search", restarts._SEARCHES, ids=str)
def test_the_truth_is_the_smallest_number_that_will_do(search):
    n = by_counting(search.p, search.certainty)
    assert math.ceil(search.starts) == n
    assert search.chance(n) >= search.certainty > search.chance(n - 1)


def counting_one_less(p, certainty):
    return by_counting(p, certainty) - 1


ceil, log = math.ceil, np.log
WRONG = [
    ("adds_up", lambda p, c: c / p),
    ("adds_up", lambda p, c: ceil(c / p)),
    ("average", lambda p, c: 1 / p),
    ("average", lambda p, c: ceil(1 / p)),
    ("p_multiplied", lambda p, c: ceil(log(1 - c) / log(p))),
    ("p_multiplied", lambda p, c: log(1 - c) / log(p)),
    ("certainty_for_doubt", lambda p, c: ceil(log(c) / log(1 - p))),
    ("certainty_for_doubt", lambda p, c: log(c) / log(1 - p)),
    ("no_failures", lambda p, c: log(c) / log(p)),
    ("upside_down", lambda p, c: log(1 - p) / log(1 - c)),
    ("doubt_reversed", lambda p, c: 1 / (1 - c)),
    ("rounded_down", lambda p, c: int(log(1 - c) / log(1 - p))),
    ("rounded_to_nearest", lambda p, c: round(float(log(1 - c) / log(1 - p)))),
    ("not_rounded", lambda p, c: log(1 - c) / log(1 - p)),
    ("one_too_many", lambda p, c: restarts_needed(p, c) + 1),
    ("rounded_down", counting_one_less),
    ("chance_returned", lambda p, c: 1 - (1 - p) ** restarts_needed(p, c)),
    ("unknown", lambda p, c: 7 * c),
    ("nothing_returned", lambda p, c: print(end="")),
    ("wrong_signature", lambda p: 17),
]


@pytest.mark.parametrize(("slug", "wrong"), WRONG)
def test_each_wrong_count_is_recognised(slug, wrong):
    feedback = gd.check("minima/restarts", wrong)
    assert not feedback.passed
    assert feedback.mistake == slug
    assert "{" not in feedback.message
    assert "!" not in feedback.message


def test_the_reply_to_rounding_down_says_what_is_missing():
    message = gd.check("minima/restarts", lambda p, c: int(log(1 - c) / log(1 - p))).message
    assert "16 starts succeed with 98.998 %" in message
    assert restarts._SEARCHES[0].chance(16) < 0.99


def test_a_function_is_needed():
    with pytest.raises(TypeError, match="f must be a function"):
        gd.check("minima/restarts", 17)
