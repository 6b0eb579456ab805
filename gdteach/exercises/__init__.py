"""Checkers that name the mistake: each takes a learner's function or answers and replies."""

from .diagnosis import DIAGNOSES, broken_paths, check_diagnosis
from .feedback import Feedback
from .gradient_descent import check_gradient_descent
from .inferred_rate import check_inferred_rate, loss_logs
from .largest_learning_rate import check_largest_learning_rate
from .one_step import check_one_step
from .two_parameters import check_two_parameter_descent

__all__ = [
    "DIAGNOSES",
    "Feedback",
    "broken_paths",
    "check_diagnosis",
    "check_gradient_descent",
    "check_inferred_rate",
    "check_largest_learning_rate",
    "check_one_step",
    "check_two_parameter_descent",
    "loss_logs",
]
