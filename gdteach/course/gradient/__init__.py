"""Notebook 01. Tangents, slices, surfaces, the compass; gradients by hand and checked.

Its questions and its exercises of names and numbers are words, in ``content.toml``; those that run a
program are in ``checks.py``. Nothing here is imported by another folder of the course.
"""
