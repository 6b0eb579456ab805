"""Notebook 02's exercises, by the names that `check` knows them by."""

from gdteach.ask.checking import Checker, Exercise
from gdteach.course.algorithm.gradient_descent import check_gradient_descent
from gdteach.course.algorithm.two_parameters import check_two_parameter_descent

EXERCISES: dict[str, Exercise] = {
    "gradient_descent": Checker(check_gradient_descent),
    "two_parameters": Checker(check_two_parameter_descent),
}
