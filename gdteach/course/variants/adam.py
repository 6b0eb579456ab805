"""Notebook 07's exercise on Adam, as the formula has it and as PyTorch does it, ε outside."""

from collections.abc import Callable

import numpy as np

from gdteach.ask.kinds import constant
from gdteach.ask.known import Slip, Table
from gdteach.ask.landscapes import coupled, one_dimension, round_bowl, two_dimensions, walk
from gdteach.ask.looping import Loop, loop_exercise
from gdteach.ask.replies import nouns_of, words_of


def either(one: Slip, other: Slip) -> list[Slip]:
    """Return the mistake of both, and that of one alone."""
    return [{**one, **other}, one, other]


def corrected_by(part: Callable[[float, int], float]) -> list[Slip]:
    """Return the mistakes of dividing a mean by another number, told by its β and the step."""
    return either(
        {"m_part": lambda beta1, t: part(beta1, t)}, {"s_part": lambda beta2, t: part(beta2, t)}
    )


NO_EPSILON: Slip = {"below": lambda root: root}
NO_MEAN: Slip = {"m_hat": lambda slope: slope}
NO_SCALE: Slip = {"below": "forgotten"}
NO_M_PART: Slip = {"m_part": "forgotten"}
NO_S_PART: Slip = {"s_part": "forgotten"}
ALL_SQUARES: Slip = {"s_keeps": "forgotten", "s_takes": "forgotten"}
M_BEGUN: Slip = {"m_before": lambda it, t, slope: it if t > 1 else slope}
S_BEGUN: Slip = {"s_before": lambda it, t, squared: it if t > 1 else squared}
M_STORED: Slip = {"m": lambda it, m_part: it / m_part, "m_hat": lambda m: m}
S_STORED: Slip = {"s": lambda it, s_part: it / s_part, "s_hat": lambda s: s}
M_MULTIPLIED: Slip = {"m_hat": lambda m, m_part: m * m_part}
S_MULTIPLIED: Slip = {"s_hat": lambda s, s_part: s * s_part}
SWAPPED_MEANS: Slip = {"m_keeps": lambda beta2: beta2, "s_keeps": lambda beta1: beta1}
SWAPPED_PARTS: Slip = {
    "m_part": lambda beta2, t: 1 - beta2**t,
    "s_part": lambda beta1, t: 1 - beta1**t,
}
SUMS = ("m_not_averaged", "s_not_averaged", "not_averaged")

ADAM_MISTAKES: Table = {
    "t_from_0": corrected_by(lambda beta, t: 1 - beta ** (t - 1)),
    "t_behind": corrected_by(lambda beta, t: 1 - beta ** max(t - 1, 1)),
    "t_ahead": corrected_by(lambda beta, t: 1 - beta ** (t + 1)),
    "t_stays_1": corrected_by(lambda beta, t: 1 - beta),
    "t_last": either(
        {"m_part": lambda beta1, n_steps: 1 - beta1**n_steps},
        {"s_part": lambda beta2, n_steps: 1 - beta2**n_steps},
    ),
    "no_correction": [NO_M_PART | NO_S_PART],
    "m_not_corrected": [NO_M_PART],
    "s_not_corrected": [NO_S_PART],
    "correction_multiplied": [
        *either(M_MULTIPLIED, S_MULTIPLIED),
        M_MULTIPLIED | {"below": lambda s, s_part, epsilon: (s**0.5 + epsilon) * np.sqrt(s_part)},
    ],
    "correction_stored": either(M_STORED, S_STORED),
    "correction_by_t": [
        *corrected_by(lambda beta, t: 1 - beta * t),
        *corrected_by(lambda beta, t: (1 - beta) ** t),
        *corrected_by(lambda beta, t: 1 + beta**t),
        *either(
            {"m_hat": lambda m, beta1, t: m - beta1**t}, {"s_hat": lambda s, beta2, t: s - beta2**t}
        ),
        # in one line, without the brackets: η and the root have their share of a power alone
        {"product": lambda learning_rate, m, beta1, t, below: learning_rate * m + beta1**t / below},
    ],
    "correction_outside_root": [
        {"root": lambda s, s_part: np.sqrt(s) / s_part},
        {"below": lambda s, s_part, epsilon: (np.sqrt(s) + epsilon) / s_part},
    ],
    "epsilon_hat": [{"below": lambda s, s_part, epsilon: (np.sqrt(s) + epsilon) / np.sqrt(s_part)}],
    "epsilon_inside": [
        {"below": lambda s_hat, epsilon: np.sqrt(s_hat + epsilon)},
        {"below": lambda s_hat, epsilon: np.sqrt(s_hat + epsilon**2)},
        {"below": lambda s, s_part, epsilon: np.sqrt((s + epsilon) / s_part)},
    ],
    "epsilon_added": [
        NO_EPSILON | {"w": lambda it, epsilon: it + epsilon},
        NO_EPSILON | {"step": lambda it, epsilon: it + epsilon},
    ],
    "epsilon_forgotten": [NO_EPSILON],
    "betas_swapped": either(SWAPPED_MEANS, SWAPPED_PARTS),
    "one_beta": [
        {"beta2": lambda beta1: beta1},
        {"beta1": lambda beta2: beta2},
        {"m_takes": lambda beta2: 1 - beta2},
        {"s_takes": lambda beta1: 1 - beta1},
        *({name: line} for name, line in (SWAPPED_MEANS | SWAPPED_PARTS).items()),
    ],
    "defaults_fixed": [
        {"beta1": constant(0.9), "beta2": constant(0.999)},
        {"beta1": constant(0.9), "beta2": constant(0.999), "epsilon": constant(1e-8)},
    ],
    "square_of_mean": [
        {"squared": lambda m: m * m},
        {"squared": lambda m, m_part: (m / m_part) ** 2},
        {"squared": lambda slope: slope, "s": "squared"},
        {"s_hat": lambda m_hat: m_hat * m_hat},
    ],
    "absolute": [
        {"squared": lambda slope: abs(slope)},
        {"squared": lambda slope: abs(slope), "root": lambda s_hat: s_hat},
    ],
    "variance": [{"squared": lambda slope, m: (slope - m) ** 2}],
    "not_squared": [{"squared": lambda slope: slope}],
    "one_scale": [{"squared": "summed"}, {"squared": "mean"}],
    "no_root": [{"root": lambda s_hat: s_hat}],
    "root_of_m": [
        {"step": lambda m_hat, below: np.sqrt(m_hat) / below},
        {"root": lambda m_hat: np.sqrt(m_hat)},
        {"root": lambda s_hat: s_hat, "step": "rooted"},
    ],
    "m_not_averaged": [{"m_takes": "forgotten"}],
    "s_not_averaged": [{"s_takes": "forgotten"}],
    "not_averaged": [{"m_takes": "forgotten", "s_takes": "forgotten"}],
    "shares_exchanged": either({"m_keeps": "complement"}, {"s_keeps": "complement"}),
    "shared_array": [
        {"m_before": lambda s: s, "s_before": lambda m: m, "m_hat": lambda s, m_part: s / m_part}
    ],
    "means_late": [
        {"m": lambda it, t: it * (t > 1), "s": lambda it, t: it * (t > 1)},
        {"m_hat": lambda m_before, m_part: m_before / m_part},
    ],
    "means_begun": [
        *either(M_BEGUN, S_BEGUN),
        M_BEGUN | S_BEGUN | NO_M_PART | NO_S_PART,
    ],
    "no_memory": [{"m_before": "dropped", "s_before": "dropped"}],
    "adagrad": [NO_MEAN | ALL_SQUARES | NO_S_PART, ALL_SQUARES | NO_S_PART, ALL_SQUARES],
    "rmsprop": [NO_MEAN | NO_S_PART],
    "slope_for_mean": [NO_MEAN],
    "no_scale": [
        NO_SCALE,
        NO_SCALE | NO_M_PART,
        NO_SCALE | NO_M_PART | {"m_takes": "forgotten"},
    ],
    "upside_down": [{"step": "inverted"}],
    "amsgrad": [{"s_hat": lambda top, s_part: top / s_part}],
    "nadam": [
        {"m_hat": lambda beta1, m, m_takes, slope, m_part: (beta1 * m + m_takes * slope) / m_part}
    ],
}

ADAM = loop_exercise(
    Loop(
        memory={"w": "start", "m": "still", "s": "still", "top": "still"},
        still=lambda start: np.zeros(np.shape(start)),
        step={
            "at": lambda w: w,
            "slope": lambda gradient, at: gradient(at),
            "m_before": lambda m: m,
            "m_keeps": lambda beta1: beta1,
            "m_takes": lambda m_keeps: 1 - m_keeps,
            "m_part": lambda beta1, t: 1 - beta1**t,
            "m": lambda m_keeps, m_before, m_takes, slope: m_keeps * m_before + m_takes * slope,
            "squared": lambda slope: slope * slope,
            "s_before": lambda s: s,
            "s_keeps": lambda beta2: beta2,
            "s_takes": lambda s_keeps: 1 - s_keeps,
            "s_part": lambda beta2, t: 1 - beta2**t,
            "s": lambda s_keeps, s_before, s_takes, squared: s_keeps * s_before + s_takes * squared,
            "top": lambda top, s: np.maximum(top, s),
            "m_hat": lambda m, m_part: m / m_part,
            "s_hat": lambda s, s_part: s / s_part,
            "root": lambda s_hat: np.sqrt(s_hat),
            "below": lambda root, epsilon: root + epsilon,
            "step": lambda m_hat, below: m_hat / below,
            "product": lambda learning_rate, step: learning_rate * step,
            "base": lambda w: w,
            "w": lambda base, product: base - product,
        },
    ),
    ADAM_MISTAKES,
    alone=("means_late", "rmsprop", "slope_for_mean", *SUMS),
    common=("no_correction",),
    parameters=("gradient", "start", "learning_rate", "n_steps", "beta1", "beta2", "epsilon"),
    # ε is large, so that its place shows; β₂ is small, so that old squares are forgotten.
    problems=(
        walk(round_bowl, [4.0], 0.5, n_steps=3, beta1=0.6, beta2=0.8, epsilon=0.5),
        walk(two_dimensions, [2.0, -1.0], 0.3, n_steps=6, beta1=0.75, beta2=0.4, epsilon=0.2),
        walk(two_dimensions, [-2.0, 3.0], 0.2, n_steps=4, beta1=0.3, beta2=0.95, epsilon=0.1),
    ),
    later=(
        walk(two_dimensions, [3, -2], 0.25, n_steps=4, beta1=0.5, beta2=0.75, epsilon=1e-8),
        walk(coupled, [1.5, -2.0, 0.5], 0.125, n_steps=3, beta1=0.9, beta2=0.999, epsilon=1e-8),
        walk(round_bowl, [1.0, 1.0], 0.3, n_steps=2, beta1=0.9, beta2=0.999, epsilon=1e-8),
        walk(one_dimension, [4.0], 0.25, n_steps=4, beta1=0.0, beta2=0.9, epsilon=1e-8),
        walk(two_dimensions, [-1.5, 0.5], 0.2, n_steps=1, beta1=0.9, beta2=0.999, epsilon=1e-8),
        walk(two_dimensions, [2.5, -1.5], 0.2, n_steps=0, beta1=0.9, beta2=0.999, epsilon=1e-8),
    ),
    longest=walk(one_dimension, [-4.0], 0.1, n_steps=150, beta1=0.9, beta2=0.999, epsilon=1e-8),
    words=words_of(__package__, "adam"),
    nouns=nouns_of(__package__, "adam"),
)
