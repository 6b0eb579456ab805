"""Descent in two named parameters: right programs pass, each wrong one hears its own mistake."""

import numpy as np
import pytest

from gdteach.course.algorithm.two_parameters import check_two_parameter_descent
from tests.exercise_programs import Wrong

RIGHT = []
wrong = Wrong()


def stepping(slug, step, name=""):
    """Register a program that records rightly and steps to step(pa, pb, a, b, η, t)."""

    def program(partial_a, partial_b, a, b, learning_rate, n_steps):
        pairs = [(a, b)]
        for t in range(n_steps):
            a, b = step(partial_a, partial_b, a, b, learning_rate, t)
            pairs.append((a, b))
        return pairs

    program.__name__ = name or slug
    if slug == "right":
        RIGHT.append(program)
    else:
        wrong.programs.append((slug, program))
    return program


tuples = stepping("right", lambda p, q, a, b, r, t: (a - r * p(a, b), b - r * q(a, b)))
stepping("right", lambda p, q, a, b, r, t: (a - r * p(b=b, a=a), b - r * q(a, b=b)), "named")


def right(program):
    RIGHT.append(program)
    return program


@right
def both_slopes_first(partial_a, partial_b, a, b, learning_rate, n_steps):
    pairs = [[a, b]]
    for _ in range(n_steps):
        slope_a, slope_b = partial_a(a, b), partial_b(a, b)
        a -= learning_rate * slope_a
        b -= learning_rate * slope_b
        pairs.append([a, b])
    return np.array(pairs)


@right
def an_array_of_floats(pa, pb, a, b, r, n):
    pairs = np.empty((n + 1, 2))
    pairs[0] = a, b
    for t in range(n):
        pairs[t + 1] = pairs[t] - r * np.array([pa(*pairs[t]), pb(*pairs[t])])
    return pairs


@right
def zipped(pa, pb, a, b, r, n):
    return zip(*np.transpose(tuples(pa, pb, a, b, r, n)), strict=True)


stepping(
    "one_after_the_other",
    lambda p, q, a, b, r, t: (x := a - r * p(a, b), b - r * q(x, b)),
)
stepping(
    "one_after_the_other",
    lambda p, q, a, b, r, t: (a - r * p(a, y := b - r * q(a, b)), y),
    "b_first",
)
stepping("uphill", lambda p, q, a, b, r, t: (a + r * p(a, b), b + r * q(a, b)))
stepping("one_uphill", lambda p, q, a, b, r, t: (a - r * p(a, b), b + r * q(a, b)))
stepping("one_uphill", lambda p, q, a, b, r, t: (a + r * p(a, b), b - r * q(a, b)), "a_uphill")
stepping("partials_swapped", lambda p, q, a, b, r, t: (a - r * q(a, b), b - r * p(a, b)))
stepping("same_partial", lambda p, q, a, b, r, t: (a - r * p(a, b), b - r * p(a, b)))
stepping("same_partial", lambda p, q, a, b, r, t: (a - r * q(a, b), b - r * q(a, b)), "b_twice")
stepping("arguments_swapped", lambda p, q, a, b, r, t: (a - r * p(b, a), b - r * q(b, a)))
stepping("arguments_swapped", lambda p, q, a, b, r, t: (a - r * p(a, b), b - r * q(b, a)), "in_b")
stepping("arguments_swapped", lambda p, q, a, b, r, t: (a - r * p(b, a), b - r * q(a, b)), "in_a")
stepping("one_stands_still", lambda p, q, a, b, r, t: (a - r * p(a, b), b))
stepping("one_stands_still", lambda p, q, a, b, r, t: (a, b - r * q(a, b)), "a_stands")
stepping("rate_forgotten", lambda p, q, a, b, r, t: (a - p(a, b), b - q(a, b)))
stepping("rate_squared", lambda p, q, a, b, r, t: (a - r * r * p(a, b), b - r * r * q(a, b)))
stepping("step_halved", lambda p, q, a, b, r, t: (a - r * p(a, b) / 2, b - r * q(a, b) / 2))
stepping("step_doubled", lambda p, q, a, b, r, t: (a - 2 * r * p(a, b), b - 2 * r * q(a, b)))
stepping("step_scaled", lambda p, q, a, b, r, t: (a - 3 * r * p(a, b), b - 3 * r * q(a, b)))
stepping("rate_ignored", lambda p, q, a, b, r, t: (a - 0.02 * p(a, b), b - 0.02 * q(a, b)))
stepping(
    "rate_decays",
    lambda p, q, a, b, r, t: (a - r / (t + 1) * p(a, b), b - r / (t + 1) * q(a, b)),
)
stepping("no_update", lambda p, q, a, b, r, t: (a - 0 * p(a, b), b))
stepping("sign_only", lambda p, q, a, b, r, t: (a - r * np.sign(p(a, b)), b - r * np.sign(q(a, b))))
stepping(
    "uphill+one_after_the_other",
    lambda p, q, a, b, r, t: (x := a + r * p(a, b), b + r * q(x, b)),
    "two_at_once",
)
stepping("unknown", lambda p, q, a, b, r, t: (a - r * p(a, b) - 0.01, b - r * q(a, b)))
stepping("gradient_never_called", lambda p, q, a, b, r, t: (a - r * a - 0.3, b - r * b))
stepping("gradient_never_called", lambda p, q, a, b, r, t: (a - r * p(a, b), b - r * a), "no_pb")


@wrong("gradient_frozen")
def slopes_before_the_loop(pa, pb, a, b, r, n):
    slope_a, slope_b = pa(a, b), pb(a, b)
    return [(a - t * r * slope_a, b - t * r * slope_b) for t in range(n + 1)]


@wrong("history_aliased")
def one_list_for_all(pa, pb, a, b, r, n):
    w, pairs = [a, b], []
    pairs.append(w)
    for _ in range(n):
        slopes = pa(*w), pb(*w)
        w[0] -= r * slopes[0]
        w[1] -= r * slopes[1]
        pairs.append(w)
    return pairs


@wrong("transposed")
def two_lists(pa, pb, a, b, r, n):
    first, second = zip(*tuples(pa, pb, a, b, r, n), strict=True)
    return list(first), list(second)


@wrong("only_last")
def the_last_pair(pa, pb, a, b, r, n):
    return tuples(pa, pb, a, b, r, n)[-1]


@wrong("start_missing")
def pairs_after_the_start(pa, pb, a, b, r, n):
    return tuples(pa, pb, a, b, r, n)[1:]


@wrong("flattened")
def numbers_in_a_row(pa, pb, a, b, r, n):
    return [x for pair in tuples(pa, pb, a, b, r, n) for x in pair]


@wrong("integer_array")
def an_array_of_integers(pa, pb, a, b, r, n):
    w = np.array([a, b])
    pairs = [w.copy()]
    for _ in range(n):
        w[:] = w - r * np.array([pa(*w), pb(*w)])
        pairs.append(w.copy())
    return pairs


@wrong("integer_array")
def an_array_of_integers_in_place(pa, pb, a, b, r, n):
    w = np.array([a, b])
    pairs = [w.copy()]
    for _ in range(n):
        w -= r * np.array([pa(*w), pb(*w)])
        pairs.append(w.copy())
    return pairs


@wrong("nothing_returned")
def nothing(pa, pb, a, b, r, n):
    tuples(pa, pb, a, b, r, n)


@wrong("exception")
def a_point_for_two_numbers(pa, pb, a, b, r, n):
    return pa((a, b))


@wrong("wrong_signature")
def without_b(partial_a, partial_b, a, learning_rate, n_steps):
    return []


@pytest.mark.parametrize("program", RIGHT, ids=lambda program: program.__name__)
def test_a_right_program_passes(program):
    feedback = check_two_parameter_descent(program)
    assert feedback.passed, feedback.message


@pytest.mark.parametrize(("slug", "program"), wrong.programs, ids=wrong.ids)
def test_a_wrong_program_hears_its_own_mistake(slug, program):
    feedback = check_two_parameter_descent(program)
    assert not feedback.passed
    assert feedback.mistake == slug, feedback.message


def test_one_after_the_other_is_shown_by_both_first_steps():
    """The two-house numbers: b goes to 4 at once and to 3.9025 after a has moved."""
    told = next(
        check_two_parameter_descent(program).message
        for slug, program in wrong.programs
        if slug == "one_after_the_other"
    )
    assert "step 1 takes you to (6.5, 3.9025)" in told
    assert "lead to (6.5, 4)" in told


def test_an_exception_names_the_arguments_by_their_own_names():
    feedback = check_two_parameter_descent(a_point_for_two_numbers)
    assert "`return pa((a, b))`" in feedback.message
    assert "`a` = 0, `b` = 0, `learning_rate` = 0.01 and `n_steps` = 5" in feedback.message


@pytest.mark.parametrize("value", [3, "f", [(0.0, 0.0)], {"f": 1}])
def test_what_is_no_function_is_refused(value):
    with pytest.raises(TypeError, match=r"f must be a function, got .*without calling it"):
        check_two_parameter_descent(value)


@pytest.mark.parametrize("value", [..., None])
def test_an_exercise_still_to_do_is_met_kindly(value):
    assert check_two_parameter_descent(value).mistake == "not_attempted"
