"""Notebook 04's exercises, by the names that `check` knows them by."""

from gdteach.ask.checking import Checker, Exercise
from gdteach.course.convergence.run_diagnosis import check_run_diagnosis
from gdteach.course.convergence.should_stop import check_should_stop
from gdteach.course.convergence.stopping_rule import check_stopping_rule

EXERCISES: dict[str, Exercise] = {
    "stopping_rule": Checker(check_stopping_rule),
    "should_stop": Checker(check_should_stop),
    "diagnosis": Checker(check_run_diagnosis),
}
