"""Labs: controls and an animated figure, one file per question they answer."""

from gdteach.labs.descent import DescentLab
from gdteach.labs.lab import Lab

__all__ = ["DescentLab", "Lab"]
