"""Learn gradient descent by doing it: the package that the notebooks import.

>>> import gdteach as gd
>>> run = gd.gradient_descent(gd.parabola(smoothness=2.0), 10.0, 0.2, max_steps=10)
>>> print(f"{run.iterates[-1, 0]:.9f}")
0.060466176
"""

from gdteach.ask.checking import check
from gdteach.ask.feedback import Feedback
from gdteach.ask.questions import Prediction, predict
from gdteach.course.algorithm.descent import DescentLab
from gdteach.course.algorithm.givens import DIAGNOSES, broken_paths
from gdteach.course.convergence.fooling_table import FoolingTable
from gdteach.course.convergence.givens import mystery_runs
from gdteach.course.convergence.rates import RatesLab
from gdteach.course.convergence.stop_lights import StopLightsLab
from gdteach.course.gradient.arrow_task import ArrowTask
from gdteach.course.gradient.compass import CompassLab
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
from gdteach.course.start.fog_hike import FogHike
from gdteach.course.start.hills import random_hills
from gdteach.course.start.self_test import self_test
from gdteach.figure.animated_figure import AnimatedFigure
from gdteach.figure.figures import contour_map, curve, gap_axes, loss_curve, surface, title
from gdteach.figure.label import Label
from gdteach.figure.layers import Arrow, Curve, Layer, Marker, Segment, Trail
from gdteach.figure.raster import Raster
from gdteach.figure.stills import Picture, picture
from gdteach.figure.style import subplots, use_style
from gdteach.lab.lab import Lab
from gdteach.lab.menu import Menu
from gdteach.lab.parameters import Choice, LearningRate, Number, Point, Slider, Switch, Whole
from gdteach.lab.scene import NothingToSee, Scene
from gdteach.numerics.basins import BasinMap, basin_map
from gdteach.numerics.calculus import GradientCheck, check_gradient
from gdteach.numerics.catalogue import (
    OBJECTIVES,
    Objective,
    double_well,
    get_objective,
    himmelblau,
    parabola,
    plateau,
    quadratic_bowl,
    quartic,
    rosenbrock,
    saddle,
)
from gdteach.numerics.convexity import chord_gaps
from gdteach.numerics.descent import descend, gradient_descent
from gdteach.numerics.differences import central_difference_gradient, central_difference_hessian
from gdteach.numerics.methods import GradientDescent, Method
from gdteach.numerics.own_function import as_objective
from gdteach.numerics.quadratics import two_houses
from gdteach.numerics.rates import Bounds, bounds
from gdteach.numerics.stationary import StationaryPoints, stationary_points
from gdteach.numerics.stop_tests import stop_steps
from gdteach.numerics.sweep import Sweep, sweep_learning_rates
from gdteach.numerics.trajectory import Stop, Stopping, Trajectory
from gdteach.numerics.valleys import Valleys

__all__ = [
    "DIAGNOSES",
    "OBJECTIVES",
    "AnimatedFigure",
    "Arrow",
    "ArrowTask",
    "BasinLab",
    "BasinMap",
    "Bounds",
    "Choice",
    "ChordLab",
    "CompassLab",
    "Curve",
    "DescentLab",
    "FactorLab",
    "Feedback",
    "FogHike",
    "FoolingTable",
    "GradientCheck",
    "GradientDescent",
    "Lab",
    "Label",
    "Layer",
    "LearningRate",
    "Marker",
    "Menu",
    "Method",
    "NothingToSee",
    "Number",
    "Objective",
    "Picture",
    "Point",
    "Prediction",
    "Raster",
    "RatesLab",
    "SaddleLab",
    "Scene",
    "Segment",
    "SliceLab",
    "Slider",
    "StationaryPoints",
    "Stop",
    "StopLightsLab",
    "Stopping",
    "SurfaceView",
    "Sweep",
    "SweepLab",
    "Switch",
    "TangentLab",
    "Trail",
    "Trajectory",
    "TriptychLab",
    "TuningGame",
    "Valleys",
    "WellLab",
    "Whole",
    "as_objective",
    "basin_map",
    "bounds",
    "broken_paths",
    "central_difference_gradient",
    "central_difference_hessian",
    "check",
    "check_gradient",
    "chord_gaps",
    "contour_map",
    "convexity_gallery",
    "curve",
    "descend",
    "double_well",
    "gap_axes",
    "get_objective",
    "gradient_descent",
    "himmelblau",
    "loss_curve",
    "loss_logs",
    "mystery_runs",
    "parabola",
    "picture",
    "plateau",
    "predict",
    "quadratic_bowl",
    "quartic",
    "random_hills",
    "rosenbrock",
    "saddle",
    "self_test",
    "stationary_points",
    "stop_steps",
    "subplots",
    "surface",
    "suspects",
    "sweep_learning_rates",
    "title",
    "two_houses",
    "use_style",
]
