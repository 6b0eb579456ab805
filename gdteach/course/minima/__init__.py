"""Notebook 05. Basins, wells, saddles and chords; restarts, and what is convex.

Questions and exercises of names and numbers are words, in ``content.toml``; those that run a
program are in ``checks.py``. Nothing here is imported by another folder of the course.
"""
