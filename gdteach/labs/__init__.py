"""Labs: controls and an animated figure, one file per question they answer."""

from gdteach.labs.arrow_task import ArrowTask
from gdteach.labs.basin import BasinLab
from gdteach.labs.chord import ChordLab
from gdteach.labs.compass import CompassLab
from gdteach.labs.descent import DescentLab
from gdteach.labs.factor import FactorLab
from gdteach.labs.fog_hike import FogHike
from gdteach.labs.fooling import FoolingTable
from gdteach.labs.lab import Lab
from gdteach.labs.rates import RatesLab
from gdteach.labs.saddle import SaddleLab
from gdteach.labs.slices import SliceLab
from gdteach.labs.stop_lights import StopLightsLab
from gdteach.labs.surface_view import SurfaceView
from gdteach.labs.sweep import SweepLab
from gdteach.labs.tangent import TangentLab
from gdteach.labs.triptych import TriptychLab
from gdteach.labs.tuning import TuningGame
from gdteach.labs.well import WellLab

__all__ = [
    "ArrowTask",
    "BasinLab",
    "ChordLab",
    "CompassLab",
    "DescentLab",
    "FactorLab",
    "FogHike",
    "FoolingTable",
    "Lab",
    "RatesLab",
    "SaddleLab",
    "SliceLab",
    "StopLightsLab",
    "SurfaceView",
    "SweepLab",
    "TangentLab",
    "TriptychLab",
    "TuningGame",
    "WellLab",
]
