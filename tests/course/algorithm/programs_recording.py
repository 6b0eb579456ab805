"""Gradient descents that step rightly and hand back something else, or nothing that is numbers."""

import numpy as np

from tests.exercise_programs import Programs, descend

programs = Programs("algorithm/gradient_descent")

for slug, change in (
    ("start_missing", lambda walk, n: walk[1:-1]),
    ("start_missing", lambda walk, n: walk[1:]),
    ("start_twice", lambda walk, n: [walk[0], *walk[:n]]),
    ("start_twice", lambda walk, n: [walk[0], *walk[:-1]]),
    ("too_many_rows", lambda walk, n: walk),
    ("too_few_rows", lambda walk, n: walk[:-2]),
    ("too_few_rows", lambda walk, n: walk[:-3]),
    ("too_few_rows", lambda walk, n: []),
    ("only_last", lambda walk, n: walk[n]),
    ("only_last", lambda walk, n: [walk[n]]),
    ("only_last", lambda walk, n: walk[n].item() if walk[n].size == 1 else tuple(walk[n])),
    ("returned_early", lambda walk, n: walk[:2]),
    ("returned_early", lambda walk, n: walk[1]),
    ("no_update", lambda walk, n: [walk[0]] * (n + 1)),
    ("transposed", lambda walk, n: walk[:-1].T),
    ("returned_extra", lambda walk, n: (walk[n], walk[:-1])),
    ("returned_extra", lambda walk, n: [walk[:-1], 2 * walk[:-1], n]),
    ("not_numbers", lambda walk, n: dict(enumerate(walk[:-1]))),
    ("not_numbers", lambda walk, n: str(walk[:-1])),
    ("not_numbers", lambda walk, n: [w.copy for w in walk[:-1]]),  # never called
    ("not_numbers", lambda walk, n: walk[:-1] + 1j),
    ("ragged", lambda walk, n: [0.0, *walk[:-1]]),
    ("wrong_shape", lambda walk, n: [[t, *w, 0] for t, w in enumerate(walk[:-1])]),
    ("nothing_returned", lambda walk, n: print(end="")),
):
    programs.handing_back(slug, change)


@programs("too_many_rows")
def ten_steps_whatever_is_asked(gradient, start, learning_rate, n_steps):
    return descend(gradient, start, learning_rate, 10)


@programs("first_row")
def begins_at_ten(gradient, start, learning_rate, n_steps):
    return descend(gradient, np.full(start.shape, 10.0), learning_rate, n_steps)


@programs("gradient_never_called")
def own_gradient(gradient, start, learning_rate, n_steps):
    return descend(lambda w: 2 * w, start, learning_rate, n_steps)


@programs("unknown")
def steps_instead_of_points(gradient, start, learning_rate, n_steps):
    path = descend(gradient, start, learning_rate, n_steps)
    return [start, *(-learning_rate * gradient(w) for w in path[1:])]


# Two mistakes at once


@programs("start_missing+uphill")
def uphill_and_no_start(gradient, start, learning_rate, n_steps):
    return descend(gradient, start, -learning_rate, n_steps)[1:]


@programs("uphill+rate_forgotten")
def uphill_by_the_whole_gradient(gradient, start, learning_rate, n_steps):
    return descend(gradient, start, -1, n_steps)
