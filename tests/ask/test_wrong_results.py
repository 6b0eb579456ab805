"""Gradient descents that hand back no numbers, cannot be called, or make two mistakes."""

import numpy as np
import pytest

from gdteach.course.algorithm.gradient_descent import check_gradient_descent
from tests.exercise_programs import Wrong, descend

wrong = Wrong()


@wrong("nothing_returned")
def no_return(gradient, start, learning_rate, n_steps):
    path = [start]
    for _ in range(n_steps):
        path.append(path[-1] - learning_rate * gradient(path[-1]))


@wrong("nothing_returned")
def returns_a_print(gradient, start, learning_rate, n_steps):
    return print(end="")


@wrong("flattened")
def append_without_axis(gradient, start, learning_rate, n_steps):
    path, w = start, start
    for _ in range(n_steps):
        w = w - learning_rate * gradient(w)
        path = np.append(path, w)
    return path


@wrong("transposed")
def one_row_per_coordinate(gradient, start, learning_rate, n_steps):
    return np.array(descend(gradient, start, learning_rate, n_steps)).T


@wrong("returned_extra")
def point_and_path(gradient, start, learning_rate, n_steps):
    path = descend(gradient, start, learning_rate, n_steps)
    return path[-1], path


@wrong("returned_extra")
def path_and_gradients_and_count(gradient, start, learning_rate, n_steps):
    path = np.array(descend(gradient, start, learning_rate, n_steps))
    return [path, gradient(path), n_steps]


@wrong("not_numbers")
def returns_a_dict(gradient, start, learning_rate, n_steps):
    return dict(enumerate(descend(gradient, start, learning_rate, n_steps)))


@wrong("not_numbers")
def returns_text(gradient, start, learning_rate, n_steps):
    return str(descend(gradient, start, learning_rate, n_steps))


@wrong("not_numbers")
def forgets_to_call_copy(gradient, start, learning_rate, n_steps):
    return [w.copy for w in descend(gradient, start, learning_rate, n_steps)]


@wrong("not_numbers")
def returns_complex(gradient, start, learning_rate, n_steps):
    return np.array(descend(gradient, start, learning_rate, n_steps)) + 1j


@wrong("ragged")
def a_number_among_points(gradient, start, learning_rate, n_steps):
    return [0.0, *descend(gradient, start, learning_rate, n_steps)]


@wrong("ragged")
def a_list_that_holds_itself(gradient, start, learning_rate, n_steps):
    path = [start]
    for _ in range(n_steps):
        path.append(path)
    return path


@wrong("wrong_shape")
def three_columns(gradient, start, learning_rate, n_steps):
    return [[t, *w, 0] for t, w in enumerate(descend(gradient, start, 0.1, n_steps))]


@wrong("too_few_rows")
def an_empty_list(gradient, start, learning_rate, n_steps):
    descend(gradient, start, learning_rate, n_steps)
    return []


@wrong("gradient_never_called")
def an_empty_list_without_a_slope(gradient, start, learning_rate, n_steps):
    return []


@wrong("returned_early")
def two_rows_by_another_way(gradient, start, learning_rate, n_steps):
    return [start, start - learning_rate * gradient(start)]


@wrong("unknown")
def objective_values(gradient, start, learning_rate, n_steps):
    path = descend(gradient, start, learning_rate, n_steps)
    return [start, *(-learning_rate * gradient(w) for w in path[1:])]


@wrong("gradient_never_called")
def own_gradient(gradient, start, learning_rate, n_steps):
    return descend(lambda w: 2 * w, start, learning_rate, n_steps)


@wrong("wrong_signature")
def three_arguments(gradient, start, learning_rate):
    return [start]


@wrong("wrong_signature")
def no_arguments():
    return []


@wrong("wrong_signature")
def keyword_only(*, gradient, start, learning_rate, n_steps):
    return [start]


@wrong("endless")
def never_counts(gradient, start, learning_rate, n_steps):
    w, t = start, 0
    while t < n_steps:
        w = w - learning_rate * gradient(w)
    return w


@wrong("start_missing+uphill")
def uphill_and_no_start(gradient, start, learning_rate, n_steps):
    return descend(gradient, start, -learning_rate, n_steps)[1:]


@wrong("uphill+rate_forgotten")
def uphill_by_the_whole_gradient(gradient, start, learning_rate, n_steps):
    return descend(gradient, start, -1, n_steps)


@wrong("history_aliased+one_after_the_other")
def in_turn_and_aliased(gradient, start, learning_rate, n_steps):
    w = start.copy()
    path = [w]
    for _ in range(n_steps):
        for i in range(w.size):
            w[i] -= learning_rate * gradient(w)[i]
        path.append(w)
    return path


@pytest.mark.parametrize(("slug", "program"), wrong.programs, ids=wrong.ids)
def test_a_wrong_program_hears_its_own_mistake(slug, program):
    feedback = check_gradient_descent(program)
    assert not feedback.passed
    assert feedback.mistake == slug, feedback.message
