"""Counts of restarts, as learners write them."""

from math import ceil

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
