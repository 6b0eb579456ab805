"""Notebook 00's exercises, by the names that `check` knows them by."""

from gdteach.ask.checking import Checker, Exercise
from gdteach.course.start.one_step import check_one_step

EXERCISES: dict[str, Exercise] = {
    "one_step": Checker(check_one_step),
}
