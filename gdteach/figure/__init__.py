"""The animated figure and what is drawn on it: layers, style, axes, captions, stills, files.

Matplotlib and anywidget live here. A figure knows no lab, no question and no notebook.
"""

from gdteach.figure import figures
from gdteach.figure.animated_figure import AnimatedFigure
from gdteach.figure.label import Label
from gdteach.figure.layers import Arrow, Curve, Layer, Marker, Segment, Trail
from gdteach.figure.raster import Raster
from gdteach.figure.style import colour, mosaic, scale, subplots
