"""What every lab is: parameters with their controls, wired to one animated figure.

A lab is declared (see `Lab`): it names its parameters and says its axes, its still part and its
scene. No lab of a notebook lives here; those say what is theirs in ``gdteach/course/``.
"""

from gdteach.lab.baked import OFF, Baked, grid, pixels
from gdteach.lab.controls import Composite, button
from gdteach.lab.lab import Lab
from gdteach.lab.log_slider import INK, LearningRateControl
from gdteach.lab.menu import Menu
from gdteach.lab.parameter import Numeric, Parameter
from gdteach.lab.parameters import (
    Choice,
    LearningRate,
    Number,
    Point,
    Slider,
    Steps,
    Switch,
    Whole,
)
from gdteach.lab.runs import finding, run_of, seen_at
from gdteach.lab.scene import NothingToSee, Scene, nothing_for
from gdteach.lab.sizes import px
from gdteach.lab.tolerance import Tolerance
