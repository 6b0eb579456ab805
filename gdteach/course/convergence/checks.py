"""Notebook 04's exercises, by the names that `check` knows them by."""

from gdteach.ask.checking import Checker, Exercise
from gdteach.course.convergence.should_stop import check_should_stop

EXERCISES: dict[str, Exercise] = {
    "should_stop": Checker(check_should_stop),
}
