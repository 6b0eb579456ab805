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

for slug, says, program in (
    ("uphill", "You climb", lambda w, slope, rate: w.__iadd__(rate * slope)),
    ("changed_line", "rounded to 1 decimal", lambda w, s, rate: (w - rate * s).round(1)),
    ("changed_line", "rounded to 8 decimals", lambda w, s, rate: (w - rate * s).round(8)),
    ("changed_line", "η times the slope is 3 times what", lambda w, s, rate: w - 3 * rate * s),
    ("changed_line", "η is taken to be 0.37", lambda w, s, rate: w - 0.37 * s),
    ("changed_line", "between −1.3 and 1.3", lambda w, s, r: w - np.clip(r * s, -1.3, 1.3)),
    ("changed_line", "the place you begin at in its place", lambda w, s, rate: w - rate * w),
    ("changed_line", "η plus the slope", lambda w, s, rate: w - (rate + s)),
    ("changed_line", "sign of its second", lambda w, s, r: (w[0] - r * s[0], w[1] + r * s[1])),
    ("changed_line", "second component you get is", lambda w, s, r: w - r * s * [1, r]),
    ("ignored", "`learning_rate` is,", lambda w, s, rate: w - 1.5 * s / np.linalg.norm(s)),
    ("own_order", "given `slope`, `w` and", lambda slope, w, rate: w - rate * slope),
    ("one_of_several", "2 things, and number 1", lambda w, s, rate: (w - rate * s, s)),
    ("same_answer", "to all 6 problems", lambda w, s, rate: np.array([2.0, -1.5])),
    ("no_number", "division by 0", lambda w, s, rate: w - np.full(2, np.nan)),
    ("one_part", "second .* right", lambda w, s, r: w - r * s * np.where(w < 100, 1, np.sin(w))),
    ("sometimes", "right. For", lambda w, s, r: w - r * s * np.where(w[0] < 9, 1, np.sin(w))),
):
    programs.add(slug, program, says)
