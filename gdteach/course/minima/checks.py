"""Notebook 05's exercises, by the names that `check` knows them by."""

from gdteach.ask.checking import Checker, Exercise
from gdteach.course.minima.restarts import check_restarts

EXERCISES: dict[str, Exercise] = {
    "restarts": Checker(check_restarts),
}
