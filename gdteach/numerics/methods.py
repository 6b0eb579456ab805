"""The methods by their names: ``gd.methods.Adam(0.1)`` is a rule that `descend` can follow."""

from gdteach.numerics.adaptive import AdaGrad, Adam, AMSGrad, RMSProp
from gdteach.numerics.method import GradientDescent, Method, Scheduled
from gdteach.numerics.momentum import Momentum, Nesterov

__all__ = [
    "AMSGrad",
    "AdaGrad",
    "Adam",
    "GradientDescent",
    "Method",
    "Momentum",
    "Nesterov",
    "RMSProp",
    "Scheduled",
]
