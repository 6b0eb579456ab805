"""Counts of restarts, as learners write them."""

from math import ceil

import numpy as np
from numpy import log

from tests.exercise_programs import Programs

programs = Programs("minima/restarts")


def by_counting(p, certainty):
    n = 0
    while 1 - (1 - p) ** n < certainty:
        n += 1
    return n


@programs("rounded_down", "16 starts succeed with 98.998 %")
def cut_off(p, certainty):
    return int(log(1 - certainty) / log(1 - p))


for slug, program in (
    ("", lambda p, c: ceil(log(1 - c) / log(1 - p))),
    ("", by_counting),
    ("adds_up", lambda p, c: c / p),
    ("adds_up", lambda p, c: ceil(c / p)),
    ("average", lambda p, c: 1 / p),
    ("average", lambda p, c: ceil(1 / p)),
    ("p_multiplied", lambda p, c: ceil(log(1 - c) / log(p))),
    ("p_multiplied", lambda p, c: log(1 - c) / log(p)),
    ("certainty_for_doubt", lambda p, c: ceil(log(c) / log(1 - p))),
    ("certainty_for_doubt", lambda p, c: log(c) / log(1 - p)),
    ("no_failures", lambda p, c: log(c) / log(p)),
    ("upside_down", lambda p, c: log(1 - p) / log(1 - c)),
    ("doubt_reversed", lambda p, c: 1 / (1 - c)),
    ("rounded_to_nearest", lambda p, c: round(float(log(1 - c) / log(1 - p)))),
    ("not_rounded", lambda p, c: log(1 - c) / log(1 - p)),
    ("one_too_many", lambda p, c: by_counting(p, c) + 1),
    ("one_too_few", lambda p, c: by_counting(p, c) - 1),
    ("chance_returned", lambda p, c: 1 - (1 - p) ** by_counting(p, c)),
    ("ignored", lambda p, c: 7 * c),
    ("nothing_returned", lambda p, c: print(end="")),
):
    programs.add(slug, program)

P_OF_THE_NOTEBOOK = (5.157 / 10) ** 2
for slug, says, program in (
    ("", "", lambda p, c: float(ceil(np.log10(1 - c) / np.log10(1 - p)))),
    ("", "", lambda p, c: np.int64(ceil(np.log1p(-c) / np.log1p(-p)))),
    ("past_whole", "2 starts succeed with 75 %", lambda p, c: int(log(1 - c) / log(1 - p)) + 1),
    ("late_start", "1 start will do", lambda p, c: max(2, by_counting(p, c))),
    ("sign", "−17", lambda p, c: -by_counting(p, c)),
    ("no_logarithms", "", lambda p, c: ceil((1 - c) / (1 - p))),
    ("logarithm_missing", "", lambda p, c: ceil((1 - c) / log(1 - p))),
    ("not_divided", "", lambda p, c: ceil(abs(log(1 - c) - log(1 - p)))),
    ("two_bases", "", lambda p, c: ceil(log(1 - c) / np.log10(1 - p))),
    ("small_p", "19", lambda p, c: ceil(-log(1 - c) / p)),
    ("per_cent", "1840", lambda p, c: by_counting(p / 100, c)),
    ("certainty_for_count", "", lambda p, c: 1 - (1 - p) ** c),
    (
        "upside_down",
        "each other's place",
        lambda certainty, p: ceil(log(1 - certainty) / log(1 - p)),
    ),
    (
        "changed_line",
        "certainty is 0.01|taken to be 0.01",
        lambda p, c: ceil(log(0.01) / log(1 - p)),
    ),
    ("changed_line", "p is taken to be 0.2659", lambda p, c: by_counting(P_OF_THE_NOTEBOOK, c)),
    ("too_few", "which is too few", lambda p, c: max(1, by_counting(p, c) - ceil(9 * p))),
    ("too_many", "more than it takes", lambda p, c: by_counting(p, c) + ceil(9 * p)),
    ("no_count", "is whole", lambda p, c: by_counting(p, c) + p),
):
    programs.add(slug, program, says)
