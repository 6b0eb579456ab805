"""Notebook 01's exercises, by the names that `check` knows them by."""

from gdteach.ask.checking import Checker, Exercise
from gdteach.course.gradient.directional_derivative import check_directional_derivative
from gdteach.course.gradient.gradient_by_hand import check_gradient_by_hand

EXERCISES: dict[str, Exercise] = {
    "by_hand": Checker(check_gradient_by_hand),
    "directional_derivative": Checker(check_directional_derivative),
}
