"""Gradient descents whose steps are wrong: each mistake, in several guises, gets its name."""

import numpy as np
import pytest

from gdteach.course.algorithm.gradient_descent import check_gradient_descent
from tests.exercise_programs import Wrong

wrong = Wrong()


wrong.stepping("uphill", lambda g, w, r, t, path: w + r * g(w))
wrong.stepping("uphill", lambda g, w, r, t, path: w - (-r) * g(w), "double_negative")
wrong.stepping("rate_forgotten", lambda g, w, r, t, path: w - g(w))
wrong.stepping("rate_squared", lambda g, w, r, t, path: w - r * (r * g(w)))
wrong.stepping("rate_inverted", lambda g, w, r, t, path: w - g(w) / r)
wrong.stepping("step_halved", lambda g, w, r, t, path: w - 0.5 * r * g(w))
wrong.stepping("step_halved", lambda g, w, r, t, path: (w + (w - r * g(w))) / 2, "mean_of_two")
wrong.stepping("step_doubled", lambda g, w, r, t, path: w - 2 * r * g(w))
wrong.stepping("step_averaged", lambda g, w, r, t, path: w - r * g(w) / len(w))
wrong.stepping("unknown", lambda g, w, r, t, path: w - 3 * r * r * g(w), "three_eta_squared")
wrong.stepping("unknown", lambda g, w, r, t, path: w - r * g(w).sum() * (w.size > 1), "one_stays")
wrong.stepping("step_scaled", lambda g, w, r, t, path: w - 0.3 * r * g(w))
wrong.stepping("step_scaled", lambda g, w, r, t, path: w + 7 * r * g(w), "uphill")
wrong.stepping("rate_ignored", lambda g, w, r, t, path: w - 0.1 * g(w))
wrong.stepping("step_normalised", lambda g, w, r, t, path: w - r * g(w) / np.linalg.norm(g(w)))
wrong.stepping(
    "step_normalised",
    lambda g, w, r, t, path: w - r * g(w) / (np.sqrt((g(w) ** 2).sum()) + 1e-8),
    "with_epsilon",
)
wrong.stepping("sign_only", lambda g, w, r, t, path: w - r * np.sign(g(w)))
wrong.stepping("gradient_frozen", lambda g, w, r, t, path: w - r * g(path[0]))
wrong.stepping("gradient_late", lambda g, w, r, t, path: w - r * g(path[max(t - 1, 0)]))
wrong.stepping("start_twice", lambda g, w, r, t, path: w - (t > 0) * r * g(w), "first_slope_zero")
wrong.stepping("no_update", lambda g, w, r, t, path: (w - r * g(w), w)[1])
wrong.stepping("rate_decays", lambda g, w, r, t, path: w - r / (t + 1) * g(w), "harmonic")
wrong.stepping("rate_decays", lambda g, w, r, t, path: w - r / np.sqrt(t + 1) * g(w), "root")
wrong.stepping("rate_decays", lambda g, w, r, t, path: w - r / (1 + 0.01 * t) * g(w), "slowly")
wrong.stepping("rate_decays", lambda g, w, r, t, path: w - r * 0.9**t * g(w), "geometric")
wrong.stepping("rate_decays", lambda g, w, r, t, path: w - r / (t + 2) * g(w), "from_half")
wrong.stepping("unknown", lambda g, w, r, t, path: w - r * g(w) - 1e-3 * t, "drift")
wrong.stepping("unknown", lambda g, w, r, t, path: np.round(w - r * g(w), 2), "rounded")
wrong.stepping("unknown", lambda g, w, r, t, path: w - r * g(w) * 1.1**t, "growing_rate")
wrong.stepping("unknown", lambda g, w, r, t, path: w - r * g(w) + np.nan * (t == 3), "not_a_number")


@wrong("momentum")
def heavy_ball(gradient, start, learning_rate, n_steps):
    w, velocity = start, 0.0
    path = [w]
    for _ in range(n_steps):
        velocity = 0.83 * velocity - learning_rate * gradient(w)
        w = w + velocity
        path.append(w)
    return path


@wrong("momentum")
def averaged_gradient(gradient, start, learning_rate, n_steps):
    w, mean = start, 0.0
    path = [w]
    for _ in range(n_steps):
        mean = 0.9 * mean + 0.1 * gradient(w)
        w = w - learning_rate * mean
        path.append(w)
    return path


@wrong("momentum")
def nesterov(gradient, start, learning_rate, n_steps):
    w, velocity = start, 0.0
    path = [w]
    for _ in range(n_steps):
        velocity = 0.9 * velocity - learning_rate * gradient(w + 0.9 * velocity)
        w = w + velocity
        path.append(w)
    return path


@wrong("momentum")
def difference_of_the_last_two(gradient, start, learning_rate, n_steps):
    path = [start, start - learning_rate * gradient(start)]
    for _ in range(n_steps - 1):
        path.append(path[-1] - learning_rate * gradient(path[-1]) + 0.5 * (path[-1] - path[-2]))
    return path


@wrong("one_after_the_other")
def each_coordinate_in_turn(gradient, start, learning_rate, n_steps):
    w = start.astype(float)
    path = [w.copy()]
    for _ in range(n_steps):
        for i in range(w.size):
            w[i] = w[i] - learning_rate * gradient(w)[i]
        path.append(w.copy())
    return path


@wrong("one_after_the_other")
def last_coordinate_first(gradient, start, learning_rate, n_steps):
    w = [float(x) for x in start]
    path = [tuple(w)]
    for _ in range(n_steps):
        for i in reversed(range(len(w))):
            w[i] -= learning_rate * gradient(w)[i]
        path.append(tuple(w))
    return path


@wrong("gradient_frozen")
def gradient_before_the_loop(gradient, start, learning_rate, n_steps):
    slope = gradient(start)
    return [start - t * learning_rate * slope for t in range(n_steps + 1)]


@wrong("gradient_late")
def gradient_asked_before_moving(gradient, start, learning_rate, n_steps):
    w, path = start, [start]
    slope = gradient(w)
    for _ in range(n_steps):
        w, slope = w - learning_rate * slope, gradient(w)
        path.append(w)
    return path


@pytest.mark.parametrize(("slug", "program"), wrong.programs, ids=wrong.ids)
def test_a_wrong_program_hears_its_own_mistake(slug, program):
    feedback = check_gradient_descent(program)
    assert not feedback.passed
    assert feedback.mistake == slug, feedback.message
