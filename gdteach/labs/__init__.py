"""Labs: controls and an animated figure, one file per question they answer."""

from gdteach.labs.descent import DescentLab
from gdteach.labs.factor import FactorLab
from gdteach.labs.fog_hike import FogHike
from gdteach.labs.lab import Lab
from gdteach.labs.sweep import SweepLab
from gdteach.labs.triptych import TriptychLab
from gdteach.labs.tuning import TuningGame

__all__ = ["DescentLab", "FactorLab", "FogHike", "Lab", "SweepLab", "TriptychLab", "TuningGame"]
