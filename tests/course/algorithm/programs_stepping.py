"""Gradient descents whose steps are wrong: each mistake, in several guises."""

import numpy as np

from tests.exercise_programs import Programs

programs = Programs("algorithm/gradient_descent")

for slug, step in (
    ("uphill", lambda g, w, r, t, path: w + r * g(w)),
    ("uphill", lambda g, w, r, t, path: w - (-r) * g(w)),
    ("rate_forgotten", lambda g, w, r, t, path: w - g(w)),
    ("rate_squared", lambda g, w, r, t, path: w - r * (r * g(w))),
    ("rate_inverted", lambda g, w, r, t, path: w - g(w) / r),
    ("step_halved", lambda g, w, r, t, path: w - 0.5 * r * g(w)),
    ("step_halved", lambda g, w, r, t, path: (w + (w - r * g(w))) / 2),
    ("step_doubled", lambda g, w, r, t, path: w - 2 * r * g(w)),
    ("step_averaged", lambda g, w, r, t, path: w - r * g(w) / len(w)),
    ("step_varies", lambda g, w, r, t, path: w - 3 * r * r * g(w)),
    ("step_scaled", lambda g, w, r, t, path: w - 0.3 * r * g(w)),
    ("step_scaled", lambda g, w, r, t, path: w + 7 * r * g(w)),
    ("rate_ignored", lambda g, w, r, t, path: w - 0.1 * g(w)),
    ("step_normalised", lambda g, w, r, t, path: w - r * g(w) / np.linalg.norm(g(w))),
    (
        "step_normalised",
        lambda g, w, r, t, path: w - r * g(w) / (np.sqrt((g(w) ** 2).sum()) + 1e-8),
    ),
    ("sign_only", lambda g, w, r, t, path: w - r * np.sign(g(w))),
    ("gradient_frozen", lambda g, w, r, t, path: w - r * g(path[0])),
    ("gradient_late", lambda g, w, r, t, path: w - r * g(path[max(t - 1, 0)])),
    ("start_twice", lambda g, w, r, t, path: w - (t > 0) * r * g(w)),
    ("no_update", lambda g, w, r, t, path: (w - r * g(w), w)[1]),
    ("step_varies", lambda g, w, r, t, path: w - r / (t + 1) * g(w)),
    ("step_varies", lambda g, w, r, t, path: w - r / np.sqrt(t + 1) * g(w)),
    ("changed_line", lambda g, w, r, t, path: np.round(w - r * g(w), 2)),
    ("step_varies", lambda g, w, r, t, path: w - r * g(w) * 1.1**t),
    ("from_the_start", lambda g, w, r, t, path: path[0] - r * g(w)),
    ("step_alone", lambda g, w, r, t, path: -r * g(w)),
    ("slopes_summed", lambda g, w, r, t, path: w - r * g(w).sum()),
    ("taking_turns", lambda g, w, r, t, path: w - r * g(w) * (np.arange(w.size) == t % w.size)),
    ("changed_line", lambda g, w, r, t, path: w - r * np.abs(g(w))),
    ("gradient_never_called", lambda g, w, r, t, path: w - r),
    ("step_varies", lambda g, w, r, t, path: w - r * t * g(w)),
    ("unknown", lambda g, w, r, t, path: w - r * g(w) + np.nan * (t == 3)),
    # the difference of the last two points, added
    ("momentum", lambda g, w, r, t, path: w - r * g(w) + 0.5 * (w - path[max(t - 1, 0)])),
):
    programs.stepping(slug, step)


# At (2, −1) the gradient is (4, 3); moved one after the other, the second slope is 2.4.
