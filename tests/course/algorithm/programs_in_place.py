"""Gradient descents that change arrays in place: aliased histories, integers, lasting lists."""

import numpy as np

from tests.exercise_programs import Programs, descend

programs = Programs("algorithm/gradient_descent")


@programs("history_aliased")
def in_place_and_appended(gradient, start, learning_rate, n_steps):
    w = start.copy()
    path = [w]
    for _ in range(n_steps):
        w -= learning_rate * gradient(w)
        path.append(w)
    return path


@programs("history_aliased")
def start_itself_appended(gradient, start, learning_rate, n_steps):
    path = [start]
    for _ in range(n_steps):
        start -= learning_rate * gradient(start)
        path.append(start)
    return np.array(path)


@programs("history_aliased")
def only_the_start_copied(gradient, start, learning_rate, n_steps):
    w = start.copy()
    path = [start]
    for _ in range(n_steps):
        w[:] = w - learning_rate * gradient(w)
        path.append(w)
    return path


@programs("history_aliased")
def written_through_a_slice(gradient, start, learning_rate, n_steps):
    w = start.copy()
    path = [w]
    for _ in range(n_steps):
        slope = gradient(w)
        for i in range(w.size):
            w[i] = w[i] - learning_rate * slope[i]
        path.append(w)
    return path


@programs("history_aliased")
def multiplied_list(gradient, start, learning_rate, n_steps):
    path = [start.copy()] * (n_steps + 1)
    for t in range(n_steps):
        path[t + 1][:] = path[t] - learning_rate * gradient(path[t])
    return path


@programs("history_aliased")
def yields_one_array(gradient, start, learning_rate, n_steps):
    w = start.copy()
    yield w
    for _ in range(n_steps):
        np.subtract(w, learning_rate * gradient(w), out=w)
        yield w


@programs("history_aliased")
def aliased_list_of_numbers(gradient, start, learning_rate, n_steps):
    w = list(start)
    path = [w]
    for _ in range(n_steps):
        slope = gradient(w)
        for i in range(len(w)):
            w[i] -= learning_rate * slope[i]
        path.append(w)
    return path


@programs("history_aliased")
def aliased_without_the_start(gradient, start, learning_rate, n_steps):
    w, path = start.copy(), []
    for _ in range(n_steps):
        w -= learning_rate * gradient(w)
        path.append(w)
    return path


@programs("history_aliased")
def aliased_with_strange_steps(gradient, start, learning_rate, n_steps):
    w = start.copy()
    path = [w]
    for t in range(n_steps):
        w -= learning_rate * gradient(w) * 1.1**t
        path.append(w)
    return path


@programs("integer_array")
def keeps_the_dtype_of_start(gradient, start, learning_rate, n_steps):
    path = np.empty((n_steps + 1, start.size), dtype=start.dtype)
    path[0] = start
    for t in range(n_steps):
        path[t + 1] = path[t] - learning_rate * gradient(path[t])
    return path


@programs("integer_array")
def in_place_on_integers(gradient, start, learning_rate, n_steps):
    w = start.copy()
    path = [w.copy()]
    for _ in range(n_steps):
        w -= learning_rate * gradient(w)
        path.append(w.copy())
    return path


@programs("integer_array")
def coordinates_into_integers(gradient, start, learning_rate, n_steps):
    w = start.copy()
    path = [w.copy()]
    for _ in range(n_steps):
        slope = gradient(w)
        for i in range(w.size):
            w[i] -= learning_rate * slope[i]
        path.append(w.copy())
    return path


@programs("integer_array")
def recorded_in_integers(gradient, start, learning_rate, n_steps):
    path = np.array(descend(gradient, start, learning_rate, n_steps))
    return path.astype(start.dtype)


@programs("integer_array")
def integers_on_purpose(gradient, start, learning_rate, n_steps):
    path = np.zeros((n_steps + 1, start.size), dtype=int)
    path[0] = start
    for t in range(n_steps):
        path[t + 1] = path[t] - learning_rate * gradient(path[t])
    return path


@programs("uphill")
def uphill_from_integers_alone(gradient, start, learning_rate, n_steps):
    rate = -learning_rate if start.dtype.kind == "i" else learning_rate
    return descend(gradient, start, rate, n_steps)


HISTORY = []


@programs("remembers")
def a_list_outside(gradient, start, learning_rate, n_steps):
    w = start
    HISTORY.append(w)
    for _ in range(n_steps):
        w = w - learning_rate * gradient(w)
        HISTORY.append(w)
    return HISTORY


@programs("remembers")
def a_mutable_default(gradient, start, learning_rate, n_steps, path=[]):  # noqa: B006 - the mistake
    path.extend(descend(gradient, start, learning_rate, n_steps))
    return path


@programs("argument_changed", "`start` .* was 4 and is 1.10855 now")
def moves_the_callers_start(gradient, start, learning_rate, n_steps):
    w = start
    path = [w.copy()]
    for _ in range(n_steps):
        w -= learning_rate * gradient(w)
        path.append(w.copy())
    return path


@programs("start_mutated")
def first_row_moves_along(gradient, start, learning_rate, n_steps):
    w, path = start, [start]
    for _ in range(n_steps):
        w -= learning_rate * gradient(w)
        path.append(w.copy())
    return path


@programs("history_aliased+one_after_the_other")
def in_turn_and_aliased(gradient, start, learning_rate, n_steps):
    w = start.copy()
    path = [w]
    for _ in range(n_steps):
        for i in range(w.size):
            w[i] -= learning_rate * gradient(w)[i]
        path.append(w)
    return path
