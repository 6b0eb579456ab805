"""Notebook 01's exercises that run a learner's function."""

from gdteach.course.gradient.by_hand import BY_HAND
from gdteach.course.gradient.directional_derivative import DIRECTIONAL_DERIVATIVE

EXERCISES = {"by_hand": BY_HAND, "directional_derivative": DIRECTIONAL_DERIVATIVE}
