"""Right gradient descents in every style that learners write pass the check."""

import functools
from collections import deque
from fractions import Fraction

import numpy as np

from tests.exercise_programs import Programs, descend

programs = Programs("algorithm/gradient_descent")
programs.add("", descend)
programs.handing_back("", lambda walk, n: map(tuple, walk[:-1]))
programs.handing_back("", lambda walk, n: deque(walk[:-1]))
programs.handing_back("", lambda walk, n: walk[:-1].squeeze().tolist())  # flat in one dimension


@programs()
def an_array_filled_row_by_row(gradient, start, learning_rate, n_steps):
    iterates = np.zeros((n_steps + 1, len(start)))
    iterates[0] = start
    for t in range(n_steps):
        iterates[t + 1] = iterates[t] - learning_rate * gradient(iterates[t])
    return iterates


@programs()
def in_place_with_copies(gradient, start, learning_rate, n_steps):
    w = np.array(start, dtype=float)
    iterates = [w.copy()]
    while len(iterates) <= n_steps:
        w -= learning_rate * gradient(w)
        iterates.append(w.copy())
    return np.array(iterates)


@programs()
def other_names(g, x0, lr, n):
    xs = [x0]
    for _ in range(n):
        xs = [*xs, xs[-1] - lr * g(xs[-1])]
    return tuple(xs)


@programs()
def recursive(gradient, start, learning_rate, n_steps):
    if n_steps == 0:
        return [start]
    following = start - learning_rate * gradient(start)
    return [start, *recursive(gradient, following, learning_rate, n_steps - 1)]


@programs()
def recursive_asking_twice(gradient, start, learning_rate, n_steps):
    if n_steps == 0:
        return [start]
    w = recursive_asking_twice(gradient, start, learning_rate, n_steps - 1)[-1]
    before = recursive_asking_twice(gradient, start, learning_rate, n_steps - 1)
    return [*before, w - learning_rate * gradient(w)]


@programs()
def plain_lists_of_lists(gradient, start, learning_rate, n_steps):
    w = [float(x) for x in start]
    iterates = [list(w)]
    for _ in range(n_steps):
        slope = gradient(w)
        w = [w[i] - learning_rate * slope[i] for i in range(len(w))]
        iterates.append(list(w))
    return iterates


@programs()
def a_generator(gradient, start, learning_rate, n_steps):
    w = start
    yield w
    for _ in range(n_steps):
        w = w - learning_rate * gradient(w)
        yield w


@programs()
def appended_with_numpy(gradient, start, learning_rate, n_steps):
    w = start
    iterates = np.array([w])
    for _ in range(n_steps):
        w = w - learning_rate * gradient(w)
        iterates = np.append(iterates, [w], axis=0)
    return iterates


@programs()
def stacked(gradient, start, learning_rate, n_steps):
    iterates = start.reshape(1, -1)
    for _ in range(n_steps):
        iterates = np.vstack([iterates, iterates[-1] - learning_rate * gradient(iterates[-1])])
    return iterates


@programs()
def coordinates_in_a_loop(gradient, start, learning_rate, n_steps):
    w = start.astype(float)
    iterates = [w.copy()]
    for _ in range(n_steps):
        slope = gradient(w)
        for i in range(len(w)):
            w[i] = w[i] - learning_rate * slope[i]
        iterates.append(w.copy())
    return iterates


@programs()
def reduced(gradient, start, learning_rate, n_steps):
    return functools.reduce(
        lambda path, _: [*path, path[-1] - learning_rate * gradient(path[-1])],
        range(n_steps),
        [start],
    )


@programs()
def the_sum_rearranged(gradient, start, learning_rate, n_steps):
    """Rounds differently: all steps are summed from the start."""
    total, iterates = np.zeros(start.shape), [start]
    for _ in range(n_steps):
        total = total + gradient(iterates[-1]) * learning_rate
        iterates.append(-(total - start))
    return iterates


@programs()
def bare_numbers_in_one_dimension(gradient, start, learning_rate, n_steps):
    w = float(start[0]) if start.size == 1 else start
    iterates = [w]
    for _ in range(n_steps):
        w = w - learning_rate * gradient(w)
        iterates.append(w)
    return iterates


@programs()
def single_precision(gradient, start, learning_rate, n_steps):
    w = start.astype(np.float32)
    iterates = [w]
    for _ in range(n_steps):
        w = (w - learning_rate * gradient(w)).astype(np.float32)
        iterates.append(w)
    return np.array(iterates)


@programs()
def exact_fractions(gradient, start, learning_rate, n_steps):
    w = [Fraction(float(x)) for x in start]
    iterates = [w]
    for _ in range(n_steps):
        slope = gradient([float(x) for x in w])
        w = [
            x - Fraction(learning_rate) * Fraction(float(s)) for x, s in zip(w, slope, strict=True)
        ]
        iterates.append(w)
    return iterates


@programs()
def with_an_ellipsis_index(gradient, start, learning_rate, n_steps):
    iterates = np.empty((n_steps + 1, start.size))
    iterates[0, ...] = start
    for t in range(n_steps):
        iterates[t + 1, ...] = iterates[t] - learning_rate * gradient(iterates[t])
    return iterates


@programs()
def with_warnings(gradient, start, learning_rate, n_steps):
    import warnings

    warnings.warn("a learner's own warning", DeprecationWarning, stacklevel=1)
    _ = np.array([1.0]) / np.array([0.0])
    return descend(gradient, start, learning_rate, n_steps)


@programs()
def writes_into_what_it_is_given(gradient, start, learning_rate, n_steps):
    w, iterates = start.astype(float), [start]
    for _ in range(n_steps):
        slope = gradient(w)
        slope *= learning_rate
        w = w - slope
        slope[:] = 1e9
        iterates.append(w)
    return iterates


class WithState:
    def __call__(self, gradient, start, learning_rate, n_steps):
        return descend(gradient, start, learning_rate, n_steps)


programs.add("", WithState())
programs.add("", functools.partial(descend))
programs.add("", lambda g, s, r, n, *, verbose=False: descend(g, s, r, n))
