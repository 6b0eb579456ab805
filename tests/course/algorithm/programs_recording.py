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
    ("one_of_several", lambda walk, n: (walk[n], walk[:-1])),
    ("one_of_several", lambda walk, n: [walk[:-1], 2 * walk[:-1], n]),
    ("not_numbers", lambda walk, n: dict(enumerate(walk[:-1]))),
    ("not_numbers", lambda walk, n: str(walk[:-1])),
    ("not_numbers", lambda walk, n: [w.copy for w in walk[:-1]]),  # never called
    ("not_numbers", lambda walk, n: walk[:-1] + 1j),
    ("ragged", lambda walk, n: [0.0, *walk[:-1]]),
    ("wrong_shape", lambda walk, n: [[t, *w, 0] for t, w in enumerate(walk[:-1])]),
    ("reversed", lambda walk, n: walk[n::-1]),
    ("other_start", lambda walk, n: [*walk[1:-1], walk[0]]),
    ("rows_doubled", lambda walk, n: np.repeat(walk[:-1], 2, axis=0)),
    ("steps_between", lambda walk, n: walk[:-1:2]),
    ("coordinates_swapped", lambda walk, n: walk[:-1, ::-1]),
    ("one_coordinate", lambda walk, n: walk[:-1, 0]),
    ("too_few_rows", lambda walk, n: walk[:4]),
    ("too_few_rows", lambda walk, n: walk[: min(n + 1, 6)]),
    ("step_varies", lambda walk, n: [walk[min(t, 4)] for t in range(n + 1)]),
    ("nothing_returned", lambda walk, n: print(end="")),
):
    programs.handing_back(slug, change)


@programs("too_many_rows")
def ten_steps_whatever_is_asked(gradient, start, learning_rate, n_steps):
    return descend(gradient, start, learning_rate, 10)


@programs("other_start")
def begins_at_ten(gradient, start, learning_rate, n_steps):
    return descend(gradient, np.full(start.shape, 10.0), learning_rate, n_steps)


@programs("gradient_never_called")
def own_gradient(gradient, start, learning_rate, n_steps):
    return descend(lambda w: 2 * w, start, learning_rate, n_steps)


@programs("slopes_recorded")
def slopes_instead_of_points(gradient, start, learning_rate, n_steps):
    return [gradient(w) for w in descend(gradient, start, learning_rate, n_steps)]


@programs("own_order")
def a_published_order(x0, dfdx, eta, n):
    return descend(dfdx, x0, eta, n)


@programs("too_few_rows", "`n_steps` = 4 you return a list of 2 rows")
def ends_where_it_is_flat(gradient, start, learning_rate, n_steps):
    path = [start]
    for _ in range(n_steps):
        if np.linalg.norm(gradient(path[-1])) < 1e-9:
            break
        path.append(path[-1] - learning_rate * gradient(path[-1]))
    return path


@programs("too_few_rows")
def ends_where_it_runs_away(gradient, start, learning_rate, n_steps):
    path = [w for w in descend(gradient, start, learning_rate, n_steps) if np.abs(w).max() < 1e6]
    return path


@programs("too_few_rows")
def takes_a_hundred_steps_at_most(gradient, start, learning_rate, n_steps):
    return descend(gradient, start, learning_rate, min(n_steps, 100))


@programs("too_many_rows")
def at_least_one_step(gradient, start, learning_rate, n_steps):
    return descend(gradient, start, learning_rate, max(n_steps, 1))


@programs("steps_recorded")
def steps_instead_of_points(gradient, start, learning_rate, n_steps):
    path = descend(gradient, start, learning_rate, n_steps)
    return [start, *(-learning_rate * gradient(w) for w in path[1:])]


@programs("wrong_shape", r"`n_steps` = 0 you return numbers of shape \(0,\)")
def nothing_where_no_step_is_asked(gradient, start, learning_rate, n_steps):
    return descend(gradient, start, learning_rate, n_steps) if n_steps else []


# Two mistakes at once


@programs("uphill+other_start", "the walk sets out from another point")
def uphill_and_no_start(gradient, start, learning_rate, n_steps):
    return descend(gradient, start, -learning_rate, n_steps)[1:]


@programs("rate_ignored", "rate of −1,")
def uphill_by_the_whole_gradient(gradient, start, learning_rate, n_steps):
    return descend(gradient, start, -1, n_steps)


@programs("uphill+one_after_the_other", "the coordinates move one after the other")
def uphill_in_turn_and_no_start(gradient, start, learning_rate, n_steps):
    path = [start.astype(float)]
    for _ in range(n_steps):
        w = path[-1].copy()
        for i in range(w.size):
            w[i] += learning_rate * gradient(w)[i]
        path.append(w)
    return path[1:]


@programs("rate_ignored+other_start", "0.07, ")
def a_rate_of_its_own_and_no_start(gradient, start, learning_rate, n_steps):
    return descend(gradient, start, 0.07, n_steps)[1:]


@programs("uphill+other_start")
def uphill_from_elsewhere(gradient, start, learning_rate, n_steps):
    return descend(gradient, start + 0.5, -learning_rate, n_steps)
