"""Checkers that name the mistake: each takes a learner's function or answers and replies."""

from .convex_or_not import check_convexity
from .convex_sum import check_convex_sum
from .diagnosis import DIAGNOSES, broken_paths, check_diagnosis
from .directional_derivative import check_directional_derivative
from .feedback import Feedback
from .gradient_by_hand import check_gradient_by_hand
from .gradient_descent import check_gradient_descent
from .inferred_rate import check_inferred_rate, loss_logs
from .largest_learning_rate import check_largest_learning_rate
from .one_step import check_one_step
from .restarts import check_restarts
from .run_diagnosis import OUTCOMES, check_run_diagnosis, mystery_runs
from .should_stop import check_should_stop
from .stopping_rule import check_stopping_rule
from .two_parameters import check_two_parameter_descent
from .which_valley import check_which_valley
from .wrong_gradient import check_wrong_gradient, suspects

__all__ = [
    "DIAGNOSES",
    "OUTCOMES",
    "Feedback",
    "broken_paths",
    "check_convex_sum",
    "check_convexity",
    "check_diagnosis",
    "check_directional_derivative",
    "check_gradient_by_hand",
    "check_gradient_descent",
    "check_inferred_rate",
    "check_largest_learning_rate",
    "check_one_step",
    "check_restarts",
    "check_run_diagnosis",
    "check_should_stop",
    "check_stopping_rule",
    "check_two_parameter_descent",
    "check_which_valley",
    "check_wrong_gradient",
    "loss_logs",
    "mystery_runs",
    "suspects",
]
