"""Single steps of gradient descent, as learners write them."""

import numpy as np

from tests.exercise_programs import Programs

programs = Programs("start/one_step")


# from (3, −1) with slope (4, 2) and η = 0.25


for slug, program in (
    ("", lambda w, slope, learning_rate: w - learning_rate * slope),
    ("", lambda a, b, c: a + c * -b),
    ("", lambda w, slope, rate: [p - rate * s for p, s in zip(w, slope, strict=True)]),
    ("", lambda w, slope, rate: (w[0] - rate * slope[0], w[1] - rate * slope[1])),
    ("", lambda w, slope, rate: np.subtract(w, np.multiply(rate, slope))),
    ("", lambda w, slope, rate: (w - rate * slope).astype(np.float32)),
    ("rate_forgotten", lambda w, slope, rate: w - slope),
    ("rate_forgotten_uphill", lambda w, slope, rate: w + slope),
    ("step_only", lambda w, slope, rate: -rate * slope),
    ("product_only", lambda w, slope, rate: rate * slope),
    ("rate_divides", lambda w, slope, rate: w - slope / rate),
    ("brackets", lambda w, slope, rate: (w - rate) * slope),
    ("stands_still", lambda w, slope, rate: w),
    ("rate_ignored", lambda w, slope, rate: w - 0.1 * slope),
    ("changed_line", lambda w, slope, rate: w[0] - rate * slope[0]),
    ("nothing_returned", lambda w, slope, rate: [].append(w - rate * slope)),
    ("changed_line", lambda w, slope, rate: w - rate * slope**2),
):
    programs.add(slug, program)
