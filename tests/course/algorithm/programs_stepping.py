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


@programs("momentum")
def heavy_ball(gradient, start, learning_rate, n_steps):
    w, velocity = start, 0.0
    path = [w]
    for _ in range(n_steps):
        velocity = 0.83 * velocity - learning_rate * gradient(w)
        w = w + velocity
        path.append(w)
    return path


@programs("momentum")
def averaged_gradient(gradient, start, learning_rate, n_steps):
    w, mean = start, 0.0
    path = [w]
    for _ in range(n_steps):
        mean = 0.9 * mean + 0.1 * gradient(w)
        w = w - learning_rate * mean
        path.append(w)
    return path


@programs("momentum")
def nesterov(gradient, start, learning_rate, n_steps):
    w, velocity = start, 0.0
    path = [w]
    for _ in range(n_steps):
        velocity = 0.9 * velocity - learning_rate * gradient(w + 0.9 * velocity)
        w = w + velocity
        path.append(w)
    return path


# At (2, −1) the gradient is (4, 3); moved one after the other, the second slope is 2.4.
@programs("one_after_the_other", r"\(1.4, −1.36\), .* \(1.4, −1.45\)")
def each_coordinate_in_turn(gradient, start, learning_rate, n_steps):
    w = start.astype(float)
    path = [w.copy()]
    for _ in range(n_steps):
        for i in range(w.size):
            w[i] = w[i] - learning_rate * gradient(w)[i]
        path.append(w.copy())
    return path


@programs("one_after_the_other")
def last_coordinate_first(gradient, start, learning_rate, n_steps):
    w = [float(x) for x in start]
    path = [tuple(w)]
    for _ in range(n_steps):
        for i in reversed(range(len(w))):
            w[i] -= learning_rate * gradient(w)[i]
        path.append(tuple(w))
    return path


@programs("gradient_frozen")
def gradient_before_the_loop(gradient, start, learning_rate, n_steps):
    slope = gradient(start)
    return [start - t * learning_rate * slope for t in range(n_steps + 1)]


@programs("gradient_late")
def gradient_asked_before_moving(gradient, start, learning_rate, n_steps):
    w, path = start, [start]
    slope = gradient(w)
    for _ in range(n_steps):
        w, slope = w - learning_rate * slope, gradient(w)
        path.append(w)
    return path
