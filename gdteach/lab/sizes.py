"""Sizes of controls, which grow with the type in a lecture."""

from __future__ import annotations

from gdteach.figure.style import scale

LABEL_WIDTH = 128  # CSS pixels, the description before a slider


def px(length: float) -> str:
    """Return a length in CSS pixels for the look in force, as a stylesheet wants it."""
    return f"{round(length * scale())}px"
