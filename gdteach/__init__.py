"""Learn gradient descent by doing it: the package that the notebooks import.

Here are the names that a notebook or a lab of your own needs, as ``gd.name``; everything else is
imported from its module.

>>> import gdteach as gd
>>> run = gd.gradient_descent(gd.parabola(smoothness=2.0), 10.0, 0.2, max_steps=10)
>>> print(f"{run.iterates[-1, 0]:.9f}")
0.060466176
"""

from types import ModuleType as _Module

from gdteach.ask.checking import check

# Predict first, check afterwards; and does everything work on this machine?
from gdteach.ask.questions import predict
from gdteach.course.algorithm.descent import DescentLab
from gdteach.course.algorithm.givens import DIAGNOSES, broken_paths
from gdteach.course.convergence.fooling_table import FoolingTable
from gdteach.course.convergence.givens import mystery_runs
from gdteach.course.convergence.rates import RatesLab
from gdteach.course.convergence.stop_lights import StopLightsLab
from gdteach.course.gradient.arrow_task import ArrowTask
from gdteach.course.gradient.compass import CompassLab

# What an exercise or a lab gives to look at.
from gdteach.course.gradient.givens import suspects
from gdteach.course.gradient.slices import SliceLab
from gdteach.course.gradient.surface_view import SurfaceView
from gdteach.course.gradient.tangent import TangentLab
from gdteach.course.learning_rate.factor import FactorLab
from gdteach.course.learning_rate.givens import loss_logs
from gdteach.course.learning_rate.sweep import SweepLab
from gdteach.course.learning_rate.triptych import TriptychLab
from gdteach.course.learning_rate.tuning import TuningGame
from gdteach.course.minima.basin import BasinLab
from gdteach.course.minima.chord import ChordLab
from gdteach.course.minima.gallery import convexity_gallery
from gdteach.course.minima.saddle import SaddleLab
from gdteach.course.minima.well import WellLab

# The labs, notebook by notebook: what can be turned, dragged and played.
from gdteach.course.start.fog_hike import FogHike
from gdteach.course.start.self_test import self_test
from gdteach.course.training.backprop import BackpropLab
from gdteach.course.training.boundary import BoundaryLab
from gdteach.course.training.fit import FitLab
from gdteach.course.training.givens import TRAINING_BUGS, training_steps
from gdteach.course.training.training import TrainingLab
from gdteach.course.training.twins import TwinsLab
from gdteach.course.training.units import UnitsLab
from gdteach.course.variants.after_the_arrival import AfterTheArrivalLab
from gdteach.course.variants.givens import PATHS, mystery_paths
from gdteach.course.variants.momentum import MomentumLab
from gdteach.course.variants.noise_ball import NoiseBallLab
from gdteach.course.variants.race import RaceLab
from gdteach.course.variants.turn_the_valley import TurnTheValleyLab

# A figure that plays, and a lab of your own: its parameters, its scene, what moves in it.
from gdteach.figure.animated_figure import AnimatedFigure

# Still figures in the look of the course.
from gdteach.figure.figures import contour_map, curve, gap_axes, loss_curve, surface, title
from gdteach.figure.layers import Arrow, Curve, Marker, Segment, Trail
from gdteach.figure.stills import picture
from gdteach.figure.style import subplots, use_style
from gdteach.lab.lab import Lab
from gdteach.lab.menu import Menu
from gdteach.lab.parameters import Choice, LearningRate, Number, Point, Slider, Switch, Whole
from gdteach.lab.scene import NothingToSee, Scene

# Descents, one or many at a time.
from gdteach.course.minima.basins import basin_map

# Measuring: derivatives, curvature, what theory promises.
from gdteach.numerics.calculus import check_gradient
from gdteach.numerics.catalogue import (
    double_well,
    himmelblau,
    plateau,
    quartic,
    rosenbrock,
    saddle,
)
from gdteach.course.minima.chords import chord_gaps
from gdteach.numerics import methods
from gdteach.numerics.descent import descend, gradient_descent
from gdteach.numerics.differences import central_difference_gradient, central_difference_hessian

# Losses of models on data.
from gdteach.numerics.models.linear_regression import linear_regression
from gdteach.numerics.models.logistic_regression import logistic_regression
from gdteach.numerics.models.model import weight_decay
from gdteach.numerics.models.network import network
from gdteach.numerics.models.penguins import penguins

# Objectives: ready-made ones, and one from a function of your own.
from gdteach.numerics.own_function import as_objective
from gdteach.numerics.quadratics import parabola, quadratic_bowl, two_houses
from gdteach.course.convergence.bounds import bounds
from gdteach.numerics.stationary import stationary_points
from gdteach.numerics.stochastic import stochastic_descent
from gdteach.course.convergence.stop_tests import stop_steps
from gdteach.course.learning_rate.rate_sweep import sweep_learning_rates
from gdteach.numerics.trajectory import Stopping

__all__ = ["methods"] + [
    name for name in dir() if name[0] != "_" and not isinstance(globals()[name], _Module)
]
