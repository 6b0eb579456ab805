"""Descents in two named parameters, right and wrong."""

import numpy as np

from tests.exercise_programs import Programs

programs = Programs("algorithm/two_parameters")


def stepping(slug, step, says=""):
    """Add a program that records rightly and steps to step(pa, pb, a, b, η, t)."""

    def program(partial_a, partial_b, a, b, learning_rate, n_steps):
        pairs = [(a, b)]
        for t in range(n_steps):
            a, b = step(partial_a, partial_b, a, b, learning_rate, t)
            pairs.append((a, b))
        return pairs

    return programs.add(slug, program, says)


tuples = stepping("", lambda p, q, a, b, r, t: (a - r * p(a, b), b - r * q(a, b)))
stepping("", lambda p, q, a, b, r, t: (a - r * p(b=b, a=a), b - r * q(a, b=b)))


@programs()
def both_slopes_first(partial_a, partial_b, a, b, learning_rate, n_steps):
    pairs = [[a, b]]
    for _ in range(n_steps):
        slope_a, slope_b = partial_a(a, b), partial_b(a, b)
        a -= learning_rate * slope_a
        b -= learning_rate * slope_b
        pairs.append([a, b])
    return np.array(pairs)


@programs()
def an_array_of_floats(pa, pb, a, b, r, n):
    pairs = np.empty((n + 1, 2))
    pairs[0] = a, b
    for t in range(n):
        pairs[t + 1] = pairs[t] - r * np.array([pa(*pairs[t]), pb(*pairs[t])])
    return pairs


@programs()
def zipped(pa, pb, a, b, r, n):
    return zip(*np.transpose(tuples(pa, pb, a, b, r, n)), strict=True)


# The two-house numbers: b goes to 4 at once and to 3.9025 after a has moved.
stepping(
    "one_after_the_other",
    lambda p, q, a, b, r, t: (x := a - r * p(a, b), b - r * q(x, b)),
    r"step 1 takes you to \(6.5, 3.9025\), .* lead to \(6.5, 4\)",
)
stepping(
    "one_after_the_other",
    lambda p, q, a, b, r, t: (a - r * p(a, y := b - r * q(a, b)), y),
)
stepping("uphill", lambda p, q, a, b, r, t: (a + r * p(a, b), b + r * q(a, b)))
stepping("one_uphill", lambda p, q, a, b, r, t: (a - r * p(a, b), b + r * q(a, b)))
stepping("one_uphill", lambda p, q, a, b, r, t: (a + r * p(a, b), b - r * q(a, b)))
stepping("partials_swapped", lambda p, q, a, b, r, t: (a - r * q(a, b), b - r * p(a, b)))
stepping("same_partial", lambda p, q, a, b, r, t: (a - r * p(a, b), b - r * p(a, b)))
stepping("same_partial", lambda p, q, a, b, r, t: (a - r * q(a, b), b - r * q(a, b)))
stepping("arguments_swapped", lambda p, q, a, b, r, t: (a - r * p(b, a), b - r * q(b, a)))
stepping("arguments_swapped", lambda p, q, a, b, r, t: (a - r * p(a, b), b - r * q(b, a)))
stepping("arguments_swapped", lambda p, q, a, b, r, t: (a - r * p(b, a), b - r * q(a, b)))
stepping("one_stands_still", lambda p, q, a, b, r, t: (a - r * p(a, b), b))
stepping("one_stands_still", lambda p, q, a, b, r, t: (a, b - r * q(a, b)))
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
)
stepping("unknown", lambda p, q, a, b, r, t: (a - r * p(a, b) - 0.01, b - r * q(a, b)))
stepping("gradient_never_called", lambda p, q, a, b, r, t: (a - r * a - 0.3, b - r * b))
stepping("gradient_never_called", lambda p, q, a, b, r, t: (a - r * p(a, b), b - r * a))


@programs("gradient_frozen")
def slopes_before_the_loop(pa, pb, a, b, r, n):
    slope_a, slope_b = pa(a, b), pb(a, b)
    return [(a - t * r * slope_a, b - t * r * slope_b) for t in range(n + 1)]


@programs("history_aliased")
def one_list_for_all(pa, pb, a, b, r, n):
    w, pairs = [a, b], []
    pairs.append(w)
    for _ in range(n):
        slopes = pa(*w), pb(*w)
        w[0] -= r * slopes[0]
        w[1] -= r * slopes[1]
        pairs.append(w)
    return pairs


@programs("transposed")
def two_lists(pa, pb, a, b, r, n):
    first, second = zip(*tuples(pa, pb, a, b, r, n), strict=True)
    return list(first), list(second)


programs.add("only_last", lambda *given: tuples(*given)[-1])
programs.add("start_missing", lambda *given: tuples(*given)[1:])
programs.add("flattened", lambda *given: [x for pair in tuples(*given) for x in pair])
programs.add("nothing_returned", lambda *given: print(end=""))
programs.add(
    "exception", lambda pa, pb, a, b, r, n: pa((a, b)), "`a` = 0, `b` = 0, `learning_rate` = "
)


@programs("integer_array")
def an_array_of_integers(pa, pb, a, b, r, n):
    w = np.array([a, b])
    pairs = [w.copy()]
    for _ in range(n):
        w[:] = w - r * np.array([pa(*w), pb(*w)])
        pairs.append(w.copy())
    return pairs


@programs("integer_array")
def an_array_of_integers_in_place(pa, pb, a, b, r, n):
    w = np.array([a, b])
    pairs = [w.copy()]
    for _ in range(n):
        w -= r * np.array([pa(*w), pb(*w)])
        pairs.append(w.copy())
    return pairs
