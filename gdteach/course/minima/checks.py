"""Notebook 05's exercises, by the names that `check` knows them by."""

from gdteach.ask.checking import Checker, Exercise
from gdteach.course.minima.convex_or_not import check_convexity
from gdteach.course.minima.convex_sum import check_convex_sum
from gdteach.course.minima.restarts import check_restarts
from gdteach.course.minima.which_valley import check_which_valley

EXERCISES: dict[str, Exercise] = {
    "five_starts": Checker(check_which_valley),
    "restarts": Checker(check_restarts),
    "convex_or_not": Checker(check_convexity),
    "convex_sum": Checker(check_convex_sum),
}
