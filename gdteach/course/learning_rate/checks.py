"""Notebook 03's exercises, by the names that `check` knows them by."""

from gdteach.ask.checking import Checker, Exercise
from gdteach.course.learning_rate.inferred_rate import check_inferred_rate
from gdteach.course.learning_rate.largest_learning_rate import check_largest_learning_rate

EXERCISES: dict[str, Exercise] = {
    "largest": Checker(check_largest_learning_rate),
    "inferred": Checker(check_inferred_rate),
}
