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
    ("unknown", lambda g, w, r, t, path: w - 3 * r * r * g(w)),
    ("unknown", lambda g, w, r, t, path: w - r * g(w).sum() * (w.size > 1)),
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
    ("rate_decays", lambda g, w, r, t, path: w - r / (t + 1) * g(w)),
    ("rate_decays", lambda g, w, r, t, path: w - r / np.sqrt(t + 1) * g(w)),
    ("rate_decays", lambda g, w, r, t, path: w - r / (1 + 0.01 * t) * g(w)),
    ("rate_decays", lambda g, w, r, t, path: w - r * 0.9**t * g(w)),
    ("rate_decays", lambda g, w, r, t, path: w - r / (t + 2) * g(w)),
    ("unknown", lambda g, w, r, t, path: w - r * g(w) - 1e-3 * t),
    ("unknown", lambda g, w, r, t, path: np.round(w - r * g(w), 2)),
    ("unknown", lambda g, w, r, t, path: w - r * g(w) * 1.1**t),
    ("unknown", lambda g, w, r, t, path: w - r * g(w) + np.nan * (t == 3)),
    # the difference of the last two points, added
    ("momentum", lambda g, w, r, t, path: w - r * g(w) + 0.5 * (w - path[max(t - 1, 0)])),
):
    programs.stepping(slug, step)


# At (2, −1) the gradient is (4, 3); moved one after the other, the second slope is 2.4.
