"""Gradient descents that step rightly and hand back something else."""

import numpy as np
import pytest

from gdteach.course.algorithm.gradient_descent import check_gradient_descent
from tests.exercise_programs import Wrong, descend

wrong = Wrong()


@wrong("start_mutated")
def moves_the_callers_start(gradient, start, learning_rate, n_steps):
    w = start
    path = [w.copy()]
    for _ in range(n_steps):
        w -= learning_rate * gradient(w)
        path.append(w.copy())
    return path


@wrong("start_mutated")
def first_row_moves_along(gradient, start, learning_rate, n_steps):
    w, path = start, [start]
    for _ in range(n_steps):
        w -= learning_rate * gradient(w)
        path.append(w.copy())
    return path


@wrong("start_missing")
def recorded_after_the_step(gradient, start, learning_rate, n_steps):
    return descend(gradient, start, learning_rate, n_steps)[1:]


@wrong("start_missing")
def start_missing_and_one_more(gradient, start, learning_rate, n_steps):
    return descend(gradient, start, learning_rate, n_steps + 1)[1:]


@wrong("start_missing")
def start_missing_in_zeros(gradient, start, learning_rate, n_steps):
    path, w = np.zeros((n_steps + 1, start.size)), start
    for t in range(n_steps):
        w = w - learning_rate * gradient(w)
        path[t] = w
    return path


@wrong("start_twice")
def recorded_before_the_step(gradient, start, learning_rate, n_steps):
    w, path = start, [start]
    for _ in range(n_steps):
        path.append(w)
        w = w - learning_rate * gradient(w)
    return path


@wrong("start_twice")
def start_twice_then_all(gradient, start, learning_rate, n_steps):
    return [start, *descend(gradient, start, learning_rate, n_steps)]


@wrong("too_many_rows")
def one_step_more(gradient, start, learning_rate, n_steps):
    return descend(gradient, start, learning_rate, n_steps + 1)


@wrong("too_many_rows")
def ten_steps_whatever_is_asked(gradient, start, learning_rate, n_steps):
    return descend(gradient, start, learning_rate, 10)


@wrong("too_few_rows")
def one_step_less(gradient, start, learning_rate, n_steps):
    return descend(gradient, start, learning_rate, n_steps - 1)


@wrong("too_few_rows")
def recorded_before_each_step(gradient, start, learning_rate, n_steps):
    w, path = start, []
    for _ in range(n_steps):
        path.append(w)
        w = w - learning_rate * gradient(w)
    return np.array(path)


@wrong("too_few_rows")
def two_steps_less(gradient, start, learning_rate, n_steps):
    return descend(gradient, start, learning_rate, n_steps - 2)


@wrong("row_unfilled")
def last_row_stays_zero(gradient, start, learning_rate, n_steps):
    path = np.zeros((n_steps + 1, start.size))
    path[0] = start
    for t in range(n_steps - 1):
        path[t + 1] = path[t] - learning_rate * gradient(path[t])
    return path


@wrong("start_ignored")
def begins_at_zero(gradient, start, learning_rate, n_steps):
    path = np.zeros((n_steps + 1, start.size))
    for t in range(n_steps):
        path[t + 1] = path[t] - learning_rate * gradient(path[t])
    return path


@wrong("first_row")
def begins_at_ten(gradient, start, learning_rate, n_steps):
    return descend(gradient, np.full(start.shape, 10.0), learning_rate, n_steps)


@wrong("only_last")
def returns_w(gradient, start, learning_rate, n_steps):
    return descend(gradient, start, learning_rate, n_steps)[-1]


@wrong("only_last")
def returns_w_in_a_list(gradient, start, learning_rate, n_steps):
    return [returns_w(gradient, start, learning_rate, n_steps)]


@wrong("only_last")
def returns_w_as_a_number(gradient, start, learning_rate, n_steps):
    w = returns_w(gradient, start, learning_rate, n_steps)
    return w.item() if w.size == 1 else tuple(w)


@wrong("returned_early")
def return_inside_the_loop(gradient, start, learning_rate, n_steps):
    w, path = start, [start]
    for _ in range(n_steps):
        w = w - learning_rate * gradient(w)
        path.append(w)
        return path


@wrong("returned_early")
def returns_the_first_point(gradient, start, learning_rate, n_steps):
    w = start
    for _ in range(n_steps):
        w = w - learning_rate * gradient(w)
        return w


@wrong("steps_not_recorded")
def appends_nothing(gradient, start, learning_rate, n_steps):
    w, path = start, [start]
    for _ in range(n_steps):
        w = w - learning_rate * gradient(w)
    return path


@wrong("no_update")
def result_thrown_away(gradient, start, learning_rate, n_steps):
    w, path = start, [start]
    for _ in range(n_steps):
        w - learning_rate * gradient(w)
        path.append(w)
    return path


@wrong("no_update")
def appends_the_start(gradient, start, learning_rate, n_steps):
    w, path = start, [start]
    for _ in range(n_steps):
        w = w - learning_rate * gradient(w)
        path.append(start)
    return path


@pytest.mark.parametrize(("slug", "program"), wrong.programs, ids=wrong.ids)
def test_a_wrong_program_hears_its_own_mistake(slug, program):
    feedback = check_gradient_descent(program)
    assert not feedback.passed
    assert feedback.mistake == slug, feedback.message
