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
for slug, step in (
    ("changed_line", lambda p, q, a, b, r, t: (a - r * p(a, b), b - r * q(b, a))),
    ("changed_line", lambda p, q, a, b, r, t: (a - r * p(b, a), b - r * q(a, b))),
    ("changed_line", lambda p, q, a, b, r, t: (a - r * p(a, b), b - q(a, b))),
    ("changed_line", lambda p, q, a, b, r, t: (a - r * p(a, b), a - r * q(a, b))),
    ("changed_line", lambda p, q, a, b, r, t: (a - r * p(a, b), b - 2 * r * q(a, b))),
    ("changed_line", lambda p, q, a, b, r, t: (a - r * p(a, b), b - r / q(a, b))),
    ("changed_line", lambda p, q, a, b, r, t: (a + r * p(a, b), b - r * r * q(a, b))),
    ("changed_line", lambda p, q, a, b, r, t: (a - r * p(a, a), b - r * q(a, b))),
    (
        "taking_turns",
        lambda p, q, a, b, r, t: (a, b - r * q(a, b)) if t % 2 else (a - r * p(a, b), b),
    ),
):
    stepping(slug, step)
stepping("one_stands_still", lambda p, q, a, b, r, t: (a - r * p(a, b), b))
stepping("one_stands_still", lambda p, q, a, b, r, t: (a, b - r * q(a, b)))
stepping("rate_forgotten", lambda p, q, a, b, r, t: (a - p(a, b), b - q(a, b)))
stepping("rate_squared", lambda p, q, a, b, r, t: (a - r * r * p(a, b), b - r * r * q(a, b)))
stepping("step_halved", lambda p, q, a, b, r, t: (a - r * p(a, b) / 2, b - r * q(a, b) / 2))
stepping("step_doubled", lambda p, q, a, b, r, t: (a - 2 * r * p(a, b), b - 2 * r * q(a, b)))
stepping("step_scaled", lambda p, q, a, b, r, t: (a - 3 * r * p(a, b), b - 3 * r * q(a, b)))
stepping("rate_ignored", lambda p, q, a, b, r, t: (a - 0.02 * p(a, b), b - 0.02 * q(a, b)))
stepping(
    "step_varies",
    lambda p, q, a, b, r, t: (a - r / (t + 1) * p(a, b), b - r / (t + 1) * q(a, b)),
)
stepping("no_update", lambda p, q, a, b, r, t: (a - 0 * p(a, b), b))
stepping("sign_only", lambda p, q, a, b, r, t: (a - r * np.sign(p(a, b)), b - r * np.sign(q(a, b))))
stepping(
    "uphill+one_after_the_other",
    lambda p, q, a, b, r, t: (x := a + r * p(a, b), b + r * q(x, b)),
)
stepping("one_part", lambda p, q, a, b, r, t: (a - r * p(a, b) - 0.01, b - r * q(a, b)))
stepping("gradient_never_called", lambda p, q, a, b, r, t: (a - r * a - 0.3, b - r * b))
stepping("gradient_never_called", lambda p, q, a, b, r, t: (a - r * p(a, b), b - r * a))


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
programs.add("coordinates_swapped", lambda *given: [pair[::-1] for pair in tuples(*given)])
programs.add("one_coordinate", lambda *given: [a for a, _ in tuples(*given)])
programs.add("wrong_shape", lambda *given: [(t, *w) for t, w in enumerate(tuples(*given))])
programs.add("own_order", lambda a, b, pa, pb, r, n: tuples(pa, pb, a, b, r, n))
programs.add("other_start", lambda pa, pb, b, a, r, n: tuples(pa, pb, a, b, r, n))
