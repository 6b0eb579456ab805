"""Learn gradient descent by doing it: the package that the notebooks import.

>>> import gdteach as gd
>>> run = gd.gradient_descent(gd.parabola(smoothness=2.0), 10.0, 0.2, max_steps=10)
>>> print(f"{run.iterates[-1, 0]:.9f}")
0.060466176
"""

from gdteach.animated_figure import AnimatedFigure
from gdteach.basins import BasinMap, basin_map
from gdteach.calculus import (
    GradientCheck,
    central_difference_gradient,
    central_difference_hessian,
    check_gradient,
)
from gdteach.convexity import chord_gaps, convexity_gallery
from gdteach.descent import Endpoints, descend, descend_many, gradient_descent
from gdteach.exercises import (
    DIAGNOSES,
    OUTCOMES,
    Feedback,
    broken_paths,
    check_convex_sum,
    check_convexity,
    check_diagnosis,
    check_directional_derivative,
    check_gradient_by_hand,
    check_gradient_descent,
    check_inferred_rate,
    check_largest_learning_rate,
    check_one_step,
    check_restarts,
    check_run_diagnosis,
    check_should_stop,
    check_stopping_rule,
    check_two_parameter_descent,
    check_which_valley,
    check_wrong_gradient,
    loss_logs,
    mystery_runs,
    suspects,
)
from gdteach.figures import contour_map, curve, gap_axes, loss_curve, surface, title
from gdteach.hills import random_hills
from gdteach.label import Label
from gdteach.labs import (
    ArrowTask,
    BasinLab,
    ChordLab,
    CompassLab,
    DescentLab,
    FactorLab,
    FogHike,
    FoolingTable,
    Lab,
    RatesLab,
    SaddleLab,
    SliceLab,
    StopLightsLab,
    SurfaceView,
    SweepLab,
    TangentLab,
    TriptychLab,
    TuningGame,
    WellLab,
)
from gdteach.layers import Arrow, Curve, Layer, Marker, Segment, Trail
from gdteach.library_defaults import library_defaults
from gdteach.methods import GradientDescent, Method
from gdteach.objectives import (
    OBJECTIVES,
    Objective,
    as_objective,
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
from gdteach.questions import Prediction, predict
from gdteach.raster import Raster
from gdteach.rates import Bounds, bounds
from gdteach.self_test import self_test
from gdteach.stationary import StationaryPoints, stationary_points
from gdteach.stills import Picture, picture
from gdteach.stop_tests import stop_steps
from gdteach.style import subplots, use_style
from gdteach.sweep import Sweep, sweep_learning_rates
from gdteach.trajectory import Stop, Stopping, Trajectory
from gdteach.two_houses import two_houses
from gdteach.valleys import Valleys

__all__ = [
    "DIAGNOSES",
    "OBJECTIVES",
    "OUTCOMES",
    "AnimatedFigure",
    "Arrow",
    "ArrowTask",
    "BasinLab",
    "BasinMap",
    "Bounds",
    "ChordLab",
    "CompassLab",
    "Curve",
    "DescentLab",
    "Endpoints",
    "FactorLab",
    "Feedback",
    "FogHike",
    "FoolingTable",
    "GradientCheck",
    "GradientDescent",
    "Lab",
    "Label",
    "Layer",
    "Marker",
    "Method",
    "Objective",
    "Picture",
    "Prediction",
    "Raster",
    "RatesLab",
    "SaddleLab",
    "Segment",
    "SliceLab",
    "StationaryPoints",
    "Stop",
    "StopLightsLab",
    "Stopping",
    "SurfaceView",
    "Sweep",
    "SweepLab",
    "TangentLab",
    "Trail",
    "Trajectory",
    "TriptychLab",
    "TuningGame",
    "Valleys",
    "WellLab",
    "as_objective",
    "basin_map",
    "bounds",
    "broken_paths",
    "central_difference_gradient",
    "central_difference_hessian",
    "check_convex_sum",
    "check_convexity",
    "check_diagnosis",
    "check_directional_derivative",
    "check_gradient",
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
    "chord_gaps",
    "contour_map",
    "convexity_gallery",
    "curve",
    "descend",
    "descend_many",
    "double_well",
    "gap_axes",
    "get_objective",
    "gradient_descent",
    "himmelblau",
    "library_defaults",
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
