"""Notebook 07. A cloud of noise, momentum, scaled steps, a race, and what comes after the arrival.

Questions and exercises of names and numbers are words, in ``content.toml``; those that run a
program are in ``checks.py``. Nothing here is imported by another folder of the course.
"""
